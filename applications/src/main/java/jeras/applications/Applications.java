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
        add("densenet121", 224, DenseNet121::preprocessInput, DenseNet121::of);
        add("densenet169", 224, DenseNet169::preprocessInput, DenseNet169::of);
        add("densenet201", 224, DenseNet201::preprocessInput, DenseNet201::of);
        add("inceptionv3", 299, InceptionV3::preprocessInput, InceptionV3::of);
        add("inceptionresnetv2", 299, InceptionResNetV2::preprocessInput, InceptionResNetV2::of);
        add("xception", 299, Xception::preprocessInput, Xception::of);
        add("nasnetmobile", 224, NASNetMobile::preprocessInput, NASNetMobile::of);
        add("nasnetlarge", 331, NASNetLarge::preprocessInput, NASNetLarge::of);
        add("efficientnetb0", 224, EfficientNetB0::preprocessInput, EfficientNetB0::of);
        add("efficientnetb1", 240, EfficientNetB1::preprocessInput, EfficientNetB1::of);
        add("efficientnetb2", 260, EfficientNetB2::preprocessInput, EfficientNetB2::of);
        add("efficientnetb3", 300, EfficientNetB3::preprocessInput, EfficientNetB3::of);
        add("efficientnetb4", 380, EfficientNetB4::preprocessInput, EfficientNetB4::of);
        add("efficientnetb5", 456, EfficientNetB5::preprocessInput, EfficientNetB5::of);
        add("efficientnetb6", 528, EfficientNetB6::preprocessInput, EfficientNetB6::of);
        add("efficientnetb7", 600, EfficientNetB7::preprocessInput, EfficientNetB7::of);
        addOwn("efficientnetv2b0", 224, EfficientNetV2B0::preprocessInput, o -> EfficientNetV2B0.of(m -> m.sameAs(o)));
        addOwn("efficientnetv2b1", 240, EfficientNetV2B1::preprocessInput, o -> EfficientNetV2B1.of(m -> m.sameAs(o)));
        addOwn("efficientnetv2b2", 260, EfficientNetV2B2::preprocessInput, o -> EfficientNetV2B2.of(m -> m.sameAs(o)));
        addOwn("efficientnetv2b3", 300, EfficientNetV2B3::preprocessInput, o -> EfficientNetV2B3.of(m -> m.sameAs(o)));
        addOwn("efficientnetv2s", 384, EfficientNetV2S::preprocessInput, o -> EfficientNetV2S.of(m -> m.sameAs(o)));
        addOwn("efficientnetv2m", 480, EfficientNetV2M::preprocessInput, o -> EfficientNetV2M.of(m -> m.sameAs(o)));
        addOwn("efficientnetv2l", 480, EfficientNetV2L::preprocessInput, o -> EfficientNetV2L.of(m -> m.sameAs(o)));
        addOwn("convnexttiny", 224, ConvNeXtTiny::preprocessInput, o -> ConvNeXtTiny.of(m -> m.sameAs(o)));
        addOwn("convnextsmall", 224, ConvNeXtSmall::preprocessInput, o -> ConvNeXtSmall.of(m -> m.sameAs(o)));
        addOwn("convnextbase", 224, ConvNeXtBase::preprocessInput, o -> ConvNeXtBase.of(m -> m.sameAs(o)));
        addOwn("convnextlarge", 224, ConvNeXtLarge::preprocessInput, o -> ConvNeXtLarge.of(m -> m.sameAs(o)));
        addOwn("convnextxlarge", 224, ConvNeXtXLarge::preprocessInput, o -> ConvNeXtXLarge.of(m -> m.sameAs(o)));
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
