package jeras.data;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import jeras.Array;
import jeras.ops.Seeds;

/** The rows of arrays, as samples or as batches, in order or shuffled. */
public final class ArrayDataset extends Dataset {
    private final Batch data;
    private final int count;
    private final int batchSize;
    private final boolean dropsRemainder;
    private final int buffer;
    private final LongSupplier seeds;

    private ArrayDataset(Batch data, int count, int batchSize, boolean dropsRemainder, int buffer, LongSupplier seeds) {
        this.data = data;
        this.count = count;
        this.batchSize = batchSize;
        this.dropsRemainder = dropsRemainder;
        this.buffer = buffer;
        this.seeds = seeds;
    }

    static ArrayDataset of(Batch data) {
        return new ArrayDataset(data, Inputs.samples(data), 0, false, 1, WalkSeeds.any());
    }

    /** The arrays, when their rows are given one by one and in order. */
    boolean isPlain() {
        return batchSize == 0 && buffer == 1;
    }

    /** Some of the samples. */
    ArrayDataset rows(int... rows) {
        return of(data.mapAll(a -> a.take(rows)));
    }

    /** The rows in the order of one walk. */
    public static int[] order(int count, int buffer) {
        return order(count, buffer, Seeds::next);
    }

    static int[] order(int count, int buffer, LongSupplier seeds) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        if (buffer > 1) {
            SplittableRandom random = new SplittableRandom(seeds.getAsLong());
            // A place is filled from the next `buffer` ones: with a buffer of all rows this is Fisher and Yates's
            // shuffle.
            for (int i = 0; i < count - 1; i++) {
                int j = i + random.nextInt(Math.min(buffer, count - i));
                int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }
        }
        return order;
    }

    @Override
    public Dataset shuffle(int bufferSize, Consumer<ShuffleOptions> options) {
        if (!isPlain() || bufferSize < 2) {
            return super.shuffle(bufferSize, options);
        }
        ShuffleOptions told = new ShuffleOptions();
        options.accept(told);
        return new ArrayDataset(data, count, 0, false, bufferSize, told.seeds());
    }

    @Override
    public Dataset batch(int size, Consumer<BatchOptions> options) {
        if (batchSize > 0 || size < 1) {
            return super.batch(size, options);
        }
        BatchOptions told = new BatchOptions();
        options.accept(told);
        return new ArrayDataset(data, count, size, told.dropsRemainder(), buffer, seeds);
    }

    @Override
    public Stream iterator() {
        int[] order = order(count, buffer, seeds);
        int step = Math.max(1, batchSize);
        int end = dropsRemainder ? count - count % step : count;
        return new Stream() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < end;
            }

            @Override
            public Batch next() {
                if (at >= end) {
                    throw new NoSuchElementException();
                }
                int[] rows = Arrays.copyOfRange(order, at, Math.min(end, at + step));
                at += step;
                return data.mapAll(a -> rows(a, rows, batchSize == 0));
            }
        };
    }

    private static Array rows(Array array, int[] rows, boolean isSample) {
        Array part = array.take(rows);
        return isSample ? part.reshape(part.shape().slice(1).getShape()) : part;
    }

    @Override
    String text() {
        return "ArrayDataset(" + data.text() + ")"
                + (buffer > 1 ? ".shuffle(" + buffer + ")" : "")
                + (batchSize > 0 ? ".batch(" + batchSize + ")" : "");
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(
                batchSize == 0 ? count : dropsRemainder ? count / batchSize : (count + batchSize - 1) / batchSize);
    }

    @Override
    public boolean isSamples() {
        return batchSize == 0;
    }
}
