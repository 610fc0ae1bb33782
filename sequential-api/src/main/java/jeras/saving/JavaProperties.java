package jeras.saving;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jeras.layers.Bidirectional;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.losses.KerasLoss;
import jeras.metrics.KerasMetric;
import jeras.optimizers.KerasOptimizer;
import jeras.utils.Records;

/** The arguments of Keras's objects by name, in Keras's order, for whoever makes an equal object. */
final class JavaProperties {
    private JavaProperties() {}

    /** The arguments of a layer, loss, metric, optimizer or record; empty for any other object. */
    static Map<String, Object> of(Object object) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (object instanceof KerasLayer<?, ?> layer) {
            put(properties, layer.config());
            if (layer instanceof Bidirectional) {
                properties.compute("layer", (name, forward) -> undirected((KerasLayer<?, ?>) forward));
            }
            properties.put("activityRegularizer", layer.activityRegularizer());
        } else if (object instanceof KerasLoss<?, ?> loss) {
            put(properties, loss.config());
            properties.put("name", loss.name());
            properties.put("reduction", loss.reduction());
        } else if (object instanceof KerasMetric<?, ?> metric) {
            put(properties, metric.config());
            properties.put("name", metric.name());
        } else if (object instanceof KerasOptimizer<?, ?> optimizer) {
            properties.put(
                    "learningRate",
                    optimizer.schedule() == null ? (Object) optimizer.learningRate() : optimizer.schedule());
            put(properties, optimizer.config());
            put(properties, optimizer.options());
            // Until it is given one it has that of its class.
            properties.put("name", optimizer.name());
        } else if (object instanceof Record record) {
            put(properties, record);
        }
        return properties;
    }

    /** The layer with the name that it had before it was named after its direction. */
    private static Layer undirected(KerasLayer<?, ?> layer) {
        String prefix = "forward_";
        String name = layer.name();
        return name != null && name.startsWith(prefix) ? layer.name(name.substring(prefix.length())) : layer;
    }

    /** The method that tells a property. */
    static String option(String property) {
        return property.equals("notDecayed") ? "excludeFromWeightDecay" : property;
    }

    private static void put(Map<String, Object> properties, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            properties.put(component.getName(), Records.get(record, component));
        }
    }

    /** Whether two objects have the same class and the same arguments, down to the arguments' arguments. */
    static boolean same(Object a, Object b) {
        if (Objects.equals(a, b)) {
            return true;
        } else if (a == null || b == null || a.getClass() != b.getClass()) {
            return false;
        } else if (a instanceof List<?> as && b instanceof List<?> bs) {
            return same(as, bs);
        }
        Map<String, Object> left = of(a);
        Map<String, Object> right = of(b);
        return !left.isEmpty() && left.keySet().stream().allMatch(name -> same(left.get(name), right.get(name)));
    }

    private static boolean same(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }
}
