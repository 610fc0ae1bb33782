package jeras.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jeras.JerasException;
import jeras.ModelStateException;
import jeras.ops.Tensor;

/**
 * The numbers that change from one step of training to the next, for each optimizer of the step: its learning rate and the number
 * of its update. A program takes them as one vector; which optimizers there are is found while the step is recorded.
 */
public final class UpdateNumbers {
    private static final ThreadLocal<UpdateNumbers> CURRENT = new ThreadLocal<>();

    private final Tensor vector;
    private final List<Use> uses = new ArrayList<>();

    private static final class Use {
        final Optimizer optimizer;
        int updates;

        Use(Optimizer optimizer) {
            this.optimizer = optimizer;
        }
    }

    /** @param vector float64 on the CPU, with two numbers for each optimizer */
    public UpdateNumbers(Tensor vector) {
        this.vector = vector;
    }

    /** Records a step, in which optimizers may update. */
    public <T> T record(Supplier<T> step) {
        UpdateNumbers before = CURRENT.get();
        CURRENT.set(this);
        try {
            return step.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** The learning rate and the number, from 1, of one update. */
    record Numbers(Tensor learningRate, Tensor step) {}

    /**
     * The numbers of the optimizer's next update in the step that is being recorded.
     *
     * @throws ModelStateException when none is
     */
    static Numbers next(Optimizer optimizer) {
        UpdateNumbers current = CURRENT.get();
        if (current == null) {
            throw new ModelStateException(JerasException.message(
                    "Optimizer \"" + optimizer.name() + "\" cannot update weights here.",
                    "apply and minimize called in a trainStep, while it is recorded",
                    "a call outside of one",
                    "override trainStep of a model and call them there"));
        }
        return current.of(optimizer);
    }

    private Numbers of(Optimizer optimizer) {
        int at = 0;
        while (at < uses.size() && uses.get(at).optimizer != optimizer) {
            at++;
        }
        if (at == uses.size()) {
            uses.add(new Use(optimizer));
        }
        Use use = uses.get(at);
        Tensor step = vector.get(Integer.toString(2 * at + 1));
        Numbers numbers = new Numbers(
                vector.get(Integer.toString(2 * at)), use.updates == 0 ? step : step.add((double) use.updates));
        use.updates++;
        return numbers;
    }

    /** The values of the vector for each of the next steps, a row each. */
    public double[][] values(int steps) {
        double[][] values = new double[steps][2 * uses.size()];
        for (int i = 0; i < uses.size(); i++) {
            Optimizer optimizer = uses.get(i).optimizer;
            long now = optimizer.tried();
            for (int step = 0; step < steps; step++) {
                optimizer.tried(now + (long) step * uses.get(i).updates);
                values[step][2 * i] = optimizer.learningRate();
                values[step][2 * i + 1] = optimizer.tried() + 1;
            }
            optimizer.tried(now);
        }
        return values;
    }

    /** Counts the updates of steps that have been made. */
    public void advance(int steps) {
        for (Use use : uses) {
            use.optimizer.tried(use.optimizer.tried() + (long) steps * use.updates);
        }
    }

    /** The optimizers of the step. */
    public List<Optimizer> optimizers() {
        return uses.stream().map(use -> use.optimizer).toList();
    }
}
