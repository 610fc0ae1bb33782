package jeras.saving;

import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.Model;
import jeras.layers.Dense;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations between layers go from Jeras to Keras and back; see {@link Circle}. */
class OperationsCircleTest {
    @TempDir
    private Path folder;

    private Circle circle;

    @BeforeEach
    void begin() {
        circle = new Circle(folder);
    }

    @Test
    void operationsBetweenLayersGoAround() throws Exception {
        Tensor x = Input.of(4).name("x");
        Tensor h = Dense.of(3).apply(x).add(0.5);
        h = Ops.concatenate(List.of(h, Ops.expandDims(h.get(":, 0"), 1)), 1);
        h = Ops.multiply(h, Array.of(new float[] {1, 2, 3, 4}).toTensor());
        Tensor products = Ops.matmul(h, Ops.transpose(h));
        Model numbers = Model.of(x, List.of(Ops.mean(products, 1), Ops.mean(h, true, -1)));

        // Not convTranspose: Keras's node of it loads, but hands its arguments on in the wrong order (3.15.1).
        Tensor images = Input.of(6, 6, 3).name("images");
        Tensor depthwise = CircleData.ramp(3, 3, 3, 2).toTensor();
        Tensor pointwise = CircleData.ramp(1, 1, 6, 4).toTensor();
        Tensor bias = Array.of(new float[] {1, 2, 3, 4}).toTensor();
        long[] twice = {2, 2};
        long[] once = {1, 1};
        Model convolutions = Model.of(
                images,
                List.of(
                        Ops.conv(images, CircleData.ramp(3, 3, 3, 4).toTensor(), bias, twice, "same", once, 1),
                        Ops.depthwiseConv(images, depthwise, null, once, "valid", once),
                        Ops.separableConv(images, depthwise, pointwise, null, once, "same", once),
                        Ops.separableConv(images, depthwise, pointwise, bias, once, "same", once)));

        Tensor query = Input.of(4, 2, 3).name("query");
        Tensor value = Input.of(5, 2, 3).name("value");
        Tensor kept = Input.of(2, 4, 5).dtype("bool").name("kept");
        Model attention = Model.of(
                List.of(query, value, kept),
                List.of(
                        Ops.dotProductAttention(query, value, value, null, 0.5, false),
                        Ops.dotProductAttention(query, query, query, null, 0.5, true),
                        Ops.dotProductAttention(query, value, value, kept, 0.5, false)));

        Model pictures = Model.of(
                images,
                List.of(
                        Ops.resize(images, 4, 5, o -> o.interpolation("bicubic").antialias(true)),
                        Ops.rgbToGrayscale(images),
                        Ops.rgbToHsv(images),
                        Ops.hsvToRgb(images),
                        Ops.sobelEdges(images),
                        Ops.cropImages(images, o -> o.top(1).bottom(2).left(1).targetWidth(3)),
                        Ops.padImages(
                                images, o -> o.top(1).targetHeight(9).left(1).right(0)),
                        Ops.extractPatches(images, 2),
                        Ops.gaussianBlur(images, new int[] {3, 3}, new double[] {1, 2}),
                        Ops.ssim(images, Ops.clip(images, 0.1, 0.9), o -> o.filterSize(3)),
                        Ops.affineTransform(
                                images,
                                Array.of(new float[] {1, 0.1f, 0, 0, 1, 1, 0, 0})
                                        .toTensor())));
        Array pixels = CircleData.ramp(2, 6, 6, 3).multiply(0.5).add(0.5);
        List<Circle.Case> cases = List.of(
                new Circle.Case("numbers", numbers, List.of(CircleData.ramp(2, 4))),
                new Circle.Case("convolutions", convolutions, List.of(pixels)),
                new Circle.Case(
                        "attention",
                        attention,
                        List.of(CircleData.ramp(2, 4, 2, 3), CircleData.ramp(2, 5, 2, 3), CircleData.bits(2, 2, 4, 5))),
                new Circle.Case("pictures", pictures, List.of(pixels)));
        circle.goAround(cases);
    }
}
