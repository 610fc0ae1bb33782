package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * How a recurrent layer goes along its sequences.
 *
 * @param mask the steps that count, boolean {@code (batch, time)}; null for all
 * @param backwards from the last step to the first
 * @param zeroOutput whether the output of a masked step is zeros instead of the output before it
 * @param wantsStates whether the last states are read
 */
record Walk(Tensor mask, boolean backwards, boolean zeroOutput, boolean wantsStates, boolean training) {
    /** What a walk gives: each step's output in the order of the steps taken, the last output, the last states. */
    record Result(Tensor sequence, Tensor last, List<Tensor> states) {
        /**
         * Keras's unrolled loop goes backwards through the mask, but on TensorFlow and PyTorch it clears the sequence by the mask
         * as it was given; models trained there expect that.
         */
        Result clearedAsUnrolled(Tensor mask) {
            Tensor cleared = Ops.where(ofRank(mask, sequence.rank()), sequence, 0);
            Tensor lastKept = Ops.squeeze(mask.get(":, :1"), 1);
            return new Result(cleared, Ops.where(ofRank(lastKept, last.rank()), last, 0), states);
        }
    }

    /** Takes a cell along {@code x}, {@code (batch, time, ...)}, from its first states. */
    Result along(Cell cell, Tensor x, List<Tensor> first) {
        if (cell instanceof StackedRNNCells stack) {
            return stacked(stack, x, first);
        }
        if (cell instanceof KerasCell<?, ?> known) {
            return fuses(known) ? fused(known, x, first) : loop(cell, known.steps(x, training), x, first);
        }
        return loop(cell, eachOnItsOwn(cell, x), x, first);
    }

    /**
     * One cell after the other over the whole sequence: it comes to the same as all cells at each step, because a masked step
     * changes no cell's state, and lets each use its kernel for all steps.
     */
    private Result stacked(StackedRNNCells stack, Tensor x, List<Tensor> first) {
        Walk forwards = backwards ? new Walk(flipped(mask), false, zeroOutput, wantsStates, training) : this;
        Tensor sequence = backwards ? flipped(x) : x;
        List<Tensor> states = new ArrayList<>();
        Tensor last = null;
        int from = 0;
        for (Cell cell : stack.cells()) {
            int to = from + cell.stateShapes().size();
            Result result = forwards.along(cell, sequence, first.subList(from, to));
            sequence = result.sequence;
            last = result.last;
            states.addAll(result.states);
            from = to;
        }
        return new Result(sequence, last, states);
    }

    /** Under a mask a kernel leaves no states but the one that is the output. */
    private boolean fuses(KerasCell<?, ?> cell) {
        return cell.canFuse(training)
                && (mask == null || !wantsStates || cell.stateShapes().size() == 1);
    }

    /** All steps in one kernel. */
    private Result fused(KerasCell<?, ?> cell, Tensor x, List<Tensor> first) {
        Tensor ordered = backwards ? flipped(x) : x;
        if (mask == null) {
            List<Tensor> all = cell.fused(ordered, first, training);
            return new Result(all.get(0), all.get(1), all.subList(1, all.size()));
        }
        // A masked step changes nothing, so the kernel may see the other steps first, without gaps; what it makes of
        // the masked ones after them is never read. Each step's output is then the one at its count of unmasked steps.
        Tensor keep = backwards ? flipped(mask) : mask;
        Tensor packed = Ops.takeSteps(ordered, Ops.keptFirst(keep));
        Tensor y = cell.fused(packed, first, training).get(0);
        Tensor place = Ops.cumsum(keep, 1).subtract(1); // (batch, time), -1 before the first unmasked step
        Tensor begun = Ops.greaterEqual(place, 0);
        Tensor lastPlace = place.get(":, -1:");
        Tensor lastBegun = begun.get(":, -1:");
        Tensor last = unpacked(y, lastPlace, zeroOutput ? keep.get(":, -1:") : lastBegun);
        return new Result(
                unpacked(y, place, zeroOutput ? keep : begun),
                Ops.squeeze(last, 1),
                wantsStates ? List.of(lastState(y, lastPlace, lastBegun, first.get(0))) : List.of());
    }

    /** The output at the last unmasked step; the first state where there is none. */
    private static Tensor lastState(Tensor y, Tensor place, Tensor begun, Tensor first) {
        return Ops.where(begun, Ops.squeeze(Ops.takeSteps(y, Ops.maximum(place, 0)), 1), first);
    }

    private static Tensor unpacked(Tensor y, Tensor place, Tensor shown) {
        return Ops.where(Ops.expandDims(shown, -1), Ops.takeSteps(y, Ops.maximum(place, 0)), 0);
    }

    /** One step at a time. */
    private Result loop(Cell cell, KerasCell.Steps steps, Tensor x, List<Tensor> first) {
        Shape output = new Shape(x.size(0)).addAll(cell.outputShape());
        List<Tensor> sequences = new ArrayList<>(steps.sequences());
        if (mask != null) {
            sequences.add(ofRank(swapped(mask), output.dimension() + 1)); // (time, batch, 1, ...)
        }
        List<Tensor> start = new ArrayList<>(List.of(Ops.fullLike(x, output, 0, x.dataType())));
        start.addAll(first);
        List<Tensor> end = Ops.scan(
                (before, elements) -> {
                    List<Tensor> after = mask == null
                            ? steps.step().apply(before.subList(1, before.size()), elements)
                            : masked(steps, before, elements);
                    List<Tensor> all = new ArrayList<>(after);
                    all.add(after.get(0));
                    return all;
                },
                start,
                sequences,
                0,
                backwards);
        return new Result(swapped(end.get(end.size() - 1)), end.get(0), end.subList(1, end.size() - 1));
    }

    /** A step that changes only the rows that the mask, the last of the elements, keeps. */
    private List<Tensor> masked(KerasCell.Steps steps, List<Tensor> before, List<Tensor> elements) {
        Tensor keep = elements.get(elements.size() - 1);
        List<Tensor> made =
                steps.step().apply(before.subList(1, before.size()), elements.subList(0, elements.size() - 1));
        List<Tensor> after = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            Tensor kept = ofRank(keep, made.get(i).rank());
            after.add(
                    i == 0 && zeroOutput
                            ? Ops.where(kept, made.get(i), 0)
                            : Ops.where(kept, made.get(i), before.get(i)));
        }
        return after;
    }

    /** A mask with as many axes of length 1 behind its own as make up a rank. */
    private static Tensor ofRank(Tensor keep, int rank) {
        Tensor fit = keep;
        while (fit.rank() < rank) {
            fit = Ops.expandDims(fit, -1);
        }
        while (fit.rank() > rank) {
            fit = Ops.squeeze(fit, -1);
        }
        return fit;
    }

    /** The steps of a cell of the user's own. */
    private static KerasCell.Steps eachOnItsOwn(Cell cell, Tensor x) {
        Layer layer = (Layer) cell;
        return new KerasCell.Steps(List.of(swapped(x)), (states, elements) -> {
            List<Tensor> inputs = new ArrayList<>(elements);
            inputs.addAll(states);
            List<Tensor> made = layer.applyAll(inputs);
            requireFit(layer, made, cell.outputShape(), states);
            return made;
        });
    }

    private static void requireFit(Layer layer, List<Tensor> made, Shape output, List<Tensor> states) {
        List<Shape> expected = new ArrayList<>(List.of(new Shape(-1).addAll(output)));
        states.forEach(s -> expected.add(s.shape()));
        List<Shape> received = made.stream().map(Tensor::shape).toList();
        boolean fit = received.size() == expected.size()
                && IntStream.range(0, expected.size())
                        .allMatch(i -> Shapes.compatible(expected.get(i), received.get(i)));
        if (!fit) {
            throw new ShapeMismatchException(JerasException.message(
                    layer.titleAndPlace() + " makes no step that another can follow.",
                    "the output and the new states, " + text(expected),
                    text(received),
                    "let stateShapes() and outputShape() say what call gives"));
        }
    }

    /** Shapes as messages show them. */
    static String text(List<Shape> shapes) {
        return String.join(" and ", shapes.stream().map(Shapes::text).toList());
    }

    private static Tensor flipped(Tensor x) {
        return x == null ? null : Ops.flip(x, 1);
    }

    /** {@code (batch, time, ...)} as {@code (time, batch, ...)}, and back. */
    static Tensor swapped(Tensor x) {
        List<Integer> axes =
                new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        Collections.swap(axes, 0, 1);
        return Ops.transpose(x, Tuple.ints(axes));
    }
}
