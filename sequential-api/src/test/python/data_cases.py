"""Writes what Keras (TensorFlow on the CPU), PIL and torchaudio make of files, images, series and sounds.

    PYTHONPATH=PILLOW python data_cases.py SHARED_DATA
    PYTHONPATH=TORCHAUDIO python data_cases.py resample

SHARED_DATA is the folder with animals-fws, fashion-mnist-png and spoken-digits. The second form, with PyTorch and torchaudio, adds
the resampled tone to what the first has written.
"""
import contextlib
import io
import json
import os
import struct
import sys
import tempfile
import wave

HERE = os.path.dirname(os.path.abspath(__file__))
RESOURCES = os.path.join(HERE, "..", "resources")
FILES = os.path.join(RESOURCES, "jeras", "data")
OUT = os.path.join(RESOURCES, "keras", "data.json")
os.makedirs(FILES, exist_ok=True)


def numbers(values):
    return [float(f"{float(v):.6g}") for v in values]


def array(a):
    return dict(shape=list(a.shape), values=numbers(a.ravel()))


def resample():
    import torch
    import torchaudio

    cases = json.load(open(OUT))
    cases = [c for c in cases if not c["name"].startswith("resample")]
    tone = torch.tensor([c for c in cases if c["name"] == "tone"][0]["sound"]["values"]).reshape(-1, 2).T
    for rate in (8000, 5000, 3000):
        made = torchaudio.functional.resample(tone, 4000, rate).T
        cases.append(dict(name=f"resample {rate}", rate=rate, sound=array(made.numpy())))
    json.dump(cases, open(OUT, "w"), separators=(",", ":"))


if sys.argv[1:] == ["resample"]:
    resample()
    sys.exit()

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import keras
import numpy as np
import tensorflow as tf
from keras.src.utils import dataset_utils
from PIL import Image

SHARED = sys.argv[1]
rng = np.random.default_rng(0)
cases = []


def case(name, **parts):
    cases.append(dict(name=name, **parts))


# ---- files: their order, the shuffle and the split

TREE = [
    "b/2.txt", "b/10.txt", "b/1.TXT", "b/deep/3.txt", "b/deep-er/4.txt", "b/Other/5.txt", "b/skipped.csv",
    "a/x.txt", "a/Y.txt", "a/_z.txt", "c/only.txt", "D/capital.txt", ".hidden/no.txt", "top.txt",
]
with tempfile.TemporaryDirectory() as tree:
    for path in TREE:
        os.makedirs(os.path.dirname(os.path.join(tree, path)), exist_ok=True)
        open(os.path.join(tree, path), "w").write(path)

    def told(name, split=None, subset=None, **options):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            paths, labels, classes = dataset_utils.index_directory(tree, formats=(".txt",), **options)
            if split:
                paths, labels = dataset_utils.get_training_or_validation_split(paths, labels, split, subset)
        case(
            "folder " + name,
            tree=TREE,
            paths=[os.path.relpath(p, tree) for p in paths],
            labels=[] if labels is None else [int(v) for v in labels],
            classes=classes or [],
            said=said.getvalue().splitlines(),
        )

    told("in order", labels="inferred", shuffle=False)
    told("shuffled", labels="inferred", shuffle=True, seed=123)
    told("training", labels="inferred", shuffle=True, seed=123, split=0.3, subset="training")
    told("validation", labels="inferred", shuffle=True, seed=123, split=0.3, subset="validation")
    told("chosen classes", labels="inferred", shuffle=False, class_names=["b", "a"])
    told("without labels", labels=None, shuffle=False)
    told("labels told", labels=[5, 5, 7, 5, 7, 7, 5, 5, 7, 5, 7, 7, 5], shuffle=True, seed=4294967)

case("numpy shuffle", seed=1337, order=[int(i) for i in (lambda a: (np.random.RandomState(1337).shuffle(a), a)[1])(np.arange(1000))])

# ---- images: files of several kinds, resized as in the data set

patch = rng.integers(0, 256, size=(13, 17, 3), dtype="uint8")
alpha = rng.integers(0, 256, size=(9, 7, 4), dtype="uint8")
Image.fromarray(patch, "RGB").save(os.path.join(FILES, "patch.png"))
Image.fromarray(patch[:, :, 0], "L").save(os.path.join(FILES, "gray.png"))
Image.fromarray(alpha, "RGBA").save(os.path.join(FILES, "alpha.png"))
Image.fromarray(patch, "RGB").save(os.path.join(FILES, "patch.bmp"))
Image.fromarray(patch, "RGB").quantize(16).save(os.path.join(FILES, "palette.gif"))
Image.fromarray(patch, "RGB").quantize(16).save(os.path.join(FILES, "palette.png"))
Image.fromarray((patch[:, :, 0].astype("uint16") * 256 + 77)).save(os.path.join(FILES, "sixteen.png"))
y, x = np.mgrid[0:40, 0:56]
smooth = np.stack([y * 5, x * 4, (x + y) * 2], -1).astype("uint8")
Image.fromarray(smooth, "RGB").save(os.path.join(FILES, "smooth.jpg"), quality=90)
Image.fromarray(smooth, "RGB").convert("CMYK").save(os.path.join(FILES, "cmyk.jpg"), quality=90)
jpeg = open(os.path.join(FILES, "smooth.jpg"), "rb").read()
open(os.path.join(FILES, "cut.jpg"), "wb").write(jpeg[:700])


def dataset(path, size, **options):
    with tempfile.TemporaryDirectory() as d:
        os.makedirs(os.path.join(d, "one"))
        name = os.path.join(d, "one", os.path.basename(path))
        open(name, "wb").write(open(path, "rb").read())
        ds = keras.utils.image_dataset_from_directory(
            d, labels=None, image_size=size, batch_size=None, shuffle=False, verbose=False, **options)
        return np.asarray(next(iter(ds))).astype("float32")


def image(name, file, size, **options):
    case("image " + name, file=file, size=size, options=options, output=array(dataset(os.path.join(FILES, file), size, **options)))


for method in ("bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"):
    image(method + " smaller", "patch.png", (6, 5), interpolation=method)
    image(method + " larger", "patch.png", (15, 19), interpolation=method)
for size in ((8, 8), (5, 16), (20, 6)):
    image(f"cropped {size}", "patch.png", size, crop_to_aspect_ratio=True)
    image(f"padded {size}", "patch.png", size, pad_to_aspect_ratio=True)
image("channels first", "patch.png", (4, 5), data_format="channels_first")
for file in ("gray.png", "alpha.png", "patch.bmp", "palette.gif", "palette.png"):
    image("rgb of " + file, file, (4, 5), color_mode="rgb")
for file in ("gray.png", "alpha.png"):
    image("rgba of " + file, file, (4, 5), color_mode="rgba")
image("grayscale of gray.png", "gray.png", (4, 5), color_mode="grayscale")
image("rgb of smooth.jpg", "smooth.jpg", (10, 14))
image("rgb of cmyk.jpg", "cmyk.jpg", (5, 7))


# ---- PIL

def loaded(name, file, **options):
    img = keras.utils.load_img(os.path.join(FILES, file), **options)
    case("load " + name, file=file, options=options, output=array(keras.utils.img_to_array(img)))


for method in ("nearest", "bilinear", "bicubic", "hamming", "box", "lanczos"):
    loaded(method + " smaller", "patch.png", target_size=(6, 5), interpolation=method)
    loaded(method + " larger", "patch.png", target_size=(15, 19), interpolation=method)
    loaded(method + " same shape", "patch.png", target_size=(8, 8), interpolation=method, keep_aspect_ratio=True)
loaded("whole", "patch.png")
loaded("grayscale", "patch.png", color_mode="grayscale")
loaded("grayscale of alpha", "alpha.png", color_mode="grayscale")
loaded("rgb of alpha", "alpha.png")
loaded("rgba", "alpha.png", color_mode="rgba")
loaded("rgba of gray", "gray.png", color_mode="rgba")
loaded("palette", "palette.png")

floats = rng.normal(size=(3, 4, 3)).astype("float32")
case("to image", input=array(floats), output=array(np.asarray(keras.utils.array_to_img(floats))))
case("to gray image", input=array(floats[:, :, :1]), output=array(np.asarray(keras.utils.array_to_img(floats[:, :, :1]))[:, :, None]))
batch = rng.uniform(0, 255, size=(2, 7, 10, 2)).astype("float32")
for method in ("bilinear", "nearest", "bicubic", "lanczos3"):
    case("smart resize " + method, input=array(batch), method=method,
         output=array(np.asarray(keras.preprocessing.image.smart_resize(batch, (5, 4), interpolation=method))))
whole = rng.integers(0, 256, size=(6, 6, 1), dtype="uint8")
case("smart resize of whole numbers", input=array(whole), method="bilinear", dtype="uint8",
     output=array(np.asarray(keras.preprocessing.image.smart_resize(whole, (4, 3)))))

# ---- series and splits

for name, options in {
    "plain": dict(sequence_length=4),
    "strides": dict(sequence_length=3, sequence_stride=4, sampling_rate=2, batch_size=3),
    "part": dict(sequence_length=3, start_index=5, end_index=17, batch_size=4),
    "single": dict(sequence_length=5, batch_size=None, sequence_stride=6),
}.items():
    data = np.arange(50, dtype="float32").reshape(25, 2)
    targets = np.arange(25, dtype="int32") * 10
    batches = list(keras.utils.timeseries_dataset_from_array(data, targets, **options))
    case("series " + name, options={k: -1 if v is None else v for k, v in options.items()},
         x=[array(np.asarray(b[0])) for b in batches], y=[array(np.asarray(b[1])) for b in batches])

for name, options in {
    "share left": dict(left_size=0.8),
    "share right": dict(right_size=0.25),
    "halves": dict(left_size=0.5),
    "counts": dict(left_size=3, right_size=4),
    "shuffled": dict(left_size=0.7, shuffle=True, seed=42),
}.items():
    left, right = keras.utils.split_dataset(np.arange(15), **options)
    case("split " + name, options=options, left=[int(v) for v in left], right=[int(v) for v in right])

# ---- padded batches and sounds

tone = np.stack([np.sin(np.arange(50) * 0.3), np.cos(np.arange(50) * 0.11)], -1) * 0.8
with wave.open(os.path.join(FILES, "tone.wav"), "wb") as out:
    out.setnchannels(2)
    out.setsampwidth(2)
    out.setframerate(4000)
    out.writeframes(np.round(tone * 32767).astype("<i2").tobytes())
decoded, rate = tf.audio.decode_wav(tf.io.read_file(os.path.join(FILES, "tone.wav")))
case("tone", rate=int(rate), sound=array(decoded.numpy()))

# ---- the shared data

for folder, options in {
    "animals-fws": dict(image_size=(12, 16), batch_size=4, validation_split=0.2, subset="validation", seed=5),
    "fashion-mnist-png/train": dict(image_size=(28, 28), batch_size=4, color_mode="grayscale", seed=99),
}.items():
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        ds = keras.utils.image_dataset_from_directory(os.path.join(SHARED, folder), **options)
    root = os.path.join(SHARED, folder)
    paths = [os.path.relpath(p, root) for p in ds.file_paths]
    chosen = paths[:2]
    size = options["image_size"]
    mode = options.get("color_mode", "rgb")
    case("shared " + folder, paths=paths, classes=ds.class_names, said=said.getvalue().splitlines(),
         images={p: array(np.round(dataset(os.path.join(root, p), size, color_mode=mode), 3)) for p in chosen})
with contextlib.redirect_stdout(io.StringIO()):
    sounds = keras.utils.audio_dataset_from_directory(
        os.path.join(SHARED, "spoken-digits"), labels=None, shuffle=False, batch_size=4)
first = np.asarray(next(iter(sounds)))
case("shared sounds", shape=list(first.shape), part=array(first[:, 500:520, :]))

json.dump(cases, open(OUT, "w"), separators=(",", ":"))
print(len(cases), "cases,", os.path.getsize(OUT), "bytes")
