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
 * {@code x} where it is positive, elsewhere {@code alpha · x} with a learned alpha for each element.
 *
 * <ul>
 *   <li>input {@code (batch, ...)}, output the same
 *   <li>alpha: the shape of a sample, with length 1 on the shared axes
 * </ul>
 *
 * <pre>{@code PReLU.of().sharedAxes(1, 2)}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1502.01852">He et al., 2015</a>
 * @see <a href="https://keras.io/api/layers/activation_layers/prelu/">keras.layers.PReLU</a>
 */
public final class PReLU extends KerasLayer<PReLU, PReLU.Config> {
    private Variable alpha;

    /** Keras's arguments. */
    record Config(
            Initializer alphaInitializer,
            Regularizer alphaRegularizer,
            Constraint alphaConstraint,
            List<Integer> sharedAxes) {}

    PReLU(Config config) {
        super(config, PReLU::new);
    }

    public static PReLU of() {
        return new PReLU(new Config(Initializer.of("zeros"), null, null, null));
    }

    /** Default: {@code zeros}. */
    public PReLU alphaInitializer(String id) {
        return alphaInitializer(Initializer.of(id));
    }

    /** Default: {@code zeros}. */
    public PReLU alphaInitializer(Initializer initializer) {
        return with("alphaInitializer", initializer);
    }

    /** Default: none. */
    public PReLU alphaRegularizer(String id) {
        return alphaRegularizer(Regularizer.of(id));
    }

    /** Default: none. */
    public PReLU alphaRegularizer(Regularizer penalty) {
        return with("alphaRegularizer", penalty);
    }

    /** Default: none. */
    public PReLU alphaConstraint(String id) {
        return alphaConstraint(Constraint.of(id));
    }

    /** Default: none. */
    public PReLU alphaConstraint(Constraint projection) {
        return with("alphaConstraint", projection);
    }

    /** The axes along which alpha is one number, counted from 1; {@code 1, 2} after a 2D convolution. Default: none. */
    public PReLU sharedAxes(int... sharedAxes) {
        return with("sharedAxes", Arrays.stream(sharedAxes).boxed().toList());
    }

    @Override
    protected void build(Shape input) {
        Shape shape = input;
        for (int axis : config.sharedAxes == null ? List.<Integer>of() : config.sharedAxes) {
            shape = Shapes.with(shape, axis, 1);
        }
        alpha = weight(
                "alpha",
                Shapes.withoutBatch(shape),
                config.alphaInitializer,
                config.alphaRegularizer,
                config.alphaConstraint);
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.relu(x).subtract(Ops.relu(x.negative()).multiply(alpha));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
