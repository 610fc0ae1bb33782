package jeras.saving;

import static jeras.saving.Operations.single;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import jeras.ops.MarginOptions;
import jeras.ops.Ops;
import jeras.ops.ResizeOptions;
import jeras.ops.Tensor;
import jeras.ops.WarpOptions;

/** Nodes of functional models: the operations on images. */
final class ImageOperations {
    /** Of an argument that is only given by name, or in the configuration. */
    private static final int PLACELESS = Integer.MAX_VALUE;

    private ImageOperations() {}

    static void register() {
        single("RGBToGrayscale", a -> Ops.rgbToGrayscale(images(a), format(a, 1)));
        single("RGBToHSV", a -> Ops.rgbToHsv(images(a), format(a, 1)));
        single("HSVToRGB", a -> Ops.hsvToRgb(images(a), format(a, 1)));
        single("SobelEdges", a -> Ops.sobelEdges(images(a), format(a, 1)));
        single("Resize", ImageOperations::resize);
        single(
                "AffineTransform",
                a -> Ops.affineTransform(
                        images(a),
                        a.tensor(1, "transform"),
                        o -> warp(a, o.fillMode(fillMode(a))).dataFormat(format(a, 5))));
        single(
                "PerspectiveTransform",
                a -> Ops.perspectiveTransform(
                        images(a),
                        a.tensor(1, "start_points"),
                        a.tensor(2, "end_points"),
                        o -> warp(a, o).dataFormat(format(a, 5))));
        single(
                "MapCoordinates",
                a -> Ops.mapCoordinates(
                        a.tensor(0, "inputs"),
                        a.tensor(1, "coordinates"),
                        a.integer(2, "order", 1),
                        o -> o.fillMode(fillMode(a)).fillValue(fillValue(a))));
        single("CropImages", a -> Ops.cropImages(images(a), o -> margins(a, o, "cropping")));
        single("PadImages", a -> Ops.padImages(images(a), o -> margins(a, o, "padding")));
        single("ExtractPatches", ImageOperations::patches);
        single(
                "GaussianBlur",
                a -> Ops.gaussianBlur(
                        images(a),
                        a.has(1, "kernel_size") ? a.integers(1, "kernel_size") : new int[] {3, 3},
                        Ops.vector(
                                images(a).dataType(), a.has(2, "sigma") ? a.numbers(2, "sigma") : new double[] {1, 1}),
                        format(a, 3)));
        single("SSIM", ImageOperations::ssim);
    }

    private static Tensor images(OperationArguments a) {
        return a.tensor(0, "images");
    }

    private static String format(OperationArguments a, int place) {
        return a.text(place, "data_format", "channels_last");
    }

    private static String fillMode(OperationArguments a) {
        return a.text(PLACELESS, "fill_mode", "constant");
    }

    private static double fillValue(OperationArguments a) {
        return a.number(PLACELESS, "fill_value", 0);
    }

    private static WarpOptions warp(OperationArguments a, WarpOptions options) {
        return options.interpolation(a.text(PLACELESS, "interpolation", "bilinear"))
                .fillValue(fillValue(a));
    }

    private static Tensor resize(OperationArguments a) {
        int[] size = a.integers(1, "size");
        return Ops.resize(
                images(a),
                size[0],
                size[1],
                (ResizeOptions o) -> o.interpolation(a.text(2, "interpolation", "bilinear"))
                        .antialias(a.flag(3, "antialias"))
                        .cropToAspectRatio(a.flag(4, "crop_to_aspect_ratio"))
                        .padToAspectRatio(a.flag(5, "pad_to_aspect_ratio"))
                        .fillValue(a.number(7, "fill_value", 0))
                        .dataFormat(format(a, 8)));
    }

    private static void margins(OperationArguments a, MarginOptions options, String kind) {
        margin(a, "top_" + kind, options::top);
        margin(a, "left_" + kind, options::left);
        margin(a, "bottom_" + kind, options::bottom);
        margin(a, "right_" + kind, options::right);
        margin(a, "target_height", options::targetHeight);
        margin(a, "target_width", options::targetWidth);
        options.dataFormat(format(a, PLACELESS));
    }

    private static void margin(OperationArguments a, String name, IntConsumer option) {
        if (a.has(PLACELESS, name)) {
            option.accept(a.integer(PLACELESS, name, 0));
        }
    }

    private static Tensor patches(OperationArguments a) {
        int[] told = a.integers(1, "size");
        int[] size = told.length == 1 ? new int[] {told[0], told[0]} : told;
        int[] strides = a.has(2, "strides") ? each(a.integers(2, "strides"), size.length) : size;
        int[] dilation = a.has(3, "dilation_rate") ? a.integers(3, "dilation_rate") : new int[] {1};
        return Ops.extractPatches(
                images(a),
                size,
                o -> o.strides(strides)
                        .dilationRate(each(dilation, size.length))
                        .padding(a.text(4, "padding", "valid"))
                        .dataFormat(format(a, 5)));
    }

    private static int[] each(int[] told, int axes) {
        int[] all = new int[axes];
        Arrays.setAll(all, i -> told[told.length == 1 ? 0 : i]);
        return all;
    }

    private static Tensor ssim(OperationArguments a) {
        return Ops.ssim(a.tensor(0, "image1"), a.tensor(1, "image2"), o -> {
            number(a, "max_val", o::maxVal);
            number(a, "filter_sigma", o::filterSigma);
            number(a, "k1", o::k1);
            number(a, "k2", o::k2);
            if (a.has(PLACELESS, "filter_size")) {
                o.filterSize(a.integer(PLACELESS, "filter_size", 11));
            }
            o.dataFormat(format(a, PLACELESS));
        });
    }

    private static void number(OperationArguments a, String name, DoubleConsumer option) {
        if (a.has(PLACELESS, name)) {
            option.accept(a.number(PLACELESS, name));
        }
    }
}
