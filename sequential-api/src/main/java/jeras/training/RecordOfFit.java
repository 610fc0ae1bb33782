package jeras.training;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import jeras.Array;
import jeras.Keras;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.ops.Seeds;
import jeras.ops.Shapes;
import jeras.utils.DataTypes;

/** Gathers a {@link TrainingRecord} as a training begins. */
final class RecordOfFit {
    private RecordOfFit() {}

    /** @param validation null for none */
    static TrainingRecord of(Source training, Source validation, FitOptions options) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("device", Keras.device());
        OptionalLong seed = Seeds.chosen();
        facts.put("random_seed", seed.isPresent() ? seed.getAsLong() : null);
        // As text: not every reader of JSON has whole numbers of 64 bits.
        facts.put("seeds_at_start", Long.toString(Seeds.state()));
        facts.put("fit", told(options));
        facts.put("training_data", training.describe());
        facts.put("validation_data", validation == null ? null : validation.describe());
        return new TrainingRecord(facts);
    }

    private static Map<String, Object> told(FitOptions options) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("batch_size", options.batchSize == 0 ? null : options.batchSize);
        told.put("epochs", options.epochs);
        told.put("initial_epoch", options.initialEpoch);
        told.put("shuffle", options.shuffle);
        told.put("validation_split", options.validationSplit);
        told.put("validation_freq", options.validationFreq);
        told.put("steps_per_epoch", options.stepsPerEpoch == 0 ? null : options.stepsPerEpoch);
        told.put("class_weight", texts(options.classWeight));
        Map<String, Object> byOutput = new LinkedHashMap<>();
        options.outputClassWeights.forEach((output, weights) -> byOutput.put(output, texts(weights)));
        told.put("class_weight_by_output", byOutput);
        told.put(
                "callbacks",
                options.callbacks.stream()
                        .map(c -> c.getClass().getSimpleName())
                        .toList());
        return told;
    }

    private static Map<String, Object> texts(Map<Integer, Double> weights) {
        Map<String, Object> texts = new LinkedHashMap<>();
        weights.forEach((label, weight) -> texts.put(Integer.toString(label), weight));
        return texts;
    }

    static Map<String, Object> ofArrays(Batch data, int samples) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "arrays");
        facts.put("samples", samples);
        facts.put("inputs", shapes(data.x()));
        facts.put("targets", shapes(data.y()));
        facts.put("fingerprint", DataFingerprint.of(data));
        return facts;
    }

    private static List<String> shapes(List<Array> arrays) {
        return arrays.stream()
                .map(a -> DataTypes.name(a.dataType()) + " " + Shapes.text(a.shape()))
                .toList();
    }

    /** A data set may be without an end, or make its batches anew in each walk: it is named, not read. */
    static Map<String, Object> ofDataset(Dataset data) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "data set");
        facts.put("batches", data.cardinality().isPresent() ? data.cardinality().getAsLong() : null);
        facts.put("fingerprint", null);
        facts.put("fingerprint_note", "only arrays have one: a data set is not read through for it");
        return facts;
    }
}
