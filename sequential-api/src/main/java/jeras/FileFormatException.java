package jeras;

/** A file that is damaged, foreign, hostile or of an unknown version. */
public class FileFormatException extends JerasException {
    private static final long serialVersionUID = 1L;

    public FileFormatException(String message) {
        super(message);
    }

    public FileFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
