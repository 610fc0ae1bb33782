"""Writes small files in the very formats of keras.datasets, and what Keras's own loaders make of them.

Use: KERAS_BACKEND=jax python dataset_files.py ../resources/jeras/datasets
"""
import gzip
import io
import json
import os
import pickle
import struct
import sys
import tarfile
import zipfile
import zlib

import numpy as np
from keras.src.datasets import boston_housing, california_housing, cifar100, imdb, reuters
from keras.src.datasets.cifar import load_batch

OUT = sys.argv[1]
rng = np.random.default_rng(1)


def write(name, content):
    with open(os.path.join(OUT, name), "wb") as out:
        out.write(content)


def write_json(name, value):
    write(name, json.dumps(value, separators=(",", ":")).encode())


def npy(array, protocol):
    """An array as numpy writes it; objects in a pickle of this protocol, under numpy's former name for protocol 3."""
    packed = io.BytesIO()
    if array.dtype != object:
        np.lib.format.write_array(packed, array)
        return packed.getvalue()
    header = np.lib.format.header_data_from_array_1_0(array)
    np.lib.format.write_array_header_1_0(packed, header)
    pickled = pickle.dumps(array, protocol=protocol)
    if protocol == 3:
        pickled = pickled.replace(b"numpy._core.multiarray", b"numpy.core.multiarray")
    return packed.getvalue() + pickled


def write_npz(name, protocol=4, **arrays):
    with zipfile.ZipFile(os.path.join(OUT, name), "w", zipfile.ZIP_DEFLATED) as out:
        for key, array in arrays.items():
            out.writestr(zipfile.ZipInfo(key + ".npy"), npy(array, protocol), zipfile.ZIP_DEFLATED)


def texts(count):
    made = np.empty(count, dtype=object)
    for i in range(count):
        made[i] = [int(w) for w in np.minimum(rng.zipf(1.3, size=rng.integers(1, 25)), 70_000)]
    return made


def expected(module, name, cases):
    """What the loader returns for each set of options, with the local file in place of a download."""
    path = os.path.join(OUT, name)
    module.get_file = lambda *args, **kwargs: path
    results = []
    for options in cases:
        (x_train, y_train), (x_test, y_test) = module.load_data(**options)
        results.append(dict(options=options, y_train=[float(y) for y in y_train], y_test=[float(y) for y in y_test]))
        if x_train.dtype == object or x_train.ndim == 1:
            results[-1].update(x_train=[list(map(int, x)) for x in x_train], x_test=[list(map(int, x)) for x in x_test])
    return results


# ---- texts
write_npz("imdb.npz", 3, x_train=texts(30), y_train=rng.integers(0, 2, 30), x_test=texts(20), y_test=rng.integers(0, 2, 20))
write_npz("reuters.npz", 4, x=texts(40), y=rng.integers(0, 46, 40))
cases = [
    {},
    dict(num_words=50),
    dict(num_words=100, skip_top=6, maxlen=12, seed=7),
    dict(start_char=None, oov_char=None, index_from=0, num_words=30),
    dict(start_char=5, oov_char=9, index_from=10, skip_top=12),
]
write_json("imdb.json", expected(imdb, "imdb.npz", cases))
write_json("reuters.json", expected(reuters, "reuters.npz", cases + [dict(test_split=0.35), dict(test_split=0.0, num_words=9)]))
write_json("imdb_word_index.json", {"the": 1, "and": 2, "caf\u00e9": 17, "'80s": 34701})

# ---- houses: a feature is ten times the target and its column
for module, name, features, count, cases in [
    (boston_housing, "boston_housing", 13, 57, [{}, dict(test_split=0.33, seed=1)]),
    (california_housing, "california_housing", 8, 640, [{}, dict(version="small"), dict(test_split=0.5, seed=2**32 - 1)]),
]:
    y = np.arange(count, dtype="float64" if features == 13 else "float32")
    x = 10 * y[:, None] + np.arange(features, dtype=y.dtype)
    write_npz(name + ".npz", x=x, y=y)
    write_json(name + ".json", expected(module, name + ".npz", cases))

# ---- the shuffle itself
orders = []
for seed, count in [(113, 1000), (0, 10), (2**32 - 1, 129), (42, 1), (42, 2)]:
    numbers = np.arange(count)
    np.random.RandomState(seed).shuffle(numbers)
    orders.append(dict(seed=seed, order=numbers.tolist()))
write_json("shuffles.json", orders)


# ---- CIFAR
def text(value):
    return b"U" + bytes([len(value)]) + value.encode()


def numbers(values):
    return b"](" + b"".join(b"K" + bytes([int(v)]) for v in values) + b"e"


def python2(entries):
    """A dictionary as cPickle of Python 2 wrote it (protocol 2): lists of small numbers, texts, one array of bytes."""
    body = b""
    for key, value in entries.items():
        body += text(key)
        if isinstance(value, np.ndarray):
            rows, columns = value.shape
            body += b"cnumpy.core.multiarray\n_reconstruct\nq\x07cnumpy\nndarray\nq\x08K\x00\x85q\tU\x01b\x87q\nRq\x0b"
            body += b"(K\x01K" + bytes([rows]) + b"M" + struct.pack("<H", columns) + b"\x86"
            body += b"cnumpy\ndtype\nq\x0cU\x02u1K\x00K\x01\x87Rq\r(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
            body += b"\x89T" + struct.pack("<i", value.size) + value.tobytes() + b"tb"
        elif isinstance(value, str):
            body += text(value)
        elif isinstance(value[0], str):
            body += b"](" + b"".join(text(v) for v in value) + b"e"
        else:
            body += numbers(value)
    return b"\x80\x02}q\x01(" + body + b"u."


def pack(name, members):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for member, content in members.items():
            info = tarfile.TarInfo(member)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    write(name, gzip.compress(packed.getvalue(), 9, mtime=0))


def pictures(count, kind):
    place = np.arange(3072)
    return np.stack([(place * (kind + 1) // 7 + 11 * i + 40 * (place // 1024)) % 256 for i in range(count)]).astype("uint8")


def told(x, y):
    return dict(shape=list(x.shape), crc=zlib.crc32(np.ascontiguousarray(x).tobytes()), y=np.reshape(y, -1).tolist())


batches = {f"data_batch_{i}": (pictures(2, i), [i, 9 - i]) for i in (4, 1, 3, 2, 5)}
batches["test_batch"] = (pictures(3, 6), [7, 8, 0])
python, binary = {}, {}
for name, (data, labels) in batches.items():
    python["cifar-10-batches-py/" + name] = python2(
        dict(batch_label="a batch", labels=labels, data=data, filenames=[f"{i}.png" for i in range(len(labels))]))
    binary[f"cifar-10-batches-bin/{name}.bin"] = b"".join(bytes([l]) + d.tobytes() for d, l in zip(data, labels))
pack("cifar-10-python.tar.gz", {"cifar-10-batches-py/readme.html": b"<html/>", **python})
pack("cifar-10-binary.tar.gz", binary)


def keras_batch(content, key):
    path = os.path.join(OUT, "batch.tmp")
    with open(path, "wb") as out:
        out.write(content)
    x, y = load_batch(path, key)
    os.remove(path)
    return x.transpose(0, 2, 3, 1), y


train = [keras_batch(python[f"cifar-10-batches-py/data_batch_{i}"], "labels") for i in range(1, 6)]
test = keras_batch(python["cifar-10-batches-py/test_batch"], "labels")
cifar = dict(cifar10=dict(train=told(np.concatenate([x for x, _ in train]), sum((y for _, y in train), [])), test=told(*test)))

folder = os.path.join(OUT, "cifar.tmp", "cifar-100-python")
os.makedirs(folder)
python, binary = {}, {}
for name, count in dict(test=2, train=5).items():
    data, fine, coarse = pictures(count, count), [99 - i for i in range(count)], [19 - i for i in range(count)]
    content = python2(dict(filenames=["a.png"] * count, batch_label=name, fine_labels=fine, coarse_labels=coarse, data=data))
    python["cifar-100-python/" + name] = content
    with open(os.path.join(folder, name), "wb") as out:
        out.write(content)
    binary[f"cifar-100-binary/{name}.bin"] = b"".join(
        bytes([c, f]) + d.tobytes() for d, f, c in zip(data, fine, coarse))
pack("cifar-100-python.tar.gz", python)
pack("cifar-100-binary.tar.gz", binary)
cifar100.get_file = lambda *args, **kwargs: os.path.dirname(folder)
for mode in ["fine", "coarse"]:
    (x_train, y_train), (x_test, y_test) = cifar100.load_data(mode)
    cifar[mode] = dict(train=told(x_train, y_train), test=told(x_test, y_test))
for name in python:
    os.remove(os.path.join(OUT, "cifar.tmp", name))
os.removedirs(folder)
write_json("cifar.json", cifar)

# ---- numbers of all types, and objects that are none
table = np.arange(6).reshape(2, 3)
write_npz(
    "numbers.npz",
    **{t: table.astype(t) for t in ["float64", "float32", "float16", "int64", "int32", "int8", "uint8"]},
    bool=table > 2,
    columns=np.asfortranarray(table.astype("float32")),
    big_endian=table.astype(">f8"),
    scalar=np.float32(7),
    empty=np.zeros((0, 3), "int32"),
)
write_npz("strings.npz", names=np.array(["a", "b"]))


class Evil:
    def __reduce__(self):
        return os.system, ("echo this must not be printed",)


evil = np.empty(1, dtype=object)
evil[0] = Evil()
write_npz("evil.npz", x=evil, y=np.zeros(1, "int64"))
