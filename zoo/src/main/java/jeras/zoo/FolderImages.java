package jeras.zoo;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.Array;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Metrics;
import jeras.Model;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.data.FolderDataset;
import jeras.data.FolderDatasets;
import jeras.plots.ImageGrid;
import jeras.training.FitOptions;
import jeras.utils.Warnings;

/**
 * A folder of images with one subfolder a class, read as they are needed; files that cannot be read are left out. The share
 * that is held back chooses the best epoch and tests the model.
 */
final class FolderImages implements ImageSource {
    private static final int TEST_BATCH = 32;

    private final String name;
    private final FolderDataset training;
    private final FolderDataset held;
    private final int size;
    private final Array labels;

    private FolderImages(String name, FolderDataset training, FolderDataset held, int size, Array labels) {
        this.name = name;
        this.training = training;
        this.held = held;
        this.size = size;
        this.labels = labels;
    }

    /**
     * Finds the images.
     *
     * @param size the height and width that they are brought to
     * @throws InvalidArgumentException if there are none, or of one class only
     */
    static FolderImages load(Path folder, int size, double validationSplit, int seed) {
        FolderDatasets parts = Dataset.imageDatasetsFromDirectory(
                folder,
                o -> o.imageSize(size)
                        .unbatched()
                        .validationSplit(validationSplit)
                        .seed(seed)
                        .skipUnreadable(true)
                        .verbose(false));
        FolderDataset held = parts.validation();
        if (held.classNames().size() < 2) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is nothing to tell apart in " + folder + ".",
                    "at least two subfolders, one a class",
                    "the class " + String.join(", ", held.classNames()) + " only",
                    "sort the images into subfolders by what they show"));
        }
        warnOfEmptyClasses(folder, parts);
        return new FolderImages(
                String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
                parts.training(),
                held,
                size,
                labels(held, folder));
    }

    /** As in Keras, a subfolder without images is a class too, but hardly one that somebody wants. */
    private static void warnOfEmptyClasses(Path folder, FolderDatasets parts) {
        Set<String> found = Stream.of(parts.training(), parts.validation())
                .flatMap(part -> part.filePaths().stream())
                .map(file -> folder.relativize(file).getName(0).toString())
                .collect(Collectors.toSet());
        parts.training().classNames().stream()
                .filter(name -> !found.contains(name))
                .forEach(name -> Warnings.warn(
                        "There are no images in " + folder.resolve(name) + "; the model will never answer with it."));
    }

    /** The classes of the images that can be read, {@code (n)}. */
    private static Array labels(FolderDataset held, Path folder) {
        List<Array> labels = new ArrayList<>();
        try (Dataset.Stream samples = held.iterator()) {
            samples.forEachRemaining(sample -> labels.add(sample.y().get(0)));
        }
        if (labels.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "None of the images in " + folder + " that are held back can be read.",
                    "JPEG, PNG, GIF or BMP files",
                    held.filePaths().size() + " files of something else, or damaged ones",
                    "replace the damaged files"));
        }
        return Array.stack(labels).flatten();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "%s: %,d images to train on, %,d to choose the best epoch by and to test with, brought to %dx%d coloured"
                        + " pixels, %d classes.",
                name,
                trainCount(),
                labels.size(),
                size,
                size,
                classNames().size());
    }

    @Override
    public List<String> classNames() {
        return held.classNames();
    }

    @Override
    public long[] imageShape() {
        return new long[] {size, size, 3};
    }

    @Override
    public double maxPixel() {
        return 255;
    }

    @Override
    public boolean hasDarkBackground() {
        return false;
    }

    @Override
    public boolean isAntialiased() {
        return false;
    }

    @Override
    public boolean mayBeMirrored() {
        return true;
    }

    @Override
    public long trainCount() {
        return training.filePaths().size();
    }

    @Override
    public History fit(Model model, int batchSize, Consumer<FitOptions> options) {
        return model.fit(training.batch(batchSize), options.andThen(f -> f.validationData(held.batch(TEST_BATCH))));
    }

    @Override
    public Metrics evaluate(Model model) {
        return model.evaluate(held.batch(TEST_BATCH), e -> e.verbose(0));
    }

    @Override
    public Array predict(Model model) {
        return model.predict(held.batch(TEST_BATCH), p -> p.verbose(0));
    }

    @Override
    public Array testLabels() {
        return labels;
    }

    /** Walks over the images once more, as they need not fit into memory together. */
    @Override
    public List<BufferedImage> testImages(List<Integer> indices) {
        Map<Integer, BufferedImage> found = new HashMap<>();
        int last = indices.stream().mapToInt(i -> i).max().orElse(-1);
        try (Dataset.Stream samples = held.iterator()) {
            for (int i = 0; i <= last && samples.hasNext(); i++) {
                Batch sample = samples.next();
                if (indices.contains(i)) {
                    Array image = sample.x().get(0).expandDims(0); // (1, size, size, 3)
                    found.put(i, ImageGrid.of(image, 0, maxPixel()).images().get(0));
                }
            }
        }
        return indices.stream().map(found::get).toList();
    }

    /** The file; only its number where files were left out. */
    @Override
    public String testName(int index) {
        List<Path> files = held.filePaths();
        return files.size() == labels.size()
                ? files.get(index).getParent().getFileName() + "/"
                        + files.get(index).getFileName()
                : "image " + index;
    }
}
