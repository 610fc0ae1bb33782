package jeras.optimizers.schedules;

import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * One value up to, and with, the first boundary, the next up to the second, and so on.
 *
 * <pre>{@code PiecewiseConstantDecay.of(List.of(100_000, 110_000), List.of(1.0, 0.5, 0.1))}</pre>
 *
 * @param boundaries steps, growing
 * @param values one more than boundaries
 * @see <a href="https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay/">keras.optimizers.schedules.PiecewiseConstantDecay</a>
 */
public record PiecewiseConstantDecay(List<Long> boundaries, List<Double> values) implements LearningRateSchedule {
    public PiecewiseConstantDecay {
        boundaries = List.copyOf(boundaries);
        values = List.copyOf(values);
        if (boundaries.size() != values.size() - 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "PiecewiseConstantDecay cannot be made.",
                    "one more value than boundaries",
                    boundaries.size() + " boundaries and " + values.size() + " values",
                    "give the value before the first boundary, and one after each"));
        }
    }

    public static PiecewiseConstantDecay of(List<? extends Number> boundaries, List<? extends Number> values) {
        return new PiecewiseConstantDecay(
                boundaries.stream().map(Number::longValue).toList(),
                values.stream().map(Number::doubleValue).toList());
    }

    @Override
    public double at(long step) {
        int passed = 0;
        while (passed < boundaries.size() && step > boundaries.get(passed)) {
            passed++;
        }
        return values.get(passed);
    }
}
