package jeras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TensorBoard's projector reads of a training. */
class EmbeddingFilesTest {
    private static Sequential model() {
        Sequential inner =
                Sequential.of(Input.of(2).dtype("int32"), Embedding.of(3, 2).name("words"), Flatten.of());
        Sequential model = Sequential.of(inner, Dense.of(1));
        model.compile("sgd", "mse");
        return model;
    }

    @Test
    void tablesAreWrittenAsTheyAreAfterTheEpoch(@TempDir Path folder) throws IOException {
        Sequential model = model();
        Path words = folder.resolve("words.txt");

        model.fit(
                new int[][] {{0, 1}},
                new int[] {1},
                f -> f.verbose(0)
                        .callbacks(TensorBoard.of(folder)
                                .embeddingsFreq(1)
                                .embeddingsMetadata(model.layers().get(0).name() + "/words", words)));

        Path train = folder.resolve("train");
        String name = model.layers().get(0).name() + "/words";
        String file = name.replace('/', '_') + ".tsv";
        List<String> rows = Files.readAllLines(train.resolve(file));
        Array table = model.layers().get(0).getWeights().get(0);
        assertThat(rows).hasSize(3);
        for (int row = 0; row < 3; row++) {
            String[] numbers = rows.get(row).split("\t", -1);
            assertThat(numbers).hasSize(2);
            assertThat(Float.parseFloat(numbers[1]))
                    .isEqualTo((float) table.get(row).get(1).item());
        }
        assertThat(Files.readString(train.resolve("projector_config.pbtxt")))
                .isEqualTo("embeddings {\n  tensor_name: \"" + name + "\"\n  tensor_path: \"" + file
                        + "\"\n  metadata_path: \"" + words.toAbsolutePath() + "\"\n}\n");
    }

    @Test
    void nothingIsWrittenUnlessAskedFor(@TempDir Path folder) {
        model().fit(new int[][] {{0, 1}}, new int[] {1}, f -> f.verbose(0).callbacks(TensorBoard.of(folder)));

        assertThat(folder.resolve("train").resolve("projector_config.pbtxt")).doesNotExist();
    }
}
