package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;
import jeras.layers.Activation;
import jeras.layers.Conv2D;
import jeras.layers.CustomScaleLayer;
import jeras.layers.GlobalAveragePooling2D;
import jeras.ops.Tensor;

/**
 * Inception with residual connections, version 2: what a block of several convolutions side by side makes is added to what came
 * in, 299 x 299 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) InceptionResNetV2.preprocessInput} first.
 *
 * <pre>{@code Model base = InceptionResNetV2.of(a -> a.includeTop(false).inputShape(150, 150, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1602.07261">Inception-v4, Inception-ResNet and the Impact of Residual Connections on
 *     Learning</a>
 * @see <a href="https://keras.io/api/applications/inceptionresnetv2/">keras.applications.InceptionResNetV2</a>
 */
public final class InceptionResNetV2 extends TfImages {
    private static final String FILE = "inception_resnet_v2_weights_tf_dim_ordering_tf_kernels";
    private static final PublishedWeights TOP = weights(".h5", "e693bd0210a403b3192acc6073ad2e96");
    private static final PublishedWeights NO_TOP = weights("_notop.h5", "d19885ff4a710c122648d3b5c3b684e4");

    private final InceptionLayers layers = new InceptionLayers();

    private InceptionResNetV2() {}

    private static PublishedWeights weights(String end, String hash) {
        return PublishedWeights.in("inception_resnet_v2/", FILE + end, hash);
    }

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return new InceptionResNetV2().build(new Assembly("InceptionResNetV2", told));
    }

    private Model build(Assembly made) {
        Tensor x = layers.stem(made.images(299, 75)); // (batch, 35, 35, 192) for images of 299 x 299
        x = firstBlock(x); // (batch, 35, 35, 320)
        for (int i = 1; i <= 10; i++) {
            x = activated(residual(x, "block35_" + i, 0.17, branches35(x)), "block35_" + i);
        }
        x = firstReduction(x); // (batch, 17, 17, 1088)
        for (int i = 1; i <= 20; i++) {
            x = activated(residual(x, "block17_" + i, 0.1, branches17(x)), "block17_" + i);
        }
        x = secondReduction(x); // (batch, 8, 8, 2080)
        for (int i = 1; i <= 9; i++) {
            x = activated(residual(x, "block8_" + i, 0.2, branches8(x)), "block8_" + i);
        }
        x = residual(x, "block8_10", 1, branches8(x));
        x = Conv2D.of(1536, 1).padding("same").useBias(false).name("conv_7b").apply(x);
        x = activated(InceptionLayers.normalization("conv_7b_bn").apply(x), "conv_7b"); // (batch, 8, 8, 1536)
        x = made.includesTop()
                ? made.predictions(GlobalAveragePooling2D.of().name("avg_pool").apply(x))
                : made.pooled(x);
        return made.model("inception_resnet_v2", x, () -> made.includesTop() ? TOP : NO_TOP);
    }

    private Tensor firstBlock(Tensor x) {
        Tensor one = layers.same(x, 96, 1);
        Tensor five = layers.same(x, 48, 1);
        five = layers.same(five, 64, 5);
        Tensor three = layers.same(x, 64, 1);
        three = layers.same(three, 96, 3);
        three = layers.same(three, 96, 3);
        return InceptionLayers.joined("mixed_5b", one, five, three, layers.pooled(x, 64));
    }

    private Tensor[] branches35(Tensor x) {
        Tensor one = layers.same(x, 32, 1);
        Tensor once = layers.same(x, 32, 1);
        once = layers.same(once, 32, 3);
        Tensor twice = layers.same(x, 32, 1);
        twice = layers.same(twice, 48, 3);
        twice = layers.same(twice, 64, 3);
        return new Tensor[] {one, once, twice};
    }

    private Tensor[] branches17(Tensor x) {
        return strips(x, 128, 160, 192, 7);
    }

    private Tensor[] branches8(Tensor x) {
        return strips(x, 192, 224, 256, 3);
    }

    /** A kernel of 1 x 1, and a long one in both directions. */
    private Tensor[] strips(Tensor x, int first, int second, int third, int length) {
        Tensor one = layers.same(x, 192, 1);
        Tensor strip = layers.same(x, first, 1);
        strip = layers.same(strip, second, 1, length);
        strip = layers.same(strip, third, length, 1);
        return new Tensor[] {one, strip};
    }

    /** What came in, and a share of what the branches make of it. */
    private static Tensor residual(Tensor x, String name, double scale, Tensor... branches) {
        Tensor y = InceptionLayers.joined(name + "_mixed", branches);
        y = Conv2D.of(Assembly.channels(x), 1)
                .padding("same")
                .name(name + "_conv")
                .apply(y);
        return CustomScaleLayer.of(scale).apply(x, y);
    }

    private static Tensor activated(Tensor x, String name) {
        return Activation.of("relu").name(name + "_ac").apply(x);
    }

    private Tensor firstReduction(Tensor x) {
        Tensor once = layers.halved(x, 384);
        Tensor twice = layers.same(x, 256, 1);
        twice = layers.same(twice, 256, 3);
        twice = layers.halved(twice, 384);
        return InceptionLayers.joined("mixed_6a", once, twice, InceptionLayers.halved(x));
    }

    private Tensor secondReduction(Tensor x) {
        Tensor first = layers.same(x, 256, 1);
        first = layers.halved(first, 384);
        Tensor second = layers.same(x, 256, 1);
        second = layers.halved(second, 288);
        Tensor third = layers.same(x, 256, 1);
        third = layers.same(third, 288, 3);
        third = layers.halved(third, 320);
        return InceptionLayers.joined("mixed_7a", first, second, third, InceptionLayers.halved(x));
    }
}
