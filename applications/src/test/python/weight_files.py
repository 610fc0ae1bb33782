"""Keras's half of WeightFilesTest and KerasCircleTest.

    python weight_files.py fixtures       writes small files of weights, packed by gzip, with predictions, into src/test/resources/weights
    python weight_files.py cases          does the same for each case whose folder it reads, a line each, which it prints when it is
                                          done, and reads the model that Jeras has saved there

A case is a folder with case.json (function, arguments) and inputs.json, and, unless it is a fixture, jeras.keras. Beside them lie
afterwards:

- keras.weights.h5 and keras.h5, weights of a model of Keras in the formats of Keras 3 and of the files that Keras publishes;
- outputs.json, what that model predicts and, in "jeras", what Keras predicts with the one that Jeras has saved;
- differences.txt, where the arguments of the layers that Jeras has saved are not those of Keras's.
"""

import gzip
import json
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ.setdefault("KERAS_BACKEND", "jax")

import h5py
import keras
import numpy as np
from keras.src.legacy.saving import legacy_h5_format

FIXTURES = pathlib.Path(__file__).parent.parent / "resources" / "weights"
RANGES = {"gamma": (0.5, 1.5), "beta": (-0.1, 0.5)}

# What Keras writes besides a layer's arguments.
NOT_ARGUMENTS = {"dtype", "batch_shape", "sparse", "ragged", "optional", "synchronized"}


def model(case, inputs):
    """The model with weights such that its output depends on the images: normalized by what they are in each layer."""
    keras.backend.clear_session()
    keras.utils.set_random_seed(7)
    arguments = dict(case["arguments"])
    if "input_shape" in arguments:
        arguments["input_shape"] = tuple(arguments["input_shape"])
    made = getattr(keras.applications, case["function"])(weights=None, **arguments)
    random = np.random.default_rng(7)
    for weight in made.weights:
        if weight.name in RANGES:
            weight.assign(random.uniform(*RANGES[weight.name], weight.shape))
    for layer in made.layers:
        if type(layer).__name__ == "LayerScale":  # next to nothing at first, so that the blocks would not matter
            layer.gamma.assign(random.uniform(*RANGES["gamma"], layer.gamma.shape))
    normalizations = [l for l in made.layers if isinstance(l, keras.layers.BatchNormalization)]
    momenta = [l.momentum for l in normalizations]
    for layer in normalizations:
        layer.momentum = 0.0
    made(inputs, training=True)
    for layer, momentum in zip(normalizations, momenta):
        layer.momentum = momentum
        # One size for all channels: those that hardly vary would blow up what differs by rounding.
        size = keras.ops.mean(layer.moving_variance)
        layer.moving_variance.assign(size * random.uniform(0.5, 1.5, layer.moving_variance.shape))
    return made


def write_weights(made, folder):
    made.save_weights(folder / "keras.weights.h5")
    with h5py.File(folder / "keras.h5", "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, made)


def plain(value):
    """A configuration without names that come by themselves, and with tuples as lists."""
    return json.loads(json.dumps(value, default=str))


def differences(ours, theirs):
    if [type(l).__name__ for l in ours.layers] != [type(l).__name__ for l in theirs.layers]:
        yield "the classes of the layers"
        return
    for a, b in zip(ours.layers, theirs.layers):
        mine, other = plain(a.get_config()), plain(b.get_config())
        if isinstance(a, keras.Sequential):
            yield from differences(a, b)
            continue
        for key in (mine.keys() | other.keys()) - NOT_ARGUMENTS:
            if mine.get(key) != other.get(key):
                yield f"{b.name}.{key}: {mine.get(key)} instead of {other.get(key)}"


def predict(made, inputs):
    return keras.ops.convert_to_numpy(made(inputs, training=False)).astype("float64").ravel().tolist()


def run(folder):
    case = json.loads((folder / "case.json").read_text())
    shape, values = (json.loads((folder / "inputs.json").read_text())[k] for k in ("shape", "values"))
    inputs = np.asarray(values, dtype="float32").reshape(shape)
    made = model(case, inputs)
    write_weights(made, folder)
    outputs = {"keras": predict(made, inputs)}
    if (folder / "jeras.keras").exists():
        ours = keras.models.load_model(folder / "jeras.keras")
        outputs["jeras"] = predict(ours, inputs)
        (folder / "differences.txt").write_text("".join(d + "\n" for d in differences(ours, made)))
    (folder / "outputs.json").write_text(json.dumps(outputs))


def fixture(function, arguments, shape):
    folder = FIXTURES / function
    folder.mkdir(parents=True, exist_ok=True)
    values = np.round(np.random.default_rng(1).uniform(-1, 1, shape), 2)
    (folder / "case.json").write_text(json.dumps({"function": function, "arguments": arguments}) + "\n")
    (folder / "inputs.json").write_text(json.dumps({"shape": shape, "values": values.ravel().tolist()}) + "\n")
    run(folder)
    for file in folder.glob("*.h5"):
        pathlib.Path(f"{file}.gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
        file.unlink()


if sys.argv[1] == "fixtures":
    fixture(
        "MobileNet",
        {"alpha": 0.1, "input_shape": [32, 32, 1], "classes": 4, "classifier_activation": "linear"},
        [2, 32, 32, 1],
    )
else:
    for line in sys.stdin:
        run(pathlib.Path(line.rstrip("\n")))
        print(line, end="", flush=True)
