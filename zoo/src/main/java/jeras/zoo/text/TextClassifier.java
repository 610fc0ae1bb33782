package jeras.zoo.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import jeras.Array;
import jeras.History;
import jeras.Model;
import jeras.callbacks.EarlyStopping;
import jeras.layers.Layer;
import jeras.layers.Standardizer;
import jeras.layers.TextVectorization;
import jeras.optimizers.Adam;

/** A model that learns from texts, and what it says about others. */
final class TextClassifier {
    private static final int LONGEST = 400;
    private static final int SHORTEST = 8;

    private final Model model;
    private final TextVectorization words;

    private TextClassifier(Model model, TextVectorization words) {
        this.model = model;
        this.words = words;
    }

    /**
     * What it is made of.
     *
     * @param words without a vocabulary and without a length
     * @param standardizer what {@code words} does to a text first
     * @param length in words; empty for one that holds 19 of 20 texts whole
     * @param glove a file of vectors to begin with
     */
    record Plan(
            TextModels.Kind kind,
            TextVectorization words,
            Standardizer standardizer,
            Optional<Integer> length,
            int embeddingSize,
            double learningRate,
            Optional<Path> glove) {}

    /** How it is trained; training ends when the validation loss has not become lower for so many epochs. */
    record Training(int epochs, int batchSize, int patience, double validationShare, int verbose, long seed) {}

    /** A new one, which has learned the vocabulary of the texts and nothing else. */
    static TextClassifier build(Plan plan, LabelledTexts texts) throws IOException {
        int length = plan.length.orElseGet(() -> usualLength(plan.standardizer, texts.texts()));
        TextVectorization words = plan.words.outputSequenceLength(length);
        words.adapt(texts.x());
        List<String> vocabulary = words.getVocabulary();
        Optional<Glove> glove =
                plan.glove.isPresent() ? Optional.of(Glove.read(plan.glove.get(), vocabulary)) : Optional.empty();
        int size = glove.map(Glove::size).orElse(plan.embeddingSize);
        Model model = new TextModels(words, length, size, texts.classNames().size()).build(plan.kind);
        glove.ifPresent(vectors -> begin(model, vectors, vocabulary));
        model.compile(c -> c.optimizer(Adam.of(plan.learningRate))
                .loss("sparse_categorical_crossentropy")
                .metrics("accuracy"));
        return new TextClassifier(model, words);
    }

    private static void begin(Model model, Glove vectors, List<String> vocabulary) {
        Layer embedding = model.layer("embedding");
        Array rows = embedding.getWeights().get(0);
        embedding.setWeights(List.of(vectors.into(rows, vocabulary)));
        System.out.println(String.format(
                Locale.ROOT,
                "%,d of %,d words have a pretrained vector.",
                vectors.known().size(),
                vocabulary.size()));
    }

    /** The length in words that 95 % of the texts do not exceed, within bounds. */
    private static int usualLength(Standardizer standardizer, List<String> texts) {
        int[] lengths = texts.stream()
                .map(standardizer::standardize)
                .mapToInt(text -> new StringTokenizer(text).countTokens())
                .sorted()
                .toArray();
        return Math.max(SHORTEST, Math.min(LONGEST, lengths[(int) (0.95 * (lengths.length - 1))]));
    }

    Model model() {
        return model;
    }

    TextVectorization words() {
        return words;
    }

    /** A part of the texts is held back to see when to stop. */
    History fit(LabelledTexts texts, Training training) {
        LabelledTexts.Parts parts = texts.split(training.validationShare, training.seed + 1);
        return model.fit(
                parts.train().x(),
                parts.train().y(),
                f -> f.epochs(training.epochs)
                        .batchSize(training.batchSize)
                        .validationData(parts.test().x(), parts.test().y())
                        .verbose(training.verbose)
                        .callbacks(EarlyStopping.of()
                                .monitor("val_loss")
                                .patience(training.patience)
                                .restoreBestWeights(true)));
    }

    /** Probabilities {@code (n, classes)}. */
    Array predict(LabelledTexts texts) {
        return model.predict(texts.x(), p -> p.batchSize(256).verbose(0));
    }
}
