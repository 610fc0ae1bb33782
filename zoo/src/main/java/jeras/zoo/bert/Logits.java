package jeras.zoo.bert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jeras.Array;
import jeras.Model;
import jeras.applications.text.TextBatches;
import jeras.data.Batch;

/** A model's answers to texts of different lengths. */
final class Logits {
    private Logits() {}

    /** For each text the outputs of a model, one after the other: {@code (n)} for each of the outputs, or {@code (n, classes)}. */
    static List<List<Array>> of(Model model, TextBatches texts) {
        List<List<Array>> all = new ArrayList<>();
        for (Batch batch : texts.dataset(model)) {
            List<Array> outputs =
                    model.predictAll(batch.x(), p -> p.batchSize(batch.size()).verbose(0));
            for (int i = 0; i < batch.size(); i++) {
                int row = i;
                all.add(outputs.stream().map(o -> o.get(row)).toList());
            }
        }
        return all;
    }

    static double[] softmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElse(0);
        double[] powers = Arrays.stream(logits).map(v -> Math.exp(v - largest)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(p -> p / sum).toArray();
    }

    static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
