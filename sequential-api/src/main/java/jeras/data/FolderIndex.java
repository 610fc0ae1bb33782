package jeras.data;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Seeds;
import jeras.utils.Display;

/**
 * The files of a folder and their labels, in Keras's order.
 *
 * @param labels the places of the files' classes; empty without labels
 * @param classNames empty without labels
 */
record FolderIndex(List<Path> files, List<Integer> labels, List<String> classNames) {
    private static final int SEEDS = 1_000_000;

    static FolderIndex of(Path directory, FolderOptions<?> options) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is no folder " + directory + ".",
                    "a folder of " + options.what(),
                    Files.exists(directory) ? "a file" : "nothing of that name",
                    "check the path; it is relative to " + Path.of("").toAbsolutePath()));
        }
        if (!options.inferred && !options.classNames.isEmpty()) {
            throw FolderOptions.wrong(
                    "classNames only when the subfolders are the classes",
                    "classNames(" + options.classNames + ") with labels of another kind",
                    "leave classNames out");
        }
        try {
            FolderIndex index = options.inferred ? inferred(directory, options) : told(directory, options);
            if (options.labelMode.equals("binary") && index.classNames.size() != 2) {
                throw FolderOptions.wrong(
                        "2 classes, for labelMode(\"binary\")",
                        index.classNames.size() + ": " + index.classNames,
                        "choose labelMode(\"int\") or labelMode(\"categorical\"), or two classes by classNames");
            }
            if (options.verbose) {
                int n = index.files.size();
                tell(
                        options.labelMode.equals("none")
                                ? "Found " + n + " files."
                                : "Found " + n + " files belonging to " + index.classNames.size() + " classes.");
            }
            return options.shuffle ? index.shuffled(seed(options)) : index;
        } catch (IOException e) {
            throw new InvalidArgumentException(
                    JerasException.message(
                            "The folder " + directory + " cannot be read.",
                            "folders and files that can be read",
                            e.toString(),
                            "check their permissions"),
                    e);
        }
    }

    private static int seed(FolderOptions<?> options) {
        return options.seed.orElseGet(() -> (int) (Seeds.next() % SEEDS));
    }

    static void tell(String line) {
        Display.detect().println(line);
    }

    private static FolderIndex inferred(Path directory, FolderOptions<?> options) throws IOException {
        List<String> found;
        try (Stream<Path> entries = Files.list(directory)) {
            found = entries.filter(Files::isDirectory)
                    .map(p -> p.getFileName().toString())
                    .filter(n -> !n.startsWith("."))
                    .sorted()
                    .toList();
        }
        List<String> names = options.classNames.isEmpty() ? found : options.classNames;
        if (!found.containsAll(names)) {
            throw FolderOptions.wrong(
                    "classNames among the subfolders " + found, names.toString(), "name subfolders of " + directory);
        }
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            List<Path> ofClass = files(directory.resolve(names.get(label)), options);
            files.addAll(ofClass);
            labels.addAll(Collections.nCopies(ofClass.size(), label));
        }
        return new FolderIndex(files, labels, names);
    }

    private static FolderIndex told(Path directory, FolderOptions<?> options) throws IOException {
        List<Path> files = files(directory, options);
        if (options.labels.isEmpty()) {
            return new FolderIndex(files, List.of(), List.of());
        }
        int[] labels = options.labels.get();
        if (labels.length != files.size()) {
            throw FolderOptions.wrong(
                    "as many labels as files in " + directory + ", which are " + files.size(),
                    labels.length + " labels",
                    "give a label for each file, in the order of their paths");
        }
        return new FolderIndex(files, IntStream.of(labels).boxed().toList(), FolderOptions.namesOf(labels));
    }

    /** The files below a folder: folder by folder in the order of their paths, in each one by name. */
    private static List<Path> files(Path top, FolderOptions<?> options) throws IOException {
        Set<FileVisitOption> links =
                options.followLinks ? EnumSet.of(FileVisitOption.FOLLOW_LINKS) : EnumSet.noneOf(FileVisitOption.class);
        List<Path> files = new ArrayList<>();
        // The folder itself may be a link even where links inside are not followed.
        Path real = top.toRealPath();
        Files.walkFileTree(real, links, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (fits(file.getFileName().toString(), options.formats()) && !Files.isDirectory(file)) {
                    files.add(top.resolve(real.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof FileSystemLoopException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        files.sort(Comparator.comparing((Path p) -> p.getParent().toString())
                .thenComparing(p -> p.getFileName().toString()));
        return files;
    }

    private static boolean fits(String name, List<String> endings) {
        String lower = name.toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(lower::endsWith);
    }

    private FolderIndex shuffled(int seed) {
        List<Integer> order = NumpyRandom.shuffledAsNumpy(
                IntStream.range(0, files.size()).boxed().toList(), seed);
        return new FolderIndex(
                order.stream().map(files::get).toList(),
                labels.isEmpty() ? labels : order.stream().map(labels::get).toList(),
                classNames);
    }

    FolderIndex part(int from, int to) {
        return new FolderIndex(
                files.subList(from, to), labels.isEmpty() ? labels : labels.subList(from, to), classNames);
    }
}
