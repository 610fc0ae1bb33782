package jeras.layers;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Replicas;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;

/**
 * Batch normalization: {@code y = gamma · (x - mean) / sqrt(variance + epsilon) + beta}, for each channel.
 *
 * <p>In training, mean and variance are those of the batch, and the moving ones follow them; elsewhere, and always
 * when the layer is not {@code trainable}, they are the moving ones. Steps that the mask leaves out count for neither.
 *
 * <ul>
 *   <li>input {@code (batch, ..., channels)}, output the same
 *   <li>gamma, beta, moving mean, moving variance, and with {@code renorm} moving deviation, renorm mean and renorm deviation: each
 *       {@code (channels)}
 * </ul>
 *
 * <pre>{@code BatchNormalization.of().momentum(0.9)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, 2015</a>
 * @see <a href="https://keras.io/api/layers/normalization_layers/batch_normalization/">keras.layers.BatchNormalization</a>
 */
public final class BatchNormalization extends KerasLayer<BatchNormalization, BatchNormalization.Config> {
    /** What Keras adds to a number of steps so that none divides by zero. */
    private static final double FUZZ = 1e-7;

    private Variable gamma;
    private Variable beta;
    private Variable movingMean;
    private Variable movingVariance;
    private Variable movingStddev;
    private Variable renormMean;
    private Variable renormStddev;

    /** Keras's arguments. */
    record Config(
            int axis,
            double momentum,
            double epsilon,
            boolean center,
            boolean scale,
            Initializer betaInitializer,
            Initializer gammaInitializer,
            Initializer movingMeanInitializer,
            Initializer movingVarianceInitializer,
            Regularizer betaRegularizer,
            Regularizer gammaRegularizer,
            Constraint betaConstraint,
            Constraint gammaConstraint,
            boolean renorm,
            Map<String, Double> renormClipping,
            double renormMomentum,
            boolean synchronize) {
        Config {
            Renormalization.check(renormClipping);
        }
    }

    BatchNormalization(Config config) {
        super(config, BatchNormalization::new);
    }

    public static BatchNormalization of() {
        return new BatchNormalization(new Config(
                -1,
                0.99,
                1e-3,
                true,
                true,
                Initializer.of("zeros"),
                Initializer.of("ones"),
                Initializer.of("zeros"),
                Initializer.of("ones"),
                null,
                null,
                null,
                null,
                false,
                null,
                0.99,
                false));
    }

    /** The axis of the channels: 1 after a convolution with {@code channels_first}. Default: -1. */
    public BatchNormalization axis(int axis) {
        return with("axis", axis);
    }

    /** The share of the old value in a moving statistic's new one. Default: 0.99. */
    public BatchNormalization momentum(double momentum) {
        return with("momentum", momentum);
    }

    /** Added to the variance. Default: 0.001. */
    public BatchNormalization epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** Whether beta is added. Default: true. */
    public BatchNormalization center(boolean center) {
        return with("center", center);
    }

    /** Whether the result is multiplied by gamma. Default: true. */
    public BatchNormalization scale(boolean scale) {
        return with("scale", scale);
    }

    /** Default: {@code zeros}. */
    public BatchNormalization betaInitializer(String id) {
        return betaInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public BatchNormalization betaInitializer(Initializer initializer) {
        return with("betaInitializer", initializer);
    }

    /** Default: {@code ones}. */
    public BatchNormalization gammaInitializer(String id) {
        return gammaInitializer(Initializer.of(id));
    }

    /** Default: {@code ones}. */
    public BatchNormalization gammaInitializer(Initializer initializer) {
        return with("gammaInitializer", initializer);
    }

    /** Default: {@code zeros}. */
    public BatchNormalization movingMeanInitializer(String id) {
        return movingMeanInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public BatchNormalization movingMeanInitializer(Initializer initializer) {
        return with("movingMeanInitializer", initializer);
    }

    /** Default: {@code ones}. */
    public BatchNormalization movingVarianceInitializer(String id) {
        return movingVarianceInitializer(Initializer.of(id));
    }

    /** Default: {@code ones}. */
    public BatchNormalization movingVarianceInitializer(Initializer initializer) {
        return with("movingVarianceInitializer", initializer);
    }

    /** Default: none. */
    public BatchNormalization betaRegularizer(String id) {
        return betaRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public BatchNormalization betaRegularizer(Regularizer penalty) {
        return with("betaRegularizer", penalty);
    }

    /** Default: none. */
    public BatchNormalization gammaRegularizer(String id) {
        return gammaRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public BatchNormalization gammaRegularizer(Regularizer penalty) {
        return with("gammaRegularizer", penalty);
    }

    /** Default: none. */
    public BatchNormalization betaConstraint(String id) {
        return betaConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public BatchNormalization betaConstraint(Constraint projection) {
        return with("betaConstraint", projection);
    }

    /** Default: none. */
    public BatchNormalization gammaConstraint(String id) {
        return gammaConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public BatchNormalization gammaConstraint(Constraint projection) {
        return with("gammaConstraint", projection);
    }

    /** Whether training corrects the batch's mean and deviation towards the moving ones. Default: false. */
    public BatchNormalization renorm(boolean renorm) {
        return with("renorm", renorm);
    }

    /** The bounds of the corrections, any of {@code rmax}, {@code rmin} and {@code dmax}. Default: none. */
    public BatchNormalization renormClipping(Map<String, Double> renormClipping) {
        return with("renormClipping", renormClipping);
    }

    /** The share of the old value in the new one, of the statistics that corrections aim at. Default: 0.99. */
    public BatchNormalization renormMomentum(double renormMomentum) {
        return with("renormMomentum", renormMomentum);
    }

    /**
     * Whether several devices that share a batch, as with {@link jeras.distribution.DataParallel}, normalize by the mean and
     * variance of all of it, and not each by those of its share: Keras's {@code synchronized=True}. Default: false.
     */
    public BatchNormalization synchronize(boolean synchronize) {
        return with("synchronize", synchronize);
    }

    @Override
    protected void build(Shape input) {
        Check.rankAtLeast(this, input, 2);
        Shape shape = new Shape(Check.knownAxis(this, input, config.axis));
        if (config.scale) {
            gamma = weight("gamma", shape, config.gammaInitializer, config.gammaRegularizer, config.gammaConstraint)
                    .autocast(false);
        }
        if (config.center) {
            beta = weight("beta", shape, config.betaInitializer, config.betaRegularizer, config.betaConstraint)
                    .autocast(false);
        }
        movingMean = statistic("moving_mean", shape, config.movingMeanInitializer);
        movingVariance = statistic("moving_variance", shape, config.movingVarianceInitializer);
        if (config.renorm) {
            Initializer deviation = (s, type) -> Ops.sqrt(config.movingVarianceInitializer.apply(s, type));
            movingStddev = statistic("moving_stddev", shape, deviation);
            renormMean = statistic("renorm_mean", shape, config.movingMeanInitializer);
            renormStddev = statistic("renorm_stddev", shape, deviation);
        }
    }

    private Variable statistic(String name, Shape shape, Initializer initializer) {
        return weight(name, shape, variableDtype(), false, initializer).autocast(false);
    }

    @Override
    protected Tensor call(Tensor input, Call call) {
        Check.axis(this, input.shape(), config.axis, movingMean.size(0));
        Tensor x = Precision.wide(input);
        boolean learns = call.training() && isTrainable();
        boolean sums = call.mask() != null || (config.synchronize && Replicas.active());
        Tensor y = !learns ? moving(x) : sums ? summed(x, call.mask()) : config.renorm ? renormalized(x) : batch(x);
        return Ops.cast(y, computeDtype());
    }

    private Tensor moving(Tensor x) {
        Tensor y = Ops.batchNorm(
                second(x),
                gamma(x.dataType()),
                beta(x.dataType()),
                Ops.cast(movingMean, x.dataType()),
                Ops.cast(movingVariance, x.dataType()),
                config.epsilon);
        return back(y);
    }

    private Tensor batch(Tensor x) {
        List<Tensor> y = Ops.batchNorm(second(x), gamma(x.dataType()), beta(x.dataType()), config.epsilon);
        // The kernel gives 1 / sqrt(variance + epsilon); where the variance is 0, rounding may take it below.
        Tensor variance = Ops.reciprocal(Ops.square(y.get(2))).subtract(config.epsilon);
        follow(y.get(1), Ops.maximum(variance, 0));
        return back(y.get(0));
    }

    private Tensor renormalized(Tensor x) {
        int[] others = others(x.rank());
        Tensor mean = Ops.mean(x, false, others);
        Tensor variance = Ops.variance(x, false, others);
        Renormalization.Affine affine = renormalize(mean, variance);
        return back(Ops.batchNorm(second(x), affine.gamma(), affine.beta(), config.epsilon)
                .get(0));
    }

    /** The batch's own gamma and beta; the statistics follow. */
    private Renormalization.Affine renormalize(Tensor mean, Tensor variance) {
        Renormalization.Affine affine = Renormalization.affine(
                mean,
                variance,
                renormMean,
                renormStddev,
                gamma(mean.dataType()),
                beta(mean.dataType()),
                config.epsilon,
                config.renormClipping);
        Tensor stddev = Ops.sqrt(variance.add(config.epsilon));
        follow(renormMean, mean, config.renormMomentum);
        follow(renormStddev, stddev, config.renormMomentum);
        follow(movingMean, mean, config.momentum);
        follow(movingStddev, stddev, config.momentum);
        // The moving deviation read here is the new one.
        movingVariance.assign(Ops.relu(Ops.square(movingStddev).subtract(config.epsilon)));
        return affine;
    }

    private static void follow(Variable statistic, Tensor value, double momentum) {
        statistic.assign(
                statistic.multiply(momentum).add(Ops.stopGradient(value).multiply(1 - momentum)));
    }

    private int[] others(int rank) {
        int axis = Shapes.axis(config.axis, rank);
        return IntStream.range(0, rank).filter(a -> a != axis).toArray();
    }

    /** By what is summed here, and not in a kernel: over the steps that a mask keeps, or over the whole of a shared batch. */
    private Tensor summed(Tensor x, Tensor mask) {
        if (mask != null && mask.rank() != x.rank() - 1) {
            throw Check.wrong(
                    this,
                    x.shape(),
                    "a mask with one axis less than the input",
                    "a mask of shape " + Shapes.text(mask.shape()),
                    "end the mask before this layer, or normalize where the steps are");
        }
        int axis = Shapes.axis(config.axis, x.rank());
        int[] others = others(x.rank());
        Tensor kept = mask == null ? null : Ops.broadcastTo(Ops.expandDims(mask, -1), x.shape());
        Tensor count = kept == null
                ? total(Ops.count(x)).divide((double) movingMean.size(0))
                : total(Ops.sum(Ops.cast(kept, x.dataType()), true, others)).add(FUZZ);
        Tensor mean = total(Ops.sum(kept(kept, x), true, others)).divide(count);
        Tensor squares = Ops.square(kept(kept, x.subtract(mean)));
        Tensor variance = total(Ops.sum(squares, true, others)).divide(count);
        Tensor g = gamma;
        Tensor b = beta;
        if (config.renorm) {
            Renormalization.Affine affine = renormalize(Ops.squeeze(mean, others), Ops.squeeze(variance, others));
            g = affine.gamma();
            b = affine.beta();
        } else {
            follow(Ops.squeeze(mean, others), Ops.squeeze(variance, others));
        }
        long[] shape = new long[x.rank()];
        Arrays.fill(shape, 1);
        shape[axis] = movingMean.size(0);
        Tensor y = x.subtract(mean).multiply(Ops.rsqrt(variance.add(config.epsilon)));
        y = g == null ? y : y.multiply(Ops.reshape(g, shape));
        return b == null ? y : y.add(Ops.reshape(b, shape));
    }

    private static Tensor kept(Tensor kept, Tensor x) {
        return kept == null ? x : Ops.where(kept, x, 0);
    }

    /** Over the whole batch where it is asked for, else over this device's share. */
    private Tensor total(Tensor sum) {
        return config.synchronize ? Replicas.sum(sum) : sum;
    }

    private void follow(Tensor mean, Tensor variance) {
        follow(movingMean, mean, config.momentum);
        follow(movingVariance, variance, config.momentum);
    }

    private Tensor gamma(DataType type) {
        return gamma == null ? Ops.ones(movingMean.shape(), type) : Ops.cast(gamma, type);
    }

    private Tensor beta(DataType type) {
        return beta == null ? Ops.zeros(movingMean.shape(), type) : Ops.cast(beta, type);
    }

    /** The channels as the second axis, a view. */
    private Tensor second(Tensor x) {
        return Ops.transpose(x, order(x.rank()));
    }

    private Tensor back(Tensor y) {
        int[] order = order(y.rank());
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return Ops.transpose(y, inverse);
    }

    private int[] order(int rank) {
        int axis = Shapes.axis(config.axis, rank);
        int[] others = others(rank);
        int[] order = new int[rank];
        order[0] = others[0];
        order[1] = axis;
        System.arraycopy(others, 1, order, 2, rank - 2);
        return order;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    /** In training the samples of a batch share their mean and variance. */
    @Override
    boolean treatsSamplesAlone(boolean training) {
        return !training || !isTrainable();
    }

    @Override
    public List<String> acceptedArguments() {
        return List.of(CallOptions.TRAINING, CallOptions.MASK);
    }
}
