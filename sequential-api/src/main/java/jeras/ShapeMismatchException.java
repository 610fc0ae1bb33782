package jeras;

/** An array or a tensor whose shape does not fit where it goes. */
public final class ShapeMismatchException extends JerasException {
    private static final long serialVersionUID = 1L;

    public ShapeMismatchException(String message) {
        super(message);
    }

    public ShapeMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
