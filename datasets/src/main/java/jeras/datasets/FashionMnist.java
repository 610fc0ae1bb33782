package jeras.datasets;

import java.nio.file.Path;
import java.util.List;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;

/**
 * Fashion-MNIST: 70,000 pictures of clothing of 28x28 pixels, by Zalando Research (MIT licence); the same form as
 * {@link Mnist}, but harder.
 *
 * <pre>{@code
 * Split fashion = FashionMnist.load();                              // downloads 30.9 MB once
 * Split fashion = FashionMnist.load(Path.of("data/fashion-mnist")); // never touches the network
 * }</pre>
 *
 * <p>Images are {@code (60000, 28, 28)} and {@code (10000, 28, 28)}, UINT8, 0 (background) to 255, as in Keras. Labels are
 * {@code (60000)} and {@code (10000)}, indices into {@link #CLASS_NAMES}; they are INT32, Jeras's type for class indices,
 * where Keras has uint8.
 *
 * @see <a href="https://keras.io/api/datasets/fashion_mnist/">keras.datasets.fashion_mnist</a>
 * @see <a href="https://arxiv.org/abs/1708.07747">Xiao, Rasul, Vollgraf: Fashion-MNIST (2017)</a>
 */
public final class FashionMnist {
    /** What the labels 0 to 9 mean. */
    public static final List<String> CLASS_NAMES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    // The publisher's host has no https; the SHA-256 sums below are what the files are trusted by.
    private static final MnistFiles FILES = MnistFiles.of(
            "fashion_mnist",
            "FashionMnist",
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            new MnistFiles.Known(26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            new MnistFiles.Known(29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            new MnistFiles.Known(4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            new MnistFiles.Known(5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));

    private FashionMnist() {}

    /**
     * Loads Fashion-MNIST from the cache folder {@code <user home>/.jeras/datasets/fashion_mnist}, and downloads what is
     * not there.
     *
     * <p>The system property {@code jeras.cache} (or the environment variable {@code JERAS_CACHE}) replaces
     * {@code <user home>/.jeras}; {@code jeras.mirror} ({@code JERAS_MIRROR}) is an address under which
     * {@code fashion_mnist/<file>} lie, in place of the public host.
     *
     * @throws FileFormatException if the files cannot be had: no network, no such address, wrong bytes
     */
    public static Split load() {
        return FILES.load();
    }

    /**
     * Loads Fashion-MNIST from a folder with its four files, which are named and made as those of
     * {@link Mnist#load(Path)}.
     *
     * @throws InvalidArgumentException if a file is not there
     * @throws FileFormatException if a file is damaged or something else
     */
    public static Split load(Path folder) {
        return FILES.load(folder);
    }
}
