package jeras;

/** A program failed while it ran on the device. */
public final class ExecutionException extends JerasException {
    private static final long serialVersionUID = 1L;

    public ExecutionException(String message) {
        super(message);
    }

    public ExecutionException(String message, Throwable cause) {
        super(message, cause);
    }
}
