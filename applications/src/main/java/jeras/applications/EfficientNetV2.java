package jeras.applications;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import jeras.Model;
import jeras.layers.Normalization;
import jeras.layers.Rescaling;
import jeras.ops.Tensor;

/** EfficientNetV2's sizes: plain convolutions in the first stages, then blocks like those of EfficientNet. */
final class EfficientNetV2 {
    /** MD5 of the files that Keras publishes: with the top, and without. */
    private static final Map<String, List<String>> HASHES = Map.of(
            "B0", List.of("21ecbf6da12460d5c40bb2f29ceb2188", "893217f2bb855e2983157299931e43ff"),
            "B1", List.of("069f0534ff22adf035c89e2d9547a9dc", "0e80663031ca32d657f9caa404b6ec37"),
            "B2", List.of("424e49f28180edbde1e94797771950a7", "1dfe2e7a5d45b6632553a8961ea609eb"),
            "B3", List.of("1f1fc43bd98a6e4fd8fdfd551e02c7a0", "f6abf7b5849ac99a89b50dd3fd532856"),
            "S", List.of("e1d88a8495beba45748fedd0cecbe016", "af0682fb74e8c54910f2d4393339c070"),
            "M", List.of("a3bf6aa3276309f4fc6a34aa114c95cd", "1b8dc055df72dde80d614482840fe342"),
            "L", List.of("27e6d408b53c7ebc868fefa357689935", "b0b66b5c863aef5b46e8608fe1711615"));

    private static final List<EfficientStage> BASE = List.of(
            EfficientStage.fused(1, 16, 1, 1),
            EfficientStage.fused(2, 32, 4, 2),
            EfficientStage.fused(2, 48, 4, 2),
            EfficientStage.mobile(3, 3, 96, 4, 2),
            EfficientStage.mobile(3, 5, 112, 6, 1),
            EfficientStage.mobile(3, 8, 192, 6, 2));

    private static final List<EfficientStage> SMALL = List.of(
            EfficientStage.fused(2, 24, 1, 1),
            EfficientStage.fused(4, 48, 4, 2),
            EfficientStage.fused(4, 64, 4, 2),
            EfficientStage.mobile(3, 6, 128, 4, 2),
            EfficientStage.mobile(3, 9, 160, 6, 1),
            EfficientStage.mobile(3, 15, 256, 6, 2));

    private static final List<EfficientStage> MEDIUM = List.of(
            EfficientStage.fused(3, 24, 1, 1),
            EfficientStage.fused(5, 48, 4, 2),
            EfficientStage.fused(5, 80, 4, 2),
            EfficientStage.mobile(3, 7, 160, 4, 2),
            EfficientStage.mobile(3, 14, 176, 6, 1),
            EfficientStage.mobile(3, 18, 304, 6, 2),
            EfficientStage.mobile(3, 5, 512, 6, 1));

    private static final List<EfficientStage> LARGE = List.of(
            EfficientStage.fused(4, 32, 1, 1),
            EfficientStage.fused(7, 64, 4, 2),
            EfficientStage.fused(7, 96, 4, 2),
            EfficientStage.mobile(3, 10, 192, 4, 2),
            EfficientStage.mobile(3, 19, 224, 6, 1),
            EfficientStage.mobile(3, 25, 384, 6, 2),
            EfficientStage.mobile(3, 7, 640, 6, 1));

    private EfficientNetV2() {}

    /**
     * One of the sizes B0 to B3, which are scaled as the first version is.
     *
     * @param imageSize the height and width of the images that the size was made for
     */
    static Model scaled(String size, PreprocessingOptions options, int imageSize, double width, double depth) {
        return build(size, options, imageSize, new EfficientNetwork(EfficientVersion.SECOND, 32, BASE, width, depth));
    }

    static Model small(PreprocessingOptions options) {
        return build("S", options, 384, network(24, SMALL));
    }

    static Model medium(PreprocessingOptions options) {
        return build("M", options, 480, network(24, MEDIUM));
    }

    static Model large(PreprocessingOptions options) {
        return build("L", options, 480, network(32, LARGE));
    }

    private static EfficientNetwork network(int stemFilters, List<EfficientStage> stages) {
        return new EfficientNetwork(EfficientVersion.SECOND, stemFilters, stages, 1, 1);
    }

    private static Model build(String size, PreprocessingOptions options, int imageSize, EfficientNetwork network) {
        Assembly made = new Assembly("EfficientNetV2" + size, options);
        Tensor x = made.images(imageSize, 32);
        if (options.includePreprocessing) {
            x = size.startsWith("B") && Assembly.channels(x) == 3
                    ? normalized(x)
                    : Rescaling.of(1.0 / 128).offset(-1).apply(x);
        }
        x = network.end(network.features(x), 0.2, made);
        String name = "efficientnetv2-" + size.toLowerCase(Locale.ROOT);
        return made.model(name, x, () -> weights(name, HASHES.get(size), made.includesTop()));
    }

    private static Tensor normalized(Tensor images) {
        Tensor x = Rescaling.of(1.0 / 255).apply(images);
        return Normalization.of()
                .axis(Assembly.channelAxis())
                .mean(0.485, 0.456, 0.406)
                .variance(Math.pow(0.229, 2), Math.pow(0.224, 2), Math.pow(0.225, 2))
                .apply(x);
    }

    private static PublishedWeights weights(String name, List<String> hashes, boolean hasTop) {
        return PublishedWeights.in(
                "efficientnet_v2/", name + (hasTop ? ".h5" : "_notop.h5"), hashes.get(hasTop ? 0 : 1));
    }
}
