"""Writes what Keras computes for convolutions, poolings and the layers that reshape images: convolution_cases.json.

Needs Keras 3.15 and JAX on the CPU, which has kernels for both data formats. Arguments: how many random cases a layer gets
besides the chosen ones (default: 1), and the seed (default: 11).
"""

import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"
import json

import jax
import keras
import numpy as np
from keras import layers as L

LEFT_OUT = ("name", "trainable", "dtype", "activity_regularizer")

count = int(sys.argv[1]) if len(sys.argv) > 1 else 1
rng = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 11)
cases = []


def array(a):
    """An array as JSON."""
    a = np.asarray(a)
    values = [bool(v) if a.dtype == bool else float(str(np.float32(v))) for v in a.reshape(-1)]
    return {"shape": list(a.shape), "values": values}


def numbers(shape):
    return np.float32(np.round(rng.normal(size=shape), 3))


def distinct(shape):
    return np.float32(rng.permutation(int(np.prod(shape))).reshape(shape) / 10)


def case(name, layer, shape, unknown=False, mask=None):
    """Appends inputs, outputs, gradients of sum(output * cotangent) and weights of a layer with random weights."""
    config = {k: v for k, v in layer.get_config().items() if k not in LEFT_OUT}
    x = distinct(shape) if "Max" in type(layer).__name__ else numbers(shape)
    layer.build(shape)
    layer.set_weights([numbers(v.shape) for v in layer.weights])
    trained = [v.value for v in layer.trainable_variables]
    more = {} if mask is None else {"mask": np.asarray(mask)}

    def run(tensor, weights):
        return layer.stateless_call(weights, [], tensor, **more)[0]

    y = run(x, trained)
    cotangent = numbers(y.shape)
    gx, gw = jax.grad(lambda t, w: (run(t, w) * cotangent).sum(), argnums=(0, 1))(x, trained)
    first = config.get("data_format") == "channels_first"
    declared = [None, *shape[1:]]
    if unknown:
        declared = [None, shape[1], *[None] * (len(shape) - 2)] if first else [*[None] * (len(shape) - 1), shape[-1]]
    weights = [array(v) for v in layer.get_weights()]
    cases.append(
        dict(
            name=f"{len(cases)}: {type(layer).__name__} {name}",
            layer=type(layer).__name__,
            config=config,
            declared=[declared],
            training=False,
            trainable=True,
            inputs=[array(x)],
            masks=None if mask is None else [array(mask)],
            weights=weights,
            output=array(y),
            mask=None,
            cotangent=array(cotangent),
            inputGradients=[array(gx)],
            weightGradients=[array(v) for v in gw],
            weightsAfter=weights,
        )
    )


def pick(*values):
    return values[int(rng.integers(len(values)))]


def each(axes, low, high):
    return tuple(int(v) for v in rng.integers(low, high + 1, size=axes))


def shaped(options, sizes, channels):
    """(batch, axes..., channels) in the order of the data format."""
    return (2, channels, *sizes) if options.get("data_format") == "channels_first" else (2, *sizes, channels)


def drawn(cls, options, sizes, channels):
    """A case of drawn options; Keras refuses some of them, which is its right."""
    text = ", ".join(f"{k}={v}" for k, v in options.items())
    unknown = bool(rng.integers(2)) and "Adaptive" not in cls.__name__
    try:
        case(text, cls(**options), shaped(options, sizes, channels), unknown=unknown)
    except ValueError as e:
        print("refused:", cls.__name__, text, str(e).split("\n")[0][:80])


def formats():
    return pick("channels_last", "channels_first")


def leaps(axes, both=False):
    """Strides or dilation."""
    strides, dilation = each(axes, 1, 3), each(axes, 1, 3)
    if not both:
        strides, dilation = pick((strides, (1,) * axes), ((1,) * axes, dilation))
    return dict(strides=strides, dilation_rate=dilation)


def convolution(axes):
    groups = pick(1, 1, 2, 3)
    options = dict(filters=groups * pick(1, 2), kernel_size=each(axes, 1, 3), **leaps(axes), groups=groups)
    options |= dict(padding=pick("valid", "same", *(["causal"] if axes == 1 else [])), data_format=formats())
    options |= dict(use_bias=pick(True, False), activation=pick(None, "tanh"))
    drawn(getattr(L, f"Conv{axes}D"), options, each(axes, 7, 8) if axes < 3 else each(axes, 5, 7), groups * pick(1, 2))


def transposed(axes):
    options = dict(filters=pick(1, 2, 3), kernel_size=each(axes, 1, 4 if axes < 3 else 3), **leaps(axes))
    options |= dict(padding=pick("valid", "same"), data_format=formats(), use_bias=pick(True, False))
    options["output_padding"] = pick(None, tuple(int(rng.integers(s)) for s in options["strides"]))
    drawn(getattr(L, f"Conv{axes}DTranspose"), options, each(axes, 2, 4 if axes < 3 else 3), pick(1, 2))


def depthwise(axes):
    options = dict(kernel_size=each(axes, 1, 3), depth_multiplier=pick(1, 2, 3), **leaps(axes, both=True))
    options |= dict(padding=pick("valid", "same"), data_format=formats(), use_bias=pick(True, False))
    drawn(getattr(L, f"DepthwiseConv{axes}D"), options, each(axes, 7, 8), pick(1, 2, 3))
    drawn(getattr(L, f"SeparableConv{axes}D"), dict(filters=pick(1, 3)) | options, each(axes, 7, 8), pick(1, 2, 3))


def pooling(axes):
    for kind in ("Max", "Average"):
        options = dict(pool_size=each(axes, 1, 3), strides=pick(None, each(axes, 1, 3)), padding=pick("valid", "same"))
        options["data_format"] = formats()
        sizes = each(axes, 5, 7) if axes < 3 else each(axes, 3, 5)
        drawn(getattr(L, f"{kind}Pooling{axes}D"), options, sizes, 2)
        options = dict(output_size=each(axes, 1, 4), data_format=formats())
        # Keras's window may be one longer than the axis, and then it fails where there is one output.
        drawn(getattr(L, f"Adaptive{kind}Pooling{axes}D"), options, sizes, 2)
        options = dict(data_format=formats(), keepdims=pick(True, False))
        drawn(getattr(L, f"Global{kind}Pooling{axes}D"), options, sizes, 2)


def reshaping(axes):
    sizes = each(axes, 4, 5) if axes < 3 else each(axes, 3, 4)
    form = {} if axes == 1 else dict(data_format=formats())
    sides = tuple(each(2, 0, 1) for _ in range(axes))
    drawn(getattr(L, f"Cropping{axes}D"), dict(cropping=sides[0] if axes == 1 else sides) | form, sizes, 2)
    sides = tuple(each(2, 0, 3) for _ in range(axes))
    padding = dict(padding=sides[0] if axes == 1 else sides, data_format=formats())
    drawn(getattr(L, f"ZeroPadding{axes}D"), padding, sizes, 2)
    more = dict(interpolation=pick("nearest", "bilinear", "lanczos3", "lanczos5")) if axes == 2 else {}
    drawn(getattr(L, f"UpSampling{axes}D"), dict(size=pick(1, 2, 3) if axes == 1 else each(axes, 1, 3)) | form | more, sizes, 2)


# chosen
for interpolation in ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"):
    # Where the new places are no binary fractions, Keras's backends differ by their tables of cubic weights.
    size = 4 if interpolation == "bicubic" else 3
    for unknown in (False, True):
        case(interpolation, L.UpSampling2D((2, size), interpolation=interpolation), (2, 4, 3, 2), unknown=unknown)
    case(interpolation + " one pixel", L.UpSampling2D((size, 2), "channels_first", interpolation), (1, 2, 1, 4))
for padding in ("valid", "same"):
    for unknown in (False, True):
        case(padding, L.Conv2DTranspose(3, 3, 2, padding), (2, 3, 4, 2), unknown=unknown)
    case(padding + " stride above kernel", L.Conv1DTranspose(2, 2, 5, padding), (2, 3, 2))
    case(padding + " even kernel, output padding 0", L.Conv1DTranspose(2, 4, 2, padding, output_padding=0), (2, 3, 2))
    case(padding + " odd, output padding 0", L.Conv2DTranspose(2, 3, 2, padding, output_padding=0), (2, 3, 3, 2))
    case(padding + " output padding 1", L.Conv2DTranspose(2, (4, 3), 2, padding, output_padding=1), (2, 3, 3, 2))
    case(padding + " output padding 2", L.Conv1DTranspose(2, 1, 3, padding, output_padding=2), (2, 3, 2))
    case(padding + " dilated", L.Conv2DTranspose(2, 3, 1, padding, dilation_rate=(2, 3)), (2, 4, 3, 2))
case("causal, first", L.Conv1D(2, 3, padding="causal", dilation_rate=3, data_format="channels_first"), (2, 2, 8))
case("causal, groups", L.Conv1D(4, 2, padding="causal", groups=2, strides=2), (2, 7, 4), unknown=True)
M = [[True, True, False, False, True], [True, False, False, False, False]]
for keepdims in (False, True):
    masked = L.GlobalAveragePooling1D(data_format="channels_first", keepdims=keepdims)
    case(f"masked, first, keepdims={keepdims}", masked, (2, 3, 5), mask=M)
case("first", L.Flatten("channels_first"), (2, 3, 4, 2, 2), unknown=True)
for _ in range(count):
    for axes in (1, 2, 3):
        convolution(axes)
        transposed(axes)
        pooling(axes)
        reshaping(axes)
        if axes < 3:
            depthwise(axes)
out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/jeras/layers/convolution_cases.json")
with open(out, "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
print(len(cases), os.path.getsize(out))
