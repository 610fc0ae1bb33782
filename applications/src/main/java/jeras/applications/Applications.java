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
    }

    private Applications() {}

    private static void add(
            String name,
            int imageSize,
            UnaryOperator<Array> preprocessing,
            Function<Consumer<ApplicationOptions>, Model> maker) {
        Application application =
                new Application(name, imageSize, preprocessing, told -> maker.apply(options -> options.sameAs(told)));
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
