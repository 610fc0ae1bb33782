package jeras.saving;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.util.function.Supplier;
import jeras.FileFormatException;
import jeras.JerasException;

/** Where in which file something stands: what every message about a file begins with. */
record Place(Path file, String inside) {
    /** The usual advice: whoever reads a damaged file can only get a better copy. */
    static final String COPY_AGAIN = "the file is damaged or was cut short: copy it again or save the model again";

    Place(Path file) {
        this(file, "");
    }

    /** A place further inside: a member of an archive, or an object of an HDF5 file. */
    Place at(String part) {
        return new Place(file, inside.isEmpty() ? part : inside + ", " + part);
    }

    FileFormatException error(String expected, String received, String fix) {
        return new FileFormatException(JerasException.message("Cannot read " + this + ".", expected, received, fix));
    }

    FileFormatException damaged(String expected, String received) {
        return error(expected, received, COPY_AGAIN);
    }

    FileFormatException unreadable(IOException cause) {
        return new FileFormatException(
                JerasException.message(
                        "Cannot read " + this + ".",
                        "a readable file",
                        cause.toString(),
                        "check that the file is still there, and its permissions"),
                cause);
    }

    /** Runs a parser over bytes that were read whole: where it runs out of them, the structure lies about its size. */
    <T> T parse(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // The last one is what a buffer throws for a position behind its end.
            throw damaged("a complete structure", "one that ends before its last field");
        }
    }

    @Override
    public String toString() {
        return inside.isEmpty() ? file.toString() : file + " (" + inside + ")";
    }
}
