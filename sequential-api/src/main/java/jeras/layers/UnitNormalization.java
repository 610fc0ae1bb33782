package jeras.layers;

import java.util.Arrays;
import java.util.List;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/**
 * Brings each sample to length 1 along some axes: {@code x / sqrt(sum(x²))}.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code UnitNormalization.of()}</pre>
 *
 * @see <a href="https://keras.io/api/layers/normalization_layers/unit_normalization/">keras.layers.UnitNormalization</a>
 */
public final class UnitNormalization extends KerasLayer<UnitNormalization, UnitNormalization.Config> {
    /** Keras's arguments. */
    record Config(List<Integer> axis) {
        Config {
            Check.positive("UnitNormalization", "a number of axes", axis.size());
        }
    }

    UnitNormalization(Config config) {
        super(config, UnitNormalization::new);
    }

    public static UnitNormalization of() {
        return new UnitNormalization(new Config(List.of(-1)));
    }

    /** The axes over which the squares sum to 1. Default: -1. */
    public UnitNormalization axis(int... axis) {
        return with("axis", Arrays.stream(axis).boxed().toList());
    }

    @Override
    protected Tensor call(Tensor x) {
        return normalized(x, 1e-12, Tuple.ints(config.axis));
    }

    /** {@code x} divided by its length along the axes, which counts as at least {@code epsilon}; all axes when none is named. */
    static Tensor normalized(Tensor x, double epsilon, int... axes) {
        Tensor wide = Precision.wide(x);
        Tensor inverse = Ops.rsqrt(Ops.sum(Ops.square(wide), true, axes));
        return Ops.cast(wide.multiply(Ops.minimum(inverse, 1 / epsilon)), x.dataType());
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
