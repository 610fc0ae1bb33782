package jeras;

/** The native engine could not be started, or a device that was asked for is not there. */
public final class EngineStartException extends JerasException {
    private static final long serialVersionUID = 1L;

    public EngineStartException(String message) {
        super(message);
    }

    public EngineStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
