package jeras.applications;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import jeras.Input;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Activation;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.Layer;
import jeras.layers.LayerNormalization;
import jeras.layers.LayerScale;
import jeras.layers.Normalization;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/** ConvNeXt's sizes: residual blocks of 7 x 7 convolutions, channel by channel, and two dense layers; no batch normalization. */
final class ConvNeXt {
    /** SHA-256 of the files that Keras publishes: with the top, and without. */
    private static final Map<String, List<String>> HASHES = Map.of(
            "Tiny",
                    List.of(
                            "8ae6e78ce2933352b1ef4008e6dd2f17bc40771563877d156bc6426c7cf503ff",
                            "d547c096cabd03329d7be5562c5e14798aa39ed24b474157cef5e85ab9e49ef1"),
            "Small",
                    List.of(
                            "ce1277d8f1ee5a0ef0e171469089c18f5233860ceaf9b168049cb9263fd7483c",
                            "6fc8009faa2f00c1c1dfce59feea9b0745eb260a7dd11bee65c8e20843da6eab"),
            "Base",
                    List.of(
                            "52cbb006d3dadd03f6e095a8ca1aca47aecdd75acb4bc74bce1f5c695d0086e6",
                            "40a20c5548a5e9202f69735ecc06c990e6b7c9d2de39f0361e27baeb24cb7c45"),
            "Large",
                    List.of(
                            "070c5ed9ed289581e477741d3b34beffa920db8cf590899d6d2c67fba2a198a6",
                            "96f02b6f0753d4f543261bc9d09bed650f24dd6bc02ddde3066135b63d23a1cd"),
            "XLarge",
                    List.of(
                            "c1f5ccab661354fc3a79a10fa99af82f0fbf10ec65cb894a3ae0815f17a889ee",
                            "de3f8a54174130e0cecdc71583354753d557fcf1f4487331558e2a16ba0cfe05"));

    private static final double[] MEANS = {0.485 * 255, 0.456 * 255, 0.406 * 255};
    private static final double[] VARIANCES = {
        Math.pow(0.229 * 255, 2), Math.pow(0.224 * 255, 2), Math.pow(0.225 * 255, 2)
    };

    private final Assembly made;
    private final String title;
    private final String size;
    /** What all names of layers begin with: the model's own. */
    private final String name;

    private ConvNeXt(String size, PreprocessingOptions options) {
        this.size = size;
        title = "convnext_" + size.toLowerCase(Locale.ROOT);
        made = new Assembly("ConvNeXt" + size, options);
        name = options.name == null ? title : options.name;
    }

    /**
     * @param size the end of the name, such as {@code Tiny}
     * @param third how many blocks the third of the four stages has; the others have three
     * @param filters the channels of the first stage, which double with each
     */
    static Model build(String size, PreprocessingOptions options, int third, int filters) {
        return new ConvNeXt(size, options).build(options.includePreprocessing, third, filters);
    }

    private Model build(boolean includesPreprocessing, int third, int filters) {
        made.requireChannelsLast();
        Tensor x = made.images(224, 32);
        if (includesPreprocessing && Assembly.channels(x) == 3) {
            x = Normalization.of()
                    .mean(MEANS)
                    .variance(VARIANCES)
                    .name(name + "_prestem_normalization")
                    .apply(x);
        }
        for (int stage = 0; stage < 4; stage++) {
            x = smaller(x, stage, filters << stage); // (batch, height / (4 << stage), ..., filters << stage)
            for (int i = 0; i < (stage == 2 ? third : 3); i++) {
                x = block(x, name + "_stage_" + stage + "_block_" + i, filters << stage);
            }
        }
        return made.model(title, end(x), this::weights);
    }

    /** The stem before the first stage, what halves height and width before the others; Keras has them as models of their own. */
    private Tensor smaller(Tensor x, int stage, int filters) {
        if (stage == 0) {
            return stack(
                    x,
                    "_stem",
                    Conv2D.of(filters, 4).strides(4).name(name + "_stem_conv"),
                    normalization().name(name + "_stem_layernorm"));
        }
        String end = Integer.toString(stage - 1);
        return stack(
                x,
                "_downsampling_block_" + end,
                normalization().name(name + "_downsampling_layernorm_" + end),
                Conv2D.of(filters, 2).strides(2).name(name + "_downsampling_conv_" + end));
    }

    private Tensor stack(Tensor x, String end, Layer... layers) {
        Sequential stack = Sequential.named(name + end);
        stack.add(Input.of(Shapes.withoutBatch(x.shape()).getShape()));
        for (Layer layer : layers) {
            stack.add(layer);
        }
        return stack.apply(x);
    }

    private static Tensor block(Tensor x, String name, int filters) {
        Tensor y = Conv2D.of(filters, 7)
                .padding("same")
                .groups(filters)
                .name(name + "_depthwise_conv")
                .apply(x);
        y = normalization().name(name + "_layernorm").apply(y);
        y = Dense.of(4 * filters).name(name + "_pointwise_conv_1").apply(y);
        y = Activation.of("gelu").name(name + "_gelu").apply(y);
        y = Dense.of(filters).name(name + "_pointwise_conv_2").apply(y);
        y = LayerScale.of(1e-6, filters).name(name + "_layer_scale").apply(y);
        // Keras has a layer here for the depth that is dropped, which is none in its own sizes.
        y = Activation.of("linear").name(name + "_identity").apply(y);
        return x.add(y);
    }

    private Tensor end(Tensor x) {
        if (!made.includesTop()) {
            return normalization().apply(made.pooled(x));
        }
        Tensor y = GlobalAveragePooling2D.of().name(name + "_head_gap").apply(x);
        y = normalization().name(name + "_head_layernorm").apply(y);
        return Dense.of(made.classes())
                .activation(made.classifierActivation())
                .name(name + "_head_dense")
                .apply(y);
    }

    private static LayerNormalization normalization() {
        return LayerNormalization.of().epsilon(1e-6);
    }

    private PublishedWeights weights() {
        String end = made.includesTop() ? ".h5" : "_notop.h5";
        return PublishedWeights.in("convnext/", title + end, HASHES.get(size).get(made.includesTop() ? 0 : 1));
    }
}
