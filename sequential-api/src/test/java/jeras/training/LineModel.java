package jeras.training;

import jeras.Input;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.optimizers.SGD;

/** The smallest model, {@code y = w x + b} from w = b = 0, and what training must make of it, worked out by hand. */
final class LineModel {
    static final double[][] X = {{1}, {2}, {3}, {4}};
    static final double[][] Y = {{3}, {5}, {7}, {9}};

    private double w;
    private double b;

    /** The model, compiled with {@code mse} and plain gradient descent at 0.01. */
    static Sequential compiled() {
        Sequential model = Sequential.of(Input.of(1), Dense.of(1).kernelInitializer("zeros"));
        model.compile(c -> c.optimizer(SGD.of(0.01)).loss("mse").metrics("mae"));
        return model;
    }

    /** One step on the given samples; returns the loss before it. */
    double step(double[] weights, int... samples) {
        double loss = loss(weights, samples);
        double dw = 0;
        double db = 0;
        for (int i : samples) {
            double slope = 2 * weights[i] * (w * X[i][0] + b - Y[i][0]) / samples.length;
            dw += slope * X[i][0];
            db += slope;
        }
        w -= 0.01 * dw;
        b -= 0.01 * db;
        return loss;
    }

    double step(int... samples) {
        return step(new double[] {1, 1, 1, 1}, samples);
    }

    double loss(double[] weights, int... samples) {
        double sum = 0;
        for (int i : samples) {
            sum += weights[i] * Math.pow(w * X[i][0] + b - Y[i][0], 2);
        }
        return sum / samples.length;
    }

    double loss(int... samples) {
        return loss(new double[] {1, 1, 1, 1}, samples);
    }

    double w() {
        return w;
    }
}
