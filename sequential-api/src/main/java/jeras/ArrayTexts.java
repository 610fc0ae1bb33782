package jeras;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Arrays of strings from strings, and several of them over the same texts. */
final class ArrayTexts {
    private ArrayTexts() {}

    /** Takes over strings in row-major order. */
    static Array of(String[] texts, long... dims) {
        return Array.ofTexts(places(0, texts.length), texts, dims);
    }

    private static ByteBuffer places(int from, int count) {
        ByteBuffer places = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            places.putInt(from + i);
        }
        return places.flip();
    }

    /** The same arrays with one list of texts between them, so that their elements may be mixed. */
    static List<Array> shared(List<Array> arrays) {
        String[] first = arrays.get(0).texts();
        if (arrays.stream().allMatch(array -> array.texts() == first)) {
            return arrays;
        }
        String[] all = arrays.stream()
                .map(Array::toStringArray)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        List<Array> shared = new ArrayList<>();
        int from = 0;
        for (Array array : arrays) {
            int count = (int) array.size();
            shared.add(Array.ofTexts(places(from, count), all, array.dims()));
            from += count;
        }
        return shared;
    }
}
