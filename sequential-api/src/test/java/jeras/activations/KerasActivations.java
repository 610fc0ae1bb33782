package jeras.activations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The numbers that Keras prints: keras_activations.csv, written by keras_activations.py beside it. */
final class KerasActivations {
    private final double[] x;
    private final Map<String, double[]> valuesById;
    private final Map<String, double[]> gradientsById;

    private KerasActivations(double[] x, Map<String, double[]> valuesById, Map<String, double[]> gradientsById) {
        this.x = x;
        this.valuesById = valuesById;
        this.gradientsById = gradientsById;
    }

    static KerasActivations read() {
        double[] x = {};
        Map<String, double[]> values = new LinkedHashMap<>();
        Map<String, double[]> gradients = new LinkedHashMap<>();
        for (String line : text().lines().toList()) {
            String[] words = line.split(",");
            double[] numbers = Arrays.stream(words)
                    .skip(2)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (words[0].equals("x")) {
                x = numbers;
            } else {
                (words[1].equals("value") ? values : gradients).put(words[0], numbers);
            }
        }
        return new KerasActivations(x, values, gradients);
    }

    private static String text() {
        try (InputStream in = KerasActivations.class.getResourceAsStream("keras_activations.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double[] x() {
        return x;
    }

    Set<String> ids() {
        return valuesById.keySet();
    }

    double[] values(String id) {
        return valuesById.get(id);
    }

    double[] gradients(String id) {
        return gradientsById.get(id);
    }
}
