package jeras.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Batches of one's own that are asked for by their number, as Keras's {@code PyDataset} and {@code Sequence}.
 *
 * <pre>{@code
 * class Pairs extends PyDataset {
 *     public int length() {
 *         return 100;
 *     }
 *
 *     public Batch getItem(int index) {
 *         return Batch.of(x(index), y(index));
 *     }
 * }
 * model.fit(new Pairs());
 * }</pre>
 *
 * <p>{@code fit} asks for the batches in a new random order each epoch, unless told {@code shuffle(false)}; a walk by hand,
 * {@code evaluate} and {@code predict} keep their order. With several workers {@link #getItem} is called by several threads at once.
 *
 * @see <a href="https://keras.io/api/utils/python_utils/#pydataset-class">keras.utils.PyDataset</a>
 */
public abstract class PyDataset extends Dataset {
    private final Options options = new Options();

    /** How the batches are fetched. */
    public static final class Options {
        private int workers = 1;
        private int maxQueueSize = 10;

        private Options() {}

        /** How many threads make batches; default: 1, the one that trains. */
        public Options workers(int count) {
            workers = positive("workers", count);
            return this;
        }

        /** How many batches may be made ahead of their use when there are several workers; default: 10. */
        public Options maxQueueSize(int count) {
            maxQueueSize = positive("maxQueueSize", count);
            return this;
        }

        private static int positive(String option, int value) {
            if (value < 1) {
                throw new InvalidArgumentException(JerasException.message(
                        "The option " + option + " of PyDataset cannot be set.",
                        "at least 1",
                        Integer.toString(value),
                        "give a positive number"));
            }
            return value;
        }
    }

    protected PyDataset() {}

    protected PyDataset(Consumer<Options> told) {
        told.accept(options);
    }

    /** The number of batches, Keras's {@code __len__}. */
    public abstract int length();

    /** The batch of this number, from 0, Keras's {@code __getitem__}. */
    public abstract Batch getItem(int index);

    /** Called before each walk. */
    public void onEpochBegin() {}

    /** Called after each walk, also when it was left in its middle. */
    public void onEpochEnd() {}

    @Override
    public final Stream iterator() {
        return walk(IntStream.range(0, length()).toArray());
    }

    /** The same batches in a new random order on each walk. */
    public final Dataset shuffled() {
        return new IteratorDataset(text(), () -> walk(ArrayDataset.order(length(), length())), cardinality(), false);
    }

    private Stream walk(int... order) {
        onEpochBegin();
        Iterator<Integer> numbers = IntStream.of(order).iterator();
        return options.workers == 1
                ? new Walk(Streams.of(new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return numbers.hasNext();
                    }

                    @Override
                    public Batch next() {
                        return getItem(numbers.next());
                    }
                }))
                : new Walk(Streams.ahead(
                        () -> {}, new ParallelMap<>(numbers, options.workers, options.maxQueueSize, this::getItem)));
    }

    /** Tells when it is over. */
    private final class Walk implements Stream {
        private final Stream source;
        private boolean ended;

        Walk(Stream source) {
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            boolean more = !ended && source.hasNext();
            if (!more) {
                end();
            }
            return more;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return source.next();
        }

        private void end() {
            if (!ended) {
                ended = true;
                onEpochEnd();
            }
        }

        @Override
        public void close() {
            source.close();
            end();
        }
    }

    @Override
    public final OptionalLong cardinality() {
        return OptionalLong.of(length());
    }

    @Override
    public final boolean isSamples() {
        return false;
    }
}
