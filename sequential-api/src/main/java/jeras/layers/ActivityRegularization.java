package jeras.layers;

import jeras.ops.Tensor;
import jeras.regularizers.L1L2;

/**
 * Passes its input through and adds a penalty on it to the loss: {@code (l1 · sum(|x|) + l2 · sum(x²)) / batch size}.
 *
 * <ul>
 *   <li>input of any shape, output the same
 * </ul>
 *
 * <pre>{@code ActivityRegularization.of().l2(0.01)}</pre>
 *
 * @see <a href="https://keras.io/api/layers/regularization_layers/activity_regularization/">keras.layers.ActivityRegularization</a>
 */
public final class ActivityRegularization extends KerasLayer<ActivityRegularization, ActivityRegularization.Config> {
    /** Keras's arguments. */
    record Config(double l1, double l2) {}

    ActivityRegularization(Config config) {
        super(config, ActivityRegularization::new);
        penalizeActivity(L1L2.of(config.l1, config.l2));
    }

    public static ActivityRegularization of() {
        return new ActivityRegularization(new Config(0, 0));
    }

    /** The weight of the absolute values. Default: 0. */
    public ActivityRegularization l1(double l1) {
        return with("l1", l1);
    }

    /** The weight of the squares. Default: 0. */
    public ActivityRegularization l2(double l2) {
        return with("l2", l2);
    }

    @Override
    protected Tensor call(Tensor x) {
        return x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
