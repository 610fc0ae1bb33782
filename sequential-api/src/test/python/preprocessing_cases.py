"""Writes what Keras computes for the tests of preprocessing layers: keras/preprocessing.json, and models with their outputs.

Needs Keras 3.15 and TensorFlow on the CPU; no arguments.
"""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np
import tensorflow as tf
from keras import layers as L

keras.utils.set_random_seed(5)
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/keras/")
HIDDEN = ("name", "trainable", "dtype", "sparse", "ragged", "encoding", "vocabulary_size", "vocabulary_dtype")
cases = []


def array(a):
    """An array as JSON."""
    a = np.asarray(a)
    if a.dtype.kind in "OSU":
        values = [v.decode() if isinstance(v, bytes) else str(v) for v in a.reshape(-1)]
        return {"shape": list(a.shape), "type": "string", "values": values}
    kind = "float32" if a.dtype.kind == "f" else "bool" if a.dtype.kind == "b" else "int64"
    return {"shape": list(a.shape), "type": kind, "values": [v.item() for v in a.reshape(-1)]}


def case(name, layer, *inputs, adapt=None):
    """Adapts a layer, applies it, and appends all with its vocabulary or what else it has learned."""
    config = {k: v for k, v in layer.get_config().items() if k not in HIDDEN and v is not None}
    if type(layer).__name__ == "StringLookup":
        config.pop("oov_method")
    if adapt is not None:
        layer.adapt(np.asarray(adapt))
    xs = [np.asarray(x) for x in inputs]
    weights = {"count_weights": xs.pop()} if type(layer).__name__ == "CategoryEncoding" and len(xs) == 2 else {}
    y = layer(xs[0] if len(xs) == 1 else xs, **weights)
    c = dict(name=name, layer=type(layer).__name__, config=config, inputs=[array(x) for x in inputs], output=array(y))
    if adapt is not None:
        c["adapt"] = array(adapt)
    if hasattr(layer, "get_vocabulary"):
        c["vocabulary"] = [v if isinstance(v, str) else str(v) for v in layer.get_vocabulary()]
    if type(layer).__name__ == "Discretization":
        c["boundaries"] = layer.bin_boundaries
    cases.append(c)


WORDS = ["", "a", "ab", "abc", "abcd", "hello", "12345678", "Straße", "日本語テキスト", "😀 emoji", "x" * 15, "y" * 16]
WORDS += ["z" * 17, "The quick brown fox jumps over", "0123456789" * 3 + "ab", "0123456789" * 4, "ä" * 32, "q" * 63, "q" * 64]
WORDS += ["q" * 65, "lorem ipsum dolor sit amet " * 5, "w" * 127, "w" * 128, "w" * 129, "é" * 500, "ж0" * 1000]
case("hash of strings", L.Hashing(1_000_003), WORDS)
case("hash of strings with a salt", L.Hashing(1_000_003, salt=[133, 137]), WORDS)
case("hash with one number as salt", L.Hashing(997, salt=-7), WORDS)
case("hash with a mask", L.Hashing(5, mask_value=""), [["", "a"], ["b", ""]])
case("hash of numbers", L.Hashing(1000), [[1, -5, 2**40], [0, 7, -(2**62)]])
case("hash of numbers with a mask", L.Hashing(10, mask_value=7), [[7, 1], [2, 7]])
case("hash of fractions", L.Hashing(100), [1.5, -2.7])
for mode in ("one_hot", "multi_hot", "count"):
    for shape in ((4,), (2, 2), (4, 1), (2, 2, 1), (2, 2, 2)):
        case(f"hash {mode} {shape}", L.Hashing(4, output_mode=mode), np.resize(np.array(["a", "b", "c", "c"]), shape))

for n, feature in enumerate(([5, -7], [[5], [-7]])):
    names = np.reshape(["x", "größer"], np.shape(feature))
    case(f"crossing of strings and numbers {n}", L.HashedCrossing(1000), names, feature)
    case(f"crossing of three {n}", L.HashedCrossing(1000), feature, names, feature)
    case(f"crossing one_hot {n}", L.HashedCrossing(7, output_mode="one_hot"), names, feature)

V = ["a", "b", "c"]
TEXT = np.array(["a", "c", "z", "c", "m", "yy"])
for mode in ("int", "one_hot", "multi_hot", "count"):
    for shape in ((), (4,), (2, 3), (6, 1), (2, 3, 1)):
        x = np.resize(TEXT, shape)
        case(f"strings {mode} {shape}", L.StringLookup(vocabulary=V, output_mode=mode), x)
        case(f"strings masked {mode} {shape}", L.StringLookup(vocabulary=V, output_mode=mode, mask_token="m"), x)
case("strings weighed", L.StringLookup(vocabulary=V, idf_weights=[0.1, 0.2, 0.3], output_mode="tf_idf"), [["a", "c"], ["z", "c"]])
case("strings, several unknown", L.StringLookup(vocabulary=V, num_oov_indices=30), WORDS + V)
case("strings, several unknown with a salt", L.StringLookup(vocabulary=V, num_oov_indices=30, salt=[5, 6]), WORDS + V)
case("strings inverted", L.StringLookup(vocabulary=V, invert=True), [[1, 2], [0, 9]])
case("strings inverted, masked", L.StringLookup(vocabulary=V, invert=True, mask_token="m", oov_token="?"), [[1, 2], [0, 9]])
case("strings, special tokens given", L.StringLookup(vocabulary=["m", "[UNK]", "a"], mask_token="m"), ["a", "m", "q"])
case("strings padded", L.StringLookup(vocabulary=V, max_tokens=6, pad_to_max_tokens=True, output_mode="count"), [["a", "a"]])
LEARN = ["b", "a", "b", "é", "z", "a", "😀", "～", "B", "b", ""]
case("strings learned", L.StringLookup(), LEARN + ["?"], adapt=LEARN)
case("strings learned, masked", L.StringLookup(mask_token=""), LEARN + ["?"], adapt=LEARN)
case("strings learned, at most", L.StringLookup(max_tokens=4), LEARN, adapt=LEARN)
DOCS = [["a", "b", "b"], ["b", "c", "c"], ["d", "a", "a"]]
case("strings learned and weighed", L.StringLookup(output_mode="tf_idf"), DOCS + [["x", "a", "x"]], adapt=DOCS)
case(
    "strings learned, weighed and padded",
    L.StringLookup(output_mode="tf_idf", max_tokens=8, pad_to_max_tokens=True),
    DOCS,
    adapt=DOCS,
)
case("strings learned and weighed, one a document", L.StringLookup(output_mode="tf_idf"), DOCS, adapt=["a", "b", "b"])

N = [10, 20, -3]
NUMBERS = np.array([10, -3, 7, 20, 0, -8])
for mode in ("int", "one_hot", "multi_hot", "count"):
    for shape in ((4,), (2, 3), (6, 1)):
        x = np.resize(NUMBERS, shape)
        case(f"numbers {mode} {shape}", L.IntegerLookup(vocabulary=N, output_mode=mode), x)
        case(f"numbers masked {mode} {shape}", L.IntegerLookup(vocabulary=N, output_mode=mode, mask_token=0), x)
case("numbers, several unknown", L.IntegerLookup(vocabulary=N, num_oov_indices=3, mask_token=0), NUMBERS)
case("numbers, several unknown by hash", L.IntegerLookup(vocabulary=N, num_oov_indices=3, oov_method="farmhash"), NUMBERS)
case("numbers, by hash with a salt", L.IntegerLookup(vocabulary=N, num_oov_indices=3, oov_method="farmhash", salt=5), NUMBERS)
case("numbers inverted", L.IntegerLookup(vocabulary=N, invert=True), [[1, 2], [0, 9]])
case("numbers learned", L.IntegerLookup(), [3, 1, 2, 9], adapt=[3, 1, 3, 2, -4, 2, -1])
case("numbers learned and weighed", L.IntegerLookup(output_mode="tf_idf"), [[3, 1], [2, 9]], adapt=[[3, 1], [3, 2]])

TEXTS = [
    "The cat, the DOG & the bird!",
    "don't stop -- BELIEVING... é",
    "  tabs\tand\nlines\x0b\x0c\rall ",
    "ÄÖÜ Straße, İstanbul NAÏVE\u00a0space\u2003em \u2028 x",
    "",
    "日本語、テキスト。 emoji😀 “quotes” `back` a_b [c] {d}|e~f^g\\h",
    "a b a b c",
]
for standardize in ("lower_and_strip_punctuation", "lower", "strip_punctuation", None):
    for split in ("whitespace", "character", None):
        make = L.TextVectorization(standardize=standardize, split=split)
        case(f"text {standardize} {split}", make, np.array(TEXTS)[:, None], adapt=np.array(TEXTS)[:, None])
for ngrams in (2, 3, (2,), (3, 1)):
    case(f"text ngrams {ngrams}", L.TextVectorization(ngrams=ngrams), TEXTS, adapt=TEXTS)
for mode in ("multi_hot", "count", "tf_idf"):
    case(f"text {mode}", L.TextVectorization(output_mode=mode), TEXTS, adapt=TEXTS)
    case(f"text {mode} bigrams", L.TextVectorization(output_mode=mode, ngrams=2, max_tokens=9), TEXTS, adapt=TEXTS)
    padded = L.TextVectorization(output_mode=mode, max_tokens=100, pad_to_max_tokens=True)
    case(f"text {mode} padded", padded, TEXTS, adapt=TEXTS)
    tokens = L.TextVectorization(output_mode=mode, split=None)
    case(f"text {mode} of tokens", tokens, [["a", "b"], ["A!", "z"]], adapt=[["a", "b"], ["c", "a"]])
case("text cut and filled", L.TextVectorization(output_sequence_length=3), TEXTS, adapt=TEXTS)
case("text given", L.TextVectorization(vocabulary=V), ["A b. q", "c"])
case("text given, at once", L.TextVectorization(vocabulary=V), np.array("A b. q c"))
case("text one_hot of tokens", L.TextVectorization(vocabulary=V, split=None, output_mode="one_hot"), [["a", "b"], ["q", "c"]])
case("text of tokens, filled", L.TextVectorization(vocabulary=V, split=None, output_sequence_length=3), [["a", "b"], ["q", "c"]])
case("text of tokens, bigrams", L.TextVectorization(vocabulary=["a b"], split=None, ngrams=(2,)), [["a", "b", "q"]])

INDICES = np.array([1, 2, 3, 3, 0, 2, 1, 0])
for mode in ("one_hot", "multi_hot", "count"):
    for shape in ((4,), (2, 2), (4, 1), (2, 2, 1), (2, 2, 2)):
        case(f"category {mode} {shape}", L.CategoryEncoding(4, output_mode=mode), np.resize(INDICES, shape))
case("category weighed", L.CategoryEncoding(4, output_mode="count"), [[1, 1], [0, 3]], np.float32([[0.1, 0.2], [0.3, 0.4]]))

rng = np.random.default_rng(3)
VALUES = np.float32([[-1.5, 1.0, 3.4, 0.5], [0.0, 3.0, 1.3, 2.0]])
for mode in ("int", "one_hot", "multi_hot", "count"):
    case(f"bins {mode}", L.Discretization(bin_boundaries=[0.0, 1.0, 2.0], output_mode=mode), VALUES)
    case(f"bins {mode} column", L.Discretization(bin_boundaries=[0.0, 1.0, 2.0], output_mode=mode), VALUES.reshape(-1, 1))
for bins in (2, 3, 4, 7, 49):
    for epsilon in (0.01, 0.1, 0.001):
        for n in (3, 8, 150) + ((1234,) if bins == 7 else ()):
            data = np.float32(np.round(rng.normal(size=(n, 1)) * 10, 3))
            case(f"bins learned {bins} {epsilon} {n}", L.Discretization(num_bins=bins, epsilon=epsilon), data[:9], adapt=data)

DATA = np.float32(np.round(rng.normal(size=(6, 3, 2)) * 3 + 1, 3))
for axis in (-1, None, 1, (1, 2), (1, -1), ()):
    case(f"normalization {axis}", L.Normalization(axis=axis), DATA, adapt=DATA)
    case(f"normalization inverted {axis}", L.Normalization(axis=axis, invert=True), DATA, adapt=DATA)
case("normalization of a table", L.Normalization(), DATA[:, :, 0], adapt=DATA[:, :, 0])
case("normalization of numbers", L.Normalization(axis=None), DATA[:, 0, 0], adapt=DATA[:, 0, 0])
case("normalization without spread", L.Normalization(), np.ones((2, 3), "float32"), adapt=np.ones((4, 3), "float32"))
case("normalization given", L.Normalization(mean=3.0, variance=2.0), DATA[:, :, 0])
case("normalization given for each", L.Normalization(mean=[1.0, 2.0, 3.0], variance=[2.0, 3.0, 4.0]), DATA[:, :, 0])
case("normalization given, no axis", L.Normalization(axis=None, mean=1.0, variance=4.0, invert=True), DATA)
GIVEN = dict(mean=[[1.0, 2.0]] * 3, variance=[[2.0, 3.0]] * 3)
case("normalization given, two axes", L.Normalization(axis=(1, 2), **GIVEN), DATA)
case("normalization given, last of two axes", L.Normalization(axis=(1, 2), mean=[1.0, 2.0], variance=[2.0, 3.0]), DATA)
case("rescaling for each channel", L.Rescaling([0.5, 2.0], offset=[1.0, -1.0]), DATA)
case("rescaling, one offset", L.Rescaling([0.5, 2.0], offset=0.25), DATA)

with open(OUT + "preprocessing.json", "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":"), ensure_ascii=True) for c in cases) + "\n]\n")


def text_model():
    """Strings to a probability."""
    texts = [t.replace("\u2028", "") for t in TEXTS]  # which Keras takes for a line break in its own vocabulary file
    vectorize = L.TextVectorization(max_tokens=50, output_sequence_length=5)
    vectorize.adapt(texts)
    x = keras.Input((1,), dtype="string", name="text")
    y = L.Embedding(50, 3)(vectorize(x))
    y = L.Dense(2, activation="softmax")(L.GlobalAveragePooling1D()(y))
    return keras.Model(x, y), {"text": np.array(texts)[:, None]}


def table_model():
    """Features of several kinds, each with its own layer."""
    age = keras.Input((1,), name="age")
    city = keras.Input((1,), name="city", dtype="string")
    code = keras.Input((1,), name="code", dtype="int64")
    words = keras.Input((), name="words", dtype="string")
    data = {
        "age": np.float32([[20], [35], [61]]),
        "city": np.array([["Bern"], ["Köln"], ["Rome"]]),
        "code": np.array([[3], [7], [3]]),
        "words": np.array(["a b", "b c c", "d"]),
    }
    normalize, bins = L.Normalization(), L.Discretization(num_bins=3)
    cities, codes = L.StringLookup(output_mode="one_hot"), L.IntegerLookup(output_mode="one_hot")
    weigh = L.TextVectorization(output_mode="tf_idf")
    normalize.adapt(data["age"])
    bins.adapt(data["age"])
    cities.adapt(data["city"][:2])
    codes.adapt(data["code"])
    weigh.adapt(data["words"])
    bin_of = L.CategoryEncoding(3, output_mode="one_hot")(bins(age))
    cross = L.HashedCrossing(6, output_mode="one_hot")([city, code])
    hashed = L.Hashing(4, output_mode="one_hot")(city)
    parts = [normalize(age), bin_of, cities(city), codes(code), weigh(words), cross, hashed]
    return keras.Model([age, city, code, words], L.Dense(2)(L.Concatenate()(parts))), data


for name, make in (("text_model", text_model), ("table_model", table_model)):
    model, data = make()
    model.save(OUT + name + ".keras")
    inputs = {k: array(v) for k, v in data.items()}
    with open(OUT + name + ".json", "w") as f:
        json.dump({"inputs": inputs, "output": array(model({k: tf.constant(v) for k, v in data.items()}))}, f)
