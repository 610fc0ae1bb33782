package jeras.ops;

import java.util.List;
import jeras.ShapeMismatchException;

/** What loops ask of their states. */
final class Loops {
    private Loops() {}

    /** That a step gives as many states, and of the same kinds, as it gets. */
    static void sameStates(List<Tensor> before, List<Tensor> after) {
        boolean same = before.size() == after.size();
        for (int i = 0; same && i < before.size(); i++) {
            same = before.get(i).dataType() == after.get(i).dataType()
                    && Shapes.compatible(before.get(i).shape(), after.get(i).shape());
        }
        if (!same) {
            throw new ShapeMismatchException(ShapeMismatchException.message(
                    "A step of a loop does not give the states that it gets.",
                    before.toString(),
                    after.toString(),
                    "cast or reshape the new states"));
        }
    }
}
