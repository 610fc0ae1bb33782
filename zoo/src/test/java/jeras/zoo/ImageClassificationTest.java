package jeras.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import jeras.Array;
import jeras.Model;
import jeras.applications.Applications;
import jeras.datasets.Digits;
import jeras.datasets.Samples;
import jeras.plots.ImageGrid;
import jeras.zoo.recipe.RecipeFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipe as a user runs it: arguments in, lines and a file out. */
class ImageClassificationTest {
    @TempDir
    Path folder;

    @Test
    void trainsOnTheDigitsInsideJerasAndSavesTheModelWithAReport() throws IOException {
        Path path = folder.resolve("digits");

        Transcript run = run("--epochs", "8", "--output", path.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .startsWith("digits: 1,442 images to train on, 355 to test with, 8x8 pixels, 10 classes."
                        + " Computing on cpu.")
                .contains(
                        "Model: \"sequential\"",
                        "│ conv2d (Conv2D)                      │ (None, 8, 8, 32)            │             320 │",
                        " Total params: 53,002 (207.04 KB)",
                        "Saved the model and its report in " + path,
                        "Ask it: ./jeras predict " + path + " photo.png")
                .endsWith("In Java: Model.load(\"" + path + "/model.keras\"); in Python: keras.models.load_model(\""
                        + path + "/model.keras\")");
        assertThat(run.out().lines().filter(line -> line.startsWith("Epoch ")))
                .as("one line an epoch, as this is no terminal")
                .hasSize(8)
                .allMatch(line -> line.matches("Epoch \\d/8 - 41/41 .* - accuracy: \\d\\.\\d{4} - loss: \\d\\.\\d{4}"
                        + " - val_accuracy: \\d\\.\\d{4} - val_loss: \\d\\.\\d{4}"));
        assertThat(run.out()).contains("██", "✓ 5 (", "Where it is wrong, and surest of it:", "  really ");
        assertThat(accuracy(run)).isGreaterThan(0.9);

        Samples test = Digits.load().test();
        double loaded = RecipeFolder.open(path)
                .model()
                .evaluate(test.x(), test.y(), e -> e.verbose(0))
                .get("accuracy");
        assertThat(loaded).isCloseTo(accuracy(run), within(0.0006));
        try (Stream<Path> files = Files.list(path)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "classes.txt",
                            "confusion.png",
                            "curves.png",
                            "mistakes.png",
                            "model.keras",
                            "recipe.json",
                            "report.md",
                            "training.json");
        }
        assertThat(path.resolve("classes.txt")).hasContent("0\n1\n2\n3\n4\n5\n6\n7\n8\n9");
        assertThat(path.resolve("report.md"))
                .content()
                .contains(
                        "# digits, cnn\n\ndigits: 1,442 images to train on, 355 to test with, 8x8 pixels, 10 classes.\n",
                        "| accuracy | ",
                        "![confusion matrix](confusion.png)",
                        "class  precision  recall      F1  samples\n0 ",
                        "## The hardest mistakes\n\n![mistakes](mistakes.png)\n\n| input | really | predicted | probability |",
                        "./jeras predict " + path + " photo.png",
                        "| epochs | 8 |");
        assertAnswersAboutImageFiles(path);
    }

    /** The first test images, written as image files. */
    private void assertAnswersAboutImageFiles(Path model) throws IOException {
        Samples test = Digits.load().test();
        int[] labels = test.y().slice(0, 20).toIntArray();
        List<BufferedImage> images =
                ImageGrid.of(test.x().slice(0, labels.length), 0, 16).images();
        List<String> arguments = new ArrayList<>(List.of("predict", "--top", "1", model.toString()));
        for (int i = 0; i < labels.length; i++) {
            Path file = folder.resolve(i + ".png");
            ImageIO.write(images.get(i), "png", file.toFile());
            arguments.add(file.toString());
        }

        List<String> answers =
                Transcript.of(arguments.toArray(String[]::new)).out().lines().toList();

        assertThat(answers).hasSize(labels.length);
        assertThat(IntStream.range(0, labels.length)
                        .filter(i -> answers.get(i).contains(i + ".png: " + labels[i] + " "))
                        .count())
                .isGreaterThanOrEqualTo(18);
    }

    @Test
    void readsMnistFilesFromAFolder() throws IOException {
        writeMnistLikeFiles();

        Transcript run = run(
                "--dataset",
                "fashion_mnist",
                "--data",
                folder.toString(),
                "--model",
                "mlp",
                "--limit",
                "48",
                "--epochs",
                "6",
                "--batch-size",
                "16",
                "--learning-rate",
                "0.002",
                "--seed",
                "7",
                "--verbose",
                "0",
                "--output",
                folder.resolve("tiny").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("fashion_mnist: 48 images to train on, 20 to test with, 28x28 pixels, 10 classes.")
                .contains("On 20 images that it has not seen: 100.0 % right", "✓ T-shirt/top (")
                .doesNotContain("Epoch", "Where it is wrong");
        assertThat(folder.resolve("tiny").resolve("model.keras")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn", "mlp"})
    void classifiesColourImages(String architecture) throws IOException {
        for (String name : new String[] {"train.bin", "test.bin"}) {
            Files.write(folder.resolve(name), new byte[4 * 3074]);
        }

        Transcript run = run(
                "--dataset",
                "cifar100",
                "--data",
                folder.toString(),
                "--model",
                architecture,
                "--epochs",
                "1",
                "--verbose",
                "0",
                "--output",
                folder.resolve("tiny").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("cifar100: 4 images to train on, 4 to test with, 32x32 coloured pixels, 100 classes.")
                .contains("✓ apple (");
    }

    @Test
    void aSeedRepeatsTheRun() throws IOException {
        writeMnistLikeFiles();
        String[] arguments = {
            "--dataset",
            "mnist",
            "--data",
            folder.toString(),
            "--epochs",
            "1",
            "--seed",
            "3",
            "--verbose",
            "0",
            "--output",
            folder.resolve("tiny").toString()
        };

        assertThat(run(arguments).out()).isEqualTo(run(arguments).out());
    }

    @Test
    void helpSaysWhatThereIs() {
        Transcript run = run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: jeras image-classification ")
                .contains("--dataset", "--data", "--model", "--epochs", "--batch-size", "--learning-rate", "--limit")
                .contains("--seed", "--output", "--verbose", "--folder", "--weights", "--augment", "--patience");
    }

    @Test
    void anUnknownDataSetIsRefusedWithTheKnownOnes() {
        assertRefused(run("--dataset", "mnits"), """
                Unknown image data set "mnits".
                  expected: one of "digits", "mnist", "fashion_mnist", "cifar10", "cifar100"
                  received: "mnits"
                  fix:      did you mean "mnist"?
                """);
    }

    @Test
    void anUnknownModelIsRefusedWithTheNearest() {
        Transcript run = run("--model", "resnet02");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("Unknown image model \"resnet02\".\n  expected: one of \"cnn\"")
                .endsWith("  fix:      did you mean \"resnet20\"?\n");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertRefused(run("--epoch", "3"), """
                Unknown options: '--epoch', '3'
                Try --help.
                """);
    }

    @Test
    void aFolderWithoutTheFilesIsRefused() {
        Transcript run = run("--dataset", "mnist", "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("Mnist cannot be loaded from " + folder + ".\n  expected: train-images-idx3-ubyte.gz")
                .doesNotContain("\tat ");
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedBeforeTheTraining() {
        Path path = folder.resolve("missing").resolve("digits");

        assertRefused(run("--output", path.toString()), """
                The results cannot be written to %s.
                  expected: a folder that exists to hold it
                  received: no folder %s
                  fix:      create it, or name another one with --output
                """.formatted(path, path.getParent()));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertRefused(run("--epochs", "0"), """
                The option --epochs cannot be set.
                  expected: at least 1
                  received: 0
                  fix:      give a value in that range
                """);
        assertRefused(run("--limit", "0"), """
                The option --limit cannot be set.
                  expected: at least 1
                  received: 0
                  fix:      give a value in that range
                """);
        assertRefused(run("--validation-split", "1"), """
                The option --validation-split cannot be set.
                  expected: a share between 0 and 1
                  received: 1.0
                  fix:      give a value in that range
                """);
    }

    @Test
    void aModelOfRandomWeightsIsNotFineTuned() {
        assertRefused(run("--fine-tune-epochs", "1"), """
                There is nothing to fine-tune.
                  expected: --fine-tune-epochs with an architecture and its weights, such as --model mobilenet_v2
                  received: a model that starts from random weights
                  fix:      choose such a model, or leave --fine-tune-epochs out
                """);
    }

    @Test
    void anArchitectureOfKerasIsTaughtNewClassesAndFineTuned() throws IOException {
        Path weights = folder.resolve("base.weights.h5");
        Model base = Applications.of("mobilenetv2")
                .build(a -> a.weights("none").includeTop(false).inputShape(32, 32, 3));
        base.saveWeights(weights);
        Path path = folder.resolve("taught");

        Transcript run = run(
                "--model",
                "mobilenet_v2",
                "--weights",
                weights.toString(),
                "--image-size",
                "32",
                "--augment",
                "--limit",
                "64",
                "--epochs",
                "1",
                "--fine-tune-epochs",
                "1",
                // The features of random weights are so small that a usual rate would change nothing.
                "--fine-tune-rate",
                "0.1",
                "--output",
                path.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(" Total params: 2,270,806", " Trainable params: 12,810")
                .contains("Fine-tuning all of mobilenetv2_1.00_32 with learning rate 0.1.");
        Model taught = RecipeFolder.open(path).model();
        Model inside = (Model) taught.layer("mobilenetv2_1.00_32");
        List<Array> normalization = inside.layer("bn_Conv1").getWeights();
        assertThat(normalization)
                .as("in inference mode all the time")
                .isEqualTo(base.layer("bn_Conv1").getWeights());
        boolean same =
                inside.layer("Conv_1").getWeights().equals(base.layer("Conv_1").getWeights());
        assertThat(same).isFalse();
        assertThat(path.resolve("curves-2.png")).isNotEmptyFile();
    }

    @Test
    void aFolderOfImagesIsLearned() throws IOException {
        writeImageFolder("red", Color.RED, 20);
        writeImageFolder("blue", Color.BLUE, 20);
        Files.write(folder.resolve("photos").resolve("red").resolve("broken.jpg"), new byte[100]);
        Path empty = Files.createDirectory(folder.resolve("photos").resolve("green"));
        Path path = folder.resolve("out");

        Transcript run = run(
                "--folder",
                folder.resolve("photos").toString(),
                "--image-size",
                "16",
                "--epochs",
                "15",
                "--learning-rate",
                "0.003",
                "--output",
                path.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("photos: 33 images to train on, ", " brought to 16x16 coloured pixels, 3 classes.")
                .contains(": 100.0 % right");
        assertThat(path.resolve("classes.txt")).hasContent("blue\ngreen\nred");
        assertThat(run.err()).contains("There are no images in " + empty + "; the model will never answer with it.");
        Path image = folder.resolve("photos").resolve("red").resolve("3.png");
        assertThat(Transcript.of("predict", "--top", "1", path.toString(), image.toString())
                        .out())
                .startsWith(image + ": red ");
    }

    @Test
    void aFolderWithoutImagesOrWithOneClassIsRefused() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        String[] arguments = {
            "--folder", photos.toString(), "--output", folder.resolve("out").toString()
        };
        Transcript empty = run(arguments);
        writeImageFolder("red", Color.RED, 10);
        Transcript one = run(arguments);

        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains(photos.toString()).doesNotContain("\tat ");
        assertThat(one.exitCode()).isEqualTo(2);
        assertThat(one.err()).isEqualTo("""
                        There is nothing to tell apart in %s.
                          expected: at least two subfolders, one a class
                          received: the class red only
                          fix:      sort the images into subfolders by what they show
                        """.formatted(photos));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFolderBesideADataSetIsRefused() {
        Transcript run = run("--folder", folder.toString(), "--dataset", "mnist");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                        A folder of images and a data set cannot both be learned.
                          expected: --folder without --dataset, --data and --limit
                          received: both
                          fix:      leave out --folder, or the others
                        """);
    }

    private void writeImageFolder(String name, Color color, int count) throws IOException {
        Path target = Files.createDirectories(folder.resolve("photos").resolve(name));
        for (int i = 0; i < count; i++) {
            BufferedImage image = new BufferedImage(20 + i, 30, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(color);
            graphics.fillRect(0, i, 20 + i, 30);
            graphics.dispose();
            ImageIO.write(image, "png", target.resolve(i + ".png").toFile());
        }
    }

    private static void assertRefused(Transcript run, String message) {
        assertThat(run.err()).isEqualTo(message);
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private static double accuracy(Transcript run) {
        Matcher line = Pattern.compile("On 355 images that it has not seen: ([0-9.]+) % right")
                .matcher(run.out());
        assertThat(line.find()).isTrue();
        return Double.parseDouble(line.group(1)) / 100;
    }

    private static Transcript run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "image-classification";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Transcript.of(all);
    }

    /** Class k is a bright bar in the rows 2k and 2k + 1. */
    private void writeMnistLikeFiles() throws IOException {
        writeImages("train-images-idx3-ubyte.gz", 60);
        writeLabels("train-labels-idx1-ubyte.gz", 60);
        writeImages("t10k-images-idx3-ubyte.gz", 20);
        writeLabels("t10k-labels-idx1-ubyte.gz", 20);
    }

    private void writeImages(String name, int count) throws IOException {
        byte[] pixels = new byte[count * 28 * 28];
        for (int i = 0; i < count; i++) {
            int start = (i * 28 + 2 * (i % 10)) * 28;
            for (int p = 0; p < 2 * 28; p++) {
                pixels[start + p] = (byte) (255 - i);
            }
        }
        write(name, pixels, 0x803, count, 28, 28);
    }

    private void writeLabels(String name, int count) throws IOException {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        write(name, labels, 0x801, count);
    }

    private void write(String name, byte[] content, int... header) throws IOException {
        try (DataOutputStream file =
                new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))))) {
            for (int number : header) {
                file.writeInt(number);
            }
            file.write(content);
        }
    }
}
