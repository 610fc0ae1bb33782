package jeras.datasets;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import jeras.Array;

/**
 * 1,797 handwritten digits of 8x8 pixels, inside the jar: no download, a few milliseconds to load.
 *
 * <p>These are the "Optical Recognition of Handwritten Digits" of E. Alpaydin and C. Kaynak (UCI Machine Learning
 * Repository, CC BY 4.0), test part, the same images in the same order as scikit-learn's {@code load_digits}.
 *
 * <pre>{@code Split digits = Digits.load();}</pre>
 *
 * @see <a href="https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits">UCI</a>
 */
public final class Digits {
    private static final int COUNT = 1797;
    private static final int CLASSES = 10;

    private Digits() {}

    /**
     * The digits, split into 1,442 to train on and 355 to test with: of each digit every fifth image, in the order of the
     * file, goes to the test part. So both parts have the ten digits and all stretches of the file in the same
     * proportions, and the split is the same everywhere, without a seed.
     *
     * <p>Like a random split, this measures new images by writers whose other images were seen in training. A small
     * convolutional network in Keras reaches 97.7 to 98.6 % on the test part (15 epochs, three seeds). The end of the
     * file is harder: with its last fifth held back instead, the same network reaches 92 to 94 %. A
     * {@code validationSplit}, which takes the end of the train part, therefore reports less than the test part does.
     *
     * @return images {@code (n, 8, 8)} UINT8, 0 (background) to 16 (full ink); labels {@code (n)} INT32, 0 to 9
     */
    public static Split load() {
        return EveryFifth.split(loadAll(), CLASSES);
    }

    /**
     * All digits in the order of the original file, {@code optdigits.tes}.
     *
     * @return x {@code (1797, 8, 8)} UINT8, 0 to 16; y {@code (1797)} INT32, 0 to 9
     */
    public static Samples loadAll() {
        Array images = read("images-idx3-ubyte.gz", new Shape(8, 8));
        String labels = "labels-idx1-ubyte.gz";
        return new Samples(images, ClassLabels.toIndices(read(labels, new Shape()), CLASSES, labels));
    }

    private static Array read(String file, Shape item) {
        try (InputStream in = Digits.class.getResourceAsStream("digits/" + file)) {
            return IdxReader.read(in, file, item, COUNT);
        } catch (IOException e) {
            throw IdxReader.unreadable(file, e);
        }
    }
}
