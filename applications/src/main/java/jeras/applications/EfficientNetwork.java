package jeras.applications;

import java.util.List;
import jeras.initializers.VarianceScaling;
import jeras.layers.Dropout;
import jeras.layers.GlobalAveragePooling2D;
import jeras.ops.Tensor;

/**
 * An EfficientNet of either version, without its preprocessing.
 *
 * @param stemFilters the channels before the first stage, before the network is scaled
 * @param width how wide the network is
 * @param depth how deep it is
 */
record EfficientNetwork(
        EfficientVersion version, int stemFilters, List<EfficientStage> stages, double width, double depth) {
    private static final VarianceScaling PREDICTIONS = VarianceScaling.of(1.0 / 3, "fan_out", "uniform");
    private static final double GREATEST_DROP_RATE = 0.2;

    /** What the network sees in images. */
    Tensor features(Tensor images) {
        EfficientLayers stem = new EfficientLayers(version, "stem_");
        Tensor x = version.strided(images, version.width(stemFilters * width), stem);
        x = stem.activated(x, ""); // (batch, height / 2, width / 2, stemFilters * width)
        double blocks = version.blocks(stages, depth);
        int before = 0;
        for (int i = 0; i < stages.size(); i++) {
            EfficientStage stage = stages.get(i);
            for (int j = 0; j < stage.repeats(depth); j++) {
                String prefix = "block" + (i + 1) + (char) ('a' + j) + "_";
                EfficientBlock block = new EfficientBlock(
                        new EfficientLayers(version, prefix),
                        stage.kernelSize(),
                        version.width(stage.filters() * width),
                        stage.expansion(),
                        j == 0 ? stage.stride() : 1,
                        GREATEST_DROP_RATE * before++ / blocks);
                x = stage.isFused() ? block.fused(x) : block.mobile(x);
            }
        }
        EfficientLayers top = new EfficientLayers(version, "top_");
        x = top.convolved(x, version.width(1280 * width), 1, 1, "conv");
        return top.activated(x, ""); // (batch, height / 32, width / 32, 1280 * width)
    }

    /** The end of the model. */
    Tensor end(Tensor features, double dropout, Assembly made) {
        if (!made.includesTop()) {
            return made.pooledByName(features);
        }
        Tensor x = GlobalAveragePooling2D.of().name("avg_pool").apply(features);
        x = Dropout.of(dropout).name("top_dropout").apply(x);
        return made.predictions(x, d -> d.kernelInitializer(PREDICTIONS).biasInitializer(version.bias()));
    }
}
