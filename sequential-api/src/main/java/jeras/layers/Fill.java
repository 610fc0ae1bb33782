package jeras.layers;

import java.util.function.Consumer;
import jeras.ops.WarpOptions;

/** How layers that move pixels read between pixels and beyond the border. */
final class Fill {
    private Fill() {}

    static void check(String layer, String fillMode, String interpolation) {
        Check.oneOf(layer, "fillMode", fillMode, "reflect", "wrap", "constant", "nearest");
        checkInterpolation(layer, interpolation);
    }

    static void checkInterpolation(String layer, String interpolation) {
        Check.oneOf(layer, "interpolation", interpolation, "nearest", "bilinear");
    }

    static Consumer<WarpOptions> options(String fillMode, String interpolation, double fillValue) {
        return o -> o.fillMode(fillMode).interpolation(interpolation).fillValue(fillValue);
    }
}
