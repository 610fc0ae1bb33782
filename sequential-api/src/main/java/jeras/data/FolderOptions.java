package jeras.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Arguments;

/**
 * What all readers of folders are told: Keras's arguments and defaults.
 *
 * @param <O> the options themselves
 */
public abstract class FolderOptions<O extends FolderOptions<O>> {
    /** Whether the folders of the files are their classes. */
    boolean inferred = true;

    Optional<int[]> labels = Optional.empty();
    String labelMode = "int";
    List<String> classNames = List.of();
    int batchSize = 32;
    boolean shuffle = true;
    OptionalInt seed = OptionalInt.empty();
    double validationSplit;
    String subset = "";
    boolean followLinks;
    boolean verbose = true;
    int workers = Math.max(2, Runtime.getRuntime().availableProcessors());
    boolean skipUnreadable;

    FolderOptions() {}

    /** {@code "inferred"}: the subfolders are the classes; {@code "none"}: there are no labels. Default: {@code inferred}. */
    public final O labels(String source) {
        Arguments.oneOf("A data set of a folder", "labels", source, "inferred", "none");
        inferred = source.equals("inferred");
        labels = Optional.empty();
        return self();
    }

    /** A label for each file, in the alphabetical order of their paths. */
    public final O labels(int... values) {
        inferred = false;
        labels = Optional.of(values.clone());
        return self();
    }

    /**
     * {@code "int"}: int32 {@code (batch)}; {@code "categorical"}: float32 {@code (batch, classes)} with one 1 in a row;
     * {@code "binary"}: float32 {@code (batch, 1)}, 0 or 1, for two classes; {@code "none"}: no labels. Default: {@code int}.
     */
    public final O labelMode(String mode) {
        Arguments.oneOf("A data set of a folder", "labelMode", mode, "int", "categorical", "binary", "none");
        labelMode = mode;
        return self();
    }

    /** The subfolders that are used, in the order of their labels; default: all, in alphabetical order. */
    public final O classNames(String... names) {
        classNames = List.of(names);
        return self();
    }

    /** Samples a batch; default: 32. */
    public final O batchSize(int size) {
        batchSize = positive("batchSize", size);
        return self();
    }

    /** Single samples in place of batches, Keras's {@code batch_size=None}. */
    public final O unbatched() {
        batchSize = 0;
        return self();
    }

    /** Whether to give the files in random order, another one on each walk; default: true. */
    public final O shuffle(boolean value) {
        shuffle = value;
        return self();
    }

    /** Makes the split, which is Keras's for the same seed, and the orders of the walks repeat; from 0. */
    public final O seed(int value) {
        if (value < 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option seed cannot be set.",
                    "0 or more",
                    Integer.toString(value),
                    "give a value in that range"));
        }
        seed = OptionalInt.of(value);
        return self();
    }

    /** The share of the files to hold back for validation, between 0 and 1; default: none. */
    public final O validationSplit(double share) {
        if (!(share > 0 && share < 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option validationSplit cannot be set.",
                    "a share between 0 and 1",
                    Double.toString(share),
                    "give a value in that range"));
        }
        validationSplit = share;
        return self();
    }

    /** {@code "training"} or {@code "validation"}; for both there is the method that gives two data sets. */
    public final O subset(String part) {
        Arguments.oneOf("A data set of a folder", "subset", part, "training", "validation", "both");
        subset = part;
        return self();
    }

    /** Whether to look into folders that are symbolic links; default: false. */
    public final O followLinks(boolean value) {
        followLinks = value;
        return self();
    }

    /** Whether to say how many files were found; default: true. */
    public final O verbose(boolean value) {
        verbose = value;
        return self();
    }

    /** How many threads read files at once; default: as many as there are processors, and at least 2. */
    public final O workers(int count) {
        workers = positive("workers", count);
        return self();
    }

    /** Whether to leave out files that cannot be read, and to say so after each walk, in place of failing; default: false. */
    public final O skipUnreadable(boolean value) {
        skipUnreadable = value;
        return self();
    }

    static int positive(String option, int value) {
        if (value < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option " + option + " cannot be set.",
                    "at least 1",
                    Integer.toString(value),
                    "give a positive number"));
        }
        return value;
    }

    abstract O self();

    /** What is read, for messages. */
    abstract String what();

    /** What the files become, in the plural. */
    String element() {
        return what();
    }

    abstract List<String> formats();

    /** Refuses options that do not go together. */
    void check() {}

    /** The sample in a file. */
    abstract Array load(Path file);

    /** Whether samples may have different shapes. */
    boolean padsBatches() {
        return false;
    }

    final O told(Consumer<O> options) {
        options.accept(self());
        boolean hasLabels = inferred || labels.isPresent();
        if (!hasLabels || labelMode.equals("none")) {
            inferred = false;
            labels = Optional.empty();
            labelMode = "none";
        }
        check();
        return self();
    }

    final FolderDataset dataset(Path directory) {
        if (subset.equals("both")) {
            throw wrong(
                    "one part of the split", "subset(\"both\")", "call the method of that name with ...Datasets...");
        }
        checkSplit();
        FolderIndex all = FolderIndex.of(directory, this);
        return subset.isEmpty()
                ? new FolderDataset(found(all, directory, ""), this, shuffle)
                : part(all, directory, subset, "", shuffle);
    }

    final FolderDatasets datasets(Path directory) {
        if (!subset.isEmpty() && !subset.equals("both")) {
            throw wrong("both parts of the split", "subset(\"" + subset + "\")", "leave subset out");
        }
        subset = "both";
        checkSplit();
        FolderIndex all = FolderIndex.of(directory, this);
        FolderDataset training = part(all, directory, "training", "training ", shuffle);
        return new FolderDatasets(training, part(all, directory, "validation", "validation ", false));
    }

    private FolderDataset part(FolderIndex all, Path directory, String which, String told, boolean shuffles) {
        int held = (int) (validationSplit * all.files().size());
        int first = all.files().size() - held;
        boolean training = which.equals("training");
        if (verbose) {
            FolderIndex.tell("Using " + (training ? first : held) + " files for " + which + ".");
        }
        FolderIndex part =
                training ? all.part(0, first) : all.part(first, all.files().size());
        return new FolderDataset(found(part, directory, told), this, shuffles);
    }

    private FolderIndex found(FolderIndex index, Path directory, String part) {
        if (index.files().isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "No " + part + what() + " found in directory " + directory + ".",
                    "files that end in " + String.join(", ", formats()),
                    "none",
                    "check the folder, its subfolders and validationSplit"));
        }
        return index;
    }

    private void checkSplit() {
        if (subset.isEmpty() != (validationSplit == 0)) {
            throw wrong(
                    "subset and validationSplit together, or neither",
                    subset.isEmpty() ? "validationSplit alone" : "subset alone",
                    "set both");
        }
        if (validationSplit > 0 && shuffle && seed.isEmpty()) {
            throw wrong(
                    "a seed, so that training and validation do not overlap",
                    "validationSplit and shuffle without seed",
                    "set seed, or shuffle(false)");
        }
    }

    static InvalidArgumentException wrong(String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message("A data set of a folder cannot be made.", expected, received, fix));
    }

    /** The labels that stand in the names of the classes, of a list of labels. */
    static List<String> namesOf(int... values) {
        return IntStream.of(values)
                .sorted()
                .distinct()
                .mapToObj(Integer::toString)
                .toList();
    }
}
