"""Writes a model whose layers are called with arguments besides their inputs, and what Keras computes with it.

Needs Keras 3.15 and TensorFlow on the CPU. Without arguments it writes the fixture calls.keras and calls.json; with the name of a
.keras file it says how far what Keras computes with that file is from the fixture.
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
from keras import layers as L

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/jeras/saving/")


def build():
    """A block of a decoder, with masks from an embedding, from inputs and from flags."""
    ids = keras.Input((6,), dtype="int32", name="ids")
    memory = keras.Input((5, 8), name="memory")
    allowed = keras.Input((6, 5), dtype="bool", name="allowed")
    kept = keras.Input((5,), dtype="bool", name="kept")
    tokens = L.ReversibleEmbedding(7, 8)
    x = L.Embedding(7, 8, mask_zero=True)(ids)
    own = L.MultiHeadAttention(2, 4)(x, x, use_causal_mask=True)
    x = L.LayerNormalization()(L.Dropout(0.5)(own, training=False))
    seen, scores = L.MultiHeadAttention(2, 3, value_dim=5)(
        query=x, value=memory, key=memory, attention_mask=allowed, return_attention_scores=True
    )
    last = L.LSTM(4)(memory, mask=kept)
    both = L.Attention()([seen, memory], mask=[None, kept], use_causal_mask=True)
    grouped = L.GroupQueryAttention(4, 4, 2)(both, memory, value_mask=kept)
    return keras.Model([ids, memory, allowed, kept], [tokens(tokens(ids), reverse=True), scores, last, grouped])


def array(a):
    """An array as JSON."""
    return {"shape": list(a.shape), "values": [float(str(np.float32(v))) for v in a.reshape(-1)]}


def load(a):
    """An array from JSON."""
    return np.array(a["values"]).reshape(a["shape"])


if len(sys.argv) > 1:
    case = json.load(open(folder + "calls.json"))
    kinds = ["int32", "float32", "bool", "bool"]
    x = [load(a).astype(k) for a, k in zip(case["inputs"], kinds)]
    y = keras.models.load_model(sys.argv[1]).predict(x, verbose=0)
    print(max(float(np.abs(a - load(b)).max()) for a, b in zip(y, case["outputs"])))
else:
    rng = np.random.default_rng(3)
    model = build()
    model.set_weights([rng.normal(size=w.shape).astype("float32") * 0.5 for w in model.get_weights()])
    x = [
        np.array([[3, 1, 0, 2, 6, 0], [0, 5, 4, 0, 0, 0]], "int32"),
        np.float32(np.round(rng.normal(size=(2, 5, 8)), 3)),
        rng.random((2, 6, 5)) > 0.4,
        np.array([[True, False, True, True, False], [False, True, True, False, True]]),
    ]
    y = model.predict(x, verbose=0)
    model.save(folder + "calls.keras")
    with open(folder + "calls.json", "w") as f:
        json.dump({"inputs": [array(a) for a in x], "outputs": [array(a) for a in y]}, f, separators=(",", ":"))
