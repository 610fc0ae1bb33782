package jeras.data;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.utils.Warnings;

/** The files of a folder with their labels, read by several threads as they are asked for. */
public final class FolderDataset extends Dataset {
    private static final int BATCHES_AHEAD = 2;
    private static final int NAMED = 5;

    private final FolderIndex index;
    private final FolderOptions<?> options;
    private final boolean shuffle;
    private final LongSupplier seeds;

    FolderDataset(FolderIndex index, FolderOptions<?> options, boolean shuffle) {
        this.index = index;
        this.options = options;
        this.shuffle = shuffle;
        this.seeds = options.seed.isPresent() ? WalkSeeds.of(options.seed.getAsInt()) : WalkSeeds.any();
    }

    /** The names of the classes, in the order of their labels; empty without labels. */
    public List<String> classNames() {
        return index.classNames();
    }

    /** The files, in the order before the shuffling of single walks. */
    public List<Path> filePaths() {
        return List.copyOf(index.files());
    }

    @Override
    public Stream iterator() {
        int count = index.files().size();
        Iterator<Integer> order = IntStream.of(ArrayDataset.order(count, shuffle ? count : 1, seeds))
                .iterator();
        ParallelMap<Integer, Batch> read = new ParallelMap<>(order, options.workers, this::sample);
        Stream samples = Streams.ahead(() -> {}, read);
        if (options.skipUnreadable) {
            samples = new OnlyReadable(samples);
        }
        if (options.batchSize == 0) {
            return samples;
        }
        Stacking stacking = new Stacking(options.padsBatches() ? 0.0 : null);
        return new Prefetch(Streams.batched(samples, options.batchSize, false, stacking), BATCHES_AHEAD);
    }

    private Batch sample(int place) {
        Path file = index.files().get(place);
        try {
            Array x = options.load(file);
            return new Batch(List.of(x), index.labels().isEmpty() ? List.of() : List.of(label(place)), List.of());
        } catch (FileFormatException e) {
            if (options.skipUnreadable) {
                return OnlyReadable.unreadable(file);
            }
            throw e;
        }
    }

    private Array label(int place) {
        int label = index.labels().get(place);
        return switch (options.labelMode) {
            case "categorical" -> {
                float[] row = new float[index.classNames().size()];
                if (label >= 0 && label < row.length) {
                    row[label] = 1;
                }
                yield Array.of(row, row.length);
            }
            case "binary" -> Array.of(new float[] {label}, 1);
            default -> Array.of((Object) label);
        };
    }

    /** Leaves out the samples that stand for files which cannot be read. */
    private static final class OnlyReadable implements Stream {
        private static final String UNREADABLE = "unreadable";

        private final Stream source;
        private final SortedSet<String> leftOut = new TreeSet<>();
        private long seen;
        private Batch pending;

        OnlyReadable(Stream source) {
            this.source = source;
        }

        static Batch unreadable(Path file) {
            return new Batch(
                    List.of(Array.of((Object) file.toString())), List.of(), List.of(), List.of(UNREADABLE), List.of());
        }

        @Override
        public boolean hasNext() {
            while (pending == null && source.hasNext()) {
                Batch sample = source.next();
                seen++;
                if (sample.inputs().contains(UNREADABLE)) {
                    leftOut.add(sample.x().get(0).getString());
                } else {
                    pending = sample;
                }
            }
            if (pending == null && !leftOut.isEmpty()) {
                Warnings.warn(leftOut.size() + " of " + seen + " files could not be read and were left out: "
                        + String.join(", ", leftOut.stream().limit(NAMED).toList())
                        + (leftOut.size() > NAMED ? ", ..." : "."));
            }
            return pending != null;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Batch sample = pending;
            pending = null;
            return sample;
        }

        @Override
        public void close() {
            source.close();
        }
    }

    @Override
    String text() {
        int n = index.files().size();
        int classes = index.classNames().size();
        return "FolderDataset(" + n + " " + options.element() + (classes > 0 ? ", " + classes + " classes" : "") + ")"
                + (options.batchSize > 0 ? ".batch(" + options.batchSize + ")" : "");
    }

    /** The number of batches, or of samples when unbatched; unknown while files may be left out. */
    @Override
    public OptionalLong cardinality() {
        if (options.skipUnreadable) {
            return OptionalLong.empty();
        }
        int n = index.files().size();
        int size = options.batchSize;
        return OptionalLong.of(size == 0 ? n : (n + size - 1) / size);
    }

    @Override
    public boolean isSamples() {
        return options.batchSize == 0;
    }
}
