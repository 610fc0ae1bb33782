"""Writes models of several precisions, what they predict and how they train on: python mixed_precision.py FOLDER

Needs Keras 3.15 and JAX on the CPU.
"""

import json
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_ENABLE_X64"] = "1"
import keras
import numpy as np
from keras import layers

FOLDER = sys.argv[1]
keras.utils.set_random_seed(3)
rng = np.random.default_rng(5)
told = {}


def array(a):
    a = np.asarray(a)
    return {"shape": list(a.shape), "values": [round(float(v), 7) for v in a.astype("float64").reshape(-1)]}


def numbers(*shape):
    return np.round(rng.normal(size=shape), 3).astype("float32")


def save(name, model, x, y, epochs=2):
    """The file after one epoch, and the losses of the ones after it."""
    xs = x if isinstance(x, list) else [x]
    model.fit(x, y, batch_size=4, epochs=1, shuffle=False, verbose=0)
    model.save(os.path.join(FOLDER, name + ".keras"))
    outputs = model.predict(x, verbose=0)
    history = model.fit(x, y, batch_size=4, epochs=epochs, shuffle=False, verbose=0).history
    told[name] = {
        "inputs": [array(a) for a in xs],
        "targets": [array(y)],
        "outputs": [array(outputs)["values"]],
        "type": str(outputs.dtype),
        "history": {k: [float(v) for v in values] for k, values in history.items()},
    }


keras.config.set_dtype_policy("mixed_float16")
model = keras.Sequential(
    [
        keras.Input((6,)),
        layers.Dense(8, activation="relu"),
        layers.BatchNormalization(),
        layers.Dense(3),
        layers.Activation("softmax", dtype="float32"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy")
save("half", model, numbers(8, 6), rng.integers(0, 3, size=(8,)))

keras.config.set_dtype_policy("mixed_bfloat16")
ids = keras.Input((5,), dtype="int32")
image = keras.Input((6, 6, 2))
a = layers.Embedding(7, 4, mask_zero=True)(ids)
a = layers.MultiHeadAttention(2, 3)(a, a)
a = layers.LSTM(4)(layers.LayerNormalization()(a))
b = layers.Conv2D(3, 3, padding="same", activation="relu")(image)
b = layers.GlobalAveragePooling2D()(layers.MaxPooling2D()(layers.GroupNormalization(3)(b)))
inner_input = keras.Input((3,))
inner = keras.Model(inner_input, layers.Dense(4, activation="tanh")(inner_input))
b = inner(b)
out = layers.Dense(1, dtype="float32")(layers.Concatenate()([a, b]))
model = keras.Model([ids, image], out)
model.compile(keras.optimizers.SGD(0.05, momentum=0.9), "mse")
save("brain", model, [rng.integers(0, 7, size=(8, 5)), numbers(8, 6, 6, 2)], numbers(8, 1))

keras.config.set_dtype_policy("float32")
model = keras.Sequential(
    [
        keras.Input((4,)),
        layers.Dense(5, dtype="float64", activation="tanh"),
        layers.Dense(4, dtype="mixed_bfloat16"),
        layers.Dense(1, dtype="mixed_float16"),
    ]
)
model.compile("sgd", "mse")
save("layers", model, numbers(8, 4), numbers(8, 1))

keras.config.set_dtype_policy("bfloat16")
model = keras.Sequential([keras.Input((4,)), layers.Dense(5, activation="relu"), layers.Dense(2)])
model.compile(keras.optimizers.SGD(0.1), "mse")
save("plain", model, numbers(8, 4), numbers(8, 2))

keras.config.set_dtype_policy("mixed_float16")
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="tanh"), layers.Dense(1)])
optimizer = keras.optimizers.LossScaleOptimizer(
    keras.optimizers.Adam(0.01), initial_scale=2.0**20, dynamic_growth_steps=3
)
model.compile(optimizer, "mse")
x, y = numbers(4, 4), numbers(4, 1)
steps = []
for step in range(12):
    loss = model.train_on_batch(x, y)
    if step == 0:
        model.save(os.path.join(FOLDER, "scaling.keras"))
    steps.append(
        {
            "loss": float(loss),
            "scale": float(optimizer.dynamic_scale),
            "counter": int(optimizer.step_counter),
            "iterations": int(optimizer.iterations),
        }
    )
told["scaling"] = {
    "inputs": [array(x)],
    "targets": [array(y)],
    "steps": steps,
    "weights": [array(w) for w in model.get_weights()],
}

with open(os.path.join(FOLDER, "mixed.json"), "w") as f:
    json.dump(told, f, indent=1)
    f.write("\n")
