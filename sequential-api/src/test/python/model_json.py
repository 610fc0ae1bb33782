"""Writes the JSON text that Keras describes a functional model by.

Use: KERAS_BACKEND=jax python model_json.py ../resources/jeras/saving
"""
import os
import sys

import keras
from keras import layers

image = keras.Input((8, 8, 3), name="image")
x = layers.Conv2D(4, 3, padding="same", activation="relu", kernel_initializer="he_normal", name="conv")(image)
x = layers.add([x, layers.Conv2D(4, 1, use_bias=False, name="shortcut")(image)])
x = layers.GlobalAveragePooling2D(name="pool")(x)
y = layers.Dense(2, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.01), name="head")(x)
model = keras.Model(image, y, name="small")
with open(os.path.join(sys.argv[1], "model.json"), "w") as out:
    out.write(model.to_json())
