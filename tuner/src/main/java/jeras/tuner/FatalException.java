package jeras.tuner;

import jeras.InvalidArgumentException;

/** Carries what would go wrong in every trial through the place where failures of a single one are caught. */
final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final InvalidArgumentException reason;

    FatalException(String message) {
        super(message);
        reason = new InvalidArgumentException(message);
    }

    InvalidArgumentException reason() {
        return reason;
    }
}
