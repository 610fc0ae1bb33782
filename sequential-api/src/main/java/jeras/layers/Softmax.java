package jeras.layers;

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
        Tensor mask = call.mask();
        if (mask == null) {
            return softmax(x);
        }
        Shapes.broadcast("The mask of softmax", mask.shape(), x.shape());
        return Ops.where(mask, softmax(Ops.where(mask, x, LOW)), 0);
    }

    private Tensor softmax(Tensor x) {
        if (config.axis.size() == 1) {
            return Ops.softmax(x, config.axis.get(0));
        }
        return Ops.exp(x.subtract(Ops.logSumExp(x, true, Tuple.ints(config.axis))));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
