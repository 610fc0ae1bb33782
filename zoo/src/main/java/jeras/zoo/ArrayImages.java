package jeras.zoo;

import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import jeras.Array;
import jeras.History;
import jeras.Metrics;
import jeras.Model;
import jeras.datasets.ImageDataset;
import jeras.datasets.Split;
import jeras.plots.ImageGrid;
import jeras.training.FitOptions;

/**
 * A data set that comes in its two parts, held in memory; of the images to train on the last share chooses the best epoch.
 *
 * @param dataset which one
 * @param images those to train on {@code (n, height, width[, 3])} and those to test with, with their labels
 * @param validationSplit the share that chooses
 */
record ArrayImages(ImageDataset dataset, Split images, double validationSplit) implements ImageSource {
    private static final Set<String> DIGITS = Set.of("digits", "mnist");
    private static final Set<String> DARK = Set.of("digits", "mnist", "fashion_mnist");
    private static final int TEST_BATCH = 256;

    /** Loads the data set, from a folder with its files if there is one; {@code limit} keeps the first images only. */
    static ArrayImages load(
            ImageDataset dataset, Optional<Path> folder, Optional<Integer> limit, double validationSplit) {
        Split all = folder.map(dataset::load).orElseGet(dataset::load);
        long count = Math.min(all.train().count(), limit.orElse(Integer.MAX_VALUE));
        return new ArrayImages(
                dataset,
                new Split(
                        all.xTrain().slice(0, count),
                        all.yTrain().slice(0, count).flatten(),
                        all.xTest(),
                        all.yTest().flatten()),
                validationSplit);
    }

    @Override
    public String name() {
        return dataset.name();
    }

    @Override
    public String description() {
        long[] shape = imageShape();
        return String.format(
                Locale.ROOT,
                "%s: %,d images to train on, %,d to test with, %dx%d %spixels, %d classes.",
                name(),
                trainCount(),
                images.test().count(),
                shape[0],
                shape[1],
                shape.length == 3 ? "coloured " : "",
                classNames().size());
    }

    @Override
    public List<String> classNames() {
        return dataset.classNames();
    }

    @Override
    public long[] imageShape() {
        Shape shape = images.xTrain().shape();
        return shape.slice(1).getShape();
    }

    @Override
    public double maxPixel() {
        return dataset.maxPixel();
    }

    @Override
    public boolean hasDarkBackground() {
        return DARK.contains(name());
    }

    @Override
    public boolean isAntialiased() {
        return true;
    }

    @Override
    public boolean mayBeMirrored() {
        return !DIGITS.contains(name());
    }

    @Override
    public long trainCount() {
        return images.train().count();
    }

    @Override
    public History fit(Model model, int batchSize, Consumer<FitOptions> options) {
        return model.fit(
                images.xTrain(),
                images.yTrain(),
                options.andThen(f ->
                        f.batchSize(batchSize).validationSplit(validationSplit).validationBatchSize(TEST_BATCH)));
    }

    @Override
    public Metrics evaluate(Model model) {
        return model.evaluate(
                images.xTest(), images.yTest(), e -> e.batchSize(TEST_BATCH).verbose(0));
    }

    @Override
    public Array predict(Model model) {
        return model.predict(images.xTest(), p -> p.batchSize(TEST_BATCH).verbose(0));
    }

    @Override
    public Array testLabels() {
        return images.yTest();
    }

    @Override
    public List<BufferedImage> testImages(List<Integer> indices) {
        int[] rows = indices.stream().mapToInt(i -> i).toArray();
        return rows.length == 0
                ? List.of()
                : ImageGrid.of(images.xTest().take(rows), 0, maxPixel()).images();
    }

    @Override
    public String testName(int index) {
        return "test image " + index;
    }
}
