package jeras.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * A stream of samples or batches that can be walked again and again, as {@code tf.data.Dataset}.
 *
 * <pre>{@code
 * Dataset train = Dataset.of(x, y).shuffle(1000).batch(32).map(b -> Batch.of(b.x().get(0).divide(255), b.y().get(0)));
 * model.fit(train.prefetch(2), f -> f.epochs(5));
 * }</pre>
 *
 * <p>Each step gives a new data set and leaves this one as it was. An iterator that holds a thread or a file is closed by
 * {@link Stream#close}; the training loop does that.
 */
public abstract class Dataset implements Iterable<Batch> {
    Dataset() {}

    /** One walk through the data. */
    public interface Stream extends Iterator<Batch>, AutoCloseable {
        @Override
        default void close() {}
    }

    /** Starts a walk. */
    @Override
    public abstract Stream iterator();

    /** The number of elements of one walk, when it is known. */
    public abstract OptionalLong cardinality();

    /** True when each element is one sample, without a batch axis, and so must be batched before training. */
    public abstract boolean isSamples();

    /** The samples of arrays: a row of {@code x}, or of each input in a list, with the same row of {@code y}. */
    public static Dataset of(Object x, Object y) {
        return ArrayDataset.of(new Batch(Inputs.several(x), Inputs.several(y), List.of()));
    }

    /** The samples of arrays, without targets. */
    public static Dataset of(Object x) {
        return ArrayDataset.of(new Batch(Inputs.several(x), List.of(), List.of()));
    }

    /** The samples of arrays with a weight for each. */
    public static Dataset of(Object x, Object y, Object sampleWeight) {
        return ArrayDataset.of(new Batch(Inputs.several(x), Inputs.several(y), Inputs.several(sampleWeight)));
    }

    /**
     * Batches that a program makes.
     *
     * @param batches starts a walk; called once an epoch
     */
    public static Dataset generator(Supplier<? extends Iterator<Batch>> batches) {
        return new IteratorDataset(() -> Streams.of(batches.get()), OptionalLong.empty(), false);
    }

    /**
     * The elements in random order, drawn from a buffer of this many; another order on each walk.
     *
     * @see <a href="https://www.tensorflow.org/api_docs/python/tf/data/Dataset#shuffle">tf.data.Dataset.shuffle</a>
     */
    public Dataset shuffle(int bufferSize) {
        positive("shuffle", bufferSize);
        return new IteratorDataset(() -> Streams.shuffled(iterator(), bufferSize), cardinality(), isSamples());
    }

    /** Samples gathered into batches; the last may be smaller. */
    public Dataset batch(int size) {
        positive("batch", size);
        if (!isSamples()) {
            throw new InvalidArgumentException(JerasException.message(
                    "A data set cannot be batched twice.", "single samples", "batches", "call batch once"));
        }
        OptionalLong n = cardinality();
        return new IteratorDataset(
                () -> Streams.batched(iterator(), size),
                n.isPresent() ? OptionalLong.of((n.getAsLong() + size - 1) / size) : n,
                false);
    }

    /** Each element changed by a function. */
    public Dataset map(UnaryOperator<Batch> function) {
        return new IteratorDataset(() -> Streams.mapped(iterator(), function), cardinality(), isSamples());
    }

    /** Elements made ahead of time by a thread of their own, at most so many. */
    public Dataset prefetch(int count) {
        positive("prefetch", count);
        return new IteratorDataset(() -> new Prefetch(iterator(), count), cardinality(), isSamples());
    }

    /** At most the first so many elements. */
    public Dataset take(long count) {
        OptionalLong n = cardinality();
        return new IteratorDataset(
                () -> Streams.taken(iterator(), count),
                n.isPresent() ? OptionalLong.of(Math.min(n.getAsLong(), count)) : n,
                isSamples());
    }

    /**
     * The same elements with their number told, for progress lines, where it cannot be known: that of a generator, say.
     *
     * @see <a href="https://www.tensorflow.org/api_docs/python/tf/data/experimental/assert_cardinality">tf.data's</a>
     */
    public Dataset assertCardinality(long count) {
        if (count < 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "A data set cannot have this number of elements.",
                    "0 or more",
                    Long.toString(count),
                    "tell how many elements one walk has"));
        }
        return new IteratorDataset(this::iterator, OptionalLong.of(count), isSamples());
    }

    /** The data over and over, without an end; train with {@code stepsPerEpoch}. */
    public Dataset repeat() {
        return new IteratorDataset(() -> Streams.repeated(this), OptionalLong.empty(), isSamples());
    }

    private static void positive(String what, int value) {
        if (value < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "A data set cannot " + what + ".",
                    "at least 1",
                    Integer.toString(value),
                    "give a positive number"));
        }
    }

    /** Batches stacked from samples. */
    static Batch stack(List<Batch> samples) {
        return new Batch(
                stack(samples, samples.get(0).x().size(), Batch::x),
                stack(samples, samples.get(0).y().size(), Batch::y),
                stack(samples, samples.get(0).sampleWeight().size(), Batch::sampleWeight));
    }

    private static List<Array> stack(List<Batch> samples, int parts, Function<Batch, List<Array>> part) {
        List<Array> result = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            int p = i;
            result.add(
                    Array.stack(samples.stream().map(b -> part.apply(b).get(p)).toList()));
        }
        return result;
    }
}
