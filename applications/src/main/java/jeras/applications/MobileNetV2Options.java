package jeras.applications;

import jeras.utils.Arguments;

/**
 * What {@link MobileNetV2} may be told.
 *
 * @see <a href="https://keras.io/api/applications/mobilenet/">keras.applications.MobileNetV2</a>
 */
public final class MobileNetV2Options extends ImageOptions<MobileNetV2Options> {
    double alpha = 1;

    MobileNetV2Options() {}

    /** How wide the network is: all numbers of channels are multiplied by it. Default: 1. */
    public MobileNetV2Options alpha(double alpha) {
        Arguments.positive(OWNER, "alpha", alpha);
        this.alpha = alpha;
        return this;
    }

    @Override
    MobileNetV2Options self() {
        return this;
    }
}
