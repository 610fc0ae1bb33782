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

/** What separable convolutions over 1 and 2 axes have in common: a depthwise and a pointwise kernel. */
abstract class SeparableConv<L extends SeparableConv<L>> extends KerasLayer<L, SeparableConv.Config> {
    private Variable depthwiseKernel;
    private Variable pointwiseKernel;
    private Variable bias;

    /** Keras's arguments; the length of {@code kernelSize} is the number of axes. */
    record Config(
            int filters,
            List<Integer> kernelSize,
            List<Integer> strides,
            String padding,
            String dataFormat,
            List<Integer> dilationRate,
            int depthMultiplier,
            Activation activation,
            boolean useBias,
            Initializer depthwiseInitializer,
            Initializer pointwiseInitializer,
            Initializer biasInitializer,
            Regularizer depthwiseRegularizer,
            Regularizer pointwiseRegularizer,
            Regularizer biasRegularizer,
            Constraint depthwiseConstraint,
            Constraint pointwiseConstraint,
            Constraint biasConstraint) {
        Config {
            int axes = kernelSize.size();
            String layer = "SeparableConv" + axes + "D";
            padding = padding.toLowerCase(Locale.ROOT);
            Check.positive(layer, "filters", filters);
            Tuple.check(layer, "kernelSize", axes, kernelSize);
            Tuple.check(layer, "strides", axes, strides);
            Check.oneOf(layer, "padding", padding, "valid", "same");
            DataFormat.check(layer, dataFormat);
            Tuple.check(layer, "dilationRate", axes, dilationRate);
            Check.positive(layer, "depthMultiplier", depthMultiplier);
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
                    Initializer.of("glorot_uniform"),
                    Initializer.of("zeros"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }
    }

    SeparableConv(int axes, Config config, Function<Config, L> maker) {
        super(config, maker);
        Tuple.check(getClass().getSimpleName(), "kernelSize", axes, config.kernelSize);
    }

    @Override
    protected final void build(Shape input) {
        int axes = config.kernelSize.size();
        Check.rank(this, input, axes + 2);
        long in = Check.knownAxis(this, input, DataFormat.channels(config.dataFormat));
        depthwiseKernel = weight(
                "depthwise_kernel",
                new Shape(Tuple.longs(config.kernelSize)).add(in, config.depthMultiplier),
                config.depthwiseInitializer,
                config.depthwiseRegularizer,
                config.depthwiseConstraint);
        pointwiseKernel = weight(
                "pointwise_kernel",
                new Shape(Tuple.longs(Collections.nCopies(axes, 1))).add(in * config.depthMultiplier, config.filters),
                config.pointwiseInitializer,
                config.pointwiseRegularizer,
                config.pointwiseConstraint);
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
        Check.axis(this, x.shape(), DataFormat.channels(config.dataFormat), depthwiseKernel.size(-2));
        Tensor y = Ops.separableConv(
                DataFormat.toLast(x, config.dataFormat),
                depthwiseKernel,
                pointwiseKernel,
                bias,
                Tuple.longs(config.strides),
                config.padding,
                Tuple.longs(config.dilationRate));
        return config.activation.apply(DataFormat.fromLast(y, config.dataFormat));
    }
}
