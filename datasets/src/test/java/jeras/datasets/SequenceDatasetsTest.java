package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.testing.DataServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imdb and Reuters on small files of their formats, against what Keras loads from them. */
class SequenceDatasetsTest {
    private static final Path IMDB = KerasNumbers.file("imdb.npz");
    private static final Path REUTERS = KerasNumbers.file("reuters.npz");

    @AfterEach
    void clearSettings() {
        System.clearProperty("jeras.cache");
        System.clearProperty("jeras.mirror");
    }

    @Test
    void imdbIsWhatKerasLoads() {
        requireSame("imdb.json", options -> Imdb.load(o -> set(o.path(IMDB), options)));
    }

    @Test
    void reutersIsWhatKerasLoads() {
        requireSame(
                "reuters.json",
                options -> Reuters.load(o -> {
                    set(o.path(REUTERS), options);
                    if (options.has("test_split")) {
                        o.testSplit(options.get("test_split").getAsDouble());
                    }
                }));
    }

    private static void requireSame(String expected, Function<JsonObject, SequenceSplit> loader) {
        for (JsonElement element : KerasNumbers.json(expected).getAsJsonArray()) {
            JsonObject keras = element.getAsJsonObject();
            SequenceSplit split = loader.apply(keras.getAsJsonObject("options"));

            assertThat(split.xTrain().toArray(int[][]::new)).isDeepEqualTo(KerasNumbers.rows(keras.get("x_train")));
            assertThat(split.xTest().toArray(int[][]::new)).isDeepEqualTo(KerasNumbers.rows(keras.get("x_test")));
            assertThat(split.yTrain().toIntArray()).containsExactly(KerasNumbers.ints(keras.get("y_train")));
            assertThat(split.yTest().toIntArray()).containsExactly(KerasNumbers.ints(keras.get("y_test")));
        }
    }

    private static void set(SequenceOptions<?> to, JsonObject options) {
        integer(options, "num_words", to::numWords);
        integer(options, "skip_top", to::skipTop);
        integer(options, "maxlen", to::maxlen);
        integer(options, "seed", to::seed);
        integer(options, "index_from", to::indexFrom);
        if (options.has("start_char") && options.get("start_char").isJsonNull()) {
            to.withoutStartChar().withoutOovChar();
        } else {
            integer(options, "start_char", to::startChar);
            integer(options, "oov_char", to::oovChar);
        }
    }

    private static void integer(JsonObject options, String name, Consumer<Integer> option) {
        if (options.has(name)) {
            option.accept(options.get(name).getAsInt());
        }
    }

    @Test
    void printsCountsAndShapes() {
        assertThat(Reuters.load(o -> o.path(REUTERS)))
                .hasToString("SequenceSplit(xTrain=32 texts, yTrain=(32) int32, xTest=8 texts, yTest=(8) int32)");
    }

    @Test
    void findsTheFileInAFolder() {
        assertThat(Imdb.load(o -> o.path(IMDB.getParent())).xTrain()).hasSize(30);
    }

    @Test
    void readsTheWordsAndTheirIndices() {
        assertThat(Imdb.wordIndex(KerasNumbers.file("imdb_word_index.json")))
                .containsOnly(
                        java.util.Map.entry("the", 1),
                        java.util.Map.entry("and", 2),
                        java.util.Map.entry("caf\u00e9", 17),
                        java.util.Map.entry("'80s", 34701));
    }

    @Test
    void refusesAWordIndexThatIsNone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("reuters_word_index.json");
        for (String text : List.of("", "[1]", "{\"a\": \"b\"}", "{\"a\": 1")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Reuters.wordIndex(folder))
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageStartingWith(
                            file + " is no word index.\n  expected: a JSON object from words to whole numbers\n");
        }
    }

    @Test
    void knowsTheTopicsOfReuters() {
        assertThat(Reuters.labelNames())
                .hasSize(46)
                .startsWith("cocoa", "grain")
                .endsWith("hog", "lead");
    }

    @Test
    void saysThatTooShortATextWasAskedFor() {
        assertThatThrownBy(() -> Imdb.load(o -> o.path(IMDB).maxlen(1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        After filtering for texts shorter than maxlen=1, no text was kept.
                          expected: a part to train on and one to test with
                          received: no text in one of them
                          fix:      increase maxlen""");
    }

    @Test
    void saysWhichFileIsNotThere(@TempDir Path folder) {
        assertThatThrownBy(() -> Imdb.load(o -> o.path(folder)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Imdb cannot be loaded from %s.
                          expected: the file imdb.npz, or the folder that has it
                          received: a folder without it
                          fix:      name the file, or leave the path out to have it downloaded""".formatted(folder));
    }

    @Test
    void trustsNoDownloadThatIsNotTheFileOfKeras(@TempDir Path cache) throws Exception {
        System.setProperty("jeras.cache", cache.toString());
        try (DataServer mirror = new DataServer()) {
            mirror.on("/imdb/imdb.npz", DataServer.serving(Files.readAllBytes(IMDB)));
            System.setProperty("jeras.mirror", mirror.uri("/").toString());

            assertThatThrownBy(Imdb::load)
                    .isInstanceOf(FileFormatException.class)
                    .hasMessageStartingWith("Imdb cannot be downloaded.\n  expected: " + mirror.uri("/imdb/imdb.npz")
                            + "\n  received: the bytes that came are not the published ones: SHA-256 ")
                    .hasMessageEndingWith("put imdb.npz into "
                            + cache.resolve("datasets").resolve("imdb")
                            + "; or load it from where it is with Imdb.load(o -> o.path(...)); or name a mirror with "
                            + "-Djeras.mirror=<address>");
        }
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> Imdb.load(o -> o.numWords(0)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Texts cannot be loaded with this numWords.
                          expected: 1 or more
                          received: 0
                          fix:      leave it out for Keras's default""");
        assertThatThrownBy(() -> Reuters.load(o -> o.testSplit(1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Invalid testSplit.
                          expected: 0 to below 1, the share of the samples to test with
                          received: 1.0
                          fix:      leave it out for Keras's 0.2""");
    }
}
