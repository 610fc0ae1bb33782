"""Writes what Keras's architectures are made of, for ArchitecturesTest: one table a family in src/test/resources/architectures.

    python architectures.py [FAMILY ...]     rewrites these tables, or all
    python architectures.py show FUNCTION [JSON OF ARGUMENTS]     prints the lines behind the hash of one model

A row has the function, its arguments as JSON, the numbers of layers, of parameters and of those that train, the shape of the
output, and the SHA-256 of the layers' lines: class, name, output shape, weights, and the layers whose outputs come in.
"""

import hashlib
import json
import os
import pathlib
import sys

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ.setdefault("KERAS_BACKEND", "jax")

import keras

TABLES = pathlib.Path(__file__).parent.parent / "resources" / "architectures"
NO_TOP = {"include_top": False}


def members(*functions):
    """Each as it is, without its top, and as a base for small images."""
    return [(f, a) for f in functions for a in ({}, NO_TOP)]


FAMILIES = {
    "vgg": [
        *members("VGG16", "VGG19"),
        ("VGG16", {"include_top": False, "input_shape": [48, 40, 1], "pooling": "avg"}),
        ("VGG19", {"classes": 7, "classifier_activation": "linear", "input_shape": [32, 32, 3], "name": "small"}),
    ],
    "resnet": [
        *members("ResNet50", "ResNet101", "ResNet152"),
        ("ResNet50", {"include_top": False, "input_shape": [33, 40, 3], "pooling": "max"}),
        ("ResNet50", {"classes": 3, "input_shape": [64, 64, 1], "name": "small"}),
    ],
    "resnet_v2": [
        *members("ResNet50V2", "ResNet101V2", "ResNet152V2"),
        ("ResNet50V2", {"include_top": False, "input_shape": [33, 40, 3], "pooling": "avg"}),
    ],
    "mobilenet": [
        *members("MobileNet"),
        ("MobileNet", {"alpha": 0.25, "input_shape": [128, 128, 3], "classes": 10}),
        ("MobileNet", {"alpha": 1.5, "depth_multiplier": 2, "dropout": 0.1, "input_shape": [96, 64, 3]}),
        ("MobileNet", {"alpha": 0.05, "include_top": False, "input_shape": [33, 47, 3], "pooling": "max"}),
    ],
    "mobilenet_v2": [
        *members("MobileNetV2"),
        ("MobileNetV2", {"alpha": 0.35, "input_shape": [96, 96, 3], "classes": 10}),
        ("MobileNetV2", {"alpha": 1.4, "input_shape": [75, 64, 3]}),
        ("MobileNetV2", {"alpha": 0.5, "include_top": False, "input_shape": [33, 47, 3], "pooling": "avg"}),
    ],
    "mobilenet_v3": [
        *members("MobileNetV3Small", "MobileNetV3Large"),
        *[
            (f, a)
            for f in ("MobileNetV3Small", "MobileNetV3Large")
            for a in (
                {"alpha": 0.75, "input_shape": [96, 96, 3], "classes": 10},
                {"alpha": 1.5, "minimalistic": True, "dropout_rate": 0.0, "input_shape": [75, 64, 3]},
                {"include_top": False, "include_preprocessing": False, "input_shape": [47, 33, 3], "pooling": "avg"},
            )
        ],
    ],
}


def shape_text(shape):
    return "(" + ", ".join("?" if d is None else str(d) for d in shape) + ("," if len(shape) == 1 else "") + ")"


def inbound(layer):
    nodes = layer._inbound_nodes
    for tensor in nodes[0].input_tensors if nodes else []:
        operation = tensor._keras_history.operation
        yield operation.name if isinstance(operation, keras.Layer) else "operation"


def line(layer):
    weights = ["%s%s" % (w.name, shape_text(w.shape)) for w in layer.weights]
    parts = [type(layer).__name__, layer.name, shape_text(layer.output.shape), *weights, "<-", *inbound(layer)]
    return " ".join(parts)


def model(function, arguments):
    keras.backend.clear_session()
    given = {"weights": None, **arguments}
    if "input_shape" in given:
        given["input_shape"] = tuple(None if d == -1 else d for d in given["input_shape"])
    return getattr(keras.applications, function)(**given)


def row(function, arguments):
    made = model(function, arguments)
    lines = "".join(line(layer) + "\n" for layer in made.layers)
    trainable = sum(w._value.size for w in made.trainable_weights)
    return [
        function,
        json.dumps(arguments),
        made.name,
        len(made.layers),
        made.count_params(),
        trainable,
        shape_text(made.output.shape),
        hashlib.sha256(lines.encode()).hexdigest(),
    ]


def main():
    if sys.argv[1:2] == ["show"]:
        for layer in model(sys.argv[2], json.loads(sys.argv[3]) if sys.argv[3:] else {}).layers:
            print(line(layer))
        return
    TABLES.mkdir(exist_ok=True)
    for family in sys.argv[1:] or FAMILIES:
        rows = [row(*case) for case in FAMILIES[family]]
        text = "".join("\t".join(map(str, r)) + "\n" for r in rows)
        (TABLES / (family + ".tsv")).write_text(text)


main()
