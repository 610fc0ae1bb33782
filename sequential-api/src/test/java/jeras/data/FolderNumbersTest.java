package jeras.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jeras.Array;
import jeras.KerasNumbers;
import jeras.utils.ImageFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files, images, series and sounds against what Keras made of the same. */
class FolderNumbersTest {
    @TempDir
    Path folder;

    private Stream<DynamicTest> each(String prefix, Consumer<JsonObject> test) {
        return DataCases.all(prefix)
                .map(c -> DynamicTest.dynamicTest(c.get("name").getAsString(), () -> test.accept(c)));
    }

    private record Heard<T>(T value, List<String> lines) {}

    /** Nothing else writes meanwhile: tests run one by one. */
    private static <T> Heard<T> heard(Supplier<T> work) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return new Heard<>(
                    work.get(), bytes.toString(StandardCharsets.UTF_8).lines().toList());
        } finally {
            System.setOut(before);
        }
    }

    @TestFactory
    Stream<DynamicTest> filesAndLabelsAreFoundShuffledAndSplitAsInKeras() throws IOException {
        Path tree = folder.resolve("tree");
        for (String path : DataCases.strings(DataCases.one("folder in order").get("tree"))) {
            Files.createDirectories(tree.resolve(path).getParent());
            Files.writeString(tree.resolve(path), path);
        }
        return each("folder ", c -> {
            Heard<FolderDataset> heard = heard(() -> Dataset.textDatasetFromDirectory(
                    tree, o -> options(c.get("name").getAsString(), o)));
            FolderDataset data = heard.value();
            assertThat(data.filePaths().stream()
                            .map(p -> tree.relativize(p).toString().replace('\\', '/')))
                    .isEqualTo(DataCases.strings(c.get("paths")));
            assertThat(data.classNames()).isEqualTo(DataCases.strings(c.get("classes")));
            assertThat(heard.lines()).isEqualTo(DataCases.strings(c.get("said")));
            Map<String, Integer> labels = new java.util.HashMap<>();
            int[] expected = DataCases.ints(c.get("labels"));
            IntStream.range(0, expected.length)
                    .forEach(i -> labels.put(DataCases.strings(c.get("paths")).get(i), expected[i]));
            for (Batch sample : data) {
                String text = sample.x().get(0).getString();
                if (expected.length > 0) {
                    assertThat(sample.y().get(0).item())
                            .isEqualTo(labels.get(text).doubleValue());
                } else {
                    assertThat(sample.y()).isEmpty();
                }
            }
        });
    }

    private static void options(String name, TextFolderOptions o) {
        o.unbatched();
        switch (name.substring("folder ".length())) {
            case "in order" -> o.shuffle(false);
            case "shuffled" -> o.seed(123);
            case "training", "validation" ->
                o.seed(123).validationSplit(0.3).subset(name.substring("folder ".length()));
            case "chosen classes" -> o.shuffle(false).classNames("b", "a");
            case "without labels" -> o.shuffle(false).labels("none");
            case "labels told" ->
                o.labels(5, 5, 7, 5, 7, 7, 5, 5, 7, 5, 7, 7, 5).seed(4294967);
            default -> throw new IllegalArgumentException(name);
        }
    }

    @Test
    void shufflesAsNumpyDoes() {
        JsonObject c = DataCases.one("numpy shuffle");
        List<Integer> order =
                NumpyRandom.shuffledAsNumpy(IntStream.range(0, 1000).boxed().toList(), 1337);
        assertThat(order.stream().mapToInt(i -> i).toArray()).isEqualTo(DataCases.ints(c.get("order")));
    }

    @TestFactory
    Stream<DynamicTest> imagesAreResizedAsInKeras() {
        return each("image ", c -> {
            Path parent = createFolder(c.get("name").getAsString());
            DataCases.copy(c.get("file").getAsString(), parent);
            int[] size = DataCases.ints(c.get("size"));
            Dataset data = Dataset.imageDatasetFromDirectory(
                    parent, o -> told(o, c.getAsJsonObject("options")).imageSize(size[0], size[1]));
            Array image = data.iterator().next().x().get(0);
            // Java's and TensorFlow's JPEG decoders round differently.
            close(
                    image,
                    c.getAsJsonObject("output"),
                    c.get("file").getAsString().endsWith(".jpg") ? 3 : 2e-3);
        });
    }

    private Path createFolder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name.replaceAll("[^a-z0-9]", "_")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ImageFolderOptions told(ImageFolderOptions o, JsonObject options) {
        o.labels("none").unbatched().shuffle(false).verbose(false);
        for (Map.Entry<String, JsonElement> option : options.entrySet()) {
            switch (option.getKey()) {
                case "interpolation" -> o.interpolation(option.getValue().getAsString());
                case "crop_to_aspect_ratio" ->
                    o.cropToAspectRatio(option.getValue().getAsBoolean());
                case "pad_to_aspect_ratio" ->
                    o.padToAspectRatio(option.getValue().getAsBoolean());
                case "data_format" -> o.dataFormat(option.getValue().getAsString());
                case "color_mode" -> o.colorMode(option.getValue().getAsString());
                default -> throw new IllegalArgumentException(option.getKey());
            }
        }
        return o;
    }

    static void close(Array found, JsonObject expected, double tolerance) {
        assertThat(found.shape().getShape())
                .isEqualTo(KerasNumbers.shape(expected).getShape());
        double[] numbers = KerasNumbers.numbers(expected.get("values"));
        double[] values = found.toDoubleArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i])
                    .as("value " + i)
                    .isCloseTo(numbers[i], org.assertj.core.data.Offset.offset(tolerance));
        }
    }

    @TestFactory
    Stream<DynamicTest> windowsAreThoseOfKeras() {
        return each("series ", c -> {
            Array data = Array.arange(50).cast("float32").reshape(25, 2);
            Array targets = Array.arange(25).cast("int32").multiply(10);
            JsonObject options = c.getAsJsonObject("options");
            Dataset windows = Dataset.timeseriesDatasetFromArray(
                    data, targets, options.get("sequence_length").getAsInt(), o -> {
                        for (Map.Entry<String, JsonElement> option : options.entrySet()) {
                            int value = option.getValue().getAsInt();
                            switch (option.getKey()) {
                                case "sequence_length" -> {}
                                case "sequence_stride" -> o.sequenceStride(value);
                                case "sampling_rate" -> o.samplingRate(value);
                                case "start_index" -> o.startIndex(value);
                                case "end_index" -> o.endIndex(value);
                                case "batch_size" -> {
                                    if (value < 0) {
                                        o.unbatched();
                                    } else {
                                        o.batchSize(value);
                                    }
                                }
                                default -> throw new IllegalArgumentException(option.getKey());
                            }
                        }
                    });
            List<JsonObject> x = KerasNumbers.objects(c.getAsJsonArray("x"));
            List<JsonObject> y = KerasNumbers.objects(c.getAsJsonArray("y"));
            assertThat(windows.cardinality()).hasValue(x.size());
            int i = 0;
            for (Batch batch : windows) {
                close(batch.x().get(0), x.get(i), 0);
                close(batch.y().get(0), y.get(i), 0);
                i++;
            }
            assertThat(i).isEqualTo(x.size());
        });
    }

    @TestFactory
    Stream<DynamicTest> splitsAreThoseOfKeras() {
        return each("split ", c -> {
            Dataset data = Dataset.of(Array.arange(15));
            for (Dataset each : List.of(data, data.batch(4), data.map(b -> b))) {
                DatasetPair halves = Dataset.splitDataset(
                        each, o -> splitOptions(o, c.get("name").getAsString()));
                assertThat(numbers(halves.left())).isEqualTo(DataCases.ints(c.get("left")));
                assertThat(numbers(halves.right())).isEqualTo(DataCases.ints(c.get("right")));
                assertThat(halves.left().isSamples()).isEqualTo(each.isSamples());
            }
        });
    }

    private static void splitOptions(SplitOptions o, String name) {
        switch (name.substring("split ".length())) {
            case "share left" -> o.leftSize(0.8);
            case "share right" -> o.rightSize(0.25);
            case "halves" -> o.leftSize(0.5);
            case "counts" -> o.leftSize(3).rightSize(4);
            case "shuffled" -> o.leftSize(0.7).shuffle(true).seed(42);
            default -> throw new IllegalArgumentException(name.toLowerCase(Locale.ROOT));
        }
    }

    static int[] numbers(Dataset data) {
        List<Integer> numbers = new java.util.ArrayList<>();
        for (Batch batch : data) {
            Arrays.stream(batch.x().get(0).flatten().toIntArray()).forEach(numbers::add);
        }
        return numbers.stream().mapToInt(i -> i).toArray();
    }

    @Test
    void soundsAreReadAndResampled() {
        WavFile tone = WavFile.read(DataCases.copy("tone.wav", folder));
        JsonObject read = DataCases.one("tone");
        assertThat(tone.rate()).isEqualTo(read.get("rate").getAsInt());
        close(sound(tone), read.getAsJsonObject("sound"), 1e-6);
        DataCases.all("resample ")
                .forEach(c -> close(sound(tone.resampled(c.get("rate").getAsInt())), c.getAsJsonObject("sound"), 1e-4));
    }

    private static Array sound(WavFile file) {
        return Array.of(file.samples(), file.length(), file.channels());
    }

    @Test
    void realPhotographsAreSplitAndSizedAsInKeras() {
        Path animals = SharedFolder.of("animals-fws");
        shared(
                DataCases.one("shared animals-fws"),
                animals,
                4,
                o -> o.imageSize(12, 16)
                        .validationSplit(0.2)
                        .subset("validation")
                        .seed(5));
    }

    @Test
    void realDrawingsHaveKerasPixels() {
        Path drawings = SharedFolder.of("fashion-mnist-png").resolve("train");
        shared(
                DataCases.one("shared fashion-mnist-png/train"),
                drawings,
                0,
                o -> o.imageSize(28).colorMode("grayscale").seed(99));
    }

    private static void shared(JsonObject c, Path root, double tolerance, Consumer<ImageFolderOptions> options) {
        Heard<FolderDataset> heard =
                heard(() -> Dataset.imageDatasetFromDirectory(root, o -> options.accept(o.unbatched())));
        FolderDataset data = heard.value();
        assertThat(heard.lines()).isEqualTo(DataCases.strings(c.get("said")));
        assertThat(data.classNames()).isEqualTo(DataCases.strings(c.get("classes")));
        assertThat(data.filePaths().stream()
                        .map(p -> root.relativize(p).toString().replace('\\', '/')))
                .isEqualTo(DataCases.strings(c.get("paths")));
        ImageFolderOptions again = new ImageFolderOptions();
        again.told(options);
        c.getAsJsonObject("images")
                .entrySet()
                .forEach(e ->
                        close(again.load(root.resolve(e.getKey())), e.getValue().getAsJsonObject(), tolerance));
    }

    @Test
    void realRecordingsAreFilledUpToTheLongest() {
        JsonObject c = DataCases.one("shared sounds");
        FolderDataset sounds = Dataset.audioDatasetFromDirectory(
                SharedFolder.of("spoken-digits"),
                o -> o.labels("none").shuffle(false).batchSize(4).verbose(false));
        Array first = sounds.iterator().next().x().get(0);
        assertThat(first.shape().getShape())
                .isEqualTo(Arrays.stream(DataCases.ints(c.get("shape")))
                        .asLongStream()
                        .toArray());
        close(first.get(":, 500:520"), c.getAsJsonObject("part"), 1e-6);
    }

    @Test
    void theLimitOfPixelsIsPilsWarning() {
        assertThat(ImageFile.MAX_PIXELS).isEqualTo(1024L * 1024 * 1024 / 4 / 3);
    }
}
