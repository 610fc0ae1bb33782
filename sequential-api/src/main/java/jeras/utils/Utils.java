package jeras.utils;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.plots.ModelPlot;
import jeras.plots.ModelPlotOptions;
import jeras.plots.Plot;

/**
 * Functions for preparing data and for looking at models, as in {@code keras.utils}.
 *
 * @see <a href="https://keras.io/api/utils/">keras.utils</a>
 */
public final class Utils {
    private Utils() {}

    /** As {@link #toCategorical(int[], int)}, with as many classes as the greatest label needs. */
    public static Array toCategorical(int[] labels) {
        return toCategorical(labels, classes(labels.length, i -> labels[i]));
    }

    /**
     * Labels as rows with one 1 each, for {@code categorical_crossentropy}: {@code {0, 2}} of 3 classes is
     * {@code [[1, 0, 0], [0, 0, 1]]}.
     *
     * @param labels {@code (n)}, each from 0 to {@code numClasses - 1}
     * @return float32 {@code (n, numClasses)}; Keras returns float64, which its models then cast to float32
     * @throws InvalidArgumentException if a label is out of range; unlike Keras's, a negative label does not count from
     *     the last class
     */
    public static Array toCategorical(int[] labels, int numClasses) {
        return categorical(new Shape(labels.length), i -> labels[i], numClasses);
    }

    /** As {@link #toCategorical(Array, int)}, with as many classes as the greatest label needs. */
    public static Array toCategorical(Array labels) {
        return toCategorical(labels, classes(Math.toIntExact(labels.shape().size()), ArrayValues.of(labels)));
    }

    /**
     * Labels as rows with one 1 each, for {@code categorical_crossentropy}.
     *
     * @param labels {@code (n)}, {@code (n, 1)} or of any other shape {@code (...)}; fractions are cut off
     * @return float32 {@code (n, numClasses)} or {@code (..., numClasses)}
     * @throws InvalidArgumentException if a label is out of range; unlike Keras's, a negative label does not count from
     *     the last class
     */
    public static Array toCategorical(Array labels, int numClasses) {
        Shape shape = labels.shape();
        int last = shape.dimension() - 1;
        boolean isColumn = last > 0 && shape.get(last) == 1;
        return categorical(isColumn ? shape.slice(0, last) : shape, ArrayValues.of(labels), numClasses);
    }

    /** Sequences of one length, filled up with 0 before their beginning: {@code padSequences(sequences, p -> {})}. */
    public static Array padSequences(List<int[]> sequences) {
        return padSequences(sequences, options -> {});
    }

    /**
     * Sequences of one length, cut or filled up.
     *
     * <pre>{@code
     * Array x = Utils.padSequences(reviews, p -> p.maxlen(200).padding("post"));
     * }</pre>
     *
     * @return int32 {@code (sequences, maxlen)}
     * @throws InvalidArgumentException if there is no sequence and no {@code maxlen}
     */
    public static Array padSequences(List<int[]> sequences, Consumer<PadSequences> options) {
        PadSequences padding = new PadSequences();
        options.accept(padding);
        int length = padding.length(sequences);
        Shape shape = new Shape(sequences.size(), length);
        ByteBuffer bytes = allocate(shape, DataType.INT32);
        for (int[] sequence : sequences) {
            for (int step : padding.row(sequence, length)) {
                bytes.putInt(step);
            }
        }
        return Array.wrap(bytes.flip(), shape, DataType.INT32);
    }

    /** As {@link #normalize(Array, int, double)}, along the last axis and by the Euclidean norm. */
    public static Array normalize(Array x) {
        return normalize(x, -1, 2);
    }

    /**
     * Numbers divided by their norm along an axis; those whose norm is 0 stay 0.
     *
     * @param x numbers {@code (...)}
     * @param axis counted from the last one when negative
     * @param order of the norm: 2 for the Euclidean, 1 for the sum of absolute values, infinity for the greatest of them
     * @return the shape of {@code x}; float64 for float64, else float32
     * @throws InvalidArgumentException if {@code x} has no such axis, or the order is not positive
     * @see <a href="https://keras.io/api/utils/python_utils/#normalize-function">keras.utils.normalize</a>
     */
    public static Array normalize(Array x, int axis, double order) {
        int along = axis < 0 ? axis + x.rank() : axis;
        if (along < 0 || along >= x.rank() || !(order > 0)) {
            throw new InvalidArgumentException(JerasException.message(
                    "An array of shape " + x.shape() + " cannot be normalized.",
                    "an axis from " + -x.rank() + " to " + (x.rank() - 1) + " and an order greater than 0",
                    "axis " + axis + " and order " + order,
                    "choose axis -1 and order 2 for rows of length 1"));
        }
        double[] values = new double[Math.toIntExact(x.size())];
        IntToDoubleFunction value = ArrayValues.of(x);
        int length = (int) x.shape().get(along);
        int inner = (int) x.shape().slice(along + 1).size();
        for (int i = 0; i < values.length; i++) {
            int first = i / (length * inner) * length * inner + i % inner;
            double norm = norm(length, n -> value.applyAsDouble(first + n * inner), order);
            values[i] = value.applyAsDouble(i) / (norm == 0 ? 1 : norm);
        }
        Array normalized = Array.of(values, x.shape().getShape());
        return x.dataType() == DataType.FLOAT64 ? normalized : normalized.cast(DataType.FLOAT32);
    }

    /** As {@link #getFile(String, String)}, under the name that the file has at its origin. */
    public static Path getFile(String origin) {
        return getFile("", origin);
    }

    /**
     * Downloads a file unless it is in the cache: {@code <user home>/.jeras/datasets/<fname>}, or below the folder that
     * {@code jeras.cache} ({@code JERAS_CACHE}) names. With {@code jeras.mirror} ({@code JERAS_MIRROR}) set, the file is
     * asked for at {@code <mirror>/<name at origin>} instead.
     *
     * @param fname the file's name in the cache, without a folder; {@code ""} for the name that it has at its origin
     * @param origin its web address, http or https
     * @return where the file is
     * @throws FileFormatException if it cannot be had; the message says which file to put where
     */
    public static Path getFile(String fname, String origin) {
        return getFile(fname, origin, g -> {});
    }

    /**
     * Downloads a file unless it is in the cache, checks it, and unpacks it if it is an archive.
     *
     * <pre>{@code
     * Path flowers = Utils.getFile("flower_photos", address, g -> g.extract(true).fileHash("4a54..."));
     * }</pre>
     *
     * <p>A file appears in the cache when it has come as a whole and its hash is right; an interrupted download of a file
     * with a hash goes on where it ended. A cached file whose hash is another is fetched again, as in Keras. Unlike Keras's,
     * an archive is unpacked once and not at each call, one that cannot be unpacked is an error and no warning, and
     * archives with links are refused.
     *
     * @return where the file is; with {@code extract} the folder of its content: {@code <fname>} for a name without a dot
     *     and for {@code ""}, {@code <fname up to the first dot>_extracted} for others
     * @throws FileFormatException if it cannot be had or unpacked
     * @throws InvalidArgumentException if the name, the address or the hash is none
     * @see <a href="https://keras.io/api/utils/python_utils/#getfile-function">keras.utils.get_file</a>
     */
    public static Path getFile(String fname, String origin, Consumer<GetFile> options) {
        GetFile get = new GetFile(fname, origin);
        options.accept(get);
        return get.run();
    }

    /** The image in a JPEG, PNG, BMP or GIF file, as RGB in its own size. */
    public static BufferedImage loadImg(Path file) {
        return loadImg(file, o -> {});
    }

    /**
     * The image in a file.
     *
     * <pre>{@code
     * BufferedImage image = Utils.loadImg(file, o -> o.targetSize(224, 224));
     * Array x = Utils.imgToArray(image).expandDims(0);
     * }</pre>
     *
     * @throws jeras.FileFormatException if it cannot be read
     * @see <a href="https://keras.io/api/data_loading/image/#loadimg-function">keras.utils.load_img</a>
     */
    public static BufferedImage loadImg(Path file, Consumer<LoadImg> options) {
        LoadImg told = new LoadImg();
        options.accept(told);
        return told.load(file);
    }

    /** An image as float32 {@code (height, width, channels)} from 0 to 255. */
    public static Array imgToArray(BufferedImage image) {
        return imgToArray(image, o -> {});
    }

    /**
     * An image as an array {@code (height, width, channels)} from 0 to 255, with 1 channel when it is gray, 4 when it has alpha and
     * else 3.
     *
     * @see <a href="https://keras.io/api/data_loading/image/#imgtoarray-function">keras.utils.img_to_array</a>
     */
    public static Array imgToArray(BufferedImage image, Consumer<ImgToArray> options) {
        ImgToArray told = new ImgToArray();
        options.accept(told);
        return told.array(image);
    }

    /** An array {@code (height, width, channels)} as an image in which the smallest number is black and the greatest is white. */
    public static BufferedImage arrayToImg(Array image) {
        return arrayToImg(image, o -> {});
    }

    /**
     * An array as an image.
     *
     * @param image {@code (height, width, channels)} with 1, 3 or 4 channels
     * @see <a href="https://keras.io/api/data_loading/image/#arraytoimg-function">keras.utils.array_to_img</a>
     */
    public static BufferedImage arrayToImg(Array image, Consumer<ArrayToImg> options) {
        ArrayToImg told = new ArrayToImg();
        options.accept(told);
        return told.image(image);
    }

    /** Writes an array {@code (height, width, channels)} as an image in which the smallest number is black and the greatest white. */
    public static void saveImg(Path file, Array image) {
        saveImg(file, image, o -> {});
    }

    /**
     * Writes an array as an image; a file that is there is replaced.
     *
     * @param file ends in {@code .png}, {@code .jpg}, {@code .jpeg}, {@code .bmp} or {@code .gif}, unless the format is told
     * @param image {@code (height, width, channels)} with 1, 3 or 4 channels
     * @throws jeras.FileFormatException if it cannot be written; what was there before stays then
     * @see <a href="https://keras.io/api/data_loading/image/#saveimg-function">keras.utils.save_img</a>
     */
    public static void saveImg(Path file, Array image, Consumer<SaveImg> options) {
        SaveImg told = new SaveImg();
        options.accept(told);
        told.save(file, image);
    }

    /** Images in another size without distortion, by bilinear interpolation. */
    public static Array smartResize(Array images, int height, int width) {
        return smartResize(images, height, width, o -> {});
    }

    /**
     * Images in another size without distortion: what does not fit is cut off on both sides.
     *
     * @param images {@code (height, width, channels)} or {@code (batch, height, width, channels)}
     * @return the same with the new height and width; whole numbers become float32
     */
    public static Array smartResize(Array images, int height, int width, Consumer<SmartResize> options) {
        SmartResize told = new SmartResize();
        options.accept(told);
        return told.resized(images, height, width);
    }

    /** A model as a diagram of its layers' classes, saved as PNG or SVG by the file's ending. */
    public static Plot plotModel(Model model, String toFile) {
        return plotModel(model, toFile, o -> {});
    }

    /**
     * A model as a diagram, saved as PNG or SVG by the file's ending.
     *
     * <pre>{@code
     * Utils.plotModel(model, "model.svg", o -> o.showShapes(true).showLayerNames(true).expandNested(true));
     * }</pre>
     *
     * @return the picture, which notebooks show
     * @throws jeras.ModelStateException if the model is not built
     * @throws FileFormatException if the file cannot be written
     * @see <a href="https://keras.io/api/utils/model_plotting_utils/#plotmodel-function">keras.utils.plot_model</a>
     */
    public static Plot plotModel(Model model, String toFile, Consumer<ModelPlotOptions> options) {
        return plotModel(model, Path.of(toFile), options);
    }

    /** As {@link #plotModel(Model, String, Consumer)}. */
    public static Plot plotModel(Model model, Path toFile, Consumer<ModelPlotOptions> options) {
        Plot plot = ModelPlot.of(model, options);
        plot.save(toFile);
        return plot;
    }

    /** A model in Graphviz's language, with its layers' names and classes. */
    public static String modelToDot(Model model) {
        return modelToDot(model, o -> {});
    }

    /**
     * A model in Graphviz's language, for its program {@code dot}.
     *
     * @throws jeras.ModelStateException if the model is not built
     * @see <a href="https://keras.io/api/utils/model_plotting_utils/#modeltodot-function">keras.utils.model_to_dot</a>
     */
    public static String modelToDot(Model model, Consumer<ModelPlotOptions> options) {
        return ModelPlot.dot(model, options);
    }

    /** A model in Mermaid's language, with its layers' names and classes. */
    public static String modelToMermaid(Model model) {
        return modelToMermaid(model, o -> {});
    }

    /**
     * A model in Mermaid's language, which Markdown on GitHub and in notebooks draws.
     *
     * @throws jeras.ModelStateException if the model is not built
     */
    public static String modelToMermaid(Model model, Consumer<ModelPlotOptions> options) {
        return ModelPlot.mermaid(model, options);
    }

    private static double norm(int length, IntToDoubleFunction value, double order) {
        DoubleStream magnitudes = IntStream.range(0, length).mapToDouble(value).map(Math::abs);
        return Double.isInfinite(order)
                ? magnitudes.max().orElse(0)
                : Math.pow(magnitudes.map(v -> Math.pow(v, order)).sum(), 1 / order);
    }

    private static int classes(int count, IntToDoubleFunction label) {
        return 1
                + (int) IntStream.range(0, count)
                        .mapToDouble(label)
                        .max()
                        .orElseThrow(() -> new InvalidArgumentException(JerasException.message(
                                "Without any label there is no greatest one to count the classes by.",
                                "at least one label, or the number of classes",
                                "no labels and no number of classes",
                                "give toCategorical(labels, numClasses)")));
    }

    private static Array categorical(Shape labels, IntToDoubleFunction label, int numClasses) {
        Shape shape = labels.add(numClasses);
        ByteBuffer bytes = allocate(shape, DataType.FLOAT32);
        int count = (int) labels.size();
        for (int i = 0; i < count; i++) {
            int column = checked(label.applyAsDouble(i), i, numClasses);
            bytes.putFloat((i * numClasses + column) * Float.BYTES, 1);
        }
        return Array.wrap(bytes, shape, DataType.FLOAT32);
    }

    private static int checked(double label, int position, int numClasses) {
        if (label > -1 && label < numClasses) {
            return (int) label;
        }
        String number = label == Math.rint(label) ? PythonFormat.fixed(label, 0) : Double.toString(label);
        throw new InvalidArgumentException(JerasException.message(
                "Label " + number + " is out of bounds for " + numClasses + " classes.",
                "integers from 0 to " + (numClasses - 1),
                number + " at position " + position,
                "give the number of classes, and count them from 0"));
    }

    private static ByteBuffer allocate(Shape shape, DataType dataType) {
        long size = shape.size() * dataType.getNumOfBytes();
        if (size > Integer.MAX_VALUE) {
            throw new InvalidArgumentException(JerasException.message(
                    "The result would be too large for one array.",
                    Integer.MAX_VALUE + " bytes at most",
                    size + " bytes for " + dataType + " " + shape,
                    "convert the data in parts"));
        }
        return ByteBuffer.allocate((int) size).order(ByteOrder.nativeOrder());
    }
}
