package jeras.benchmarks;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.Sequential;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.data.FolderDataset;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.RandomFlip;
import jeras.layers.RandomRotation;
import jeras.layers.Rescaling;
import jeras.utils.Utils;

/** How fast a folder of JPEG files gets through decoding, resizing and augmentation into training. */
final class Folders {
    private static final int CLASSES = 10;
    private static final int SIDE = 250;
    private static final int INPUT = 96;

    private Folders() {}

    public static void main(String[] args) throws IOException {
        int images = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        Path folder = Files.createTempDirectory("jeras-folders");
        try {
            long begun = System.nanoTime();
            IntStream.range(0, images).parallel().forEach(i -> write(folder, i));
            tell("written", images, begun);

            for (int workers : new int[] {1, 2}) {
                begun = System.nanoTime();
                int seen = 0;
                for (Batch batch : data(folder, workers)) {
                    seen += batch.size();
                }
                tell("read, decoded and resized by " + workers + (workers == 1 ? " thread" : " threads"), seen, begun);
            }

            Sequential model = model();
            begun = System.nanoTime();
            History history = model.fit(data(folder, 2), f -> f.verbose(0));
            tell("trained on", images, begun);
            System.out.printf(
                    Locale.ROOT,
                    "waited for data: %.1f %% of the time%n",
                    100 * history.waitShare().get(0));
        } finally {
            delete(folder);
        }
    }

    private static FolderDataset data(Path folder, int workers) {
        return Dataset.imageDatasetFromDirectory(
                folder,
                o -> o.imageSize(INPUT).batchSize(32).seed(1).workers(workers).verbose(false));
    }

    private static Sequential model() {
        Sequential model = Sequential.of(
                Input.of(INPUT, INPUT, 3),
                Rescaling.of(1 / 255.0),
                RandomFlip.of("horizontal"),
                RandomRotation.of(0.1),
                Conv2D.of(16, 3).strides(2).activation("relu"),
                Conv2D.of(32, 3).strides(2).activation("relu"),
                Conv2D.of(64, 3).strides(2).activation("relu"),
                GlobalAveragePooling2D.of(),
                Dense.of(CLASSES).activation("softmax"));
        model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
        return model;
    }

    private static void tell(String what, int images, long begun) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT, "%s: %,d images in %.1f s, %.0f a second%n", what, images, seconds, images / seconds);
    }

    /** Waves of a frequency that goes with the class, and noise, so that the decoder has work. */
    private static void write(Path folder, int number) {
        SplittableRandom random = new SplittableRandom(number);
        int kind = number % CLASSES;
        ByteBuffer pixels = ByteBuffer.allocate(SIDE * SIDE * 3).order(ByteOrder.nativeOrder());
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double wave = 100 + 60 * Math.sin((x + y) * (kind + 1) / 40.0);
                for (int c = 0; c < 3; c++) {
                    pixels.put((byte) (wave + 10 * c + random.nextInt(40)));
                }
            }
        }
        try {
            Path ofClass = Files.createDirectories(folder.resolve("class" + kind));
            Array image = Array.wrap(pixels.flip(), new Shape(SIDE, SIDE, 3), DataType.UINT8);
            Utils.saveImg(ofClass.resolve(number + ".jpg"), image, o -> o.scale(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
