package jeras.benchmarks;

import ai.djl.ndarray.types.DataType;
import jeras.Input;
import jeras.Model;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Embedding;
import jeras.layers.LayerNormalization;
import jeras.losses.SparseCategoricalCrossentropy;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * An encoder of the shape of BERT-mini: 4 layers, 256 wide, 4 heads, 128 tokens.
 *
 * @see <a href="https://arxiv.org/abs/1908.08962">Turc et al., Well-Read Students Learn Better</a>
 */
final class Transformer {
    private static final int TOKENS = 128;
    private static final int WIDTH = 256;
    private static final int HEADS = 4;
    private static final int LAYERS = 4;
    private static final int VOCABULARY = 30522;

    private Transformer() {}

    static Task task() {
        Input inputs = Input.of(TOKENS).dtype("int32");
        Tensor places = Embedding.of(TOKENS, WIDTH).apply(Ops.arange(0, TOKENS, DataType.INT32));
        Tensor x = Embedding.of(VOCABULARY, WIDTH).apply(inputs).add(places); // (batch, tokens, width)
        x = dropped(normalized(x));
        for (int i = 0; i < LAYERS; i++) {
            x = normalized(x.add(dropped(new SelfAttention(HEADS, WIDTH / HEADS, 0.1).apply(x))));
            Tensor wide = Dense.of(4 * WIDTH).activation("gelu").apply(x);
            x = normalized(x.add(dropped(Dense.of(WIDTH).apply(wide))));
        }
        Tensor pooled = Dense.of(WIDTH).activation("tanh").apply(x.get(":, 0")); // (batch, width)
        RandomData data = new RandomData();
        return new Task(
                Model.of(inputs, Dense.of(2).apply(pooled)),
                data.integers(VOCABULARY, 160, TOKENS),
                data.integers(2, 160),
                16,
                SparseCategoricalCrossentropy.of().fromLogits(true));
    }

    private static Tensor normalized(Tensor x) {
        return LayerNormalization.of().epsilon(1e-12).apply(x);
    }

    private static Tensor dropped(Tensor x) {
        return Dropout.of(0.1).apply(x);
    }
}
