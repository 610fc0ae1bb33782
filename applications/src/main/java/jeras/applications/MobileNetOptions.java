package jeras.applications;

import jeras.utils.Arguments;

/**
 * What {@link MobileNet} may be told.
 *
 * @see <a href="https://keras.io/api/applications/mobilenet/">keras.applications.MobileNet</a>
 */
public final class MobileNetOptions extends ImageOptions<MobileNetOptions> {
    double alpha = 1;
    int depthMultiplier = 1;
    double dropout = 1e-3;

    MobileNetOptions() {}

    /** How wide the network is: all numbers of channels are multiplied by it. Default: 1. */
    public MobileNetOptions alpha(double alpha) {
        Arguments.positive(OWNER, "alpha", alpha);
        this.alpha = alpha;
        return this;
    }

    /** How many channels a depthwise convolution makes of each. Default: 1. */
    public MobileNetOptions depthMultiplier(int depthMultiplier) {
        Arguments.positive(OWNER, "depthMultiplier", depthMultiplier);
        this.depthMultiplier = depthMultiplier;
        return this;
    }

    /** The rate of the dropout before the classes. Default: 0.001. */
    public MobileNetOptions dropout(double rate) {
        Arguments.nonNegative(OWNER, "dropout", rate);
        dropout = rate;
        return this;
    }

    @Override
    MobileNetOptions self() {
        return this;
    }
}
