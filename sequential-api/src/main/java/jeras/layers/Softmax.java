package jeras.layers;

import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * {@code exp(x) / sum(exp(x))} over some axes. Elements that the mask leaves out are 0 and do not count; the mask
 * broadcasts to the input from the last axis.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code Softmax.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/activation_layers/softmax/">keras.layers.Softmax</a>
 */
public final class Softmax extends KerasLayer<Softmax, Softmax.Config> {
    /** As low as Keras takes for an element that does not count. */
    private static final double LOW = -3e38;

    private static final double LOW_IN_HALF_PRECISION = -3e4;

    /** Keras's arguments. */
    record Config(List<Integer> axis) {
        Config {
            Check.positive("Softmax", "a number of axes", axis.size());
        }
    }

    Softmax(Config config) {
        super(config, Softmax::new);
    }

    public static Softmax of() {
        return new Softmax(new Config(List.of(-1)));
    }

    /** The axes over which the output sums to 1. Default: -1. */
    public Softmax axis(int... axis) {
        return with("axis", Arrays.stream(axis).boxed().toList());
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
        int[] axes = Tuple.ints(config.axis);
        return call.mask() == null ? over(x, axes) : masked(x, call.mask(), axes);
    }

    static Tensor over(Tensor x, int... axes) {
        if (axes.length == 1) {
            return Ops.softmax(x, axes[0]);
        }
        return Ops.exp(x.subtract(Ops.logSumExp(x, true, axes)));
    }

    /** Elements that the mask leaves out are 0, also where it leaves out all. */
    static Tensor masked(Tensor x, Tensor mask, int... axes) {
        Shapes.broadcast("The mask of softmax", mask.shape(), x.shape());
        Tensor keep = mask.dataType() == DataType.BOOLEAN ? mask : Ops.greater(mask, 0.5);
        double low = x.dataType() == DataType.FLOAT16 ? LOW_IN_HALF_PRECISION : LOW;
        return Ops.where(keep, over(Ops.where(keep, x, low), axes), 0);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    public List<String> acceptedArguments() {
        return List.of(CallOptions.MASK, CallOptions.TRAINING);
    }
}
