package jeras.utils;

import jeras.Array;

/** The values of tensors that a program was told to print. */
public final class Printout {
    private Printout() {}

    /** Prints {@code label: value}; what has several rows begins on a line of its own. */
    public static void print(String label, Array value) {
        System.out.println(label + ":" + (value.rank() < 2 ? " " : System.lineSeparator()) + value);
    }
}
