package jeras;

/** A call that the model cannot answer in its present state: not built, not compiled, already training. */
public final class ModelStateException extends JerasException {
    private static final long serialVersionUID = 1L;

    public ModelStateException(String message) {
        super(message);
    }

    public ModelStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
