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
        return keras.layers.Bidirectional(layer(spec["layer"]), merge_mode=None if merge == "none" else merge)
    return getattr(keras.layers, kind)(**spec)


def normal(*shape):
    return np.round(rng.normal(0, 0.7, shape), 3).astype("float32")


def pack(array):
    array = np.asarray(array)
    values = [float(f"{v:.7g}") for v in array.reshape(-1)] if array.dtype.kind == "f" else array.reshape(-1).tolist()
    return {"shape": list(array.shape), "dtype": array.dtype.name, "values": values}


def case(name, layers, x=None, mask=None, states=0):
    x = normal(BATCH, TIME, FEATURES) if x is None else x
    made = [layer(s) for s in layers]
    inputs = [tf.Variable(x) if x.dtype.kind == "f" else tf.constant(x)]
    inputs += [tf.Variable(normal(BATCH, UNITS)) for _ in range(states)]
    keep = None if mask is None else np.array(MASKS[mask], bool)

    def run():
        y = inputs[0]
        for i, l in enumerate(made):
            options = {}
            if i == 0 and keep is not None:
                options["mask"] = tf.constant(keep)
            if i == 0 and states:
                options["initial_state"] = list(inputs[1:])
            y = l(y, **options)
        return list(y) if isinstance(y, (list, tuple)) else [y]

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


print("[\n" + ",\n".join(json.dumps(c) for c in cases()) + "\n]")
