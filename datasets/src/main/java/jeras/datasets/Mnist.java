package jeras.datasets;

import java.nio.file.Path;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;

/**
 * MNIST: 70,000 handwritten digits of 28x28 pixels, by Yann LeCun, Corinna Cortes and Christopher Burges (CC BY-SA 3.0).
 *
 * <pre>{@code
 * Split mnist = Mnist.load();                      // downloads 11.6 MB once
 * Split mnist = Mnist.load(Path.of("data/mnist")); // never touches the network
 * }</pre>
 *
 * <p>Images are {@code (60000, 28, 28)} and {@code (10000, 28, 28)}, UINT8, 0 (background) to 255 (ink), as in Keras.
 * Labels are {@code (60000)} and {@code (10000)}, 0 to 9; they are INT32, Jeras's type for class indices, where Keras
 * has uint8.
 *
 * @see <a href="https://keras.io/api/datasets/mnist/">keras.datasets.mnist</a>
 */
public final class Mnist {
    private static final MnistFiles FILES = MnistFiles.of(
            "mnist",
            "Mnist",
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
            new MnistFiles.Known(9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            new MnistFiles.Known(28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            new MnistFiles.Known(1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            new MnistFiles.Known(4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

    private Mnist() {}

    /**
     * Loads MNIST from the cache folder {@code <user home>/.jeras/datasets/mnist}, and downloads what is not there.
     *
     * <p>The system property {@code jeras.cache} (or the environment variable {@code JERAS_CACHE}) replaces
     * {@code <user home>/.jeras}; {@code jeras.mirror} ({@code JERAS_MIRROR}) is an address under which
     * {@code mnist/<file>} lie, in place of the public host.
     *
     * @throws FileFormatException if the files cannot be had: no network, no such address, wrong bytes
     */
    public static Split load() {
        return FILES.load();
    }

    /**
     * Loads MNIST from a folder with its four files, {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte},
     * {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, each plain or gzipped ({@code .gz}). They may
     * hold fewer images than the original ones.
     *
     * @throws InvalidArgumentException if a file is not there
     * @throws FileFormatException if a file is damaged or something else
     */
    public static Split load(Path folder) {
        return FILES.load(folder);
    }
}
