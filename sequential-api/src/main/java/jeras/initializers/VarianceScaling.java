package jeras.initializers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Locale;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Arguments;
import jeras.utils.Records;

/**
 * Random numbers with the variance {@code scale / n}, n the number of input units, of output units, or their mean.
 *
 * <p>Uniform numbers lie within {@code ±sqrt(3 scale / n)}. The truncated normal ones are drawn with the standard deviation
 * {@code sqrt(scale / n) / 0.8796}, so that {@code sqrt(scale / n)} is left after the cut at two of them.
 *
 * <pre>{@code VarianceScaling.of().scale(2).mode("fan_out").distribution("uniform")}</pre>
 *
 * @param scale above 0; 1 by default
 * @param mode {@code "fan_in"}, the default, {@code "fan_out"} or {@code "fan_avg"}
 * @param distribution {@code "truncated_normal"}, the default, also called {@code "normal"}; {@code "untruncated_normal"} or
 *     {@code "uniform"}
 * @param seed makes the same numbers at every call; null, the default, others for each weight
 * @see <a href="https://keras.io/api/layers/initializers/#variancescaling-class">keras.initializers.VarianceScaling</a>
 */
public record VarianceScaling(double scale, String mode, String distribution, Long seed) implements FanInitializer {
    /** The standard deviation of a normal distribution with the standard deviation 1 after the cut at ±2. */
    private static final double TRUNCATED = 0.8796256610342398;

    public VarianceScaling {
        Arguments.positive("VarianceScaling", "scale", scale);
        Arguments.oneOf("VarianceScaling", "mode", mode, "fan_in", "fan_out", "fan_avg");
        String lower = distribution.toLowerCase(Locale.ROOT);
        distribution = lower.equals("normal") ? "truncated_normal" : lower;
        Arguments.oneOf(
                "VarianceScaling", "distribution", distribution, "truncated_normal", "untruncated_normal", "uniform");
    }

    /** With the scale 1 over the inputs, truncated normal. */
    public static VarianceScaling of() {
        return of(1, "fan_in", "truncated_normal");
    }

    public static VarianceScaling of(double scale, String mode, String distribution) {
        return new VarianceScaling(scale, mode, distribution, null);
    }

    /** Default: 1. */
    public VarianceScaling scale(double value) {
        return Records.with(this, "scale", value);
    }

    /** Default: {@code fan_in}. */
    public VarianceScaling mode(String value) {
        return Records.with(this, "mode", value);
    }

    /** Default: {@code truncated_normal}. */
    public VarianceScaling distribution(String value) {
        return Records.with(this, "distribution", value);
    }

    /** Default: none. */
    public VarianceScaling seed(long value) {
        return Records.with(this, "seed", value);
    }

    @Override
    public VarianceScaling scaling() {
        return this;
    }

    Tensor draw(Shape shape, DataType type, Fans fans) {
        double variance = scale / Math.max(1, units(fans));
        return Draw.from(seed, type, t -> switch (distribution) {
            case "truncated_normal" -> Ops.truncatedNormal(shape, 0, Math.sqrt(variance) / TRUNCATED, t);
            case "untruncated_normal" -> Ops.randomNormal(shape, 0, Math.sqrt(variance), t);
            default -> Ops.randomUniform(shape, -Math.sqrt(3 * variance), Math.sqrt(3 * variance), t);
        });
    }

    private double units(Fans fans) {
        return switch (mode) {
            case "fan_in" -> fans.in();
            case "fan_out" -> fans.out();
            default -> (fans.in() + fans.out()) / 2.0;
        };
    }
}
