package jeras.constraints;

import jeras.InvalidArgumentException;

/** The built-in constraints by Keras's ids. */
public final class Constraints {
    private Constraints() {}

    static Constraint of(String id) {
        return x -> {
            throw new InvalidArgumentException(id);
        };
    }
}
