package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Shapes;

/** What layers ask of their arguments and inputs, and the messages when they do not get it. */
final class Check {
    private Check() {}

    static void positive(String layer, String option, long value) {
        if (value < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.",
                    option + " of at least 1",
                    Long.toString(value),
                    "give a positive number"));
        }
    }

    static void rate(String layer, String option, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.",
                    option + " from 0 to 1",
                    Double.toString(value),
                    "give the share to drop, such as 0.5"));
        }
    }

    static void share(String layer, String option, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.", option + " from 0 to 1", Double.toString(value), "give such a number"));
        }
    }

    /** A number as a user would write it: without a fraction of zero. */
    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** For noise whose strength has no bound as the rate comes near 1. */
    static void rateBelowOne(String layer, double rate) {
        rate(layer, "rate", rate);
        if (rate == 1) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.", "a rate below 1", "1.0", "give a share such as 0.5"));
        }
    }

    static void oneOf(String layer, String option, String value, String... known) {
        if (!Arrays.asList(known).contains(value)) {
            throw new InvalidArgumentException(JerasException.message(
                    layer + " cannot be made.",
                    option + " one of " + String.join(", ", known),
                    "\"" + value + "\"",
                    "choose one of them"));
        }
    }

    static void rank(Layer layer, Shape input, int rank) {
        if (input.dimension() != rank) {
            throw wrong(
                    layer,
                    input,
                    rank + " axes with the batch",
                    input.dimension() + " axes",
                    "reshape it, or add Reshape or Flatten before this layer");
        }
    }

    static void rankAtLeast(Layer layer, Shape input, int rank) {
        if (input.dimension() < rank) {
            throw wrong(
                    layer,
                    input,
                    "at least " + rank + " axes with the batch",
                    input.dimension() + " axes",
                    "reshape it so that each sample has at least " + (rank - 1));
        }
    }

    /** The length of an axis that must be known. */
    static long knownAxis(Layer layer, Shape input, int axis) {
        long size = input.get(Shapes.axis(axis, input.dimension()));
        if (size < 0) {
            throw wrong(
                    layer,
                    input,
                    "a known length on axis " + axis,
                    "an unknown one",
                    "declare the input's shape in full");
        }
        return size;
    }

    /** That an axis has the length for which the weights were made. */
    static void axis(Layer layer, Shape input, int axis, long size) {
        int rank = input.dimension();
        long actual = input.get(Shapes.axis(axis, rank));
        if (actual >= 0 && actual != size) {
            String which = axis == -1 ? "last axis" : "axis " + axis;
            throw wrong(
                    layer,
                    input,
                    which + " = " + size,
                    Long.toString(actual),
                    "give it inputs with " + size + " there, or make a new layer for " + actual);
        }
    }

    static ShapeMismatchException wrong(Layer layer, Shape input, String expected, String received, String fix) {
        return new ShapeMismatchException(JerasException.message(
                layer.titleAndPlace() + " cannot take an input of shape " + Shapes.text(input) + ".",
                expected,
                received,
                fix));
    }
}
