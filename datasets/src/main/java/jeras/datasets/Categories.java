package jeras.datasets;

import java.util.List;
import jeras.Array;

/**
 * A column of names as codes.
 *
 * @param codes indices into {@code names}, INT32 {@code (n)}; -1 where the name is missing
 * @param names what the codes 0, 1, 2, ... mean
 */
public record Categories(Array codes, List<String> names) {
    /** Keeps the names as they are now. */
    public Categories {
        names = List.copyOf(names);
    }

    /** How many and which, never the codes. */
    @Override
    public String toString() {
        return "Categories(" + codes.length() + " of " + String.join(", ", names) + ")";
    }
}
