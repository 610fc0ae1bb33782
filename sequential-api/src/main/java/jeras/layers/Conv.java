package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;

/** What convolutions over 1, 2 and 3 axes have in common; kernel {@code (axes..., in / groups, filters)}. */
abstract class Conv<L extends Conv<L>> extends KerasLayer<L, Conv.Config> {
    private Variable kernel;
    private Variable bias;

    /** Keras's arguments; the length of {@code kernelSize} is the number of axes. */
    record Config(
            int filters,
            List<Integer> kernelSize,
            List<Integer> strides,
            String padding,
            String dataFormat,
            List<Integer> dilationRate,
            int groups,
            Activation activation,
            boolean useBias,
            Initializer kernelInitializer,
            Initializer biasInitializer,
            Regularizer kernelRegularizer,
            Regularizer biasRegularizer,
            Constraint kernelConstraint,
            Constraint biasConstraint) {
        Config {
            int axes = kernelSize.size();
            String layer = "Conv" + axes + "D";
            padding = padding.toLowerCase(Locale.ROOT);
            Check.positive(layer, "filters", filters);
            Tuple.check(layer, "kernelSize", axes, kernelSize);
            Tuple.check(layer, "strides", axes, strides);
            Check.oneOf(
                    layer,
                    "padding",
                    padding,
                    axes == 1 ? new String[] {"valid", "same", "causal"} : new String[] {"valid", "same"});
            DataFormat.check(layer, dataFormat);
            Tuple.check(layer, "dilationRate", axes, dilationRate);
            Check.positive(layer, "groups", groups);
            if (filters % groups != 0) {
                throw new InvalidArgumentException(JerasException.message(
                        layer + " cannot be made.",
                        "filters that the number of groups divides",
                        filters + " filters in " + groups + " groups",
                        "choose filters = " + groups + ", " + 2 * groups + ", " + 3 * groups + ", ..."));
            }
            Tuple.checkStridesOrDilation(layer, strides, dilationRate);
        }

        static Config of(int filters, List<Integer> kernelSize) {
            List<Integer> ones = Collections.nCopies(kernelSize.size(), 1);
            return new Config(
                    filters,
                    kernelSize,
                    ones,
                    "valid",
                    DataFormat.preset(),
                    ones,
                    1,
                    Activation.of("linear"),
                    true,
                    Initializer.of("glorot_uniform"),
                    Initializer.of("zeros"),
                    null,
                    null,
                    null,
                    null);
        }
    }

    Conv(int axes, Config config, Function<Config, L> maker) {
        super(config, maker);
        Tuple.check(getClass().getSimpleName(), "kernelSize", axes, config.kernelSize);
    }

    @Override
    protected final void build(Shape input) {
        Check.rank(this, input, config.kernelSize.size() + 2);
        long in = Check.knownAxis(this, input, DataFormat.channels(config.dataFormat));
        if (in % config.groups != 0) {
            throw Check.wrong(
                    this,
                    input,
                    "a number of channels that " + config.groups + " groups divide",
                    in + " channels",
                    "choose other groups, or another number of channels");
        }
        Shape shape = new Shape(Tuple.longs(config.kernelSize)).add(in / config.groups, config.filters);
        kernel = weight("kernel", shape, config.kernelInitializer, config.kernelRegularizer, config.kernelConstraint);
        if (config.useBias) {
            bias = weight(
                    "bias",
                    new Shape(config.filters),
                    config.biasInitializer,
                    config.biasRegularizer,
                    config.biasConstraint);
        }
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        Check.rank(this, x.shape(), config.kernelSize.size() + 2);
        Check.axis(this, x.shape(), DataFormat.channels(config.dataFormat), kernel.size(-2) * config.groups);
        Tensor y = Ops.conv(
                DataFormat.toLast(x, config.dataFormat),
                kernel,
                bias,
                Tuple.longs(config.strides),
                config.padding,
                Tuple.longs(config.dilationRate),
                config.groups);
        return config.activation.apply(DataFormat.fromLast(y, config.dataFormat));
    }
}
