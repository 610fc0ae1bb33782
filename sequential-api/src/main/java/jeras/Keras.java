package jeras;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jeras.backend.Backend;
import jeras.ops.FloatType;
import jeras.ops.ImageDataFormat;
import jeras.ops.Seeds;
import jeras.ops.Tensor;
import jeras.saving.CustomObjects;
import jeras.saving.KerasObjects;
import jeras.saving.LoadOptions;
import jeras.saving.SavedConfig;
import jeras.utils.DataTypes;

/** Settings of the whole library. */
public final class Keras {
    private static final List<String> FLOATS = List.of("float32", "float64", "float16", "bfloat16");

    private Keras() {}

    /**
     * Makes what follows repeat on the same machine and device: first weights, shuffling and dropout. With the same number of CPU
     * threads a training in one thread then repeats to the bit; two trainings at a time share one source of seeds, and who draws
     * first is left to chance.
     *
     * @see <a href="https://keras.io/api/utils/python_utils/#set_random_seed-function">keras.utils.set_random_seed</a>
     */
    public static void setRandomSeed(long seed) {
        Seeds.choose(seed);
    }

    /**
     * Computes with operations at once, outside a model: {@code Keras.eval(() -> Ops.linspace(0, 1, 5, DataType.FLOAT32))}.
     * Arrays take part as constants: {@code Ops.sort(array.toTensor())}.
     */
    public static Array eval(Supplier<Tensor> computation) {
        return evalAll(inputs -> List.of(computation.get())).get(0);
    }

    /**
     * Computes a function of an array: {@code Keras.eval(x -> Ops.softmax(x, -1), logits)}.
     *
     * @param x anything that {@link Array#of(Object)} takes
     */
    public static Array eval(UnaryOperator<Tensor> function, Object x) {
        return evalAll(inputs -> List.of(function.apply(inputs.get(0))), x).get(0);
    }

    /**
     * Computes a function of two arrays: {@code Keras.eval((x, y) -> Ops.einsum("ij,jk->ik", x, y), a, b)}.
     *
     * @param x1 anything that {@link Array#of(Object)} takes, as {@code x2}
     */
    public static Array eval(BinaryOperator<Tensor> function, Object x1, Object x2) {
        return evalAll(inputs -> List.of(function.apply(inputs.get(0), inputs.get(1))), x1, x2)
                .get(0);
    }

    /**
     * Computes several tensors from any number of arrays: {@code Keras.evalAll(x -> Ops.topK(x.get(0), 3), scores)}. One small
     * program is compiled for each call; what is computed often belongs in a model or a layer.
     */
    public static List<Array> evalAll(Function<List<Tensor>, List<Tensor>> function, Object... inputs) {
        return Evaluation.of(function, Arrays.stream(inputs).map(Array::of).toList());
    }

    /** What was found to compute on, and why there is no more: a report to read. */
    public static String describeDevices() {
        return Backend.describe();
    }

    /** The device that models run on: {@code "cpu"} or {@code "gpu:0"}. */
    public static String device() {
        return Backend.name(Backend.device());
    }

    /** Chooses the device for models that are made afterwards: {@code "cpu"}, {@code "gpu"} or {@code "gpu:1"}. */
    public static void setDevice(String name) {
        Backend.device(name);
    }

    /** How many CPU threads one operation may use; by default one a core. */
    public static void setThreads(int count) {
        if (count < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The number of threads cannot be set.",
                    "at least 1",
                    Integer.toString(count),
                    "give a positive number"));
        }
        Backend.threads(count);
    }

    /**
     * What computes: {@code "torch"}, which DJL brings.
     *
     * @see <a href="https://keras.io/api/utils/config_utils/#backend-function">keras.config.backend</a>
     */
    public static String backend() {
        return "torch";
    }

    /**
     * The data type of floats unless somebody chooses another, of inputs and, without a policy, of layers: {@code "float32"} at
     * first.
     *
     * @see <a href="https://keras.io/api/utils/config_utils/#floatx-function">keras.config.floatx</a>
     */
    public static String floatx() {
        return DataTypes.name(FloatType.get());
    }

    /**
     * Chooses the data type of floats for inputs and layers that are made afterwards. To train in 16 bits, choose a
     * {@link #setDtypePolicy policy} instead: it keeps the weights in float32.
     *
     * @param dtype {@code "float32"}, {@code "float64"}, {@code "float16"} or {@code "bfloat16"}
     * @throws InvalidArgumentException if it is another one
     * @see <a href="https://keras.io/api/utils/config_utils/#set_floatx-function">keras.config.set_floatx</a>
     */
    public static void setFloatx(String dtype) {
        if (!FLOATS.contains(dtype)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The data type of floats cannot be set.",
                    String.join(", ", FLOATS),
                    "\"" + dtype + "\"",
                    "choose one of them"));
        }
        FloatType.set(DataTypes.of(dtype));
    }

    /**
     * Chooses the data types of layers that are made afterwards, for mixed precision say. Layers that exist, and their copies, keep
     * theirs.
     *
     * <pre>{@code Keras.setDtypePolicy("mixed_bfloat16")}</pre>
     *
     * @param policy {@code "mixed_bfloat16"}, {@code "mixed_float16"}, or a data type for all, such as {@code "float32"}
     * @throws InvalidArgumentException if there is no such policy
     * @see <a href="https://keras.io/api/mixed_precision/policy/">keras.config.set_dtype_policy</a>
     */
    public static void setDtypePolicy(String policy) {
        setDtypePolicy(DTypePolicy.of(policy));
    }

    /** As {@link #setDtypePolicy(String)}. */
    public static void setDtypePolicy(DTypePolicy policy) {
        DTypePolicy.choose(policy);
    }

    /**
     * The data types that a layer takes which is made now: at first those of {@link #floatx()}.
     *
     * @see <a href="https://keras.io/api/mixed_precision/policy/">keras.config.dtype_policy</a>
     */
    public static DTypePolicy dtypePolicy() {
        return DTypePolicy.current();
    }

    /**
     * The small number that losses and metrics keep from 0 by: 1e-7.
     *
     * @see <a href="https://keras.io/api/utils/config_utils/#epsilon-function">keras.config.epsilon</a>
     */
    public static double epsilon() {
        return 1e-7;
    }

    /** Where layers expect the channels of images unless they are told: {@code "channels_last"} at first. */
    public static String imageDataFormat() {
        return ImageDataFormat.get();
    }

    /**
     * Chooses where layers that are made afterwards expect the channels of images.
     *
     * @param dataFormat {@code "channels_last"}, such as {@code (batch, height, width, channels)}, or
     *     {@code "channels_first"}, such as {@code (batch, channels, height, width)}
     * @throws InvalidArgumentException if it is neither
     * @see <a
     *     href="https://keras.io/api/utils/config_utils/#set_image_data_format-function">keras.config.set_image_data_format</a>
     */
    public static void setImageDataFormat(String dataFormat) {
        ImageDataFormat.set(dataFormat);
    }

    /**
     * Says what makes a class or function of one's own that files name, for all files that are loaded afterwards. One that is
     * made without arguments can be saved, too, under the same name.
     *
     * <pre>{@code
     * Keras.register("my_package>Scale", Scale.class, config -> new Scale(config.number("factor")));
     * Keras.register("my_package>double", Activation.class, config -> x -> x.multiply(2));
     * }</pre>
     *
     * @param name package and class as Python has registered them; without a package, the class's name
     * @param type the class, or what it is: a layer, model, loss, metric, optimizer, activation, initializer, ...
     * @param maker from the arguments in the file to a new object
     * @see <a href="https://keras.io/api/models/model_saving_apis/serialization_utils/">Keras:
     *     register_keras_serializable</a>
     */
    public static <T> void register(String name, Class<T> type, Function<SavedConfig, ? extends T> maker) {
        register(name, type, maker, thing -> Map.of());
    }

    /**
     * As {@link #register(String, Class, Function)}, with what a file is to hold of the object.
     *
     * <pre>{@code
     * Keras.register("my_package>Scale", Scale.class, config -> new Scale(config.number("factor")),
     *         scale -> Map.of("factor", scale.factor));
     * }</pre>
     *
     * @param arguments the object's arguments by their names in Python: numbers, texts, lists, activations, layers, ...
     */
    public static <T> void register(
            String name,
            Class<T> type,
            Function<SavedConfig, ? extends T> maker,
            Function<? super T, Map<String, Object>> arguments) {
        CustomObjects.REGISTERED.add(name, type, maker, arguments);
    }

    /**
     * The names of what {@link #register} was told, with packages.
     *
     * @see <a href="https://keras.io/api/models/model_saving_apis/serialization_utils/">Keras: get_custom_objects</a>
     */
    public static List<String> getCustomObjects() {
        return CustomObjects.REGISTERED.names();
    }

    /** Takes back what {@link #register} was told; does nothing for a name that is not known. */
    public static void unregister(String name) {
        CustomObjects.REGISTERED.remove(name);
    }

    /**
     * A layer, model, optimizer, loss, metric, activation, initializer, regularizer, constraint or schedule as the JSON text that
     * Keras writes for it: its class and arguments, without weights. Keras's {@code layers.serialize} and its siblings.
     *
     * @throws InvalidArgumentException if it is of a class of the user's own that is not {@link #register registered}
     * @see <a href="https://keras.io/api/models/model_saving_apis/serialization_utils/">Keras: serialize_keras_object</a>
     */
    public static String serializeKerasObject(Object thing) {
        return KerasObjects.serialize(thing);
    }

    /**
     * What a text describes that {@link #serializeKerasObject} or Keras has written, new: {@code
     * Keras.deserializeKerasObject(json, Layer.class)}. Keras's {@code layers.deserialize} and its siblings.
     *
     * @param type what it must be: {@code Layer.class}, {@code Loss.class}, ..., or a class below these
     * @throws FileFormatException if it is no such text, or describes something else
     * @throws UnsupportedPartException if it is of a class that Jeras does not have
     */
    public static <T> T deserializeKerasObject(String json, Class<T> type) {
        return deserializeKerasObject(json, type, o -> {});
    }

    /**
     * As {@link #deserializeKerasObject(String, Class)}, with classes of the user's own for this text only, as inside of Keras's
     * {@code CustomObjectScope}: {@code o -> o.customObject("Scale", Scale.class, c -> new Scale())}.
     */
    public static <T> T deserializeKerasObject(String json, Class<T> type, Consumer<LoadOptions> options) {
        LoadOptions told = new LoadOptions();
        options.accept(told);
        return KerasObjects.deserialize(json, type, told);
    }
}
