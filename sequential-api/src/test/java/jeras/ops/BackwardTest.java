package jeras.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import jeras.Array;
import jeras.backend.Backend;
import jeras.backend.Feed;
import jeras.backend.FeedPool;
import jeras.backend.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients that are written out are those that PyTorch takes. */
class BackwardTest {
    private static final int ROWS = 5;
    private static final int WIDTH = 4;

    /** A scalar made of {@code x (5, 4)}, {@code w (4, 4)}, {@code b (4)} and constants {@code t (5, 4)}, {@code labels (5)}. */
    private record Inputs(Tensor x, Tensor w, Tensor b, Tensor t, Tensor labels) {}

    private static final Map<String, Function<Inputs, Tensor>> SCALARS = new LinkedHashMap<>();

    private static void elementwise(String name, Function<Tensor, Tensor> function) {
        // Times other numbers for each element, so that a gradient at the wrong place shows.
        SCALARS.put(
                name,
                in -> Ops.sum(function.apply(Ops.linear(in.x(), in.w(), in.b())).multiply(in.t())));
    }

    private static void loss(String name, BiFunction<Inputs, Tensor, Tensor> loss) {
        SCALARS.put(name, in -> loss.apply(in, Ops.linear(in.x(), in.w(), in.b())));
        SCALARS.put(
                name + ", weighted",
                in -> loss.apply(in, Ops.linear(in.x(), in.w(), in.b()))
                        .multiply(0.3)
                        .add(Ops.sum(Ops.square(in.w())).multiply(0.01)));
    }

    static {
        elementwise("linear", x -> x);
        elementwise("relu", Ops::relu);
        elementwise("sigmoid", Ops::sigmoid);
        elementwise("tanh", Ops::tanh);
        elementwise("silu", Ops::silu);
        elementwise("softplus", Ops::softplus);
        elementwise("selu", Ops::selu);
        elementwise("elu", x -> Ops.elu(x, 0.7));
        elementwise("leaky relu", x -> Ops.leakyRelu(x, 0.2));
        elementwise("gelu", x -> Ops.gelu(x, false));
        elementwise("gelu by tanh", x -> Ops.gelu(x, true));
        elementwise("square", Ops::square);
        elementwise("product with itself", x -> x.multiply(x));
        elementwise(
                "numbers",
                x -> Ops.subtract(2, x.add(3).multiply(0.5).subtract(1).divide(3)));
        elementwise("used twice", x -> Ops.tanh(x).subtract(x.multiply(Ops.sigmoid(x))));
        elementwise("reshape", x -> Ops.reshape(Ops.tanh(Ops.reshape(x, ROWS, 2, 2)), ROWS, WIDTH));
        SCALARS.put(
                "matmul",
                in -> Ops.sum(Ops.matmul(Ops.tanh(Ops.matmul(in.x(), in.w())), in.w())
                        .multiply(in.t())
                        .add(Ops.linear(in.x(), in.w(), in.b()))));
        SCALARS.put(
                "a row that is repeated",
                in -> Ops.sum(
                        Ops.tanh(Ops.matmul(in.x(), in.w()).multiply(in.b())).multiply(in.t())));
        SCALARS.put(
                "a column that is repeated",
                in -> Ops.sum(Ops.matmul(in.x(), Ops.reshape(in.b(), WIDTH, 1))
                        .subtract(Ops.matmul(in.x(), in.w()))
                        .multiply(in.t())));
        loss("mean squared error", (in, y) -> LossKernels.mseLoss(in.t(), y));
        loss("mean absolute error", (in, y) -> LossKernels.l1Loss(in.t(), y));
        loss(
                "binary crossentropy",
                (in, y) ->
                        LossKernels.binaryCrossEntropyWithLogits(Ops.sigmoid(in.t()), y, LossKernels.Reduction.MEAN));
        loss("categorical crossentropy", (in, y) -> LossKernels.crossEntropyLoss(Ops.abs(in.t()), y, 0));
        loss(
                "sparse categorical crossentropy",
                (in, y) -> LossKernels.crossEntropyLoss(in.labels(), y, -100, LossKernels.Reduction.MEAN));
    }

    static Stream<String> names() {
        return SCALARS.keySet().stream();
    }

    private static Array random(long seed, long... shape) {
        Random random = new Random(seed);
        double[] values = new double[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian();
        }
        return Array.of(values).reshape(shape).cast(DataType.FLOAT32);
    }

    /** What some gradients of a function of the inputs are. */
    private static List<double[]> run(BiFunction<Inputs, List<Tensor>, List<Tensor>> gradients) {
        Array[] values = {
            random(1, ROWS, WIDTH),
            random(2, WIDTH, WIDTH),
            random(3, WIDTH),
            random(4, ROWS, WIDTH),
            Array.of(new int[] {3, 0, 1, 1, 2})
        };
        List<Placeholder> placeholders = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            placeholders.add(new Placeholder("x" + i, values[i].shape(), values[i].dataType()));
        }
        Program program = Program.builder(Backend.device())
                .function("f", placeholders, () -> {
                    List<Tensor> leaves =
                            placeholders.subList(0, 3).stream().map(Ops::leaf).toList();
                    return gradients.apply(
                            new Inputs(
                                    leaves.get(0),
                                    leaves.get(1),
                                    leaves.get(2),
                                    placeholders.get(3),
                                    placeholders.get(4)),
                            leaves);
                })
                .build();
        FeedPool pool = new FeedPool();
        try (Feed feed = pool.take(Backend.device())) {
            for (int i = 0; i < values.length; i++) {
                feed.put(i, values[i]);
            }
            return program.ask("f", feed, values.length, false).stream()
                    .map(Array::toDoubleArray)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theyAreThoseOfPyTorch(String name) {
        Function<Inputs, Tensor> scalar = SCALARS.get(name);

        List<double[]> written =
                run((in, leaves) -> Backward.of(scalar.apply(in), leaves).orElseThrow());
        List<double[]> taken = run((in, leaves) -> new Gradients(scalar.apply(in), leaves, false).outputs());

        for (int i = 0; i < taken.size(); i++) {
            assertThat(written.get(i)).as("gradient " + i).containsExactly(taken.get(i), within(2e-6));
        }
    }

    @Test
    void anOperationWithoutARuleLeavesThemToPyTorch() {
        run((in, leaves) -> {
            Tensor scalar = Ops.sum(Ops.erf(Ops.linear(in.x(), in.w(), in.b())));
            assertThat(Backward.of(scalar, leaves)).isEmpty();
            assertThat(Ops.gradients(scalar, leaves)).hasSize(3);
            return leaves;
        });
    }

    @Test
    void aVariableThatHasChangedSinceItWasReadLeavesThemToPyTorch() {
        Variable kernel = Variable.filled("kernel", new Shape(WIDTH, WIDTH), DataType.FLOAT32, 1);
        run((in, leaves) -> {
            Tensor scalar = Ops.sum(Ops.tanh(Ops.matmul(in.x(), kernel)));
            assertThat(Backward.of(scalar, List.of(kernel))).isPresent();
            Ops.copyInto(kernel, in.w());
            assertThat(Backward.of(scalar, List.of(kernel))).isEmpty();
            return leaves;
        });
    }

    @Test
    void gradientsStopWhereTheyAreStopped() {
        List<double[]> gradients = run((in, leaves) -> {
            Tensor y = Ops.matmul(in.x(), in.w());
            return Ops.gradients(Ops.sum(y.multiply(Ops.stopGradient(y))), List.of(in.w()));
        });
        List<double[]> values =
                run((in, leaves) -> List.of(Ops.matmul(Ops.transpose(in.x()), Ops.matmul(in.x(), in.w()))));

        assertThat(gradients.get(0)).containsExactly(values.get(0), within(1e-5));
    }
}
