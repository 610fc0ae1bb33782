package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;

/**
 * Group normalization: {@code y = gamma · (x - mean) / sqrt(variance + epsilon) + beta}, for each sample over the channels of a
 * group and all other axes.
 *
 * <ul>
 *   <li>input {@code (batch, ..., channels)}, output the same
 *   <li>gamma and beta {@code (channels)}
 * </ul>
 *
 * <pre>{@code GroupNormalization.of().groups(8)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1803.08494">Wu and He, 2018</a>
 * @see <a href="https://keras.io/api/layers/normalization_layers/group_normalization/">keras.layers.GroupNormalization</a>
 */
public final class GroupNormalization extends KerasLayer<GroupNormalization, GroupNormalization.Config> {
    private Variable gamma;
    private Variable beta;
    private long channels;

    /** Keras's arguments. */
    record Config(
            int groups,
            int axis,
            double epsilon,
            boolean center,
            boolean scale,
            Initializer betaInitializer,
            Initializer gammaInitializer,
            Regularizer betaRegularizer,
            Regularizer gammaRegularizer,
            Constraint betaConstraint,
            Constraint gammaConstraint) {
        Config {
            if (groups < 1 && groups != -1) {
                throw new InvalidArgumentException(JerasException.message(
                        "GroupNormalization cannot be made.",
                        "groups of at least 1, or -1 for as many as channels",
                        Integer.toString(groups),
                        "give a number that divides that of the channels"));
            }
        }
    }

    GroupNormalization(Config config) {
        super(config, GroupNormalization::new);
    }

    public static GroupNormalization of() {
        return new GroupNormalization(new Config(
                32, -1, 1e-3, true, true, Initializer.of("zeros"), Initializer.of("ones"), null, null, null, null));
    }

    /** How many groups the channels form; -1 for one of each channel, which is instance normalization. Default: 32. */
    public GroupNormalization groups(int groups) {
        return with("groups", groups);
    }

    /** The axis of the channels. Default: -1. */
    public GroupNormalization axis(int axis) {
        return with("axis", axis);
    }

    /** Added to the variance. Default: 0.001. */
    public GroupNormalization epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    /** Whether beta is added. Default: true. */
    public GroupNormalization center(boolean center) {
        return with("center", center);
    }

    /** Whether the result is multiplied by gamma. Default: true. */
    public GroupNormalization scale(boolean scale) {
        return with("scale", scale);
    }

    /** Default: {@code zeros}. */
    public GroupNormalization betaInitializer(String id) {
        return betaInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public GroupNormalization betaInitializer(Initializer initializer) {
        return with("betaInitializer", initializer);
    }

    /** Default: {@code ones}. */
    public GroupNormalization gammaInitializer(String id) {
        return gammaInitializer(Initializer.of(id));
    }

    /** Default: {@code ones}. */
    public GroupNormalization gammaInitializer(Initializer initializer) {
        return with("gammaInitializer", initializer);
    }

    /** Default: none. */
    public GroupNormalization betaRegularizer(String id) {
        return betaRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public GroupNormalization betaRegularizer(Regularizer penalty) {
        return with("betaRegularizer", penalty);
    }

    /** Default: none. */
    public GroupNormalization gammaRegularizer(String id) {
        return gammaRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public GroupNormalization gammaRegularizer(Regularizer penalty) {
        return with("gammaRegularizer", penalty);
    }

    /** Default: none. */
    public GroupNormalization betaConstraint(String id) {
        return betaConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public GroupNormalization betaConstraint(Constraint projection) {
        return with("betaConstraint", projection);
    }

    /** Default: none. */
    public GroupNormalization gammaConstraint(String id) {
        return gammaConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public GroupNormalization gammaConstraint(Constraint projection) {
        return with("gammaConstraint", projection);
    }

    @Override
    protected void build(Shape input) {
        Check.rankAtLeast(this, input, 2);
        channels = Check.knownAxis(this, input, config.axis);
        if (channels % groups() != 0) {
            throw Check.wrong(
                    this,
                    input,
                    "channels that " + groups() + " groups divide",
                    channels + " channels on axis " + config.axis,
                    "choose another number of groups");
        }
        if (config.scale) {
            gamma = weight(
                    "gamma",
                    new Shape(channels),
                    config.gammaInitializer,
                    config.gammaRegularizer,
                    config.gammaConstraint);
        }
        if (config.center) {
            beta = weight(
                    "beta", new Shape(channels), config.betaInitializer, config.betaRegularizer, config.betaConstraint);
        }
    }

    private int groups() {
        return config.groups == -1 ? Math.toIntExact(channels) : config.groups;
    }

    @Override
    protected Tensor call(Tensor input, Call call) {
        Check.axis(this, input.shape(), config.axis, channels);
        Tensor x = Precision.wide(input);
        int[] order = order(x.rank());
        Tensor g = gamma == null ? Ops.ones(new Shape(channels), x.dataType()) : Ops.cast(gamma, x.dataType());
        Tensor b = beta == null ? Ops.zeros(new Shape(channels), x.dataType()) : Ops.cast(beta, x.dataType());
        Tensor y = Ops.groupNorm(Ops.transpose(x, order), groups(), g, b, config.epsilon);
        int[] back = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            back[order[i]] = i;
        }
        y = Ops.transpose(y, back);
        return Ops.cast(y, computeDtype());
    }

    /** The axes with the channels as the second. */
    private int[] order(int rank) {
        int axis = Shapes.axis(config.axis, rank);
        IntStream rest = IntStream.range(1, rank).filter(a -> a != axis);
        return IntStream.concat(IntStream.of(0, axis), rest).toArray();
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
