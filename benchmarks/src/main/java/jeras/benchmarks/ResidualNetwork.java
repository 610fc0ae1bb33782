package jeras.benchmarks;

import jeras.Input;
import jeras.Model;
import jeras.layers.Add;
import jeras.layers.BatchNormalization;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.ReLU;
import jeras.losses.Loss;
import jeras.ops.Tensor;

/**
 * ResNet-20 for images of 32 by 32: three stages of three blocks.
 *
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al., Deep Residual Learning for Image Recognition, section 4.2</a>
 */
final class ResidualNetwork {
    private ResidualNetwork() {}

    static Task task() {
        Tensor inputs = Input.of(32, 32, 3);
        Tensor x = ReLU.of().apply(normalized(inputs, 16, 3, 1));
        for (int filters : new int[] {16, 32, 64}) {
            for (int block = 0; block < 3; block++) {
                x = block(x, filters, filters > 16 && block == 0 ? 2 : 1);
            }
        }
        Tensor outputs = Dense.of(10)
                .activation("softmax")
                .apply(GlobalAveragePooling2D.of().apply(x));
        RandomData data = new RandomData();
        return new Task(
                Model.of(inputs, outputs),
                data.pixels(640, 32, 32, 3),
                data.integers(10, 640),
                64,
                Loss.of("sparse_categorical_crossentropy"));
    }

    private static Tensor block(Tensor x, int filters, int strides) {
        Tensor y = ReLU.of().apply(normalized(x, filters, 3, strides));
        y = normalized(y, filters, 3, 1);
        Tensor shortcut = strides == 1 ? x : convolution(x, filters, 1, strides);
        return ReLU.of().apply(Add.of().apply(shortcut, y)); // (batch, height / strides, width / strides, filters)
    }

    private static Tensor normalized(Tensor x, int filters, int size, int strides) {
        return BatchNormalization.of().apply(convolution(x, filters, size, strides));
    }

    private static Tensor convolution(Tensor x, int filters, int size, int strides) {
        return Conv2D.of(filters, size)
                .strides(strides)
                .padding("same")
                .useBias(false)
                .apply(x);
    }
}
