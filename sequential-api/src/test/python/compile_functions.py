"""Writes what models compiled with functions, and with objects that wrap functions, measure.

Use: KERAS_BACKEND=jax python compile_functions.py ../resources/jeras/saving
"""
import json
import os
import sys

import keras
import numpy as np
from keras import losses, metrics

CASES = {
    "functions": dict(loss=losses.mean_absolute_error, metrics=[losses.mean_squared_error, losses.categorical_hinge]),
    "mean of a function": dict(loss="mse", metrics=[metrics.MeanMetricWrapper(losses.log_cosh)]),
    "mean of a function with arguments": dict(
        loss="mse", metrics=[metrics.MeanMetricWrapper(losses.huber, name="mine", delta=0.25)]),
    "mean of a metric's function": dict(
        loss="mse", metrics=[metrics.MeanMetricWrapper(metrics.categorical_accuracy, name="right")]),
    "loss of a function with arguments": dict(
        loss=keras.src.losses.losses.LossFunctionWrapper(losses.huber, name="mine", delta=0.25), metrics=["mae"]),
    "a weight for each class": dict(
        loss=losses.CategoricalFocalCrossentropy(alpha=[0.1, 0.5, 0.4]),
        metrics=[losses.CategoricalFocalCrossentropy(alpha=[0.1, 0.5, 0.4], gamma=1.5, name="focal")]),
}

x = np.linspace(-1, 1, 16).reshape(4, 4).astype("float32")
y = np.eye(3, dtype="float32")[[0, 1, 2, 1]]
kernel = np.sin(np.arange(12)).reshape(4, 3).astype("float32")
told = []
for name, case in CASES.items():
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax", use_bias=False)])
    model.set_weights([kernel])
    model.compile("sgd", **case)
    told.append(dict(name=name, config=model.get_compile_config(), logs=model.evaluate(x, y, verbose=0, return_dict=True)))
with open(os.path.join(sys.argv[1], "compile_functions.json"), "w") as out:
    json.dump(dict(x=x.reshape(-1).tolist(), y=y.reshape(-1).tolist(), kernel=kernel.reshape(-1).tolist(), cases=told), out)
