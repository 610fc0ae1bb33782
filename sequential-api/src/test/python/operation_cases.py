"""Writes the numbers that the operations of functional models are tested against, with Keras on JAX.

Each case is a node as Keras saves it, with its inputs, its outputs and the gradients of
sum over outputs of sum(output * [1, 2, 3, ...]) where both are floats.

Use: KERAS_BACKEND=jax python operation_cases.py ../resources/keras
"""
import inspect
import json
import os
import sys

os.environ["KERAS_BACKEND"] = "jax"
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import ops  # noqa: E402

r = np.random.default_rng(3)
cases = []
left_out = []


def f32(*shape):
    return r.normal(size=shape).astype("float32")


def uniform(*shape, low=0.1, high=0.9):
    return r.uniform(low, high, shape).astype("float32")


def ints(n, *shape, low=0):
    return r.integers(low, n, shape).astype("int32")


def bools(*shape):
    return r.integers(0, 2, shape).astype("bool")


def spd(*shape):
    a = r.normal(size=shape)
    return (a @ np.swapaxes(a, -1, -2) + shape[-1] * np.eye(shape[-1])).astype("float32")


def number(v):
    v = float(v)
    return v if np.isfinite(v) else str(v)


def array(a):
    a = np.asarray(a)
    return dict(shape=list(a.shape), type=str(a.dtype), values=[number(f"{v:.8g}") for v in a.reshape(-1).astype("float64")])


def flat(outputs):
    return [o for o in jax.tree_util.tree_leaves(outputs)]


def node(f, arrays, batch):
    inputs = [keras.Input(batch_shape=((None,) + a.shape[1:] if batch and a.ndim else a.shape), dtype=str(a.dtype), name=f"in_{i}")
              for i, a in enumerate(arrays)]
    outputs = flat(f(*inputs))
    if len({o._keras_history.operation for o in outputs}) != 1:
        raise ValueError("several operations")
    operation = outputs[0]._keras_history.operation
    saved = keras.saving.serialize_keras_object(operation)
    from keras.src.models.functional import serialize_node
    own = operation._inbound_nodes[0]
    saved["inbound_nodes"] = [serialize_node(own, {})]
    config = {}
    for name, p in inspect.signature(type(operation).__init__).parameters.items():
        if name not in ("self", "name") and p.kind is not p.VAR_KEYWORD and p.kind is not p.VAR_POSITIONAL:
            if p.default is not p.empty:
                config[name] = keras.saving.serialize_keras_object(p.default)
    config.update({k: v for k, v in saved["config"].items() if k != "name"})
    saved["config"] = dict(config, name=saved["config"]["name"])
    return saved


def case(f, *arrays, grad=True, absolute=False, batch=True):
    """Writes the case, or says why Keras on JAX cannot; absolute: only the absolute values are defined (eigenvectors);
    batch: whether the lengths of the first axes may be unknown"""
    try:
        write(f, arrays, grad, absolute, batch)
    except Exception as e:
        caller = sys._getframe(1)
        left_out.append(f"line {caller.f_lineno}: {type(e).__name__}: {str(e).splitlines()[0] if str(e) else ''}")


def write(f, arrays, grad, absolute, batch):
    saved = node(f, arrays, False)
    try:
        node(f, arrays, True)
    except Exception:
        batch = False
    outputs = flat(f(*[jnp.asarray(a) for a in arrays]))
    c = dict(name=f"{len(cases)} {saved['class_name']}", node=saved, inputs=[array(a) for a in arrays],
             outputs=[array(o) for o in outputs], batch=batch)
    floats = [i for i, a in enumerate(arrays) if a.dtype == np.float32]
    if grad and floats and any(jnp.issubdtype(o.dtype, jnp.floating) for o in outputs):
        def total(*xs):
            full = [jnp.asarray(a) for a in arrays]
            for i, x in zip(floats, xs):
                full[i] = x
            t = 0.0
            for o in flat(f(*full)):
                if jnp.issubdtype(o.dtype, jnp.floating):
                    t = t + jnp.sum(o * (jnp.arange(o.size, dtype=o.dtype) + 1).reshape(o.shape) / max(1, o.size))
            return t
        g = jax.grad(total, argnums=tuple(range(len(floats))))(*[jnp.asarray(arrays[i]) for i in floats])
        if all(np.isfinite(np.asarray(x)).all() for x in g):
            c["gradients"] = {str(i): array(x) for i, x in zip(floats, g)}
    if absolute:
        c["absolute"] = True
    cases.append(c)


x, y = f32(3, 4), f32(3, 4)
pos = uniform(3, 4, low=0.2, high=3)
i, j = ints(20, 3, 4, low=-20), ints(9, 3, 4, low=1)
b, d = bools(3, 4), bools(3, 4)
odd = np.array([[1.0, np.nan, -2.0], [np.inf, 0.5, -np.inf], [np.nan, np.nan, np.nan]], "float32")
holes = np.array([[1.0, np.nan, -2.0, 3.0], [0.25, 0.5, np.nan, -1.5]], "float32")

# functions of each element
for name in "abs absolute arcsinh arctan ceil copy cos cosh deg2rad erf erfc exp exp2 expm1 fabs floor i0 negative rad2deg sign sin sinc sinh square tan tanh trunc ones_like zeros_like cbrt".split():
    case(getattr(ops, name), x)
for name in "log log10 log1p log2 sqrt rsqrt reciprocal".split():
    case(getattr(ops, name), pos)
for name in "arccos arcsin arctanh erfinv".split():
    case(getattr(ops, name), uniform(3, 4, low=-0.8, high=0.8))
case(ops.arccosh, uniform(3, 4, low=1.2, high=3))
for name in "isfinite isinf isnan isneginf isposinf signbit".split():
    case(getattr(ops, name), odd)
case(lambda t: ops.nan_to_num(t), odd, grad=False)
case(lambda t: ops.nan_to_num(t, nan=2.0, posinf=9.0, neginf=-9.0), odd, grad=False)
for name in "abs square negative sign exp floor ceil sqrt bitwise_invert bitwise_not".split():
    case(getattr(ops, name), np.abs(i))
case(ops.logical_not, b)
case(ops.logical_not, i)
for n in (0, 2, -1):
    case(lambda t, n=n: ops.round(t, decimals=n), x * 30, grad=False)
for name in "relu relu6 sigmoid log_sigmoid hard_sigmoid hard_silu hard_tanh selu silu softplus softsign sparse_plus sparse_sigmoid tanh_shrink celu elu leaky_relu gelu glu hard_shrink soft_shrink softmax log_softmax sparsemax squareplus".split():
    case(getattr(ops, name), 2 * x)
case(lambda t: ops.celu(t, alpha=0.5), x)
case(lambda t: ops.elu(t, alpha=0.5), x)
case(lambda t: ops.leaky_relu(t, negative_slope=0.3), x)
case(lambda t: ops.gelu(t, approximate=False), x)
case(lambda t: ops.glu(t, axis=1), x)
case(lambda t: ops.hard_shrink(t, threshold=0.2), x)
case(lambda t: ops.soft_shrink(t, threshold=0.2), x)
case(lambda t: ops.softmax(t, axis=0), x)
case(lambda t: ops.log_softmax(t, axis=0), x)
case(lambda t: ops.squareplus(t, b=2), x)
case(lambda t: ops.threshold(t, 0.1, -3.0), x)

# two tensors, a tensor and a number, an array
for name in "add subtract multiply divide maximum minimum power mod".split():
    f = getattr(ops, name)
    left = pos if name == "power" else x
    case(lambda s, t, f=f: f(s, t), left, y)
    case(lambda s, t, f=f: f(s, t), left, y[:1])
    case(lambda s, t, f=f: f(s, t), np.abs(i), j)
    case(lambda s, t, f=f: f(s, t), left, j)
    case(lambda s, f=f: f(s, 2), left)
    case(lambda s, f=f: f(s, 1.5), left)
    case(lambda s, f=f: f(s, 2), j)
    case(lambda s, f=f: f(s, 1.5), j)
    case(lambda s, f=f: f(s, y[0]), left)
    if name != "mod":
        case(lambda s, f=f: f(2.5, s), left)
        case(lambda s, f=f: f(2, s), j)
for name in "equal not_equal greater greater_equal less less_equal".split():
    f = getattr(ops, name)
    case(lambda s, t, f=f: f(s, t), j, ints(9, 3, 4, low=1))
    case(lambda s, f=f: f(s, 0.2), x)
    case(lambda s, f=f: f(0.2, s), x)
    case(lambda s, f=f: f(s, 3), j)
for name in "arctan2 hypot logaddexp logaddexp2 fmax fmin fmod floor_divide heaviside divide_no_nan nextafter".split():
    f = getattr(ops, name)
    case(lambda s, t, f=f: f(s, t), x, y, grad=name not in ("fmod", "floor_divide", "heaviside", "nextafter"))
case(lambda s, t: ops.divide_no_nan(s, t), x, np.where(y > 0, y, 0).astype("float32"))
case(lambda s: ops.floor_divide(s, 2), x, grad=False)
case(lambda s, t: ops.floor_divide(s, t), i, j)
case(lambda s, t: ops.ldexp(s, t), x, j)
for name in "gcd lcm bitwise_and bitwise_or bitwise_xor".split():
    f = getattr(ops, name)
    case(lambda s, t, f=f: f(s, t), np.abs(i), j)
for name in "left_shift right_shift bitwise_left_shift bitwise_right_shift".split():
    f = getattr(ops, name)
    case(lambda s, t, f=f: f(s, t), np.abs(i), ints(4, 3, 4))
for name in "logical_and logical_or logical_xor".split():
    f = getattr(ops, name)
    case(lambda s, t, f=f: f(s, t), b, d)
case(lambda s, t: ops.isclose(s, t), x, x + np.float32(1e-7))
case(lambda s, t: ops.isclose(s, t, rtol=0.5, atol=0.1, equal_nan=True), odd, odd * np.float32(1.2))
case(lambda s, t: ops.allclose(s, t), x, x)
case(lambda s: ops.clip(s, -0.5, 0.75), x)
case(lambda s: ops.clip(s, -5, 5), i)
case(lambda s: ops.cast(s, "int32"), 3 * x, grad=False)
case(lambda s: ops.cast(s, "float32"), i)
case(lambda s: ops.cast(s, "bool"), i)
case(lambda s: ops.saturate_cast(s, "uint8"), 300 * x, grad=False)
case(lambda s: ops.saturate_cast(s, "int8"), ints(500, 3, 4, low=-500))
case(ops.stop_gradient, x, grad=False)
case(lambda s: ops.full_like(s, 2.5), x)
case(lambda c, s, t: ops.where(c, s, t), b, x, y)
case(lambda c, s: ops.where(c, s, 0.5), b, x)
case(lambda c, s: ops.where(c, 1.5, s), b, i)
case(lambda c: ops.where(c, 1, 0), b)
case(lambda c, s: ops.where(c, s, 0), i, x)

# reductions
for name in "sum mean max min var std prod logsumexp all any median ptp amax amin".split():
    f = getattr(ops, name)
    for k in ({}, dict(axis=1), dict(axis=-1, keepdims=True), dict(axis=(0, 2)), dict(axis=(0, -1), keepdims=True)):
        case(lambda s, f=f, k=k: f(s, **k), f32(2, 3, 5))
for name in "sum mean max min var std prod all any median".split():
    f = getattr(ops, name)
    case(lambda s, f=f: f(s, axis=1), i)
for name in "sum prod mean all any".split():
    f = getattr(ops, name)
    case(lambda s, f=f: f(s, axis=0), b)
for name in "nansum nanmean nanmax nanmin nanprod nanvar nanstd nanmedian".split():
    f = getattr(ops, name)
    for k in ({}, dict(axis=1), dict(axis=-1, keepdims=True)):
        case(lambda s, f=f, k=k: f(s, **k), holes, grad=False)
for name in "argmax argmin".split():
    f = getattr(ops, name)
    for k in ({}, dict(axis=1), dict(axis=0, keepdims=True), dict(keepdims=True)):
        case(lambda s, f=f, k=k: f(s, **k), x)
for name in "nanargmax nanargmin".split():
    f = getattr(ops, name)
    case(lambda s, f=f: f(s, axis=1), holes)
for name in "nancumsum nancumprod".split():
    f = getattr(ops, name)
    case(lambda s, f=f: f(s, axis=1), holes, grad=False)
for name in "cumsum cumprod".split():
    f = getattr(ops, name)
    for k in ({}, dict(axis=1), dict(axis=-2)):
        case(lambda s, f=f, k=k: f(s, **k), x)
    case(lambda s, f=f: f(s, axis=0), b)
    case(lambda s, f=f: f(s, axis=0), i)
case(lambda s: ops.count_nonzero(s, axis=1), i)
case(lambda s: ops.count_nonzero(s), b)
case(lambda s: ops.average(s, axis=1), x)
case(lambda s: ops.average(s), x)
case(lambda s, w: ops.average(s, axis=1, weights=w), x, uniform(4))
case(lambda s, w: ops.average(s, axis=0, weights=w), x, uniform(3, 4))
for m in "linear lower higher midpoint nearest".split():
    case(lambda s, m=m: ops.quantile(s, 0.35, axis=1, method=m), f32(2, 6), grad=False)
case(lambda s: ops.quantile(s, 0.3), x, grad=False)
case(lambda s: ops.quantile(s, [0.1, 0.5], axis=0, keepdims=True), x, grad=False)
case(lambda s: ops.percentile(s, 30, axis=1), x, grad=False)
case(lambda s: ops.nanquantile(s, 0.3, axis=1), holes, grad=False)
case(lambda s: ops.nanpercentile(s, 30, axis=1, keepdims=True), holes, grad=False)
case(lambda s: ops.diff(s), x)
case(lambda s: ops.diff(s, n=2, axis=0), x)
case(lambda s: ops.trapezoid(s, dx=0.5, axis=0), x)
case(lambda s: ops.sort(s), x)
case(lambda s: ops.sort(s, axis=0), x)
case(lambda s: ops.argsort(s), ints(3, 3, 6))
case(lambda s: ops.argsort(s, axis=0), x)
case(lambda s: ops.top_k(s, 2), x)
case(lambda s: ops.top_k(s, 3), ints(3, 2, 6))
case(lambda t, p: ops.in_top_k(t, p, 2), ints(4, 3), x)
case(lambda s, v: ops.searchsorted(s, v), np.array([1, 2, 2, 5], "float32"), np.array([0, 2, 3, 9], "float32"))
case(lambda s, v: ops.searchsorted(s, v, side="right"), np.array([1, 2, 2, 5], "float32"), np.array([0, 2, 3, 9], "float32"))
case(lambda s: ops.digitize(s, np.array([-1.0, 0.0, 1.0], "float32")), x)
case(lambda s, t: ops.isin(s, t), ints(5, 3, 4), np.array([1, 3], "int32"))
case(lambda s: ops.histogram(s, bins=4, range=(-2, 2)), f32(12), grad=False)
case(lambda s: ops.bincount(s, minlength=7), ints(5, 9))
case(lambda s: ops.bincount(s), ints(5, 3, 9))

# shapes
t3 = f32(2, 3, 4)
case(lambda s: ops.reshape(s, (-1, 6)), x)
case(lambda s: ops.reshape(s, (2, 2, 3)), x)
case(lambda s: ops.ravel(s), x)
case(lambda s: ops.transpose(s), t3)
case(lambda s: ops.transpose(s, axes=(1, 0, 2)), t3)
case(lambda s: ops.expand_dims(s, 1), x)
case(lambda s: ops.expand_dims(s, -1), x)
case(lambda s: ops.expand_dims(s, (1, -1)), x)
case(lambda s: ops.squeeze(s), f32(2, 1, 3, 1))
case(lambda s: ops.squeeze(s, axis=1), f32(2, 1, 3, 1))
case(lambda s: ops.squeeze(s, axis=(1, -1)), f32(2, 1, 3, 1))
case(lambda s: ops.swapaxes(s, 0, -1), t3)
case(lambda s: ops.moveaxis(s, 0, -1), t3)
case(lambda s: ops.moveaxis(s, (0, 1), (-1, 0)), t3)
case(lambda s: ops.broadcast_to(s, (2, 3, 4)), x)
case(lambda s: ops.flip(s), x)
case(lambda s: ops.flip(s, axis=1), x)
case(lambda s: ops.flip(s, axis=(0, -1)), t3)
case(lambda s: ops.fliplr(s), x)
case(lambda s: ops.flipud(s), x)
for k in range(4):
    case(lambda s, k=k: ops.rot90(s, k=k), t3)
case(lambda s: ops.rot90(s, k=-1, axes=(1, 2)), t3)
case(lambda s: ops.roll(s, 2), x)
case(lambda s: ops.roll(s, -1, axis=1), x)
case(lambda s: ops.roll(s, (1, -2), axis=(0, 1)), x)
case(lambda s: ops.tile(s, (2, 1)), x)
case(lambda s: ops.tile(s, 2), x)
case(lambda s: ops.tile(s, (2, 1, 3)), x)
case(lambda s: ops.repeat(s, 2), x)
case(lambda s: ops.repeat(s, 2, axis=1), x)
case(lambda s: ops.tril(s), t3)
case(lambda s: ops.triu(s, k=1), t3)
case(lambda s: ops.diag(s), f32(3))
case(lambda s: ops.diag(s, k=1), f32(3))
case(lambda s: ops.diag(s, k=-1), x)
case(lambda s: ops.diagflat(s), f32(2, 2))
case(lambda s: ops.diagonal(s), t3)
case(lambda s: ops.diagonal(s, offset=1, axis1=1, axis2=2), t3)
case(lambda s: ops.trace(s), x)
case(lambda s: ops.trace(s, offset=-1, axis1=1, axis2=2), t3)
case(lambda s: ops.vander(s), f32(3), batch=False)
case(lambda s: ops.vander(s, N=2, increasing=True), f32(3))
case(lambda s, t: ops.concatenate([s, t]), x, y)
case(lambda s, t: ops.concatenate([s, t], axis=-1), x, f32(3, 2))
case(lambda s: ops.concatenate([s, np.ones((3, 2), "float32")], axis=1), x)
case(lambda s, t: ops.concatenate([s, t], axis=1), x, j)
case(lambda s, t: ops.stack([s, t]), x, y)
case(lambda s, t: ops.stack([s, t], axis=-1), x, y)
case(lambda s, t: ops.hstack([s, t]), x, y)
case(lambda s, t: ops.vstack([s, t]), x, y)
case(lambda s, t: ops.vstack([s, t]), f32(3), f32(3))
case(lambda s, t: ops.dstack([s, t]), x, y)
case(lambda s, t: ops.append(s, t), x, y)
case(lambda s, t: ops.append(s, t, axis=1), x, y)
case(lambda s: ops.split(s, 2, axis=1), x)
case(lambda s: ops.split(s, 3), x)
case(lambda s: ops.split(s, [1, 3], axis=1), x)
case(lambda s: ops.array_split(s, 3, axis=1), x)
case(lambda s: ops.hsplit(s, 2), x)
case(lambda s: ops.vsplit(s, 3), x)
case(lambda s: ops.dsplit(s, 2), t3)
case(lambda s: ops.unstack(s, axis=1), x)
case(lambda s, t: ops.meshgrid(s, t), f32(3), f32(2))
case(lambda s, t: ops.meshgrid(s, t, indexing="ij"), f32(3), f32(2))
case(lambda s, t, u: ops.meshgrid(s, t, u), f32(3), f32(2), f32(4))
for m in ("constant", "reflect", "symmetric", "edge", "wrap"):
    case(lambda s, m=m: ops.pad(s, ((1, 2), (2, 1)), mode=m), x)
case(lambda s: ops.pad(s, ((0, 0), (2, 1)), constant_values=1.5), x)
case(lambda s: ops.pad(s, 1), x)
case(lambda s: s[:, 0], x)
case(lambda s: s[..., -1], t3)
case(lambda s: s[1:, ::2], t3)
case(lambda s: s[:, None, -2:], t3)
case(lambda s: s[0], t3)
case(lambda s: s[:, ::-1], t3)
case(lambda s: s[:, 2:0:-1], t3)
case(lambda s: s[:, -1:-3:-1, 3::-2], t3)
case(lambda s, n: ops.take(s, n), x, ints(12, 5))
case(lambda s, n: ops.take(s, n, axis=1), x, ints(4, 2, 2))
case(lambda s, n: ops.take(s, n, axis=0), x, ints(3, 5))
case(lambda s: ops.take(s, np.array([0, 2], "int32"), axis=-1), t3)
case(lambda s, n: ops.take_along_axis(s, n, axis=1), x, ints(4, 3, 2))
case(lambda s, n: ops.take_along_axis(s, n, axis=1), x, ints(4, 1, 2))
case(lambda s, n: ops.take_along_axis(s, n), x, ints(12, 5))
case(lambda n: ops.unravel_index(n, (3, 4)), ints(12, 5))
case(lambda s: ops.slice(s, (1, 0), (2, 3)), x)
case(lambda s, n: ops.slice(s, n, (2, 3)), x, np.array([1, 1], "int32"))
case(lambda s, u: ops.slice_update(s, (1, 2), u), x, f32(2, 2))
case(lambda s, n, u: ops.slice_update(s, n, u), x, np.array([1, 1], "int32"), f32(2, 2))
case(lambda n, v: ops.scatter(n, v, (4, 3)), np.array([[0], [2], [0]], "int32"), f32(3, 3))
case(lambda n, v: ops.scatter(n, v, (4, 3)), np.array([[0, 1], [2, 2], [0, 1]], "int32"), f32(3))
for reduction in (None, "add", "max", "min", "mul"):
    case(lambda s, n, v, q=reduction: ops.scatter_update(s, n, v, reduction=q), x, np.array([[0], [2]], "int32"), f32(2, 4), grad=reduction != "mul")
    case(lambda s, n, v, q=reduction: ops.scatter_update(s, n, v, reduction=q), x, np.array([[0, 1], [2, 2]], "int32"), f32(2), grad=reduction != "mul")
case(lambda c, e, s, t: ops.select([c, e], [s, t], 0.5), b, d, x, y)
case(lambda s: ops.depth_to_space(s, 2), f32(2, 2, 3, 8))
case(lambda s: ops.space_to_depth(s, 2), f32(2, 4, 6, 3))

# products and matrices
case(lambda s, t: ops.matmul(s, t), f32(2, 3, 4), f32(4, 5))
case(lambda s, t: ops.matmul(s, t), f32(4), f32(4, 5))
case(lambda s, t: ops.matmul(s, t), f32(3, 4), f32(4))
case(lambda s: ops.matmul(s, y.T), x)
case(lambda s, t: ops.dot(s, t), f32(2, 3, 4), f32(5, 4, 2))
case(lambda s, t: ops.dot(s, t), f32(4), f32(4))
case(lambda s, t: ops.inner(s, t), f32(2, 4), f32(3, 4))
case(lambda s, t: ops.outer(s, t), f32(2, 2), f32(3))
case(lambda s, t: ops.vdot(s, t), x, y)
case(lambda s, t: ops.kron(s, t), f32(2, 2), f32(3, 1))
case(lambda s, t: ops.cross(s, t), f32(2, 3), f32(2, 3))
case(lambda s, t: ops.cross(s, t, axis=0), f32(3, 2), f32(3, 2))
case(lambda s: ops.corrcoef(s), x)
for m in ("valid", "same", "full"):
    case(lambda s, t, m=m: ops.correlate(s, t, mode=m), f32(6), f32(3))
    case(lambda s, t, m=m: ops.correlate(s, t, mode=m), f32(7), f32(4))
case(lambda s, t: ops.tensordot(s, t, axes=1), f32(2, 3, 4), f32(4, 5))
case(lambda s, t: ops.tensordot(s, t), f32(2, 3, 4), f32(3, 4, 5))
case(lambda s, t: ops.tensordot(s, t, axes=[[1, 2], [1, 0]]), f32(2, 3, 4), f32(4, 3, 5))
case(lambda s, t: ops.einsum("ij,jk->ik", s, t), f32(2, 3), f32(3, 4))
case(lambda s, t: ops.einsum("...ij,...jk", s, t), f32(5, 2, 3), f32(3, 4))
case(lambda s, t: ops.einsum("bqhd,bkhd->bhqk", s, t), f32(2, 3, 2, 4), f32(2, 5, 2, 4))
case(lambda s: ops.einsum("ii->i", s), f32(3, 3))
case(lambda s: ops.einsum("ij->", s), f32(3, 3))
case(lambda s, t, u: ops.einsum("a,b,c->cab", s, t, u), f32(2), f32(3), f32(4))
m3 = f32(2, 3, 3)
for name in "det inv slogdet pinv matrix_rank".split():
    case(getattr(ops, name), m3)
case(ops.logdet, spd(2, 3, 3))
case(lambda s: ops.cholesky(s), spd(2, 3, 3), grad=False)
case(lambda s: ops.cholesky(s, upper=True), spd(2, 3, 3), grad=False)
case(lambda s: ops.cholesky_inverse(s), np.linalg.cholesky(spd(3, 3)), grad=False)
case(lambda s, t: ops.solve(s, t), spd(3, 3), f32(3, 2))
case(lambda s, t: ops.solve(s, t), spd(2, 3, 3), f32(2, 3, 2))
case(lambda s, t: ops.solve_triangular(s, t, lower=True), np.tril(spd(3, 3)), f32(3, 2), grad=False)
case(lambda s, t: ops.solve_triangular(s, t), np.triu(spd(3, 3)), f32(3, 2), grad=False)
case(lambda s, t: ops.lstsq(s, t), f32(5, 3), f32(5, 2), grad=False)
case(lambda s: ops.svd(s), f32(3, 3), grad=False, absolute=True)
case(lambda s: ops.svd(s, full_matrices=False), f32(4, 3), grad=False, absolute=True)
case(lambda s: ops.svd(s, compute_uv=False), f32(4, 3))
case(lambda s: ops.eigh(s), spd(3, 3), grad=False, absolute=True)
case(lambda s: ops.qr(s), f32(4, 3), grad=False, absolute=True)
case(lambda s: ops.lu_factor(s), f32(3, 3), grad=False)
for k in ({}, dict(axis=1), dict(axis=-1, keepdims=True), dict(axis=(0, 1)), dict(ord=1, axis=1), dict(ord=np.inf, axis=0),
          dict(ord=3, axis=1), dict(ord="fro", axis=(0, 1)), dict(ord="nuc", axis=(0, 1)), dict(ord=2, axis=(0, 1)),
          dict(ord=1, axis=(0, 1)), dict(ord=-np.inf, axis=1)):
    case(lambda s, k=k: ops.norm(s, **k), x, grad="ord" not in k)
case(lambda s: ops.norm(s), t3)
for name in "segment_sum segment_max segment_min segment_prod".split():
    f = getattr(ops, name)
    case(lambda s, n, f=f: f(s, n, num_segments=4), f32(6, 2), np.array([0, 0, 1, 3, 3, 3], "int32"), grad=name != "segment_prod")
    case(lambda s, n, f=f: f(s, n, num_segments=3), ints(9, 6), np.array([2, 0, 1, 0, 7, 1], "int32"))
case(lambda s, t: ops.cdist(s, t), f32(3, 4), f32(2, 4))
case(lambda s: ops.extract_sequences(s, 3, 2), f32(2, 8))
case(lambda s, t: ops.fft((s, t)), f32(2, 8), f32(2, 8))
case(lambda s, t: ops.fft2((s, t)), f32(2, 4, 6), f32(2, 4, 6))
case(lambda s, t: ops.ifft2((s, t)), f32(2, 4, 6), f32(2, 4, 6))
case(lambda s: ops.rfft(s), f32(2, 8))
case(lambda s: ops.rfft(s, fft_length=6), f32(2, 8))
case(lambda s, t: ops.irfft((s, t)), f32(2, 5), f32(2, 5))
case(lambda s, t: ops.irfft((s, t), fft_length=7), f32(2, 5), f32(2, 5))

# nn
case(lambda s: ops.one_hot(s, 4), ints(4, 3))
case(lambda s: ops.one_hot(s, 4, axis=0, dtype="int32"), np.array([[0, 3], [5, -1]], "int32"))
case(lambda s: ops.multi_hot(s, 5), ints(5, 3, 2))
case(lambda s: ops.moments(s, axes=[0]), x)
case(lambda s: ops.moments(s, axes=[0, 2], keepdims=True), t3)
for k in ({}, dict(axis=0), dict(order=1), dict(axis=(0, 1), epsilon=0.5), dict(order=3, axis=1)):
    case(lambda s, k=k: ops.normalize(s, **k), x)
case(lambda s, m, v: ops.batch_normalization(s, m, v, axis=-1), x, f32(4), uniform(4))
case(lambda s, m, v, o, g: ops.batch_normalization(s, m, v, axis=1, offset=o, scale=g, epsilon=0.01), t3, f32(3), uniform(3), f32(3), f32(3))
case(lambda s: ops.layer_normalization(s), x)
case(lambda s: ops.layer_normalization(s, axis=(1, 2), epsilon=0.01), t3)
case(lambda s, g, o: ops.layer_normalization(s, g, o, axis=1, epsilon=0.01), t3, f32(3), f32(3))
case(lambda s: ops.rms_normalization(s), x)
case(lambda s, g: ops.rms_normalization(s, g, axis=-1, epsilon=0.01), x, f32(4))
case(lambda s, t: ops.psnr(s, t, 2.0), x, y)
for logits in (False, True):
    case(lambda t, o, q=logits: ops.binary_crossentropy(t, o, from_logits=q), bools(3, 4).astype("float32"), uniform(3, 4))
    case(lambda t, o, q=logits: ops.categorical_crossentropy(t, o, from_logits=q), uniform(3, 4), uniform(3, 4))
    case(lambda t, o, q=logits: ops.categorical_crossentropy(t, o, from_logits=q, axis=0), uniform(3, 4), uniform(3, 4))
    case(lambda t, o, q=logits: ops.sparse_categorical_crossentropy(t, o, from_logits=q), ints(4, 3), uniform(3, 4))
case(lambda t, o, m, n: ops.ctc_loss(t, o, m, n), ints(5, 2, 3, low=1), f32(2, 8, 5), np.array([3, 2], "int32"), np.array([8, 6], "int32"))
case(lambda t, o, m, n: ops.ctc_loss(t, o, m, n, mask_index=4), ints(4, 2, 3), f32(2, 8, 5), np.array([3, 2], "int32"), np.array([8, 6], "int32"))
case(lambda s: ops.max_pool(s, (2, 2), strides=2), f32(1, 4, 6, 2))
case(lambda s: ops.average_pool(s, 3, strides=2, padding="same"), f32(1, 4, 6, 2))
case(lambda s, k: ops.conv(s, k, strides=2, padding="same"), f32(1, 5, 6, 2), f32(3, 3, 2, 4), batch=False)
case(lambda s, k: ops.conv(s, k, dilation_rate=2), f32(1, 7, 2), f32(2, 2, 4), batch=False)
case(lambda s, k: ops.depthwise_conv(s, k, strides=2, padding="same"), f32(1, 5, 6, 2), f32(3, 3, 2, 2), batch=False)
case(lambda s, k, p: ops.separable_conv(s, k, p), f32(1, 5, 6, 2), f32(3, 3, 2, 2), f32(1, 1, 4, 3), batch=False)
case(lambda s, k: ops.conv_transpose(s, k, strides=2, padding="same"), f32(1, 5, 6, 2), f32(3, 3, 4, 2), batch=False)
case(lambda s, k: ops.conv_transpose(s, k, strides=3, padding="valid"), f32(1, 5, 2), f32(2, 4, 2), batch=False)
case(lambda s: ops.adaptive_max_pool(s, (2, 3)), f32(1, 4, 6, 2))
case(lambda s: ops.adaptive_average_pool(s, (3, 4)), f32(1, 4, 6, 2))
case(lambda q, k, v: ops.dot_product_attention(q, k, v), f32(2, 3, 2, 4), f32(2, 5, 2, 4), f32(2, 5, 2, 4))
case(lambda q, k, v: ops.dot_product_attention(q, k, v, is_causal=True, scale=0.3), f32(2, 3, 2, 4), f32(2, 3, 2, 4), f32(2, 3, 2, 4))
case(lambda q, k, v, m: ops.dot_product_attention(q, k, v, mask=m), f32(2, 3, 2, 4), f32(2, 3, 2, 4), f32(2, 3, 2, 4), np.tril(np.ones((1, 1, 3, 3))).astype("bool"))

# images
images = uniform(2, 5, 6, 3)
# sobel_edges and gaussian_blur treat borders differently on JAX and TensorFlow.
for name in "rgb_to_grayscale rgb_to_hsv hsv_to_rgb".split():
    case(getattr(ops.image, name), images, grad=name == "rgb_to_grayscale")
case(lambda s: ops.image.resize(s, (3, 4)), images)
case(lambda s: ops.image.resize(s, (8, 9), interpolation="nearest"), images)
case(lambda s, t: ops.image.affine_transform(s, t, fill_value=0.5), images, np.array([[1, 0.1, 0.3, 0, 1, -0.7, 0, 0]], "float32").repeat(2, 0), grad=False, batch=False)
case(lambda s, p, q: ops.image.perspective_transform(s, p, q), images, np.array([[0, 0], [0, 5], [4, 0], [4, 5]], "float32"), np.array([[0, 1], [1, 5], [4, 0], [3, 4]], "float32"), grad=False, batch=False)
case(lambda s, p: ops.image.map_coordinates(s, p, order=1, fill_mode="nearest"), x, uniform(2, 5, low=-1, high=3), grad=False, batch=False)
case(lambda s: ops.image.crop_images(s, 1, 2, target_height=3, target_width=2), images)
case(lambda s: ops.image.pad_images(s, 1, 2, 0, 1), images)
case(lambda s, t: ops.image.ssim(s, t, filter_size=3), images, uniform(2, 5, 6, 3))

with open(os.path.join(sys.argv[1], "operations.json"), "w") as out:
    out.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
print(len(cases), "cases,", len({c["node"]["class_name"] for c in cases}), "classes")
print("\n".join(left_out))
