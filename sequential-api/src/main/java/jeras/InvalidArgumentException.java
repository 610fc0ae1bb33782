package jeras;

/** An argument, an option or a string id that cannot be taken. */
public final class InvalidArgumentException extends JerasException {
    private static final long serialVersionUID = 1L;

    public InvalidArgumentException(String message) {
        super(message);
    }

    public InvalidArgumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
