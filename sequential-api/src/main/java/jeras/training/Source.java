package jeras.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import jeras.Array;
import jeras.Model;
import jeras.backend.Feed;
import jeras.data.ArrayDataset;
import jeras.data.Batch;
import jeras.data.Dataset;

/**
 * Where the loops take their batches from: arrays, gathered straight into the feed's buffers, or a data set.
 *
 * <p>A walk is one epoch. Not for several threads at once.
 */
interface Source extends AutoCloseable {
    /** A batch, or a part of arrays, that stands for all others in shapes and data types. */
    Batch sample();

    OptionalLong steps();

    Walk walk();

    /** Ends what {@link #sample} may have begun. */
    @Override
    default void close() {}

    /** One walk over the batches. */
    interface Walk extends AutoCloseable {
        /** The next batch's arrays; null at the end. */
        Step next();

        @Override
        void close();
    }

    /** One batch, as rows of arrays. */
    final class Step {
        private final Batch data;
        private final int[] order;
        private final int from;
        private final int to;

        /**
         * A batch of rows.
         *
         * @param order the rows' places, or null for their own order
         */
        Step(Batch data, int[] order, int from, int to) {
            this.data = data;
            this.order = order;
            this.from = from;
            this.to = to;
        }

        Batch data() {
            return data;
        }

        /** The number of its samples. */
        int size() {
            return to - from;
        }

        /** The inputs' rows. */
        List<Array> x() {
            boolean all = order == null && from == 0 && to == data.size();
            return all ? data.x() : data.x().stream().map(this::rows).toList();
        }

        private Array rows(Array array) {
            return order == null ? array.slice(from, to) : array.take(Arrays.copyOfRange(order, from, to));
        }

        /** Copies an array's rows into a slot of the feed. */
        void put(Feed feed, int slot, Array array) {
            feed.put(slot, array, order, from, to);
        }
    }

    /** Arrays in memory, in order or in a new random order for each walk. */
    static Source arrays(Batch data, int count, int batchSize, boolean shuffle) {
        return new Source() {
            @Override
            public Batch sample() {
                return data;
            }

            @Override
            public OptionalLong steps() {
                return OptionalLong.of((count + batchSize - 1) / batchSize);
            }

            @Override
            public Walk walk() {
                int[] order = shuffle ? ArrayDataset.order(count, count) : null;
                return new Walk() {
                    private int at;

                    @Override
                    public Step next() {
                        if (at >= count) {
                            return null;
                        }
                        Step step = new Step(data, order, at, Math.min(count, at + batchSize));
                        at = Math.min(count, at + batchSize);
                        return step;
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }

    /** The batches of a data set, each held against what the model declares. */
    static Source dataset(Model model, Dataset dataset) {
        return new DatasetSource(model, dataset);
    }

    /** The arrays with, for each sample, the weight of its class. */
    static Batch weighted(Batch data, Map<Integer, Double> classWeight) {
        if (classWeight.isEmpty()) {
            return data;
        }
        List<Array> weights = new ArrayList<>();
        for (int i = 0; i < data.y().size(); i++) {
            Array own = i < data.sampleWeight().size() ? data.sampleWeight().get(i) : null;
            weights.add(ClassWeights.of(data.y().get(i), classWeight, own));
        }
        return new Batch(data.x(), data.y(), weights, data.inputs(), data.outputs());
    }
}
