package jeras.datasets;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;

/**
 * CIFAR-10: 60,000 colour photographs of 32x32 pixels in ten classes, by Alex Krizhevsky.
 *
 * <pre>{@code
 * Split cifar = Cifar10.load();                                       // downloads 170 MB once
 * Split cifar = Cifar10.load(Path.of("data/cifar-10-python.tar.gz")); // never touches the network
 * }</pre>
 *
 * <p>Images are {@code (50000, 32, 32, 3)} and {@code (10000, 32, 32, 3)}, UINT8, 0 to 255, in the order of Keras. Labels are
 * {@code (50000, 1)} and {@code (10000, 1)}, indices into {@link #CLASS_NAMES}; they are INT32, Jeras's type for class indices,
 * where Keras has uint8.
 *
 * @see <a href="https://keras.io/api/datasets/cifar10/">keras.datasets.cifar10</a>
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">the CIFAR homepage</a>
 */
public final class Cifar10 {
    /** What the labels 0 to 9 mean. */
    public static final List<String> CLASS_NAMES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private static final CifarFiles FILES = new CifarFiles(
            KerasFile.at(
                    URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz"),
                    "Cifar10",
                    "cifar10",
                    "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce",
                    1_000_000_000,
                    "Cifar10.load(path)"),
            "cifar-10-binary.tar.gz",
            CifarFiles.numbered("data_batch_", 5),
            "test_batch",
            "labels",
            1,
            0,
            CLASS_NAMES.size());

    private Cifar10() {}

    /**
     * Loads CIFAR-10 from the cache folder {@code <user home>/.jeras/datasets/cifar10}, and downloads it if it is not there.
     *
     * @throws FileFormatException if the file cannot be had: no network, no such address, wrong bytes
     */
    public static Split load() {
        return FILES.load(Optional.empty());
    }

    /**
     * Loads CIFAR-10 from {@code cifar-10-python.tar.gz} or {@code cifar-10-binary.tar.gz}, from the folder that has one of
     * them, or from a folder with their content. The files may hold fewer images than the original ones.
     *
     * @throws InvalidArgumentException if a file is not there
     * @throws FileFormatException if a file is damaged or something else
     */
    public static Split load(Path fileOrFolder) {
        return FILES.load(Optional.of(fileOrFolder));
    }
}
