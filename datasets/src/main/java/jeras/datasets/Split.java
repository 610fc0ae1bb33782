package jeras.datasets;

import jeras.Array;
import jeras.ShapeMismatchException;

/**
 * A data set in its two parts: one to train on, one to test with; what {@code load_data()} returns in Keras.
 *
 * <pre>{@code
 * Split mnist = Mnist.load();
 * model.fit(mnist.xTrain(), mnist.yTrain());
 * model.evaluate(mnist.xTest(), mnist.yTest());
 * }</pre>
 *
 * @param xTrain the samples to train on, {@code (n, ...)}
 * @param yTrain their labels, {@code (n, ...)}
 * @param xTest the samples to test with, {@code (m, ...)}
 * @param yTest their labels, {@code (m, ...)}
 */
public record Split(Array xTrain, Array yTrain, Array xTest, Array yTest) {
    /** Throws {@link ShapeMismatchException} when a part has not as many labels as samples. */
    public Split {
        Samples.requireSameCount("xTrain", xTrain, "yTrain", yTrain);
        Samples.requireSameCount("xTest", xTest, "yTest", yTest);
    }

    /** The part to train on. */
    public Samples train() {
        return new Samples(xTrain, yTrain);
    }

    /** The part to test with. */
    public Samples test() {
        return new Samples(xTest, yTest);
    }

    /** Shapes and data types, never the values. */
    @Override
    public String toString() {
        return "Split(xTrain=" + Samples.describe(xTrain)
                + ", yTrain=" + Samples.describe(yTrain)
                + ", xTest=" + Samples.describe(xTest)
                + ", yTest=" + Samples.describe(yTest) + ")";
    }
}
