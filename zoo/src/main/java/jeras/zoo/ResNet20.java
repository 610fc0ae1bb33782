package jeras.zoo;

import java.util.List;
import jeras.Input;
import jeras.Model;
import jeras.layers.Activation;
import jeras.layers.Add;
import jeras.layers.BatchNormalization;
import jeras.layers.Conv2D;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.Layer;
import jeras.ops.Tensor;
import jeras.regularizers.L2;

/**
 * The residual network for small images: three stages of three blocks with 16, 32 and 64 filters, each stage at half the size of
 * the one before.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al., Deep Residual Learning for Image Recognition, section 4.2</a>
 */
final class ResNet20 {
    private static final int STAGES = 3;
    private static final int BLOCKS = 3;

    private ResNet20() {}

    /** The network between the layers that prepare the pixels and the one that tells the class. */
    static Model of(Input input, List<Layer> preparation, Layer output) {
        Tensor x = input; // (batch, height, width[, channels])
        for (Layer layer : preparation) {
            x = layer.apply(x);
        }
        x = normalized(convolution(16, 3, 1).apply(x)); // (batch, height, width, 16)
        for (int stage = 0; stage < STAGES; stage++) {
            for (int block = 0; block < BLOCKS; block++) {
                boolean halves = stage > 0 && block == 0;
                x = block(x, 16 << stage, halves ? 2 : 1);
            }
        }
        return Model.of(input, output.apply(GlobalAveragePooling2D.of().apply(x)));
    }

    /** Two convolutions, and what they add to. */
    private static Tensor block(Tensor x, int filters, int stride) {
        Tensor y = normalized(convolution(filters, 3, stride).apply(x));
        y = BatchNormalization.of().apply(convolution(filters, 3, 1).apply(y));
        Tensor shortcut = stride == 1 ? x : convolution(filters, 1, stride).apply(x);
        return Activation.of("relu").apply(Add.of().apply(shortcut, y));
    }

    private static Tensor normalized(Tensor x) {
        return Activation.of("relu").apply(BatchNormalization.of().apply(x));
    }

    /** Without a bias, which the normalization after it would take away again. */
    private static Conv2D convolution(int filters, int size, int stride) {
        return Conv2D.of(filters, size)
                .strides(stride)
                .padding("same")
                .useBias(false)
                .kernelInitializer("he_normal")
                .kernelRegularizer(L2.of(1e-4));
    }
}
