package jeras.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
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

    /** What a record of the training says about the data. */
    Map<String, Object> describe();

    Walk walk();

    /** Ends what {@link #sample} may have begun. */
    @Override
    default void close() {}

    /** One walk over the batches. */
    interface Walk extends AutoCloseable {
        /**
         * The next batch, or the next ones if they are alike.
         *
         * @param most how many at most
         * @return null at the end
         */
        Step next(int most);

        @Override
        void close();
    }

    /** One batch or several of the same shapes, as rows of arrays. */
    final class Step {
        private final List<Part> parts;
        private final int batches;

        private static final class Part {
            final Batch data;
            final int[] order;
            final int from;
            final int to;

            Part(Batch data, int[] order, int from, int to) {
                this.data = data;
                this.order = order;
                this.from = from;
                this.to = to;
            }
        }

        private Step(List<Part> parts, int batches) {
            this.parts = parts;
            this.batches = batches;
        }

        /** A whole batch. */
        static Step of(Batch batch) {
            return of(List.of(batch));
        }

        /** Batches of the same shapes. */
        static Step of(List<Batch> batches) {
            return new Step(
                    batches.stream().map(b -> new Part(b, null, 0, b.size())).toList(), batches.size());
        }

        /**
         * Batches of the same size, made of rows of arrays.
         *
         * @param order the rows' places, or null for their own order
         */
        static Step rows(Batch data, int[] order, int from, int to, int batches) {
            return new Step(List.of(new Part(data, order, from, to)), batches);
        }

        /** How many batches it has. */
        int batches() {
            return batches;
        }

        /** The first batch's arrays, or those that all rows belong to. */
        Batch data() {
            return parts.get(0).data;
        }

        /** The number of samples in each of its batches. */
        int samples() {
            return parts.stream().mapToInt(part -> part.to - part.from).sum() / batches;
        }

        /** All batches' arrays, or those that all rows belong to. */
        List<Batch> all() {
            return parts.stream().map(p -> p.data).toList();
        }

        /** The inputs' rows of a single batch. */
        List<Array> x() {
            Part part = parts.get(0);
            boolean all = part.order == null && part.from == 0 && part.to == part.data.size();
            List<Array> x = part.data.x();
            return all ? x : x.stream().map(array -> rows(part, array)).toList();
        }

        private static Array rows(Part part, Array array) {
            return part.order == null
                    ? array.slice(part.from, part.to)
                    : array.take(Arrays.copyOfRange(part.order, part.from, part.to));
        }

        /**
         * Copies an array's rows into a slot of the feed.
         *
         * @param array which of a batch's arrays
         */
        void put(Feed feed, int slot, Function<Batch, Array> array) {
            feed.put(
                    slot,
                    parts.stream()
                            .map(p -> new Feed.Rows(array.apply(p.data), p.order, p.from, p.to))
                            .toList());
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
            public Map<String, Object> describe() {
                return RecordOfFit.ofArrays(data, count);
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
                    public Step next(int most) {
                        if (at >= count) {
                            return null;
                        }
                        int whole = Math.min(most, (count - at) / batchSize);
                        int to = whole == 0 ? count : at + whole * batchSize;
                        Step step = Step.rows(data, order, at, to, Math.max(1, whole));
                        at = to;
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
}
