"""Writes which files Keras fetches for weights="imagenet", for PublishedWeightsTableTest: src/test/resources/published_weights.tsv.

    python published_weights.py

A row has the function, whether with its top, and the file's name, address and hash. Nothing is fetched.
"""

import os
import pathlib

os.environ["CUDA_VISIBLE_DEVICES"] = ""
os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy as np
from keras.src.utils import file_utils

TABLE = pathlib.Path(__file__).parent.parent / "resources" / "published_weights.tsv"
FUNCTIONS = [
    *["DenseNet" + s for s in ("121", "169", "201")],
    *["InceptionV3", "InceptionResNetV2", "Xception", "NASNetMobile", "NASNetLarge"],
    *["EfficientNetB%d" % i for i in range(8)],
    *["EfficientNetV2" + s for s in ("B0", "B1", "B2", "B3", "S", "M", "L")],
    *["ConvNeXt" + s for s in ("Tiny", "Small", "Base", "Large", "XLarge")],
]

# Only the file is of interest.
keras.Variable._initialize_with_initializer = lambda self, initializer: self._initialize(
    np.zeros(self._shape, self._dtype)
)


class Fetched(Exception):
    pass


def fetch(name, origin, file_hash=None, **kwargs):
    raise Fetched(name, origin, file_hash)


file_utils.get_file = fetch
rows = []
for function in FUNCTIONS:
    for top in (True, False):
        keras.backend.clear_session()
        try:
            getattr(keras.applications, function)(include_top=top)
        except Fetched as e:
            rows.append([function, str(top).lower(), *e.args])
TABLE.write_text("".join("\t".join(row) + "\n" for row in rows))
