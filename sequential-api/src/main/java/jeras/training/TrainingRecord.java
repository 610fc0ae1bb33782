package jeras.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one {@code fit} was told and given, for whoever wants to know later where a model comes from: data, options, seed, device.
 * {@code model.save(file, s -> s.trainingRecord(history))} writes it.
 *
 * @param facts names as they stand in the file; values are texts, numbers, truth values, null, and lists and maps of these
 */
public record TrainingRecord(Map<String, Object> facts) {
    public TrainingRecord {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
