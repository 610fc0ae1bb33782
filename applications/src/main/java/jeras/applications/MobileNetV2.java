package jeras.applications;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import jeras.Model;
import jeras.layers.Add;
import jeras.layers.BatchNormalization;
import jeras.layers.Conv2D;
import jeras.layers.DepthwiseConv2D;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.ReLU;
import jeras.ops.Tensor;

/**
 * MobileNetV2: 17 inverted residual blocks with linear bottlenecks, 224 x 224 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) MobileNetV2.preprocessInput} first.
 *
 * <pre>{@code Model base = MobileNetV2.of(a -> a.includeTop(false).inputShape(160, 160, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1801.04381">MobileNetV2: Inverted Residuals and Linear Bottlenecks</a>
 * @see <a href="https://keras.io/api/applications/mobilenet/">keras.applications.MobileNetV2</a>
 */
public final class MobileNetV2 extends TfImages {
    private static final SizedWeights PUBLISHED = new SizedWeights("MobileNetV2", 96, 128, 160, 192, 224);

    private static final List<Double> ALPHAS = List.of(0.35, 0.5, 0.75, 1.0, 1.3, 1.4);

    /** Filters, stride and expansion of the blocks. */
    private static final int[][] BLOCKS = {
        {16, 1, 1},
        {24, 2, 6},
        {24, 1, 6},
        {32, 2, 6},
        {32, 1, 6},
        {32, 1, 6},
        {64, 2, 6},
        {64, 1, 6},
        {64, 1, 6},
        {64, 1, 6},
        {96, 1, 6},
        {96, 1, 6},
        {96, 1, 6},
        {160, 2, 6},
        {160, 1, 6},
        {160, 1, 6},
        {320, 1, 6}
    };

    private MobileNetV2() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<MobileNetV2Options> options) {
        MobileNetV2Options told = new MobileNetV2Options();
        options.accept(told);
        return build(told);
    }

    private static Model build(MobileNetV2Options options) {
        Assembly made = new Assembly("MobileNetV2", options);
        InputShapes.checkTensor("MobileNetV2", options);
        long[] shape = InputShapes.obtain("MobileNetV2", options, defaultSize(options), 32);
        if (options.weights.isImagenet() && !ALPHAS.contains(options.alpha)) {
            throw made.refused(
                    "alpha one of 0.35, 0.5, 0.75, 1.0, 1.3, 1.4, those of the published weights",
                    "alpha(" + options.alpha + ")",
                    "choose one of them, or take weights(\"none\")");
        }
        long rows = options.weights.isImagenet() ? PUBLISHED.size(shape) : InputShapes.height(shape);
        Tensor x = Conv2D.of(Widths.divisibleBy8(32 * options.alpha), 3)
                .strides(2)
                .padding("same")
                .useBias(false)
                .name("Conv1")
                .apply(made.images(shape));
        x = activated(x, "bn_Conv1", "Conv1_relu");
        for (int i = 0; i < BLOCKS.length; i++) {
            x = block(x, i, BLOCKS[i], options.alpha);
        }
        // Narrower networks keep the width of the last convolution.
        x = Conv2D.of(Widths.divisibleBy8(1280 * Math.max(1, options.alpha)), 1)
                .useBias(false)
                .name("Conv_1")
                .apply(x);
        x = activated(x, "Conv_1_bn", "out_relu");
        x = made.includesTop() ? made.predictions(GlobalAveragePooling2D.of().apply(x)) : made.pooled(x);
        String size = rows < 0 ? "None" : Long.toString(rows);
        String name = String.format(Locale.ROOT, "mobilenetv2_%.2f_%s", options.alpha, size);
        return made.model(name, x, () -> published(options, rows));
    }

    /** The size of images that comes with no shape of their own: that of the tensor where there are weights for it. */
    private static int defaultSize(MobileNetV2Options options) {
        if (options.inputShape != null || options.inputTensor == null) {
            return PUBLISHED.defaultSize(options.inputShape);
        }
        return PUBLISHED.defaultSize(InputShapes.ofTensor(options.inputTensor));
    }

    private static PublishedWeights published(MobileNetV2Options options, long rows) {
        String name = "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_" + options.alpha + "_" + rows;
        return PublishedWeights.in("mobilenet_v2/", name + (options.includeTop ? ".h5" : "_no_top.h5"), "");
    }

    /** Widened, convolved channel by channel, narrowed, and added to what came in where the shapes agree. */
    private static Tensor block(Tensor x, int number, int[] kind, double alpha) {
        String prefix = number == 0 ? "expanded_conv_" : "block_" + number + "_";
        int in = Assembly.channels(x);
        int filters = Widths.divisibleBy8((int) (kind[0] * alpha));
        int stride = kind[1];
        Tensor y = x;
        if (number > 0) {
            y = pointwise(kind[2] * in, prefix + "expand").apply(y);
            y = activated(y, prefix + "expand_BN", prefix + "expand_relu");
        }
        if (stride == 2) {
            y = DownsamplingPadding.of(y, 3).name(prefix + "pad").apply(y);
        }
        y = DepthwiseConv2D.of(3)
                .strides(stride)
                .useBias(false)
                .padding(stride == 1 ? "same" : "valid")
                .name(prefix + "depthwise")
                .apply(y); // (batch, height / stride, width / stride, expansion * in)
        y = activated(y, prefix + "depthwise_BN", prefix + "depthwise_relu");
        y = pointwise(filters, prefix + "project").apply(y);
        y = normalization(prefix + "project_BN").apply(y);
        return in == filters && stride == 1 ? Add.of().name(prefix + "add").apply(x, y) : y;
    }

    private static Conv2D pointwise(int filters, String name) {
        return Conv2D.of(filters, 1).padding("same").useBias(false).name(name);
    }

    private static Tensor activated(Tensor x, String normalization, String activation) {
        return ReLU.of()
                .maxValue(6)
                .name(activation)
                .apply(normalization(normalization).apply(x));
    }

    private static BatchNormalization normalization(String name) {
        return BatchNormalization.of()
                .axis(InputShapes.isChannelsFirst() ? 1 : -1)
                .epsilon(1e-3)
                .momentum(0.999)
                .name(name);
    }
}
