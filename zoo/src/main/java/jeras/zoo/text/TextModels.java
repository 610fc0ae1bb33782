package jeras.zoo.text;

import java.util.List;
import jeras.Input;
import jeras.Model;
import jeras.layers.Add;
import jeras.layers.Bidirectional;
import jeras.layers.Concatenate;
import jeras.layers.Conv1D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.EinsumDense;
import jeras.layers.Embedding;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.GlobalMaxPooling1D;
import jeras.layers.LSTM;
import jeras.layers.LayerNormalization;
import jeras.layers.MultiHeadAttention;
import jeras.layers.SpatialDropout1D;
import jeras.layers.TextVectorization;
import jeras.ops.Tensor;

/**
 * The models to choose from. Each takes strings {@code (batch, 1)} and gives probabilities {@code (batch, classes)}.
 *
 * @param words that has learned its vocabulary, with an output of {@code length} indices
 * @param length in words
 * @param embeddingSize the numbers that stand for a word
 */
record TextModels(TextVectorization words, int length, int embeddingSize, int classes) {
    private static final List<Integer> WIDTHS = List.of(3, 4, 5);
    private static final int FILTERS = 100;
    private static final int UNITS = 64;
    private static final int HEADS = 2;
    private static final int FEED_FORWARD = 32;

    /** Their names as options have them. */
    enum Kind {
        LSTM("lstm"),
        BILSTM("bilstm"),
        TEXT_CNN("text-cnn"),
        TRANSFORMER("transformer");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    Model build(Kind kind) {
        Tensor text = Input.of(1).dtype("string").name("text");
        Tensor indices = words.apply(text); // (batch, length)
        Tensor features = switch (kind) {
            case LSTM -> recurrent(indices, false);
            case BILSTM -> recurrent(indices, true);
            case TEXT_CNN -> convolutions(indices);
            case TRANSFORMER -> transformer(indices);
        };
        return Model.of(text, Dense.of(classes).activation("softmax").apply(features));
    }

    private Embedding embedding() {
        return Embedding.of(words.vocabularySize(), embeddingSize).name("embedding");
    }

    /** The Keras tutorials' LSTM with dropout between the steps; the mask keeps it from reading what fills a text up. */
    private Tensor recurrent(Tensor indices, boolean both) {
        Tensor x = embedding().maskZero(true).apply(indices); // (batch, length, embeddingSize)
        x = SpatialDropout1D.of(0.4).apply(x);
        LSTM lstm = LSTM.of(UNITS).dropout(0.2).recurrentDropout(0.2);
        return both ? Bidirectional.of(lstm).apply(x) : lstm.apply(x); // (batch, units)
    }

    /** Y. Kim (2014), Convolutional Neural Networks for Sentence Classification, arXiv:1408.5882. */
    private Tensor convolutions(Tensor indices) {
        Tensor x = embedding().apply(indices); // (batch, length, embeddingSize)
        List<Tensor> strongest = WIDTHS.stream()
                .map(width -> Conv1D.of(FILTERS, width).activation("relu").apply(x))
                .map(found -> GlobalMaxPooling1D.of().apply(found)) // (batch, filters)
                .toList();
        return Dropout.of(0.5).apply(Concatenate.of().apply(strongest.toArray(Tensor[]::new)));
    }

    /**
     * One block of a transformer's encoder.
     *
     * @see <a href="https://keras.io/examples/nlp/text_classification_with_transformer/">Keras's example of the same</a>
     */
    private Tensor transformer(Tensor indices) {
        Tensor x = positions(embedding().apply(indices)); // (batch, length, embeddingSize)
        Tensor attended = MultiHeadAttention.of(HEADS, embeddingSize).apply(x, x);
        x = normalized(x, attended);
        Tensor fed = Dense.of(FEED_FORWARD).activation("relu").apply(x);
        x = normalized(x, Dense.of(embeddingSize).apply(fed));
        Tensor pooled = Dropout.of(0.1).apply(GlobalAveragePooling1D.of().apply(x)); // (batch, embeddingSize)
        return Dropout.of(0.1).apply(Dense.of(20).activation("relu").apply(pooled));
    }

    /**
     * A learned vector for each position. As the bias of a dense layer over words it needs no class that only one of Keras and
     * Jeras has.
     */
    private Tensor positions(Tensor x) {
        return EinsumDense.of("bte,ef->btf", length, embeddingSize)
                .biasAxes("tf")
                .apply(x);
    }

    private static Tensor normalized(Tensor x, Tensor change) {
        Tensor sum = Add.of().apply(x, Dropout.of(0.1).apply(change));
        return LayerNormalization.of().epsilon(1e-6).apply(sum);
    }
}
