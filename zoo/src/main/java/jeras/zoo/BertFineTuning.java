package jeras.zoo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Keras;
import jeras.Model;
import jeras.applications.text.EncoderConfig;
import jeras.applications.text.TextBatches;
import jeras.applications.text.TextEncoder;
import jeras.applications.text.TextTokenizer;
import jeras.callbacks.EarlyStopping;
import jeras.saving.TrainingRecordFile;
import jeras.zoo.bert.Asking;
import jeras.zoo.bert.DataOptions;
import jeras.zoo.bert.Judgement;
import jeras.zoo.bert.MemoryEstimate;
import jeras.zoo.bert.SmallBert;
import jeras.zoo.bert.TextTask;
import jeras.zoo.bert.TrainingOptions;
import jeras.zoo.bert.Usage;
import jeras.zoo.export.ServedEncoder;
import jeras.zoo.recipe.OutputFolder;
import jeras.zoo.recipe.Predictor;
import jeras.zoo.recipe.Recipe;
import jeras.zoo.recipe.RecipeFolder;
import jeras.zoo.recipe.ShellWord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Recipe: take a BERT that has read a lot of text, and teach it a task of one's own with little data: classes of texts, of pairs
 * of texts or of words, or answers to questions.
 *
 * <p>Read it from top to bottom: {@link #call} is the whole story, the methods below it are its chapters.
 *
 * @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al.: BERT</a>
 * @see <a href="https://arxiv.org/abs/2006.05987">Zhang et al.: Revisiting Few-sample BERT Fine-tuning</a>
 */
@Command(
        name = "bert",
        description = {
            "Fine-tunes a BERT to classify texts or words, or to answer questions, and saves it with a report.",
            "Without --from it trains a small BERT with new weights, which knows no language before: a quick look at how",
            "it goes, not at what pretraining is worth; --pretrain-on makes it read some text first, and compares."
        },
        footer = {
            "",
            "Examples:",
            "  jeras bert                                                  all inside Jeras, no download",
            "  jeras bert --pretrain-on texts.txt --limit 300              many texts without labels, few with",
            "  jeras bert --from DIR --data reviews.csv                    columns text and label",
            "  jeras bert --from sentence-transformers/all-MiniLM-L6-v2 --pos good.txt --neg bad.txt",
            "  jeras bert --from DIR --task pairs --data mnli.tsv --second-column hypothesis",
            "  jeras bert --from DIR --task tagging --data train.conll --test test.conll",
            "  jeras bert --from DIR --task questions --data squad.json --max-length 384",
            "DIR is a folder with config.json, model.safetensors and tokenizer.json."
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
final class BertFineTuning implements Recipe {
    private static final String KIND = "bert";

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            description =
                    "The pretrained model: a folder in Hugging Face's layout, or the id of a model on its hub, which is"
                            + " downloaded once; default: a small one with new weights.")
    private Optional<String> source = Optional.empty();

    @Option(
            names = "--pretrain-on",
            paramLabel = "FILE",
            description =
                    "Texts, one a line, in which the small BERT learns to guess masked words before it is fine-tuned.")
    private Optional<Path> unlabelled = Optional.empty();

    @Option(
            names = "--pretrain-epochs",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often it goes over these texts; default: ${DEFAULT-VALUE}.")
    private int pretrainEpochs;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--max-length",
            paramLabel = "N",
            defaultValue = "128",
            description =
                    "The most tokens of a text, or of a window on a text with its question; default: ${DEFAULT-VALUE}.")
    private int maxLength;

    @Mixin
    private TrainingOptions training;

    @Option(names = "--output", paramLabel = "DIR", description = "The folder to write; default: bert-TASK.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("unused") // picocli reads it.
    private boolean help;

    /** A model that can be fine-tuned, and the tokenizer that belongs to it. */
    private record Start(TextEncoder encoder, TextTokenizer tokenizer) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String example() {
        return "";
    }

    @Override
    public Predictor open(RecipeFolder folder) {
        return Asking.open(folder);
    }

    @Override
    public void export(RecipeFolder folder, Path into) throws IOException {
        String task = folder.text("task");
        if (!task.equals("classification")) {
            throw new InvalidArgumentException(JerasException.message(
                    "The model cannot be exported.",
                    "the task classification, whose questions and answers DJL Serving knows",
                    task,
                    "serve it with ./jeras serve"));
        }
        Model model = TextEncoder.fromPretrained(folder.path()).classifier(o -> o.compile(false));
        ServedEncoder.write(into, folder.path(), model, TextTokenizer.of(folder.path()));
    }

    /** The story. */
    @Override
    public Integer call() {
        if (source.isEmpty()) {
            training.small();
        }
        training.check();
        checkPretraining();
        OutputFolder folder = OutputFolder.claim(outputPath());
        Keras.setRandomSeed(training.seed());
        TextTask task = data.read();
        System.out.println(task.describe() + ". Computing on " + Keras.device() + ".");

        Start start = source.isPresent() ? pretrained(source.get()) : small(task);
        TextEncoder encoder = task.named(start.encoder);
        Model model = task.model(encoder);
        History history = fineTune(model, encoder, task, start.tokenizer);

        Judgement judgement = task.judge(model, start.tokenizer);
        System.out.println("\n" + judgement.summary());

        folder.write(KIND, task.settings(), path -> {
            encoder.savePretrained(path, model);
            start.tokenizer.save(path);
            TrainingRecordFile.write(path.resolve("training.json"), model, List.of(history));
            judgement.report().writeTo(path, run(task, history));
        });
        System.out.println(
                "\nSaved the model and its report in " + folder.path() + "\nAsk it: " + predictCommand(task));
        return 0;
    }

    /** What others have trained for days, on more text than anyone can read. */
    private Start pretrained(String folderOrId) {
        TextEncoder encoder = TextEncoder.fromPretrained(folderOrId);
        TextTokenizer tokenizer = TextTokenizer.of(encoder.folder().orElseThrow());
        int longest = longest(encoder.config());
        if (maxLength < 8 || maxLength > longest) {
            throw wrongLength("8 to " + longest + ", the positions that the model knows");
        }
        return new Start(encoder, tokenizer.maxLength(maxLength));
    }

    /** BERT numbers positions from 0, RoBERTa from behind its padding id. */
    private static int longest(EncoderConfig config) {
        boolean fromZero = List.of("bert", "distilbert").contains(config.modelType());
        return config.maxPositionEmbeddings() - (fromZero ? 0 : config.padTokenId() + 1);
    }

    /** A small BERT, whose vocabulary is made of the texts at hand; with new weights, or pretrained on texts without labels. */
    private Start small(TextTask task) {
        if (maxLength < 8 || maxLength > 512) {
            throw wrongLength("8 to 512");
        }
        List<String> texts = new ArrayList<>(task.texts());
        unlabelled.ifPresent(file -> texts.addAll(data.lines(file)));
        SmallBert small = SmallBert.of(texts, maxLength);
        if (unlabelled.isPresent()) {
            return pretrainHere(small, texts.size(), task);
        }
        System.out.println("\nA small BERT with new weights: it learns these texts, and knows no language before."
                + " --from names one that does.");
        return new Start(small.untrained(), small.tokenizer());
    }

    /**
     * It learns to guess masked words of all the texts; labels play no part. What that is worth shows a second one of the same size
     * with new weights, which is fine-tuned in the same way.
     */
    private Start pretrainHere(SmallBert small, int texts, TextTask task) {
        System.out.printf(
                Locale.ROOT, "%nPretraining a small BERT: it guesses words that are masked in %,d texts.%n", texts);
        TextEncoder pretrained = small.pretrained(SmallBert.temporaryFolder(), pretrainEpochs, training.verbose());

        System.out.println("\nFor comparison: fine-tuning without pretraining, from new weights.");
        Model fresh = task.model(task.named(small.untrained()));
        fineTune(fresh, small.untrained(), task, small.tokenizer());
        Map<String, Double> without = task.judge(fresh, small.tokenizer()).measures();
        System.out.println("Without pretraining: " + text(without) + ".\n\nFine-tuning what was pretrained.");
        return new Start(pretrained, small.tokenizer());
    }

    private void checkPretraining() {
        if (source.isPresent() && unlabelled.isPresent()) {
            throw refusedPretraining("no --from beside it: only the small BERT is pretrained here", "both");
        }
        if (pretrainEpochs < 1) {
            throw refusedPretraining("--pretrain-epochs of at least 1", Integer.toString(pretrainEpochs));
        }
    }

    private static InvalidArgumentException refusedPretraining(String expected, String received) {
        return new InvalidArgumentException(JerasException.message(
                "The option --pretrain-on cannot be followed.", expected, received, "see --help for what it means"));
    }

    /** A few epochs with a small learning rate: the model is to learn something new, and forget little. */
    private History fineTune(Model model, TextEncoder encoder, TextTask task, TextTokenizer tokenizer) {
        TextBatches learned =
                task.training(tokenizer).batchSize(training.batchSize()).shuffle(true);
        TextBatches watched = task.validation(tokenizer).batchSize(training.batchSize());
        int layers = encoder.config().numHiddenLayers();

        training.freeze(model, layers);
        task.compile(model, training.optimizer(training.epochs() * learned.steps(), layers));
        System.out.println(MemoryEstimate.of(model, encoder.config(), training.batchSize(), learned.longest())
                + String.format(
                        Locale.ROOT,
                        "%nBatches of texts of about one length: %.0f %% padding.",
                        100 * learned.padding()));

        return model.fit(learned.dataset(model), f -> {
            f.epochs(training.epochs()).verbose(training.verbose());
            if (watched.size() > 0) {
                f.validationData(watched.dataset(model));
            }
            if (training.patience() > 0) {
                f.callbacks(EarlyStopping.of()
                        .monitor(watched.size() > 0 ? task.monitor() : "loss")
                        .patience(training.patience())
                        .restoreBestWeights(true)
                        .verbose(1));
            }
        });
    }

    private Judgement.Run run(TextTask task, History history) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("--from", source.orElse("a small BERT with new weights"));
        unlabelled.ifPresent(file -> {
            settings.put("--pretrain-on", file.toString());
            settings.put("--pretrain-epochs", Integer.toString(pretrainEpochs));
        });
        settings.put("--max-length", Integer.toString(maxLength));
        settings.putAll(training.settings());
        return new Judgement.Run(
                "BERT, " + task.settings().get("task").getAsString(),
                task.describe() + ".",
                history,
                settings,
                predictCommand(task),
                Usage.java(task, outputPath()),
                Usage.python(task, outputPath()));
    }

    private Path outputPath() {
        return output.orElseGet(() -> Path.of("bert-" + data.task()));
    }

    private String predictCommand(TextTask task) {
        return "./jeras predict " + ShellWord.of(outputPath()) + " " + task.example();
    }

    private InvalidArgumentException wrongLength(String expected) {
        return new InvalidArgumentException(JerasException.message(
                "The option --max-length cannot be set.",
                expected,
                Integer.toString(maxLength),
                "choose one of these"));
    }

    private static String text(Map<String, Double> measures) {
        StringBuilder text = new StringBuilder();
        measures.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : ", ").append(String.format(Locale.ROOT, "%s %.4f", name, value)));
        return text.toString();
    }
}
