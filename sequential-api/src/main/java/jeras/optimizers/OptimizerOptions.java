package jeras.optimizers;

import java.util.ArrayList;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Foreach;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * What every optimizer of Keras's catalogue may be told; null for what it was not.
 *
 * @param weightDecay the share, times the learning rate, by which each weight shrinks before an update
 * @param clipnorm the greatest norm of a variable's gradient
 * @param clipvalue the greatest absolute value of a gradient's elements
 * @param globalClipnorm the greatest norm of all gradients together
 * @param notDecayed patterns; a variable whose path has one of them somewhere is not decayed
 */
public record OptimizerOptions(
        String name,
        Double weightDecay,
        Double clipnorm,
        Double clipvalue,
        Double globalClipnorm,
        List<String> notDecayed) {
    static final OptimizerOptions NONE = new OptimizerOptions(null, null, null, null, null, List.of());

    public OptimizerOptions {
        List<String> given = new ArrayList<>();
        check(given, "clipnorm", clipnorm);
        check(given, "clipvalue", clipvalue);
        check(given, "globalClipnorm", globalClipnorm);
        if (given.size() > 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The optimizer cannot be made.",
                    "only one of clipnorm, clipvalue and globalClipnorm",
                    String.join(" and ", given),
                    "leave one of them"));
        }
        notDecayed = List.copyOf(notDecayed);
    }

    private static void check(List<String> given, String option, Double limit) {
        if (limit == null) {
            return;
        }
        if (!(limit > 0)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The optimizer cannot be made.", option + " above 0", limit.toString(), "give a positive number"));
        }
        given.add(option);
    }

    /** True when gradients are clipped. */
    boolean clips() {
        return clipnorm != null || clipvalue != null || globalClipnorm != null;
    }

    /** The gradients after clipping. */
    List<Tensor> clip(List<Tensor> gradients) {
        if (clipnorm != null) {
            return Foreach.scaled(gradients, Foreach.clipFactors(gradients, clipnorm));
        }
        if (clipvalue != null) {
            return Foreach.clip(gradients, -clipvalue, clipvalue);
        }
        return globalClipnorm == null ? gradients : Foreach.scaled(gradients, globalFactor(gradients));
    }

    private Tensor globalFactor(List<Tensor> gradients) {
        Tensor norm = Foreach.globalNorm(gradients);
        Tensor factor = Ops.minimum(Ops.reciprocal(norm), 1 / globalClipnorm).multiply(globalClipnorm);
        // Adds 0; but when the norm is infinite all becomes NaN, as in Keras, instead of a quiet 0.
        return factor.add(norm.subtract(norm));
    }
}
