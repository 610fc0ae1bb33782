"""Writes what Keras computes for the tests of layers: cases.json and defaults.json.

Needs Keras 3.15 and TensorFlow on the CPU; no arguments.
"""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["KERAS_BACKEND"] = "tensorflow"
import json

import keras
import numpy as np
import tensorflow as tf
from keras import layers as L
from keras.src.applications import convnext, inception_resnet_v2

rng = np.random.default_rng(7)


def array(a):
    """An array as JSON."""
    a = np.asarray(a)
    return {
        "shape": list(a.shape),
        "values": (
            [float(str(np.float32(v))) for v in a.reshape(-1)] if a.dtype != bool else [bool(v) for v in a.reshape(-1)]
        ),
    }


cases = []


def clean(cfg):
    """The configuration without what all layers share and what Jeras leaves out."""
    return {
        k: v
        for k, v in cfg.items()
        if k
        not in (
            "name",
            "trainable",
            "dtype",
            "activity_regularizer",
            "quantization_config",
            "sparse",
            "ragged",
            "encoding",
            "vocabulary_size",
            "vocabulary_dtype",
        )
    }


def case(name, layer, *shapes, declared=None, masks=None, training=False, trainable=True, inputs=None, distinct=False):
    """Runs a layer with random weights and appends inputs, outputs, gradients of sum(output * cotangent) and weights.

    TensorFlow's CPU kernels know no channels_first: there a channels_last twin computes between transposes.
    """
    cfg = clean(layer.get_config())
    xs = []
    for i, s in enumerate(shapes):
        x = rng.normal(size=s).astype("float32") if inputs is None else np.asarray(inputs[i], "float32")
        if distinct:
            x = (rng.permutation(int(np.prod(s))).reshape(s) / 10.0).astype("float32")
        xs.append(np.float32(np.round(x, 4)))
    layer.trainable = trainable
    twin = layer
    first = cfg.get("data_format") == "channels_first" and type(layer).__name__.startswith(("Conv", "MaxP", "Average"))
    if first:
        c = layer.get_config()
        c["data_format"] = "channels_last"
        c.pop("activation", None)
        twin = type(layer).from_config(c)
        twin.trainable = trainable
    tx = [tf.constant(x) for x in xs]
    with tf.GradientTape() as t:
        t.watch(tx)
        ins = [tf.identity(v) for v in tx]
        if first:
            ins = [tf.transpose(v, [0, *range(2, v.shape.rank), 1]) for v in ins]
        if masks is not None:
            for v, m in zip(ins, masks):
                if m is not None:
                    keras.src.backend.set_keras_mask(v, tf.constant(m))
        call = ins[0] if len(ins) == 1 else ins
        if not twin.built:
            twin.build(tuple(call.shape) if len(ins) == 1 else [tuple(v.shape) for v in ins])
            w = [np.float32(np.round(rng.normal(size=v.shape) * 0.5, 4)) for v in twin.weights]
            for v, a in zip(twin.weights, w):
                if "variance" in v.path:
                    a[...] = np.abs(a) + 0.1
            twin.set_weights(w)
        before = [np.array(v) for v in twin.get_weights()]
        y = twin(call, training=training)
        ym = getattr(y, "_keras_mask", None)
        if first and y.shape.rank > 2:
            y = tf.transpose(y, [0, y.shape.rank - 1, *range(1, y.shape.rank - 1)])
        if first and hasattr(layer, "activation"):
            y = layer.activation(y)
        c = np.float32(np.round(rng.normal(size=y.shape), 4))
        s = tf.reduce_sum(y * c)
    tv = [v.value for v in twin.trainable_variables]
    g = t.gradient(s, tx + tv, unconnected_gradients="zero")
    g = [tf.convert_to_tensor(v) for v in g]
    d = declared or [[None] + list(s[1:]) for s in shapes]
    cases.append(
        dict(
            name=name,
            layer=type(layer).__name__,
            config=cfg,
            declared=d,
            training=training,
            trainable=trainable,
            inputs=[array(x) for x in xs],
            masks=None if masks is None else [None if m is None else array(np.asarray(m)) for m in masks],
            weights=[array(v) for v in before],
            output=array(y.numpy()),
            mask=None if ym is None else array(np.asarray(ym)),
            cotangent=array(c),
            inputGradients=[array(v.numpy()) for v in g[: len(tx)]],
            weightGradients=[array(v.numpy()) for v in g[len(tx) :]],
            weightsAfter=[array(v) for v in twin.get_weights()],
        )
    )


# convolutions
case("conv1d valid", L.Conv1D(4, 3), (2, 8, 3))
case("conv1d same even kernel stride 2", L.Conv1D(4, 4, strides=2, padding="same", activation="relu"), (2, 9, 3))
case(
    "conv1d same stride 2, unknown length",
    L.Conv1D(4, 3, strides=2, padding="same"),
    (2, 9, 3),
    declared=[[None, None, 3]],
)
case(
    "conv1d same stride 3 even kernel, unknown length",
    L.Conv1D(2, 4, strides=3, padding="same"),
    (2, 8, 3),
    declared=[[None, None, 3]],
)
case("conv1d causal dilated", L.Conv1D(4, 3, padding="causal", dilation_rate=2, use_bias=False), (2, 9, 3))
case("conv1d causal stride 2", L.Conv1D(4, 3, padding="causal", strides=2), (2, 9, 3), declared=[[None, None, 3]])
case("conv1d channels first", L.Conv1D(4, 3, padding="same", data_format="channels_first"), (2, 3, 8))
case("conv2d valid", L.Conv2D(4, (3, 2), activation="tanh"), (2, 6, 5, 3))
case("conv2d same", L.Conv2D(4, 3, padding="same"), (2, 6, 5, 3))
case("conv2d same even kernel", L.Conv2D(4, (2, 4), padding="same"), (2, 6, 5, 3))
case("conv2d same stride 2 even size", L.Conv2D(4, 3, strides=2, padding="same"), (2, 6, 6, 3))
case("conv2d same stride 2 odd size", L.Conv2D(4, 3, strides=2, padding="same"), (2, 7, 7, 3))
case("conv2d strides of two kinds", L.Conv2D(4, 3, strides=(1, 2)), (2, 6, 7, 3))
case(
    "conv2d unknown sizes, same stride 2",
    L.Conv2D(4, 3, strides=2, padding="same"),
    (2, 6, 7, 3),
    declared=[[None, None, None, 3]],
)
case(
    "conv2d unknown sizes, same even kernel",
    L.Conv2D(4, 2, padding="same"),
    (2, 6, 7, 3),
    declared=[[None, None, None, 3]],
)
case("conv2d dilated same", L.Conv2D(4, 3, dilation_rate=(2, 1), padding="same"), (2, 7, 6, 3))
case("conv2d groups", L.Conv2D(6, 3, groups=3, padding="same"), (2, 5, 5, 3))
case(
    "conv2d channels first softmax",
    L.Conv2D(4, 3, strides=2, padding="same", data_format="channels_first", activation="softmax"),
    (2, 3, 6, 7),
)
case("conv3d", L.Conv3D(3, 2, strides=(1, 2, 1), padding="same"), (2, 4, 5, 4, 2))
# pooling
for K in ("Max", "Average"):
    P = lambda n: getattr(L, f"{K}Pooling{n}D")
    d = K == "Max"
    case(f"{K} pooling 1d", P(1)(2), (2, 7, 3), distinct=d)
    case(f"{K} pooling 1d same stride 1", P(1)(3, strides=1, padding="same"), (2, 7, 3), distinct=d)
    case(f"{K} pooling 1d same even stride 2", P(1)(3, strides=2, padding="same"), (2, 6, 3), distinct=d)
    case(f"{K} pooling 1d channels first", P(1)(2, data_format="channels_first"), (2, 3, 7), distinct=d)
    case(f"{K} pooling 2d", P(2)(2), (2, 6, 5, 3), distinct=d)
    case(f"{K} pooling 2d overlapping same", P(2)((3, 2), strides=(2, 1), padding="same"), (2, 6, 5, 3), distinct=d)
    case(
        f"{K} pooling 2d same unknown sizes",
        P(2)(2, padding="same"),
        (2, 5, 7, 3),
        declared=[[None, None, None, 3]],
        distinct=d,
    )
    case(
        f"{K} pooling 2d channels first",
        P(2)(3, strides=2, padding="same", data_format="channels_first"),
        (2, 3, 6, 5),
        distinct=d,
    )
    case(f"{K} pooling 3d", P(3)(2, padding="same"), (2, 3, 4, 5, 2), distinct=d)
    G = lambda n: getattr(L, f"Global{K}Pooling{n}D")
    case(f"Global {K} 1d", G(1)(), (2, 5, 3), distinct=d)
    case(
        f"Global {K} 1d channels first keepdims",
        G(1)(data_format="channels_first", keepdims=True),
        (2, 3, 5),
        distinct=d,
    )
    case(f"Global {K} 2d", G(2)(), (2, 4, 5, 3), declared=[[None, None, None, 3]], distinct=d)
    case(f"Global {K} 2d keepdims", G(2)(keepdims=True), (2, 4, 5, 3), distinct=d)
    case(f"Global {K} 2d channels first", G(2)(data_format="channels_first"), (2, 3, 4, 5), distinct=d)
    case(f"Global {K} 3d", G(3)(), (2, 2, 3, 4, 3), distinct=d)
M = [[True, True, False, False, True], [True, False, False, False, False]]
case("Global average 1d masked", L.GlobalAveragePooling1D(), (2, 5, 3), masks=[M])
case("Global average 1d masked keepdims", L.GlobalAveragePooling1D(keepdims=True), (2, 5, 3), masks=[M])
# normalization
for tr in (False, True):
    n = "training" if tr else "inference"
    case(f"batch norm rank 2 {n}", L.BatchNormalization(momentum=0.9), (6, 3), training=tr)
    case(f"batch norm images {n}", L.BatchNormalization(epsilon=1e-2), (3, 4, 5, 2), training=tr)
    case(f"batch norm sequence {n}", L.BatchNormalization(scale=False), (3, 4, 2), training=tr)
    case(f"batch norm axis 1 {n}", L.BatchNormalization(axis=1, center=False), (3, 2, 4, 5), training=tr)
    case(f"batch norm axis 2 of 4 {n}", L.BatchNormalization(axis=2), (3, 4, 2, 5), training=tr)
    case(f"batch norm masked {n}", L.BatchNormalization(momentum=0.8), (2, 5, 3), training=tr, masks=[M])
case("batch norm frozen in training", L.BatchNormalization(), (3, 4, 2), training=True, trainable=False)
case("batch norm without weights", L.BatchNormalization(scale=False, center=False), (4, 3), training=True)
case("layer norm", L.LayerNormalization(), (3, 4))
case("layer norm sequence without beta", L.LayerNormalization(center=False, epsilon=1e-5), (2, 3, 4))
case("layer norm two trailing axes", L.LayerNormalization(axis=[1, 2]), (2, 3, 4))
case("layer norm negative axes", L.LayerNormalization(axis=[-1, -2], scale=False), (2, 3, 4))
case("layer norm axis 1", L.LayerNormalization(axis=1), (2, 3, 4))
case("layer norm axes 1 and 3", L.LayerNormalization(axis=[3, 1]), (2, 3, 4, 5))
case("layer norm without weights", L.LayerNormalization(center=False, scale=False), (3, 4))
# merges
A, B, C = (2, 5, 3), (2, 5, 3), (2, 5, 3)
M2 = [[True, False, True, False, False], [True, True, False, True, False]]
for K in ("Add", "Multiply", "Average", "Maximum", "Minimum"):
    l = getattr(L, K)
    case(f"{K} three", l(), A, B, C)
    case(f"{K} broadcast", l(), (2, 5, 3), (2, 1, 3))
    case(f"{K} ranks", l(), (2, 5, 3), (2, 3))
    case(f"{K} both masked", l(), A, B, masks=[M, M2])
    case(f"{K} one masked", l(), A, B, C, masks=[M, None, M2])
    case(f"{K} second masked", l(), A, B, masks=[None, M2])
case("Subtract", L.Subtract(), A, B, masks=[M, M2])
case("Concatenate", L.Concatenate(), (2, 5, 3), (2, 5, 1), (2, 5, 2))
case("Concatenate axis 1", L.Concatenate(axis=1), (2, 5, 3), (2, 2, 3))
case("Concatenate masked", L.Concatenate(), (2, 5, 3), (2, 5, 1), masks=[M, M2])
case("Concatenate one masked", L.Concatenate(), (2, 5, 3), (2, 5, 1), masks=[M, None])
case(
    "Concatenate axis 1 masked", L.Concatenate(axis=1), (2, 5, 3), (2, 2, 3), masks=[M, [[True, False], [False, True]]]
)
case("Concatenate axis 1 one masked", L.Concatenate(axis=-2), (2, 5, 3), (2, 2, 3), masks=[M, None])
# reshaping
case("Flatten", L.Flatten(), (2, 3, 4, 2))
case("Flatten channels first", L.Flatten(data_format="channels_first"), (2, 3, 4, 2))
case(
    "Flatten channels first unknown",
    L.Flatten(data_format="channels_first"),
    (2, 3, 4, 2),
    declared=[[None, 3, None, None]],
)
case("Flatten rank 2", L.Flatten(), (2, 3))
case("Flatten rank 1", L.Flatten(), (3,))
case("Reshape", L.Reshape((4, 6)), (2, 3, 8))
case("Reshape open", L.Reshape((2, -1, 3)), (2, 3, 8))
case("Reshape open, unknown", L.Reshape((-1, 3)), (2, 4, 6), declared=[[None, None, 6]])
case("Permute", L.Permute((3, 1, 2)), (2, 3, 4, 5))
case("RepeatVector", L.RepeatVector(3), (2, 4))
case("ZeroPadding2D", L.ZeroPadding2D(((1, 0), (2, 3))), (2, 3, 4, 2))
case("ZeroPadding2D channels first", L.ZeroPadding2D((1, 2), data_format="channels_first"), (2, 2, 3, 4))
# others
case("Rescaling", L.Rescaling(1 / 127.5, offset=-1.0), (2, 3, 4))
case("Activation", L.Activation("sigmoid"), (2, 3))
case("Activation masked", L.Activation("relu"), (2, 5, 3), masks=[M])
case("Dropout in inference", L.Dropout(0.5), (2, 3))
case("Dropout of nothing in training", L.Dropout(0.0), (2, 5, 3), training=True, masks=[M])
case("Dropout of all in training", L.Dropout(1.0), (2, 3), training=True)
case("SpatialDropout1D in inference", L.SpatialDropout1D(0.5), (2, 3, 4))
for kw in (
    {},
    dict(max_value=0.5),
    dict(max_value=6.0),
    dict(negative_slope=0.1),
    dict(threshold=0.3),
    dict(max_value=1.0, negative_slope=0.2, threshold=0.4),
    dict(negative_slope=0.2, threshold=0.4),
):
    case("ReLU " + str(kw), L.ReLU(**kw), (4, 10))
case("LeakyReLU", L.LeakyReLU(), (4, 5))
case("ELU", L.ELU(alpha=0.7), (4, 5))
case("PReLU", L.PReLU(), (4, 3, 2))
case("PReLU shared", L.PReLU(shared_axes=[1, 2]), (2, 3, 4, 2))
case("Softmax", L.Softmax(), (4, 5))
case("Softmax two axes", L.Softmax(axis=[1, 2]), (2, 3, 4))
case("Softmax masked", L.Softmax(), (2, 5), masks=[M])
zeros = rng.normal(size=(2, 4, 3)).astype("float32")
zeros[0, 2:] = 0
zeros[1, 0] = 0
zeros[1, 1, 1] = 0
case("Masking", L.Masking(), (2, 4, 3), inputs=[zeros])
case("GaussianNoise in inference", L.GaussianNoise(0.5), (2, 3))
case("Identity", L.Identity(), (2, 3))
case("Dense", L.Dense(4, activation="relu"), (2, 5, 3), masks=[M])
# of keras.applications
case("LayerScale", convnext.LayerScale(1e-6, 4), (2, 3, 3, 4))
case("CustomScaleLayer", inception_resnet_v2.CustomScaleLayer(0.17), (2, 3, 3, 4), (2, 3, 3, 4))
case("StochasticDepth in inference", convnext.StochasticDepth(0.5), (2, 3, 3, 4))
case("StochasticDepth of nothing in training", convnext.StochasticDepth(0.0), (2, 3, 3, 4), training=True)
defaults = {}
req = {
    "CategoryEncoding": dict(num_tokens=4),
    "Discretization": dict(num_bins=2),
    "HashedCrossing": dict(num_bins=4),
    "Hashing": dict(num_bins=4),
    **{f"AveragePooling{n}D": dict(pool_size=2) for n in (1, 2, 3)},
    **{f"Adaptive{k}Pooling{n}D": dict(output_size=4) for k in ("Average", "Max") for n in (1, 2, 3)},
    **{f"Conv{n}DTranspose": dict(filters=4, kernel_size=3) for n in (1, 2, 3)},
    **{f"DepthwiseConv{n}D": dict(kernel_size=3) for n in (1, 2)},
    **{f"SeparableConv{n}D": dict(filters=4, kernel_size=3) for n in (1, 2)},
    "SpatialDropout3D": dict(rate=0.5),
    "Activation": dict(activation="relu"),
    "CenterCrop": dict(height=4, width=5),
    "Conv1D": dict(filters=4, kernel_size=3),
    "Conv2D": dict(filters=4, kernel_size=3),
    "Conv3D": dict(filters=4, kernel_size=3),
    **{f"ConvLSTM{n}D": dict(filters=4, kernel_size=3) for n in (1, 2, 3)},
    **{n: dict(units=4) for n in ("GRU", "GRUCell", "LSTMCell", "SimpleRNN", "SimpleRNNCell")},
    "Dense": dict(units=4),
    "Dropout": dict(rate=0.5),
    "SpatialDropout1D": dict(rate=0.5),
    "SpatialDropout2D": dict(rate=0.5),
    "GaussianNoise": dict(stddev=0.5),
    "Embedding": dict(input_dim=7, output_dim=3),
    "LSTM": dict(units=4),
    "Permute": dict(dims=(2, 1)),
    "RandomBrightness": dict(factor=0.2),
    "RandomColorDegeneration": dict(factor=0.5),
    "RandomContrast": dict(factor=0.2),
    "RandomCrop": dict(height=4, width=5),
    "RandomHue": dict(factor=0.5),
    "RandomPosterization": dict(factor=3),
    "RandomRotation": dict(factor=0.2),
    "RandomSaturation": dict(factor=0.5),
    "RandomSharpness": dict(factor=0.5),
    # Keras writes these factors as they are given, Jeras as bounds.
    "RandomTranslation": dict(height_factor=(-0.2, 0.2), width_factor=(-0.2, 0.2)),
    "RandomZoom": dict(height_factor=(-0.2, 0.2)),
    "RepeatVector": dict(n=3),
    "Rescaling": dict(scale=0.5),
    "Reshape": dict(target_shape=(2, 3)),
    "Resizing": dict(height=4, width=5),
}
names = """
Activation Add Average AveragePooling1D AveragePooling2D AveragePooling3D BatchNormalization Concatenate
Conv1D Conv2D Conv3D Dense Dropout ELU Flatten AugMix AutoContrast CenterCrop
ContrastLimitedAdaptiveHistogramEqualization CutMix Equalization MixUp RandAugment RandomBrightness
RandomColorDegeneration RandomColorJitter RandomContrast RandomCrop RandomElasticTransform RandomErasing
RandomFlip RandomGaussianBlur RandomGrayscale RandomHue RandomInvert RandomPerspective RandomPosterization
RandomRotation RandomSaturation RandomSharpness RandomShear RandomTranslation RandomZoom Resizing Solarization
GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D
GlobalMaxPooling3D Identity LayerNormalization LeakyReLU Maximum MaxPooling1D MaxPooling2D MaxPooling3D
Minimum Multiply Permute PReLU ReLU RepeatVector Rescaling Reshape Softmax SpatialDropout1D SpatialDropout2D
Subtract ZeroPadding2D GaussianNoise Masking Embedding LSTM ConvLSTM1D ConvLSTM2D ConvLSTM3D GRU GRUCell
LSTMCell SimpleRNN SimpleRNNCell CategoryEncoding Discretization HashedCrossing Hashing IntegerLookup
Normalization StringLookup TextVectorization AdaptiveAveragePooling1D AdaptiveAveragePooling2D
AdaptiveAveragePooling3D AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D Conv1DTranspose
Conv2DTranspose Conv3DTranspose Cropping1D Cropping2D Cropping3D DepthwiseConv1D DepthwiseConv2D
SeparableConv1D SeparableConv2D SpatialDropout3D UpSampling1D UpSampling2D UpSampling3D ZeroPadding1D
ZeroPadding3D
""".split()
names += """ActivityRegularization AdditiveAttention AlphaDropout Attention Dot EinsumDense GaussianDropout GroupNormalization GroupQueryAttention MultiHeadAttention ReversibleEmbedding RMSNormalization UnitNormalization""".split()
req.update(
    {
        "AlphaDropout": dict(rate=0.5),
        "Dot": dict(axes=(1, 2)),
        "EinsumDense": dict(equation="ab,bc->ac", output_shape=4),
        "GaussianDropout": dict(rate=0.5),
        "GroupQueryAttention": dict(head_dim=3, num_query_heads=4, num_key_value_heads=2),
        "MultiHeadAttention": dict(num_heads=2, key_dim=3),
        "ReversibleEmbedding": dict(input_dim=7, output_dim=3),
    }
)
for n in names:
    defaults[n] = clean(getattr(L, n)(**req.get(n, {})).get_config())
for layer in (
    convnext.LayerScale(0.1, 4),
    convnext.StochasticDepth(0.5),
    inception_resnet_v2.CustomScaleLayer(0.17),
):
    defaults[type(layer).__name__] = clean(layer.get_config())
defaults["RandomCrop"]["seed"] = None  # one is drawn
defaults["RandomGrayscale"]["seed"] = None  # left out as well
defaults["Discretization"]["num_bins"] = None  # Keras asks for one of two arguments
del defaults["StringLookup"]["oov_method"]  # which is about numbers
defaults["ELU"] = dict(alpha=1.0)  # Keras leaves it out of get_config
defaults["SimpleRNN"]["seed"] = None  # as well
out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/jeras/layers/")
os.makedirs(out, exist_ok=True)


def dump(o):
    return json.dumps(o, separators=(",", ":"))


with open(out + "cases.json", "w") as f:
    f.write("[\n" + ",\n".join(dump(c) for c in cases) + "\n]\n")
with open(out + "defaults.json", "w") as f:
    f.write("{\n" + ",\n".join(json.dumps(k) + ": " + dump(v) for k, v in defaults.items()) + "\n}\n")
print(len(cases), os.path.getsize(out + "cases.json"))
