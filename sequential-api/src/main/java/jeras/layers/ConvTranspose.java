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

/** What transposed convolutions over 1, 2 and 3 axes have in common; kernel {@code (axes..., filters, in)}. */
abstract class ConvTranspose<L extends ConvTranspose<L>> extends KerasLayer<L, ConvTranspose.Config> {
    private Variable kernel;
    private Variable bias;

    /** Keras's arguments; the length of {@code kernelSize} is the number of axes, outputPadding is null for none. */
    record Config(
            int filters,
            List<Integer> kernelSize,
            List<Integer> strides,
            String padding,
            List<Integer> outputPadding,
            String dataFormat,
            List<Integer> dilationRate,
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
            String layer = "Conv" + axes + "DTranspose";
            padding = padding.toLowerCase(Locale.ROOT);
            Check.positive(layer, "filters", filters);
            Tuple.check(layer, "kernelSize", axes, kernelSize);
            Tuple.check(layer, "strides", axes, strides);
            Check.oneOf(layer, "padding", padding, "valid", "same");
            DataFormat.check(layer, dataFormat);
            Tuple.check(layer, "dilationRate", axes, dilationRate);
            Tuple.checkStridesOrDilation(layer, strides, dilationRate);
            if (outputPadding != null) {
                checkOutputPadding(layer, outputPadding, strides);
            }
        }

        private static void checkOutputPadding(String layer, List<Integer> outputPadding, List<Integer> strides) {
            Tuple.checkZeros(layer, "outputPadding", strides.size(), outputPadding);
            for (int i = 0; i < strides.size(); i++) {
                if (outputPadding.get(i) >= strides.get(i)) {
                    throw new InvalidArgumentException(JerasException.message(
                            layer + " cannot be made.",
                            "outputPadding below the strides, axis by axis",
                            "outputPadding " + outputPadding + " and strides " + strides,
                            "give the strides first, or a smaller outputPadding"));
                }
            }
        }

        static Config of(int filters, List<Integer> kernelSize) {
            List<Integer> ones = Collections.nCopies(kernelSize.size(), 1);
            return new Config(
                    filters,
                    kernelSize,
                    ones,
                    "valid",
                    null,
                    DataFormat.preset(),
                    ones,
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

    ConvTranspose(int axes, Config config, Function<Config, L> maker) {
        super(config, maker);
        Tuple.check(getClass().getSimpleName(), "kernelSize", axes, config.kernelSize);
    }

    @Override
    protected final void build(Shape input) {
        Check.rank(this, input, config.kernelSize.size() + 2);
        long in = Check.knownAxis(this, input, DataFormat.channels(config.dataFormat));
        Shape shape = new Shape(Tuple.longs(config.kernelSize)).add(config.filters, in);
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
        Check.axis(this, x.shape(), DataFormat.channels(config.dataFormat), kernel.size(-1));
        Tensor y = Ops.convTranspose(
                DataFormat.toLast(x, config.dataFormat),
                kernel,
                bias,
                Tuple.longs(config.strides),
                config.padding,
                config.outputPadding == null ? null : Tuple.longs(config.outputPadding),
                Tuple.longs(config.dilationRate));
        return config.activation.apply(DataFormat.fromLast(y, config.dataFormat));
    }
}
