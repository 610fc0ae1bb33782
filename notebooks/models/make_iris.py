"""Writes iris.keras, the file that opening-a-keras-model.ipynb opens: a model that Keras for Python has built and trained.

    KERAS_BACKEND=jax python notebooks/models/make_iris.py

Needs keras (3.x) and numpy; the flowers are those in Jeras's module datasets.
"""

import pathlib

import keras
import numpy as np
from keras import layers

HERE = pathlib.Path(__file__).resolve().parent
FLOWERS = HERE.parent.parent / "datasets/src/main/resources/jeras/datasets/iris/iris.csv"

table = np.loadtxt(FLOWERS, delimiter=",", skiprows=1)
x = table[:, :4].astype("float32")
y = table[:, 4].astype("int32")
# The same split as Jeras's Iris.load(): of each species every fifth flower is for testing.
place = np.arange(len(y)) % 50
train = place % 5 != 4

keras.utils.set_random_seed(11)
normalization = layers.Normalization(name="normalize")
normalization.adapt(x[train])

inputs = keras.Input((4,), name="measures")
scaled = normalization(inputs)
hidden = layers.Dense(16, activation="relu", kernel_regularizer="l2", name="hidden")(scaled)
hidden = layers.Dropout(0.1, name="dropout")(hidden)
both = layers.Concatenate(name="both")([scaled, hidden])
outputs = layers.Dense(3, activation="softmax", name="species")(both)
model = keras.Model(inputs, outputs, name="iris")
model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x[train], y[train], epochs=5, batch_size=16, verbose=0)

model.save(HERE / "iris.keras")
print("first three of the test part:")
print(model.predict(x[~train][:3], verbose=0))
print(model.evaluate(x[~train], y[~train], verbose=0, return_dict=True))
