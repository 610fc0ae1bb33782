"""Writes a functional model in which an explicit conversion to a tensor stands between layers, and what Keras predicts with it.

Use: KERAS_BACKEND=tensorflow python converted_model.py ../resources/jeras/saving
"""
import json
import os
import sys

import keras
import numpy as np

keras.utils.set_random_seed(2)
x = keras.Input((3,), dtype="int32")
y = keras.ops.convert_to_tensor(x, dtype="float32")
model = keras.Model(x, keras.layers.Dense(2)(keras.ops.convert_to_tensor(y)))
model.save(os.path.join(sys.argv[1], "converted.keras"))

rows = np.array([[1, 2, 3], [4, -5, 6]])
told = dict(inputs=[dict(shape=[2, 3], values=rows.reshape(-1).tolist())],
            outputs=[np.asarray(model(rows)).reshape(-1).tolist()])
with open(os.path.join(sys.argv[1], "converted.json"), "w") as out:
    json.dump(told, out)
