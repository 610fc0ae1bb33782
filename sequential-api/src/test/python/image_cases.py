"""Writes what Keras (TensorFlow on the CPU) computes on images: operations and layers with nothing left to chance.

    python image_cases.py

Layers run with training=True. A layer that changes only some images, or to a random side, has factors that fix it.
"""
import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import keras
import numpy as np
from keras import layers as L
from keras import ops

I = ops.image
rng = np.random.default_rng(0)
cases = []


def image(*shape, top=255.0):
    return np.round(rng.uniform(0, top, size=shape), 3).astype("float32")


def array(a):
    a = np.asarray(a, dtype="float32")
    return dict(shape=list(a.shape), values=[float(f"{v:.7g}") for v in a.ravel()])


def op(name, function, *inputs, **options):
    y = function(*inputs, **options)
    cases.append(dict(name=name, inputs=[array(x) for x in inputs], output=array(y)))


def layer(name, made, x, y=None):
    y = made(x, training=True) if y is None else y
    config = made.get_config()
    for key in ("name", "dtype", "trainable"):
        config.pop(key, None)
    if "seed" in config:
        config["seed"] = None  # one may have been drawn
    cases.append(
        dict(name=name, layer=type(made).__name__, config=config, inputs=[array(x)], output=array(y))
    )


RGB = image(2, 6, 7, 3)
SMALL = image(2, 4, 5, 2)
FIRST = image(2, 3, 6, 7)
ONE = image(6, 7, 3)
SQUARE = image(2, 8, 8, 3)

for method in ("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5", "area"):
    op(f"resize {method} larger", lambda x: I.resize(x, (9, 11), interpolation=method), SMALL)
    op(f"resize {method} smaller", lambda x: I.resize(x, (4, 3), interpolation=method), RGB)
    op(f"resize {method} antialias", lambda x: I.resize(x, (4, 3), interpolation=method, antialias=True), RGB)
    layer(f"Resizing {method}", L.Resizing(4, 9, interpolation=method), ONE)
layer("Resizing crop wide", L.Resizing(4, 3, crop_to_aspect_ratio=True), RGB)
layer("Resizing crop high", L.Resizing(3, 8, crop_to_aspect_ratio=True), RGB)
layer("Resizing pad wide", L.Resizing(4, 3, pad_to_aspect_ratio=True, fill_value=7.0), RGB)
layer("Resizing pad high", L.Resizing(3, 8, pad_to_aspect_ratio=True, interpolation="nearest"), RGB)
layer("Resizing first", L.Resizing(5, 4, antialias=True, data_format="channels_first"), FIRST)

turn = np.array([0.9, -0.3, 1.7, 0.2, 1.1, -2.3, 0.01, -0.02], "float32")
far = np.array([[1, 0, 9.3, 0, 1, -11.6, 0, 0], [1.5, 0.4, -20.2, -0.6, 1.2, 17.7, 0, 0]], "float32")
for mode in ("constant", "nearest", "wrap", "reflect"):
    for method in ("bilinear", "nearest"):
        o = dict(fill_mode=mode, interpolation=method, fill_value=3.0)
        op(f"affine {mode} {method} turn", lambda x, t: I.affine_transform(x, t, **o), ONE, turn)
        op(f"affine {mode} {method} far", lambda x, t: I.affine_transform(x, t, **o), SMALL, far)
start = np.array([[0, 0], [6, 0], [0, 5], [6, 5]], "float32")
end = np.array([[1, 0.5], [5, 1], [-1, 4], [6.5, 5.5]], "float32")
for method in ("bilinear", "nearest"):
    op(
        f"perspective {method}",
        lambda x, s, e: I.perspective_transform(x, s, e, interpolation=method, fill_value=2.0),
        ONE,
        start,
        end,
    )
places = np.array([[[0.3, 1.5, 2.7, -0.6], [3.2, -3, 8.5, 1]], [[0, 4.4, 1.2, 2.5], [5.1, 2.2, 3, -0.2]]], "float32")
for mode in ("constant", "nearest", "wrap"):
    for order in (0, 1):
        op(
            f"coordinates {mode} {order}",
            lambda x, c: I.map_coordinates(x, c, order, fill_mode=mode, fill_value=4.0),
            SMALL[0, :, :, 0],
            places,
        )
op("gaussian blur", lambda x: I.gaussian_blur(x, (3, 3), (1.0, 0.7)), RGB)
op("gaussian blur uneven", lambda x: I.gaussian_blur(x, (3, 5), (1.2, 0.8)), RGB)
op("grayscale", I.rgb_to_grayscale, RGB)
op("grayscale first", lambda x: I.rgb_to_grayscale(x, data_format="channels_first"), FIRST)
unit = (RGB / 255).astype("float32")
unit[0, 0, :3] = [[0, 0, 0], [0.5, 0.5, 0.5], [1, 0, 1]]
op("to hsv", I.rgb_to_hsv, unit)
op("from hsv", I.hsv_to_rgb, unit)
op("crop", lambda x: I.crop_images(x, top_cropping=1, bottom_cropping=2, left_cropping=3, target_width=2), RGB)
op("pad", lambda x: I.pad_images(x, target_height=9, bottom_padding=2, left_padding=1, right_padding=3), SMALL)
op("patches", lambda x: I.extract_patches(x, (2, 3)), image(2, 4, 6, 2))
op("patches same", lambda x: I.extract_patches(x, (3, 2), strides=(2, 1), padding="same"), SMALL)
op("patches dilated", lambda x: I.extract_patches(x, 2, strides=1, dilation_rate=2), SMALL)
op("patches of volumes", lambda x: I.extract_patches_3d(x, (2, 2, 3)), image(1, 4, 2, 6, 2))
for method in ("linear", "cubic", "lanczos3", "lanczos5"):
    for smooth in (True, False):
        op(
            f"scale {method} {smooth}",
            lambda x, s, t: I.scale_and_translate(x, (2, 3, 8, 2), s, t, (1, 2), method, antialias=smooth),
            SMALL,
            np.array([0.6, 1.7], "float32"),
            np.array([0.4, -0.8], "float32"),
        )
op("sobel", I.sobel_edges, RGB)
op("ssim", lambda x, y: I.ssim(x, y, max_val=255.0, filter_size=5), RGB, RGB * 0.7 + 20)

layer("CenterCrop", L.CenterCrop(3, 4), RGB)
layer("CenterCrop too small", L.CenterCrop(9, 4), RGB)
layer("CenterCrop first", L.CenterCrop(3, 4, data_format="channels_first"), FIRST)
layer("RandomCrop too small", L.RandomCrop(10, 4), RGB)
layer("RandomCrop whole", L.RandomCrop(6, 5), RGB)
for mode in ("constant", "nearest", "wrap", "reflect"):
    for method in ("bilinear", "nearest"):
        o = dict(fill_mode=mode, interpolation=method, fill_value=5.0)
        layer(f"RandomRotation {mode} {method}", L.RandomRotation((0.13, 0.13), **o), RGB)
        layer(f"RandomTranslation {mode} {method}", L.RandomTranslation((0.31, 0.31), (-0.22, -0.22), **o), RGB)
        layer(f"RandomZoom {mode} {method}", L.RandomZoom((0.3, 0.3), (-0.2, -0.2), **o), RGB)
layer("RandomRotation one", L.RandomRotation((-0.4, -0.4)), ONE)
layer("RandomRotation first", L.RandomRotation((0.2, 0.2), data_format="channels_first"), FIRST)
layer("RandomZoom both", L.RandomZoom((0.4, 0.4)), RGB)
layer("RandomBrightness", L.RandomBrightness((0.3, 0.3)), RGB)
layer("RandomBrightness darker", L.RandomBrightness((-0.4, -0.4), value_range=(0, 1)), unit)
layer("RandomContrast", L.RandomContrast((0.0, 0.0)), RGB)
layer("RandomHue none", L.RandomHue((0.0, 0.0)), RGB)
layer("RandomHue opposite", L.RandomHue((1.0, 1.0), value_range=(0, 1)), unit)
layer("RandomSaturation paler", L.RandomSaturation((0.3, 0.3)), RGB)
layer("RandomSaturation stronger", L.RandomSaturation((0.6, 0.6), value_range=(0, 1)), unit)
layer("RandomGrayscale", L.RandomGrayscale(1.0), RGB)
layer("RandomColorDegeneration", L.RandomColorDegeneration((0.4, 0.4)), RGB)
layer("RandomInvert", L.RandomInvert((1.0, 1.0), value_range=(0, 1)), unit)
layer("RandomPosterization", L.RandomPosterization((3, 3)), RGB)
layer("RandomPosterization unit", L.RandomPosterization((2, 2), value_range=(0, 1)), unit)
layer("RandomSharpness", L.RandomSharpness((0.8, 0.8)), RGB)
layer("RandomSharpness smoother", L.RandomSharpness((0.1, 0.1)), RGB)
layer("RandomShear none", L.RandomShear((0.0, 0.0), (0.0, 0.0)), RGB)
layer("RandomPerspective none", L.RandomPerspective((1.0, 1.0), scale=0.0), RGB)
layer("RandomErasing all", L.RandomErasing((1.0, 1.0), scale=(1.0, 1.0), fill_value=(9.0, 8.0, 7.0)), RGB)
layer("RandomGaussianBlur", L.RandomGaussianBlur((1.0, 1.0), kernel_size=(5, 5), sigma=(0.9, 0.9)), RGB)
layer("AutoContrast", L.AutoContrast(), RGB)
flat = unit.copy()
flat[0, :, :, 1] = 0.25
layer("AutoContrast of one value", L.AutoContrast(value_range=(0, 1)), flat)
layer("Equalization", L.Equalization(), SQUARE)
layer("Equalization few bins", L.Equalization(value_range=(0, 1), bins=5), unit)
layer("Equalization of one value", L.Equalization(), np.full((2, 3, 3, 1), 40.0, "float32"))
layer("Solarization", L.Solarization(), RGB)
layer("MixUp of one", L.MixUp(), ONE)
layer("CutMix of one", L.CutMix(), ONE)
layer("CLAHE", L.ContrastLimitedAdaptiveHistogramEqualization(tile_grid_size=(2, 2)), SQUARE)
layer("CLAHE padded", L.ContrastLimitedAdaptiveHistogramEqualization(clip_limit=0, tile_grid_size=(4, 3)), RGB)

out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/jeras/layers/images.json")
with open(out, "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
print(len(cases), os.path.getsize(out))
