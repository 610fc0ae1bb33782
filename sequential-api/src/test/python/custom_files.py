"""Writes files that hold classes of a user's own, and legacy .h5 files, as Keras 3 does: python custom_files.py FOLDER"""

import json
import os
import sys

# On JAX, fit leaves the normalization inside a subclassed model as it is in prediction; on PyTorch it trains.
os.environ["KERAS_BACKEND"] = "torch"
import keras
import numpy as np
from keras import layers, ops

FOLDER = sys.argv[1]
keras.utils.set_random_seed(1)
register = keras.saving.register_keras_serializable


def numbers(*shape):
    return np.linspace(-1, 1, int(np.prod(shape)), dtype="float32").reshape(shape)


@register("mine")
def double(x):
    return x * 2


@register("mine")
def distance(y_true, y_pred):
    return ops.mean(ops.abs(y_true - y_pred) * 3, -1)


@register("mine")
class Twos(keras.initializers.Initializer):
    def __init__(self, value=2.0):
        self.value = value

    def __call__(self, shape, dtype=None):
        return ops.full(shape, self.value, dtype)

    def get_config(self):
        return {"value": self.value}


@register("mine")
class Scale(layers.Layer):
    def __init__(self, factor=1.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor
        self.inner = layers.Dense(3, use_bias=False)

    def build(self, shape):
        self.seen = self.add_weight(name="seen", shape=(), initializer="zeros", trainable=False)
        self.w = self.add_weight(name="w", shape=(3,), initializer="ones")
        self.inner.build(shape)
        self.built = True

    def call(self, x):
        return self.inner(x) * self.w * self.factor + self.seen

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


@register("mine")
class Net(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.z = layers.Dense(2)
        self.blocks = [layers.Dense(units, activation="relu"), layers.Dense(units), layers.BatchNormalization()]
        self.d = layers.Dense(units)
        self.d_2 = layers.Dense(units)

    def call(self, x, training=None):
        for block in self.blocks:
            x = block(x)
        return self.z(self.d_2(self.d(x)))

    def get_config(self):
        return {**super().get_config(), "units": self.units}


def fill(model):
    rng = np.random.default_rng(3)
    model.set_weights([rng.uniform(0.2, 0.9, w.shape).astype("float32") for w in model.get_weights()])


told = {}


def save(name, model, x, y, endings=(".keras",)):
    fill(model)
    model.fit(x, y, epochs=2, batch_size=4, shuffle=False, verbose=0)
    for ending in endings:
        model.save(os.path.join(FOLDER, name + ending))
    predicted = model.predict(x, verbose=0)
    history = model.fit(x, y, epochs=2, batch_size=4, shuffle=False, verbose=0).history
    told[name] = {
        "inputs": [{"shape": list(x.shape), "values": x.ravel().tolist()}],
        "targets": [{"shape": list(y.shape), "values": y.ravel().tolist()}],
        "outputs": [predicted.ravel().tolist()],
        "history": history,
    }


model = keras.Sequential(
    [
        keras.Input((4,)),
        Scale(0.5, name="scale"),
        layers.Dense(3, activation=double, kernel_initializer=Twos(3.0)),
        layers.Dense(2, activation=layers.LeakyReLU(negative_slope=0.1)),
    ]
)
model.compile("sgd", distance)
save("parts", model, numbers(8, 4), numbers(8, 2))

net = Net(3)
net.compile(keras.optimizers.Adam(0.01), "mse")
net.build((None, 4))
save("net", net, numbers(8, 4), numbers(8, 2))

i = keras.Input((5, 3))
h = layers.LSTM(3, return_sequences=True)(i)
h = layers.Bidirectional(layers.LSTM(2))(h)
o = layers.Dense(1, activation="hard_sigmoid")(layers.BatchNormalization()(h) + 1.0)
model = keras.Model(i, o)
model.compile(keras.optimizers.Adam(0.01), "mse", metrics=["mae"])
save("legacy3", model, numbers(8, 5, 3), numbers(8, 1), (".h5",))

model = keras.Sequential([keras.Input((4,)), layers.Dense(3, dtype="mixed_float16"), layers.Dense(1, dtype="float64")])
model.save(os.path.join(FOLDER, "mixed.keras"))

with open(os.path.join(FOLDER, "custom.json"), "w") as f:
    json.dump(told, f, indent=1)
    f.write("\n")
