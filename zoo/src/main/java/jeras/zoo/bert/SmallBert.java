package jeras.zoo.bert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.Model;
import jeras.applications.text.EncoderConfig;
import jeras.applications.text.TextBatches;
import jeras.applications.text.TextEncoder;
import jeras.applications.text.TextTokenizer;
import jeras.applications.text.TokenizedText;
import jeras.applications.text.WordPieceVocabulary;
import jeras.losses.SparseCategoricalCrossentropy;
import jeras.optimizers.AdamW;
import jeras.optimizers.schedules.PolynomialDecay;
import jeras.optimizers.schedules.Warmup;

/**
 * A BERT so small that it learns in a minute, and may be pretrained in some more: without labels, by guessing masked words.
 *
 * <p>That takes text. The 20,000 tokens of 1,100 short reviews teach it how often words are, and little of what they mean:
 * fine-tuned on the same reviews it was then right less often than with new weights.
 */
public final class SmallBert {
    private static final int WORDS = 2000;
    private static final int BATCH = 32;
    private static final double RATE = 1e-3;
    /** As in the paper. */
    private static final double MASKED = 0.15;

    private final TextTokenizer tokenizer;
    private final TextEncoder untrained;
    private final List<String> texts;

    private SmallBert(TextTokenizer tokenizer, TextEncoder untrained, List<String> texts) {
        this.tokenizer = tokenizer;
        this.untrained = untrained;
        this.texts = texts;
    }

    /** With a vocabulary made from these texts, which it may also be pretrained on, and new weights. */
    public static SmallBert of(List<String> texts, int maxLength) {
        WordPieceVocabulary words = WordPieceVocabulary.train(texts, o -> o.size(WORDS));
        EncoderConfig config = EncoderConfig.bert()
                .vocabSize(words.tokens().size())
                .numHiddenLayers(2)
                .numAttentionHeads(4)
                .hiddenSize(64)
                .intermediateSize(256)
                .maxPositionEmbeddings(maxLength);
        return new SmallBert(TextTokenizer.of(words).maxLength(maxLength), TextEncoder.of(config), texts);
    }

    public TextTokenizer tokenizer() {
        return tokenizer;
    }

    /** The encoder with new weights. */
    public TextEncoder untrained() {
        return untrained;
    }

    /**
     * The encoder after guessing masked words of the texts.
     *
     * @param folder where its weights are put
     * @param epochs how often it goes over the texts
     */
    public TextEncoder pretrained(Path folder, int epochs, int verbose) {
        Model model = untrained.maskedLanguageModel();
        List<TokenizedText> tokens = tokenizer.encodeAll(texts);
        TextBatches batches = TextBatches.of(tokenizer, tokens)
                .maskedWords(MASKED)
                .batchSize(BATCH)
                .shuffle(true);
        int steps = epochs * batches.steps();
        model.compile(c -> c.optimizer(AdamW.of(Warmup.of(
                                steps * 0.1,
                                PolynomialDecay.of(RATE, steps * 0.9).endLearningRate(0)))
                        .weightDecay(0.01))
                .loss(SparseCategoricalCrossentropy.of().fromLogits(true).ignoreClass(TokenizedText.IGNORED)));
        model.fit(batches.dataset(model), f -> f.epochs(epochs).verbose(verbose));
        untrained.savePretrained(folder, model);
        tokenizer.save(folder);
        return TextEncoder.fromPretrained(folder);
    }

    /** A new folder for weights, gone when the process ends. */
    public static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("jeras-bert");
            // What was registered last is deleted first.
            folder.toFile().deleteOnExit();
            for (String file : List.of(
                    "config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "vocab.txt")) {
                folder.resolve(file).toFile().deleteOnExit();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
