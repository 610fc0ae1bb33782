package jeras.layers;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import jeras.Array;
import jeras.InputBatch;

/** The data that layers adapt to: an array, or batches one after another. */
final class AdaptData {
    private AdaptData() {}

    /** True for batches, such as a data set; a list of values is an array. */
    static boolean isBatches(Object data) {
        return data instanceof Iterable<?> && !(data instanceof List<?>);
    }

    /** As {@link #isBatches}, or a list of arrays, each a batch. */
    static boolean isBatchesOrListOfThem(Object data) {
        return isBatches(data)
                || (data instanceof List<?> list
                        && !list.isEmpty()
                        && list.stream()
                                .allMatch(
                                        b -> b instanceof Array || b.getClass().isArray()));
    }

    /** One batch, or the inputs of one. */
    static Array array(Object batch) {
        return batch instanceof InputBatch inputs ? inputs.x().get(0) : Array.of(batch);
    }

    /**
     * Walks over batches.
     *
     * @param steps the most batches to take
     */
    static void forEach(Iterable<?> batches, long steps, Consumer<Array> use) {
        Iterator<?> walk = batches.iterator();
        try {
            for (long i = 0; i < steps && walk.hasNext(); i++) {
                use.accept(array(walk.next()));
            }
        } finally {
            close(walk);
        }
    }

    private static void close(Iterator<?> walk) {
        if (walk instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** An array of rank 1 as a column: each element is a document of its own. */
    static Array column(Array data) {
        return data.rank() == 1 ? data.expandDims(-1) : data;
    }
}
