package jeras.layers;

import java.util.Map;
import java.util.Set;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * The corrections of batch renormalization, which let training see nearly what comes after it.
 *
 * @see <a href="https://arxiv.org/abs/1702.03275">Ioffe, 2017</a>
 */
final class Renormalization {
    private Renormalization() {}

    /** What to multiply and add after normalizing with the batch's own statistics. */
    record Affine(Tensor gamma, Tensor beta) {}

    static void check(Map<String, Double> clipping) {
        Set<String> known = Set.of("rmax", "rmin", "dmax");
        if (clipping == null) {
            return;
        }
        double rmax = clipping.getOrDefault("rmax", Double.POSITIVE_INFINITY);
        double rmin = clipping.getOrDefault("rmin", Double.NEGATIVE_INFINITY);
        if (!known.containsAll(clipping.keySet()) || rmax < rmin || clipping.getOrDefault("dmax", 0.0) < 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "BatchNormalization cannot be made.",
                    "renormClipping of rmax, rmin not above it, and dmax of at least 0",
                    clipping.toString(),
                    "give any of the three"));
        }
    }

    /**
     * Gamma and beta with the corrections r and d in them, through which no gradient flows.
     *
     * @param clipping bounds of r and d; null for none
     */
    static Affine affine(
            Tensor mean,
            Tensor variance,
            Tensor renormMean,
            Tensor renormStddev,
            Tensor gamma,
            Tensor beta,
            double epsilon,
            Map<String, Double> clipping) {
        // Not less than what a batch of equal numbers has, or the first steps would divide by zero.
        Tensor stddev = Ops.maximum(renormStddev, Math.sqrt(epsilon));
        Tensor r = Ops.sqrt(variance.add(epsilon)).divide(stddev);
        Tensor d = mean.subtract(renormMean).divide(stddev);
        Map<String, Double> bounds = clipping == null ? Map.of() : clipping;
        r = bounds.containsKey("rmin") ? Ops.maximum(r, bounds.get("rmin")) : r;
        r = bounds.containsKey("rmax") ? Ops.minimum(r, bounds.get("rmax")) : r;
        d = bounds.containsKey("dmax") ? Ops.clip(d, -bounds.get("dmax"), bounds.get("dmax")) : d;
        return new Affine(
                gamma.multiply(Ops.stopGradient(r)),
                gamma.multiply(Ops.stopGradient(d)).add(beta));
    }
}
