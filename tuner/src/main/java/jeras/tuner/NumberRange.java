package jeras.tuner;

import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * What ranges of integers and of decimals share.
 *
 * @param step the distance, or with a logarithm the factor, between values; NaN for any value
 */
record NumberRange(double min, double max, double step, Sampling sampling) {
    private static final int MOST_VALUES = 1_000_000;

    boolean hasStep() {
        return !Double.isNaN(step);
    }

    int count() {
        return sampling.count(min, max, step);
    }

    /** How many values a grid has; refuses what no search would come through. */
    int countForGrid(String name) {
        if (count() > MOST_VALUES) {
            throw refused(
                    "A grid of the values of \"" + name + "\"",
                    "at most " + MOST_VALUES + " values",
                    count() + " of them",
                    "give it a greater step");
        }
        return count();
    }

    double at(int index) {
        return sampling.at(index, min, max, step);
    }

    double withStep(double probability) {
        return at(Sampling.indexAt(probability, count()));
    }

    double placeWithStep(double value) {
        return Sampling.placeOf(sampling.index(value, min, max, step), count());
    }

    /** Refuses what no value could be taken from; {@code what} begins the message. */
    NumberRange checked(String what) {
        if (!(Double.isFinite(min) && Double.isFinite(max) && min <= max)) {
            throw refused(
                    what, "finite numbers, the least one first", min + " to " + max, "give the least value first");
        }
        if (sampling != Sampling.LINEAR && min <= 0) {
            throw refused(
                    what,
                    "a least value above 0 for sampling(\"" + sampling.id() + "\")",
                    Double.toString(min),
                    "raise the least value, or sample \"linear\"");
        }
        double least = sampling == Sampling.LINEAR ? 0 : 1;
        if (hasStep() && !(step > least && Double.isFinite(step))) {
            throw refused(
                    what,
                    "a step above " + (int) least + " with sampling(\"" + sampling.id() + "\")",
                    Double.toString(step),
                    sampling == Sampling.LINEAR
                            ? "give the distance between values"
                            : "give the factor between values");
        }
        return this;
    }

    static InvalidArgumentException refused(String what, String expected, String received, String fix) {
        return new InvalidArgumentException(JerasException.message(what + " cannot be made.", expected, received, fix));
    }
}
