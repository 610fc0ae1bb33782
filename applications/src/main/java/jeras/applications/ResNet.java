package jeras.applications;

import java.util.Locale;
import java.util.Map;
import jeras.Model;
import jeras.layers.Activation;
import jeras.layers.Add;
import jeras.layers.BatchNormalization;
import jeras.layers.Conv2D;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.MaxPooling2D;
import jeras.layers.ZeroPadding2D;
import jeras.ops.Tensor;

/**
 * Residual networks: a stem, four stacks of blocks that each add to what came in, and one dense layer.
 *
 * @see ResidualBlock the blocks of the first version
 * @see PreactivatedBlock the blocks of the second
 */
final class ResNet {
    private static final String END = "_weights_tf_dim_ordering_tf_kernels";

    /** MD5 of the files that Keras publishes: with the top, and without. */
    private static final Map<String, String[]> HASHES = Map.of(
            "resnet50", hashes("2cb95161c43110f7111970584f804107", "4d473c1dd8becc155b73f8504c6f6626"),
            "resnet101", hashes("f1aeb4b969a6efcfb50fad2f0c20cfc5", "88cf7a10940856eca736dc7b7e228a21"),
            "resnet152", hashes("100835be76be38e30d865e96f2aaae62", "ee4c566cf9a93f14d82f913c2dc6dd0c"),
            "resnet50v2", hashes("3ef43a0b657b3be2300d5770ece849e0", "fac2f116257151a9d068a22e544a4917"),
            "resnet101v2", hashes("6343647c601c52e1368623803854d971", "c0ed64b8031c3730f411d2eb4eea35b5"),
            "resnet152v2", hashes("a49b44d1979771252814e80f8ec446f9", "ed17cf2e0169df9d443503ef94b23b33"));

    private ResNet() {}

    private static String[] hashes(String withTop, String withoutTop) {
        return new String[] {withTop, withoutTop};
    }

    /** The stacks of one version. */
    @FunctionalInterface
    private interface Stacks {
        Tensor apply(Tensor x);
    }

    /**
     * A network of the first version, which normalizes after each convolution.
     *
     * @param title the name of the architecture's class
     * @param blocks how many each of the four stacks has
     */
    static Model first(String title, ApplicationOptions options, int... blocks) {
        return build(title, options, false, x -> {
            Tensor y = ResidualBlock.stack(x, "conv2", 64, blocks[0], 1);
            y = ResidualBlock.stack(y, "conv3", 128, blocks[1], 2);
            y = ResidualBlock.stack(y, "conv4", 256, blocks[2], 2);
            return ResidualBlock.stack(y, "conv5", 512, blocks[3], 2);
        });
    }

    /** As {@link #first}, of the second version, which normalizes before. */
    static Model second(String title, ApplicationOptions options, int... blocks) {
        return build(title, options, true, x -> {
            Tensor y = PreactivatedBlock.stack(x, "conv2", 64, blocks[0], 2);
            y = PreactivatedBlock.stack(y, "conv3", 128, blocks[1], 2);
            y = PreactivatedBlock.stack(y, "conv4", 256, blocks[2], 2);
            return PreactivatedBlock.stack(y, "conv5", 512, blocks[3], 1);
        });
    }

    private static Model build(String title, ApplicationOptions options, boolean isPreactivated, Stacks stacks) {
        Assembly made = new Assembly(title, options);
        Tensor x = ZeroPadding2D.of(3).name("conv1_pad").apply(made.images(224, 32));
        x = Conv2D.of(64, 7).strides(2).name("conv1_conv").apply(x); // (batch, height / 2, width / 2, 64)
        if (!isPreactivated) {
            x = activated(x, "conv1");
        }
        x = ZeroPadding2D.of(1).name("pool1_pad").apply(x);
        x = MaxPooling2D.of(3).strides(2).name("pool1_pool").apply(x); // (batch, height / 4, width / 4, 64)
        x = stacks.apply(x); // (batch, height / 32, width / 32, 2048)
        if (isPreactivated) {
            x = activated(x, "post");
        }
        x = made.includesTop()
                ? made.predictions(GlobalAveragePooling2D.of().name("avg_pool").apply(x))
                : made.pooledByName(x);
        String name = title.toLowerCase(Locale.ROOT);
        return made.model(name, x, () -> weights(name, made.includesTop()));
    }

    private static PublishedWeights weights(String name, boolean hasTop) {
        String[] hashes = HASHES.get(name);
        return hasTop
                ? PublishedWeights.in("resnet/", name + END + ".h5", hashes[0])
                : PublishedWeights.in("resnet/", name + END + "_notop.h5", hashes[1]);
    }

    static BatchNormalization normalization(String name) {
        return BatchNormalization.of()
                .axis(Assembly.channelAxis())
                .epsilon(1.001e-5)
                .name(name);
    }

    /** Normalized, and what is negative cut off; the layers are {@code name_bn} and {@code name_relu}. */
    static Tensor activated(Tensor x, String name) {
        return Activation.of("relu")
                .name(name + "_relu")
                .apply(normalization(name + "_bn").apply(x));
    }

    /** The sum of two ways through a block. */
    static Tensor sum(String name, Tensor shortcut, Tensor x) {
        return Add.of().name(name).apply(shortcut, x);
    }
}
