package jeras.metrics;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import jeras.Array;
import jeras.backend.Eager;

/** A metric that takes values in at once, outside the training loop: two small programs over its state. */
final class EagerMetric {
    private final Eager updates;
    private final Eager results;

    EagerMetric(Metric metric) {
        updates = new Eager(false, x -> {
            if (x.size() == 1) {
                metric.update(x.get(0));
            } else {
                metric.record(x.get(0), x.get(1), x.size() == 3 ? x.get(2) : null);
            }
            return List.of(metric.recordResult());
        });
        results = new Eager(false, x -> List.of(metric.recordResult()));
    }

    /** @param values the values alone, or targets, predictions and perhaps weights */
    Array update(List<Object> values) {
        return updates.call(values.stream().map(EagerMetric::array).toList(), true)
                .get(0);
    }

    Array result() {
        return results.call(List.of(), false).get(0);
    }

    /** At least one sample, in the precision of the state. */
    private static Array array(Object value) {
        Array array = Array.of(value);
        Array samples = array.rank() == 0 ? array.reshape(1) : array;
        return samples.dataType() == DataType.FLOAT64 ? samples.cast(DataType.FLOAT32) : samples;
    }
}
