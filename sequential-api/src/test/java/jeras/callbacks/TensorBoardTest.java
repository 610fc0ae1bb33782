package jeras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Sequential;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Flatten;
import jeras.optimizers.SGD;
import jeras.summary.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tags are those that Keras wrote for the same calls. */
class TensorBoardTest {
    private static final Array X = Array.of(new float[][] {{1}, {2}, {3}, {4}});

    @TempDir
    Path folder;

    private static Sequential model() {
        Sequential model = Sequential.of(Input.of(1), Dense.of(1).name("line").kernelInitializer("zeros"));
        model.compile(c -> c.optimizer(SGD.of(0.01)).loss("mse").metrics("mae"));
        return model;
    }

    private static List<String> tags(List<Events.Value> values) {
        return values.stream().map(Events.Value::tag).distinct().toList();
    }

    @Test
    void curvesOfTrainingAndValidationAreRunsOfTheirOwn() {
        TensorBoard board = TensorBoard.of(folder).writeGraph(false);
        History history = model().fit(
                        X, X, f -> f.epochs(3).verbose(0).validationData(X, X).callbacks(board));

        List<Events.Value> train = Events.read(folder.resolve("train"));
        List<Events.Value> validation = Events.read(folder.resolve("validation"));
        assertThat(tags(train)).containsExactly("epoch_loss", "epoch_mae", "epoch_learning_rate");
        assertThat(tags(validation))
                .containsExactly(
                        "evaluation_loss_vs_iterations", "evaluation_mae_vs_iterations", "epoch_loss", "epoch_mae");
        List<Events.Value> losses =
                train.stream().filter(v -> v.tag().equals("epoch_loss")).toList();
        assertThat(losses).extracting(Events.Value::step).containsExactly(0L, 1L, 2L);
        for (int i = 0; i < 3; i++) {
            assertThat(losses.get(i).number()).isEqualTo(history.get("loss").get(i), within(1e-6));
        }
        assertThat(validation.get(0).step()).isEqualTo(1);
        assertThat(train)
                .filteredOn(v -> v.tag().equals("epoch_learning_rate"))
                .allMatch(v -> v.number() == (float) 0.01);
    }

    @Test
    void batchesAreWrittenWhenAskedFor() {
        TensorBoard board =
                TensorBoard.of(folder).writeGraph(false).updateFreq(2).writeStepsPerSecond(true);
        model().fit(X, X, f -> f.epochs(2).batchSize(1).verbose(0).callbacks(board));

        List<Events.Value> train = Events.read(folder.resolve("train"));
        assertThat(train)
                .filteredOn(v -> v.tag().equals("batch_loss"))
                .extracting(Events.Value::step)
                .containsExactly(2L, 4L, 6L, 8L);
        assertThat(tags(train)).contains("batch_steps_per_second", "epoch_steps_per_second", "batch_mae");
    }

    @Test
    void weightsAreWrittenAsHistogramsAndPictures() {
        Sequential model = Sequential.of(
                Input.of(4, 4, 3),
                Conv2D.of(5, 3).name("conv"),
                Flatten.of(),
                Dense.of(2).name("out"));
        model.compile("sgd", "mse");
        model.fit(
                Array.ones(DataType.FLOAT32, 2, 4, 4, 3),
                Array.ones(DataType.FLOAT32, 2, 2),
                f -> f.epochs(3)
                        .verbose(0)
                        .callbacks(TensorBoard.of(folder).histogramFreq(2).writeImages(true)));

        List<Events.Value> train = Events.read(folder.resolve("train"));
        assertThat(tags(train))
                .contains(
                        "graph",
                        "keras",
                        "conv/kernel/histogram",
                        "conv/kernel/image",
                        "conv/bias/histogram",
                        "out/kernel/image");
        assertThat(train)
                .filteredOn(v -> v.tag().equals("conv/kernel/histogram"))
                .extracting(Events.Value::step)
                .containsExactly(0L, 2L);
    }

    @Test
    void aModelThatTheFirstBatchBuildsGetsItsGraph() {
        Sequential model = Sequential.of(Dense.of(1).name("line"));
        model.compile("sgd", "mse");
        model.fit(X, X, f -> f.verbose(0).callbacks(TensorBoard.of(folder)));

        byte[] graph = Events.read(folder.resolve("train")).get(0).content();
        assertThat(Events.texts(graph, 1, 1)).containsExactly("line");
    }

    @Test
    void frequenciesAreChecked() {
        assertThatThrownBy(() -> TensorBoard.of().updateFreq(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        TensorBoard cannot be told updateFreq(0).
                          expected: 1 or more
                          received: 0
                          fix:      leave it out for the default""");
        assertThatThrownBy(() -> TensorBoard.of().updateFreq("batches"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("did you mean \"batch\"?");
    }
}
