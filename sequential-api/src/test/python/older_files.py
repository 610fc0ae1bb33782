"""Writes models as tf.keras 2.15 does, with what they predict and how they train on: python older_files.py OUTPUT_FOLDER

Needs Python 3.11 with tensorflow-cpu==2.15.1. For each model NAME it writes NAME.h5 and NAME.keras, weights alone where
that is another layout, and in older.json the prediction for numbered inputs and the losses of two more epochs.
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import numpy as np
import tensorflow as tf
from tensorflow import keras

layers = keras.layers
FOLDER = sys.argv[1]


def numbers(shape, low=-1.0, high=1.0):
    return np.linspace(low, high, int(np.prod(shape)), dtype="float32").reshape(shape)


def dense():
    model = keras.Sequential(
        [
            layers.Dense(4, activation="relu", input_shape=(3,), kernel_regularizer="l2", name="first"),
            layers.BatchNormalization(name="normal"),
            layers.LeakyReLU(0.1),
            layers.Dense(2, name="last"),
        ],
        name="stack",
    )
    model.compile(keras.optimizers.Adam(0.01), keras.losses.Huber(), metrics=["mae", keras.metrics.MeanSquaredError()])
    return model, [(8, 3)], numbers((8, 2))


def convolution():
    model = keras.Sequential(
        [
            layers.Conv2D(3, 3, padding="same", activation="relu", input_shape=(6, 6, 1)),
            layers.MaxPooling2D(2),
            layers.Dropout(0.0),
            layers.Flatten(),
            layers.Dense(3, activation="softmax"),
        ]
    )
    model.compile(
        keras.optimizers.legacy.SGD(0.05, momentum=0.9, decay=0.1), "sparse_categorical_crossentropy", metrics=["accuracy"]
    )
    return model, [(6, 6, 6, 1)], np.array([0, 1, 2, 0, 1, 2])


def recurrent():
    model = keras.Sequential(
        [
            layers.Embedding(10, 4, input_length=5, mask_zero=True),
            layers.Bidirectional(layers.LSTM(3, return_sequences=True)),
            layers.LSTM(2, recurrent_activation="hard_sigmoid"),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.legacy.RMSprop(0.01, momentum=0.5), "binary_crossentropy", metrics=["accuracy"])
    return model, None, np.array([[0.0], [1.0], [1.0], [0.0]])


def graph():
    rows = keras.Input((3,), name="rows")
    other = keras.Input((3,), name="other")
    shared = layers.Dense(4, name="shared")
    inside = keras.Input((4,))
    inner = keras.Model(inside, layers.BatchNormalization()(layers.Dense(4, name="deep")(inside)), name="inner")
    stack = keras.Sequential([layers.Dense(4, activation="tanh", input_shape=(4,))], name="stacked")
    a = inner(shared(rows))
    b = inner(shared(other))
    c = stack(layers.add([a, b]))
    left = layers.Dense(2, name="left")(layers.Concatenate()([a, c]))
    right = layers.Dense(1, name="right")(layers.multiply([b, c]))
    model = keras.Model([rows, other], [left, right], name="graph")
    model.compile("adam", {"left": "mse", "right": "mae"}, loss_weights={"left": 1.0, "right": 0.5}, metrics={"left": "mse"})
    return model, [(8, 3), (8, 3)], [numbers((8, 2)), numbers((8, 1))]


def states():
    rows = keras.Input((4, 3), name="rows")
    sequence, h, c = layers.LSTM(2, return_sequences=True, return_state=True, name="encoder")(rows)
    y = layers.LSTM(2, name="decoder")(sequence, initial_state=[h, c])
    model = keras.Model(rows, layers.Dense(1)(y))
    model.compile(keras.optimizers.legacy.Adam(0.01), "mse")
    return model, [(6, 4, 3)], numbers((6, 1))


def operations():
    x = keras.Input((4, 4, 3), name="x")
    y = tf.nn.relu(x * 2.0 + 1.0) - 0.5
    y = tf.concat([y, 1.0 - tf.math.sigmoid(x)], axis=-1)
    y = tf.transpose(y[:, 1:, ::2], perm=[0, 2, 1, 3])
    y = tf.reshape(y, [-1, 6, 6]) / 3
    y = tf.reduce_mean(y, axis=[1]) + tf.math.reduce_max(y, axis=1, keepdims=False)
    y = tf.clip_by_value(y, -1.0, 2.0) ** 2
    y = tf.math.maximum(y, tf.expand_dims(tf.reduce_sum(y, -1), -1) * 0.01)
    product = tf.matmul(tf.expand_dims(y, 1), tf.expand_dims(layers.Dense(6)(y), 1), transpose_b=True)
    y = tf.concat([y, tf.squeeze(product, axis=[1])], 1)
    model = keras.Model(x, layers.Dense(1)(tf.stack([y[..., 0], y[..., 6]], axis=-1)))
    model.compile("sgd", "mse")
    return model, [(5, 4, 4, 3)], numbers((5, 1))


class Scale(layers.Layer):
    def __init__(self, factor=1.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def build(self, shape):
        self.w = self.add_weight(name="w", shape=(shape[-1],), initializer="ones")

    def call(self, x):
        return x * self.w * self.factor

    def get_config(self):
        return {**super().get_config(), "factor": self.factor}


def custom():
    model = keras.Sequential([layers.Dense(4, input_shape=(3,)), Scale(0.5), layers.Dense(1)])
    model.compile("rmsprop", "mse")
    return model, [(8, 3)], numbers((8, 1))


def main():
    told = {}
    for make in (dense, convolution, recurrent, graph, states, operations, custom):
        keras.utils.set_random_seed(7)
        keras.backend.clear_session()
        model, shapes, y = make()
        if shapes is None:
            x = [np.array([[1, 2, 3, 0, 0], [4, 5, 6, 7, 8], [9, 1, 0, 0, 0], [2, 4, 6, 8, 1]], "float32")]
        else:
            x = [numbers(s) for s in shapes]
        inputs = x if len(x) > 1 else x[0]
        model.fit(inputs, y, epochs=3, batch_size=4, shuffle=False, verbose=0)
        name = make.__name__
        if isinstance(model.optimizer, keras.optimizers.legacy.Optimizer):
            model.save(os.path.join(FOLDER, name + ".h5"))
            model.save_weights(os.path.join(FOLDER, name + "_weights.h5"))
        else:
            model.save(os.path.join(FOLDER, name + ".h5"))
        if make is not operations:  # this version cannot write the Ellipsis of an index there
            model.save(os.path.join(FOLDER, name + ".keras"))
        predicted = model.predict(inputs, verbose=0)
        history = model.fit(inputs, y, epochs=2, batch_size=4, shuffle=False, verbose=0).history
        told[name] = {
            "inputs": [{"shape": list(a.shape), "values": a.ravel().tolist()} for a in x],
            "targets": [{"shape": list(a.shape), "values": a.ravel().tolist()} for a in (y if isinstance(y, list) else [y])],
            "outputs": [a.ravel().tolist() for a in (predicted if isinstance(predicted, list) else [predicted])],
            "history": history,
        }
    with open(os.path.join(FOLDER, "older.json"), "w") as f:
        json.dump(told, f, indent=1)
        f.write("\n")


main()
