"""Writes the summaries that SummaryTextTest compares with: Keras 3's own text. Run: python summaries.py FOLDER"""
import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["COLUMNS"] = "140"  # A terminal that is wide enough for the table.
os.environ["CUDA_VISIBLE_DEVICES"] = ""
import keras
from keras import layers as L


def write(name, model, **options):
    lines = []
    model.summary(print_fn=lambda s, line_break=True: lines.append(s), **options)
    with open(os.path.join(sys.argv[1], name + ".txt"), "w", encoding="utf-8") as f:
        f.write("\n".join(lines))


def fresh():
    keras.backend.clear_session()


fresh()
write("unbuilt", keras.Sequential([L.Dense(8), L.Dense(1)]))

fresh()
write("mnist_cnn", keras.Sequential([
    keras.Input((28, 28, 1)),
    L.Conv2D(32, 3, activation="relu"), L.MaxPooling2D(2), L.Conv2D(64, 3, activation="relu"), L.MaxPooling2D(2),
    L.Flatten(), L.Dropout(0.5), L.Dense(10, activation="softmax")]))

fresh()
model = keras.Sequential([keras.Input((784,)), L.Dense(512, activation="relu"), L.BatchNormalization(), L.Dense(10)])
model.layers[0].trainable = False
write("frozen", model)

fresh()
a = keras.Input((4,), name="left")
b = keras.Input((4,), name="right")
shared = L.Dense(3, name="shared")
x = L.Concatenate()([shared(a), shared(b)])
write("two_inputs", keras.Model([a, b], [L.Dense(1, name="price")(x), L.Dense(2, name="kind")(x)], name="pair"))

fresh()
model = keras.Sequential([keras.Input((784,)), L.Dense(512, activation="relu"), L.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
import numpy as np
model.fit(np.zeros((2, 784)), np.zeros(2), verbose=0)
write("trained", model)

fresh()
encoder = keras.Sequential([keras.Input((4,)), L.Dense(3, name="wide"), L.Dropout(0.5)], name="encoder")
a = keras.Input((2,), name="inner_input")
head = keras.Model(a, L.Dense(1, name="score")(L.Dense(2, name="narrow")(a)), name="head")
stack = keras.Sequential([keras.Input((4,)), encoder, L.Dense(2, name="middle"), head], name="stack")
encoder.trainable = False
write("nested", stack, expand_nested=True, show_trainable=True)
write("range", stack, layer_range=["mid", "head"], line_length=70)

fresh()
a = keras.Input((4,), name="left")
b = keras.Input((4,), name="right")
inner = keras.Sequential([keras.Input((4,)), L.Dense(3, name="inside")], name="inner")
x = L.Concatenate()([inner(a), L.Dense(2, name="other", trainable=False)(b)])
pair = keras.Model([a, b], L.Dense(1, name="price")(x * 2.0), name="pair")
write("nested_pair", pair, expand_nested=True, show_trainable=True)
