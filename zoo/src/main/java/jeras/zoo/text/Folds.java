package jeras.zoo.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jeras.Array;
import jeras.zoo.text.LabelledTexts.Parts;

/**
 * The outcome of a cross-validation.
 *
 * @param probabilities {@code (n, classes)}, for each text by the model that had not seen it
 * @param accuracies of the folds
 */
record Folds(Array probabilities, List<Double> accuracies) {
    /** Trains a model on a part and says what it thinks of the other, {@code (m, classes)}. */
    @FunctionalInterface
    interface Trial {
        Array predict(Parts parts) throws IOException;
    }

    static Folds run(LabelledTexts texts, int count, long seed, Trial trial) throws IOException {
        int classes = texts.classNames().size();
        double[] probabilities = new double[texts.size() * classes];
        List<Double> accuracies = new ArrayList<>();
        List<List<Integer>> folds = texts.folds(count, seed);
        for (int i = 0; i < count; i++) {
            List<Integer> train = new ArrayList<>();
            for (int other = 0; other < count; other++) {
                train.addAll(other == i ? List.of() : folds.get(other));
            }
            Collections.sort(train);
            Parts parts = new Parts(texts.select(train), texts.select(folds.get(i)));
            Array said = trial.predict(parts);
            double[] rows = said.toDoubleArray();
            int[] classOf = said.argMax(1).toIntArray();
            int right = 0;
            for (int row = 0; row < classOf.length; row++) {
                System.arraycopy(
                        rows, row * classes, probabilities, folds.get(i).get(row) * classes, classes);
                right += classOf[row] == parts.test().labels()[row] ? 1 : 0;
            }
            accuracies.add((double) right / classOf.length);
            System.out.println(
                    String.format(Locale.ROOT, "fold %d of %d: %.1f %% right", i + 1, count, 100 * accuracies.get(i)));
        }
        Folds all = new Folds(Array.of(probabilities, texts.size(), classes), List.copyOf(accuracies));
        System.out.println(String.format(
                Locale.ROOT, "all folds: %.1f %% right, +- %.1f among them", 100 * all.mean(), 100 * all.deviation()));
        return all;
    }

    double mean() {
        return accuracies.stream().mapToDouble(a -> a).average().orElseThrow();
    }

    /** The standard deviation of a fold's accuracy. */
    double deviation() {
        double mean = mean();
        double squares =
                accuracies.stream().mapToDouble(a -> (a - mean) * (a - mean)).sum();
        return Math.sqrt(squares / (accuracies.size() - 1));
    }

    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy, mean of the folds", mean());
        metrics.put("standard deviation of a fold", deviation());
        return metrics;
    }
}
