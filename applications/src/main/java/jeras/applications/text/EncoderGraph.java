package jeras.applications.text;

import java.util.ArrayList;
import java.util.List;
import jeras.Input;
import jeras.activations.Activation;
import jeras.initializers.Initializer;
import jeras.initializers.RandomNormal;
import jeras.layers.Add;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Embedding;
import jeras.layers.LayerNormalization;
import jeras.layers.MultiHeadAttention;
import jeras.layers.ReversibleEmbedding;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The graph of one encoder, of layers that Keras has too, from token ids to the tokens' vectors. The layers' names say which
 * weights of a file are theirs.
 */
final class EncoderGraph {
    private final EncoderConfig config;
    private final Initializer initializer;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> hiddenStates = new ArrayList<>();
    private final ReversibleEmbedding tiedWords;

    /**
     * @param tied whether the table of words also turns vectors into scores of words
     */
    EncoderGraph(EncoderConfig config, boolean tied) {
        this.config = config;
        this.initializer = RandomNormal.of(0, config.initializerRange());
        this.tiedWords = tied
                ? ReversibleEmbedding.of(config.vocabSize(), config.hiddenSize())
                        .embeddingsInitializer(initializer)
                        .name("embeddings_word")
                : null;
        Tensor ids = input("input_ids");
        Tensor mask = input("attention_mask");
        Tensor attended = Ops.notEqual(Ops.expandDims(mask, 1), 0); // (batch, 1, n)
        Tensor x = embedded(ids);
        hiddenStates.add(x);
        for (int i = 0; i < config.numHiddenLayers(); i++) {
            x = block("layer_" + i + "_", x, attended);
            hiddenStates.add(x);
        }
    }

    /** The ids of tokens, the mask with 1 for those that are no padding, and where there are such the tokens' types. */
    List<Tensor> inputs() {
        return List.copyOf(inputs);
    }

    /** What the embeddings and each layer give, {@code (batch, n, hidden)}. */
    List<Tensor> hiddenStates() {
        return List.copyOf(hiddenStates);
    }

    /** What the last layer gives, {@code (batch, n, hidden)}. */
    Tensor output() {
        return hiddenStates.get(hiddenStates.size() - 1);
    }

    /** The vector of the first token, {@code (batch, hidden)}. */
    Tensor first() {
        return Ops.getItem(output(), ":, 0");
    }

    /** Scores of all words, without a bias. */
    Tensor scores(Tensor x) {
        return tiedWords.applyWith(c -> c.reverse(true), x);
    }

    Dense dense(String name, int units) {
        return Dense.of(units).kernelInitializer(initializer).name(name);
    }

    LayerNormalization norm(String name) {
        return LayerNormalization.of().epsilon(config.layerNormEps()).name(name);
    }

    private Tensor input(String name) {
        Tensor input = Input.of(-1).dtype("int32").name(name);
        inputs.add(input);
        return input;
    }

    private Tensor embedded(Tensor ids) {
        Tensor x =
                tiedWords == null ? table("embeddings_word", config.vocabSize()).apply(ids) : tiedWords.apply(ids);
        Tensor y = Add.of().name("embeddings_add_position").apply(x, positions(ids));
        if (config.typeVocabSize() > 0) {
            y = Add.of().name("embeddings_add_token_type").apply(y, types(ids));
        }
        Tensor normal = norm("embeddings_norm").apply(y);
        return Dropout.of(config.hiddenDropoutProb()).name("embeddings_dropout").apply(normal);
    }

    private Embedding table(String name, int rows) {
        return Embedding.of(rows, config.hiddenSize())
                .embeddingsInitializer(initializer)
                .name(name);
    }

    /** The vectors of the places: {@code (1, n, hidden)}, or {@code (batch, n, hidden)} where padding is not counted. */
    private Tensor positions(Tensor ids) {
        Tensor places;
        if (config.architecture().countsTokens()) {
            Tensor counted = Ops.cast(Ops.notEqual(ids, config.padTokenId()), ids.dataType());
            places = Ops.cumsum(counted, 1).multiply(counted).add(config.padTokenId()); // (batch, n)
        } else {
            places = Ops.cumsum(Ops.onesLike(Ops.getItem(ids, "0:1")), 1).subtract(1); // (1, n)
        }
        return table("embeddings_position", config.maxPositionEmbeddings()).apply(places);
    }

    private Tensor types(Tensor ids) {
        boolean given = config.architecture() == Architecture.BERT && config.typeVocabSize() > 1;
        Tensor types = given ? input("token_type_ids") : Ops.zerosLike(Ops.getItem(ids, "0:1, 0:1"));
        return table("embeddings_token_type", config.typeVocabSize()).apply(types);
    }

    private Tensor block(String name, Tensor x, Tensor attended) {
        int size = config.hiddenSize() / config.numAttentionHeads();
        Tensor y = MultiHeadAttention.of(config.numAttentionHeads(), size)
                .dropout(config.attentionProbsDropoutProb())
                .kernelInitializer(initializer)
                .name(name + "attention")
                .applyWith(c -> c.attentionMask(attended), x, x);
        // DistilBERT drops nothing here.
        double rate = config.architecture() == Architecture.DISTILBERT ? 0 : config.hiddenDropoutProb();
        y = dropped(name + "attention", rate, y);
        y = Add.of().name(name + "attention_add").apply(x, y);
        Tensor middle = norm(name + "attention_norm").apply(y);
        Activation activation = HiddenActivation.of(config.hiddenAct());
        y = dense(name + "intermediate", config.intermediateSize())
                .activation(activation)
                .apply(middle);
        y = dense(name + "output", config.hiddenSize()).apply(y);
        y = dropped(name + "output", config.hiddenDropoutProb(), y);
        y = Add.of().name(name + "output_add").apply(middle, y);
        return norm(name + "output_norm").apply(y);
    }

    private static Tensor dropped(String name, double rate, Tensor x) {
        return rate == 0 ? x : Dropout.of(rate).name(name + "_dropout").apply(x);
    }
}
