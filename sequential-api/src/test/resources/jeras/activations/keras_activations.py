"""Writes keras_activations.csv: what Keras on TensorFlow makes of the numbers in the first line, and the gradients.

Run in this folder: KERAS_BACKEND=tensorflow python keras_activations.py. A row is an id, "value" or "gradient", and numbers in
row-major order. The input has the shape (2, 8); the gradient is that of sum(y * [1, 2, 3, ...]). The numbers keep away from the
places where a function has no derivative, on which Keras's backends differ.
"""

import keras
import numpy as np
import tensorflow as tf

x = tf.constant(
    [[-5, -3.5, -2.25, -1.25, -0.75, -0.4, -0.1, 0.1], [0.3, 0.6, 0.8, 1.5, 2.25, 3.5, 4.5, 5]], "float32"
)


def line(*words, numbers):
    return ",".join([*words, *(f"{v:.8g}" for v in np.asarray(numbers).ravel())]) + "\n"


with open("keras_activations.csv", "w") as file:
    file.write(line("x", "value", numbers=x))
    for name in sorted(keras.src.activations.ALL_OBJECTS_DICT.keys() - {"threshold"}):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = keras.activations.get(name)(x)
            weights = tf.reshape(tf.range(1, tf.size(y) + 1), tf.shape(y))
            total = tf.reduce_sum(y * tf.cast(weights, y.dtype))
        file.write(line(name, "value", numbers=y))
        file.write(line(name, "gradient", numbers=tape.gradient(total, x)))
