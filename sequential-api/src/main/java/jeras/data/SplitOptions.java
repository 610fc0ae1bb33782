package jeras.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Seeds;

/** What {@link Dataset#splitDataset} is told; Keras's arguments. */
public final class SplitOptions {
    private static final int SEEDS = 1_000_000;

    private Size left;
    private Size right;
    private boolean shuffle;
    private OptionalInt seed = OptionalInt.empty();

    SplitOptions() {}

    /** A share or a number of samples; the share is NaN for a number. */
    private record Size(double share, int count) {
        String text() {
            return Double.isNaN(share) ? Integer.toString(count) : Double.toString(share);
        }

        int of(int total, String side) {
            boolean fits = Double.isNaN(share) ? count > 0 && count < total : share > 0 && share < 1;
            if (!fits) {
                throw wrong(side + " of 1 to " + (total - 1) + " samples, or a share between 0 and 1", text());
            }
            return Double.isNaN(share) ? count : (int) Math.rint(share * total);
        }
    }

    /** The share of the samples that go left, between 0 and 1; default: what the right leaves. */
    public SplitOptions leftSize(double share) {
        left = new Size(share, 0);
        return this;
    }

    /** The number of samples that go left. */
    public SplitOptions leftSize(int count) {
        left = new Size(Double.NaN, count);
        return this;
    }

    /** The share of the samples that go right, between 0 and 1; default: what the left leaves. */
    public SplitOptions rightSize(double share) {
        right = new Size(share, 0);
        return this;
    }

    /** The number of samples that go right. */
    public SplitOptions rightSize(int count) {
        right = new Size(Double.NaN, count);
        return this;
    }

    /** Whether to shuffle the samples first; default: false. */
    public SplitOptions shuffle(boolean value) {
        shuffle = value;
        return this;
    }

    /** Makes the shuffling repeat: as in Keras, the same samples go left for the same seed. */
    public SplitOptions seed(int value) {
        seed = OptionalInt.of(value);
        return this;
    }

    DatasetPair split(Dataset data) {
        if (data instanceof ArrayDataset arrays && arrays.isPlain()) {
            int total = (int) arrays.cardinality().orElseThrow();
            int[] sizes = sizes(total);
            int[] order = order(total).stream().mapToInt(Integer::intValue).toArray();
            return new DatasetPair(
                    arrays.rows(Arrays.copyOf(order, sizes[0])),
                    arrays.rows(Arrays.copyOfRange(order, total - sizes[1], total)));
        }
        List<Batch> samples = new ArrayList<>();
        int batchSize = 0;
        try (Dataset.Stream walk = data.iterator()) {
            while (walk.hasNext()) {
                Batch element = walk.next();
                if (data.isSamples()) {
                    samples.add(element);
                } else {
                    batchSize = Math.max(batchSize, element.size());
                    for (int i = 0; i < element.size(); i++) {
                        int row = i;
                        samples.add(element.mapAll(a -> a.get(row)));
                    }
                }
            }
        }
        int total = samples.size();
        int[] sizes = sizes(total);
        List<Batch> ordered = order(total).stream().map(samples::get).toList();
        return new DatasetPair(
                part(ordered.subList(0, sizes[0]), batchSize),
                part(ordered.subList(total - sizes[1], total), batchSize));
    }

    private static Dataset part(List<Batch> samples, int batchSize) {
        Dataset part = Dataset.samples(samples::iterator);
        return batchSize == 0 ? part : part.batch(batchSize);
    }

    private List<Integer> order(int total) {
        List<Integer> order = IntStream.range(0, total).boxed().toList();
        return shuffle
                ? NumpyRandom.shuffledAsPython(order, seed.orElseGet(() -> (int) (Seeds.next() % SEEDS)))
                : order;
    }

    /** Keras's rule: halves are rounded to even, and what one side is not told the other leaves. */
    private int[] sizes(int total) {
        if (left == null && right == null) {
            throw wrong("leftSize, rightSize or both", "none");
        }
        int l = left == null ? -1 : left.of(total, "leftSize");
        int r = right == null ? total - l : right.of(total, "rightSize");
        l = left == null ? total - r : l;
        if (l + r > total) {
            throw wrong("sizes of at most " + total + " together", l + " and " + r);
        }
        if (l == 0 || r == 0) {
            throw wrong("at least one of the " + total + " samples on each side", l + " and " + r);
        }
        return new int[] {l, r};
    }

    private static InvalidArgumentException wrong(String expected, String received) {
        return new InvalidArgumentException(
                JerasException.message("The data set cannot be split.", expected, received, "give other sizes"));
    }
}
