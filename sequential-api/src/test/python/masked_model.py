"""Writes a functional model whose masks go through merging layers, and what Keras predicts with it.

Use: KERAS_BACKEND=tensorflow python masked_model.py ../resources/jeras/saving
"""
import json
import os
import sys

import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(1)
a = keras.Input((6,), dtype="int32", name="a")
b = keras.Input((6,), dtype="int32", name="b")
x = layers.Embedding(5, 4, mask_zero=True)(a)
y = layers.Embedding(5, 4, mask_zero=True)(b)
merged = [layer()([x, y]) for layer in (
    layers.Add, layers.Average, layers.Multiply, layers.Maximum, layers.Minimum, layers.Subtract, layers.Concatenate)]
merged += [layers.Concatenate(axis=1)([x, y]), layers.Dot(axes=2)([x, y]), layers.Add()([x, layers.Dense(4)(y)]), x + y]
outputs = []
for m in merged:
    outputs += [
        layers.LSTM(2)(m),
        layers.GlobalAveragePooling1D()(m),
        layers.GlobalAveragePooling1D()(layers.MultiHeadAttention(1, 2)(m, m)),
    ]
model = keras.Model([a, b], outputs)
model.save(os.path.join(sys.argv[1], "masks.keras"))

rows = [np.array([[1, 2, 0, 3, 0, 0], [4, 1, 2, 0, 0, 0]]), np.array([[3, 0, 1, 0, 2, 0], [1, 4, 0, 0, 0, 0]])]
told = dict(inputs=[dict(shape=[2, 6], values=r.reshape(-1).tolist()) for r in rows],
            outputs=[np.asarray(o).reshape(-1).tolist() for o in model(rows)])
with open(os.path.join(sys.argv[1], "masks.json"), "w") as out:
    json.dump(told, out)
