package jeras.applications;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import jeras.Array;
import jeras.Model;
import jeras.utils.Catalogue;

/**
 * The architectures by name, for command lines and settings.
 *
 * @see <a href="https://keras.io/api/applications/">keras.applications</a>
 */
public final class Applications {
    private static final Catalogue<Application> ALL = new Catalogue<>("application");

    static {
        add("vgg16", 224, VGG16::preprocessInput, VGG16::of);
        add("vgg19", 224, VGG19::preprocessInput, VGG19::of);
        add("resnet50", 224, ResNet50::preprocessInput, ResNet50::of);
        add("resnet101", 224, ResNet101::preprocessInput, ResNet101::of);
        add("resnet152", 224, ResNet152::preprocessInput, ResNet152::of);
        add("resnet50v2", 224, ResNet50V2::preprocessInput, ResNet50V2::of);
        add("resnet101v2", 224, ResNet101V2::preprocessInput, ResNet101V2::of);
        add("resnet152v2", 224, ResNet152V2::preprocessInput, ResNet152V2::of);
        addOwn("mobilenet", 224, MobileNet::preprocessInput, o -> MobileNet.of(m -> m.sameAs(o)));
        addOwn("mobilenetv2", 224, MobileNetV2::preprocessInput, o -> MobileNetV2.of(m -> m.sameAs(o)));
        addOwn("mobilenetv3small", 224, MobileNetV3Small::preprocessInput, o -> MobileNetV3Small.of(m -> m.sameAs(o)));
        addOwn("mobilenetv3large", 224, MobileNetV3Large::preprocessInput, o -> MobileNetV3Large.of(m -> m.sameAs(o)));
    }

    private Applications() {}

    private static void add(
            String name,
            int imageSize,
            UnaryOperator<Array> preprocessing,
            Function<Consumer<ApplicationOptions>, Model> maker) {
        addOwn(name, imageSize, preprocessing, told -> maker.apply(options -> options.sameAs(told)));
    }

    /** An architecture that has options of its own, which keep their defaults here. */
    private static void addOwn(
            String name, int imageSize, UnaryOperator<Array> preprocessing, Function<ApplicationOptions, Model> maker) {
        Application application = new Application(name, imageSize, preprocessing, maker);
        ALL.add(() -> application, name);
    }

    /** The names, in Keras's order of families. */
    public static Set<String> names() {
        return ALL.ids();
    }

    /**
     * The architecture with this name: Keras's in lower case, such as {@code "resnet50"} or {@code "mobilenetv2"}.
     *
     * @throws jeras.InvalidArgumentException if there is none
     */
    public static Application of(String name) {
        return ALL.make(name);
    }
}
