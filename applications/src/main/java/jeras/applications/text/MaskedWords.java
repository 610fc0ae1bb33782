package jeras.applications.text;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import jeras.Array;

/**
 * Leaves out words for a masked language model to guess: of the chosen tokens 8 in 10 become the mask, 1 a random token, and 1
 * stays as it is.
 *
 * @param tokenIds what the model sees
 * @param labels what was there, at the chosen places; {@link TokenizedText#IGNORED} at all others
 * @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al.: BERT</a>, section 3.1
 */
record MaskedWords(Array tokenIds, Array labels) {
    static MaskedWords of(TokenBatch batch, TextTokenizer tokenizer, double share, SplittableRandom random) {
        int[] ids = batch.tokenIds().toIntArray();
        int[] labels = new int[ids.length];
        Arrays.fill(labels, TokenizedText.IGNORED);
        Set<Integer> special = tokenizer.specialIds();
        int mask = tokenizer.maskId().orElseThrow();
        int words = tokenizer.vocabularySize();
        for (int i = 0; i < ids.length; i++) {
            if (special.contains(ids[i]) || random.nextDouble() >= share) {
                continue;
            }
            labels[i] = ids[i];
            double fate = random.nextDouble();
            if (fate < 0.8) {
                ids[i] = mask;
            } else if (fate < 0.9) {
                ids[i] = random.nextInt(words);
            }
        }
        long[] shape = batch.tokenIds().shape().getShape();
        return new MaskedWords(Array.of(ids, shape), Array.of(labels, shape));
    }
}
