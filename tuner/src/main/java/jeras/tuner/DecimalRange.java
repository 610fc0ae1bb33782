package jeras.tuner;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import jeras.utils.PythonText;

/** The numbers from one to another, both included. */
record DecimalRange(
        String name,
        double min,
        double max,
        double step,
        Sampling sampling,
        double chosenDefault,
        List<Condition> conditions)
        implements HyperParameter, Declared {
    DecimalRange {
        conditions = List.copyOf(conditions);
        new NumberRange(min, max, step, sampling).checked("The hyperparameter \"" + name + "\"");
    }

    private NumberRange range() {
        return new NumberRange(min, max, step, sampling);
    }

    @Override
    public Double defaultValue() {
        return chosenDefault;
    }

    @Override
    public List<Object> values() {
        DoubleStream all = range().hasStep()
                ? IntStream.range(0, range().countForGrid(name)).mapToDouble(range()::at)
                : IntStream.range(0, 10).mapToDouble(i -> toValue(i * 0.1 + 0.05));
        return all.distinct().<Object>mapToObj(Double::valueOf).toList();
    }

    @Override
    public Double toValue(double probability) {
        return range().hasStep() ? range().withStep(probability) : sampling.value(probability, min, max);
    }

    @Override
    public double toProbability(Object value) {
        double number = ((Number) value).doubleValue();
        if (range().hasStep()) {
            return range().placeWithStep(number);
        }
        return min == max ? 0.5 : sampling.probability(number, min, max);
    }

    @Override
    public String toString() {
        return "Float(min_value=" + PythonText.number(min) + ", max_value=" + PythonText.number(max)
                + (range().hasStep() ? ", step=" + PythonText.number(step) : "") + ", sampling=" + sampling.id()
                + ", default=" + PythonText.number(chosenDefault) + ")";
    }
}
