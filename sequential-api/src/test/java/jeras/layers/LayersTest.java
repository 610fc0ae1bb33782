package jeras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Tensor;
import jeras.regularizers.Regularizer;
import jeras.utils.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What holds for every layer of the catalogue; a new layer adds itself to {@link #LAYERS}. */
class LayersTest {
    /** One of each, with defaults where there are any. */
    static final List<KerasLayer<?, ?>> LAYERS = List.of(
            jeras.layers.Activation.of("relu"),
            AdaptiveAveragePooling1D.of(4),
            AdaptiveAveragePooling2D.of(4),
            AdaptiveAveragePooling3D.of(4),
            AdaptiveMaxPooling1D.of(4),
            AdaptiveMaxPooling2D.of(4),
            AdaptiveMaxPooling3D.of(4),
            Add.of(),
            AugMix.of(),
            AutoContrast.of(),
            ActivityRegularization.of(),
            AdditiveAttention.of(),
            AlphaDropout.of(0.5),
            Attention.of(),
            Average.of(),
            AveragePooling1D.of(2),
            AveragePooling2D.of(2),
            AveragePooling3D.of(2),
            BatchNormalization.of(),
            CenterCrop.of(4, 5),
            CategoryEncoding.of(4),
            Concatenate.of(),
            ContrastLimitedAdaptiveHistogramEqualization.of(),
            Conv1D.of(4, 3),
            Conv1DTranspose.of(4, 3),
            Conv2D.of(4, 3),
            Conv2DTranspose.of(4, 3),
            Conv3D.of(4, 3),
            CustomScaleLayer.of(0.17),
            CutMix.of(),
            ConvLSTM1D.of(4, 3),
            ConvLSTM2D.of(4, 3),
            ConvLSTM3D.of(4, 3),
            Dense.of(4),
            Discretization.of(),
            Conv3DTranspose.of(4, 3),
            Cropping1D.of(),
            Cropping2D.of(),
            Cropping3D.of(),
            DepthwiseConv1D.of(3),
            DepthwiseConv2D.of(3),
            Dot.of(1, 2),
            Dropout.of(0.5),
            EinsumDense.of("ab,bc->ac", 4),
            ELU.of(),
            Embedding.of(7, 3),
            Equalization.of(),
            Flatten.of(),
            GaussianDropout.of(0.5),
            GaussianNoise.of(0.5),
            GlobalAveragePooling1D.of(),
            GlobalAveragePooling2D.of(),
            GlobalAveragePooling3D.of(),
            GlobalMaxPooling1D.of(),
            GlobalMaxPooling2D.of(),
            GlobalMaxPooling3D.of(),
            GRU.of(4),
            GRUCell.of(4),
            HashedCrossing.of(4),
            Hashing.of(4),
            GroupNormalization.of(),
            GroupQueryAttention.of(3, 4, 2),
            Identity.of(),
            IntegerLookup.of(),
            Lambda.of(x -> x),
            LayerNormalization.of(),
            LayerScale.of(0.1, 4),
            LeakyReLU.of(),
            LSTM.of(4),
            LSTMCell.of(4),
            Masking.of(),
            Maximum.of(),
            MaxPooling1D.of(),
            MaxPooling2D.of(),
            MaxPooling3D.of(),
            Minimum.of(),
            MixUp.of(),
            MultiHeadAttention.of(2, 3),
            Multiply.of(),
            Normalization.of(),
            Permute.of(2, 1),
            PReLU.of(),
            RandAugment.of(),
            RandomBrightness.of(0.2),
            RandomColorDegeneration.of(0.5),
            RandomColorJitter.of(),
            RandomContrast.of(0.2),
            RandomCrop.of(4, 5),
            RandomElasticTransform.of(),
            RandomErasing.of(),
            RandomFlip.of(),
            RandomGaussianBlur.of(),
            RandomGrayscale.of(),
            RandomHue.of(0.5),
            RandomInvert.of(),
            RandomPerspective.of(),
            RandomPosterization.of(3),
            RandomRotation.of(0.2),
            RandomSaturation.of(0.5),
            RandomSharpness.of(0.5),
            RandomShear.of(),
            RandomTranslation.of(0.2, 0.2),
            RandomZoom.of(0.2),
            ReLU.of(),
            RepeatVector.of(3),
            Rescaling.of(0.5),
            Reshape.of(2, 3),
            Resizing.of(4, 5),
            SimpleRNN.of(4),
            SimpleRNNCell.of(4),
            SeparableConv1D.of(4, 3),
            SeparableConv2D.of(4, 3),
            ReversibleEmbedding.of(7, 3),
            RMSNormalization.of(),
            Softmax.of(),
            Solarization.of(),
            SpatialDropout1D.of(0.5),
            SpatialDropout2D.of(0.5),
            StochasticDepth.of(0.5),
            StringLookup.of(),
            Subtract.of(),
            TextVectorization.of(),
            UnitNormalization.of(),
            SpatialDropout3D.of(0.5),
            UpSampling1D.of(),
            UpSampling2D.of(),
            UpSampling3D.of(),
            ZeroPadding1D.of(),
            ZeroPadding2D.of(),
            ZeroPadding3D.of());

    /** Those whose arguments are layers, which their own tests see to. */
    private static final Set<String> OF_LAYERS =
            Set.of("Bidirectional", "Pipeline", "RNN", "StackedRNNCells", "TimeDistributed");

    /** For options whose values cannot be told from their type. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("padding", "same"),
            Map.entry("dataFormat", "channels_first"),
            Map.entry("fillMode", "nearest"),
            Map.entry("outputMode", "one_hot"),
            Map.entry("oovMethod", "farmhash"),
            Map.entry("standardize", "lower"),
            Map.entry("split", "none"),
            Map.entry("maskToken", "m"),
            Map.entry("maskValue", "m"),
            Map.entry("oovToken", "?"),
            Map.entry("vocabulary", "a"),
            Map.entry("biasAxes", "c"),
            Map.entry("scoreMode", "concat"),
            Map.entry("reverseDtype", "float64"));

    @Test
    void theseTestsSeeEveryLayer() {
        assertThat(LAYERS.stream().map(Layer::className))
                .containsExactlyInAnyOrderElementsOf(Layers.names().stream()
                        .filter(name -> !OF_LAYERS.contains(name))
                        // Its arguments are layers, which its own test sees to.
                        .filter(name -> !Set.of("Bidirectional", "SpectralNormalization")
                                .contains(name))
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("LAYERS")
    void theCatalogueMakesAnEqualLayerOfItsConfiguration(KerasLayer<?, ?> layer) {
        Layers.Entry<?> entry = Layers.entry(layer.className());
        assertThat(entry.type()).isEqualTo(layer.getClass());
        Layer again = remade(entry, layer.config());
        assertThat(again).isExactlyInstanceOf(layer.getClass()).hasToString(layer.toString());
    }

    private static <C extends Record> Layer remade(Layers.Entry<C> entry, Record config) {
        return entry.make(entry.config().cast(config));
    }

    @ParameterizedTest
    @FieldSource("LAYERS")
    void argumentsAreThoseOfKerasWithItsDefaults(KerasLayer<?, ?> layer) {
        JsonElement keras =
                KerasJson.resource("defaults.json").getAsJsonObject().get(layer.className());
        if (layer instanceof Lambda) {
            assertThat(keras).isNull();
            return;
        }
        JsonObject expected = keras.getAsJsonObject();
        Map<String, Object> values = values(layer.config());
        assertThat(values.keySet().stream().map(KerasJson::snake))
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (RecordComponent c : layer.config().getClass().getRecordComponents()) {
            JsonElement json = expected.get(KerasJson.snake(c.getName()));
            Object value =
                    c.getType() == Initializer.class ? Initializer.of(initializerId(json)) : KerasJson.plain(c, json);
            assertThat(values.get(c.getName())).as(c.getName()).isEqualTo(value);
        }
    }

    private static String initializerId(JsonElement json) {
        return json.getAsJsonObject()
                .get("class_name")
                .getAsString()
                .replaceAll("(?<=[a-z])([A-Z])", "_$1")
                .toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @FieldSource("LAYERS")
    void everyArgumentIsAskedForOrHasAnOptionThatChangesACopy(KerasLayer<?, ?> layer) throws Exception {
        Set<String> asked = Arrays.stream(layer.getClass().getMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers()))
                .filter(m -> Set.of("of", "ofList").contains(m.getName()))
                .flatMap(m -> Arrays.stream(m.getParameters()))
                .map(Parameter::getName)
                .collect(Collectors.toSet());
        Map<String, Object> before = values(layer.config());
        for (RecordComponent c : layer.config().getClass().getRecordComponents()) {
            if (asked.contains(c.getName())) {
                continue;
            }
            if (layer instanceof Resizing && c.getName().equals("fillMode")) {
                continue; // Keras has one value for it
            }
            List<Method> options = options(layer, c.getName()).toList();
            assertThat(options).as("options called " + c.getName()).isNotEmpty();
            for (Method option : options) {
                boolean isId = option.getParameterTypes()[0] == String.class
                        && c.getType() != String.class
                        && c.getType() != Object.class;
                if (isId || option.getParameterTypes()[0] == Path.class) {
                    continue; // an id or a file, which comes to the same
                }
                KerasLayer<?, ?> changed = (KerasLayer<?, ?>) option.invoke(
                        layer, other(c.getName(), option.getParameterTypes()[0], before.get(c.getName())));
                assertThat(changed).isExactlyInstanceOf(layer.getClass()).isNotSameAs(layer);
                Map<String, Object> after = values(changed.config());
                assertThat(after.get(c.getName())).as(c.getName()).isNotEqualTo(before.get(c.getName()));
                after.put(c.getName(), before.get(c.getName()));
                assertThat(after).as("the other arguments").isEqualTo(before);
            }
        }
        assertThat(values(layer.config())).isEqualTo(before);
    }

    @ParameterizedTest
    @FieldSource("LAYERS")
    void objectsGivenAsArgumentsCanBeGivenByIdToo(KerasLayer<?, ?> layer) {
        for (RecordComponent c : layer.config().getClass().getRecordComponents()) {
            if (Set.of(Activation.class, Initializer.class, Regularizer.class, Constraint.class)
                    .contains(c.getType())) {
                Set<String> types = new TreeSet<>();
                Stream.concat(options(layer, c.getName()), options(layer, "of"))
                        .forEach(m -> types.add(m.getParameterTypes()[0].getSimpleName()));
                assertThat(types).as(c.getName()).contains("String", c.getType().getSimpleName());
            }
        }
    }

    private static Stream<Method> options(KerasLayer<?, ?> layer, String name) {
        return Arrays.stream(layer.getClass().getMethods())
                .filter(m -> m.getName().equals(name) && m.getParameterCount() == 1 && !m.isBridge());
    }

    @ParameterizedTest
    @FieldSource("LAYERS")
    void whatAllLayersMayBeToldIsKeptByOptionsAndCopies(KerasLayer<?, ?> layer) {
        KerasLayer<?, ?> told = layer.name("mine").trainable(false).inputShape(3, 4);
        assertThat(told.name()).isEqualTo("mine");
        assertThat(told.isTrainable()).isFalse();
        assertThat(told.copy().name()).isEqualTo("mine");
        assertThat(told.copy().inputShape()).isEqualTo(told.inputShape());
        assertThat(layer.name()).isNull();
        assertThat(layer.isTrainable()).isTrue();
    }

    /** A value that is no layer's default. */
    private static Object other(String name, Class<?> type, Object byDefault) {
        Map<Class<?>, Object> values = new HashMap<>();
        values.put(int.class, 2);
        values.put(long.class, 7L);
        values.put(double.class, 0.25);
        values.put(boolean.class, !Boolean.TRUE.equals(byDefault));
        values.put(Map.class, Map.of("rmax", 2.0));
        values.put(int[].class, new int[] {1});
        values.put(long[].class, new long[] {5});
        boolean bounds = name.endsWith("Factor") || name.equals("factor") || name.equals("valueRange");
        values.put(double[].class, bounds ? new double[] {0.25, 0.5} : new double[] {0.25});
        values.put(String[].class, new String[] {"a", "b"});
        values.put(List.class, name.equals("vocabulary") ? List.of("a") : List.of(2));
        values.put(Array.class, Array.of(0.25));
        values.put(
                String.class,
                name.equals("interpolation")
                        ? (byDefault.equals("nearest") ? "bilinear" : "nearest")
                        : TEXTS.get(name));
        values.put(Activation.class, (Activation) x -> x.negative());
        values.put(Initializer.class, (Initializer) (shape, dtype) -> null);
        values.put(Regularizer.class, (Regularizer) x -> x);
        values.put(Constraint.class, (Constraint) x -> x);
        values.put(Standardizer.class, (Standardizer) text -> text);
        values.put(BinaryOperator.class, (BinaryOperator<Tensor>) (x, mask) -> mask);
        if (Set.of("strides", "dilationRate", "numOps").contains(name)) {
            return type == int.class ? (Object) 3 : new int[] {3};
        }
        if (name.equals("outputPadding")) {
            return type == int.class ? (Object) 0 : new int[] {0}; // below the strides
        }
        assertThat(values).as("a value of %s for %s", type, name).containsKey(type);
        return values.get(type);
    }

    private static Map<String, Object> values(Record config) {
        Map<String, Object> values = new HashMap<>();
        for (RecordComponent c : config.getClass().getRecordComponents()) {
            values.put(c.getName(), Records.get(config, c));
        }
        return values;
    }

    @Test
    void anUnknownNameIsToldTheClosestOnes() {
        assertThatThrownBy(() -> Layers.entry("Dens"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Unknown layer \"Dens\".\n  expected: one of "
                        + Layers.names().size() + ", such as \"Dense\", \"")
                .hasMessageEndingWith("\n  received: \"Dens\"\n  fix:      did you mean \"Dense\"?");
    }
}
