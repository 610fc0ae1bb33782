package jeras.tuner;

import java.util.List;
import java.util.stream.IntStream;

/** The integers from one to another, both included. */
record IntegerRange(
        String name, int min, int max, double step, Sampling sampling, int chosenDefault, List<Condition> conditions)
        implements HyperParameter, Declared {
    IntegerRange {
        conditions = List.copyOf(conditions);
        new NumberRange(min, max, step, sampling).checked("The hyperparameter \"" + name + "\"");
    }

    private NumberRange range() {
        return new NumberRange(min, max, step, sampling);
    }

    @Override
    public Integer defaultValue() {
        return chosenDefault;
    }

    @Override
    public List<Object> values() {
        IntStream all = range().hasStep()
                ? IntStream.range(0, range().countForGrid(name)).map(i -> (int) range().at(i))
                : IntStream.range(0, 10).map(i -> toValue(i * 0.1 + 0.05));
        return all.distinct().<Object>mapToObj(Integer::valueOf).toList();
    }

    /** One more than the greatest value, so that it is as likely as the others. */
    private double end() {
        return max + 1.0;
    }

    @Override
    public Integer toValue(double probability) {
        return range().hasStep()
                ? (int) range().withStep(probability)
                : (int) Math.min(sampling.value(probability, min, end()), max);
    }

    @Override
    public double toProbability(Object value) {
        double number = ((Number) value).doubleValue();
        return range().hasStep() ? range().placeWithStep(number) : sampling.probability(number + 0.5, min, end());
    }

    @Override
    public String toString() {
        return "Int(min_value=" + min + ", max_value=" + max + (range().hasStep() ? ", step=" + (int) step : "")
                + ", sampling=" + sampling.id() + ", default=" + chosenDefault + ")";
    }
}
