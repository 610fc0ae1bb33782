"""Writes the numbers that losses, metrics, optimizers and schedules are tested against, with Keras on TensorFlow.

Use: python losses_metrics_optimizers.py ../resources/keras
"""
import inspect
import json
import os
import re
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import losses, metrics, optimizers  # noqa: E402

r = np.random.default_rng(7)
out = sys.argv[1]


def snake(option):
    words = "".join("_" + c.lower() if c.isupper() else c for c in option)
    return re.sub(r"(beta|epsilon)(\d)", r"\1_\2", words)


def numbers(a):
    return [float(f"{v:.9g}") for v in np.asarray(a, "float64").reshape(-1)]


def array(a):
    if a is None:
        return None
    a = np.asarray(a)
    return dict(shape=list(a.shape), type=str(a.dtype), values=numbers(a))


def write(name, cases):
    with open(os.path.join(out, name), "w") as f:
        f.write("[\n" + ",\n".join(json.dumps({k: v for k, v in c.items() if v is not None}) for c in cases) + "\n]\n")
    print(name, len(cases))


def f32(*shape, scale=1.0):
    return (scale * r.normal(size=shape)).astype("float32")


def uniform(*shape):
    return r.uniform(0.02, 0.98, shape).astype("float32")


def binary(*shape):
    return r.integers(0, 2, shape).astype("float32")


def ints(n, *shape):
    return r.integers(0, n, shape).astype("int32")


def one_hot(n, *shape):
    return np.eye(n, dtype="float32")[ints(n, *shape)]


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return (e / e.sum(-1, keepdims=True)).astype("float32")


def random_mask(*shape):
    m = r.integers(0, 2, shape).astype("bool")
    m.reshape(-1)[0] = True
    m.reshape(-1)[1] = False
    return m


# ---- losses ---------------------------------------------------------------------------------------------------------
LOSSES = []


def loss(name, cls, y, p, options=None, reduction=None, weight=None, mask=None, activation=None):
    options = options or {}
    kw = {snake(k): v for k, v in options.items()}
    if reduction:
        kw["reduction"] = reduction
    fn = getattr(losses, cls)(**kw)
    x = tf.constant(p)
    with tf.GradientTape() as tape:
        tape.watch(x)
        z = {None: lambda t: t, "softmax": keras.activations.softmax, "sigmoid": keras.activations.sigmoid}[activation](x)
        if mask is not None:
            z = tf.identity(z)
            z._keras_mask = tf.constant(mask)
        value = fn(y, z, sample_weight=weight)
    gradient = tape.gradient(value, x)
    assert value.shape == ()
    LOSSES.append(dict(name=name, loss=cls, options=options, reduction=reduction, yTrue=array(y), yPred=array(p),
                       weight=array(weight), mask=array(mask), activation=activation,
                       value=numbers(value)[0], gradient=numbers(gradient)))


for cls in ["MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError",
            "LogCosh", "Huber", "CosineSimilarity"]:
    loss(cls + " random", cls, f32(5, 3), f32(5, 3, scale=2))
    loss(cls + " weighted", cls, f32(5, 3), f32(5, 3), weight=uniform(5))
    loss(cls + " rank 3", cls, f32(4, 3, 2), f32(4, 3, 2), weight=uniform(4, 3), mask=random_mask(4, 3))
    if cls != "CosineSimilarity":
        loss(cls + " squeezes the output", cls, f32(5), f32(5, 1))
        loss(cls + " squeezes the target", cls, f32(5, 3, 1), f32(5, 3))
loss("LogCosh large", "LogCosh", f32(3, 2), np.array([[50, -50], [20, -20], [1e-4, 1e4]], "float32"))
loss("MeanAbsolutePercentageError zero target", "MeanAbsolutePercentageError", np.array([[0, 1]], "float32"), np.array([[1e-6, 2]], "float32"))
loss("MeanSquaredError integer targets", "MeanSquaredError", ints(9, 5, 2), f32(5, 2))
loss("Huber delta", "Huber", f32(6, 3), f32(6, 3, scale=3), dict(delta=0.4))
loss("Huber at delta", "Huber", np.zeros((2, 2), "float32"), np.array([[0.5, -0.5], [0.25, 2]], "float32"), dict(delta=0.5))
loss("CosineSimilarity zero vector", "CosineSimilarity", np.array([[0, 0], [1, 2]], "float32"), np.array([[1, 2], [2, 1]], "float32"))
loss("CosineSimilarity axis", "CosineSimilarity", f32(4, 3, 2), f32(4, 3, 2), dict(axis=1))
for red in ["sum_over_batch_size", "sum", "mean", "mean_with_sample_weight"]:
    for cls, y, p in [("MeanSquaredError", f32(5, 3), f32(5, 3)), ("SparseCategoricalCrossentropy", ints(4, 5), softmax(f32(5, 4)))]:
        loss(f"{cls} {red}", cls, y, p, reduction=red)
        loss(f"{cls} {red} weights", cls, y, p, reduction=red, weight=uniform(5))
        loss(f"{cls} {red} weights of rank 2", cls, y, p, reduction=red, weight=uniform(5, 1))
    m = random_mask(4, 3)
    loss(f"MeanSquaredError {red} mask", "MeanSquaredError", f32(4, 3, 2), f32(4, 3, 2), reduction=red, mask=m)
    loss(f"MeanSquaredError {red} mask and weights", "MeanSquaredError", f32(4, 3, 2), f32(4, 3, 2), reduction=red, mask=m, weight=uniform(4, 3))
    loss(f"MeanSquaredError {red} mask and weights a sample", "MeanSquaredError", f32(4, 3, 2), f32(4, 3, 2), reduction=red, mask=m, weight=uniform(4, 1))
    loss(f"SparseCategoricalCrossentropy {red} mask", "SparseCategoricalCrossentropy", ints(5, 4, 3), softmax(f32(4, 3, 5)), reduction=red, mask=m)
    loss(f"SparseCategoricalCrossentropy {red} ignored", "SparseCategoricalCrossentropy", np.array([0, 3, 1, 3, 2], "int32"), softmax(f32(5, 4)), dict(ignoreClass=3), reduction=red)
    loss(f"SparseCategoricalCrossentropy {red} ignored, weights, mask", "SparseCategoricalCrossentropy", np.array([[0, 3, 1], [3, 2, -1]], "int32"), softmax(f32(2, 3, 4)), dict(ignoreClass=-1), reduction=red, weight=uniform(2, 3), mask=np.array([[1, 1, 0], [1, 0, 1]], "bool"))
loss("MeanSquaredError all masked", "MeanSquaredError", f32(2, 3, 2), f32(2, 3, 2), mask=np.zeros((2, 3), "bool"))
loss("SparseCategoricalCrossentropy all ignored", "SparseCategoricalCrossentropy", np.array([2, 2], "int32"), softmax(f32(2, 3)), dict(ignoreClass=2))

edge = np.array([[0, 1], [1, 0], [1e-9, 1 - 1e-7], [0.5, 0.999999], [1e-7, 1e-6]], "float32")
for s in [0, 0.1]:
    o = dict(labelSmoothing=s) if s else {}
    loss(f"BinaryCrossentropy {s}", "BinaryCrossentropy", binary(6, 3), uniform(6, 3), o)
    loss(f"BinaryCrossentropy soft {s}", "BinaryCrossentropy", uniform(6, 3), uniform(6, 3), o, weight=uniform(6))
    loss(f"BinaryCrossentropy edges right {s}", "BinaryCrossentropy", np.round(edge), edge, o)
    loss(f"BinaryCrossentropy edges wrong {s}", "BinaryCrossentropy", 1 - np.round(edge), edge, o)
    loss(f"BinaryCrossentropy logits {s}", "BinaryCrossentropy", binary(6, 3), f32(6, 3, scale=4), dict(o, fromLogits=True))
    loss(f"BinaryCrossentropy logits 50 {s}", "BinaryCrossentropy", np.array([[0, 1, 0, 1]], "float32"), np.array([[50, 50, -50, -50]], "float32"), dict(o, fromLogits=True))
    loss(f"BinaryCrossentropy sigmoid {s}", "BinaryCrossentropy", binary(6, 1), f32(6, 1, scale=3), o, activation="sigmoid")
    loss(f"BinaryCrossentropy sigmoid 50 {s}", "BinaryCrossentropy", np.array([0, 1, 0, 1], "int32"), np.array([[50], [50], [-50], [-50]], "float32"), o, activation="sigmoid")
    loss(f"BinaryCrossentropy sigmoid weights {s}", "BinaryCrossentropy", binary(6, 2), f32(6, 2, scale=3), o, activation="sigmoid", weight=uniform(6))
    loss(f"CategoricalCrossentropy {s}", "CategoricalCrossentropy", one_hot(4, 6), softmax(f32(6, 4)), o)
    loss(f"CategoricalCrossentropy not normalized {s}", "CategoricalCrossentropy", one_hot(4, 6), uniform(6, 4), o)
    loss(f"CategoricalCrossentropy edges {s}", "CategoricalCrossentropy", np.array([[1, 0, 0], [0, 1, 0]], "float32"), np.array([[0, 1, 0], [0, 1, 0]], "float32"), o)
    loss(f"CategoricalCrossentropy logits {s}", "CategoricalCrossentropy", one_hot(4, 6), f32(6, 4, scale=3), dict(o, fromLogits=True))
    loss(f"CategoricalCrossentropy logits 50 {s}", "CategoricalCrossentropy", one_hot(3, 2), np.array([[50, -50, 0], [-50, 50, 50]], "float32"), dict(o, fromLogits=True))
    loss(f"CategoricalCrossentropy softmax {s}", "CategoricalCrossentropy", one_hot(4, 6), f32(6, 4, scale=3), o, activation="softmax")
    loss(f"CategoricalCrossentropy softmax rank 3 {s}", "CategoricalCrossentropy", one_hot(4, 3, 2), f32(3, 2, 4, scale=30), o, activation="softmax")
    loss(f"CategoricalCrossentropy weights {s}", "CategoricalCrossentropy", one_hot(4, 3, 2), f32(3, 2, 4), o, activation="softmax", weight=uniform(3, 2))
loss("BinaryCrossentropy axis", "BinaryCrossentropy", binary(4, 3), uniform(4, 3), dict(axis=0), weight=uniform(3))
loss("BinaryCrossentropy beyond 0 and 1", "BinaryCrossentropy", np.array([[3, 9, -2]], "float32"), uniform(1, 3))
loss("CategoricalCrossentropy axis", "CategoricalCrossentropy", np.moveaxis(one_hot(4, 3, 2), -1, 1), uniform(3, 4, 2), dict(axis=1))
loss("SparseCategoricalCrossentropy", "SparseCategoricalCrossentropy", ints(4, 6), softmax(f32(6, 4)))
loss("SparseCategoricalCrossentropy column", "SparseCategoricalCrossentropy", ints(4, 6, 1), softmax(f32(6, 4)))
loss("SparseCategoricalCrossentropy float labels", "SparseCategoricalCrossentropy", ints(4, 6).astype("float32"), softmax(f32(6, 4)))
loss("SparseCategoricalCrossentropy not normalized", "SparseCategoricalCrossentropy", ints(4, 6), uniform(6, 4))
loss("SparseCategoricalCrossentropy edges", "SparseCategoricalCrossentropy", np.array([0, 1], "int32"), np.array([[0, 1, 0], [0, 1, 0]], "float32"))
loss("SparseCategoricalCrossentropy one class", "SparseCategoricalCrossentropy", np.array([0, 0], "int32"), np.array([[1], [0.3]], "float32"))
loss("SparseCategoricalCrossentropy logits", "SparseCategoricalCrossentropy", ints(4, 6), f32(6, 4, scale=3), dict(fromLogits=True))
loss("SparseCategoricalCrossentropy logits 50", "SparseCategoricalCrossentropy", np.array([1, 0], "int32"), np.array([[50, -50, 0], [-50, 50, 50]], "float32"), dict(fromLogits=True))
loss("SparseCategoricalCrossentropy logits ignored", "SparseCategoricalCrossentropy", np.array([1, 0, 2], "int32"), f32(3, 3), dict(fromLogits=True, ignoreClass=0))
loss("SparseCategoricalCrossentropy softmax", "SparseCategoricalCrossentropy", ints(4, 6), f32(6, 4, scale=3), activation="softmax")
loss("SparseCategoricalCrossentropy softmax 80", "SparseCategoricalCrossentropy", np.array([1, 0], "int32"), np.array([[40, -40, 0], [-50, 50, 50]], "float32"), activation="softmax")
loss("SparseCategoricalCrossentropy softmax ignored", "SparseCategoricalCrossentropy", np.array([1, 0, 2], "int32"), np.array([[40, -40, 0], [-50, 50, 50], [0, 1, 2]], "float32"), dict(ignoreClass=2), activation="softmax")
loss("SparseCategoricalCrossentropy rank 3", "SparseCategoricalCrossentropy", ints(5, 3, 4), f32(3, 4, 5), activation="softmax", weight=uniform(3, 4))
loss("SparseCategoricalCrossentropy rank 3 mean", "SparseCategoricalCrossentropy", ints(5, 3, 4), f32(3, 4, 5), activation="softmax")
loss("KLDivergence", "KLDivergence", softmax(f32(5, 4)), softmax(f32(5, 4)))
loss("KLDivergence edges", "KLDivergence", np.array([[0, 1], [1, 0]], "float32"), np.array([[1, 0], [1, 0]], "float32"))
loss("Poisson", "Poisson", ints(6, 5, 3).astype("float32"), uniform(5, 3) * 4)
for cls in ["Hinge", "SquaredHinge"]:
    loss(cls + " 0 and 1", cls, binary(6, 3), f32(6, 3))
    loss(cls + " -1 and 1", cls, 2 * binary(6, 3) - 1, f32(6, 3), weight=uniform(6))
loss("CategoricalHinge", "CategoricalHinge", one_hot(4, 6), f32(6, 4))
for o in [{}, dict(applyClassBalancing=True, alpha=0.4, gamma=1.5), dict(labelSmoothing=0.2)]:
    loss(f"BinaryFocalCrossentropy {o}", "BinaryFocalCrossentropy", binary(6, 3), uniform(6, 3), o)
    loss(f"BinaryFocalCrossentropy logits {o}", "BinaryFocalCrossentropy", binary(6, 3), f32(6, 3), dict(o, fromLogits=True))
for o in [{}, dict(alpha=0.4, gamma=1.5), dict(labelSmoothing=0.2)]:
    loss(f"CategoricalFocalCrossentropy {o}", "CategoricalFocalCrossentropy", one_hot(4, 6), softmax(f32(6, 4)), o)
    loss(f"CategoricalFocalCrossentropy logits {o}", "CategoricalFocalCrossentropy", one_hot(4, 6), f32(6, 4), dict(o, fromLogits=True))
for o in [{}, dict(axis=[1]), dict(axis=[1, 2])]:
    for cls, more in [("Dice", {}), ("Tversky", {}), ("Tversky", dict(alpha=0.3, beta=0.9))]:
        loss(f"{cls} {o} {more}", cls, binary(4, 3, 2), uniform(4, 3, 2), dict(o, **more))
loss("Dice weighted", "Dice", binary(4, 3), uniform(4, 3), dict(axis=[1]), weight=uniform(4))
loss("Dice weighted whole", "Dice", binary(4, 3), uniform(4, 3), weight=uniform(4))
loss("Tversky sum", "Tversky", binary(4, 3), uniform(4, 3), dict(axis=[-1]), reduction="sum")


def unit(*shape):
    x = f32(*shape)
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


for o in [{}, dict(gamma=8.0), dict(margin=0.1, gamma=4.0), dict(removeDiagonal=False, gamma=2.0)]:
    loss(f"Circle {o}", "Circle", ints(3, 8), unit(8, 4), o)
    loss(f"Circle column {o}", "Circle", ints(3, 8, 1), unit(8, 4), o, weight=uniform(8))
loss("Circle all of their own class", "Circle", np.arange(4).astype("int32"), unit(4, 3))
for o in [{}, dict(q=0.2), dict(q=0.9)]:
    loss(f"CategoricalGeneralizedCrossEntropy {o}", "CategoricalGeneralizedCrossEntropy", ints(4, 6), softmax(f32(6, 4)), o)
loss("CategoricalGeneralizedCrossEntropy weighted", "CategoricalGeneralizedCrossEntropy", ints(4, 6), softmax(f32(6, 4)), weight=uniform(6))
labels = np.array([[1, 2, 2, 0], [3, 0, 0, 0], [1, 2, 3, 1]], "int32")
loss("CTC", "CTC", labels, f32(3, 9, 5))
loss("CTC weighted", "CTC", labels, f32(3, 9, 5, scale=3), weight=uniform(3))
loss("CTC sum", "CTC", labels, f32(3, 7, 5), reduction="sum")
write("losses.json", LOSSES)

# ---- metrics --------------------------------------------------------------------------------------------------------
METRICS = []


def metric(name, cls, make, options=None, weight=None, mask=None):
    """Three updates, the last with a smaller batch; `make(n)` gives targets and outputs, `weight(n)` weights."""
    options = options or {}
    if inspect.isclass(vars(metrics).get(cls)):
        m = getattr(metrics, cls)(**{snake(k): v for k, v in options.items()})
    else:
        m = metrics.MeanMetricWrapper(losses.get(cls))
    batches, results = [], []
    for n in [4, 4, 3]:
        y, p = make(n)
        w = weight(n) if weight else None
        k = mask(n) if mask else None
        t = tf.constant(p)
        if k is not None:
            t._keras_mask = tf.constant(k)
        m.update_state(y, t, sample_weight=w)
        batches.append({a: b for a, b in dict(yTrue=array(y), yPred=array(p), weight=array(w), mask=array(k)).items() if b})
        results += numbers(m.result())
    METRICS.append(dict(name=name, metric=cls, options=options, batches=batches, results=results,
                        direction={"up": "max", "down": "min", None: ""}[getattr(m, "_direction", None)]))


def every(cls, make, options=None, inner=()):
    label = f"{cls} {options or ''}"
    metric(label, cls, make, options)
    metric(label + " weighted", cls, make, options, weight=lambda n: uniform(n, *inner))
    metric(label + " weighted rank 2", cls, make, options, weight=lambda n: uniform(n, 1))
    if inner:
        metric(label + " masked", cls, make, options, mask=lambda n: random_mask(n, *inner))
        metric(label + " masked and weighted", cls, make, options, mask=lambda n: random_mask(n, *inner), weight=lambda n: uniform(n, *inner))


every("Accuracy", lambda n: (ints(3, n), ints(3, n).astype("float32")))
every("Accuracy", lambda n: (ints(3, n, 1), ints(3, n, 1).astype("float32")))
for t in [0.5, 0.3]:
    every("BinaryAccuracy", lambda n: (binary(n, 1), uniform(n, 1)), dict(threshold=t))
every("BinaryAccuracy", lambda n: (ints(2, n), np.concatenate([uniform(n - 1, 1), [[0.5]]]).astype("float32")))
every("BinaryAccuracy", lambda n: (binary(n, 3), uniform(n, 3)))
every("CategoricalAccuracy", lambda n: (one_hot(3, n), softmax(f32(n, 3))))
every("CategoricalAccuracy", lambda n: (one_hot(3, n, 2), softmax(f32(n, 2, 3))), inner=(2,))
every("SparseCategoricalAccuracy", lambda n: (ints(3, n), softmax(f32(n, 3))))
every("SparseCategoricalAccuracy", lambda n: (ints(3, n, 1).astype("float32"), softmax(f32(n, 3))))
every("SparseCategoricalAccuracy", lambda n: (ints(3, n, 2), softmax(f32(n, 2, 3))), inner=(2,))
metric("SparseCategoricalAccuracy ties", "SparseCategoricalAccuracy", lambda n: (np.zeros(n, "int32"), np.full((n, 3), 0.25, "float32")))
every("TopKCategoricalAccuracy", lambda n: (one_hot(7, n), f32(n, 7)))
every("TopKCategoricalAccuracy", lambda n: (one_hot(7, n), f32(n, 7)), dict(k=2))
every("SparseTopKCategoricalAccuracy", lambda n: (ints(7, n), f32(n, 7)), dict(k=3))
every("SparseTopKCategoricalAccuracy", lambda n: (ints(7, n, 2), f32(n, 2, 7)), dict(k=3), inner=(2,))
metric("SparseTopKCategoricalAccuracy ties", "SparseTopKCategoricalAccuracy", lambda n: (np.full(n, 3, "int32"), np.array([[1, 0, 0, 0, 2]] * n, "float32")), dict(k=3))
for cls in ["MeanSquaredError", "MeanAbsoluteError", "RootMeanSquaredError", "CosineSimilarity"]:
    every(cls, lambda n: (f32(n, 3), f32(n, 3)))
    every(cls, lambda n: (f32(n, 2, 3), f32(n, 2, 3)), inner=(2,))
every("MeanSquaredError", lambda n: (f32(n), f32(n, 1)))
every("BinaryCrossentropy", lambda n: (binary(n, 1), uniform(n, 1)))
every("BinaryCrossentropy", lambda n: (binary(n, 2), f32(n, 2)), dict(fromLogits=True, labelSmoothing=0.1))
every("CategoricalCrossentropy", lambda n: (one_hot(3, n), softmax(f32(n, 3))))
every("CategoricalCrossentropy", lambda n: (one_hot(3, n, 2), f32(n, 2, 3)), dict(fromLogits=True, labelSmoothing=0.1), inner=(2,))
every("SparseCategoricalCrossentropy", lambda n: (ints(3, n), softmax(f32(n, 3))))
every("SparseCategoricalCrossentropy", lambda n: (ints(3, n, 2), softmax(f32(n, 2, 3))), dict(ignoreClass=1), inner=(2,))
for name in ["huber", "log_cosh", "mape", "msle", "kld", "poisson"]:
    every(name, lambda n: (uniform(n, 3), uniform(n, 3)))
for name in ["hinge", "squared_hinge", "categorical_hinge"]:
    every(name, lambda n: (one_hot(3, n), f32(n, 3)))
for cls in ["MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "LogCoshError", "Poisson"]:
    every(cls, lambda n: (uniform(n, 3), uniform(n, 3)))
    every(cls, lambda n: (uniform(n, 2, 3), uniform(n, 2, 3)), inner=(2,))
every("KLDivergence", lambda n: (softmax(f32(n, 3)), softmax(f32(n, 3))))
for cls in ["Hinge", "SquaredHinge", "CategoricalHinge"]:
    every(cls, lambda n: (one_hot(3, n), f32(n, 3)))
for cls in ["PearsonCorrelation", "ConcordanceCorrelation"]:
    every(cls, lambda n: (f32(n, 5), f32(n, 5)))
    metric(cls + " axis", cls, lambda n: (f32(n, 5), f32(n, 5)), dict(axis=0))
for o in [{}, dict(classAggregation=None), dict(classAggregation="variance_weighted_average"), dict(numRegressors=2), dict(numRegressors=40), dict(classAggregation=None, numRegressors=3)]:
    metric(f"R2Score {o}", "R2Score", lambda n: (f32(n, 3), f32(n, 3)), o)
    metric(f"R2Score weighted {o}", "R2Score", lambda n: (f32(n, 3), f32(n, 3)), o, weight=lambda n: uniform(n))
metric("R2Score one", "R2Score", lambda n: (f32(n), f32(n, 1)))
for cls in ["TruePositives", "FalsePositives", "TrueNegatives", "FalseNegatives"]:
    for o in [{}, dict(thresholds=0.3), dict(thresholds=[0.2, 0.45, 0.9]), dict(thresholds=[0.0, 0.5, 1.0])]:
        metric(f"{cls} {o}", cls, lambda n: (binary(n, 3), uniform(n, 3)), o)
        metric(f"{cls} weighted {o}", cls, lambda n: (binary(n, 3), uniform(n, 3)), o, weight=lambda n: uniform(n))
        metric(f"{cls} weighted values {o}", cls, lambda n: (binary(n, 3), uniform(n, 3)), o, weight=lambda n: uniform(n, 3))
    metric(f"{cls} column", cls, lambda n: (ints(2, n), uniform(n, 1)), weight=lambda n: uniform(n))
    metric(f"{cls} ends", cls, lambda n: (ints(2, n), np.array([0, 1, 0.5, 1])[:n].astype("float32")), dict(thresholds=[0.0, 0.25, 0.5, 0.75, 1.0]))
for cls in ["Precision", "Recall"]:
    for o in [{}, dict(thresholds=[0.2, 0.45, 0.9]), dict(thresholds=[0.0, 0.5, 1.0]), dict(topK=2), dict(classId=1), dict(topK=2, classId=2), dict(topK=1, thresholds=0.4)]:
        metric(f"{cls} {o}", cls, lambda n: (binary(n, 4), uniform(n, 4)), o)
        metric(f"{cls} weighted {o}", cls, lambda n: (binary(n, 4), uniform(n, 4)), o, weight=lambda n: uniform(n))
    metric(f"{cls} of nothing", cls, lambda n: (np.zeros((n, 1), "float32"), np.zeros((n, 1), "float32")))
    metric(f"{cls} ties of the best", cls, lambda n: (one_hot(4, n), np.full((n, 4), 0.25, "float32")), dict(topK=2))
    metric(f"{cls} rank 3", cls, lambda n: (binary(n, 2, 3), uniform(n, 2, 3)), dict(classId=1))
for cls, a in [("SensitivityAtSpecificity", "specificity"), ("SpecificityAtSensitivity", "sensitivity"), ("PrecisionAtRecall", "recall"), ("RecallAtPrecision", "precision")]:
    for o in [{a: 0.6}, {a: 0.3, "numThresholds": 10}, {a: 0.5, "numThresholds": 1}, {a: 0.4, "classId": 1}, {a: 0.0, "numThresholds": 2}, {a: 1.0, "numThresholds": 3}]:
        metric(f"{cls} {o}", cls, lambda n: (binary(n, 3), uniform(n, 3)), o)
        metric(f"{cls} weighted {o}", cls, lambda n: (binary(n, 3), uniform(n, 3)), o, weight=lambda n: uniform(n))
for curve in ["ROC", "PR", "PRGAIN"]:
    for method in ["interpolation", "minoring", "majoring"]:
        for o in [{}, dict(numThresholds=5), dict(thresholds=[0.7, 0.2, 0.5]), dict(thresholds=[0.25, 0.5, 0.75]), dict(multiLabel=True), dict(multiLabel=True, numLabels=3, labelWeights=[0.2, 0.5, 0.9]), dict(labelWeights=[0.2, 0.5, 0.9]), dict(multiLabel=True, thresholds=[0.3, 0.4])]:
            o = dict(o, curve=curve, summationMethod=method)
            metric(f"AUC {o}", "AUC", lambda n: (binary(n, 3), uniform(n, 3)), o)
            if "numThresholds" in o or "numLabels" in o or "thresholds" in o:
                metric(f"AUC weighted {o}", "AUC", lambda n: (binary(n, 3), uniform(n, 3)), o, weight=lambda n: uniform(n))
metric("AUC logits", "AUC", lambda n: (ints(2, n), f32(n, 1)), dict(fromLogits=True))
metric("AUC two thresholds", "AUC", lambda n: (ints(2, n), uniform(n)), dict(numThresholds=2))
metric("AUC no inner thresholds", "AUC", lambda n: (ints(2, n), uniform(n)), dict(thresholds=[]))
metric("AUC ends", "AUC", lambda n: (ints(2, n), np.array([0, 1, 0.5, 1])[:n].astype("float32")), dict(numThresholds=3))
for cls, more in [("F1Score", [{}]), ("FBetaScore", [{}, dict(beta=2.0)])]:
    for average in [{}, dict(average="micro"), dict(average="macro"), dict(average="weighted")]:
        for threshold in [{}, dict(threshold=0.4)]:
            for o in more:
                o = dict(o, **average, **threshold)
                metric(f"{cls} {o}", cls, lambda n: (one_hot(3, n), softmax(f32(n, 3))), o)
                metric(f"{cls} weighted {o}", cls, lambda n: (binary(n, 3), uniform(n, 3)), o, weight=lambda n: uniform(n))
metric("F1Score zeros", "F1Score", lambda n: (one_hot(3, n), np.zeros((n, 3), "float32")))
for o in [{}, dict(ignoreClass=1), dict(dtype="float32"), dict(ignoreClass=-1)]:
    for cls, a in [("IoU", dict(numClasses=4, targetClassIds=[0, 2])), ("MeanIoU", dict(numClasses=4))]:
        w = dict(a, **o)
        metric(f"{cls} {w}", cls, lambda n: (ints(4, n), ints(4, n)), w)
        metric(f"{cls} out of range {w}", cls, lambda n: (ints(6, n, 2) - 1, ints(6, n, 2) - 1), w)
        metric(f"{cls} weighted {w}", cls, lambda n: (ints(4, n), ints(4, n)), w, weight=lambda n: 3 * uniform(n))
        metric(f"{cls} scores {w}", cls, lambda n: (one_hot(4, n, 3), f32(n, 3, 4)), dict(w, sparseYTrue=False, sparseYPred=False))
        metric(f"OneHot{cls} {w}", "OneHot" + cls, lambda n: (one_hot(4, n), f32(n, 4)), w)
        metric(f"OneHot{cls} sparse {w}", "OneHot" + cls, lambda n: (one_hot(4, n), ints(4, n)), dict(w, sparseYPred=True))
for o in [{}, dict(threshold=0.3), dict(targetClassIds=[1]), dict(targetClassIds=[0], dtype="float32")]:
    metric(f"BinaryIoU {o}", "BinaryIoU", lambda n: (ints(2, n, 3), uniform(n, 3)), o)
    metric(f"BinaryIoU weighted {o}", "BinaryIoU", lambda n: (ints(2, n), uniform(n)), o, weight=lambda n: 3 * uniform(n))
metric("SparseTopKCategoricalAccuracy sorted", "SparseTopKCategoricalAccuracy", lambda n: (ints(7, n), ints(7, n, 5).astype("float32")), dict(k=3, fromSortedIds=True))
write("metrics.json", METRICS)

# ---- optimizers -----------------------------------------------------------------------------------------------------
OPTIMIZERS, TABLES = [], []


class Half(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.clip(w, -0.5, 0.5)


def optimizer(name, cls, options=None, scale=1.0, exclude=None, rates=None, constraint=False):
    """Ten steps on a kernel (3, 4) and a bias (4) from given weights with given gradients."""
    options = options or {}
    o = getattr(optimizers, cls)(**{snake(k): v for k, v in options.items()})
    start = [f32(3, 4), f32(4)]
    given = [array(w) for w in start]  # now, because a TensorFlow variable may work in NumPy's memory
    v = [keras.Variable(start[0], name="kernel"), keras.Variable(start[1], name="bias")]
    if constraint:
        v[0].constraint = Half()
    if exclude:
        o.exclude_from_weight_decay(var_names=exclude)
    gradients, weights = [], []
    for i in range(10):
        if rates:
            o.learning_rate = rates[i]
        g = [(scale * r.normal(size=w.shape)).astype("float32") for w in start]
        # Gradients of very different sizes, exact zeros among them, so that a misplaced epsilon shows.
        g[0][0] *= 1e-3
        g[0][1] *= 1e-6
        g[1][0] = 0
        o.apply([tf.constant(x) for x in g], v)
        gradients.append([numbers(x) for x in g])
        weights.append([numbers(w.numpy()) for w in v])
    OPTIMIZERS.append(dict(name=name, optimizer=cls, options=options, exclude=exclude, rates=rates,
                           constraint=constraint or None, start=given, gradients=gradients,
                           weights=weights, slots=[array(s.numpy()) for s in o.variables[2:]]))


def table(name, cls, options=None):
    """Ten steps on a table (5, 3), of which rows are taken, some of them twice or more."""
    options = options or {}
    o = getattr(optimizers, cls)(**{snake(k): v for k, v in options.items()})
    start = f32(5, 3)
    given = array(start)
    v = keras.Variable(start, name="embeddings")
    places, gradients, weights = [], [], []
    for i in range(10):
        p = ints(4, 6)
        g = f32(6, 3)
        o.apply([tf.IndexedSlices(tf.constant(g), tf.constant(p), tf.constant([5, 3]))], [v])
        places.append(numbers(p))
        gradients.append(numbers(g))
        weights.append(numbers(v.numpy()))
    TABLES.append(dict(name=name, optimizer=cls, options=options, start=given, places=places, gradients=gradients, weights=weights))


for cls, variants in {
    "SGD": [{}, dict(momentum=0.9), dict(momentum=0.9, nesterov=True)],
    "Adam": [{}, dict(beta1=0.8, beta2=0.95), dict(epsilon=1e-3), dict(amsgrad=True, beta2=0.5)],
    "AdamW": [{}, dict(weightDecay=0.1, amsgrad=True)],
    "RMSprop": [{}, dict(rho=0.8, epsilon=1e-4), dict(momentum=0.9), dict(centered=True), dict(centered=True, momentum=0.5, rho=0.7)],
}.items():
    for o in variants:
        optimizer(f"{cls} {o}", cls, o)
        optimizer(f"{cls} {o} small gradients", cls, o, scale=1e-4)
    for o in [dict(clipnorm=0.5), dict(clipvalue=0.3), dict(globalClipnorm=0.7), dict(globalClipnorm=100.0), dict(weightDecay=0.05), dict(weightDecay=0.05, clipnorm=0.5)]:
        optimizer(f"{cls} {o}", cls, o)
    optimizer(f"{cls} excluded from weight decay", cls, dict(weightDecay=0.5), exclude=["bias"])
    optimizer(f"{cls} constraint", cls, constraint=True)
    optimizer(f"{cls} changing rate", cls, dict(momentum=0.9) if cls == "SGD" else {}, rates=[0.01 / (i + 1) for i in range(10)])
VARIANTS = {
    "Adagrad": [{}, dict(initialAccumulatorValue=0.5, epsilon=1e-3)],
    "Adadelta": [{}, dict(learningRate=1.0, rho=0.8, epsilon=1e-4)],
    "Adamax": [{}, dict(beta1=0.7, beta2=0.9, epsilon=1e-3)],
    "Nadam": [{}, dict(beta1=0.7, beta2=0.9, epsilon=1e-3, learningRate=0.05)],
    "Ftrl": [{}, dict(learningRate=0.1, learningRatePower=-0.7, initialAccumulatorValue=0.3, l1RegularizationStrength=0.05, l2RegularizationStrength=0.1, l2ShrinkageRegularizationStrength=0.2, beta=0.3), dict(learningRatePower=0.0)],
    "Lion": [{}, dict(beta1=0.7, beta2=0.8, weightDecay=0.1)],
    "Lamb": [{}, dict(beta1=0.7, beta2=0.9, epsilon=1e-3, learningRate=0.05)],
    "Adafactor": [{}, dict(learningRate=0.5, beta2Decay=-0.6, epsilon1=1e-8, epsilon2=0.1, clipThreshold=0.5, relativeStep=False)],
    "Muon": [{}, dict(learningRate=0.05, momentum=0.8, nesterov=False, nsSteps=3, rmsRate=None, adamLrRatio=0.5, adamWeightDecay=None), dict(excludeLayers=["kern"], adamBeta1=0.7, adamBeta2=0.8, weightDecay=0.3), dict(muonA=3.0, muonB=-4.0, muonC=2.0, adamWeightDecay=0.2)],
    "ScheduleFreeAdamW": [{}, dict(beta1=0.7, beta2=0.9, epsilon=1e-3, warmupSteps=4, learningRate=0.05)],
}
COMMON = [dict(weightDecay=0.1), dict(clipnorm=0.5), dict(globalClipnorm=0.7), dict(clipvalue=0.3), dict(useEma=True), dict(useEma=True, emaMomentum=0.7, emaOverwriteFrequency=3), dict(lossScaleFactor=16.0), dict(gradientAccumulationSteps=3), dict(gradientAccumulationSteps=2, useEma=True, emaMomentum=0.6, emaOverwriteFrequency=2, clipnorm=0.5, weightDecay=0.1, lossScaleFactor=4.0)]
for cls, variants in VARIANTS.items():
    for o in variants:
        optimizer(f"{cls} {o}", cls, o)
    for o in COMMON:
        optimizer(f"{cls} {o}", cls, o)
    optimizer(f"{cls} constraint", cls, constraint=True)
for cls in ["SGD", "Adam", "RMSprop"]:
    for o in COMMON[4:]:
        optimizer(f"{cls} {o}", cls, o)
    optimizer(f"{cls} constraint between updates", cls, dict(gradientAccumulationSteps=3), constraint=True)
write("optimizers.json", OPTIMIZERS)
r = np.random.default_rng(11)
for cls in ["SGD", "Adam", "AdamW", "RMSprop"] + list(VARIANTS):
    for o in [{}, dict(clipnorm=0.5), dict(globalClipnorm=0.7), dict(clipvalue=0.3), dict(gradientAccumulationSteps=2)]:
        table(f"{cls} {o}", cls, o)
for o in [dict(momentum=0.9), dict(centered=True)]:
    table(f"RMSprop {o}", "RMSprop", o)
table("Adam amsgrad", "Adam", dict(amsgrad=True))
table("Muon without embeddings apart", "Muon", dict(excludeEmbeddings=False))
write("tables.json", TABLES)

# ---- schedules ------------------------------------------------------------------------------------------------------
SCHEDULES = []


def schedule(cls, *arguments, **options):
    s = getattr(optimizers.schedules, cls)(*arguments, **{snake(k): v for k, v in options.items()})
    SCHEDULES.append(dict(name=f"{cls} {arguments} {options}", schedule=cls, arguments=list(arguments), options=options,
                          rates=[numbers(s(t))[0] for t in range(21)]))


for staircase in [False, True]:
    schedule("ExponentialDecay", 0.1, 4, 0.8, staircase=staircase)
    schedule("InverseTimeDecay", 0.1, 4, 0.8, staircase=staircase)
schedule("PolynomialDecay", 0.1, 7)
schedule("PolynomialDecay", 0.1, 7, endLearningRate=0.02, power=2.0)
schedule("PolynomialDecay", 0.1, 7, endLearningRate=0.02, power=0.5, cycle=True)
schedule("PiecewiseConstantDecay", [3, 8, 9], [1.0, 0.5, 0.2, 0.1])
schedule("CosineDecay", 0.1, 12)
schedule("CosineDecay", 0.1, 12, alpha=0.2)
schedule("CosineDecay", 0.01, 9, alpha=0.1, warmupTarget=0.2, warmupSteps=5)
schedule("CosineDecayRestarts", 0.1, 3)
schedule("CosineDecayRestarts", 0.1, 4, tMul=1.0, mMul=0.8)
schedule("CosineDecayRestarts", 0.1, 3, tMul=1.5, mMul=0.5, alpha=0.1)
write("schedules.json", SCHEDULES)
