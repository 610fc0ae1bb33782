package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.distribution.DataParallel;
import jeras.initializers.Initializer;
import jeras.layers.Dense;
import jeras.layers.Layer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code Ops.print} in all the places where a tensor may be looked at. */
@ResourceLock(Resources.SYSTEM_OUT)
class PrintTest {
    private static final float[][] X = {{1, 2}, {3, 4}};

    static final class Sum extends Layer {
        @Override
        protected Tensor call(Tensor x) {
            return Ops.sum(Ops.print("x", x), true, -1);
        }
    }

    private static String printed(Runnable work) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void whatSeveralDevicesComputeIsPrintedOnceAndWhole() {
        Sequential model = Sequential.of(Input.of(2), new Sum());
        String text = printed(() -> DataParallel.replicas("cpu", 2).scope(() -> model.predict(X)));

        assertThat(text).isEqualTo("x:\n[[1. 2.]\n [3. 4.]]\n");
    }

    @Test
    void eachStepOfTrainingEvaluationAndPredictionPrintsTheValue() {
        Sequential model = Sequential.of(Input.of(2), new Sum(), Dense.of(1));
        model.compile("sgd", "mse");
        int[] y = {1, 2};
        String both = "x:\n[[1. 2.]\n [3. 4.]]\n";

        assertThat(printed(() -> model.fit(X, y, f -> f.epochs(2).shuffle(false).verbose(0))))
                .isEqualTo(both + both);
        assertThat(printed(() -> model.evaluate(X, y, e -> e.batchSize(1).verbose(0))))
                .isEqualTo("x:\n[[1. 2.]]\nx:\n[[3. 4.]]\n");
        assertThat(printed(() -> model.predict(X))).isEqualTo(both);
    }

    @Test
    void severalStepsInOneCallPrintOneAfterTheOther() {
        Sequential model = Sequential.of(Input.of(2), new Sum(), Dense.of(1));
        model.compile(c -> c.optimizer("sgd").loss("mse").stepsPerExecution(2));
        int[] y = {1, 2, 3, 4};
        float[][] x = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};

        assertThat(printed(
                        () -> model.fit(x, y, f -> f.batchSize(1).shuffle(false).verbose(0))))
                .isEqualTo("x:\n[[1. 2.]]\nx:\n[[3. 4.]]\nx:\n[[5. 6.]]\nx:\n[[7. 8.]]\n");
    }

    @Test
    void theTensorGoesOnAsItWasAndGradientsFlowThroughIt() {
        assertThat(printed(() -> {
                    Array slope = Keras.eval(
                            x -> Ops.grad(v -> Ops.sum(Ops.square(Ops.print("v", v))), x), new float[] {1, 2});
                    assertThat(slope.toDoubleArray()).containsExactly(2, 4);
                }))
                .isEqualTo("v: [1. 2.]\n");
    }

    @Test
    void aVariableIsPrintedAsItIsAtThatPlace() {
        Sequential model = Sequential.of(Input.of(1), new Layer() {
            private Variable count;

            @Override
            protected void build(Shape input) {
                count = weight("count", new Shape(), Initializer.of("zeros"));
            }

            @Override
            protected Tensor call(Tensor x) {
                Ops.print("before", count);
                count.assign(count.add(1));
                Ops.print("after", count);
                return x.multiply(count);
            }
        });

        assertThat(printed(() -> model.predict(new float[][] {{1}}))).isEqualTo("before: 0.0\nafter: 1.0\n");
    }

    @Test
    void betweenTheLayersOfAGraphItPrintsToo(@TempDir Path folder) {
        Tensor x = Input.of(2);
        Model model = Model.of(x, Ops.print("y", Ops.cast(x.multiply(2), DataType.INT32)));

        assertThat(printed(() -> model.predict(X))).isEqualTo("y:\n[[2 4]\n [6 8]]\n");
        assertThatThrownBy(() -> model.save(folder.resolve("m.keras")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("\"print\", which Keras does not have, outside a layer");
    }

    @Test
    void insideALoopItIsRefused() {
        assertThatThrownBy(() -> Keras.eval(
                        x -> Ops.whileLoop(s -> Ops.less(Ops.sum(s), 10), s -> Ops.print("s", s.add(1)), x),
                        new float[] {1}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        "s" cannot be printed here.
                          expected: a tensor outside of scan, cond, whileLoop and the layers that repeat a step
                          received: one inside of a loop or branch
                          fix:      give it out of the loop, and print it there""");
    }

    @Test
    void nothingIsPrintedWhereNothingRuns() {
        Sequential model = Sequential.of(Input.of(2), new Sum());

        assertThat(printed(() -> assertThat(model.computeOutputShape(List.of(new Shape(3, 2))))
                        .hasSize(1)))
                .isEmpty();
    }
}
