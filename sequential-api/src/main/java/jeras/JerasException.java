package jeras;

/**
 * The root of everything that Jeras throws; unchecked.
 *
 * <p>A message says what happened and where, what was expected, what was received and how to fix it.
 */
public abstract class JerasException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JerasException(String message) {
        super(message);
    }

    JerasException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Lays out a message in the house form.
     *
     * @param what what happened and where, one sentence
     * @param expected what would have been right
     * @param received what was there instead
     * @param fix what to do about it
     */
    public static String message(String what, String expected, String received, String fix) {
        return what + "\n  expected: " + expected + "\n  received: " + received + "\n  fix:      " + fix;
    }
}
