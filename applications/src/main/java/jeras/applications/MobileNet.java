package jeras.applications;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import jeras.Model;
import jeras.layers.Activation;
import jeras.layers.BatchNormalization;
import jeras.layers.Conv2D;
import jeras.layers.DepthwiseConv2D;
import jeras.layers.Dropout;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.ReLU;
import jeras.layers.Reshape;
import jeras.layers.ZeroPadding2D;
import jeras.ops.Tensor;

/**
 * MobileNet: 13 depthwise separable convolutions, 224 x 224 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) MobileNet.preprocessInput} first.
 *
 * <pre>{@code Model base = MobileNet.of(a -> a.alpha(0.25).includeTop(false).inputShape(128, 128, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1704.04861">MobileNets: Efficient Convolutional Neural Networks for Mobile Vision
 *     Applications</a>
 * @see <a href="https://keras.io/api/applications/mobilenet/">keras.applications.MobileNet</a>
 */
public final class MobileNet extends TfImages {
    private static final SizedWeights PUBLISHED = new SizedWeights("MobileNet", 128, 160, 192, 224);

    /** By how much published networks were made narrower, as their files spell it. */
    private static final List<Double> ALPHAS = List.of(0.25, 0.5, 0.75, 1.0);

    private static final String[] ALPHA_TEXTS = {"2_5", "5_0", "7_5", "1_0"};

    private static final int[] FILTERS = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024};

    private MobileNet() {}

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<MobileNetOptions> options) {
        MobileNetOptions told = new MobileNetOptions();
        options.accept(told);
        return build(told);
    }

    private static Model build(MobileNetOptions options) {
        Assembly made = new Assembly("MobileNet", options);
        long[] shape = InputShapes.obtain("MobileNet", options, PUBLISHED.defaultSize(options.inputShape), 32);
        if (options.weights.isImagenet()) {
            checkPublished(options, made);
        }
        long rows = options.weights.isImagenet() ? PUBLISHED.size(shape) : InputShapes.height(shape);
        Tensor x = Conv2D.of((int) (32 * options.alpha), 3)
                .padding("same")
                .useBias(false)
                .strides(2)
                .name("conv1")
                .apply(made.images(shape));
        x = activated(x, "conv1");
        for (int i = 0; i < FILTERS.length; i++) {
            // Each time the network gets wider the images are halved, but for the first.
            boolean halves = i > 0 && FILTERS[i] > FILTERS[i - 1];
            x = block(x, i + 1, (int) (FILTERS[i] * options.alpha), options.depthMultiplier, halves ? 2 : 1);
        }
        x = made.includesTop() ? top(x, options) : made.pooled(x);
        String size = rows < 0 ? "None" : Long.toString(rows);
        String name = String.format(Locale.ROOT, "mobilenet_%.2f_%s", options.alpha, size);
        return made.model(name, x, () -> published(options, rows));
    }

    private static void checkPublished(MobileNetOptions options, Assembly made) {
        if (options.depthMultiplier != 1) {
            throw made.refused(
                    "depthMultiplier(1), that of the published weights",
                    "depthMultiplier(" + options.depthMultiplier + ")",
                    "leave it out, or take weights(\"none\")");
        }
        if (!ALPHAS.contains(options.alpha)) {
            throw made.refused(
                    "alpha one of 0.25, 0.5, 0.75, 1.0, those of the published weights",
                    "alpha(" + options.alpha + ")",
                    "choose one of them, or take weights(\"none\")");
        }
    }

    private static PublishedWeights published(MobileNetOptions options, long rows) {
        String name = "mobilenet_" + ALPHA_TEXTS[ALPHAS.indexOf(options.alpha)] + "_" + rows + "_tf";
        return PublishedWeights.in("mobilenet/", name + (options.includeTop ? ".h5" : "_no_top.h5"), "");
    }

    /** A convolution of each channel on its own, and one across the channels. */
    private static Tensor block(Tensor x, int number, int filters, int depthMultiplier, int stride) {
        Tensor y = stride == 1
                ? x
                : ZeroPadding2D.of(0, 1, 0, 1).name("conv_pad_" + number).apply(x);
        String depthwise = "conv_dw_" + number;
        y = DepthwiseConv2D.of(3)
                .padding(stride == 1 ? "same" : "valid")
                .depthMultiplier(depthMultiplier)
                .strides(stride)
                .useBias(false)
                .name(depthwise)
                .apply(y); // (batch, height / stride, width / stride, in * depthMultiplier)
        y = activated(y, depthwise);
        String pointwise = "conv_pw_" + number;
        y = Conv2D.of(filters, 1).padding("same").useBias(false).name(pointwise).apply(y);
        return activated(y, pointwise); // (batch, height / stride, width / stride, filters)
    }

    private static Tensor activated(Tensor x, String name) {
        Tensor y = BatchNormalization.of()
                .axis(InputShapes.isChannelsFirst() ? 1 : -1)
                .name(name + "_bn")
                .apply(x);
        return ReLU.of().maxValue(6).name(name + "_relu").apply(y);
    }

    private static Tensor top(Tensor x, MobileNetOptions options) {
        Tensor y = GlobalAveragePooling2D.of().keepdims(true).apply(x); // (batch, 1, 1, channels)
        y = Dropout.of(options.dropout).name("dropout").apply(y);
        y = Conv2D.of(options.classes, 1).padding("same").name("conv_preds").apply(y);
        y = Reshape.of(options.classes).name("reshape_2").apply(y); // (batch, classes)
        return Activation.of(options.classifierActivation).name("predictions").apply(y);
    }
}
