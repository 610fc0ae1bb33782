package jeras.benchmarks;

import java.util.List;
import jeras.Array;
import jeras.Model;
import jeras.applications.text.EncoderConfig;
import jeras.applications.text.TextEncoder;
import jeras.losses.SparseCategoricalCrossentropy;
import jeras.optimizers.AdamW;

/**
 * A classifier on a BERT of MiniLM's size, with new weights: 6 layers, 384 wide, 12 heads, 128 tokens, of which up to a half are
 * padding; {@code transformers_bench.py} has the same in Python.
 *
 * @see <a href="https://arxiv.org/abs/2002.10957">Wang et al., MiniLM</a>
 */
final class FineTuning {
    private static final int TOKENS = 128;
    private static final int SAMPLES = 160;

    private FineTuning() {}

    static Task task() {
        EncoderConfig config = EncoderConfig.bert()
                .hiddenSize(384)
                .numHiddenLayers(6)
                .numAttentionHeads(12)
                .intermediateSize(1536);
        Model model = TextEncoder.of(config).classifier();
        model.compile(c -> c.optimizer(AdamW.of(5e-5).weightDecay(0.01))
                .loss(SparseCategoricalCrossentropy.of().fromLogits(true)));
        RandomData data = new RandomData();
        int[] lengths = data.integers(TOKENS / 2 + 1, SAMPLES).toIntArray();
        int[] mask = new int[SAMPLES * TOKENS];
        int[] ids = data.integers(config.vocabSize(), SAMPLES, TOKENS).toIntArray();
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % TOKENS < TOKENS / 2 + lengths[i / TOKENS] ? 1 : 0;
            ids[i] *= mask[i];
        }
        List<Array> inputs = List.of(
                Array.of(ids, SAMPLES, TOKENS),
                Array.of(mask, SAMPLES, TOKENS),
                Array.of(new int[SAMPLES * TOKENS], SAMPLES, TOKENS));
        return new Task(model, inputs, data.integers(2, SAMPLES), 16);
    }
}
