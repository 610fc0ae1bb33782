package jeras.applications;

import jeras.utils.Arguments;

/**
 * What {@link MobileNetV3Small} and {@link MobileNetV3Large} may be told.
 *
 * @see <a href="https://keras.io/api/applications/mobilenet/">keras.applications.MobileNetV3Large</a>
 */
public final class MobileNetV3Options extends ImageOptions<MobileNetV3Options> {
    double alpha = 1;
    boolean minimalistic;
    double dropoutRate = 0.2;
    boolean includePreprocessing = true;

    MobileNetV3Options() {}

    /** How wide the network is: all numbers of channels are multiplied by it. Default: 1. */
    public MobileNetV3Options alpha(double alpha) {
        Arguments.positive(OWNER, "alpha", alpha);
        this.alpha = alpha;
        return this;
    }

    /** Whether to do without squeeze and excitation, hard swish and 5 x 5 convolutions. Default: false. */
    public MobileNetV3Options minimalistic(boolean minimalistic) {
        this.minimalistic = minimalistic;
        return this;
    }

    /** The rate of the dropout before the classes, 0 for none. Default: 0.2. */
    public MobileNetV3Options dropoutRate(double rate) {
        Arguments.nonNegative(OWNER, "dropoutRate", rate);
        dropoutRate = rate;
        return this;
    }

    /** Whether the first layer scales pixels from 0 to 255; without it the model takes them from -1 to 1. Default: true. */
    public MobileNetV3Options includePreprocessing(boolean include) {
        includePreprocessing = include;
        return this;
    }

    @Override
    MobileNetV3Options self() {
        return this;
    }
}
