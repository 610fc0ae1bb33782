package jeras.zoo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Keras;
import jeras.Metrics;
import jeras.Model;
import jeras.Sequential;
import jeras.datasets.ImageDataset;
import jeras.datasets.Samples;
import jeras.datasets.Split;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Flatten;
import jeras.layers.MaxPooling2D;
import jeras.layers.Rescaling;
import jeras.layers.Reshape;
import jeras.optimizers.Adam;
import jeras.utils.TextPicture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Recipe: train an image classifier, see how good it is on images that it has not seen, and save it.
 *
 * <p>Read it from top to bottom: {@link #call} is the whole story, the methods below it are its chapters.
 *
 * @see <a href="https://keras.io/examples/vision/mnist_convnet/">Keras's example of the same</a>
 */
@Command(
        name = "jeras",
        description = "Trains an image classifier, evaluates it on images that it has not seen, and saves it.",
        footer = {
            "",
            "Examples:",
            "  jeras                                      the digits inside Jeras, no download",
            "  jeras --dataset mnist                      downloads MNIST once (11.6 MB)",
            "  jeras --dataset fashion_mnist --data DIR   reads the files in DIR, no download",
            "  jeras --dataset mnist --model mlp --epochs 2 --limit 10000"
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class ImageClassification implements Callable<Integer> {
    private static final int MANY_IMAGES = 10_000;
    private static final int SCREEN_COLUMNS = 80;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            defaultValue = "digits",
            description = "digits, mnist, fashion_mnist, cifar10 or cifar100; default: ${DEFAULT-VALUE}.")
    private String datasetName;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder with the data set's four idx files; default: downloaded once.")
    private Optional<Path> folder;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "cnn",
            description = "cnn (convolutions) or mlp (dense layers only); default: ${DEFAULT-VALUE}.")
    private Architecture architecture;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go over the images; default: 15, or 8 when there are many.")
    private Optional<Integer> epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images a step; default: 32, or 128 when there are many.")
    private Optional<Integer> batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "Adam's learning rate; default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(names = "--limit", paramLabel = "N", description = "Train on the first N images only, for a quick try.")
    private Optional<Integer> limit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "The same seed gives the same model on the same machine; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to save the model; default: DATASET-MODEL.keras.")
    private Optional<Path> output;

    @Option(
            names = "--verbose",
            paramLabel = "N",
            defaultValue = "1",
            description = "0 = no progress, 1 = a live bar, 2 = one line an epoch; default: ${DEFAULT-VALUE}.")
    private int verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("unused") // picocli reads it.
    private boolean help;

    /** The models to choose from. */
    enum Architecture {
        cnn,
        mlp
    }

    private ImageClassification() {}

    /** Runs the recipe and ends the process: with code 1 if it failed, 2 if it was asked for something impossible. */
    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /** Runs the recipe and returns the exit code. */
    static int run(String... arguments) {
        return new CommandLine(new ImageClassification())
                .setParameterExceptionHandler((e, ignored) -> complain(2, e.getMessage() + "\nTry --help."))
                .setExecutionExceptionHandler((e, line, ignored) -> explain(e))
                .execute(arguments);
    }

    /** The story. */
    @Override
    public Integer call() {
        ImageDataset dataset = ImageDataset.of(datasetName);
        Path file = outputFile();
        Keras.setRandomSeed(seed);

        Split images = load(dataset);
        Model model = build(dataset, images);
        System.out.println(model.summary());

        train(model, images);
        evaluate(model, images.test());
        show(model, images.test(), dataset.classNames());

        model.save(file);
        System.out.println("\nSaved the model to " + file.toAbsolutePath().normalize() + "\nIn Java: Model.load(\""
                + file + "\"); in Python: keras.models.load_model(\"" + file + "\")");
        return 0;
    }

    /** Images (n, height, width) with pixels from 0 to dataset.maxPixel(), labels (n) from 0. */
    private Split load(ImageDataset dataset) {
        if (limit.orElse(1) < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option --limit cannot be set.",
                    "at least 1",
                    limit.get().toString(),
                    "leave it out, or give a number of images"));
        }
        Split all = folder.map(dataset::load).orElseGet(dataset::load);
        long count = Math.min(all.train().count(), limit.orElse(Integer.MAX_VALUE));
        Split images = new Split(all.xTrain().slice(0, count), all.yTrain().slice(0, count), all.xTest(), all.yTest());
        System.out.println(dataset.name() + ": " + thousands(count) + " images to train on, "
                + thousands(images.test().count()) + " to test with, "
                + images.xTrain().shape().get(1) + "x" + images.xTrain().shape().get(2) + " pixels, "
                + dataset.classNames().size() + " classes. Computing on " + Keras.device() + ".\n");
        return images;
    }

    /** The model takes pixels as they are in the files, so whoever loads it later need not know how they were scaled. */
    private Model build(ImageDataset dataset, Split images) {
        long height = images.xTrain().shape().get(1);
        long width = images.xTrain().shape().get(2);
        int classes = dataset.classNames().size();
        Input input = Input.of(images.xTrain().shape().slice(1).getShape());
        int channels =
                images.xTrain().rank() == 4 ? (int) images.xTrain().shape().get(3) : 1;
        Rescaling toUnitRange = Rescaling.of(1.0 / dataset.maxPixel());
        Dense output = Dense.of(classes).activation("softmax");
        Sequential model = switch (architecture) {
            case cnn ->
                Sequential.of(
                        input,
                        toUnitRange,
                        Reshape.of((int) height, (int) width, channels),
                        Conv2D.of(32, 3).padding("same").activation("relu"),
                        MaxPooling2D.of(2),
                        Conv2D.of(64, 3).padding("same").activation("relu"),
                        MaxPooling2D.of(2),
                        Flatten.of(),
                        Dense.of(128).activation("relu"),
                        Dropout.of(0.5),
                        output);
            case mlp ->
                Sequential.of(
                        input,
                        toUnitRange,
                        Flatten.of(),
                        Dense.of(512).activation("relu"),
                        Dropout.of(0.2),
                        Dense.of(512).activation("relu"),
                        Dropout.of(0.2),
                        output);
        };
        model.compile(c -> c.optimizer(Adam.of(learningRate))
                .loss("sparse_categorical_crossentropy")
                .metrics("accuracy"));
        return model;
    }

    /** A live bar in a terminal, one line an epoch elsewhere. */
    private void train(Model model, Split images) {
        boolean many = images.train().count() >= MANY_IMAGES;
        model.fit(
                images.xTrain(),
                images.yTrain(),
                f -> f.epochs(epochs.orElse(many ? 8 : 15))
                        .batchSize(batchSize.orElse(many ? 128 : 32))
                        .verbose(verbose));
    }

    private static void evaluate(Model model, Samples test) {
        Metrics metrics =
                model.evaluate(test.x(), test.y(), e -> e.batchSize(256).verbose(0));
        System.out.println("\nOn " + thousands(test.count()) + " images that it has not seen: "
                + percent(metrics.get("accuracy")) + " right, loss "
                + String.format(Locale.ROOT, "%.4f", metrics.loss()) + ".");
    }

    /** Draws the first test images, and the first ones that the model gets wrong. */
    private static void show(Model model, Samples test, List<String> classNames) {
        Array probabilities = model.predict(test.x(), p -> p.batchSize(256).verbose(0)); // (n, classes)
        int[] said = probabilities.argMax(1).toIntArray(); // (n)
        int[] truth = test.y().toIntArray(); // (n)
        List<String> pictures = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        int columns = (int) test.x().shape().get(2);
        int perRow = SCREEN_COLUMNS / (columns * (columns > 16 ? 1 : 2) + 4);
        for (int i = 0; i < said.length; i++) {
            boolean right = said[i] == truth[i];
            List<String> row = right ? pictures : mistakes;
            if (row.size() < perRow) {
                String verdict = (right ? "✓ " : "✗ ") + classNames.get(said[i]) + " ("
                        + percent(probabilities.getDouble(i, said[i])) + ")";
                String correction = right ? "" : "\n  really " + classNames.get(truth[i]);
                row.add(TextPicture.of(grey(test.x().get(i))) + "\n\n" + verdict + correction);
            }
        }
        System.out.println("\n" + TextPicture.sideBySide(pictures, 4));
        if (!mistakes.isEmpty()) {
            System.out.println("\nWhere it is wrong:\n\n" + TextPicture.sideBySide(mistakes, 4));
        }
    }

    /** What a terminal can show of a colour picture: its green, in which brightness is for the most part. */
    private static Array grey(Array image) {
        return image.rank() == 3 ? image.get(":, :, 1") : image;
    }

    /** The file to write, checked before the training and not after it. */
    private Path outputFile() {
        Path file = output.orElse(Path.of(datasetName + "-" + architecture + ".keras"));
        Path parent = file.toAbsolutePath().getParent();
        if (!file.toString().endsWith(".keras") || !Files.isDirectory(parent)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The model cannot be saved as " + file + ".",
                    "a file name that ends in .keras, in a folder that exists",
                    Files.isDirectory(parent) ? file.getFileName().toString() : "no folder " + parent,
                    "name another file with --output"));
        }
        return file;
    }

    private static String thousands(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static int explain(Exception e) throws Exception {
        if (e instanceof JerasException) {
            return complain(e instanceof InvalidArgumentException ? 2 : 1, e.getMessage());
        }
        throw e;
    }

    private static int complain(int exitCode, String message) {
        System.out.flush();
        System.err.println(message);
        return exitCode;
    }
}
