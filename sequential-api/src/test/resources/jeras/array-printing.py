"""Writes array-printing.txt, the expected values of ArrayPrinterTest: python array-printing.py > array-printing.txt"""

import numpy as np

nan, inf = np.nan, np.inf
rng = np.random.default_rng(7)


def token(value):
    if isinstance(value, (np.bool_, np.integer)):
        return str(int(value))
    value = float(value)
    if np.isfinite(value):
        return value.hex()
    return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"


def head(array):
    return f"== {array.dtype.name} ({','.join(map(str, array.shape))})"


def case(values, dtype=None):
    array = np.asarray(values, dtype)
    print(" ".join([head(array), *(token(value) for value in array.ravel())]))
    print(array)


def linear(dtype, shape, scale, offset=0.0):
    array = (np.arange(np.prod(shape)) * scale + offset).astype(dtype).reshape(shape)
    print(f"{head(array)} linear {float(scale).hex()} {float(offset).hex()}")
    print(array)


np.seterr(all="ignore")

for dtype in ["float16", "float32", "float64"]:
    for value in [0, -0.0, 1, 0.1, 1 / 3, -2.5, 1000, 999, 1e-4, 1e-5, nan, inf, -inf, 12345.678]:
        case(value, dtype)
    for values in [
        [0], [1, 2, 3], [0.1, 0.2, 0.3], [1.5, -2.25, 1000], [0.001, 1], [0.001, 1.5], [1e-4, 0.05], [1e-5, 1],
        [nan, 1.5], [nan, inf], [nan, -inf], [nan], [inf, 1], [-inf, 1], [-inf, 1.25, nan, -7], [0, -0.0], [1 / 3, 2 / 3],
        [99.99999999, 1], [0.1, 999], [1, 1001], [nan, 1e-6], [-inf, 1e5, 1e-7], [1e-7, -1], [1e3], [999.9], [5e-8],
        [0, 5e-8], [1e4, 12345.6], [-1e4, inf],
    ]:
        case(values, dtype)
    for shape in [(3, 4), (2, 3, 4), (2, 2, 2, 2)]:
        case(rng.normal(size=shape), dtype)
    case(rng.uniform(size=20), dtype)
    case(rng.normal(size=20) * 100, dtype)
    case(np.exp(rng.normal(size=(3, 11)) * 5).clip(0, 60000), dtype)
    for shape in [(0,), (2, 0), (2, 3), (1, 1, 1)]:
        case(np.zeros(shape), dtype)
    case(np.frombuffer(rng.bytes(40 * np.dtype(dtype).itemsize), dtype))

for dtype in ["float32", "float64"]:
    for values in [
        [1e6], [999999.0], [999999.5, 1], [1e7, 1e5], [1e8], [99999999.0, 1e7], [1e20, 1], [1e-30, 1e30],
        [123456.789, 1000], [16777216.0, 16777217.0], [3.4028235e38], [1e-45, 1], [1e10, nan],
        [2.0**k for k in range(-13, -3)], [2.0**k for k in range(-13, 10)],
    ]:
        case(values, dtype)
    for value in [1e6, 1e8, 1e15, 1e16, 1.5e16, 123456789.0, 16777216.0, 3.4e38, 1e-45, 0.1 + 0.2, np.pi, 2.0**52 + 0.5]:
        case(value, dtype)

for values in [
    [1e-300, 1e300], [5e-324], [1.7976931348623157e308, -1], 2.0**-1074, [9007199254740993.0, 0.5],
    [1 + 5e-9, 1 + 1.5e-8, 1 + 2.5e-8], [0.123456785, 0.123456775], [9.99999999999, 1],
]:
    case(values, "float64")

for dtype in ["int8", "uint8", "int16", "uint16", "uint32", "int32", "int64"]:
    limits = np.iinfo(dtype)
    for values in [[limits.min, 0, limits.max], limits.max, [[1, 20], [3, 4]], np.zeros((3, 0))]:
        case(values, dtype)
    case(rng.integers(limits.min, limits.max, size=(2, 3, 4), dtype=dtype))
case([-5, 100, 3])
case(np.arange(40))
case(np.arange(60).reshape(2, 30) - 30)

for values in [True, False, [True, False], [[True, True], [False, True]], np.zeros(40), np.zeros(0)]:
    case(values, "bool")

for arguments in [
    ("float32", (1001,), 1), ("float32", (1000,), 0.5), ("float32", (1200,), 1 / 3, -50), ("float64", (60, 50), 0.1, -3),
    ("float32", (28, 28, 3), 0.25), ("uint8", (3, 28, 28), 1), ("int64", (2000,), 1, -1000), ("int32", (7, 200), 1),
    ("int32", (6, 200), 1), ("int32", (200, 7), 1), ("int32", (200, 6), 1), ("bool", (40, 40), 1),
    ("float32", (10, 10, 10, 10), 1e-3), ("float64", (5, 300), 1e4), ("float32", (1, 2000), -0.125),
    ("float16", (50, 40), 0.5), ("int32", (2, 3, 200), 1), ("int32", (1001, 1), 1), ("float64", (1, 1, 1001), 1e-6),
    ("int32", (2, 2, 2, 2, 100), 1),
]:
    linear(*arguments)

for k in range(60):
    dtype = ["float16", "float32", "float64"][k % 3]
    values = (rng.normal(size=rng.integers(1, 30)) * 10.0 ** rng.integers(-6, 9)).astype(dtype)
    case(np.round(values.astype("float64"), rng.integers(0, 6)) if k % 4 == 0 else values, dtype)
