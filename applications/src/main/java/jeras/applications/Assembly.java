package jeras.applications;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.activations.Activation;
import jeras.activations.Activations;
import jeras.layers.Dense;
import jeras.layers.GlobalAveragePooling2D;
import jeras.layers.GlobalMaxPooling2D;
import jeras.ops.Tensor;

/**
 * One architecture in the making: what all of them do before and after their own layers.
 *
 * <pre>{@code
 * Assembly made = new Assembly("VGG16", options);
 * Tensor x = made.images(224, 32);
 * x = Conv2D.of(64, 3).apply(x);
 * x = made.includesTop() ? made.predictions(Flatten.of().apply(x)) : made.pooled(x);
 * return made.model("vgg16", x, () -> made.includesTop() ? TOP : NO_TOP);
 * }</pre>
 */
final class Assembly {
    private final String title;
    private final ImageOptions<?> options;
    private Tensor images;

    /**
     * @param title how messages call the architecture
     * @throws InvalidArgumentException if the options contradict each other
     */
    Assembly(String title, ImageOptions<?> options) {
        this.title = title;
        this.options = options;
        if (options.weights.isImagenet() && options.includeTop && options.classes != 1000) {
            throw refused(
                    "classes(1000), those of the published weights",
                    "classes(" + options.classes + ")",
                    "leave it out, or put a Dense of your own on includeTop(false)");
        }
        if (options.includeTop && !options.weights.areRandom()) {
            checkActivation(options.classifierActivation);
        }
    }

    private void checkActivation(Activation activation) {
        String id = Activations.id(activation).orElse("one of your own");
        if (!id.equals("softmax") && !id.equals("linear")) {
            throw refused(
                    "classifierActivation softmax or linear for weights that are trained",
                    id,
                    "leave it out, or take weights(\"none\")");
        }
    }

    /** The refusal of options, in the architecture's name. */
    InvalidArgumentException refused(String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message(title + " cannot be made.", expected, received, fix));
    }

    /** Refuses the other order of axes for architectures that Keras does not have for it. */
    void requireChannelsLast() {
        if (InputShapes.isChannelsFirst()) {
            throw refused(
                    "the image data format channels_last",
                    "channels_first",
                    "set it: Keras.setImageDataFormat(\"channels_last\")");
        }
    }

    /** The input for images of the shape that was asked for, else of this size; see {@link InputShapes#obtain}. */
    Tensor images(int defaultSize, int minSize) {
        return images(InputShapes.obtain(title, options, defaultSize, minSize));
    }

    /** The input for images of this shape, unless the user has given one. */
    Tensor images(long[] shape) {
        images = options.inputTensor == null ? Input.of(shape) : options.inputTensor;
        return images;
    }

    /** Where the channels stand, for layers that take an axis: 3, or 1. */
    static int channelAxis() {
        return InputShapes.isChannelsFirst() ? 1 : 3;
    }

    /** The number of channels of images within the model. */
    static int channels(Tensor x) {
        return Math.toIntExact(x.size(channelAxis()));
    }

    /** True when the weights are those that Keras publishes. */
    boolean isImagenet() {
        return options.weights.isImagenet();
    }

    boolean includesTop() {
        return options.includeTop;
    }

    int classes() {
        return options.classes;
    }

    Activation classifierActivation() {
        return options.classifierActivation;
    }

    /** The layer that tells the classes, as most architectures end: features {@code (batch, n)}, result {@code (batch, classes)}. */
    Tensor predictions(Tensor features) {
        return predictions(features, UnaryOperator.identity());
    }

    /** As {@link #predictions(Tensor)}, by a layer that is told more. */
    Tensor predictions(Tensor features, UnaryOperator<Dense> more) {
        Dense layer = Dense.of(options.classes).activation(options.classifierActivation);
        return more.apply(layer).name("predictions").apply(features);
    }

    /** What the option {@code pooling} makes of the last layer's output, by layers that the model names. */
    Tensor pooled(Tensor x) {
        return pooled(x, GlobalAveragePooling2D.of(), GlobalMaxPooling2D.of());
    }

    /** As {@link #pooled(Tensor)}, by layers of the names {@code avg_pool} and {@code max_pool}. */
    Tensor pooledByName(Tensor x) {
        return pooled(
                x,
                GlobalAveragePooling2D.of().name("avg_pool"),
                GlobalMaxPooling2D.of().name("max_pool"));
    }

    private Tensor pooled(Tensor x, GlobalAveragePooling2D average, GlobalMaxPooling2D greatest) {
        return switch (options.pooling) {
            case "avg" -> average.apply(x);
            case "max" -> greatest.apply(x);
            default -> x;
        };
    }

    /**
     * The model from the images to {@code output}, with its weights.
     *
     * @param defaultName its name when the user gave none
     * @param published where Keras publishes the weights; asked only when they are wanted
     */
    Model model(String defaultName, Tensor output, Supplier<PublishedWeights> published) {
        String name = options.name == null ? defaultName : options.name;
        Model model = Model.of(name, sources(images), List.of(output));
        if (options.weights.isImagenet()) {
            model.loadWeights(published.get().obtain());
        }
        options.weights.file().ifPresent(model::loadWeights);
        return model;
    }

    /** The inputs that a tensor is made from. */
    private static List<Tensor> sources(Tensor tensor) {
        Set<Tensor> sources = new LinkedHashSet<>();
        Set<Tensor> seen = new HashSet<>();
        Deque<Tensor> open = new ArrayDeque<>(List.of(tensor));
        while (!open.isEmpty()) {
            Tensor next = open.removeLast();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof Input) {
                sources.add(next);
            } else if (next.op() != null) {
                // The first input is looked at first.
                List<Tensor> inputs = next.op().inputs();
                for (int i = inputs.size() - 1; i >= 0; i--) {
                    open.addLast(inputs.get(i));
                }
            }
        }
        return List.copyOf(sources);
    }
}
