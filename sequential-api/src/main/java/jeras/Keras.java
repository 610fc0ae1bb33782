package jeras;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jeras.backend.Backend;
import jeras.ops.Seeds;
import jeras.ops.Tensor;

/** Settings of the whole library. */
public final class Keras {
    private Keras() {}

    /**
     * Makes what follows repeat on the same machine and device: first weights, shuffling and dropout.
     *
     * @see <a href="https://keras.io/api/utils/python_utils/#set_random_seed-function">keras.utils.set_random_seed</a>
     */
    public static void setRandomSeed(long seed) {
        Seeds.reset(seed);
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
        return Backend.device().isGpu() ? "gpu:" + Backend.device().getDeviceId() : "cpu";
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
}
