"""Writes feature_space.json, what Keras's FeatureSpace makes of a small table, and two of its files; or reads what Jeras wrote.

    python feature_space.py FOLDER                       # feature_space.json, feature_space.keras, feature_space_dict.keras
    python feature_space.py --check WRITTEN OUTPUT.json    # prints nothing when Keras makes OUTPUT of the table with WRITTEN
"""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf
from keras.utils import FeatureSpace

N = 70  # more than two batches of 32
random = np.random.default_rng(11)
TABLE = {
    "age": random.integers(18, 80, N).astype("float32"),
    "height": np.round(random.normal(1.7, 0.2, N), 2).astype("float32"),
    "dose": np.round(random.gamma(2.0, 1.0, N), 2).astype("float32"),
    "ratio": np.round(random.uniform(0, 1, N), 2).astype("float32"),
    "city": random.choice(["Bern", "Basel", "Genève", "Zug"], N, p=[0.4, 0.3, 0.2, 0.1]),
    "floor": random.choice([1, 2, 3, 7], N, p=[0.4, 0.3, 0.2, 0.1]).astype("int32"),
    "street": random.choice(["a", "b", "c", "d", "e"], N),
    "number": random.integers(0, 1000, N).astype("int32"),
}


def concat():
    return FeatureSpace(
        features={
            "age": "float_normalized",
            "height": FeatureSpace.float_rescaled(scale=2.0, offset=-1.0),
            "dose": FeatureSpace.float_discretized(num_bins=5),
            "ratio": "float",
            "city": FeatureSpace.string_categorical(num_oov_indices=0),
            "floor": "integer_categorical",
            "street": FeatureSpace.string_hashed(num_bins=4),
            "number": FeatureSpace.integer_hashed(num_bins=3),
        },
        crosses=[("city", "floor"), FeatureSpace.cross(("dose", "street"), crossing_dim=5)],
        crossing_dim=6,
    )


def as_dict():
    return FeatureSpace(
        features={
            "dose": "float_discretized",
            "city": FeatureSpace.string_categorical(max_tokens=4, output_mode="int"),
            "floor": FeatureSpace.integer_categorical(num_oov_indices=2),
            "street": "string_hashed",
            "number": "integer_hashed",
            "age": "float_rescaled",
        },
        crosses=[FeatureSpace.cross(("city", "street"), crossing_dim=7, output_mode="int")],
        output_mode="dict",
        hashing_dim=3,
        num_discretization_bins=4,
    )


def values(array):
    array = np.asarray(array)
    return {"shape": list(array.shape), "type": str(array.dtype), "values": [float(v) for v in array.ravel()]}


def column(array):
    return [v.item() for v in array]


if sys.argv[1] == "--check":
    space = keras.saving.load_model(sys.argv[2])
    found = np.asarray(space(TABLE))
    with open(sys.argv[3], encoding="utf-8") as f:
        expected = json.load(f)
    np.testing.assert_allclose(found, np.reshape(expected["values"], expected["shape"]), rtol=1e-6, atol=1e-6)
    sys.exit()

table = tf.data.Dataset.from_tensor_slices(TABLE)
space = concat()
space.adapt(table)
space.save(os.path.join(sys.argv[1], "feature_space.keras"))
other = as_dict()
other.adapt(table.batch(20))
other.save(os.path.join(sys.argv[1], "feature_space_dict.keras"))
new = {k: v[:3].copy() for k, v in TABLE.items()}
new["city"] = np.array(["Zug", "Bern", "Basel"])
new["floor"] = np.array([5, 9, 1], "int32")
case = {
    "name": "feature_space",
    "table": {k: column(v) for k, v in TABLE.items()},
    "new": {k: column(v) for k, v in new.items()},
    "concat": values(space(new)),
    "one": values(space({k: v[0] for k, v in new.items()})),
    "dict": {k: values(v) for k, v in other({k: new[k] for k in other.features}).items()},
}
with open(os.path.join(sys.argv[1], "feature_space.json"), "w", encoding="utf-8") as f:
    json.dump([case], f)
