package jeras.tuner;

import java.util.Arrays;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Regression by a Gaussian process with a Matérn kernel of order 5/2 and noise {@code alpha}, on values scaled to mean 0 and variance
 * 1: scikit-learn's {@code GaussianProcessRegressor(Matern(nu=2.5), alpha=alpha, normalize_y=True)}.
 *
 * <p>It takes the length scale with the greatest likelihood. There is one for all axes, so that a grid of its logarithm, refined
 * around the best, finds the greatest of all, which scikit-learn's restarts look for by chance.
 *
 * @see <a href="https://gaussianprocess.org/gpml/">Rasmussen and Williams: Gaussian Processes for Machine Learning</a>,
 *     algorithm 2.1 and equation 4.17
 */
final class GaussianProcess {
    /** The bounds of scikit-learn's length scale, as logarithms. */
    private static final double LEAST = Math.log(1e-5);

    private static final double GREATEST = Math.log(1e5);
    private static final double GRID = 0.5;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final double[][] x;
    private final double mean;
    private final double deviation;
    private final double lengthScale;
    private final double likelihood;
    private final Cholesky factor;
    private final double[] weights;

    /** What a process knows and expects at a place. */
    record Estimate(double mean, double deviation) {}

    private GaussianProcess(double[][] x, Scaled y, double alpha, double lengthScale) {
        this.x = x;
        this.mean = y.mean;
        this.deviation = y.deviation;
        this.lengthScale = lengthScale;
        this.factor = Cholesky.of(kernel(x, lengthScale, alpha));
        this.weights = factor == null ? new double[0] : factor.solve(y.values);
        this.likelihood = factor == null ? Double.NEGATIVE_INFINITY : likelihood(factor, weights, y.values);
    }

    /** Values with mean 0 and variance 1; equal values stay as far apart as they are. */
    private static final class Scaled {
        final double[] values;
        final double mean;
        final double deviation;

        Scaled(double[] y) {
            mean = Arrays.stream(y).average().orElse(0);
            double variance =
                    Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElse(0);
            deviation = variance > 0 ? Math.sqrt(variance) : 1;
            values = Arrays.stream(y).map(v -> (v - mean) / deviation).toArray();
        }
    }

    /**
     * Learns from values at places, with the likeliest length scale.
     *
     * @param x {@code (n, axes)}
     * @param y {@code (n)}
     * @param alpha the variance of the noise, in the scale of the normalized values; above 0
     */
    static GaussianProcess fit(double[][] x, double[] y, double alpha) {
        double best = LEAST;
        double likeliest = Double.NEGATIVE_INFINITY;
        for (double at = LEAST; at <= GREATEST; at += GRID) {
            double here = withLengthScale(x, y, alpha, Math.exp(at)).likelihood;
            if (here > likeliest) {
                best = at;
                likeliest = here;
            }
        }
        double low = Math.max(LEAST, best - GRID);
        double high = Math.min(GREATEST, best + GRID);
        while (high - low > 1e-6) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            boolean isLeftBetter = withLengthScale(x, y, alpha, Math.exp(left)).likelihood
                    > withLengthScale(x, y, alpha, Math.exp(right)).likelihood;
            if (isLeftBetter) {
                high = right;
            } else {
                low = left;
            }
        }
        GaussianProcess refined = withLengthScale(x, y, alpha, Math.exp((low + high) / 2));
        GaussianProcess fitted =
                refined.likelihood >= likeliest ? refined : withLengthScale(x, y, alpha, Math.exp(best));
        if (fitted.factor == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "BayesianOptimization cannot learn from the trials.",
                    "an alpha that keeps the covariances of " + x.length + " trials apart",
                    Double.toString(alpha),
                    "give a greater alpha, such as 1e-4"));
        }
        return fitted;
    }

    /** As {@link #fit}, with a given length scale. */
    static GaussianProcess withLengthScale(double[][] x, double[] y, double alpha, double lengthScale) {
        return new GaussianProcess(x, new Scaled(y), alpha, lengthScale);
    }

    double lengthScale() {
        return lengthScale;
    }

    /** The logarithm of the marginal likelihood of the normalized values. */
    double likelihood() {
        return likelihood;
    }

    /** The posterior mean and standard deviation at a place. */
    Estimate predict(double[] place) {
        double[] near = new double[x.length];
        double expected = 0;
        for (int i = 0; i < x.length; i++) {
            near[i] = covariance(x[i], place, lengthScale);
            expected += near[i] * weights[i];
        }
        double known = 0;
        for (double v : factor.forward(near)) {
            known += v * v;
        }
        return new Estimate(expected * deviation + mean, Math.sqrt(Math.max(0, 1 - known)) * deviation);
    }

    private static double likelihood(Cholesky factor, double[] weights, double[] y) {
        double fit = 0;
        for (int i = 0; i < y.length; i++) {
            fit += y[i] * weights[i];
        }
        return -0.5 * fit - factor.halfLogDeterminant() - 0.5 * y.length * Math.log(2 * Math.PI);
    }

    private static double[][] kernel(double[][] x, double lengthScale, double alpha) {
        double[][] kernel = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            kernel[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                kernel[i][j] = covariance(x[i], x[j], lengthScale);
            }
            kernel[i][i] = 1 + alpha;
        }
        return kernel;
    }

    /** Matérn 5/2: {@code (1 + √5 r + 5/3 r²) exp(-√5 r)} with the distance {@code r} in length scales. */
    private static double covariance(double[] a, double[] b, double lengthScale) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (a[i] - b[i]) / lengthScale;
            squares += difference * difference;
        }
        double r = Math.sqrt(5 * squares);
        return (1 + r + r * r / 3) * Math.exp(-r);
    }
}
