package jeras.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import jeras.Array;
import jeras.ops.Seeds;

/** The rows of arrays, as samples or as batches, in order or shuffled. */
public final class ArrayDataset extends Dataset {
    private final Batch data;
    private final int count;
    private final int batchSize;
    private final int buffer;

    private ArrayDataset(Batch data, int count, int batchSize, int buffer) {
        this.data = data;
        this.count = count;
        this.batchSize = batchSize;
        this.buffer = buffer;
    }

    static ArrayDataset of(Batch data) {
        return new ArrayDataset(data, Inputs.samples(data), 0, 1);
    }

    /** The rows in the order of one walk. */
    public static int[] order(int count, int buffer) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        if (buffer > 1) {
            SplittableRandom random = new SplittableRandom(Seeds.next());
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
    public Dataset shuffle(int bufferSize) {
        return batchSize == 0 && buffer == 1 && bufferSize > 1
                ? new ArrayDataset(data, count, 0, bufferSize)
                : super.shuffle(bufferSize);
    }

    @Override
    public Dataset batch(int size) {
        return batchSize == 0 && size > 0 ? new ArrayDataset(data, count, size, buffer) : super.batch(size);
    }

    @Override
    public Stream iterator() {
        int[] order = order(count, buffer);
        int step = Math.max(1, batchSize);
        return new Stream() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < count;
            }

            @Override
            public Batch next() {
                if (at >= count) {
                    throw new NoSuchElementException();
                }
                int[] rows = Arrays.copyOfRange(order, at, Math.min(count, at + step));
                at += step;
                return new Batch(
                        rows(data.x(), rows, batchSize == 0),
                        rows(data.y(), rows, batchSize == 0),
                        rows(data.sampleWeight(), rows, batchSize == 0));
            }
        };
    }

    private static List<Array> rows(List<Array> arrays, int[] rows, boolean sample) {
        List<Array> taken = new ArrayList<>(arrays.size());
        for (Array array : arrays) {
            Array part = array.take(rows);
            taken.add(sample ? part.reshape(part.shape().slice(1).getShape()) : part);
        }
        return taken;
    }

    @Override
    public OptionalLong cardinality() {
        return OptionalLong.of(batchSize == 0 ? count : (count + batchSize - 1) / batchSize);
    }

    @Override
    public boolean isSamples() {
        return batchSize == 0;
    }
}
