package jeras.datasets;

import ai.djl.ndarray.types.Shape;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.download.FileCache;
import jeras.utils.download.FileHash;
import jeras.utils.download.RemoteFile;

/**
 * The four idx files of MNIST and of the sets that follow its form: 60,000 images to train on and 10,000 to test with,
 * 28x28 pixels, ten classes.
 *
 * @param dataset the data set's id and the name of its folder in the cache and on a mirror
 * @param owner the class that loads it, for messages
 */
record MnistFiles(
        String dataset,
        String owner,
        RemoteFile trainImages,
        RemoteFile trainLabels,
        RemoteFile testImages,
        RemoteFile testLabels) {
    private static final Shape IMAGE = new Shape(28, 28);
    private static final Shape LABEL = new Shape();
    private static final int CLASSES = 10;
    private static final long TRAIN_COUNT = 60_000;
    private static final long TEST_COUNT = 10_000;

    /** What a file is known by. */
    record Known(long size, String sha256) {}

    /**
     * The files as they are named on a host.
     *
     * @param base the address of their folder, with its slash
     */
    static MnistFiles of(
            String dataset,
            String owner,
            String base,
            Known trainImages,
            Known trainLabels,
            Known testImages,
            Known testLabels) {
        return new MnistFiles(
                dataset,
                owner,
                file(base, "train-images-idx3-ubyte.gz", trainImages),
                file(base, "train-labels-idx1-ubyte.gz", trainLabels),
                file(base, "t10k-images-idx3-ubyte.gz", testImages),
                file(base, "t10k-labels-idx1-ubyte.gz", testLabels));
    }

    private static RemoteFile file(String base, String name, Known known) {
        return RemoteFile.of(name, URI.create(base + name)).size(known.size()).hash(FileHash.sha256(known.sha256()));
    }

    /** Loads from a folder that has the four files, each gzipped ({@code .gz}) or plain. */
    Split load(Path folder) {
        List<String> missing = files().map(RemoteFile::name)
                .filter(name -> !Files.isRegularFile(locate(folder, name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    owner + " cannot be loaded from " + folder + ".",
                    names() + ", each with or without .gz",
                    Files.isDirectory(folder) ? "a folder without " + String.join(", ", missing) : "no such folder",
                    "name the folder that holds the files, or let " + owner + ".load() download them"));
        }
        return new Split(
                images(locate(folder, trainImages.name()), TRAIN_COUNT),
                labels(locate(folder, trainLabels.name()), TRAIN_COUNT),
                images(locate(folder, testImages.name()), TEST_COUNT),
                labels(locate(folder, testLabels.name()), TEST_COUNT));
    }

    /** Loads from the cache, after downloading what is not there. */
    Split load() {
        FileCache cache = FileCache.of(owner, Path.of("datasets", dataset))
                .otherWay("load them from where they are with " + owner + ".load(dir)");
        cache.fetchAll(files().toList());
        return load(cache.folder());
    }

    private Stream<RemoteFile> files() {
        return Stream.of(trainImages, trainLabels, testImages, testLabels);
    }

    private String names() {
        return String.join(", ", files().map(RemoteFile::name).toList());
    }

    private static Path locate(Path folder, String name) {
        Path packed = folder.resolve(name);
        return Files.exists(packed) ? packed : folder.resolve(name.substring(0, name.length() - ".gz".length()));
    }

    private static Array images(Path file, long maxCount) {
        return IdxReader.read(file, IMAGE, maxCount);
    }

    private static Array labels(Path file, long maxCount) {
        return ClassLabels.toIndices(IdxReader.read(file, LABEL, maxCount), CLASSES, file.toString());
    }
}
