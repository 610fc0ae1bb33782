package jeras.zoo.text;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.zoo.recipe.TextLines;

/** Texts in folders, one folder for each class and one file for each text; or one file for each class, a text a line. */
final class TextFolders {
    /** Where the Large Movie Review Dataset keeps texts without a label. */
    private static final String UNLABELLED = "unsup";

    private final Charset charset;

    TextFolders(Charset charset) {
        this.charset = charset;
    }

    /** True for a folder as that of the Large Movie Review Dataset, aclImdb, which has its own parts. */
    static boolean hasParts(Path folder) {
        return Files.isDirectory(folder.resolve("train")) && Files.isDirectory(folder.resolve("test"));
    }

    /** Adds the {@code .txt} files of each folder in this one, in the order of their names, labelled by the folder. */
    void read(Path folder, LabelledTexts.Builder into) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The texts cannot be read.",
                    "a folder with one folder for each class",
                    folder + (Files.exists(folder) ? ", a file" : ", which does not exist"),
                    "name another one with --folder"));
        }
        for (Path label : list(folder)) {
            String name = label.getFileName().toString();
            if (!Files.isDirectory(label, LinkOption.NOFOLLOW_LINKS) || name.equals(UNLABELLED)) {
                continue;
            }
            for (Path file : list(label)) {
                if (file.getFileName().toString().endsWith(".txt")
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    into.add(whole(file), name);
                }
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private String whole(Path file) throws IOException {
        try (TextLines lines = TextLines.open(file, charset)) {
            StringBuilder text = new StringBuilder();
            for (int c = lines.next(); c >= 0; c = lines.next()) {
                lines.append(text, c);
            }
            return text.toString();
        }
    }

    /** Adds each line of a file, all with the same label. */
    void readLines(Path file, String label, LabelledTexts.Builder into) throws IOException {
        try (TextLines lines = TextLines.open(file, charset)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                into.add(line, label);
            }
        }
    }
}
