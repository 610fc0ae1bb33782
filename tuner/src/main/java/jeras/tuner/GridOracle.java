package jeras.tuner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks all combinations, the last hyperparameter fastest, each from its default on. What is first asked for while a trial trains
 * joins the walk after it.
 */
final class GridOracle implements Oracle {
    @Override
    public Optional<Map<String, Object>> next(Tried tried) {
        if (tried.trials().isEmpty()) {
            return Optional.of(tried.values(HyperParameter::defaultValue));
        }
        return after(
                tried.space(), tried.trials().get(tried.trials().size() - 1).values());
    }

    /** The combination after one; empty after the last. */
    private static Optional<Map<String, Object>> after(HyperParameters space, Map<String, Object> last) {
        HyperParameters now = space.with(last);
        Map<String, Object> values = new LinkedHashMap<>(now.values());
        List<HyperParameter> parameters = space.space();
        // Backwards, so that what a condition holds for changes before the condition itself.
        for (int i = parameters.size() - 1; i >= 0; i--) {
            HyperParameter parameter = parameters.get(i);
            if (now.isActive(parameter)) {
                List<Object> all = parameter.defaultFirst();
                int at = all.indexOf(values.get(parameter.name()));
                if (at < all.size() - 1) {
                    values.put(parameter.name(), all.get(at + 1));
                    return Optional.of(space.with(values).values());
                }
                // Taken away, it begins again at its default.
                values.remove(parameter.name());
            }
        }
        return Optional.empty();
    }
}
