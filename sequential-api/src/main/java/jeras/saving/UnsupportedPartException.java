package jeras.saving;

import jeras.FileFormatException;

/** A sound file holds something that Jeras does not have, such as a layer. */
public final class UnsupportedPartException extends FileFormatException {
    private static final long serialVersionUID = 1L;

    private final String part;

    UnsupportedPartException(String part, String message) {
        super(message);
        this.part = part;
    }

    /** What is missing: a class name such as {@code "Conv3D"}, or a class and an argument. */
    public String part() {
        return part;
    }
}
