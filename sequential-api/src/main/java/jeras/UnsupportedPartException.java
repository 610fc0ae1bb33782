package jeras;

/** A sound file of a model holds something that Jeras does not have, such as a layer. */
public final class UnsupportedPartException extends JerasException {
    private static final long serialVersionUID = 1L;

    private final String part;

    /** @param part what is missing: a class name such as {@code "Conv3D"}, or a class and an argument */
    public UnsupportedPartException(String part, String message) {
        super(message);
        this.part = part;
    }

    /** What is missing: a class name such as {@code "Conv3D"}, or a class and an argument. */
    public String part() {
        return part;
    }
}
