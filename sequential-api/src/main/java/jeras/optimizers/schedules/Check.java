package jeras.optimizers.schedules;

import jeras.InvalidArgumentException;
import jeras.JerasException;

/** What schedules ask of their arguments. */
final class Check {
    private Check() {}

    static void positive(String schedule, String argument, double value) {
        if (!(value > 0)) {
            throw new InvalidArgumentException(JerasException.message(
                    schedule + " cannot be made.",
                    argument + " above 0",
                    Double.toString(value),
                    "give the number of steps after which the learning rate has decayed"));
        }
    }
}
