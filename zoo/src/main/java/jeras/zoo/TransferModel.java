package jeras.zoo;

import java.util.List;
import java.util.Optional;
import jeras.Array;
import jeras.Input;
import jeras.Model;
import jeras.applications.Application;
import jeras.layers.Concatenate;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Layer;
import jeras.layers.Rescaling;
import jeras.layers.Reshape;
import jeras.layers.Resizing;
import jeras.ops.Tensor;

/**
 * A new classifier on top of an architecture of keras.applications, which may have learned from ImageNet what images consist of.
 *
 * @see <a href="https://keras.io/guides/transfer_learning/">Keras's guide to transfer learning</a>
 */
final class TransferModel {
    /** The images of most data sets are smaller than what the architectures can take. */
    static final int SMALLEST_DEFAULT = 96;

    private static final String NO_WEIGHTS = "none";

    private TransferModel() {}

    /**
     * The classifier, not compiled.
     *
     * @param application the architecture
     * @param weights {@code "imagenet"}, {@code "none"} or a file
     * @param size the height and width that images are brought to inside the model
     * @param images what it will be trained on
     * @param augment whether images are changed in training
     */
    static ImageModels.Classifier of(
            Application application, String weights, int size, ImageSource images, boolean augment) {
        Model base = application.build(a ->
                a.includeTop(false).weights(weights).inputShape(size, size, 3).pooling("avg"));
        Input input = Input.of(images.imageShape());
        Tensor x = colours(input, images); // (batch, height, width, 3) from 0 to 255
        if (augment) {
            for (Layer layer : ImageModels.augmentation(images)) {
                x = layer.apply(x);
            }
        }
        if (images.imageShape()[0] != size || images.imageShape()[1] != size) {
            x = Resizing.of(size, size).apply(x); // (batch, size, size, 3)
        }
        x = preprocessed(x, application);
        boolean trained = !weights.equals(NO_WEIGHTS);
        base.setTrainable(!trained);
        x = base.apply(x); // (batch, features)
        Tensor classes = Dense.of(images.classNames().size())
                .activation("softmax")
                .apply(Dropout.of(0.2).apply(x));
        return new ImageModels.Classifier(Model.of(input, classes), trained ? Optional.of(base) : Optional.empty());
    }

    /** Three channels from 0 to 255, whatever the images have. */
    private static Tensor colours(Input input, ImageSource images) {
        long[] shape = images.imageShape();
        Tensor x = images.maxPixel() == 255
                ? input
                : Rescaling.of(255 / images.maxPixel()).apply(input);
        if (shape.length == 2) {
            x = Reshape.of((int) shape[0], (int) shape[1], 1).apply(x);
        }
        return x.shape().get(3) == 3 ? x : Concatenate.of().apply(x, x, x);
    }

    /**
     * The architecture's own preprocessing as a layer, so that the saved model takes plain pixels. Each of Keras's mixes the colours
     * of one pixel and adds a constant, which is what a convolution of size 1 does; its weights are what becomes of black and of
     * the three colours.
     */
    private static Tensor preprocessed(Tensor x, Application application) {
        float[] colours = {0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255};
        float[] told =
                application.preprocessInput(Array.of(colours, 1, 1, 4, 3)).toFloatArray(); // black, red, green, blue
        float[] kernel = new float[9]; // (1, 1, in, out)
        for (int in = 0; in < 3; in++) {
            for (int out = 0; out < 3; out++) {
                kernel[3 * in + out] = (told[3 * (in + 1) + out] - told[out]) / 255;
            }
        }
        float[] bias = {told[0], told[1], told[2]};
        Conv2D layer = Conv2D.of(3, 1).name("preprocessing");
        Tensor y = layer.apply(x);
        layer.setWeights(List.of(Array.of(kernel, 1, 1, 3, 3), Array.of(bias, 3)));
        layer.setTrainable(false);
        return y;
    }
}
