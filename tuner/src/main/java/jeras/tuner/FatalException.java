package jeras.tuner;

import java.util.function.Supplier;
import jeras.InvalidArgumentException;

/** Carries what would go wrong in every trial through the place where failures of a single one are caught. */
final class FatalException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final InvalidArgumentException reason;

    FatalException(String message) {
        super(message);
        reason = new InvalidArgumentException(message);
    }

    /** Does something, and throws what would go wrong in every trial as what it is. */
    static <T> T unwrapped(Supplier<T> action) {
        try {
            return action.get();
        } catch (FatalException e) {
            throw e.reason;
        }
    }
}
