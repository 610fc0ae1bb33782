package jeras.tuner;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jeras.InvalidArgumentException;
import jeras.utils.Suggestions;

/**
 * How places from 0 to 1 are laid over the numbers from {@code min} to {@code max}.
 *
 * <p>With a step there are finitely many numbers: a step added ({@code linear}) or multiplied ({@code log}; {@code reverse_log}
 * counts from the top).
 */
enum Sampling {
    LINEAR {
        @Override
        double value(double probability, double min, double max) {
            return probability * (max - min) + min;
        }

        @Override
        double probability(double value, double min, double max) {
            return (value - min) / (max - min);
        }

        @Override
        int count(double min, double max, double step) {
            return (int) (Math.floor((max - min) / step + ROUNDING) + 1);
        }

        @Override
        double at(double index, double min, double max, double step) {
            return min + index * step;
        }

        @Override
        double index(double value, double min, double max, double step) {
            return Math.floor((value - min) / step + ROUNDING);
        }
    },
    LOG {
        @Override
        double value(double probability, double min, double max) {
            return min * Math.pow(max / min, probability);
        }

        @Override
        double probability(double value, double min, double max) {
            return Math.log(value / min) / Math.log(max / min);
        }

        @Override
        int count(double min, double max, double step) {
            return logCount(min, max, step);
        }

        @Override
        double at(double index, double min, double max, double step) {
            return min * Math.pow(step, index);
        }

        @Override
        double index(double value, double min, double max, double step) {
            return Math.log(value / min) / Math.log(step);
        }
    },
    REVERSE_LOG {
        @Override
        double value(double probability, double min, double max) {
            return max + min - min * Math.pow(max / min, 1 - probability);
        }

        @Override
        double probability(double value, double min, double max) {
            return 1 - Math.log((max + min - value) / min) / Math.log(max / min);
        }

        @Override
        int count(double min, double max, double step) {
            return logCount(min, max, step);
        }

        @Override
        double at(double index, double min, double max, double step) {
            return max + min - min * Math.pow(step, index);
        }

        @Override
        double index(double value, double min, double max, double step) {
            return Math.log((max - value + min) / min) / Math.log(step);
        }
    };

    abstract double value(double probability, double min, double max);

    abstract double probability(double value, double min, double max);

    /** How many numbers there are with a step. */
    abstract int count(double min, double max, double step);

    abstract double at(double index, double min, double max, double step);

    abstract double index(double value, double min, double max, double step);

    /**
     * The least error of a quotient must not lose the last number: from 0 to 1 by 0.2 there are six, as KerasTuner documents, though
     * it has five.
     */
    private static final double ROUNDING = 1e-8;

    private static int logCount(double min, double max, double step) {
        return (int) (Math.log(max / min) / Math.log(step) + ROUNDING) + 1;
    }

    /** KerasTuner's id, such as {@code "reverse_log"}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Sampling of(String id) {
        List<String> ids = Arrays.stream(values()).map(Sampling::id).toList();
        if (!ids.contains(id)) {
            throw new InvalidArgumentException(Suggestions.unknown("sampling", id, ids));
        }
        return values()[ids.indexOf(id)];
    }

    /** Which of some equally likely things stands at a place from 0 to 1. */
    static int indexAt(double probability, int count) {
        return Math.min((int) Math.floor(probability / (1.0 / count)), count - 1);
    }

    /** The middle of the places of one of some equally likely things. */
    static double placeOf(double index, int count) {
        return (index + 0.5) * (1.0 / count);
    }
}
