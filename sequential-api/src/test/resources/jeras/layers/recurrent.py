"""Writes recurrent.json: what Keras computes, forward and gradients, for the cases of RecurrentKerasTest.

    KERAS_BACKEND=tensorflow python recurrent.py > recurrent.json

The loss is the sum of (y + 0.5)^2 over all outputs; gradients are those of the weights, then of the float inputs.
"""

import json

import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(42)
BATCH, TIME, FEATURES, UNITS = 3, 4, 2, 3
MASKS = {
    "right": [[1, 1, 1, 1], [1, 1, 0, 0], [1, 0, 0, 0]],
    "middle": [[1, 0, 1, 1], [0, 1, 0, 1], [1, 1, 1, 0]],
    "empty_row": [[0, 0, 0, 0], [0, 0, 1, 0], [1, 1, 1, 1]],
}


def lstm(**options):
    return {"class": "LSTM", "units": UNITS, **options}


def bidirectional(merge, **options):
    return {"class": "Bidirectional", "merge_mode": merge, "layer": lstm(**options)}


def layer(spec):
    spec = dict(spec)
    kind = spec.pop("class")
    if kind == "Bidirectional":
        merge = spec["merge_mode"]
        backward = layer(spec["backward"]) if "backward" in spec else None
        return keras.layers.Bidirectional(
            layer(spec["layer"]), merge_mode=None if merge == "none" else merge, backward_layer=backward)
    if kind == "RNN":
        cells = [layer(c) for c in spec.pop("cells")]
        return keras.layers.RNN(cells[0] if len(cells) == 1 else cells, **spec)
    if kind == "TimeDistributed":
        return keras.layers.TimeDistributed(layer(spec["layer"]))
    return getattr(keras.layers, kind)(**spec)


def normal(*shape):
    return np.round(rng.normal(0, 0.7, shape), 3).astype("float32")


def pack(array):
    array = np.asarray(array)
    values = [float(f"{v:.7g}") for v in array.reshape(-1)] if array.dtype.kind == "f" else array.reshape(-1).tolist()
    return {"shape": list(array.shape), "dtype": array.dtype.name, "values": values}


def named(kind, **options):
    return {"class": kind, "units": UNITS, **options}


def nested(states, like):
    """The flat list of states in the nesting that a stack of cells wants."""
    flat = iter(states)
    return [[next(flat) for _ in s] if isinstance(s, (list, tuple)) else next(flat) for s in like]


def case(name, layers, x=None, mask=None, states=0, state_shape=(BATCH, UNITS)):
    x = normal(BATCH, TIME, FEATURES) if x is None else x
    made = [layer(s) for s in layers]
    inputs = [tf.Variable(x) if x.dtype.kind == "f" else tf.constant(x)]
    inputs += [tf.Variable(normal(*state_shape)) for _ in range(states)]
    keep = None if mask is None else np.array(MASKS[mask], bool)

    def run():
        y = inputs[0]
        for i, l in enumerate(made):
            options = {}
            if i == 0 and keep is not None:
                options["mask"] = tf.constant(keep)
            if i == 0 and states:
                stacked = isinstance(l, keras.layers.RNN) and isinstance(l.cell, keras.layers.StackedRNNCells)
                options["initial_state"] = nested(inputs[1:], l.state_size) if stacked else list(inputs[1:])
            y = l(y, **options)
        return keras.tree.flatten(y)

    run()
    for l in made:
        l.set_weights([normal(*w.shape) for w in l.get_weights()])
    weights = [w for l in made for w in l.trainable_weights]
    with tf.GradientTape() as tape:
        outputs = run()
        loss = sum(tf.reduce_sum(tf.square(y + 0.5)) for y in outputs)
    sources = [w.value for w in weights] + [i for i in inputs if isinstance(i, tf.Variable)]
    dense = lambda s, g: np.zeros(s.shape, "float32") if g is None else tf.convert_to_tensor(g).numpy()
    gradients = [dense(s, g) for s, g in zip(sources, tape.gradient(loss, sources))]
    return {
        "name": name,
        "layers": layers,
        "inputs": [pack(i.numpy()) for i in inputs],
        "mask": None if keep is None else pack(keep.astype("int32")),
        "weights": [pack(w.numpy()) for w in weights],
        "outputs": [pack(y.numpy()) for y in outputs],
        "gradients": [pack(g) for g in gradients],
    }


def cases():
    seq, state, back, zero = (
        {"return_sequences": True}, {"return_state": True}, {"go_backwards": True}, {"zero_output_for_mask": True})
    loop = {"activation": "relu", "recurrent_activation": "tanh"}
    yield case("plain", [lstm()])
    yield case("sequences", [lstm(**seq)])
    yield case("backwards", [lstm(**back)])
    yield case("backwards, sequences", [lstm(**back, **seq)])
    yield case("no bias", [lstm(use_bias=False, **seq)])
    yield case("other activations", [lstm(**loop)])
    yield case("other activations, backwards, sequences", [lstm(**loop, **seq, **back)])
    yield case("other activations, no bias", [lstm(use_bias=False, **loop)])
    yield case("first states", [lstm(**seq)], states=2)
    yield case("first states, other activations", [lstm(**loop)], states=2)
    yield case("last states", [lstm(**state)])
    yield case("first and last states, sequences, backwards", [lstm(**seq, **state, **back)], states=2)
    for mask in MASKS:
        yield case(f"mask {mask}", [lstm()], mask=mask)
        yield case(f"mask {mask}, sequences", [lstm(**seq)], mask=mask)
        yield case(f"mask {mask}, backwards, sequences", [lstm(**seq, **back)], mask=mask)
        yield case(f"mask {mask}, zero output, sequences", [lstm(**seq, **zero)], mask=mask)
        yield case(f"mask {mask}, zero output", [lstm(**zero)], mask=mask)
        yield case(f"mask {mask}, first states, sequences", [lstm(**seq)], mask=mask, states=2)
        yield case(f"mask {mask}, first and last states, sequences", [lstm(**seq, **state)], mask=mask, states=2)
        yield case(f"mask {mask}, other activations, backwards", [lstm(**loop, **back)], mask=mask)
        yield case(f"mask {mask}, other activations, zero output, sequences", [lstm(**loop, **seq, **zero)], mask=mask)
    for merge in ["concat", "sum", "mul", "ave", "none"]:
        yield case(f"bidirectional {merge}", [bidirectional(merge)])
        yield case(f"bidirectional {merge}, sequences", [bidirectional(merge, **seq)])
        yield case(f"bidirectional {merge}, mask middle", [bidirectional(merge)], mask="middle")
        yield case(f"bidirectional {merge}, mask empty_row, sequences", [bidirectional(merge, **seq)], mask="empty_row")
    yield case("bidirectional, first and last states", [bidirectional("concat", **seq, **state)], states=4)
    yield case("bidirectional, other activations, mask", [bidirectional("sum", **seq, **loop)], mask="middle")
    yield case("stacked under a mask", [lstm(**seq), lstm()], mask="middle")
    embedding = {"class": "Embedding", "input_dim": 6, "output_dim": 2, "mask_zero": True}
    ids = np.array([[1, 2, 5, 2], [3, 0, 0, 0], [0, 4, 0, 5]], "int32")
    yield case("embedding", [embedding], x=ids)
    yield case("embedding of floats", [embedding], x=ids.astype("float32") + 0.4)
    yield case("embedding, lstm", [embedding, lstm()], x=ids)
    yield case("embedding, bidirectional, lstm", [embedding, bidirectional("concat", **seq), lstm()], x=ids)
    x = normal(BATCH, TIME, FEATURES)
    x[0, 1] = x[1, 0] = x[2, 3] = -1
    x[2, 2, 0] = -1
    masking = {"class": "Masking", "mask_value": -1.0}
    yield case("masking", [masking], x=x)
    yield case("masking, lstm", [masking, lstm(**seq), lstm()], x=x)
    for kind in ("GRU", "SimpleRNN"):
        before = {"reset_after": False} if kind == "GRU" else {"activation": "relu"}
        other = {"activation": "softsign"}
        for name, options in {"": {}, ", variant": before, ", other activation": other, ", no bias": {"use_bias": False}}.items():
            yield case(f"{kind}{name}", [named(kind, **options)])
            yield case(f"{kind}{name}, all, backwards", [named(kind, **options, **seq, **state, **back)], states=1)
            for mask in MASKS:
                yield case(f"{kind}{name}, mask {mask}", [named(kind, **options, **seq, **state)], mask=mask, states=1)
                yield case(f"{kind}{name}, mask {mask}, backwards", [named(kind, **options, **state, **back)], mask=mask)
                yield case(f"{kind}{name}, mask {mask}, zero", [named(kind, **options, **seq, **zero)], mask=mask)
    yield case("GRU, reset before, no bias", [named("GRU", reset_after=False, use_bias=False)])
    stack = [named("LSTMCell"), named("GRUCell", reset_after=False), named("SimpleRNNCell")]
    for cells in ([named("GRUCell")], stack):
        count = 1 if len(cells) == 1 else 4
        rnn = lambda **options: {"class": "RNN", "cells": cells, **options}
        yield case(f"{len(cells)} cells", [rnn()])
        yield case(f"{len(cells)} cells, all", [rnn(**seq, **state)], states=count)
        yield case(f"{len(cells)} cells, mask, backwards", [rnn(**seq, **state, **back)], mask="middle")
        yield case(f"{len(cells)} cells, mask, zero", [rnn(**seq, **zero)], mask="empty_row")
    two = {"class": "Bidirectional", "merge_mode": "concat", "layer": named("GRU", **seq), "backward": named("SimpleRNN", **seq, **back)}
    yield case("bidirectional of two kinds", [two])
    yield case("bidirectional of two kinds, mask", [two], mask="middle")
    for n, sizes in {1: (5,), 2: (4, 5), 3: (3, 4, 3)}.items():
        images = {"class": f"ConvLSTM{n}D", "filters": 2, "kernel_size": [3, 2, 2][:n]}
        x = normal(2, 3, *sizes, 2)
        yield case(f"images {n}", [dict(images)], x=x)
        yield case(f"images {n}, strides, same", [dict(images, strides=2, padding="same", **seq, **state)], x=x)
        yield case(f"images {n}, dilation, backwards", [dict(images, dilation_rate=2, padding="same", use_bias=False, **back)], x=x)
    images = {"class": "ConvLSTM2D", "filters": 2, "kernel_size": [2, 3], "padding": "same"}
    x = normal(BATCH, TIME, 3, 4, 2)
    yield case("images, mask", [dict(images, **seq, **state)], x=x, mask="middle")
    yield case("images, mask, zero", [dict(images, **seq, **zero)], x=x, mask="empty_row")
    yield case("images, first states", [dict(images, **seq)], x=x, states=2, state_shape=(BATCH, 3, 4, 2))
    each = lambda inner: {"class": "TimeDistributed", "layer": inner}
    x = normal(BATCH, TIME, 3, 2)
    yield case("each step: dense, under a mask", [each({"class": "Dense", "units": 3}), lstm()], mask="middle")
    yield case("each step: lstm", [each(lstm(**seq))], x=x)
    yield case("each step: each step: dense", [each(each({"class": "Dense", "units": 3}))], x=x)


print("[\n" + ",\n".join(json.dumps(c) for c in cases()) + "\n]")
