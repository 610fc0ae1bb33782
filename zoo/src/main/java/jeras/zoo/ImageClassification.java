package jeras.zoo;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Keras;
import jeras.Metrics;
import jeras.Model;
import jeras.applications.Application;
import jeras.datasets.ImageDataset;
import jeras.plots.ConfusionMatrix;
import jeras.zoo.ImageModels.Classifier;
import jeras.zoo.export.ServedImages;
import jeras.zoo.recipe.ClassificationReport;
import jeras.zoo.recipe.OutputFolder;
import jeras.zoo.recipe.Predictor;
import jeras.zoo.recipe.Recipe;
import jeras.zoo.recipe.RecipeFolder;
import jeras.zoo.recipe.ShellWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Recipe: train an image classifier, or teach one that was trained before new classes, see how good it is on images that it has
 * not seen, and save it with a report.
 *
 * <p>Read it from top to bottom: {@link #call} is the whole story, the methods below it are its chapters.
 *
 * @see <a href="https://keras.io/examples/vision/mnist_convnet/">Keras's example of the first</a>
 * @see <a href="https://keras.io/guides/transfer_learning/">Keras's guide to the second</a>
 */
@Command(
        name = ImageClassification.KIND,
        description = "Trains an image classifier, evaluates it on images that it has not seen, and saves it.",
        footer = {
            "",
            "Examples:",
            "  jeras image-classification            the digits inside Jeras, no download",
            "  jeras image-classification --dataset mnist",
            "                                        downloads MNIST once (11.6 MB)",
            "  jeras image-classification --dataset fashion_mnist --data DIR",
            "                                        reads the files in DIR, no download",
            "  jeras image-classification --folder photos --model mobilenet_v2 --augment --fine-tune-epochs 5",
            "                                        one subfolder a class; downloads the weights once"
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
final class ImageClassification implements Recipe {
    static final String KIND = "image-classification";

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "A data set that Jeras knows: digits, mnist, fashion_mnist, ...; default: digits.")
    private Optional<String> datasetName;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder with the files of the data set; default: downloaded once.")
    private Optional<Path> data;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "In place of a data set: a folder of images with one subfolder a class.")
    private Optional<Path> imageFolder;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "cnn",
            description = "cnn (convolutions), mlp (dense layers only), resnet20, or an architecture of"
                    + " keras.applications, such as mobilenet_v2; default: ${DEFAULT-VALUE}.")
    private String modelName;

    @Option(
            names = "--weights",
            paramLabel = "WHICH",
            defaultValue = "imagenet",
            description = "What an architecture of keras.applications starts from: imagenet (downloaded once), none, or"
                    + " a file of weights; default: ${DEFAULT-VALUE}.")
    private String weights;

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description = "The height and width that the images of a folder, or those for an architecture of"
                    + " keras.applications, are brought to; default: 128, or what the architecture is made for.")
    private Optional<Integer> imageSize;

    @Option(names = "--augment", description = "Shift, turn and, but for digits, mirror the images in training.")
    private boolean augment;

    @Mixin
    private ImageTraining training;

    @Option(
            names = "--validation-split",
            paramLabel = "X",
            description = "The share of the images that chooses the best epoch; default: 0.1, or 0.2 of a folder, which"
                    + " is then also what the model is tested with.")
    private Optional<Double> validationSplit;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Train on the first N images of the data set only, for a quick try.")
    private Optional<Integer> limit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "The same seed gives the same model on the same machine; default: ${DEFAULT-VALUE}.")
    private int seed;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "The folder to write the model and its report to; default: DATASET-MODEL.")
    private Optional<Path> output;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("unused") // picocli reads it.
    private boolean help;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String example() {
        return "--dataset mnist";
    }

    @Override
    public Predictor open(RecipeFolder folder) {
        return ImagePredictor.of(folder);
    }

    @Override
    public void export(RecipeFolder folder, Path into) throws IOException {
        ServedImages images = new ServedImages(
                ImagePredictor.of(folder).model(),
                folder.number("maxPixel"),
                folder.flag("darkBackground"),
                folder.flag("antialias"));
        images.write(into, folder.classNames());
    }

    /** The story. */
    @Override
    public Integer call() {
        Optional<Application> application = ImageModels.application(modelName);
        requirePossible(application);
        Path path = output.orElse(Path.of(sourceName() + "-" + modelName));
        OutputFolder folder = OutputFolder.claim(path);
        Keras.setRandomSeed(seed);

        ImageSource images = load(application);
        System.out.println(images.description() + " Computing on " + Keras.device() + ".\n");
        Classifier classifier = build(images, application);
        Model model = classifier.model();
        System.out.println(model.summary());

        List<History> histories = training.train(classifier, images);
        Metrics metrics = images.evaluate(model);
        ImageGallery gallery = new ImageGallery(images, images.predict(model));
        tell(images, metrics, gallery);

        ClassificationReport report = report(images, metrics, gallery, histories, path);
        folder.write(KIND, forPredictions(images), inside -> {
            model.save(inside.resolve("model.keras"), s -> s.trainingRecord(histories.toArray(History[]::new)));
            report.writeTo(inside);
        });
        System.out.println("\nSaved the model and its report in " + folder.path() + "\nAsk it: ./jeras predict "
                + ShellWord.of(path) + " photo.png\nIn Java: Model.load(\"" + path
                + "/model.keras\"); in Python: keras.models.load_model(\""
                + path + "/model.keras\")");
        return 0;
    }

    private void requirePossible(Optional<Application> application) {
        requireOneSource();
        training.check(application.isPresent() && !weights.equals("none"));
        ImageTraining.requireAtLeast("--limit", 1, limit.orElse(1));
        ImageTraining.requireAtLeast("--image-size", 8, imageSize.orElse(8));
        double share = validationShare();
        if (!(share > 0 && share < 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option --validation-split cannot be set.",
                    "a share between 0 and 1",
                    Double.toString(share),
                    "give a value in that range"));
        }
    }

    /** An option that would do nothing was meant to do something. */
    private void requireOneSource() {
        boolean beside = datasetName.isPresent() || data.isPresent() || limit.isPresent();
        if (imageFolder.isPresent() && beside) {
            throw new InvalidArgumentException(JerasException.message(
                    "A folder of images and a data set cannot both be learned.",
                    "--folder without --dataset, --data and --limit",
                    "both",
                    "leave out --folder, or the others"));
        }
    }

    private String datasetName() {
        return datasetName.orElse("digits");
    }

    private double validationShare() {
        return validationSplit.orElse(imageFolder.isPresent() ? 0.2 : 0.1);
    }

    /** What the results are called after. */
    private String sourceName() {
        return imageFolder
                .map(folder -> folder.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse(datasetName());
    }

    private ImageSource load(Optional<Application> application) {
        if (imageFolder.isPresent()) {
            int size = imageSize.orElse(application.map(Application::imageSize).orElse(128));
            return FolderImages.load(imageFolder.get(), size, validationShare(), seed);
        }
        return ArrayImages.load(ImageDataset.of(datasetName()), data, limit, validationShare());
    }

    private Classifier build(ImageSource images, Optional<Application> application) {
        if (application.isEmpty()) {
            return ImageModels.own(modelName, images, augment);
        }
        int size = imageSize.orElse((int) Math.max(TransferModel.SMALLEST_DEFAULT, images.imageShape()[0]));
        return TransferModel.of(application.get(), weights, size, images, augment);
    }

    private static void tell(ImageSource images, Metrics metrics, ImageGallery gallery) {
        System.out.printf(
                Locale.ROOT,
                "%nOn %,d images that it has not seen: %.1f %% right, loss %.4f.%n",
                images.testLabels().size(),
                100 * metrics.get("accuracy"),
                metrics.loss());
        String right = gallery.rightAnswers();
        if (!right.isEmpty()) {
            System.out.println("\n" + right);
        }
        String wrong = gallery.wrongAnswers();
        if (!wrong.isEmpty()) {
            System.out.println("\nWhere it is wrong, and surest of it:\n\n" + wrong);
        }
    }

    private ClassificationReport report(
            ImageSource images, Metrics metrics, ImageGallery gallery, List<History> histories, Path path) {
        ClassificationReport report = ClassificationReport.of(
                        images.name() + ", " + modelName,
                        ConfusionMatrix.of(images.testLabels(), gallery.probabilities(), images.classNames()))
                .data(images.description())
                .metrics(metrics.asMap())
                .settings(settings(images))
                .usage(
                        "./jeras predict " + ShellWord.of(path) + " photo.png",
                        "Model model = Model.load(\"" + path + "/model.keras\");",
                        "model = keras.models.load_model(\"" + path + "/model.keras\")");
        for (History history : histories) {
            report = report.history(history);
        }
        if (gallery.mistakes().isEmpty()) {
            return report;
        }
        return report.picture("mistakes.png", gallery.picture()).mistakes(gallery.mistakes(), images::testName);
    }

    private Map<String, String> settings(ImageSource images) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("model", modelName);
        if (ImageModels.application(modelName).isPresent()) {
            settings.put("weights", weights);
        }
        imageSize.ifPresent(size -> settings.put("image size", size.toString()));
        limit.ifPresent(most -> settings.put("limit", most.toString()));
        settings.put("augment", Boolean.toString(augment));
        settings.putAll(training.settings(images));
        settings.put("validation split", Double.toString(validationShare()));
        settings.put("seed", Integer.toString(seed));
        return settings;
    }

    /** What {@link ImagePredictor} must know of the images that the model was trained with. */
    private static JsonObject forPredictions(ImageSource images) {
        JsonObject settings = new JsonObject();
        settings.addProperty("maxPixel", images.maxPixel());
        settings.addProperty("darkBackground", images.hasDarkBackground());
        settings.addProperty("antialias", images.isAntialiased());
        return settings;
    }
}
