"""Writes what Keras's preprocess_input makes of arrays and of tensors, for PreprocessingTest, into src/test/resources."""

import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy as np

preprocess_input = keras.applications.imagenet_utils.preprocess_input

cases = []
for mode in ("caffe", "tf", "torch"):
    for data_format in ("channels_last", "channels_first"):
        for shape in ((2, 3, 4, 3), (3, 4, 3)):
            if data_format == "channels_first":
                shape = (*shape[:-3], shape[-1], *shape[-3:-1])
            images = np.arange(np.prod(shape)).reshape(shape) * 53 % 256
            array = preprocess_input(images.copy(), data_format=data_format, mode=mode)
            tensor = preprocess_input(
                keras.ops.convert_to_tensor(images, dtype="float32"), data_format=data_format, mode=mode
            )
            cases.append(
                {
                    "mode": mode,
                    "data_format": data_format,
                    "shape": shape,
                    "images": images.ravel().tolist(),
                    "array": np.asarray(array, "float64").ravel().tolist(),
                    "tensor": np.asarray(tensor, "float64").ravel().tolist(),
                }
            )

path = pathlib.Path(__file__).parent.parent / "resources" / "preprocessing.json"
path.write_text("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")
