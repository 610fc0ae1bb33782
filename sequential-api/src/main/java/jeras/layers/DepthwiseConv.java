package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import jeras.activations.Activation;
import jeras.constraints.Constraint;
import jeras.initializers.Initializer;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.regularizers.Regularizer;

/** What depthwise convolutions over 1 and 2 axes have in common; kernel {@code (axes..., in, depthMultiplier)}. */
abstract class DepthwiseConv<L extends DepthwiseConv<L>> extends KerasLayer<L, DepthwiseConv.Config> {
    private Variable kernel;
    private Variable bias;

    /** Keras's arguments; the length of {@code kernelSize} is the number of axes. */
    record Config(
            List<Integer> kernelSize,
            List<Integer> strides,
            String padding,
            int depthMultiplier,
            String dataFormat,
            List<Integer> dilationRate,
            Activation activation,
            boolean useBias,
            Initializer depthwiseInitializer,
            Initializer biasInitializer,
            Regularizer depthwiseRegularizer,
            Regularizer biasRegularizer,
            Constraint depthwiseConstraint,
            Constraint biasConstraint) {
        Config {
            int axes = kernelSize.size();
            String layer = "DepthwiseConv" + axes + "D";
            padding = padding.toLowerCase(Locale.ROOT);
            Tuple.check(layer, "kernelSize", axes, kernelSize);
            Tuple.check(layer, "strides", axes, strides);
            Check.oneOf(layer, "padding", padding, "valid", "same");
            Check.positive(layer, "depthMultiplier", depthMultiplier);
            DataFormat.check(layer, dataFormat);
            Tuple.check(layer, "dilationRate", axes, dilationRate);
        }

        static Config of(List<Integer> kernelSize) {
            List<Integer> ones = Collections.nCopies(kernelSize.size(), 1);
            return new Config(
                    kernelSize,
                    ones,
                    "valid",
                    1,
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

    DepthwiseConv(int axes, Config config, Function<Config, L> maker) {
        super(config, maker);
        Tuple.check(getClass().getSimpleName(), "kernelSize", axes, config.kernelSize);
    }

    @Override
    protected final void build(Shape input) {
        Check.rank(this, input, config.kernelSize.size() + 2);
        long in = Check.knownAxis(this, input, DataFormat.channels(config.dataFormat));
        Shape shape = new Shape(Tuple.longs(config.kernelSize)).add(in, config.depthMultiplier);
        kernel = weight(
                "kernel", shape, config.depthwiseInitializer, config.depthwiseRegularizer, config.depthwiseConstraint);
        if (config.useBias) {
            bias = weight(
                    "bias",
                    new Shape(in * config.depthMultiplier),
                    config.biasInitializer,
                    config.biasRegularizer,
                    config.biasConstraint);
        }
    }

    @Override
    protected final Tensor call(Tensor x, Call call) {
        Check.rank(this, x.shape(), config.kernelSize.size() + 2);
        Check.axis(this, x.shape(), DataFormat.channels(config.dataFormat), kernel.size(-2));
        Tensor y = Ops.depthwiseConv(
                DataFormat.toLast(x, config.dataFormat),
                kernel,
                bias,
                Tuple.longs(config.strides),
                config.padding,
                Tuple.longs(config.dilationRate));
        return config.activation.apply(DataFormat.fromLast(y, config.dataFormat));
    }
}
