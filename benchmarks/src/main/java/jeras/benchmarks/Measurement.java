package jeras.benchmarks;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/**
 * What one process measured; one line of JSON, the same from Java and from Python.
 *
 * @param steps steps an epoch
 * @param batch samples a step
 * @param stepMsMedian the median over the epochs after the first of an epoch's milliseconds divided by its steps
 * @param stepMsBest the same for the fastest epoch
 * @param firstEpochS seconds of the first epoch, which compiles
 * @param predictBatchMs milliseconds to predict one batch
 * @param predictOneMs milliseconds to predict one sample
 * @param peakMb the largest resident memory of the process, in megabytes of 2^20 bytes
 */
record Measurement(
        String workload,
        String engine,
        int steps,
        int batch,
        double stepMsMedian,
        double stepMsBest,
        double firstEpochS,
        double predictBatchMs,
        double predictOneMs,
        long peakMb) {
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .create();

    static Measurement parse(String line) {
        return GSON.fromJson(line, Measurement.class);
    }

    String toJson() {
        return GSON.toJson(this);
    }
}
