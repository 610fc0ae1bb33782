package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;

/**
 * Layer normalization: {@code y = gamma · (x - mean) / sqrt(variance + epsilon) + beta}, for each sample over some
 * axes.
 *
 * <ul>
 *   <li>input {@code (batch, ..., features)}, output the same
 *   <li>gamma and beta: the lengths of the axes, {@code (features)} for the last one
 * </ul>
 *
 * <pre>{@code LayerNormalization.of().epsilon(1e-6)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba et al., 2016</a>
 * @see <a href="https://keras.io/api/layers/normalization_layers/layer_normalization/">keras.layers.LayerNormalization</a>
 */
public final class LayerNormalization extends KerasLayer<LayerNormalization, LayerNormalization.Config> {
    private Variable gamma;
    private Variable beta;

    /** Keras's arguments. */
    record Config(
            List<Integer> axis,
            double epsilon,
            boolean center,
            boolean scale,
            boolean rmsScaling,
            Initializer betaInitializer,
            Initializer gammaInitializer,
            Regularizer betaRegularizer,
            Regularizer gammaRegularizer,
            Constraint betaConstraint,
            Constraint gammaConstraint) {
        Config {
            Check.positive("LayerNormalization", "a number of axes", axis.size());
            // As Keras does when it builds: this is the order of the weights' axes.
            axis = axis.stream().sorted().toList();
        }
    }

    LayerNormalization(Config config) {
        super(config, LayerNormalization::new);
    }

    public static LayerNormalization of() {
        return new LayerNormalization(new Config(
                List.of(-1),
                1e-3,
                true,
                true,
                false,
                Initializer.of("zeros"),
                Initializer.of("ones"),
                null,
                null,
                null,
                null));
    }

    /** The axes to normalize over. Default: -1. */
    public LayerNormalization axis(int... axis) {
        return with("axis", Arrays.stream(axis).boxed().toList());
    }

    /** Added to the variance. Default: 0.001. */
    public LayerNormalization epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** Whether beta is added. Default: true. */
    public LayerNormalization center(boolean center) {
        return with("center", center);
    }

    /** Whether the result is multiplied by gamma. Default: true. */
    public LayerNormalization scale(boolean scale) {
        return with("scale", scale);
    }

    /**
     * Whether only to divide by the deviation and multiply by gamma: {@code gamma · x / sqrt(variance + epsilon)}. For models that
     * have it; {@link RMSNormalization} divides by the root mean square. Default: false.
     */
    public LayerNormalization rmsScaling(boolean rmsScaling) {
        return with("rmsScaling", rmsScaling);
    }

    /** Default: {@code zeros}. */
    public LayerNormalization betaInitializer(String id) {
        return betaInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public LayerNormalization betaInitializer(Initializer initializer) {
        return with("betaInitializer", initializer);
    }

    /** Default: {@code ones}. */
    public LayerNormalization gammaInitializer(String id) {
        return gammaInitializer(Initializer.of(id));
    }

    /** Default: {@code ones}. */
    public LayerNormalization gammaInitializer(Initializer initializer) {
        return with("gammaInitializer", initializer);
    }

    /** Default: none. */
    public LayerNormalization betaRegularizer(String id) {
        return betaRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public LayerNormalization betaRegularizer(Regularizer penalty) {
        return with("betaRegularizer", penalty);
    }

    /** Default: none. */
    public LayerNormalization gammaRegularizer(String id) {
        return gammaRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public LayerNormalization gammaRegularizer(Regularizer penalty) {
        return with("gammaRegularizer", penalty);
    }

    /** Default: none. */
    public LayerNormalization betaConstraint(String id) {
        return betaConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public LayerNormalization betaConstraint(Constraint projection) {
        return with("betaConstraint", projection);
    }

    /** Default: none. */
    public LayerNormalization gammaConstraint(String id) {
        return gammaConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public LayerNormalization gammaConstraint(Constraint projection) {
        return with("gammaConstraint", projection);
    }

    @Override
    protected void build(Shape input) {
        Shape shape = new Shape(config.axis.stream()
                .mapToLong(a -> Check.knownAxis(this, input, a))
                .toArray());
        if (config.scale || config.rmsScaling) {
            gamma = weight("gamma", shape, config.gammaInitializer, config.gammaRegularizer, config.gammaConstraint);
        }
        if (config.center && !config.rmsScaling) {
            beta = weight("beta", shape, config.betaInitializer, config.betaRegularizer, config.betaConstraint);
        }
    }

    @Override
    protected Tensor call(Tensor input, Call call) {
        Variable weight = gamma == null ? beta : gamma;
        for (int i = 0; weight != null && i < config.axis.size(); i++) {
            Check.axis(this, input.shape(), config.axis.get(i), weight.size(i));
        }
        Tensor x = Precision.wide(input);
        int[] axes = Shapes.axes(Tuple.ints(config.axis), x.rank());
        boolean trailing = axes[0] == x.rank() - axes.length;
        Tensor y = trailing && !config.rmsScaling ? trailing(x, axes) : composed(x, axes);
        return Ops.cast(y, computeDtype());
    }

    /** In one kernel. */
    private Tensor trailing(Tensor x, int[] axes) {
        Shape shape = x.shape().slice(axes[0]);
        Tensor g = gamma == null ? Ops.ones(shape, x.dataType()) : Ops.reshape(Ops.cast(gamma, x.dataType()), shape);
        Tensor b = beta == null ? Ops.zeros(shape, x.dataType()) : Ops.reshape(Ops.cast(beta, x.dataType()), shape);
        return Ops.layerNorm(x, g, b, config.epsilon);
    }

    private Tensor composed(Tensor x, int[] axes) {
        Tensor variance = Ops.variance(x, true, axes);
        Tensor centered = config.rmsScaling ? x : x.subtract(Ops.mean(x, true, axes));
        Tensor y = centered.multiply(Ops.rsqrt(variance.add(config.epsilon)));
        long[] shape = new long[x.rank()];
        Arrays.fill(shape, 1);
        Arrays.stream(axes).forEach(a -> shape[a] = x.size(a));
        y = gamma == null ? y : y.multiply(Ops.reshape(gamma, shape));
        return beta == null ? y : y.add(Ops.reshape(beta, shape));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    /** It computes in float32 at least, whatever the policy: in 16 bits sums overflow. */
    @Override
    boolean castsWeights() {
        return false;
    }
}
