package jeras.zoo.text;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jeras.Array;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Keras;
import jeras.Metrics;
import jeras.plots.ConfusionMatrix;
import jeras.zoo.recipe.ClassificationReport;
import jeras.zoo.recipe.Mistake;
import jeras.zoo.recipe.OutputFolder;
import jeras.zoo.recipe.Predictor;
import jeras.zoo.recipe.Recipe;
import jeras.zoo.recipe.RecipeFolder;
import jeras.zoo.recipe.ShellWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Recipe: train a classifier of texts, such as by sentiment, see how good it is on texts that it has not seen, and save it.
 *
 * <p>The preparation of texts is a part of the model: whoever loads the file gives it strings.
 *
 * <p>Read it from top to bottom: {@link #call} is the whole story, the methods below it are its chapters.
 *
 * @see <a href="https://keras.io/examples/nlp/text_classification_from_scratch/">Keras's example of the same</a>
 */
@Command(
        name = Sentiment.KIND,
        description = "Trains a classifier of texts, evaluates it on texts that it has not seen, and saves it.",
        footer = {
            "",
            "Examples (each after jeras sentiment):",
            "                                              the reviews inside Jeras",
            "  --csv reviews.csv --label-column stars      a table, any number of classes",
            "  --folder aclImdb                            folders of .txt files",
            "  --pos rt-polarity.pos --neg rt-polarity.neg --model lstm",
            "  --csv kritiken.csv --stem german --stop-words german --folds 10"
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class Sentiment implements Recipe {
    static final String KIND = "sentiment";
    private static final int MANY_TEXTS = 5_000;
    private static final int MISTAKES = 10;
    private static final int LONGEST_ON_SCREEN = 110;
    private static final int LONGEST_IN_REPORT = 500;

    @Mixin
    private TextSource source = new TextSource();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "text-cnn",
            description = "lstm, bilstm, text-cnn or transformer; default: ${DEFAULT-VALUE}.")
    private String modelName;

    @Mixin
    private Preparation preparation = new Preparation();

    @Option(
            names = "--sequence-length",
            paramLabel = "N",
            description = "Words of a text that count, the first ones; default: so many that 95 %% of the texts fit.")
    private Optional<Integer> length;

    @Option(
            names = "--embedding-size",
            paramLabel = "N",
            defaultValue = "128",
            description = "The numbers that stand for a word; default: ${DEFAULT-VALUE}.")
    private int embeddingSize;

    @Option(
            names = "--glove",
            paramLabel = "FILE",
            description = "Begin with pretrained vectors of words, in GloVe's text format.")
    private Optional<Path> glove;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often to go over the texts at most; default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "3",
            description = "Stop after so many epochs without a lower validation loss; default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Texts a step; default: 32, or 64 when there are many.")
    private Optional<Integer> batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "Adam's learning rate; default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--test-split",
            paramLabel = "X",
            description = "The share of the texts to test with; default: 0.1, or the test part that the data have.")
    private Optional<Double> testSplit;

    @Option(
            names = "--folds",
            paramLabel = "N",
            description =
                    "Cross-validation instead: train N models, test each on its part; then save one of all texts.")
    private Optional<Integer> folds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "The same seed gives the same model on the same machine; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "The folder to write the model and its report to; default: DATA-MODEL.")
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

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String example() {
        return "--model text-cnn";
    }

    @Override
    public Predictor open(RecipeFolder folder) {
        return TextPredictor.of(folder);
    }

    /** Its words are looked up in Java, by Jeras: no file that DJL reads can say how. */
    @Override
    public void export(RecipeFolder folder, Path into) {
        throw new InvalidArgumentException(JerasException.message(
                "The model cannot be exported.",
                "a model of images or a BERT, which DJL can ask by itself",
                "a model that prepares texts in Java, by Jeras",
                "serve it with ./jeras serve, or in Java by DJL's Predictor with jeras.serving.TextTranslator"));
    }

    /** The story. */
    @Override
    public Integer call() {
        checkOptions();
        OutputFolder folder = OutputFolder.claim(outputPath());
        TextSource.Texts texts = source.read();
        texts.train().requireOfEachClass(fewest(texts));
        try {
            return folds.isPresent() ? crossValidate(texts, folder) : trainAndTest(texts, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One text of each class to train on, one to see when to stop, and one to test with where that part is taken from them. */
    private int fewest(TextSource.Texts texts) {
        boolean hasTest = texts.test().isPresent() && testSplit.isEmpty() && folds.isEmpty();
        return Math.max(hasTest ? 2 : 3, folds.orElse(0));
    }

    private int trainAndTest(TextSource.Texts texts, OutputFolder folder) throws IOException {
        LabelledTexts.Parts parts = parts(texts);
        describe(texts, size(parts.train()) + " texts to train on, " + size(parts.test()) + " to test with");
        Keras.setRandomSeed(seed);

        TextClassifier classifier = TextClassifier.build(plan(), parts.train());
        System.out.println(classifier.model().summary());
        History history = classifier.fit(parts.train(), training(parts.train()));
        Metrics metrics = classifier
                .model()
                .evaluate(
                        parts.test().x(),
                        parts.test().y(),
                        e -> e.batchSize(256).verbose(0));
        Array probabilities = classifier.predict(parts.test());
        System.out.println(String.format(
                Locale.ROOT,
                "%nOn %,d texts that it has not seen: %s right, loss %.4f.",
                parts.test().size(),
                percent(metrics.get("accuracy")),
                metrics.loss()));
        ClassificationReport report = report(texts, parts.test(), probabilities)
                .data(size(parts.train()) + " texts of " + texts.title()
                        + " to train on, a tenth of them to see when to" + " stop, and " + size(parts.test())
                        + " to test with.")
                .metrics(metrics.asMap())
                .history(history);
        return save(classifier, history, report, folder);
    }

    private int crossValidate(TextSource.Texts texts, OutputFolder folder) throws IOException {
        LabelledTexts all = texts.train();
        describe(texts, size(all) + " texts, each tested in one of " + folds.get() + " folds");
        Folds tested = Folds.run(all, folds.get(), seed, fold -> {
            Keras.setRandomSeed(seed);
            TextClassifier classifier = TextClassifier.build(plan(), fold.train());
            classifier.fit(fold.train(), training(fold.train()));
            return classifier.predict(fold.test());
        });
        System.out.println("\nNow the model to save, from all texts:");
        Keras.setRandomSeed(seed);
        TextClassifier classifier = TextClassifier.build(plan(), all);
        History history = classifier.fit(all, training(all));
        ClassificationReport report = report(texts, all, tested.probabilities())
                .data(size(all) + " texts of " + texts.title() + ", each tested by a model that had not seen it, in "
                        + folds.get() + "-fold cross-validation. The saved model was trained on all of them, a tenth of"
                        + " which said when to stop; the curves are its own.")
                .metrics(tested.metrics())
                .history(history);
        return save(classifier, history, report, folder);
    }

    /** What the data have as test part, or a part of them. */
    private LabelledTexts.Parts parts(TextSource.Texts texts) {
        return texts.test().isPresent() && testSplit.isEmpty()
                ? new LabelledTexts.Parts(texts.train(), texts.test().get())
                : texts.train().split(testSplit.orElse(0.1), seed);
    }

    private static void describe(TextSource.Texts texts, String parts) {
        System.out.println(texts.title() + ": " + parts + ", classes: "
                + String.join(", ", texts.train().classNames()) + ". Computing on " + Keras.device() + ".");
        if (texts.unused() > 0) {
            System.out.println(texts.unused() + " rows are left out: they have no text or no label.");
        }
        System.out.println();
    }

    private TextClassifier.Plan plan() {
        return new TextClassifier.Plan(
                TextModels.Kind.of(modelName),
                preparation.words(),
                preparation.standardizer(),
                length,
                embeddingSize,
                learningRate,
                glove);
    }

    private TextClassifier.Training training(LabelledTexts texts) {
        int usual = texts.size() >= MANY_TEXTS ? 64 : 32;
        return new TextClassifier.Training(epochs, batchSize.orElse(usual), patience, 0.1, verbose, seed);
    }

    /** The report's greater part; prints the worst mistakes on the way. */
    private ClassificationReport report(TextSource.Texts source, LabelledTexts tested, Array probabilities) {
        List<Mistake> hardest = Mistake.hardest(tested.y(), probabilities, MISTAKES);
        List<String> names = tested.classNames();
        if (!hardest.isEmpty()) {
            System.out.println("\nWhere it is wrong and surest of itself:\n");
        }
        for (Mistake m : hardest) {
            System.out.println("✗ " + names.get(m.predicted()) + " (" + percent(m.probability()) + "), really "
                    + names.get(m.truth()) + ": " + shortened(tested.texts().get(m.index()), LONGEST_ON_SCREEN));
        }
        return ClassificationReport.of(
                        source.title() + ", " + modelName, ConfusionMatrix.of(tested.y(), probabilities, names))
                .mistakes(hardest, i -> shortened(tested.texts().get(i), LONGEST_IN_REPORT))
                .settings(settings());
    }

    private int save(TextClassifier classifier, History history, ClassificationReport report, OutputFolder folder) {
        Path path = outputPath();
        String file = path.resolve("model.keras").toString().replace('\\', '/');
        String command = "./jeras predict " + ShellWord.of(path) + " \"a lovely little place\"";
        String java = "Model model = Model.load(\"" + file + "\");\n"
                + "Array probabilities = model.predict(new String[] {\"a lovely little place\"});   // as in classes.txt";
        String python = preparation.isKeras()
                ? "model = keras.models.load_model(\"" + file + "\")   # text needs Keras's TensorFlow backend\n"
                        + "model.predict(tf.constant([[\"a lovely little place\"]]))"
                : "# Stop words and stems are jeras>TextAnalysis in the file. Register a class of that name that does the\n"
                        + "# same (keras.saving.register_keras_serializable), or Keras will not load it.";
        folder.write(KIND, new JsonObject(), target -> {
            classifier.model().save(target.resolve("model.keras"), s -> s.trainingRecord(history));
            report.usage(command, java, python).writeTo(target);
        });
        System.out.println("\nSaved the model and its report in " + folder.path() + "\nAsk it: " + command);
        return 0;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("--model", modelName);
        settings.put("text preparation", preparation.toString());
        length.ifPresent(words -> settings.put("--sequence-length", words.toString()));
        settings.put("--embedding-size", Integer.toString(embeddingSize));
        glove.ifPresent(file -> settings.put("--glove", file.toString()));
        settings.put("--epochs", Integer.toString(epochs));
        settings.put("--patience", Integer.toString(patience));
        batchSize.ifPresent(texts -> settings.put("--batch-size", texts.toString()));
        settings.put("--learning-rate", Double.toString(learningRate));
        testSplit.ifPresent(share -> settings.put("--test-split", share.toString()));
        folds.ifPresent(parts -> settings.put("--folds", parts.toString()));
        settings.put("--seed", Long.toString(seed));
        return settings;
    }

    private Path outputPath() {
        return output.orElse(Path.of(source.name() + "-" + modelName));
    }

    private void checkOptions() {
        TextModels.Kind.of(modelName);
        preparation.standardizer();
        require("--epochs", epochs, 1);
        require("--patience", patience, 0);
        require("--embedding-size", embeddingSize, 1);
        batchSize.ifPresent(n -> require("--batch-size", n, 1));
        length.ifPresent(n -> require("--sequence-length", n, 5)); // the widest filter of text-cnn
        folds.ifPresent(n -> require("--folds", n, 2));
        double share = testSplit.orElse(0.1);
        if (!(share > 0 && share < 1)) {
            throw refused("--test-split", "more than 0 and less than 1", Double.toString(share));
        }
        if (folds.isPresent() && testSplit.isPresent()) {
            throw refused("--folds", "no --test-split beside it", "both");
        }
    }

    private static void require(String option, int value, int least) {
        if (value < least) {
            throw refused(option, "at least " + least, Integer.toString(value));
        }
    }

    private static InvalidArgumentException refused(String option, String expected, String received) {
        return new InvalidArgumentException(JerasException.message(
                "The option " + option + " cannot be set.", expected, received, "leave it out, or give such a value"));
    }

    /** One line without control characters: what is in a file must not steer a terminal. */
    private static String shortened(String text, int most) {
        String line = text.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ");
        return line.length() <= most ? line : line.substring(0, most - 3) + "...";
    }

    private static String size(LabelledTexts texts) {
        return String.format(Locale.ROOT, "%,d", texts.size());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
