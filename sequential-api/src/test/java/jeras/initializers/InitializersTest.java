package jeras.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class InitializersTest {
    private static final Shape DENSE = new Shape(100, 300);

    @Test
    void constantsAreConstant() {
        assertThat(values(Zeros.of(), new Shape(2, 3))).containsExactly(0, 0, 0, 0, 0, 0);
        assertThat(values(Ones.of(), new Shape(3))).containsExactly(1, 1, 1);
        assertThat(values(Constant.of(0.25), new Shape(2))).containsExactly(0.25f, 0.25f);
        assertThat(values(Constant.of(), new Shape())).containsExactly(0);
    }

    @Test
    void theIdentityMayHaveAnyTwoLengths() {
        assertThat(values(Identity.of(2), new Shape(2, 3))).containsExactly(2, 0, 0, 0, 2, 0);
        assertThat(values(Identity.of(), new Shape(3, 2))).containsExactly(1, 0, 0, 1, 0, 0);
    }

    @ParameterizedTest(name = "{0} axes: {1} in, {2} out")
    @CsvSource({"'', 1, 1", "7, 7, 7", "3 5, 3, 5", "4 3 5, 12, 20", "3 3 16 32, 144, 288", "2 3 4 5 6, 120, 144"})
    void fansAreThoseOfKeras(String shape, long in, long out) {
        long[] dims = shape.isEmpty()
                ? new long[0]
                : Stream.of(shape.split(" ")).mapToLong(Long::parseLong).toArray();

        assertThat(Fans.of(new Shape(dims))).isEqualTo(new Fans(in, out));
    }

    @Test
    void fansMayBeNamedByTheirAxes() {
        // The query kernel of MultiHeadAttention: (in, heads, keyDim).
        assertThat(Fans.of(new Shape(64, 4, 16), new int[] {0}, new int[] {1, 2}))
                .isEqualTo(new Fans(64, 64));
    }

    static Stream<Arguments> uniform() {
        return Stream.of(
                Arguments.of(RandomUniform.of(), DENSE, -0.05, 0.05),
                Arguments.of(RandomUniform.of().minval(1).maxval(3), DENSE, 1, 3),
                Arguments.of(GlorotUniform.of(), DENSE, -Math.sqrt(6 / 400.0), Math.sqrt(6 / 400.0)),
                Arguments.of(HeUniform.of(), DENSE, -Math.sqrt(6 / 100.0), Math.sqrt(6 / 100.0)),
                Arguments.of(LecunUniform.of(), DENSE, -Math.sqrt(3 / 100.0), Math.sqrt(3 / 100.0)),
                Arguments.of(GlorotUniform.of(), new Shape(3, 3, 32, 64), -Math.sqrt(6 / 864.0), Math.sqrt(6 / 864.0)),
                Arguments.of(HeUniform.of(), new Shape(30_000), -Math.sqrt(6 / 3e4), Math.sqrt(6 / 3e4)),
                Arguments.of(
                        VarianceScaling.of(2, "fan_out", "uniform"),
                        DENSE,
                        -Math.sqrt(6 / 300.0),
                        Math.sqrt(6 / 300.0)));
    }

    @ParameterizedTest
    @MethodSource("uniform")
    void uniformNumbersFillTheirRange(Initializer initializer, Shape shape, double low, double high) {
        float[] values = values(initializer, shape);
        double width = high - low;

        assertThat(min(values)).isBetween(low - 1e-6, low + 0.002 * width);
        assertThat(max(values)).isBetween(high - 0.002 * width, high + 1e-6);
        assertThat(mean(values)).isCloseTo((low + high) / 2, within(0.01 * width));
        assertThat(deviation(values)).isCloseTo(width / Math.sqrt(12), within(0.01 * width));
    }

    static Stream<Arguments> normal() {
        double cut = 1 / 0.8796256610342398;
        return Stream.of(
                Arguments.of(RandomNormal.of(), DENSE, 0, 0.05, Double.POSITIVE_INFINITY),
                Arguments.of(RandomNormal.of().mean(3).stddev(2), DENSE, 3, 2, Double.POSITIVE_INFINITY),
                Arguments.of(TruncatedNormal.of(), DENSE, 0, 0.05 / cut, 0.1),
                Arguments.of(TruncatedNormal.of().mean(-1).stddev(0.5), DENSE, -1, 0.5 / cut, 1),
                Arguments.of(GlorotNormal.of(), DENSE, 0, Math.sqrt(2 / 400.0), 2 * cut * Math.sqrt(2 / 400.0)),
                Arguments.of(HeNormal.of(), DENSE, 0, Math.sqrt(2 / 100.0), 2 * cut * Math.sqrt(2 / 100.0)),
                Arguments.of(LecunNormal.of(), DENSE, 0, Math.sqrt(1 / 100.0), 2 * cut * Math.sqrt(1 / 100.0)),
                Arguments.of(
                        HeNormal.of(),
                        new Shape(3, 3, 32, 64),
                        0,
                        Math.sqrt(2 / 288.0),
                        2 * cut * Math.sqrt(2 / 288.0)),
                Arguments.of(
                        VarianceScaling.of().scale(3).mode("fan_avg").distribution("untruncated_normal"),
                        DENSE,
                        0,
                        Math.sqrt(3 / 200.0),
                        Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @MethodSource("normal")
    void normalNumbersHaveTheirMoments(
            Initializer initializer, Shape shape, double mean, double deviation, double farthest) {
        float[] values = values(initializer, shape);

        assertThat(mean(values)).isCloseTo(mean, within(0.03 * deviation));
        assertThat(deviation(values)).isCloseTo(deviation, within(0.03 * deviation));
        double distance = Math.max(max(values) - mean, mean - min(values));
        if (Double.isInfinite(farthest)) {
            assertThat(distance).isGreaterThan(3 * deviation);
        } else {
            assertThat(distance).isBetween(0.98 * farthest, farthest * (1 + 1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 40", "60, 20", "20, 80"})
    void orthogonalMatricesAreOrthogonal(int rows, int columns) {
        float[] w = values(Orthogonal.of().gain(1.5), new Shape(rows, columns));
        int few = Math.min(rows, columns);
        int many = Math.max(rows, columns);

        for (int i = 0; i < few; i++) {
            for (int j = 0; j < few; j++) {
                double product = 0;
                for (int k = 0; k < many; k++) {
                    product += rows < columns
                            ? w[i * columns + k] * w[j * columns + k]
                            : w[k * columns + i] * w[k * columns + j];
                }
                assertThat(product).isCloseTo(i == j ? 1.5 * 1.5 : 0, within(1e-5));
            }
        }
    }

    @Test
    void anOrthogonalKernelIsOneMatrixOverAllButTheLastAxis() {
        float[] kernel = values(Orthogonal.of().seed(4), new Shape(3, 2, 5));

        assertThat(kernel).isEqualTo(values(Orthogonal.of().seed(4), new Shape(6, 5)));
    }

    @Test
    void orthogonalMatricesPreferNoSign() {
        // Without the correction by R's diagonal the first element of Q would have one sign only.
        long positive = IntStream.range(0, 40)
                .filter(seed -> values(Orthogonal.of().seed(seed), new Shape(3, 3))[0] > 0)
                .count();

        assertThat(positive).isBetween(8L, 32L);
    }

    static Stream<Arguments> random() {
        return Stream.of(
                Arguments.of(RandomNormal.of(), RandomNormal.of().seed(3)),
                Arguments.of(RandomUniform.of(), RandomUniform.of().seed(3)),
                Arguments.of(TruncatedNormal.of(), TruncatedNormal.of().seed(3)),
                Arguments.of(VarianceScaling.of(), VarianceScaling.of().seed(3)),
                Arguments.of(GlorotUniform.of(), GlorotUniform.of().seed(3)),
                Arguments.of(GlorotNormal.of(), GlorotNormal.of().seed(3)),
                Arguments.of(HeUniform.of(), HeUniform.of().seed(3)),
                Arguments.of(HeNormal.of(), HeNormal.of().seed(3)),
                Arguments.of(LecunUniform.of(), LecunUniform.of().seed(3)),
                Arguments.of(LecunNormal.of(), LecunNormal.of().seed(3)),
                Arguments.of(Orthogonal.of(), Orthogonal.of().seed(3)));
    }

    @ParameterizedTest
    @MethodSource("random")
    void aSeedMakesTheSameNumbersAtEveryCall(Initializer free, Initializer seeded) {
        Shape shape = new Shape(4, 5);

        assertThat(values(seeded, shape)).isEqualTo(values(seeded, shape)).isNotEqualTo(values(free, shape));
        assertThat(values(free, shape)).isNotEqualTo(values(free, shape));
    }

    @Test
    void aSeedHoldsInTheMiddleOfAProgram() {
        Shape shape = new Shape(4, 5);
        float[] twice = Run.run(() -> Ops.concatenate(
                List.of(
                        GlorotUniform.of().seed(3).apply(shape, DataType.FLOAT32),
                        RandomNormal.of().apply(shape, DataType.FLOAT32),
                        GlorotUniform.of().seed(3).apply(shape, DataType.FLOAT32)),
                0));

        assertThat(Arrays.copyOfRange(twice, 0, 20)).isEqualTo(Arrays.copyOfRange(twice, 40, 60));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
    void everyOneWorksInEveryFloatingType(DataType type) {
        for (String id : Initializers.ids()) {
            Initializer initializer = Initializer.of(id);
            // Most make matrices; the frequencies of a signal are the kernel of a Conv1D over one channel.
            Shape shape = initializer instanceof STFT ? new Shape(4, 1, 5) : new Shape(4, 5);

            assertThat(initializer.apply(shape, type).dataType()).isEqualTo(type);
            assertThat(initializer.apply(shape, type).shape()).isEqualTo(shape);
            assertThat(Run.run(() -> initializer.apply(shape, type))).hasSize(20);
        }
    }

    @Test
    void normalMeansTruncatedNormalAndCapitalsDoNotCount() {
        assertThat(VarianceScaling.of().distribution("Normal")).isEqualTo(VarianceScaling.of());
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> VarianceScaling.of().scale(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        VarianceScaling cannot be made.
                          expected: scale, a finite number above 0
                          received: 0.0
                          fix:      give such a number""");
        assertThatThrownBy(() -> VarianceScaling.of().mode("fan_on"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        VarianceScaling cannot be made.
                          expected: mode one of fan_in, fan_out, fan_avg
                          received: "fan_on"
                          fix:      did you mean "fan_in"?""");
        assertThatThrownBy(() -> VarianceScaling.of().distribution("cauchy"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        VarianceScaling cannot be made.
                          expected: distribution one of truncated_normal, untruncated_normal, uniform
                          received: "cauchy"
                          fix:      choose one of them""");
    }

    @Test
    void matricesNeedTheirAxes() {
        assertThatThrownBy(() -> Identity.of().apply(new Shape(3, 3, 2), DataType.FLOAT32))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Identity makes matrices only.
                          expected: 2 axes
                          received: (3, 3, 2)
                          fix:      use another initializer for this weight, such as Orthogonal""");
        assertThatThrownBy(() -> Orthogonal.of().apply(new Shape(3), DataType.FLOAT32))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Orthogonal makes matrices only.
                          expected: at least 2 axes
                          received: (3,)
                          fix:      use another initializer for this weight, such as RandomNormal""");
    }

    @Test
    void anUnknownIdListsTheKnownOnesAndTheNearest() {
        assertThatThrownBy(() -> Initializer.of("he_norml"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown initializer "he_norml".
                          expected: one of "zeros", "Zeros", "zero", "ones", "Ones", "one", "constant", "Constant", \
                        "identity", "Identity", "IdentityInitializer", "random_normal", "RandomNormal", "normal", \
                        "random_uniform", "RandomUniform", "uniform", "truncated_normal", "TruncatedNormal", \
                        "variance_scaling", "VarianceScaling", "glorot_uniform", "GlorotUniform", "glorot_normal", \
                        "GlorotNormal", "he_uniform", "HeUniform", "he_normal", "HeNormal", "lecun_uniform", \
                        "LecunUniform", "lecun_normal", "LecunNormal", "orthogonal", "Orthogonal", \
                        "OrthogonalInitializer", "stft", "STFT", "STFTInitializer"
                          received: "he_norml"
                          fix:      did you mean "he_normal" or "HeNormal"?""");
    }

    private static float[] values(Initializer initializer, Shape shape) {
        return Run.run(() -> initializer.apply(shape, DataType.FLOAT32));
    }

    private static double min(float[] x) {
        return stream(x).min().orElseThrow();
    }

    private static double max(float[] x) {
        return stream(x).max().orElseThrow();
    }

    private static double mean(float[] x) {
        return stream(x).average().orElseThrow();
    }

    private static double deviation(float[] x) {
        double mean = mean(x);
        return Math.sqrt(stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    private static DoubleStream stream(float[] x) {
        return IntStream.range(0, x.length).mapToDouble(i -> x[i]);
    }
}
