package jeras.applications;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jeras.Model;
import jeras.layers.Normalization;
import jeras.layers.Rescaling;
import jeras.ops.Tensor;

/** EfficientNet's sizes: one network, made wider and deeper for larger images. */
final class EfficientNet {
    /** MD5 of the files that Keras publishes: with the top, and without. */
    private static final Map<String, List<String>> HASHES = Map.of(
            "B0", List.of("902e53a9f72be733fc0bcb005b3ebbac", "50bc09e76180e00e4465e1a485ddc09d"),
            "B1", List.of("1d254153d4ab51201f1646940f018540", "74c4e6b3e1f6a1eea24c589628592432"),
            "B2", List.of("b15cce36ff4dcbd00b6dd88e7857a6ad", "111f8e2ac8aa800a7a99e3239f7bfb39"),
            "B3", List.of("ffd1fdc53d0ce67064dc6a9c7960ede0", "af6d107764bb5b1abb91932881670226"),
            "B4", List.of("18c95ad55216b8f92d7e70b3a046e2fc", "ebc24e6d6c33eaebbd558eafbeedf1ba"),
            "B5", List.of("ace28f2a6363774853a83a0b21b9421a", "38879255a25d3c92d5e44e04ae6cec6f"),
            "B6", List.of("165f6e37dce68623721b423839de8be5", "9ecce42647a20130c1f39a5d4cb75743"),
            "B7", List.of("8c03f828fec3ef71311cd463b6759d99", "cbcfe4450ddf6f3ad90b1b398090fe4a"));

    private static final List<EfficientStage> STAGES = List.of(
            EfficientStage.mobile(3, 1, 16, 1, 1),
            EfficientStage.mobile(3, 2, 24, 6, 2),
            EfficientStage.mobile(5, 2, 40, 6, 2),
            EfficientStage.mobile(3, 3, 80, 6, 2),
            EfficientStage.mobile(5, 3, 112, 6, 1),
            EfficientStage.mobile(5, 4, 192, 6, 2),
            EfficientStage.mobile(3, 1, 320, 6, 1));

    private static final double[] DEVIATIONS = {0.229, 0.224, 0.225};

    private EfficientNet() {}

    /**
     * @param size the end of the name, such as {@code B0}
     * @param imageSize the height and width of the images that the size was made for
     */
    static Model build(
            String size, ApplicationOptions options, int imageSize, double width, double depth, double dropout) {
        Assembly made = new Assembly("EfficientNet" + size, options);
        Tensor x = Rescaling.of(1.0 / 255).apply(made.images(imageSize, 32));
        x = Normalization.of().axis(Assembly.channelAxis()).apply(x);
        if (made.isImagenet()) {
            // The published weights are of images that were divided by the variance, where the layer divides by the
            // deviation.
            x = Rescaling.of(
                            Arrays.stream(DEVIATIONS).map(d -> 1 / Math.sqrt(d)).toArray())
                    .apply(x);
        }
        EfficientNetwork network = new EfficientNetwork(EfficientVersion.FIRST, 32, STAGES, width, depth);
        x = network.end(network.features(x), dropout, made);
        String name = "efficientnet" + size.toLowerCase(Locale.ROOT);
        return made.model(name, x, () -> weights(name, HASHES.get(size), made.includesTop()));
    }

    private static PublishedWeights weights(String name, List<String> hashes, boolean hasTop) {
        String file = name + (hasTop ? ".h5" : "_notop.h5");
        return new PublishedWeights(
                file, "https://storage.googleapis.com/keras-applications/" + file, hashes.get(hasTop ? 0 : 1));
    }
}
