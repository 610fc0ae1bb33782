package jeras.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/**
 * A data set of labelled images, looked up by name: what a command line needs that takes {@code --dataset mnist}.
 *
 * <pre>{@code
 * ImageDataset dataset = ImageDataset.of("fashion_mnist");
 * Split split = dataset.load();
 * int classes = dataset.classNames().size();
 * }</pre>
 */
public final class ImageDataset {
    private static final List<String> DIGIT_NAMES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private static final List<ImageDataset> KNOWN = List.of(
            new ImageDataset("digits", DIGIT_NAMES, 16, Digits::load, ImageDataset::refuseFolder),
            new ImageDataset("mnist", DIGIT_NAMES, 255, Mnist::load, Mnist::load),
            new ImageDataset("fashion_mnist", FashionMnist.CLASS_NAMES, 255, FashionMnist::load, FashionMnist::load),
            new ImageDataset(
                    "cifar10",
                    Cifar10.CLASS_NAMES,
                    255,
                    () -> flatLabels(Cifar10.load()),
                    path -> flatLabels(Cifar10.load(path))),
            new ImageDataset(
                    "cifar100",
                    Cifar100.CLASS_NAMES,
                    255,
                    () -> flatLabels(Cifar100.load()),
                    path -> flatLabels(Cifar100.load(o -> o.path(path)))));

    private final String name;
    private final List<String> classNames;
    private final int maxPixel;
    private final Supplier<Split> loader;
    private final Function<Path, Split> folderLoader;

    private ImageDataset(
            String name,
            List<String> classNames,
            int maxPixel,
            Supplier<Split> loader,
            Function<Path, Split> folderLoader) {
        this.name = name;
        this.classNames = classNames;
        this.maxPixel = maxPixel;
        this.loader = loader;
        this.folderLoader = folderLoader;
    }

    /**
     * Looks a data set up.
     *
     * @param name {@code "digits"}, {@code "mnist"}, {@code "fashion_mnist"}, {@code "cifar10"} or {@code "cifar100"}
     * @throws InvalidArgumentException if there is none of this name; the message lists the names
     */
    public static ImageDataset of(String name) {
        return KNOWN.stream()
                .filter(dataset -> dataset.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(Suggestions.unknown("image data set", name, names())));
    }

    /** The names of all image data sets. */
    public static List<String> names() {
        return KNOWN.stream().map(ImageDataset::name).toList();
    }

    /** The name by which {@link #of} finds it. */
    public String name() {
        return name;
    }

    /** What the labels 0, 1, 2, ... mean. */
    public List<String> classNames() {
        return classNames;
    }

    /** The value of a fully lit pixel; images are scaled to 0..1 by dividing by it. */
    public int maxPixel() {
        return maxPixel;
    }

    /**
     * Loads the data set from the jar or from the cache; downloads what is not there.
     *
     * @return images UINT8, 0 to {@link #maxPixel}: {@code (n, height, width)}, or {@code (n, height, width, 3)} for those in
     *     colour; labels {@code (n)} INT32, also where Keras has {@code (n, 1)}
     * @throws FileFormatException if it cannot be downloaded
     */
    public Split load() {
        return loader.get();
    }

    /**
     * Loads the data set's files from a folder, without the network.
     *
     * @return as {@link #load()}
     * @throws InvalidArgumentException if the files are not there, or if the data set is in the jar and has none
     * @throws FileFormatException if a file is damaged or something else
     */
    public Split load(Path folder) {
        return folderLoader.apply(folder);
    }

    @Override
    public String toString() {
        return "ImageDataset(" + name + ")";
    }

    private static Split flatLabels(Split split) {
        return new Split(
                split.xTrain(),
                split.yTrain().reshape(-1),
                split.xTest(),
                split.yTest().reshape(-1));
    }

    private static Split refuseFolder(Path folder) {
        throw new InvalidArgumentException(JerasException.message(
                "The digits are not loaded from a folder.",
                "no folder: they are inside the jar",
                folder.toString(),
                "call load() without a folder"));
    }
}
