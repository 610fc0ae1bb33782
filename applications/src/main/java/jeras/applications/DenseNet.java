package jeras.applications;

import java.util.Map;
import jeras.Model;
import jeras.layers.Activation;
import jeras.layers.AveragePooling2D;
import jeras.layers.BatchNormalization;
import jeras.layers.Concatenate;
import jeras.layers.Conv2D;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.MaxPooling2D;
import jeras.layers.ZeroPadding2D;
import jeras.ops.Tensor;

/** Densely connected networks: each layer of a block sees the outputs of all before it; between blocks the image shrinks. */
final class DenseNet {
    /** How many channels each layer of a block adds. */
    private static final int GROWTH = 32;

    private static final String END = "_weights_tf_dim_ordering_tf_kernels";

    /** MD5 of the files that Keras publishes: with the top, and without. */
    private static final Map<Integer, String[]> HASHES = Map.of(
            121, hashes("9d60b8095a5708f2dcce2bca79d332c7", "30ee3e1110167f948a6b9946edeeb738"),
            169, hashes("d699b8f76981ab1b30698df4c175e90b", "b8c4d4c20dd625c148057b9ff1c1176b"),
            201, hashes("1ceb130c1ea1b78c3bf6114dbdfd8807", "c13680b51ded0fb44dff2d8f86ac8bb1"));

    private DenseNet() {}

    private static String[] hashes(String withTop, String withoutTop) {
        return new String[] {withTop, withoutTop};
    }

    /**
     * @param layers the number of layers in the name
     * @param blocks how many layers each of the four blocks has
     */
    static Model build(int layers, ApplicationOptions options, int... blocks) {
        Assembly made = new Assembly("DenseNet" + layers, options);
        made.requireChannelsLast();
        Tensor x = ZeroPadding2D.of(3).apply(made.images(224, 32));
        x = Conv2D.of(64, 7)
                .strides(2)
                .useBias(false)
                .name("conv1_conv")
                .apply(x); // (batch, height / 2, width / 2, 64)
        x = activated(x, "conv1_bn", "conv1_relu");
        x = ZeroPadding2D.of(1).apply(x);
        x = MaxPooling2D.of(3).strides(2).name("pool1").apply(x); // (batch, height / 4, width / 4, 64)
        for (int i = 0; i < blocks.length; i++) {
            if (i > 0) {
                x = transition(x, "pool" + (i + 1));
            }
            x = block(x, "conv" + (i + 2), blocks[i]);
        }
        x = activated(x, "bn", "relu"); // (batch, height / 32, width / 32, channels)
        x = made.includesTop()
                ? made.predictions(GlobalAveragePooling2D.of().name("avg_pool").apply(x))
                : made.pooledByName(x);
        return made.model("densenet" + layers, x, () -> weights(layers, made.includesTop()));
    }

    private static PublishedWeights weights(int layers, boolean hasTop) {
        String[] hashes = HASHES.get(layers);
        String file = "densenet" + layers + END + (hasTop ? ".h5" : "_notop.h5");
        return PublishedWeights.in("densenet/", file, hashes[hasTop ? 0 : 1]);
    }

    private static Tensor block(Tensor x, String name, int layers) {
        Tensor y = x;
        for (int i = 1; i <= layers; i++) {
            y = layer(y, name + "_block" + i);
        }
        return y;
    }

    /** What came in, and {@link #GROWTH} channels more. */
    private static Tensor layer(Tensor x, String name) {
        Tensor y = activated(x, name + "_0_bn", name + "_0_relu");
        y = Conv2D.of(4 * GROWTH, 1).useBias(false).name(name + "_1_conv").apply(y);
        y = activated(y, name + "_1_bn", name + "_1_relu");
        y = Conv2D.of(GROWTH, 3)
                .padding("same")
                .useBias(false)
                .name(name + "_2_conv")
                .apply(y); // (batch, height, width, GROWTH)
        return Concatenate.of()
                .axis(Assembly.channelAxis())
                .name(name + "_concat")
                .apply(x, y);
    }

    /** Half the channels, half the height and width. */
    private static Tensor transition(Tensor x, String name) {
        Tensor y = activated(x, name + "_bn", name + "_relu");
        y = Conv2D.of(Assembly.channels(x) / 2, 1)
                .useBias(false)
                .name(name + "_conv")
                .apply(y);
        return AveragePooling2D.of(2).strides(2).name(name + "_pool").apply(y);
    }

    private static Tensor activated(Tensor x, String normalization, String activation) {
        Tensor y = BatchNormalization.of()
                .axis(Assembly.channelAxis())
                .epsilon(1.001e-5)
                .name(normalization)
                .apply(x);
        return Activation.of("relu").name(activation).apply(y);
    }
}
