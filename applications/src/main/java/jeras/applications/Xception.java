package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;
import jeras.layers.Activation;
import jeras.layers.Add;
import jeras.layers.BatchNormalization;
import jeras.layers.Conv2D;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.MaxPooling2D;
import jeras.layers.SeparableConv2D;
import jeras.ops.Tensor;

/**
 * Xception: residual blocks of separable convolutions, 299 x 299 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) Xception.preprocessInput} first.
 *
 * <pre>{@code Model base = Xception.of(a -> a.includeTop(false).inputShape(150, 150, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1610.02357">Xception: Deep Learning with Depthwise Separable Convolutions</a>
 * @see <a href="https://keras.io/api/applications/xception/">keras.applications.Xception</a>
 */
public final class Xception extends TfImages {
    private static final String FILE = "xception_weights_tf_dim_ordering_tf_kernels";
    private static final PublishedWeights TOP = weights(".h5", "0a58e3b7378bc2990ea3b43d5981f1f6");
    private static final PublishedWeights NO_TOP = weights("_notop.h5", "b0042744bf5b25fce3cb969f33bebb97");

    private Xception() {}

    private static PublishedWeights weights(String end, String hash) {
        return PublishedWeights.in("xception/", FILE + end, hash);
    }

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return build(new Assembly("Xception", told));
    }

    private static Model build(Assembly made) {
        Tensor x = made.images(299, 71);
        x = Conv2D.of(32, 3).strides(2).useBias(false).name("block1_conv1").apply(x);
        x = activated(normalized(x, "block1_conv1_bn"), "block1_conv1");
        x = Conv2D.of(64, 3).useBias(false).name("block1_conv2").apply(x);
        x = activated(normalized(x, "block1_conv2_bn"), "block1_conv2"); // (batch, height / 2, width / 2, 64)
        x = firstReduction(x);
        x = reduction(x, "block3", 256, 256);
        x = reduction(x, "block4", 728, 728); // (batch, height / 16, width / 16, 728)
        for (int block = 5; block <= 12; block++) {
            x = middle(x, "block" + block);
        }
        x = reduction(x, "block13", 728, 1024); // (batch, height / 32, width / 32, 1024)
        x = activated(separable(x, "block14_sepconv1", 1536), "block14_sepconv1");
        x = activated(separable(x, "block14_sepconv2", 2048), "block14_sepconv2");
        x = made.includesTop()
                ? made.predictions(GlobalAveragePooling2D.of().name("avg_pool").apply(x))
                : made.pooled(x);
        return made.model("xception", x, () -> made.includesTop() ? TOP : NO_TOP);
    }

    /** As {@link #reduction}, of images that have just been activated. */
    private static Tensor firstReduction(Tensor x) {
        Tensor shortcut = shortcut(x, 128);
        Tensor y = separable(x, "block2_sepconv1", 128);
        y = separable(activated(y, "block2_sepconv2"), "block2_sepconv2", 128);
        return Add.of().apply(halved(y, "block2"), shortcut);
    }

    /** Half the height and width. */
    private static Tensor reduction(Tensor x, String name, int first, int second) {
        Tensor shortcut = shortcut(x, second);
        Tensor y = separable(activated(x, name + "_sepconv1"), name + "_sepconv1", first);
        y = separable(activated(y, name + "_sepconv2"), name + "_sepconv2", second);
        return Add.of().apply(halved(y, name), shortcut);
    }

    private static Tensor middle(Tensor x, String block) {
        Tensor y = x;
        for (int i = 1; i <= 3; i++) {
            String name = block + "_sepconv" + i;
            y = separable(activated(y, name), name, 728);
        }
        return Add.of().apply(y, x);
    }

    private static Tensor shortcut(Tensor x, int filters) {
        Tensor y =
                Conv2D.of(filters, 1).strides(2).padding("same").useBias(false).apply(x);
        return normalization().apply(y);
    }

    private static Tensor halved(Tensor x, String name) {
        return MaxPooling2D.of(3)
                .strides(2)
                .padding("same")
                .name(name + "_pool")
                .apply(x);
    }

    private static Tensor separable(Tensor x, String name, int filters) {
        Tensor y = SeparableConv2D.of(filters, 3)
                .padding("same")
                .useBias(false)
                .name(name)
                .apply(x);
        return normalized(y, name + "_bn");
    }

    private static Tensor normalized(Tensor x, String name) {
        return normalization().name(name).apply(x);
    }

    private static BatchNormalization normalization() {
        return BatchNormalization.of().axis(InputShapes.isChannelsFirst() ? 1 : -1);
    }

    private static Tensor activated(Tensor x, String name) {
        return Activation.of("relu").name(name + "_act").apply(x);
    }
}
