package jeras.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import jeras.Array;
import jeras.FileFormatException;
import jeras.History;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Sequential;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Embedding;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.Rescaling;
import jeras.layers.TextVectorization;
import jeras.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderDatasetTest {
    @TempDir
    Path folder;

    private Path images;

    /** Ten images in each of two classes, of different sizes. */
    @BeforeEach
    void writeImages() throws IOException {
        images = folder.resolve("images");
        for (String name : List.of("dark", "light")) {
            Files.createDirectories(images.resolve(name));
            for (int i = 0; i < 10; i++) {
                double level = name.equals("dark") ? 10 + i : 200 + i;
                Utils.saveImg(
                        images.resolve(name).resolve(i + ".png"),
                        Array.full(ai.djl.ndarray.types.DataType.FLOAT32, level, 5 + i, 9, 3),
                        o -> o.scale(false));
            }
        }
    }

    private FolderDataset data(Consumer<ImageFolderOptions> options) {
        return Dataset.imageDatasetFromDirectory(
                images, o -> options.accept(o.imageSize(4, 6).verbose(false)));
    }

    @Test
    void batchesHaveImagesAndLabels() {
        FolderDataset data = data(o -> o.batchSize(8).seed(1));
        assertThat(data.classNames()).containsExactly("dark", "light");
        assertThat(data.toString())
                .matches("FolderDataset\\(\\d+ images \\(\\d+, \\d+, 3\\), 2 classes\\).batch\\(8\\): \\d+ batches");
        assertThat(data.cardinality()).hasValue(3);
        assertThat(data.isSamples()).isFalse();
        int seen = 0;
        for (Batch batch : data) {
            assertThat(batch.x().get(0).shape()).isEqualTo(new Shape(batch.size(), 4, 6, 3));
            double[] levels = batch.x().get(0).mean(1, 2, 3).toDoubleArray();
            int[] labels = batch.y().get(0).toIntArray();
            for (int i = 0; i < labels.length; i++) {
                assertThat(levels[i] > 100).isEqualTo(labels[i] == 1);
            }
            seen += batch.size();
        }
        assertThat(seen).isEqualTo(20);
    }

    @Test
    void labelsComeInTheFormThatIsAskedFor() {
        Batch categorical = data(o -> o.labelMode("categorical").shuffle(false).batchSize(20))
                .iterator()
                .next();
        assertThat(categorical.y().get(0).shape()).isEqualTo(new Shape(20, 2));
        assertThat(categorical.y().get(0).get("9:11")).isEqualTo(Array.of(new float[][] {{1, 0}, {0, 1}}));
        Batch binary = data(o -> o.labelMode("binary").shuffle(false).batchSize(20))
                .iterator()
                .next();
        assertThat(binary.y().get(0).get("9:11")).isEqualTo(Array.of(new float[][] {{0}, {1}}));
        assertThat(data(o -> o.labelMode("none")).iterator().next().y()).isEmpty();
        Batch sample = data(o -> o.unbatched().shuffle(false)).iterator().next();
        assertThat(sample.y().get(0)).isEqualTo(Array.of((Object) 0));
    }

    @Test
    void eachWalkHasAnOrderOfItsOwnThatRepeatsWithTheSeed() {
        FolderDataset first = data(o -> o.unbatched().seed(7));
        FolderDataset second = data(o -> o.unbatched().seed(7));
        List<Double> order = levels(first);
        List<Double> next = levels(first);
        assertThat(next).isNotEqualTo(order).containsExactlyInAnyOrderElementsOf(order);
        assertThat(levels(second)).isEqualTo(order);
        assertThat(levels(second)).isEqualTo(next);
    }

    private static List<Double> levels(Dataset data) {
        List<Double> levels = new ArrayList<>();
        data.forEach(b -> levels.add(b.x().get(0).mean().item()));
        return levels;
    }

    @Test
    void bothPartsDoNotOverlap() {
        FolderDatasets both = Dataset.imageDatasetsFromDirectory(
                images, o -> o.validationSplit(0.25).seed(3).verbose(false));
        HashSet<Path> files = new HashSet<>(both.training().filePaths());
        assertThat(files)
                .hasSize(15)
                .doesNotContainAnyElementsOf(both.validation().filePaths());
        assertThat(both.validation().filePaths()).hasSize(5);
        assertThat(data(o -> o.validationSplit(0.25).subset("training").seed(3)).filePaths())
                .isEqualTo(both.training().filePaths());
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() {
        assertRefused(o -> o.subset("training"), """
                A data set of a folder cannot be made.
                  expected: subset and validationSplit together, or neither
                  received: subset alone
                  fix:      set both""");
        assertRefused(o -> o.validationSplit(0.2).subset("training"), """
                A data set of a folder cannot be made.
                  expected: a seed, so that training and validation do not overlap
                  received: validationSplit and shuffle without seed
                  fix:      set seed, or shuffle(false)""");
        assertRefused(o -> o.classNames("dark", "lihgt"), """
                A data set of a folder cannot be made.
                  expected: classNames among the subfolders [dark, light]
                  received: [dark, lihgt]
                  fix:      name subfolders of\s""" + images);
        assertRefused(o -> o.classNames("dark").labelMode("binary"), """
                A data set of a folder cannot be made.
                  expected: 2 classes, for labelMode("binary")
                  received: 1: [dark]
                  fix:      choose labelMode("int") or labelMode("categorical"), or two classes by classNames""");
        assertRefused(o -> o.labels(1, 2), """
                A data set of a folder cannot be made.
                  expected: as many labels as files in %s, which are 20
                  received: 2 labels
                  fix:      give a label for each file, in the order of their paths""".formatted(images));
        assertRefused(o -> o.cropToAspectRatio(true).padToAspectRatio(true), """
                Images cannot be resized so.
                  expected: cropToAspectRatio or padToAspectRatio
                  received: both
                  fix:      leave one of them out""");
        assertRefused(o -> o.interpolation("bilinaer"), """
                Unknown interpolation "bilinaer".
                  expected: one of "bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"
                  received: "bilinaer"
                  fix:      did you mean "bilinear"?""");
        assertThatThrownBy(() -> Dataset.textDatasetFromDirectory(images, o -> o.verbose(false)))
                .hasMessage("""
                        No text files found in directory %s.
                          expected: files that end in .txt
                          received: none
                          fix:      check the folder, its subfolders and validationSplit""".formatted(images));
        assertThatThrownBy(() -> Dataset.textDatasetFromDirectory(Path.of("nowhere"), o -> {}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("There is no folder nowhere.");
    }

    private void assertRefused(Consumer<ImageFolderOptions> options, String message) {
        assertThatThrownBy(() -> data(options))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void filesThatAreNoImagesAreNamed() throws IOException {
        Path dark = images.resolve("dark");
        assertUnreadable(DataCases.copy("cut.jpg", dark), "a file that is cut off");
        Path empty = Files.createFile(dark.resolve("empty.png"));
        assertUnreadable(empty, "an empty file");
        Path text = Files.writeString(dark.resolve("text.gif"), "no image at all");
        assertUnreadable(text, "a file of another kind");
        byte[] png = Files.readAllBytes(dark.resolve("0.png"));
        Path half = dark.resolve("half.png");
        for (int length = 1; length < png.length - 24; length++) {
            Files.write(half, java.util.Arrays.copyOf(png, length));
            assertThatThrownBy(() -> new ImageFolderOptions().load(half)).isInstanceOf(FileFormatException.class);
        }
    }

    private void assertUnreadable(Path file, String received) throws IOException {
        assertThatThrownBy(() -> levels(data(o -> o.shuffle(false)))).hasMessage("""
                The image %s cannot be decoded.
                  expected: a JPEG, PNG, BMP or GIF image
                  received: %s
                  fix:      convert it or take it away; a data set of a folder can leave it out by skipUnreadable(true)""".formatted(file, received));
        Files.delete(file);
    }

    @Test
    void anImageOfMorePixelsThanAllowedIsNotDecoded() throws IOException {
        Path huge = images.resolve("dark").resolve("9.png");
        byte[] png = Files.readAllBytes(huge);
        // The width in the header of a PNG: 2,147,483,647.
        png[16] = 0x7f;
        png[17] = png[18] = png[19] = (byte) 0xff;
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(png, 12, 17);
        java.nio.ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        Files.write(huge, png);
        assertThatThrownBy(() -> levels(data(o -> {}))).hasMessage("""
                The image %s is too large.
                  expected: at most 89478485 pixels
                  received: 2147483647 x 14 pixels
                  fix:      make it smaller, or allow more by maxPixels""".formatted(huge));
        assertThatThrownBy(() -> levels(data(o -> o.maxPixels(40))))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("expected: at most 40 pixels");
    }

    @Test
    void unreadableFilesCanBeLeftOut() throws IOException {
        Files.writeString(images.resolve("light").resolve("b.png"), "broken");
        FolderDataset data = data(o -> o.skipUnreadable(true).batchSize(8).shuffle(false));
        assertThat(data.cardinality()).isEmpty();
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        List<Integer> sizes = new ArrayList<>();
        try {
            data.forEach(b -> sizes.add(b.size()));
        } finally {
            System.setErr(before);
        }
        assertThat(sizes).containsExactly(8, 8, 4);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("Warning: 1 of 21 files could not be read and were left out: "
                        + images.resolve("light").resolve("b.png") + ".\n");
    }

    @Test
    void linksAreFollowedWhenAsked() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.copy(images.resolve("dark").resolve("0.png"), outside.resolve("linked.png"));
        Files.createSymbolicLink(images.resolve("dark").resolve("more"), outside);
        Files.createSymbolicLink(images.resolve("dark").resolve("loop"), images);
        assertThat(data(o -> o.shuffle(false)).filePaths()).hasSize(20);
        assertThat(data(o -> o.shuffle(false).followLinks(true)).filePaths())
                .contains(images.resolve("dark").resolve("more").resolve("linked.png"));
    }

    @Test
    void aModelLearnsFromAFolder() {
        Keras.setRandomSeed(5);
        FolderDatasets both = Dataset.imageDatasetsFromDirectory(
                images,
                o -> o.imageSize(8).batchSize(4).validationSplit(0.2).seed(2).verbose(false));
        Sequential model = Sequential.of(
                Input.of(8, 8, 3),
                Rescaling.of(1 / 255.0),
                Conv2D.of(4, 3),
                GlobalAveragePooling2D.of(),
                Dense.of(2).activation("softmax"));
        model.compile(c -> c.optimizer(jeras.optimizers.Adam.of(0.05))
                .loss("sparse_categorical_crossentropy")
                .metrics("accuracy"));
        History history =
                model.fit(both.training(), f -> f.epochs(15).verbose(0).validationData(both.validation()));
        assertThat(history.last("accuracy")).isEqualTo(1);
        assertThat(history.last("val_accuracy")).isEqualTo(1);
    }

    @Test
    void aModelLearnsFromRealTexts() throws IOException {
        Path polarity = SharedFolder.of("rt-polarity");
        Path texts = folder.resolve("texts");
        for (String kind : List.of("neg", "pos")) {
            List<String> lines = Files.readAllLines(polarity.resolve("rt-polarity." + kind));
            Files.createDirectories(texts.resolve(kind));
            for (int i = 0; i < 400; i++) {
                Files.writeString(texts.resolve(kind).resolve(String.format("%04d.txt", i)), lines.get(i));
            }
        }
        Keras.setRandomSeed(5);
        FolderDatasets both = Dataset.textDatasetsFromDirectory(
                texts, o -> o.validationSplit(0.2).seed(1337).verbose(false));
        assertThat(both.training().classNames()).containsExactly("neg", "pos");
        TextVectorization words = TextVectorization.of().maxTokens(2000).outputSequenceLength(40);
        words.adapt(both.training());
        Sequential model = Sequential.of(
                Input.of(1).dtype("string"),
                words,
                Embedding.of(2000, 16),
                GlobalAveragePooling1D.of(),
                Dense.of(1).activation("sigmoid"));
        model.compile(c -> c.optimizer(jeras.optimizers.Adam.of(0.02))
                .loss("binary_crossentropy")
                .metrics("accuracy"));
        History history = model.fit(
                both.training().map(b -> b.mapX(x -> x.expandDims(-1))),
                f -> f.epochs(6).verbose(0));
        assertThat(history.last("accuracy")).isGreaterThan(0.9);
    }

    @Test
    void longTextsAreCutAfterWholeCharacters() throws IOException {
        Path texts = Files.createDirectories(folder.resolve("texts").resolve("one"));
        Files.writeString(texts.resolve("a.txt"), "a😀bc");
        Dataset data = Dataset.textDatasetFromDirectory(
                texts.getParent(), o -> o.maxLength(2).unbatched().verbose(false));
        assertThat(data.iterator().next().x().get(0).getString()).isEqualTo("a😀");
    }

    @Test
    void soundsOfOneLengthNeedNoFilling() throws IOException {
        Path sounds = Files.createDirectories(folder.resolve("sounds").resolve("tone"));
        DataCases.copy("tone.wav", sounds);
        FolderDataset data = Dataset.audioDatasetFromDirectory(
                sounds.getParent(),
                o -> o.outputSequenceLength(80).samplingRate(8000).verbose(false));
        assertThat(data.iterator().next().x().get(0).shape()).isEqualTo(new Shape(1, 160, 2));
        Files.writeString(sounds.resolve("no.wav"), "RIFF and nothing more");
        assertThatThrownBy(() -> data(sounds.getParent()).iterator().next())
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("The sound " + sounds.resolve("no.wav") + " cannot be read.");
    }

    private static FolderDataset data(Path sounds) {
        return Dataset.audioDatasetFromDirectory(sounds, o -> o.verbose(false).shuffle(false));
    }
}
