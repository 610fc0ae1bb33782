package jeras.applications;

import jeras.Model;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Flatten;
import jeras.layers.MaxPooling2D;
import jeras.ops.Tensor;

/** Five blocks of 3 x 3 convolutions, each halved by a pooling, and three dense layers. */
final class VGG {
    private static final int[] FILTERS = {64, 128, 256, 512, 512};

    private VGG() {}

    /**
     * @param layers the number of layers in the name
     * @param convolutions how many each block has
     */
    static Model build(
            int layers,
            ApplicationOptions options,
            int[] convolutions,
            PublishedWeights withTop,
            PublishedWeights withoutTop) {
        Assembly made = new Assembly("VGG" + layers, options);
        Tensor x = made.images(224, 32);
        for (int block = 1; block <= FILTERS.length; block++) {
            x = block(x, "block" + block, FILTERS[block - 1], convolutions[block - 1]);
        }
        x = made.includesTop() ? top(x, made) : made.pooled(x);
        return made.model("vgg" + layers, x, () -> made.includesTop() ? withTop : withoutTop);
    }

    private static Tensor block(Tensor x, String name, int filters, int convolutions) {
        Tensor y = x;
        for (int i = 1; i <= convolutions; i++) {
            y = Conv2D.of(filters, 3)
                    .activation("relu")
                    .padding("same")
                    .name(name + "_conv" + i)
                    .apply(y); // (batch, height, width, filters)
        }
        return MaxPooling2D.of(2).strides(2).name(name + "_pool").apply(y); // (batch, height / 2, width / 2, filters)
    }

    private static Tensor top(Tensor x, Assembly made) {
        Tensor y = Flatten.of().name("flatten").apply(x);
        y = Dense.of(4096).activation("relu").name("fc1").apply(y);
        y = Dense.of(4096).activation("relu").name("fc2").apply(y);
        return made.predictions(y);
    }

    /** A file that Keras publishes. */
    static PublishedWeights weights(String folder, String end, String hash) {
        return PublishedWeights.in(folder + "/", folder + "_weights_tf_dim_ordering_tf_kernels" + end + ".h5", hash);
    }
}
