package jeras.applications.text;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jeras.Model;
import jeras.serving.TextTranslator;

/**
 * A text encoder of BERT's family (BERT, MiniLM, DistilBERT, RoBERTa, XLM-RoBERTa, CamemBERT), from which models are made: with
 * the weights of a folder of Hugging Face's, or with new ones.
 *
 * <pre>{@code
 * TextEncoder bert = TextEncoder.fromPretrained("sentence-transformers/all-MiniLM-L6-v2").labels("negative", "positive");
 * Model model = bert.classifier();
 * model.fit(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types), labels, f -> f.epochs(3));
 * model.save("sentiment.keras");
 * bert.savePretrained(Path.of("sentiment"), model);
 * }</pre>
 *
 * <p>Each call makes a model of its own, of layers that Keras has too: it is trained, frozen, saved and exported as any other.
 * Its inputs, each {@code (batch, n)} of int32 and of any length n, are by name
 *
 * <ul>
 *   <li>{@code input_ids}: the numbers of the tokens
 *   <li>{@code attention_mask}: 1 for a token, 0 for padding
 *   <li>{@code token_type_ids}, for BERT alone: 0 for the first text, 1 for the second
 * </ul>
 *
 * <p>An encoder is a value: an option returns another one.
 *
 * @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al., 2018</a>
 * @see <a href="https://arxiv.org/abs/1907.11692">Liu et al., 2019 (RoBERTa)</a>
 * @see <a href="https://arxiv.org/abs/1910.01108">Sanh et al., 2019 (DistilBERT)</a>
 */
public final class TextEncoder {
    private final EncoderConfig config;
    private final Optional<PretrainedFolder> pretrained;

    private TextEncoder(EncoderConfig config, Optional<PretrainedFolder> pretrained) {
        this.config = config.checked();
        this.pretrained = pretrained;
    }

    /** An encoder with new weights: {@code TextEncoder.of(EncoderConfig.bert().hiddenSize(64).numAttentionHeads(4))}. */
    public static TextEncoder of(EncoderConfig config) {
        return new TextEncoder(config, Optional.empty());
    }

    /**
     * The encoder of a folder with {@code config.json} and {@code model.safetensors}, as Hugging Face's hub has them and
     * transformers' {@code save_pretrained} writes them. Weights are read when a model is made.
     *
     * @throws jeras.FileFormatException if a file is missing or damaged
     * @throws jeras.UnsupportedPartException if the model is of another family
     */
    public static TextEncoder fromPretrained(Path folder) {
        PretrainedFolder opened = PretrainedFolder.open(folder);
        return new TextEncoder(opened.config(), Optional.of(opened));
    }

    /**
     * The encoder of a folder, or else of a model on Hugging Face's hub, whose files are downloaded once.
     *
     * <pre>{@code TextEncoder.fromPretrained("sentence-transformers/all-MiniLM-L6-v2")}</pre>
     *
     * @param folderOrId a folder that is there, as a path; or owner and name of a published model
     * @throws jeras.FileFormatException if a file cannot be had, and the message says which files to put where; or if one is damaged
     * @throws jeras.UnsupportedPartException if the model is of another family
     */
    public static TextEncoder fromPretrained(String folderOrId) {
        return fromPretrained(folderOrId, h -> {});
    }

    /** As {@link #fromPretrained(String)}: {@code fromPretrained("owner/name", h -> h.revision("v1.0"))}. */
    public static TextEncoder fromPretrained(String folderOrId, Consumer<HubOptions> options) {
        HubOptions told = new HubOptions();
        options.accept(told);
        return fromPretrained(isFolder(folderOrId) ? Path.of(folderOrId) : Hub.fetch(folderOrId, told));
    }

    private static boolean isFolder(String text) {
        try {
            return !text.isBlank() && Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Where its files are, the tokenizer's among them; empty for an encoder with new weights. */
    public Optional<Path> folder() {
        return pretrained.map(PretrainedFolder::folder);
    }

    /** The sizes of the encoder. */
    public EncoderConfig config() {
        return config;
    }

    /**
     * The encoder with a changed configuration, for instance without dropout. Sizes must stay those of the weights.
     *
     * <pre>{@code bert.config(c -> c.hiddenDropoutProb(0).attentionProbsDropoutProb(0))}</pre>
     */
    public TextEncoder config(UnaryOperator<EncoderConfig> change) {
        return new TextEncoder(change.apply(config), pretrained);
    }

    /** The encoder for texts of these classes, whose names {@link #savePretrained} writes. */
    public TextEncoder labels(String... names) {
        return config(c -> c.labels(names));
    }

    /** The names of the classes, in the order of their numbers. */
    public List<String> labels() {
        return config.labels();
    }

    // ---- models

    /** The encoder alone; the output are the tokens' vectors, {@code (batch, n, hidden)}. */
    public Model backbone() {
        return backbone(b -> {});
    }

    /** The encoder alone, with more outputs: {@code bert.backbone(b -> b.pooled(true))}. */
    public Model backbone(Consumer<BackboneOptions> options) {
        BackboneOptions told = new BackboneOptions();
        options.accept(told);
        return withWeights(Heads.backbone(config, told));
    }

    /**
     * A model that classifies texts: logits {@code (batch, classes)}, compiled for the encoder's problem type.
     *
     * <p>Targets are class numbers; for {@code "multi_label_classification"} a 0 or 1 for each class, for {@code "regression"}
     * numbers. The last layers have the folder's weights where it has them for so many classes, else new ones.
     */
    public Model classifier() {
        return classifier(o -> {});
    }

    /** As {@link #classifier()}: {@code bert.classifier(o -> o.classes(3).dropout(0.2))}. */
    public Model classifier(Consumer<HeadOptions> options) {
        return withWeights(Heads.classifier(config, told(options)));
    }

    /**
     * A model that classifies tokens, for instance as parts of names: logits {@code (batch, n, classes)}. Targets are class
     * numbers {@code (batch, n)}; those of -100 do not count.
     */
    public Model tagger() {
        return tagger(o -> {});
    }

    /** As {@link #tagger()}. */
    public Model tagger(Consumer<HeadOptions> options) {
        return withWeights(Heads.tagger(config, told(options)));
    }

    /**
     * A model that finds answers in a text: the outputs {@code start_logits} and {@code end_logits}, {@code (batch, n)}, say where
     * one begins and ends. Targets are two lists of places.
     */
    public Model questionAnswering() {
        return withWeights(Heads.answers(config));
    }

    /**
     * A model that guesses words that were left out: logits {@code (batch, n, vocabulary)}, by the table of the embeddings. Targets
     * are token ids; those of -100 do not count.
     */
    public Model maskedLanguageModel() {
        return withWeights(Heads.maskedWords(config));
    }

    /**
     * Lets DJL's {@code Predictor<String, Classifications>} ask a model that {@link #classifier()} has made:
     *
     * <pre>{@code
     * try (ai.djl.Model served = model.toDjl();
     *         Predictor<String, Classifications> predictor = served.newPredictor(bert.translator(model, tokenizer))) {
     *     Classifications answer = predictor.predict("a wonderful film");
     * }
     * }</pre>
     *
     * <p>Each text belongs to one of the {@link #labels()}; several threads may ask.
     */
    public TextTranslator translator(Model classifier, TextTokenizer tokenizer) {
        List<String> inputs = classifier.inputNames();
        return TextTranslator.preparing(
                        texts -> tokenizer.batch(texts.toArray(String[]::new)).inputs(inputs), labels())
                .fromLogits(true);
    }

    private HeadOptions told(Consumer<HeadOptions> options) {
        HeadOptions told = new HeadOptions(Math.max(1, config.labels().size()), config.headDropout());
        options.accept(told);
        return told;
    }

    private Model withWeights(Model model) {
        pretrained.ifPresent(folder -> new WeightTransfer(config).read(folder.checkpoint(), model));
        return model;
    }

    // ---- files

    /**
     * Writes a model as a folder that transformers' {@code from_pretrained} opens: {@code config.json} and
     * {@code model.safetensors}, and what the encoder's own folder has for its tokenizer.
     *
     * @param folder is made when it is not there; files of these names are replaced
     * @param model one that an encoder of this configuration has made, or a copy of it that was saved and loaded
     * @throws jeras.InvalidArgumentException if the model has layers that such files have no place for
     */
    public void savePretrained(Path folder, Model model) {
        Task task = Task.of(model);
        List<jeras.saving.Safetensors.Entry> entries = new WeightTransfer(config).entries(model, task);
        int outputs = task.hasLabels() ? outputs(model, task) : 0;
        JsonObject before = pretrained.map(PretrainedFolder::json).orElseGet(JsonObject::new);
        JsonObject json = ConfigFile.write(config, before, task, outputs);
        String text = new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
        PretrainedFolder.write(folder, text, entries);
        pretrained.ifPresent(own -> own.copyTokenizer(folder));
    }

    private static int outputs(Model model, Task task) {
        long[] bias = model.layer(task.layer()).weight("bias").shape().getShape();
        return Math.toIntExact(Arrays.stream(bias).reduce(1, (a, b) -> a * b));
    }

    @Override
    public String toString() {
        return "TextEncoder of " + pretrained.map(p -> p.folder().toString()).orElse("new weights") + ", " + config;
    }
}
