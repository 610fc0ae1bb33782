package jeras.serving;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ShapeMismatchException;

/**
 * What a model's output says about classes.
 *
 * @param classNames in the order of the outputs; of a single output, which is the probability of the second class, two
 * @param fromLogits whether the outputs are not probabilities yet
 * @param topK the most classes that an answer holds
 */
record ClassScores(List<String> classNames, boolean fromLogits, int topK) {
    private static final int MOST = 5;

    ClassScores {
        classNames = List.copyOf(classNames);
        if (classNames.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The translator cannot be made.",
                    "a name for each class",
                    "no names",
                    "name the classes in the order of the model's outputs"));
        }
    }

    static ClassScores of(List<String> classNames) {
        return new ClassScores(classNames, false, MOST);
    }

    /** Refuses another number of names than of classes, where the model says it. */
    void check(Model model) {
        List<ai.djl.ndarray.types.Shape> outputs = model.outputShapes();
        long last = outputs.get(0).dimension() == 2 ? outputs.get(0).get(1) : -1;
        boolean fits = last == classNames.size() || (last == 1 && classNames.size() == 2);
        if (outputs.size() != 1 || !fits) {
            throw new ShapeMismatchException(JerasException.message(
                    "The classes do not belong to this model.",
                    "one output of shape (batch, " + classNames.size() + ")",
                    outputs.toString(),
                    "name as many classes as the model tells apart"));
        }
    }

    ClassScores withLogits(boolean logits) {
        return new ClassScores(classNames, logits, topK);
    }

    ClassScores withTopK(int classes) {
        if (classes < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option topK cannot be set.",
                    "at least 1",
                    Integer.toString(classes),
                    "give a number of classes"));
        }
        return new ClassScores(classNames, fromLogits, classes);
    }

    /** One answer for each row of the output {@code (batch, classes)}. */
    List<Classifications> read(NDList outputs, int rows) {
        NDArray output = outputs.singletonOrThrow();
        float[] all = output.toFloatArray();
        int size = all.length / rows;
        List<Classifications> answers = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            answers.add(classes(Arrays.copyOfRange(all, row * size, (row + 1) * size)));
        }
        return answers;
    }

    private Classifications classes(float[] outputs) {
        double[] scores = outputs.length == 1 && classNames.size() == 2 ? two(outputs[0]) : probabilities(outputs);
        List<Double> values = Arrays.stream(scores).boxed().toList();
        Classifications answer = new Classifications(classNames, values);
        answer.setTopK(topK);
        return answer;
    }

    private double[] two(double output) {
        double second = fromLogits ? 1 / (1 + Math.exp(-output)) : output;
        return new double[] {1 - second, second};
    }

    private double[] probabilities(float[] outputs) {
        double[] scores = new double[outputs.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = outputs[i];
        }
        if (fromLogits) {
            double highest = Arrays.stream(scores).max().orElse(0);
            double sum = Arrays.stream(scores).map(s -> Math.exp(s - highest)).sum();
            Arrays.setAll(scores, i -> Math.exp(scores[i] - highest) / sum);
        }
        return scores;
    }
}
