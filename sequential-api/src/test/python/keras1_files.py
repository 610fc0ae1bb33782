"""Writes models as Keras 1.2 did, with what they predict: python keras1_files.py OUTPUT_FOLDER

Needs Python 3.11 with tensorflow-cpu==2.15.1. Keras 1 itself runs on no Python of today: its configurations and the order
of its arrays are written out here, and Keras 2, which still reads such weights, says what they compute.
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import h5py
import numpy as np
from tensorflow import keras

layers = keras.layers
FOLDER = sys.argv[1]
random = np.random.default_rng(5)


def arrays(*shapes):
    return [random.normal(0, 0.5, s).astype("float32") for s in shapes]


def gates(inputs, units, names):
    return [(f"{part}_{g}", s) for g in names for part, s in (("W", (inputs, units)), ("U", (units, units)), ("b", (units,)))]


def write(name, config, weights, backend="tensorflow", training=None):
    path = os.path.join(FOLDER, name + ".h5")
    with h5py.File(path, "w") as f:
        f.attrs["keras_version"] = b"1.2.2"
        f.attrs["model_config"] = json.dumps(config).encode()
        if training:
            f.attrs["training_config"] = json.dumps(training).encode()
        group = f.create_group("model_weights")
        group.attrs["backend"] = backend.encode()
        group.attrs["layer_names"] = [n.encode() for n in weights]
        for layer, values in weights.items():
            g = group.create_group(layer)
            g.attrs["weight_names"] = [n.encode() for n, _ in values]
            for n, a in values:
                g[n] = a
    return path


def images(order, backend):
    shape = [None, 1, 6, 5] if order == "th" else [None, 6, 5, 1]
    kernel, bias = arrays((3, 1, 3, 2) if order == "th" else (3, 2, 1, 3), (3,))
    dense = arrays((4 * 4 * 3, 2), (2,))
    norm = [random.uniform(0.5, 1.5, 3).astype("float32") for _ in range(4)]
    axis = 1 if order == "th" else -1
    config = [
        {"class_name": "Convolution2D", "config": {
            "name": "convolution2d_1", "trainable": True, "batch_input_shape": shape, "input_dtype": "float32",
            "nb_filter": 3, "nb_row": 3, "nb_col": 2, "init": "glorot_uniform", "activation": "relu",
            "border_mode": "valid", "subsample": [1, 1], "dim_ordering": order,
            "W_regularizer": {"name": "L1L2Regularizer", "l1": 0.0, "l2": 0.01}, "b_regularizer": None,
            "activity_regularizer": None, "W_constraint": {"name": "MaxNorm", "m": 2, "axis": 0},
            "b_constraint": None, "bias": True}},
        {"class_name": "BatchNormalization", "config": {
            "name": "batchnormalization_1", "trainable": True, "epsilon": 0.001, "mode": 0, "axis": axis,
            "momentum": 0.99, "gamma_regularizer": None, "beta_regularizer": None}},
        {"class_name": "Dropout", "config": {"name": "dropout_1", "trainable": True, "p": 0.25}},
        {"class_name": "Flatten", "config": {"name": "flatten_1", "trainable": True}},
        {"class_name": "Dense", "config": {
            "name": "dense_1", "trainable": True, "output_dim": 2, "init": "glorot_uniform", "activation": "softmax",
            "W_regularizer": None, "b_regularizer": None, "activity_regularizer": None, "W_constraint": None,
            "b_constraint": None, "bias": True, "input_dim": 48}},
    ]
    weights = {
        "convolution2d_1": [("convolution2d_1_W", kernel), ("convolution2d_1_b", bias)],
        "batchnormalization_1": list(zip(["b_gamma", "b_beta", "b_running_mean", "b_running_std"], norm)),
        "dropout_1": [],
        "flatten_1": [],
        "dense_1": [("dense_1_W", dense[0]), ("dense_1_b", dense[1])],
    }
    training = {
        "optimizer_config": {"class_name": "SGD", "config": {"lr": 0.01, "decay": 0.5, "momentum": 0.9, "nesterov": True}},
        "loss": "categorical_crossentropy", "metrics": ["accuracy"], "sample_weight_mode": None, "loss_weights": None}
    name = f"keras1_{order}_{backend}"
    write(name, {"class_name": "Sequential", "config": config}, weights, backend, training)
    # Worked out in NumPy: TensorFlow does not convolve channels-first images on a CPU.
    k = kernel.transpose(2, 3, 1, 0) if order == "th" else kernel
    k = k[::-1, ::-1] if backend == "theano" else k
    x = np.linspace(-1, 1, 4 * 30, dtype="float32").reshape(4, 6, 5, 1)
    y = np.maximum(sum(x[:, i : i + 4, j : j + 4] @ k[i, j] for i in range(3) for j in range(2)) + bias, 0)
    y = (y - norm[2]) / np.sqrt(norm[3] + 1e-3) * norm[0] + norm[1]
    y = (y.transpose(0, 3, 1, 2) if order == "th" else y).reshape(4, -1) @ dense[0] + dense[1]
    y = np.exp(y - y.max(-1, keepdims=True))
    return name, [x.transpose(0, 3, 1, 2) if order == "th" else x], y / y.sum(-1, keepdims=True)


def sequences():
    lstm = [(n, random.normal(0, 0.5, s).astype("float32")) for n, s in gates(4, 3, "icfo")]
    gru = [(n, random.normal(0, 0.5, s).astype("float32")) for n, s in gates(3, 2, "zrh")]
    embedding = arrays((9, 4))
    kernel, bias = arrays((2, 1, 2, 3), (3,))
    dense = arrays((9, 1), (1,))
    common = {"trainable": True, "init": "glorot_uniform", "bias": True, "W_regularizer": None, "b_regularizer": None}
    recurrent = {
        **common, "return_sequences": True, "go_backwards": False, "stateful": False, "unroll": False,
        "consume_less": "cpu", "inner_init": "orthogonal", "forget_bias_init": "one", "activation": "tanh",
        "inner_activation": "hard_sigmoid", "U_regularizer": None, "dropout_W": 0.0, "dropout_U": 0.0}
    config = [
        {"class_name": "Embedding", "config": {
            "name": "embedding_1", "trainable": True, "batch_input_shape": [None, 5], "input_dtype": "int32",
            "input_dim": 9, "output_dim": 4, "init": "uniform", "input_length": 5, "mask_zero": False,
            "activity_regularizer": None, "W_regularizer": None, "W_constraint": None, "dropout": 0.0}},
        {"class_name": "LSTM", "config": {**recurrent, "name": "lstm_1", "output_dim": 3, "input_dim": 4, "input_length": None}},
        {"class_name": "Convolution1D", "config": {
            **common, "name": "convolution1d_1", "nb_filter": 3, "filter_length": 2, "activation": "linear",
            "border_mode": "valid", "subsample_length": 1, "input_dim": 3, "input_length": None}},
        {"class_name": "MaxPooling1D", "config": {
            "name": "maxpooling1d_1", "trainable": True, "stride": 1, "pool_length": 2, "border_mode": "valid"}},
        {"class_name": "Flatten", "config": {"name": "flatten_1", "trainable": True}},
        {"class_name": "Dense", "config": {**common, "name": "dense_1", "output_dim": 1, "activation": "sigmoid"}},
    ]
    kernel = arrays((2, 1, 3, 3))[0]
    weights = {
        "embedding_1": [("embedding_1_W", embedding[0])],
        "lstm_1": lstm,
        "convolution1d_1": [("convolution1d_1_W", kernel), ("convolution1d_1_b", bias)],
        "maxpooling1d_1": [],
        "flatten_1": [],
        "dense_1": [("dense_1_W", dense[0]), ("dense_1_b", dense[1])],
    }
    path = write("keras1_sequences", {"class_name": "Sequential", "config": config}, weights)
    model = keras.Sequential([
        layers.Embedding(9, 4, input_length=5),
        layers.LSTM(3, return_sequences=True, recurrent_activation="hard_sigmoid"),
        layers.Conv1D(3, 2),
        layers.MaxPooling1D(2, 1),
        layers.Flatten(),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.build((None, 5))
    model.load_weights(path)
    x = np.array([[1, 2, 3, 4, 5], [6, 7, 8, 0, 1]], "float32")
    return "keras1_sequences", [x], model.predict(x, verbose=0)


def graph():
    dense = arrays((3, 4), (4,))
    out = arrays((12, 1), (1,))
    common = {"trainable": True, "init": "glorot_uniform", "bias": True, "W_regularizer": None, "b_regularizer": None,
              "activity_regularizer": None, "W_constraint": None, "b_constraint": None}
    merge = {"trainable": True, "output_shape": None, "output_shape_type": "raw", "output_mask": None,
             "output_mask_type": "raw", "mode_type": "raw", "dot_axes": -1, "arguments": {}}
    config = {"name": "model_1", "layers": [
        {"class_name": "InputLayer", "name": "a", "inbound_nodes": [], "config": {
            "batch_input_shape": [None, 3], "input_dtype": "float32", "sparse": False, "name": "a"}},
        {"class_name": "InputLayer", "name": "b", "inbound_nodes": [], "config": {
            "batch_input_shape": [None, 3], "input_dtype": "float32", "sparse": False, "name": "b"}},
        {"class_name": "Dense", "name": "dense_1", "inbound_nodes": [[["a", 0, 0]], [["b", 0, 0]]], "config": {
            **common, "name": "dense_1", "output_dim": 4, "activation": "tanh", "input_dim": None}},
        {"class_name": "Merge", "name": "merge_1", "inbound_nodes": [[["dense_1", 0, 0], ["dense_1", 1, 0]]], "config": {
            **merge, "name": "merge_1", "mode": "mul", "concat_axis": -1}},
        {"class_name": "Merge", "name": "merge_2",
         "inbound_nodes": [[["dense_1", 0, 0], ["dense_1", 1, 0], ["merge_1", 0, 0]]], "config": {
             **merge, "name": "merge_2", "mode": "concat", "concat_axis": 1}},
        {"class_name": "Dense", "name": "dense_2", "inbound_nodes": [[["merge_2", 0, 0]]], "config": {
            **common, "name": "dense_2", "output_dim": 1, "activation": "linear", "input_dim": None}},
    ], "input_layers": [["a", 0, 0], ["b", 0, 0]], "output_layers": [["dense_2", 0, 0]]}
    weights = {
        "a": [], "b": [], "dense_1": [("dense_1_W", dense[0]), ("dense_1_b", dense[1])], "merge_1": [], "merge_2": [],
        "dense_2": [("dense_2_W", out[0]), ("dense_2_b", out[1])]}
    write("keras1_graph", {"class_name": "Model", "config": config}, weights)
    a, b = (np.linspace(s, s + 1, 12, dtype="float32").reshape(4, 3) for s in (-1, 0))
    left, right = (np.tanh(x @ dense[0] + dense[1]) for x in (a, b))
    return "keras1_graph", [a, b], np.concatenate([left, right, left * right], 1) @ out[0] + out[1]


def cudnn():
    """As Keras 2 wrote it on a GPU; the layers ran nowhere else."""
    lstm = arrays((4, 12), (3, 12), (24,))
    gru = arrays((3, 6), (2, 6), (12,))
    common = {"trainable": True, "return_state": False, "go_backwards": False, "stateful": False,
              "kernel_initializer": {"class_name": "VarianceScaling", "config": {
                  "scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": None}},
              "recurrent_initializer": {"class_name": "Orthogonal", "config": {"gain": 1.0, "seed": None}},
              "bias_initializer": {"class_name": "Zeros", "config": {}}}
    def config(second):
        return [
            {"class_name": "CuDNNLSTM", "config": {
                **common, "name": "cu_dnnlstm_1", "batch_input_shape": [None, 5, 4], "dtype": "float32", "units": 3,
                "return_sequences": True, "unit_forget_bias": True}},
            {"class_name": "CuDNNGRU", "config": {**common, "name": "cu_dnngru_1", "units": 2, "return_sequences": False}},
        ][: 2 if second else 1]
    x = np.linspace(-1, 1, 60, dtype="float32").reshape(3, 5, 4)
    told = []
    for name, second in (("cudnn_lstm", False), ("cudnn_gru", True)):
        path = os.path.join(FOLDER, name + ".h5")
        weights = {"cu_dnnlstm_1": lstm, "cu_dnngru_1": gru} if second else {"cu_dnnlstm_1": lstm}
        with h5py.File(path, "w") as f:
            f.attrs["keras_version"] = "2.2.4"
            f.attrs["model_config"] = json.dumps(
                {"class_name": "Sequential", "config": {"name": "sequential_1", "layers": config(second)}})
            group = f.create_group("model_weights")
            group.attrs["keras_version"] = "2.2.4"
            group.attrs["backend"] = "tensorflow"
            # In pieces, as names beyond 64 KiB are written.
            for i, layer in enumerate(weights):
                group.attrs[f"layer_names{i}"] = np.array([layer.encode()])
                g = group.create_group(layer)
                names = [f"{layer}/{n}:0" for n in ("kernel", "recurrent_kernel", "bias")]
                g.attrs["weight_names"] = [n.encode() for n in names]
                for n, a in zip(names, weights[layer]):
                    g[n] = a
        made = [layers.LSTM(3, return_sequences=True)] + ([layers.GRU(2)] if second else [])
        model = keras.Sequential(made)
        model.build((None, 5, 4))
        model.load_weights(path)
        told.append((name, [x], model.predict(x, verbose=0)))
    return told


def main():
    told = {}
    cases = [images("th", "theano"), images("th", "tensorflow"), images("tf", "tensorflow"), sequences(), graph(), *cudnn()]
    for name, x, y in cases:
        told[name] = {
            "inputs": [{"shape": list(a.shape), "values": a.ravel().tolist()} for a in x],
            "outputs": [np.asarray(y).ravel().tolist()],
        }
    with open(os.path.join(FOLDER, "keras1.json"), "w") as f:
        json.dump(told, f, indent=1)
        f.write("\n")


main()
