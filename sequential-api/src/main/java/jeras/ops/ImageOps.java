package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Consumer;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/**
 * {@code keras.ops.image}. Images are {@code (height, width, channels)}, or with a batch before; numbers are those of Keras on
 * TensorFlow.
 */
abstract class ImageOps extends AttentionOps {
    private static final String[] FILL_MODES = {"constant", "nearest", "wrap", "reflect"};

    ImageOps() {}

    /** Images in another size, bilinear, as {@link #resize(Tensor, int, int, Consumer)}. */
    public static Tensor resize(Tensor images, int height, int width) {
        return resize(images, height, width, o -> {});
    }

    /**
     * Images in another size: {@code Ops.resize(x, 32, 32, o -> o.interpolation("bicubic"))}.
     *
     * <p>Whole numbers are rounded and kept in the range of their data type. Pixels count as squares whose middles lie half a
     * pixel from the border.
     *
     * @return {@code (..., height, width, channels)} of the images' data type
     * @see <a href="https://keras.io/api/ops/image/#resize-function">keras.ops.image.resize</a>
     */
    public static Tensor resize(Tensor images, int height, int width, Consumer<ResizeOptions> options) {
        if (height < 1 || width < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "resize cannot make images of this size.",
                    "a height and a width of at least 1",
                    height + " and " + width,
                    "give positive numbers"));
        }
        ResizeOptions told = new ResizeOptions();
        options.accept(told);
        if (told.cropToAspectRatio && told.padToAspectRatio) {
            throw new InvalidArgumentException(JerasException.message(
                    "resize cannot both crop and pad.",
                    "cropToAspectRatio or padToAspectRatio",
                    "both",
                    "leave one away"));
        }
        return Operation.of("image.Resize", images)
                .with("size", List.of(height, width))
                .with("interpolation", told.interpolation)
                .with("antialias", told.antialias)
                .with("crop_to_aspect_ratio", told.cropToAspectRatio)
                .with("pad_to_aspect_ratio", told.padToAspectRatio)
                .with("fill_mode", "constant")
                .with("fill_value", told.fillValue)
                .with("data_format", told.dataFormat)
                .one(() -> resized(images, height, width, told));
    }

    private static Tensor resized(Tensor images, int height, int width, ResizeOptions told) {
        ImageBatch batch = ImageBatch.of("resize", images, told.dataFormat);
        Tensor x = batch.pixels();
        if (told.cropToAspectRatio) {
            x = AspectRatio.crop(x, height, width);
        } else if (told.padToAspectRatio) {
            x = AspectRatio.pad(x, height, width, told.fillValue);
        }
        Tensor floats = cast(x, DataType.FLOAT32);
        Tensor resized = Resampling.resized(floats, height, width, told.interpolation, told.antialias);
        return batch.back(saturated(resized, images.dataType()));
    }

    /** Numbers in a data type, whole ones rounded and brought into its range. */
    private static Tensor saturated(Tensor x, DataType type) {
        if (type.isFloating()) {
            return cast(x, type);
        }
        double[] range = switch (type) {
            case UINT8 -> new double[] {0, 255};
            case INT8 -> new double[] {Byte.MIN_VALUE, Byte.MAX_VALUE};
            case INT16 -> new double[] {Short.MIN_VALUE, Short.MAX_VALUE};
            // The largest float that the type can hold.
            case INT32 -> new double[] {Integer.MIN_VALUE, Math.nextDown((float) Integer.MAX_VALUE)};
            case INT64 -> new double[] {Long.MIN_VALUE, Math.nextDown((float) Long.MAX_VALUE)};
            default -> new double[] {0, 1};
        };
        return cast(clip(round(x), range[0], range[1]), type);
    }

    /** Images moved by a transform, with zeros beyond the border, as the form with options. */
    public static Tensor affineTransform(Tensor images, Tensor transform) {
        return affineTransform(images, transform, o -> {});
    }

    /**
     * Images moved by a projective transform, which says where each pixel of the output is read in the input: {@code (x, y)} at
     * {@code ((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k)}, {@code k = c0 x + c1 y + 1}.
     *
     * @param transform {@code a0, a1, a2, b0, b1, b2, c0, c1}: {@code (8)}, or {@code (batch, 8)} for a transform each
     * @return of the images' shape and data type
     * @see <a href="https://keras.io/api/ops/image/#affine_transform-function">keras.ops.image.affine_transform</a>
     */
    public static Tensor affineTransform(Tensor images, Tensor transform, Consumer<WarpOptions> options) {
        WarpOptions told = new WarpOptions("affineTransform", FILL_MODES);
        options.accept(told);
        return warped("image.AffineTransform", told, images, transform)
                .with("fill_mode", told.fillMode)
                .one(() -> {
                    ImageBatch batch = ImageBatch.of("affineTransform", images, told.dataFormat);
                    return batch.back(Projection.apply(batch.pixels(), transform, told));
                });
    }

    private static Operation.Builder warped(String keras, WarpOptions told, Tensor... inputs) {
        return Operation.of(keras, (Object[]) inputs)
                .with("interpolation", told.interpolation)
                .with("fill_value", told.fillValue)
                .with("data_format", told.dataFormat);
    }

    /** Images in perspective, with zeros beyond the border, as the form with options. */
    public static Tensor perspectiveTransform(Tensor images, Tensor startPoints, Tensor endPoints) {
        return perspectiveTransform(images, startPoints, endPoints, o -> {});
    }

    /**
     * Images in perspective: what is at four points comes to four others.
     *
     * @param startPoints x and y of four points, {@code (4, 2)}, or {@code (batch, 4, 2)}
     * @param endPoints where they come to; of the shape of startPoints
     * @param options the fill mode is always {@code constant}
     * @return of the images' shape and data type
     * @see <a href="https://keras.io/api/ops/image/#perspective_transform-function">keras.ops.image.perspective_transform</a>
     */
    public static Tensor perspectiveTransform(
            Tensor images, Tensor startPoints, Tensor endPoints, Consumer<WarpOptions> options) {
        if (!Shapes.compatible(startPoints.shape(), endPoints.shape())) {
            throw new ShapeMismatchException(JerasException.message(
                    "perspectiveTransform takes as many end points as start points.",
                    Shapes.text(startPoints.shape()),
                    Shapes.text(endPoints.shape()),
                    "give both in the same shape"));
        }
        WarpOptions told = new WarpOptions("perspectiveTransform", "constant");
        options.accept(told);
        return warped("image.PerspectiveTransform", told, images, startPoints, endPoints)
                .one(() -> {
                    ImageBatch batch = ImageBatch.of("perspectiveTransform", images, told.dataFormat);
                    return batch.back(
                            Projection.apply(batch.pixels(), Projection.between(startPoints, endPoints), told));
                });
    }

    /** An array at places, 0 beyond its border, as the form with options. */
    public static Tensor mapCoordinates(Tensor inputs, Tensor coordinates, int order) {
        return mapCoordinates(inputs, coordinates, order, o -> {});
    }

    /**
     * An array read at places between its elements.
     *
     * <p>The fill modes are those of SciPy, which adds {@code mirror}: as {@code reflect}, without repeating the element at the
     * border.
     *
     * @param inputs of any shape
     * @param coordinates {@code (rank of inputs, ...)}: a place along each axis
     * @param order 0 for the nearest element, 1 for linear interpolation
     * @return of the shape of coordinates without its first axis, of the data type of inputs
     * @see <a href="https://keras.io/api/ops/image/#map_coordinates-function">keras.ops.image.map_coordinates</a>
     */
    public static Tensor mapCoordinates(Tensor inputs, Tensor coordinates, int order, Consumer<WarpOptions> options) {
        if (order != 0 && order != 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "mapCoordinates cannot interpolate so.", "order 0 or 1", "order " + order, "choose one of them"));
        }
        if (coordinates.rank() < 2 || coordinates.size(0) != inputs.rank()) {
            throw new ShapeMismatchException(JerasException.message(
                    "mapCoordinates takes a place along each axis.",
                    "coordinates of at least 2 axes, the first of length " + inputs.rank(),
                    Shapes.text(coordinates.shape()),
                    "stack a tensor of places for each axis"));
        }
        WarpOptions told = new WarpOptions("mapCoordinates", "constant", "nearest", "wrap", "mirror", "reflect");
        options.accept(told);
        return Operation.of("image.MapCoordinates", inputs, coordinates)
                .with("order", order)
                .with("fill_mode", told.fillMode)
                .with("fill_value", told.fillValue)
                .one(() -> {
                    Sampling sampling = new Sampling(Border.ofCoordinates(told.fillMode), order == 0, told.fillValue);
                    Tensor read = sampling.array(floating(inputs), unstack(cast(coordinates, DataType.FLOAT32), 0));
                    return cast(inputs.dataType().isFloating() ? read : round(read), inputs.dataType());
                });
    }

    /**
     * Images without some margins: {@code Ops.cropImages(x, o -> o.top(2).bottom(2).left(4).targetWidth(20))}. Two of top,
     * bottom and target height are given, and two of left, right and target width.
     *
     * @see <a href="https://keras.io/api/ops/image/#crop_images-function">keras.ops.image.crop_images</a>
     */
    public static Tensor cropImages(Tensor images, Consumer<MarginOptions> options) {
        return withMargins("cropImages", images, options, -1);
    }

    /**
     * Images with zeros around them; two of top, bottom and target height are given, and two of left, right and target width.
     *
     * @see <a href="https://keras.io/api/ops/image/#pad_images-function">keras.ops.image.pad_images</a>
     */
    public static Tensor padImages(Tensor images, Consumer<MarginOptions> options) {
        return withMargins("padImages", images, options, 1);
    }

    private static Tensor withMargins(String operation, Tensor images, Consumer<MarginOptions> options, int sign) {
        MarginOptions told = new MarginOptions(operation);
        options.accept(told);
        return told.operation(sign > 0 ? "padding" : "cropping", images)
                .one(() -> margins(operation, images, told, sign));
    }

    private static Tensor margins(String operation, Tensor images, MarginOptions told, int sign) {
        ImageBatch batch = ImageBatch.of(operation, images, told.dataFormat);
        long[] rows = told.rows(batch.pixels().size(1), sign);
        long[] columns = told.columns(batch.pixels().size(2), sign);
        long[] none = {0, 0};
        if (sign > 0) {
            return batch.back(pad(batch.pixels(), new long[][] {none, rows, columns, none}, 0));
        }
        return batch.back(batch.pixels().get(":, " + within(rows) + ", " + within(columns)));
    }

    private static String within(long[] margins) {
        return margins[0] + ":" + (margins[1] == 0 ? "" : "-" + margins[1]);
    }

    /** Patches side by side, each of one size, as the form with options. */
    public static Tensor extractPatches(Tensor images, int... size) {
        return extractPatches(images, size, o -> {});
    }

    /**
     * The patches of images, each as one long row: its pixels row by row, the channels of each together.
     *
     * @param images {@code (height, width, channels)}, or with a batch before; volumes with a depth before the height when the
     *     size has three numbers
     * @param size one number for both axes, or height and width, or depth, height and width
     * @return {@code (..., rows, columns, height · width · channels)}
     * @see <a href="https://keras.io/api/ops/image/#extract_patches-function">keras.ops.image.extract_patches</a>
     */
    public static Tensor extractPatches(Tensor images, int[] size, Consumer<PatchOptions> options) {
        long[] lengths = PatchOptions.each("size", size.length == 3 ? 3 : 2, size);
        PatchOptions told = new PatchOptions(lengths);
        options.accept(told);
        if (lengths.length == 3) {
            return Patches.of(images, lengths, told);
        }
        return Operation.of("image.ExtractPatches", images)
                .with("size", lengths)
                .with("strides", told.strides)
                .with("dilation_rate", told.dilationRate)
                .with("padding", told.padding)
                .with("data_format", told.dataFormat)
                .one(() -> Patches.of(images, lengths, told));
    }

    /** As {@link #rgbToGrayscale(Tensor, String)}, channels last. */
    public static Tensor rgbToGrayscale(Tensor images) {
        return rgbToGrayscale(images, ImageBatch.CHANNELS_LAST);
    }

    /**
     * {@code 0.2989 red + 0.587 green + 0.114 blue}; images of one channel stay as they are.
     *
     * @return {@code (..., height, width, 1)} of the images' data type
     * @see <a href="https://keras.io/api/ops/image/#rgb_to_grayscale-function">keras.ops.image.rgb_to_grayscale</a>
     */
    public static Tensor rgbToGrayscale(Tensor images, String dataFormat) {
        ImageBatch.checkFormat("rgbToGrayscale", dataFormat);
        return colors("image.RGBToGrayscale", images, dataFormat).one(() -> {
            ImageBatch batch = ImageBatch.of("rgbToGrayscale", images, dataFormat);
            return batch.pixels().size(-1) == 1 ? images : batch.back(Colors.grayscale(batch.pixels()));
        });
    }

    private static Operation.Builder colors(String keras, Tensor images, String dataFormat) {
        return Operation.of(keras, images).with("data_format", dataFormat);
    }

    /** As {@link #rgbToHsv(Tensor, String)}, channels last. */
    public static Tensor rgbToHsv(Tensor images) {
        return rgbToHsv(images, ImageBatch.CHANNELS_LAST);
    }

    /**
     * Red, green and blue as hue, saturation and value, all from 0 to 1.
     *
     * @see <a href="https://keras.io/api/ops/image/#rgb_to_hsv-function">keras.ops.image.rgb_to_hsv</a>
     */
    public static Tensor rgbToHsv(Tensor images, String dataFormat) {
        ImageBatch.checkFormat("rgbToHsv", dataFormat);
        return colors("image.RGBToHSV", images, dataFormat).one(() -> {
            ImageBatch batch = ImageBatch.of("rgbToHsv", images, dataFormat);
            return batch.back(Colors.hsv(batch.pixels()));
        });
    }

    /** As {@link #hsvToRgb(Tensor, String)}, channels last. */
    public static Tensor hsvToRgb(Tensor images) {
        return hsvToRgb(images, ImageBatch.CHANNELS_LAST);
    }

    /**
     * Hue, saturation and value as red, green and blue, all from 0 to 1.
     *
     * @see <a href="https://keras.io/api/ops/image/#hsv_to_rgb-function">keras.ops.image.hsv_to_rgb</a>
     */
    public static Tensor hsvToRgb(Tensor images, String dataFormat) {
        ImageBatch.checkFormat("hsvToRgb", dataFormat);
        return colors("image.HSVToRGB", images, dataFormat).one(() -> {
            ImageBatch batch = ImageBatch.of("hsvToRgb", images, dataFormat);
            return batch.back(Colors.rgb(batch.pixels()));
        });
    }

    /** As {@link #gaussianBlur(Tensor, int[], Tensor, String)}, channels last, with a fixed standard deviation. */
    public static Tensor gaussianBlur(Tensor images, int[] kernelSize, double[] sigma) {
        long[] size = PatchOptions.each("kernelSize", 2, kernelSize);
        double[] sides = {sigma[0], sigma[sigma.length - 1]};
        return colors("image.GaussianBlur", images, ImageBatch.CHANNELS_LAST)
                .with("kernel_size", size)
                .with("sigma", sides)
                .one(() -> gaussianBlur(images, kernelSize, vector(DataType.FLOAT32, sides), ImageBatch.CHANNELS_LAST));
    }

    /**
     * Each channel convolved with a normal curve, zeros beyond the border.
     *
     * @param images floats
     * @param kernelSize width and height of the window in pixels
     * @param sigma the standard deviations along the width and the height in pixels, {@code (2)}
     * @return of the images' shape
     * @see <a href="https://keras.io/api/ops/image/#gaussian_blur-function">keras.ops.image.gaussian_blur</a>
     */
    public static Tensor gaussianBlur(Tensor images, int[] kernelSize, Tensor sigma, String dataFormat) {
        ImageBatch.checkFormat("gaussianBlur", dataFormat);
        long[] size = PatchOptions.each("kernelSize", 2, kernelSize);
        ImageBatch batch = ImageBatch.of("gaussianBlur", floating(images), dataFormat);
        int channels = batch.channels("gaussianBlur");
        Tensor columns = Blur.normal(size[0], sigma.get("0"));
        Tensor rows = Blur.normal(size[1], sigma.get("1"));
        if (size[0] == size[1]) {
            return batch.back(Blur.apply(batch.pixels(), channels, rows, columns, "same"));
        }
        // Keras lays the product of the curves, (height, width), out as (width, height).
        Tensor product = expandDims(rows, 1).multiply(expandDims(columns, 0));
        Tensor window = reshape(product, size[0], size[1], 1, 1);
        return batch.back(Blur.each(batch.pixels(), channels, window, "same"));
    }

    /** As the form with options, which here are the defaults. */
    public static Tensor elasticTransform(Tensor images, double alpha, double sigma) {
        return elasticTransform(images, alpha, sigma, o -> {});
    }

    /**
     * Images deformed as if on rubber: each pixel is moved by smooth noise, drawn anew each time the program runs.
     *
     * @param images floats of known size
     * @param alpha how strong
     * @param sigma how smooth: the standard deviation of the blur in pixels
     * @param options the fill mode is {@code reflect} unless told otherwise
     * @return of the images' shape
     * @see <a href="https://keras.io/api/ops/image/#elastic_transform-function">keras.ops.image.elastic_transform</a>
     */
    public static Tensor elasticTransform(Tensor images, double alpha, double sigma, Consumer<WarpOptions> options) {
        WarpOptions told = new WarpOptions("elasticTransform", "reflect", "constant", "nearest", "wrap", "mirror");
        options.accept(told);
        ImageBatch batch = ImageBatch.of("elasticTransform", images, told.dataFormat);
        int[] window = {6 * (int) sigma | 1};
        double[] deviation = {sigma, sigma};
        Shape field = Shapes.with(batch.pixels().shape(), -1, 2);
        String code = "torch.randn(" + Code.sizes(field, 0) + ", dtype=6, device={device})";
        Tensor noise = Primitive.constant("normal", code, field, DataType.FLOAT32, batch.pixels());
        Tensor moves = gaussianBlur(noise.multiply(sigma), window, deviation).multiply(alpha);
        return batch.back(displaced(batch.pixels(), moves, told));
    }

    /**
     * Images of which each pixel is read some way off, between pixels: the output at {@code (y, x)} is the input at {@code (y +
     * moves[..., 0], x + moves[..., 1])}, with the fill modes of {@link #mapCoordinates(Tensor, Tensor, int, Consumer)}.
     *
     * @param images {@code (height, width, channels)}, or with a batch before; channels last
     * @param moves {@code (batch, height, width, 2)}, in pixels
     * @return of the images' shape
     */
    public static Tensor displace(Tensor images, Tensor moves, Consumer<WarpOptions> options) {
        WarpOptions told = new WarpOptions("displace", "reflect", "constant", "nearest", "wrap", "mirror");
        options.accept(told);
        ImageBatch batch = ImageBatch.of("displace", images, told.dataFormat);
        return batch.back(displaced(batch.pixels(), moves, told));
    }

    private static Tensor displaced(Tensor x, Tensor moves, WarpOptions told) {
        Tensor rows = moves.get("..., 0").add(expandDims(ImageBatch.places(x, 1), -1)); // (batch, height, width)
        Tensor columns = moves.get("..., 1").add(ImageBatch.places(x, 2));
        Sampling sampling =
                new Sampling(Border.ofCoordinates(told.fillMode), told.interpolation.equals("nearest"), told.fillValue);
        return cast(sampling.images(floating(x), rows, columns), x.dataType());
    }

    /** As the form with options, smoothing when making smaller. */
    public static Tensor scaleAndTranslate(
            Tensor images, Shape outputShape, Tensor scale, Tensor translation, int[] spatialDims, String method) {
        return scaleAndTranslate(images, outputShape, scale, translation, spatialDims, method, o -> {});
    }

    /**
     * Arrays stretched and moved along some axes.
     *
     * @param outputShape the shape of the result, of which only the lengths of the spatial axes count
     * @param scale how many times larger, {@code (spatial axes)}
     * @param translation how far to the back, in elements of the output, {@code (spatial axes)}
     * @param method {@code linear}, {@code cubic}, {@code lanczos3} or {@code lanczos5}; also {@code bilinear}, {@code trilinear},
     *     {@code bicubic}, {@code tricubic}
     * @see <a href="https://keras.io/api/ops/image/#scale_and_translate-function">keras.ops.image.scale_and_translate</a>
     */
    public static Tensor scaleAndTranslate(
            Tensor images,
            Shape outputShape,
            Tensor scale,
            Tensor translation,
            int[] spatialDims,
            String method,
            Consumer<ScaleOptions> options) {
        ImageBatch.oneOf(
                "scaleAndTranslate",
                "method",
                method,
                "linear",
                "bilinear",
                "trilinear",
                "cubic",
                "bicubic",
                "tricubic",
                "lanczos3",
                "lanczos5");
        if (outputShape.dimension() != images.rank()) {
            throw new ShapeMismatchException(JerasException.message(
                    "scaleAndTranslate takes an output shape with all axes.",
                    images.rank() + " axes",
                    Shapes.text(outputShape),
                    "repeat the lengths of the axes that stay"));
        }
        ScaleOptions told = new ScaleOptions();
        options.accept(told);
        Tensor x = cast(images, DataType.FLOAT32);
        for (int i = 0; i < spatialDims.length; i++) {
            int axis = Shapes.axis(spatialDims[i], x.rank());
            Tensor weights = Resampling.weights(
                    x,
                    axis,
                    outputShape.get(axis),
                    cast(scale, DataType.FLOAT32).get(Integer.toString(i)),
                    cast(translation, DataType.FLOAT32).get(Integer.toString(i)),
                    Resampling.kernel(method),
                    told.antialias);
            x = Resampling.along(x, axis, weights);
        }
        if (images.dataType().isFloating()) {
            return cast(x, images.dataType());
        }
        Tensor most = cast(max(images), DataType.FLOAT32);
        Tensor least = cast(min(images), DataType.FLOAT32);
        return cast(maximum(minimum(round(x), most), least), images.dataType());
    }

    /**
     * How often each number from 0 up to, without, {@code count} occurs in each row.
     *
     * @param x whole numbers from that range, int64 {@code (rows, n)}
     * @return int64 {@code (rows, count)}
     */
    public static Tensor frequencies(Tensor x, int count) {
        String code = "torch.scatter_add(torch.zeros([torch.size({0}, 0), " + count
                + "], dtype=4, device={device}), 1, {0}, " + "torch.ones_like({0}))";
        return Primitive.constant("frequencies", code, new Shape(x.size(0), count), DataType.INT64, x);
    }

    /** As {@link #sobelEdges(Tensor, String)}, channels last. */
    public static Tensor sobelEdges(Tensor images) {
        return sobelEdges(images, ImageBatch.CHANNELS_LAST);
    }

    /**
     * How fast images change downwards and to the right, by Sobel's windows; the border is mirrored.
     *
     * @param images {@code (batch, height, width, channels)}, at least 2 by 2
     * @return {@code (batch, height, width, channels, 2)}; channels first, {@code (batch, channels, height, width, 2)}
     * @see <a href="https://keras.io/api/ops/image/#sobel_edges-function">keras.ops.image.sobel_edges</a>
     */
    public static Tensor sobelEdges(Tensor images, String dataFormat) {
        ImageBatch.checkFormat("sobelEdges", dataFormat);
        return colors("image.SobelEdges", images, dataFormat).one(() -> edges(images, dataFormat));
    }

    private static Tensor edges(Tensor images, String dataFormat) {
        ImageBatch batch = ImageBatch.of("sobelEdges", floating(images), dataFormat);
        Tensor first = channelsFirst(batch.pixels());
        Shape shape = new Shape(first.size(0), first.size(1), longer(first.size(2)), longer(first.size(3)));
        Tensor p = channelsLast(
                Primitive.of("pad", "torch.reflection_pad2d({0}, [1, 1, 1, 1])", shape, first.dataType(), first));
        Tensor down = p.get(":, 2:").subtract(p.get(":, :-2"));
        Tensor right = p.get(":, :, 2:").subtract(p.get(":, :, :-2"));
        Tensor dy =
                down.get(":, :, :-2").add(down.get(":, :, 1:-1").multiply(2)).add(down.get(":, :, 2:"));
        Tensor dx = right.get(":, :-2").add(right.get(":, 1:-1").multiply(2)).add(right.get(":, 2:"));
        return stack(List.of(batch.back(dy), batch.back(dx)), -1);
    }

    private static long longer(long length) {
        return length < 0 ? -1 : length + 2;
    }

    /** As the form with options, which here are the defaults: values up to 1, windows of 11 pixels. */
    public static Tensor ssim(Tensor image1, Tensor image2) {
        return ssim(image1, image2, o -> {});
    }

    /**
     * How alike two images look to the eye, at most 1: structural similarity, the mean over windows and channels.
     *
     * @return {@code (batch)}, or a scalar for single images
     * @see <a href="https://doi.org/10.1109/TIP.2003.819861">Wang et al., 2004</a>
     * @see <a href="https://keras.io/api/ops/image/#ssim-function">keras.ops.image.ssim</a>
     */
    public static Tensor ssim(Tensor image1, Tensor image2, Consumer<SsimOptions> options) {
        SsimOptions told = new SsimOptions();
        options.accept(told);
        return Operation.of("image.SSIM", image1, image2)
                .with("max_val", told.maxVal)
                .with("filter_size", told.filterSize)
                .with("filter_sigma", told.filterSigma)
                .with("k1", told.k1)
                .with("k2", told.k2)
                .with("data_format", told.dataFormat)
                .one(() -> similarity(image1, image2, told));
    }

    private static Tensor similarity(Tensor image1, Tensor image2, SsimOptions told) {
        ImageBatch one = ImageBatch.of("ssim", floating(image1), told.dataFormat);
        ImageBatch two = ImageBatch.of("ssim", floating(image2), told.dataFormat);
        Tensor similarity = Similarity.of(one.pixels(), two.pixels(), one.channels("ssim"), told);
        return cast(one.single() ? squeeze(similarity, 0) : similarity, image1.dataType());
    }
}
