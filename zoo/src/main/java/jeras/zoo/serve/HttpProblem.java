package jeras.zoo.serve;

/** A request that is not answered, and what the client is told; it never leaves the service. */
final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int WRONG_METHOD = 405;
    static final int TOO_LARGE = 413;
    static final int WRONG_MEDIA_TYPE = 415;
    static final int UNKNOWN = 500;
    static final int BUSY = 503;

    private final int status;

    HttpProblem(int status, String message) {
        super(message);
        this.status = status;
    }

    HttpProblem(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    int status() {
        return status;
    }
}
