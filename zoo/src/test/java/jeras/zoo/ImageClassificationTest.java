package jeras.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import jeras.Model;
import jeras.datasets.Digits;
import jeras.datasets.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipe as a user runs it: arguments in, lines and a file out. */
class ImageClassificationTest {
    @TempDir
    Path folder;

    @Test
    void trainsOnTheDigitsInsideJerasAndSavesTheModel() {
        Path file = folder.resolve("digits.keras");

        Transcript run = run("--epochs", "8", "--output", file.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .startsWith("digits: 1,442 images to train on, 355 to test with, 8x8 pixels, 10 classes."
                        + " Computing on cpu.")
                .contains(
                        "Model: \"sequential\"",
                        "│ conv2d (Conv2D)                      │ (None, 8, 8, 32)            │             320 │",
                        " Total params: 53,002 (207.04 KB)",
                        "Saved the model to " + file)
                .endsWith(
                        "In Java: Model.load(\"" + file + "\"); in Python: keras.models.load_model(\"" + file + "\")");
        assertThat(run.out().lines().filter(line -> line.startsWith("Epoch ")))
                .as("one line an epoch, as this is no terminal")
                .hasSize(8)
                .allMatch(line -> line.matches("Epoch \\d/8 - 46/46 .* - accuracy: \\d\\.\\d{4} - loss: \\d\\.\\d{4}"));
        assertThat(run.out()).contains("██", "✓ 5 (", "Where it is wrong:", "  really ");
        assertThat(accuracy(run)).isGreaterThan(0.9);

        Samples test = Digits.load().test();
        double loaded = Model.load(file.toString())
                .evaluate(test.x(), test.y(), e -> e.verbose(0))
                .get("accuracy");
        assertThat(loaded).isCloseTo(accuracy(run), within(0.0006));
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
                "4",
                "--batch-size",
                "16",
                "--learning-rate",
                "0.002",
                "--seed",
                "7",
                "--verbose",
                "0",
                "--output",
                folder.resolve("tiny.keras").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("fashion_mnist: 48 images to train on, 20 to test with, 28x28 pixels, 10 classes.")
                .contains("On 20 images that it has not seen: 100.0 % right", "✓ T-shirt/top (")
                .doesNotContain("Epoch", "Where it is wrong");
        assertThat(folder.resolve("tiny.keras")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn", "mlp"})
    void classifiesColourImages(String architecture) throws IOException {
        for (String name : new String[] {"train.bin", "test.bin"}) {
            Files.write(folder.resolve(name), new byte[4 * 3074]);
        }

        Run run = run(
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
                folder.resolve("tiny.keras").toString());

        assertThat(run.err).isEmpty();
        assertThat(run.exitCode).isZero();
        assertThat(run.out)
                .startsWith("cifar100: 4 images to train on, 4 to test with, 32x32 pixels, 100 classes.")
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
            folder.resolve("tiny.keras").toString()
        };

        assertThat(run(arguments).out()).isEqualTo(run(arguments).out());
    }

    @Test
    void helpSaysWhatThereIs() {
        Transcript run = run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: jeras ")
                .contains("--dataset", "--data", "--model", "--epochs", "--batch-size", "--learning-rate", "--limit")
                .contains(
                        "--seed", "--output", "--verbose", "digits, mnist, fashion_mnist, cifar10", "default: digits.");
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
    void anUnknownModelIsRefusedWithTheKnownOnes() {
        assertRefused(run("--model", "rnn"), """
                Invalid value for option '--model': expected one of [cnn, mlp] (case-sensitive) but was 'rnn'
                Try --help.
                """);
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
    void aFileThatCannotBeWrittenIsRefusedBeforeTheTraining() {
        Path file = folder.resolve("missing").resolve("digits.keras");

        assertRefused(run("--output", file.toString()), """
                The model cannot be saved as %s.
                  expected: a file name that ends in .keras, in a folder that exists
                  received: no folder %s
                  fix:      name another file with --output
                """.formatted(file, file.getParent()));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        Transcript run =
                run("--epochs", "0", "--output", folder.resolve("d.keras").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                        The option epochs cannot be set.
                          expected: at least 1
                          received: 0
                          fix:      give a value in that range
                        """);
        assertThat(run("--limit", "0").err()).isEqualTo("""
                        The option --limit cannot be set.
                          expected: at least 1
                          received: 0
                          fix:      leave it out, or give a number of images
                        """);
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
