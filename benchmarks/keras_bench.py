"""Times one workload on one backend of Keras and prints the measurement as one line of JSON.

    python keras_bench.py WORKLOAD BACKEND [--epochs 4]      BACKEND: tensorflow, jax or torch
    python keras_bench.py --backends                         the backends that this Python has, one a line

The workloads and the way they are timed are those of the Java side (Workloads.java, Measure.java).
"""
import argparse
import importlib.util
import json
import os
import resource
import statistics
import sys
import time

BACKENDS = ("tensorflow", "jax", "torch")
ADAM_LEARNING_RATE = 0.001
OPTIMIZER = "mlp_"
OPTIMIZERS = (
    "sgd", "rmsprop", "adam", "adamw", "adamax", "nadam", "adadelta", "adagrad", "ftrl", "lion", "lamb", "adafactor", "muon")


def workloads(keras, np):
    """Name -> function that makes (model, inputs, targets, batch size, loss)."""
    layers, random = keras.layers, np.random.default_rng(0)

    def pixels(*shape):
        return random.random(shape, dtype="float32")

    def integers(below, *shape):
        return random.integers(0, below, shape, dtype="int32")

    def mlp():
        model = keras.Sequential([
            keras.Input((784,)),
            layers.Dense(512, activation="relu"),
            layers.Dropout(0.2),
            layers.Dense(512, activation="relu"),
            layers.Dropout(0.2),
            layers.Dense(10, activation="softmax"),
        ])
        return model, pixels(6400, 784), integers(10, 6400), 128, "sparse_categorical_crossentropy"

    def cnn():
        model = keras.Sequential([
            keras.Input((28, 28, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ])
        return model, pixels(3200, 28, 28, 1), integers(10, 3200), 128, "sparse_categorical_crossentropy"

    def lstm():
        model = keras.Sequential([
            keras.Input((80,), dtype="int32"),
            layers.Embedding(20000, 128),
            layers.LSTM(64),
            layers.Dense(1, activation="sigmoid"),
        ])
        return model, integers(20000, 1600, 80), integers(2, 1600, 1), 32, "binary_crossentropy"

    def seed_lstm():
        model = keras.Sequential([
            keras.Input((80,), dtype="int32"),
            layers.Embedding(20000, 128),
            layers.SpatialDropout1D(0.4),
            layers.LSTM(64, dropout=0.2, recurrent_dropout=0.2),
            layers.Dense(1, activation="sigmoid"),
        ])
        return model, integers(20000, 640, 80), integers(2, 640, 1), 32, "binary_crossentropy"

    def tiny_mlp():
        model = keras.Sequential([
            keras.Input((32,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ])
        return model, pixels(16000, 32), integers(2, 16000, 1), 32, "binary_crossentropy"

    def resnet20():
        def convolution(x, filters, size, strides=1):
            return layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)(x)

        inputs = keras.Input((32, 32, 3))
        x = layers.ReLU()(layers.BatchNormalization()(convolution(inputs, 16, 3)))
        for filters in (16, 32, 64):
            for block in range(3):
                strides = 2 if filters > 16 and block == 0 else 1
                y = layers.ReLU()(layers.BatchNormalization()(convolution(x, filters, 3, strides)))
                y = layers.BatchNormalization()(convolution(y, filters, 3))
                shortcut = convolution(x, filters, 1, strides) if strides == 2 else x
                x = layers.ReLU()(layers.Add()([shortcut, y]))
        outputs = layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling2D()(x))
        model = keras.Model(inputs, outputs)
        return model, pixels(640, 32, 32, 3), integers(10, 640), 64, "sparse_categorical_crossentropy"

    def transformer():
        tokens, width = 128, 256

        def norm(x):
            return layers.LayerNormalization(epsilon=1e-12)(x)

        inputs = keras.Input((tokens,), dtype="int32")
        places = layers.Embedding(tokens, width)(keras.ops.arange(tokens))
        x = layers.Dropout(0.1)(norm(layers.Embedding(30522, width)(inputs) + places))
        for _ in range(4):
            attention = layers.MultiHeadAttention(4, width // 4, dropout=0.1)(x, x)
            x = norm(x + layers.Dropout(0.1)(attention))
            wide = layers.Dense(4 * width, activation="gelu")(x)
            x = norm(x + layers.Dropout(0.1)(layers.Dense(width)(wide)))
        pooled = layers.Dense(width, activation="tanh")(x[:, 0])
        model = keras.Model(inputs, layers.Dense(2)(pooled))
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        return model, integers(30522, 160, tokens), integers(2, 160), 16, loss

    def for_optimizers():
        model = keras.Sequential([
            keras.Input((784,)),
            layers.Dense(512, activation="relu"),
            layers.Dense(512, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ])
        return model, pixels(1600, 784), integers(10, 1600), 32, "sparse_categorical_crossentropy"

    known = {f.__name__: f for f in (mlp, cnn, lstm, seed_lstm, tiny_mlp, resnet20, transformer)}
    known.update({OPTIMIZER + name: for_optimizers for name in OPTIMIZERS})
    return known


def seconds(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def predict_ms(model, x, calls):
    """The median over some calls, after one that compiles."""
    def predict():
        model.predict(x, batch_size=len(x), verbose=0)

    predict()
    return statistics.median(seconds(predict) for _ in range(calls)) * 1e3


def measure(name, backend, epochs):
    import keras
    import numpy as np

    model, x, y, batch, loss = workloads(keras, np)[name]()
    optimizer = name.removeprefix(OPTIMIZER)
    if optimizer == "lamb":
        timed = keras.optimizers.Lamb()  # which has no id
    elif optimizer in OPTIMIZERS:
        timed = keras.optimizers.get(optimizer)
    else:
        timed = keras.optimizers.Adam(ADAM_LEARNING_RATE)
    model.compile(optimizer=timed, loss=loss, metrics=["accuracy"])
    fits = [seconds(lambda: model.fit(x, y, batch_size=batch, verbose=0)) for _ in range(epochs)]
    steps = len(x) // batch
    warm = [s / steps * 1e3 for s in fits[1:]]
    result = {
        "workload": name,
        "engine": backend,
        "steps": steps,
        "batch": batch,
        "step_ms_median": round(statistics.median(warm), 4),
        "step_ms_best": round(min(warm), 4),
        "first_epoch_s": round(fits[0], 3),
        "predict_batch_ms": round(predict_ms(model, x[:batch], 10), 4),
        "predict_one_ms": round(predict_ms(model, x[:1], 20), 4),
    }
    # Kilobytes on Linux, bytes on macOS.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    result["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)
    return result


def available():
    if importlib.util.find_spec("keras") is None:
        return []
    return [b for b in BACKENDS if importlib.util.find_spec(b) is not None]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workload", nargs="?")
    parser.add_argument("backend", nargs="?", choices=BACKENDS)
    parser.add_argument("--epochs", type=int, default=4, help="the first is left out of the step's time")
    parser.add_argument("--backends", action="store_true", help="only say which backends there are")
    arguments = parser.parse_args()
    if arguments.backends:
        print("\n".join(available()))
        return
    if arguments.workload is None or arguments.backend is None:
        parser.error("a workload and a backend are needed")
    os.environ["KERAS_BACKEND"] = arguments.backend
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    print(json.dumps(measure(arguments.workload, arguments.backend, arguments.epochs)))


if __name__ == "__main__":
    main()
