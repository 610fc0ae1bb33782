package jeras.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import jeras.Array;
import jeras.KerasNumbers;
import jeras.backend.Eager;
import jeras.ops.Ops;
import jeras.ops.ResizeOptions;
import jeras.ops.Tensor;
import jeras.ops.WarpOptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Operations on images, and layers with nothing left to chance, against Keras ({@code image_cases.py}). */
class ImageNumbersTest {
    private static final Map<String, Function<List<Tensor>, Tensor>> OPS = new TreeMap<>();

    static {
        for (String method : List.of("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5", "area")) {
            op("resize " + method + " larger", x -> resize(x, 9, 11, method, false));
            op("resize " + method + " smaller", x -> resize(x, 4, 3, method, false));
            op("resize " + method + " antialias", x -> resize(x, 4, 3, method, true));
        }
        for (String method : List.of("bilinear", "nearest")) {
            for (String mode : List.of("constant", "nearest", "wrap", "reflect")) {
                for (String how : List.of("turn", "far")) {
                    op(
                            "affine " + mode + " " + method + " " + how,
                            x -> Ops.affineTransform(
                                    x.get(0), x.get(1), o -> warp(o, method, 3).fillMode(mode)));
                }
            }
            op(
                    "perspective " + method,
                    x -> Ops.perspectiveTransform(x.get(0), x.get(1), x.get(2), o -> warp(o, method, 2)));
        }
        for (String mode : List.of("constant", "nearest", "wrap")) {
            for (int order : new int[] {0, 1}) {
                op(
                        "coordinates " + mode + " " + order,
                        x -> Ops.mapCoordinates(
                                x.get(0), x.get(1), order, o -> o.fillMode(mode).fillValue(4)));
            }
        }
        op("gaussian blur", x -> Ops.gaussianBlur(x.get(0), new int[] {3, 3}, new double[] {1, 0.7}));
        op("gaussian blur uneven", x -> Ops.gaussianBlur(x.get(0), new int[] {3, 5}, new double[] {1.2, 0.8}));
        op("grayscale", x -> Ops.rgbToGrayscale(x.get(0)));
        op("grayscale first", x -> Ops.rgbToGrayscale(x.get(0), "channels_first"));
        op("to hsv", x -> Ops.rgbToHsv(x.get(0)));
        op("from hsv", x -> Ops.hsvToRgb(x.get(0)));
        op("crop", x -> Ops.cropImages(x.get(0), o -> o.top(1).bottom(2).left(3).targetWidth(2)));
        op(
                "pad",
                x -> Ops.padImages(
                        x.get(0), o -> o.targetHeight(9).bottom(2).left(1).right(3)));
        op("patches", x -> Ops.extractPatches(x.get(0), 2, 3));
        op(
                "patches same",
                x -> Ops.extractPatches(
                        x.get(0), new int[] {3, 2}, o -> o.strides(2, 1).padding("same")));
        op(
                "patches dilated",
                x -> Ops.extractPatches(
                        x.get(0), new int[] {2}, o -> o.strides(1).dilationRate(2)));
        op("patches of volumes", x -> Ops.extractPatches(x.get(0), 2, 2, 3));
        for (String method : List.of("linear", "cubic", "lanczos3", "lanczos5")) {
            op("scale " + method + " True", x -> scale(x, method, true));
            op("scale " + method + " False", x -> scale(x, method, false));
        }
        op("sobel", x -> Ops.sobelEdges(x.get(0)));
        op("ssim", x -> Ops.ssim(x.get(0), x.get(1), o -> o.maxVal(255).filterSize(5)));
    }

    private static void op(String name, Function<List<Tensor>, Tensor> operation) {
        OPS.put(name, operation);
    }

    private static Tensor resize(List<Tensor> x, int height, int width, String method, boolean smooth) {
        return Ops.resize(
                x.get(0),
                height,
                width,
                (ResizeOptions o) -> o.interpolation(method).antialias(smooth));
    }

    private static WarpOptions warp(WarpOptions options, String method, double value) {
        return options.interpolation(method).fillValue(value);
    }

    private static Tensor scale(List<Tensor> x, String method, boolean smooth) {
        Shape shape = new Shape(2, 3, 8, 2);
        return Ops.scaleAndTranslate(
                x.get(0), shape, x.get(1), x.get(2), new int[] {1, 2}, method, o -> o.antialias(smooth));
    }

    private static List<JsonObject> cases() {
        return KerasNumbers.objects(KerasJson.resource("images.json").getAsJsonArray());
    }

    @Test
    void everyOperationHasItsCase() {
        assertThat(cases().stream()
                        .filter(c -> !c.has("layer"))
                        .map(c -> c.get("name").getAsString()))
                .containsExactlyInAnyOrderElementsOf(OPS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> computesWhatKerasComputes() {
        return cases().stream().map(c -> DynamicTest.dynamicTest(c.get("name").getAsString(), () -> check(c)));
    }

    /** With the batch, and the size of images where it may be, left open when the program is made. */
    private static void check(JsonObject c) {
        List<Array> inputs = c.getAsJsonArray("inputs").asList().stream()
                .map(KerasJson::array)
                .toList();
        Array actual = c.has("layer")
                ? layer(c).apply(inputs.get(0))
                : new Eager(
                                false,
                                x -> List.of(
                                        OPS.get(c.get("name").getAsString()).apply(x)))
                        .call(inputs, false)
                        .get(0);
        JsonElement expected = c.get("output");
        assertThat(actual.shape()).isEqualTo(KerasJson.shapeOf(expected));
        KerasNumbers.assertClose(
                c.get("name").getAsString(),
                actual.cast(DataType.FLOAT64).toDoubleArray(),
                KerasNumbers.numbers(expected.getAsJsonObject().get("values")),
                1e-4,
                1e-3);
    }

    private static ImageLayer<?, ?> layer(JsonObject c) {
        return (ImageLayer<?, ?>) KerasJson.layer(c.get("layer").getAsString(), c.getAsJsonObject("config"));
    }
}
