package jeras.applications;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Where the first weights of an architecture come from.
 *
 * @param isImagenet true for those that Keras publishes
 * @param file the file that holds them; empty for the published ones and for random ones
 */
record Weights(boolean isImagenet, Optional<Path> file) {
    static final Weights IMAGENET = new Weights(true, Optional.empty());
    static final Weights NONE = new Weights(false, Optional.empty());

    /** {@code "imagenet"}, {@code "none"}, or the name of a file. */
    static Weights of(String text) {
        return switch (text) {
            case "imagenet" -> IMAGENET;
            case "none" -> NONE;
            default -> of(path(text));
        };
    }

    static Weights of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw unknown(file.toString(), null);
        }
        return new Weights(false, Optional.of(file));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw unknown(text, e);
        }
    }

    private static InvalidArgumentException unknown(String received, Throwable cause) {
        return new InvalidArgumentException(
                JerasException.message(
                        "There are no such weights.",
                        "\"imagenet\" (published by Keras), \"none\" (random), or a file that is there",
                        received,
                        "choose one of the words, or correct the name of the file"),
                cause);
    }

    /** True when they are to be random. */
    boolean areRandom() {
        return !isImagenet && file.isEmpty();
    }

    @Override
    public String toString() {
        return isImagenet ? "\"imagenet\"" : file.map(Path::toString).orElse("\"none\"");
    }
}
