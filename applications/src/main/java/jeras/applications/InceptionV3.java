package jeras.applications;

import java.util.function.Consumer;
import jeras.Model;
import jeras.layers.Concatenate;
import jeras.layers.GlobalAveragePooling2D;
import jeras.ops.Tensor;

/**
 * Inception, version 3: blocks of several convolutions side by side, 299 x 299 pixels by default.
 *
 * <p>Images go through {@link #preprocessInput(jeras.Array) InceptionV3.preprocessInput} first.
 *
 * <pre>{@code Model base = InceptionV3.of(a -> a.includeTop(false).inputShape(150, 150, 3).pooling("avg"))}</pre>
 *
 * @see <a href="https://arxiv.org/abs/1512.00567">Rethinking the Inception Architecture for Computer Vision</a>
 * @see <a href="https://keras.io/api/applications/inceptionv3/">keras.applications.InceptionV3</a>
 */
public final class InceptionV3 extends TfImages {
    private static final String FILE = "inception_v3_weights_tf_dim_ordering_tf_kernels";
    private static final PublishedWeights TOP = weights(".h5", "9a0d58056eeedaa3f26cb7ebd46da564");
    private static final PublishedWeights NO_TOP = weights("_notop.h5", "bcbd6486424b2319ff4ef7d526e38f63");

    private final InceptionLayers layers = new InceptionLayers();

    private InceptionV3() {}

    private static PublishedWeights weights(String end, String hash) {
        return PublishedWeights.in("inception_v3/", FILE + end, hash);
    }

    /** The model with its top and the weights that Keras publishes, which are downloaded once. */
    public static Model of() {
        return of(a -> {});
    }

    /** The model as told. */
    public static Model of(Consumer<ApplicationOptions> options) {
        ApplicationOptions told = new ApplicationOptions();
        options.accept(told);
        return new InceptionV3().build(new Assembly("InceptionV3", told));
    }

    private Model build(Assembly made) {
        Tensor x = layers.stem(made.images(299, 75)); // (batch, 35, 35, 192) for images of 299 x 299
        x = squares(x, "mixed0", 32);
        x = squares(x, "mixed1", 64);
        x = squares(x, "mixed2", 64); // (batch, 35, 35, 288)
        x = firstReduction(x, "mixed3"); // (batch, 17, 17, 768)
        x = strips(x, "mixed4", 128);
        x = strips(x, "mixed5", 160);
        x = strips(x, "mixed6", 160);
        x = strips(x, "mixed7", 192);
        x = secondReduction(x, "mixed8"); // (batch, 8, 8, 1280)
        x = forks(x, "mixed9", "mixed9_0");
        x = forks(x, "mixed10", "mixed9_1"); // (batch, 8, 8, 2048)
        x = made.includesTop()
                ? made.predictions(GlobalAveragePooling2D.of().name("avg_pool").apply(x))
                : made.pooled(x);
        return made.model("inception_v3", x, () -> made.includesTop() ? TOP : NO_TOP);
    }

    /** Kernels of 1 x 1, 5 x 5, and 3 x 3 twice. */
    private Tensor squares(Tensor x, String name, int poolFilters) {
        Tensor one = layers.same(x, 64, 1, 1);
        Tensor five = layers.same(x, 48, 1, 1);
        five = layers.same(five, 64, 5, 5);
        Tensor three = layers.same(x, 64, 1, 1);
        three = layers.same(three, 96, 3, 3);
        three = layers.same(three, 96, 3, 3);
        return InceptionLayers.joined(name, one, five, three, layers.pooled(x, poolFilters));
    }

    /** Kernels of 1 x 7 and 7 x 1 in turn. */
    private Tensor strips(Tensor x, String name, int filters) {
        Tensor one = layers.same(x, 192, 1, 1);
        Tensor once = layers.same(x, filters, 1, 1);
        once = layers.same(once, filters, 1, 7);
        once = layers.same(once, 192, 7, 1);
        Tensor twice = layers.same(x, filters, 1, 1);
        twice = layers.same(twice, filters, 7, 1);
        twice = layers.same(twice, filters, 1, 7);
        twice = layers.same(twice, filters, 7, 1);
        twice = layers.same(twice, 192, 1, 7);
        return InceptionLayers.joined(name, one, once, twice, layers.pooled(x, 192));
    }

    /** Kernels of 1 x 3 and 3 x 1 side by side. */
    private Tensor forks(Tensor x, String name, String forkName) {
        int channels = Assembly.channelAxis();
        Tensor one = layers.same(x, 320, 1, 1);
        Tensor fork =
                fork(layers.same(x, 384, 1, 1), Concatenate.of().axis(channels).name(forkName));
        Tensor deep = layers.same(x, 448, 1, 1);
        deep = layers.same(deep, 384, 3, 3);
        deep = fork(deep, Concatenate.of().axis(channels));
        return InceptionLayers.joined(name, one, fork, deep, layers.pooled(x, 192));
    }

    private Tensor fork(Tensor x, Concatenate joined) {
        Tensor flat = layers.same(x, 384, 1, 3);
        Tensor upright = layers.same(x, 384, 3, 1);
        return joined.apply(flat, upright);
    }

    private Tensor firstReduction(Tensor x, String name) {
        Tensor once = layers.halved(x, 384);
        Tensor twice = layers.same(x, 64, 1, 1);
        twice = layers.same(twice, 96, 3, 3);
        twice = layers.halved(twice, 96);
        return InceptionLayers.joined(name, once, twice, InceptionLayers.halved(x));
    }

    private Tensor secondReduction(Tensor x, String name) {
        Tensor square = layers.same(x, 192, 1, 1);
        square = layers.halved(square, 320);
        Tensor strips = layers.same(x, 192, 1, 1);
        strips = layers.same(strips, 192, 1, 7);
        strips = layers.same(strips, 192, 7, 1);
        strips = layers.halved(strips, 192);
        return InceptionLayers.joined(name, square, strips, InceptionLayers.halved(x));
    }
}
