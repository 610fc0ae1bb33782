"""Writes a functional model with operations between its layers, and what Keras predicts with it.

Use: KERAS_BACKEND=jax python operation_model.py ../resources/jeras/saving
"""
import json
import os
import sys

import keras
import numpy as np
from keras import layers, ops

keras.utils.set_random_seed(1)
x = keras.Input((4,), name="x")
h = layers.Dense(3, name="dense")(x) + 0.5
h = ops.concatenate([h, ops.expand_dims(h[:, 0], 1)], axis=1)
h = ops.multiply(h, np.array([1, 2, 3, 4], "float32"))
products = ops.matmul(h, ops.transpose(h))
model = keras.Model(x, [ops.mean(products, axis=1), ops.mean(h, axis=-1, keepdims=True)])
model.save(os.path.join(sys.argv[1], "operations.keras"))

rows = np.linspace(-1, 1, 8).reshape(2, 4).astype("float32")
told = dict(inputs=[dict(shape=[2, 4], values=rows.reshape(-1).tolist())],
            outputs=[np.asarray(y).reshape(-1).tolist() for y in model(rows)])
with open(os.path.join(sys.argv[1], "operations.json"), "w") as out:
    json.dump(told, out)
