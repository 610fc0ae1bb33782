package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;

/**
 * Root mean square normalization: {@code y = scale · x / sqrt(mean(x²) + epsilon)}, for each sample over some axes.
 *
 * <ul>
 *   <li>input {@code (batch, ..., features)}, output the same
 *   <li>scale: the lengths of the axes, {@code (features)} for the last one
 * </ul>
 *
 * <pre>{@code RMSNormalization.of()}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1910.07467">Zhang and Sennrich, 2019</a>
 * @see <a href="https://keras.io/api/layers/normalization_layers/rms_normalization/">keras.layers.RMSNormalization</a>
 */
public final class RMSNormalization extends KerasLayer<RMSNormalization, RMSNormalization.Config> {
    private Variable scale;

    /** Keras's arguments. */
    record Config(List<Integer> axis, double epsilon) {
        Config {
            Check.positive("RMSNormalization", "a number of axes", axis.size());
            // As Keras does when it builds: this is the order of the weight's axes.
            axis = axis.stream().sorted().toList();
        }
    }

    RMSNormalization(Config config) {
        super(config, RMSNormalization::new);
    }

    public static RMSNormalization of() {
        return new RMSNormalization(new Config(List.of(-1), 1e-6));
    }

    /** The axes to normalize over. Default: -1. */
    public RMSNormalization axis(int... axis) {
        return with("axis", Arrays.stream(axis).boxed().toList());
    }

    /** Added to the mean of the squares. Default: 1e-6. */
    public RMSNormalization epsilon(double epsilon) {
        return with("epsilon", epsilon);
    }

    @Override
    protected void build(Shape input) {
        Shape shape = new Shape(config.axis.stream()
                .mapToLong(a -> Check.knownAxis(this, input, a))
                .toArray());
        scale = weight("scale", shape, Initializer.of("ones"));
    }

    @Override
    protected Tensor call(Tensor input, Call call) {
        for (int i = 0; i < config.axis.size(); i++) {
            Check.axis(this, input.shape(), config.axis.get(i), scale.size(i));
        }
        Tensor x = Precision.wide(input);
        int[] axes = Shapes.axes(Tuple.ints(config.axis), x.rank());
        Tensor y = x.multiply(Ops.rsqrt(Ops.mean(Ops.square(x), true, axes).add(config.epsilon)));
        y = y.multiply(scale(x, axes));
        return Ops.cast(y, computeDtype());
    }

    /** With an axis of length 1 wherever the input has one that is not normalized. */
    private Tensor scale(Tensor x, int... axes) {
        long[] shape = new long[x.rank()];
        Arrays.fill(shape, 1);
        Arrays.stream(axes).forEach(a -> shape[a] = x.size(a));
        return Ops.reshape(scale, shape);
    }
}
