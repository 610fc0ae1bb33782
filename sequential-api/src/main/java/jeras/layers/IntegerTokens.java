package jeras.layers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** The lookup of whole numbers: to indices and back, encoded or not, and its vocabulary in files. */
final class IntegerTokens extends Tokens<Long> {
    private final boolean hashes;
    /** The vocabulary that {@link #sorted} has been made of, its numbers in order, and their indices. */
    private Sorted sorted = new Sorted(List.of(), new long[0], new int[0]);

    @SuppressWarnings("ArrayRecordComponent") // internal, and compared with nothing
    private record Sorted(List<Long> of, long[] numbers, int[] indices) {}

    /** @param hashes whether unknown numbers are spread by hash, not by remainder */
    IntegerTokens(Layer layer, LookupOptions<Long> options, boolean hashes) {
        super(layer, options, Comparator.naturalOrder());
        this.hashes = hashes;
    }

    /** The layer's output for numbers. */
    Array encoded(Array numbers) {
        vocabulary.require();
        long[] values = numbers.toLongArray();
        Sorted table = table();
        HashBins bins =
                options.numOovIndices() > 1 && hashes ? new HashBins(options.numOovIndices(), options.salt()) : null;
        boolean masked = options.maskToken() != null;
        long mask = masked ? options.maskToken() : 0;
        long[] indices = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            int at = Arrays.binarySearch(table.numbers, values[i]);
            indices[i] = masked && values[i] == mask
                    ? options.maskIndex()
                    : at >= 0 ? table.indices[at] : unknown(values[i], bins);
        }
        long[] dims = numbers.shape().getShape();
        if (options.outputMode().equals("int")) {
            return Encoding.integers(indices, dims);
        }
        Array rows = Encoding.of(options.encoding(), indices, dims, vocabulary.depth());
        return options.weighs() ? Encoding.weighted(rows, vocabulary.weights()) : rows;
    }

    private long unknown(long number, HashBins bins) {
        if (options.numOovIndices() == 0) {
            throw outOfVocabulary(Long.toString(number));
        }
        long which = bins == null ? Math.floorMod(number, options.numOovIndices()) : bins.bin(number);
        return options.oovStart() + which;
    }

    /** Searched without making objects of numbers. */
    @SuppressWarnings("ReferenceEquality") // another vocabulary is another list
    private synchronized Sorted table() {
        List<Long> bare = vocabulary.bare();
        if (sorted.of != bare) {
            long[] numbers = bare.stream().mapToLong(n -> n).sorted().toArray();
            int[] indices = LongStream.of(numbers).mapToInt(vocabulary::index).toArray();
            sorted = new Sorted(bare, numbers, indices);
        }
        return sorted;
    }

    /** The tokens of indices. */
    Array tokens(Array indices) {
        vocabulary.require();
        long[] values = indices.toLongArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = vocabulary.token(values[i]);
        }
        return Array.of(values, indices.shape().getShape());
    }

    @Override
    void count(Array batch) {
        count(batch, LongStream.of(batch.toLongArray()).boxed().toList());
    }

    @Override
    String line(Long token) {
        return token.toString();
    }

    @Override
    Long token(String line) {
        return number(line);
    }

    static Long number(String line) {
        try {
            return Long.valueOf(line.strip());
        } catch (NumberFormatException e) {
            throw new InvalidArgumentException(JerasException.message(
                    "The vocabulary of an IntegerLookup cannot be read.",
                    "a whole number on each line",
                    "\"" + line + "\"",
                    "use StringLookup for strings"));
        }
    }
}
