package jeras.applications;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import jeras.Model;
import jeras.layers.Activation;
import jeras.layers.Conv2D;
import jeras.layers.Dropout;
import jeras.layers.Flatten;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.ReLU;
import jeras.layers.Rescaling;
import jeras.ops.Tensor;

/** What MobileNetV3's two sizes have in common: everything but the list of their blocks. */
final class MobileNetV3 {
    /** MD5 of the files that Keras publishes: with the top, and without. */
    private static final Map<String, List<String>> HASHES = Map.of(
            "large_224_0.75", List.of("765b44a33ad4005b3ac83185abf1d0eb", "40af19a13ebea4e2ee0c676887f69a2e"),
            "large_224_1.0", List.of("59e551e166be033d707958cf9e29a6a7", "07fb09a5933dd0c8eaafa16978110389"),
            "large_minimalistic_224_1.0",
                    List.of("675e7b876c45c57e9e63e6d90a36599c", "ec5221f64a2f6d1ef965a614bdae7973"),
            "small_224_0.75", List.of("cb65d4e5be93758266aa0a7f2c6708b7", "ebdb5cc8e0b497cd13a7c275d475c819"),
            "small_224_1.0", List.of("8768d4c2e7dee89b9d02b2d03d65d862", "d3e8ec802a04aa4fc771ee12a9a9b836"),
            "small_minimalistic_224_1.0",
                    List.of("99cd97fb2fcdad2bf028eb838de69e37", "cde8136e733e811080d9fcd8a252f7e4"));

    private final String size;
    private final int lastFilters;
    private final List<InvertedResidual> blocks;

    /**
     * @param size {@code "Small"} or {@code "Large"}
     * @param lastFilters how many channels stand before the classes
     */
    MobileNetV3(String size, int lastFilters, InvertedResidual... blocks) {
        this.size = size;
        this.lastFilters = lastFilters;
        this.blocks = List.of(blocks);
    }

    private String title() {
        return "MobileNetV3" + size;
    }

    Model build(MobileNetV3Options options) {
        Assembly made = new Assembly(title(), options);
        long[] shape = shape(options);
        if (options.weights.isImagenet()) {
            checkPublished(options, made);
            new SizedWeights(title(), 224).size(shape);
        }
        UnaryOperator<Tensor> activation = options.minimalistic ? MobileNetV3::relu : MobileNetV3::hardSwish;
        Tensor x = made.images(shape);
        if (options.includePreprocessing) {
            x = Rescaling.of(1 / 127.5).offset(-1).apply(x);
        }
        x = Conv2D.of(16, 3)
                .strides(2)
                .padding("same")
                .useBias(false)
                .name("conv")
                .apply(x);
        x = activation.apply(InvertedResidual.normalization("conv_bn").apply(x)); // (batch, height / 2, width / 2, 16)
        for (int i = 0; i < blocks.size(); i++) {
            x = blocks.get(i).apply(x, i, options);
        }
        x = Conv2D.of(Widths.divisibleBy8(Assembly.channels(x) * 6), 1)
                .padding("same")
                .useBias(false)
                .name("conv_1")
                .apply(x);
        x = activation.apply(InvertedResidual.normalization("conv_1_bn").apply(x));
        x = made.includesTop() ? top(x, activation, options) : made.pooledByName(x);
        return made.model(title(), x, () -> published(options));
    }

    /** As asked, else that of the input that the user gives, else any. */
    private long[] shape(MobileNetV3Options options) {
        InputShapes.checkTensor(title(), options);
        long[] shape = options.inputShape;
        if (shape == null) {
            shape = options.inputTensor == null ? InputShapes.of(-1, -1, 3) : InputShapes.ofTensor(options.inputTensor);
        }
        InputShapes.checkSize(title(), shape, 32);
        return shape;
    }

    private static void checkPublished(MobileNetV3Options options, Assembly made) {
        boolean isPublished = options.alpha == 1 || options.alpha == 0.75 && !options.minimalistic;
        if (!isPublished) {
            throw made.refused(
                    "alpha 0.75 or 1.0, or of a minimalistic model 1.0, those of the published weights",
                    "alpha(" + options.alpha + ")" + (options.minimalistic ? ".minimalistic(true)" : ""),
                    "choose one of them, or take weights(\"none\")");
        }
    }

    private PublishedWeights published(MobileNetV3Options options) {
        String kind =
                size.toLowerCase(Locale.ROOT) + (options.minimalistic ? "_minimalistic" : "") + "_224_" + options.alpha;
        List<String> hashes = HASHES.get(kind);
        String file = "weights_mobilenet_v3_" + kind + "_float";
        return options.includeTop
                ? PublishedWeights.in("mobilenet_v3/", file + ".h5", hashes.get(0))
                : PublishedWeights.in("mobilenet_v3/", file + "_no_top_v2.h5", hashes.get(1));
    }

    private Tensor top(Tensor x, UnaryOperator<Tensor> activation, MobileNetV3Options options) {
        int filters = options.alpha > 1 ? Widths.divisibleBy8(lastFilters * options.alpha) : lastFilters;
        Tensor y = GlobalAveragePooling2D.of().keepdims(true).apply(x); // (batch, 1, 1, channels)
        y = Conv2D.of(filters, 1).padding("same").name("conv_2").apply(y);
        y = activation.apply(y);
        if (options.dropoutRate > 0) {
            y = Dropout.of(options.dropoutRate).apply(y);
        }
        y = Conv2D.of(options.classes, 1).padding("same").name("logits").apply(y);
        y = Flatten.of().apply(y); // (batch, classes)
        return Activation.of(options.classifierActivation).name("predictions").apply(y);
    }

    static Tensor relu(Tensor x) {
        return ReLU.of().apply(x);
    }

    static Tensor hardSwish(Tensor x) {
        return Activation.of("hard_swish").apply(x);
    }
}
