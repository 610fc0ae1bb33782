package jeras.applications.text;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.utils.Suggestions;

/**
 * Texts as the arrays that a model takes, filled up to the longest of them.
 *
 * @param tokenIds int32, {@code (batch, length)}
 * @param attentionMask int32, {@code (batch, length)}: 1 for a token, 0 for what fills up
 * @param tokenTypeIds int32, {@code (batch, length)}: 1 for the second text of a pair where the model tells them apart
 */
public record TokenBatch(Array tokenIds, Array attentionMask, Array tokenTypeIds) {
    /** Fills texts up to a common length, a multiple of {@code multipleOf}, with an id. */
    static TokenBatch of(List<TokenizedText> texts, int padId, int multipleOf) {
        int longest = texts.stream().mapToInt(TokenizedText::size).max().orElse(0);
        int length = Math.max(1, (longest + multipleOf - 1) / multipleOf) * multipleOf;
        int[] ids = new int[texts.size() * length];
        int[] mask = new int[ids.length];
        int[] types = new int[ids.length];
        Arrays.fill(ids, padId);
        for (int i = 0; i < texts.size(); i++) {
            TokenizedText text = texts.get(i);
            System.arraycopy(text.ids(), 0, ids, i * length, text.size());
            System.arraycopy(text.typeIds(), 0, types, i * length, text.size());
            Arrays.fill(mask, i * length, i * length + text.size(), 1);
        }
        long[] shape = {texts.size(), length};
        return new TokenBatch(Array.of(ids, shape), Array.of(mask, shape), Array.of(types, shape));
    }

    /**
     * The arrays with these names of {@link #asMap}, in this order: {@code batch.inputs(model.inputNames())}.
     *
     * @throws jeras.InvalidArgumentException if one has another name
     */
    public List<Array> inputs(List<String> names) {
        Map<String, Array> arrays = asMap();
        return names.stream()
                .map(name -> {
                    Array array = arrays.get(name);
                    if (array == null) {
                        throw new InvalidArgumentException(Suggestions.unknown("input", name, arrays.keySet()));
                    }
                    return array;
                })
                .toList();
    }

    /** The arrays by the names that Hugging Face gives them. */
    public Map<String, Array> asMap() {
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("input_ids", tokenIds);
        arrays.put("attention_mask", attentionMask);
        arrays.put("token_type_ids", tokenTypeIds);
        return arrays;
    }
}
