package jeras.training;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jeras.ExecutionException;
import jeras.JerasException;
import jeras.Model;
import jeras.backend.Values;
import jeras.layers.Taps;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * Part of a training program that looks at all numbers of a step: the data, what each layer gives, and the weights after their
 * update. Only one truth value for each leaves the program.
 */
final class NumericsCheck {
    private final List<Place> places = new ArrayList<>();
    private final List<Tensor> truths = new ArrayList<>();
    private Variable finite;

    /** Something that is looked at, and what helps when it is not finite. */
    private record Place(String what, String fix) {}

    /** Records a step with the looks at its numbers. */
    StepLogs record(Model model, StepData data, Supplier<StepLogs> step) {
        for (int i = 0; i < data.inputs().size(); i++) {
            look(
                    "input " + (i + 1),
                    "take such values out of the data",
                    data.inputs().get(i));
        }
        for (int i = 0; i < data.targets().size(); i++) {
            look(
                    "target " + (i + 1),
                    "take such values out of the data",
                    data.targets().get(i));
        }
        List<StepLogs> logs = new ArrayList<>();
        Taps.during(this::look, () -> logs.add(step.get()));
        for (Variable weight : model.weights()) {
            look(
                    "the weight \"" + weight.path() + "\" after its update",
                    "all layers gave finite numbers: look at the loss and at its gradient,"
                            + " and try a lower learning rate, or clipnorm",
                    weight);
        }
        finite = Variable.filled("finite", new Shape(truths.size()), DataType.FLOAT32, 1);
        finite.assign(Ops.stack(truths, 0));
        return logs.get(0);
    }

    private void look(Taps.Tap tap) {
        for (Tensor output : tap.outputs()) {
            look(
                    "the output of " + tap.layer().className() + " \"" + tap.path() + "\"",
                    "what goes into it is finite: look for a division by 0, a logarithm or a root of what is not positive,"
                            + " or an overflow",
                    output);
        }
    }

    private void look(String what, String fix, Tensor tensor) {
        if (tensor.dataType().isFloating()) {
            places.add(new Place(what, fix));
            truths.add(Ops.cast(Ops.all(Ops.isFinite(Ops.stopGradient(tensor))), DataType.FLOAT32));
        }
    }

    /**
     * Looks at what the last step has told.
     *
     * @throws ExecutionException if something was not finite
     */
    void check(int epoch, int step) {
        double[] all = Values.read(finite).toDoubleArray();
        for (int i = 0; i < all.length; i++) {
            if (all[i] == 0) {
                throw new ExecutionException(JerasException.message(
                        "Step " + (step + 1) + " of epoch " + (epoch + 1) + " makes numbers that are not finite.",
                        "finite numbers everywhere",
                        "NaN or infinity first in " + places.get(i).what(),
                        places.get(i).fix() + "; begin with new weights: these may be spoilt"));
            }
        }
    }
}
