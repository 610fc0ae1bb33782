package jeras.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Reads boxes around things in images in the form of Pascal VOC: a folder with {@code Annotations}, one XML file an image,
 * {@code JPEGImages}, and lists of ids in {@code ImageSets/Main}.
 *
 * <pre>{@code
 * BoxedImages train = Voc.read(folder, o -> o.imageSet("train").classNames("RBC", "WBC", "Platelets"));
 * }</pre>
 *
 * <p>Edges are as in the files. The original sets count pixels from 1, and the right and lower edges are part of the box.
 *
 * @see <a href="http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/index.html">the format</a>
 */
public final class Voc {
    private static final String FIX = "check the file; fetch it again if it was damaged";

    private Voc() {}

    /** The options of {@link #read(Path, Consumer)}. */
    public static final class Options {
        private Optional<String> imageSet = Optional.empty();
        private Optional<List<String>> classNames = Optional.empty();

        private Options() {}

        /** Reads the images that {@code ImageSets/Main/<name>.txt} lists; by default all that have annotations. */
        public Options imageSet(String name) {
            imageSet = Optional.of(name);
            return this;
        }

        /** What the labels 0, 1, 2, ... mean; by default the names in all annotations, in alphabetical order. */
        public Options classNames(String... names) {
            classNames = Optional.of(List.of(names));
            return this;
        }
    }

    /** Reads all images that have annotations. */
    public static BoxedImages read(Path folder) {
        return read(folder, o -> {});
    }

    /**
     * Reads images with their boxes.
     *
     * @throws InvalidArgumentException if the folder has no annotations, or not the list
     * @throws FileFormatException if a file cannot be read or is of another form; the message says in which line
     */
    public static BoxedImages read(Path folder, Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        Path annotations = folder.resolve("Annotations");
        requireFolder(folder, annotations);
        try {
            List<Path> all = annotated(annotations);
            List<Path> files = chosen.imageSet.isPresent() ? listed(folder, chosen.imageSet.get()) : all;
            List<String> names = chosen.classNames.isPresent() ? chosen.classNames.get() : classNames(all);
            List<BoxedImage> images = new ArrayList<>();
            for (Path file : files) {
                images.add(VocAnnotation.read(file).toImage(folder.resolve("JPEGImages"), names, file));
            }
            return new BoxedImages(names, images);
        } catch (IOException e) {
            throw new FileFormatException(
                    JerasException.message(
                            folder + " cannot be read.", "a folder in the form of Pascal VOC", e.toString(), FIX),
                    e);
        }
    }

    private static void requireFolder(Path folder, Path annotations) {
        if (!Files.isDirectory(annotations)) {
            throw new InvalidArgumentException(JerasException.message(
                    folder + " is no folder in the form of Pascal VOC.",
                    "the folders Annotations and JPEGImages in it",
                    Files.isDirectory(folder) ? "a folder without Annotations" : "no such folder",
                    "name the folder above Annotations"));
        }
    }

    private static List<Path> annotated(Path annotations) throws IOException {
        try (Stream<Path> files = Files.list(annotations)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    /** The annotations of a list's images: one id a line, perhaps with more after it. */
    private static List<Path> listed(Path folder, String imageSet) throws IOException {
        Path list = PathGuard.below(folder.resolve("ImageSets").resolve("Main"), imageSet + ".txt");
        if (!Files.isRegularFile(list)) {
            throw new InvalidArgumentException(JerasException.message(
                    folder + " has no list of images \"" + imageSet + "\".",
                    "the file " + list,
                    "no such file",
                    "leave imageSet out to read all images"));
        }
        List<Path> files = new ArrayList<>();
        try (Stream<String> lines = Files.lines(list)) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (!line.isBlank()) {
                    files.add(PathGuard.below(
                            folder.resolve("Annotations"), line.strip().replaceFirst("\\s.*", "") + ".xml"));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof MalformedInputException
                    ? new IOException(list + " is no text")
                    : e.getCause();
        }
        return files;
    }

    private static List<String> classNames(List<Path> files) {
        return files.stream()
                .flatMap(file -> VocAnnotation.read(file).classNames())
                .distinct()
                .sorted()
                .toList();
    }
}
