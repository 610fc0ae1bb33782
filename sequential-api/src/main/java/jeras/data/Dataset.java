package jeras.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.BaseStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * A stream of samples or batches that can be walked again and again, as {@code tf.data.Dataset}.
 *
 * <pre>{@code
 * Dataset train = Dataset.of(x, y).shuffle(1000).batch(32).map(b -> b.mapX(x -> x.divide(255)));
 * model.fit(train.prefetch(2), f -> f.epochs(5));
 * }</pre>
 *
 * <p>Each step gives a new data set and leaves this one as it was. A walk that is left in its middle, by {@code break} or an error,
 * holds no thread; a file that it reads is closed by {@link Stream#close}, which the training loop calls.
 *
 * <p>What a function or a generator throws comes through as it is, in the thread that walks, whichever thread ran it.
 *
 * @see <a href="https://www.tensorflow.org/api_docs/python/tf/data/Dataset">tf.data.Dataset</a>
 */
public abstract class Dataset implements Iterable<Batch> {
    Dataset() {}

    /** One walk through the data. */
    public interface Stream extends Iterator<Batch>, AutoCloseable {
        @Override
        default void close() {}
    }

    /** An element and its number, from 0. */
    public record Numbered(long number, Batch batch) {}

    /** Starts a walk. */
    @Override
    public abstract Stream iterator();

    /** The number of elements of one walk, when it is known. */
    public abstract OptionalLong cardinality();

    /** True when each element is one sample, without a batch axis, and so must be batched before training. */
    public abstract boolean isSamples();

    /**
     * Where the elements come from, by which steps, and how many they are:
     * {@code ArrayDataset(x (1797, 64) float32, y (1797,) int32).shuffle(1000).batch(32): 57 batches}.
     */
    @Override
    public String toString() {
        OptionalLong n = cardinality();
        String unit = isSamples() ? "sample" : "batch";
        String several = isSamples() ? "samples" : "batches";
        return text() + ": "
                + (n.isEmpty()
                        ? several + ", number unknown"
                        : n.getAsLong() + " " + (n.getAsLong() == 1 ? unit : several));
    }

    /** Where the elements come from, and by which steps. */
    String text() {
        String name = getClass().getSimpleName();
        return name.isEmpty() ? getClass().getSuperclass().getSimpleName() : name;
    }

    private String step(String name) {
        return text() + "." + name;
    }

    private String step(String name, Object argument) {
        return step(name) + "(" + argument + ")";
    }

    // ---- sources ---------------------------------------------------------------------------------------------------

    /** The samples of arrays: a row of {@code x}, or of each input in a list or a map by name, with the same row of {@code y}. */
    public static Dataset of(Object x, Object y) {
        return ArrayDataset.of(Batch.of(x, y));
    }

    /** The samples of arrays, without targets. */
    public static Dataset of(Object x) {
        return ArrayDataset.of(Batch.of(x));
    }

    /** The samples of arrays with a weight for each. */
    public static Dataset of(Object x, Object y, Object sampleWeight) {
        return ArrayDataset.of(Batch.of(x, y, sampleWeight));
    }

    /**
     * Batches that a program makes.
     *
     * @param batches starts a walk; called once an epoch
     */
    public static Dataset generator(Supplier<? extends Iterator<Batch>> batches) {
        return new IteratorDataset("generator", () -> Streams.of(batches.get()), OptionalLong.empty(), false);
    }

    /**
     * Single samples that a program makes, to be batched.
     *
     * @param samples starts a walk; called once an epoch
     */
    public static Dataset samples(Supplier<? extends Iterator<Batch>> samples) {
        return new IteratorDataset("samples", () -> Streams.of(samples.get()), OptionalLong.empty(), true);
    }

    /**
     * Single samples from a stream of Java's, which is closed after its walk:
     * {@code Dataset.stream(() -> Files.lines(file).map(line -> Batch.of(line)))}.
     *
     * @param samples starts a walk; called once an epoch
     */
    public static Dataset stream(Supplier<? extends BaseStream<Batch, ?>> samples) {
        return new IteratorDataset("stream", () -> Streams.of(samples.get()), OptionalLong.empty(), true);
    }

    /**
     * The rows of a table in a file, read as they are asked for.
     *
     * <pre>{@code Dataset.csv(Path.of("iris.csv"), c -> c.target("species").text("species")).batch(32)}</pre>
     *
     * @throws jeras.FileFormatException in a walk, if the file is no such table; the message names the line
     */
    public static Dataset csv(Path file, Consumer<CsvOptions> options) {
        CsvOptions told = new CsvOptions();
        options.accept(told);
        return new IteratorDataset(
                "csv(" + file.getFileName() + ")", () -> new CsvRows(file, told), OptionalLong.empty(), true);
    }

    /**
     * Images from a folder with one subfolder a class, decoded as they are asked for: batches
     * {@code (batch, height, width, channels)} of float32 from 0 to 255, and their labels.
     *
     * <pre>{@code
     * FolderDataset train = Dataset.imageDatasetFromDirectory(dir, o -> o
     *         .imageSize(180, 180).batchSize(32).validationSplit(0.2).subset("training").seed(123));
     * train.classNames();
     * }</pre>
     *
     * @see <a href="https://keras.io/api/data_loading/image/">keras.utils.image_dataset_from_directory</a>
     */
    public static FolderDataset imageDatasetFromDirectory(Path directory, Consumer<ImageFolderOptions> options) {
        return new ImageFolderOptions().told(options).dataset(directory);
    }

    /** As {@link #imageDatasetFromDirectory}, both parts of the split. */
    public static FolderDatasets imageDatasetsFromDirectory(Path directory, Consumer<ImageFolderOptions> options) {
        return new ImageFolderOptions().told(options).datasets(directory);
    }

    /**
     * Texts from a folder with one subfolder a class, a {@code .txt} file each: batches {@code (batch)} of strings, and their
     * labels.
     *
     * @see <a href="https://keras.io/api/data_loading/text/">keras.utils.text_dataset_from_directory</a>
     */
    public static FolderDataset textDatasetFromDirectory(Path directory, Consumer<TextFolderOptions> options) {
        return new TextFolderOptions().told(options).dataset(directory);
    }

    /** As {@link #textDatasetFromDirectory}, both parts of the split. */
    public static FolderDatasets textDatasetsFromDirectory(Path directory, Consumer<TextFolderOptions> options) {
        return new TextFolderOptions().told(options).datasets(directory);
    }

    /**
     * Sounds from a folder with one subfolder a class, a {@code .wav} file each: batches {@code (batch, samples, channels)} of
     * float32 from -1 to 1, and their labels.
     *
     * @see <a href="https://keras.io/api/data_loading/audio/">keras.utils.audio_dataset_from_directory</a>
     */
    public static FolderDataset audioDatasetFromDirectory(Path directory, Consumer<AudioFolderOptions> options) {
        return new AudioFolderOptions().told(options).dataset(directory);
    }

    /** As {@link #audioDatasetFromDirectory}, both parts of the split. */
    public static FolderDatasets audioDatasetsFromDirectory(Path directory, Consumer<AudioFolderOptions> options) {
        return new AudioFolderOptions().told(options).datasets(directory);
    }

    /**
     * Windows that slide over a series, each with the target at its beginning.
     *
     * @param data {@code (steps, ...)}
     * @param targets {@code (steps, ...)}: {@code targets[i]} belongs to the window that begins with step {@code i}
     * @param sequenceLength the steps of a window
     * @return batches {@code (batch, sequenceLength, ...)} and {@code (batch, ...)}
     * @see <a href="https://keras.io/api/data_loading/timeseries/">keras.utils.timeseries_dataset_from_array</a>
     */
    public static Dataset timeseriesDatasetFromArray(
            Object data, Object targets, int sequenceLength, Consumer<TimeseriesOptions> options) {
        return TimeseriesDataset.of(Batch.of(data, targets), sequenceLength, options);
    }

    /** As {@link #timeseriesDatasetFromArray(Object, Object, int, Consumer)}, windows without targets. */
    public static Dataset timeseriesDatasetFromArray(
            Object data, int sequenceLength, Consumer<TimeseriesOptions> options) {
        return TimeseriesDataset.of(Batch.of(data), sequenceLength, options);
    }

    /**
     * A data set in two parts, its first samples and its last ones; batches are split up and made anew. All of it is read and kept
     * in memory.
     *
     * <pre>{@code DatasetPair halves = Dataset.splitDataset(data, s -> s.leftSize(0.8))}</pre>
     *
     * @see <a href="https://keras.io/api/utils/python_utils/#splitdataset-function">keras.utils.split_dataset</a>
     */
    public static DatasetPair splitDataset(Dataset data, Consumer<SplitOptions> options) {
        SplitOptions told = new SplitOptions();
        options.accept(told);
        return told.split(data);
    }

    /** Inputs from one data set and targets from another, the inputs of each element: as long as the shorter one. */
    public static Dataset zip(Dataset x, Dataset y) {
        return x.zipWith(y, (a, b) -> new Batch(a.x(), b.x(), List.of(), a.inputs(), b.inputs()));
    }

    /** Inputs, targets and sample weights, each the inputs of another data set: as long as the shortest one. */
    public static Dataset zip(Dataset x, Dataset y, Dataset sampleWeight) {
        return zip(x, y).zipWith(sampleWeight, (a, b) -> new Batch(a.x(), a.y(), b.x(), a.inputs(), a.outputs()));
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    /**
     * The elements in random order, drawn from a buffer of this many; another order on each walk.
     *
     * @see <a href="https://www.tensorflow.org/api_docs/python/tf/data/Dataset#shuffle">tf.data.Dataset.shuffle</a>
     */
    public final Dataset shuffle(int bufferSize) {
        return shuffle(bufferSize, o -> {});
    }

    /** As {@link #shuffle(int)}, with a seed of its own or one order for all walks. */
    public Dataset shuffle(int bufferSize, Consumer<ShuffleOptions> options) {
        positive("shuffle", bufferSize);
        ShuffleOptions told = new ShuffleOptions();
        options.accept(told);
        var seeds = told.seeds();
        return new IteratorDataset(
                step("shuffle", bufferSize),
                () -> Streams.shuffled(iterator(), bufferSize, seeds.getAsLong()),
                cardinality(),
                isSamples());
    }

    /** Samples gathered into batches; the last may be smaller. */
    public final Dataset batch(int size) {
        return batch(size, o -> {});
    }

    /** Samples gathered into batches. */
    public Dataset batch(int size, Consumer<BatchOptions> options) {
        BatchOptions told = new BatchOptions();
        options.accept(told);
        return batched(size, told.dropsRemainder(), new Stacking(null));
    }

    /** Samples of different lengths gathered into batches, filled up with 0 after their end to the longest of a batch. */
    public final Dataset paddedBatch(int size) {
        return paddedBatch(size, o -> {});
    }

    /** Samples of different lengths gathered into batches, filled up after their end to the longest of a batch. */
    public final Dataset paddedBatch(int size, Consumer<PaddedBatchOptions> options) {
        PaddedBatchOptions told = new PaddedBatchOptions();
        options.accept(told);
        return batched(size, told.dropsRemainder(), new Stacking(told.paddingValue()));
    }

    private Dataset batched(int size, boolean dropsRemainder, Stacking stacking) {
        positive("batch", size);
        if (!isSamples()) {
            throw new InvalidArgumentException(JerasException.message(
                    "A data set cannot be batched twice.", "single samples", "batches", "call batch once"));
        }
        return new IteratorDataset(
                step("batch", size),
                () -> Streams.batched(iterator(), size, dropsRemainder, stacking),
                counted(n -> dropsRemainder ? n / size : (n + size - 1) / size),
                false);
    }

    /** The samples of the batches, one by one. */
    public final Dataset unbatch() {
        if (isSamples()) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is no batch to take apart.", "batches", "single samples", "leave unbatch out"));
        }
        return new IteratorDataset(step("unbatch"), () -> Streams.unbatched(iterator()), OptionalLong.empty(), true);
    }

    /** Each element changed by a function. */
    public final Dataset map(UnaryOperator<Batch> function) {
        return new IteratorDataset(step("map"), () -> Streams.mapped(iterator(), function), cardinality(), isSamples());
    }

    /**
     * Each element changed by a function that several threads run at once; the order stays.
     *
     * @param numParallelCalls how many; {@code Runtime.getRuntime().availableProcessors()} is a good number for work that does not
     *     wait
     */
    public final Dataset map(UnaryOperator<Batch> function, int numParallelCalls) {
        positive("map", numParallelCalls);
        return new IteratorDataset(
                step("map"), () -> Streams.mapped(iterator(), numParallelCalls, function), cardinality(), isSamples());
    }

    /** The elements for which the condition holds. */
    public final Dataset filter(Predicate<Batch> condition) {
        return new IteratorDataset(
                step("filter"), () -> Streams.filtered(iterator(), condition), OptionalLong.empty(), isSamples());
    }

    /** Elements made ahead of time by another thread, at most so many. */
    public final Dataset prefetch(int count) {
        positive("prefetch", count);
        return new IteratorDataset(
                step("prefetch", count), () -> new Prefetch(iterator(), count), cardinality(), isSamples());
    }

    /** The elements kept in memory by the first walk that comes to their end, and taken from there by later ones. */
    public final Dataset cache() {
        return new MemoryCache(this);
    }

    /**
     * The elements kept in a file by the first walk that comes to their end, and read from there by later ones, in later programs,
     * too. Delete the file when the data behind it have changed.
     *
     * @throws jeras.FileFormatException in a walk, if the file is damaged or not such a file, or cannot be written
     */
    public final Dataset cache(Path file) {
        return new FileCache(this, file);
    }

    /** At most the first so many elements. */
    public final Dataset take(long count) {
        return new IteratorDataset(
                step("take", count),
                () -> Streams.taken(iterator(), count),
                counted(n -> Math.min(n, Math.max(0, count))),
                isSamples());
    }

    /** All but the first so many elements. */
    public final Dataset skip(long count) {
        return new IteratorDataset(
                step("skip", count),
                () -> Streams.skipped(iterator(), count),
                counted(n -> Math.max(0, n - Math.max(0, count))),
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
        return new IteratorDataset(text(), this::iterator, OptionalLong.of(count), isSamples());
    }

    /** The data over and over, without an end; train with {@code stepsPerEpoch}. */
    public final Dataset repeat() {
        Iterable<Dataset> endless =
                () -> java.util.stream.Stream.<Dataset>generate(() -> this).iterator();
        return new IteratorDataset(
                step("repeat"), () -> Streams.chained(endless.iterator(), true), OptionalLong.empty(), isSamples());
    }

    /** The data so many times. */
    public final Dataset repeat(int count) {
        positive("repeat", count);
        return new IteratorDataset(
                step("repeat", count),
                () -> Streams.chained(Collections.nCopies(count, this).iterator(), true),
                counted(n -> n * count),
                isSamples());
    }

    /** These elements and then those of another data set. */
    public final Dataset concatenate(Dataset next) {
        if (isSamples() != next.isSamples()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The data sets do not go together.",
                    isSamples() ? "single samples in both" : "batches in both",
                    "samples in one and batches in the other",
                    "batch both, or neither"));
        }
        OptionalLong after = next.cardinality();
        return new IteratorDataset(
                step("concatenate", next.text()),
                () -> Streams.chained(List.of(this, next).iterator(), false),
                after.isPresent() ? counted(n -> n + after.getAsLong()) : after,
                isSamples());
    }

    /** Each element made of one of this and one of another data set: as long as the shorter one. */
    public final Dataset zipWith(Dataset other, BinaryOperator<Batch> together) {
        OptionalLong n = other.cardinality();
        return new IteratorDataset(
                step("zipWith", other.text()),
                () -> Streams.zipped(iterator(), other.iterator(), together),
                n.isPresent() ? counted(m -> Math.min(m, n.getAsLong())) : n,
                isSamples());
    }

    /** The elements with their numbers: {@code for (Dataset.Numbered n : data.enumerate())}. */
    public final Iterable<Numbered> enumerate() {
        return () -> {
            Stream walk = iterator();
            return new Iterator<>() {
                private long number;

                @Override
                public boolean hasNext() {
                    return walk.hasNext();
                }

                @Override
                public Numbered next() {
                    return new Numbered(number++, walk.next());
                }
            };
        };
    }

    private OptionalLong counted(java.util.function.LongUnaryOperator function) {
        OptionalLong n = cardinality();
        return n.isPresent() ? OptionalLong.of(function.applyAsLong(n.getAsLong())) : n;
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
}
