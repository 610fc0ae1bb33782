"""Keras's half of the circle Jeras -> Keras -> Jeras.

Called as `circle.py predict|train|defaults FOLDER`. Each folder inside FOLDER is one case with a model, jeras.keras, and, for all
but `defaults`, arrays in inputs.json. What Keras makes of a case lies beside it afterwards:

- predict: keras.keras, the model saved again, and outputs.json;
- train: keras.keras, the model after one more training step with targets.json;
- defaults: defaults.json, with the configurations of the model's layers when made from the arguments without which they cannot be.

A case that fails leaves its traceback in error.txt; one that needs TensorFlow, where there is none, leaves skipped.txt.
Works with any of Keras's backends that can train.
"""

import copy
import inspect
import json
import os
import pathlib
import sys
import traceback
import zipfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np

HAS_TENSORFLOW = keras.backend.backend() == "tensorflow"
NEED_TENSORFLOW = {"HashedCrossing", "Hashing", "IntegerLookup", "StringLookup", "TextVectorization"}

# Arguments with a default that the layer then refuses, or without which it cannot be made from its configuration.
NEEDED = {
    "CategoryEncoding": ["num_tokens"],
    "Discretization": ["bin_boundaries"],
    "Rescaling": ["offset"],
    "TextVectorization": ["standardize", "split", "ngrams"],
}


def arrays(file):
    return [np.array(a["values"], dtype=object if a["type"] == "string" else a["type"]).reshape([int(n) for n in a["shape"]])
            for a in json.loads(file.read_text())]


def described(array):
    array = np.asarray(array)
    if array.dtype.name == "bfloat16":
        array = array.astype("float32")
    kind = "int64" if array.dtype.kind in "iub" else "float32" if array.dtype.kind == "f" else "string"
    values = array.astype("int64") if kind == "int64" else array
    return {"type": kind, "shape": list(array.shape), "values": values.ravel().tolist()}


def one_or_all(values):
    return values[0] if len(values) == 1 else values


def predict(case, model):
    inputs = arrays(case / "inputs.json")
    if HAS_TENSORFLOW:
        import tensorflow as tf

        inputs = [tf.constant(a.tolist()) if a.dtype == object else a for a in inputs]
    outputs = model(one_or_all(inputs), training=False)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    described_outputs = [described(keras.ops.convert_to_numpy(o)) for o in outputs]
    (case / "outputs.json").write_text(json.dumps(described_outputs))
    model.save(case / "keras.keras")


def train(case, model):
    x, y = arrays(case / "inputs.json"), arrays(case / "targets.json")
    model.train_on_batch(one_or_all(x), one_or_all(y))
    model.save(case / "keras.keras")


def defaults(case, model):
    found = []
    for layer in model.layers:
        if isinstance(layer, keras.layers.InputLayer):
            continue
        # As in a file: without what cannot be written.
        described_layer = json.loads(json.dumps(keras.saving.serialize_keras_object(layer)))
        config = described_layer["config"]
        parameters = list(inspect.signature(type(layer).__init__).parameters.values())[1:]
        asked = {p.name: config[p.name] for p in parameters if p.default is p.empty and p.name in config}
        asked |= {name: config[name] for name in NEEDED.get(type(layer).__name__, [])}
        made = type(layer).from_config(copy.deepcopy(asked))
        config = json.loads(json.dumps(keras.saving.serialize_keras_object(made)))["config"]
        found.append({"class_name": described_layer["class_name"], "asked": asked, "config": config})
    (case / "defaults.json").write_text(json.dumps(found))


def main(what, folder):
    todo = {"predict": predict, "train": train, "defaults": defaults}[what]
    for case in sorted(p for p in pathlib.Path(folder).iterdir() if p.is_dir()):
        text = json.dumps(read_config(case / "jeras.keras"))
        if not HAS_TENSORFLOW and any(f'"{name}"' in text for name in NEED_TENSORFLOW):
            (case / "skipped.txt").write_text("TensorFlow is not Keras's backend here")
            continue
        try:
            todo(case, keras.models.load_model(case / "jeras.keras"))
        except Exception:
            (case / "error.txt").write_text(traceback.format_exc())
        keras.backend.clear_session()


def read_config(file):
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("config.json"))


if __name__ == "__main__":
    main(*sys.argv[1:])
