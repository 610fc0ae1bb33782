package jeras.optimizers;

import java.util.List;
import java.util.function.BiFunction;
import jeras.ops.Foreach;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/** The arguments of {@link Adam} and {@link AdamW}, and what both do with them. */
record AdamConfig(double beta1, double beta2, double epsilon, boolean amsgrad) {
    static final AdamConfig DEFAULT = new AdamConfig(0.9, 0.999, 1e-7, false);

    void createSlots(List<Variable> variables, BiFunction<String, List<Variable>, List<Variable>> slots) {
        // Keras's files have both slots of a variable side by side, and the maxima after all of them.
        for (Variable v : variables) {
            slots.apply("momentum", List.of(v));
            slots.apply("velocity", List.of(v));
        }
        if (amsgrad) {
            slots.apply("velocity_hat", variables);
        }
    }

    void update(
            List<Variable> variables,
            List<Tensor> gradients,
            Tensor learningRate,
            Tensor step,
            BiFunction<String, List<Variable>, List<Variable>> slots) {
        Foreach.fusedAdam(
                variables,
                gradients,
                slots.apply("momentum", variables),
                slots.apply("velocity", variables),
                amsgrad ? slots.apply("velocity_hat", variables) : List.of(),
                learningRate,
                step,
                beta1,
                beta2,
                epsilon);
    }
}
