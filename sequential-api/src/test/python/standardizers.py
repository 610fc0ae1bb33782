"""Writes files of TextVectorization with standardizers of a user's own: python standardizers.py FOLDER"""

import os
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import tensorflow as tf

FOLDER = sys.argv[1]
register = keras.saving.register_keras_serializable


@register("jeras_tests")
class Without:
    def __init__(self, letter):
        self.letter = letter

    def __call__(self, texts):
        return tf.strings.regex_replace(tf.strings.lower(texts), self.letter, "")

    def get_config(self):
        return {"letter": self.letter}


@register("jeras_tests")
def shout(texts):
    return tf.strings.upper(texts)


for name, standardize in [("object", Without("e")), ("function", shout)]:
    words = keras.layers.TextVectorization(standardize=standardize, output_sequence_length=4)
    words.adapt(tf.constant(["the tree sees me", "Bees see THE sea", "green tea"]))
    model = keras.Sequential([keras.Input((1,), dtype="string"), words])
    model.save(os.path.join(FOLDER, f"standardizer_{name}.keras"))
    print(name, model.predict(tf.constant([["see the tree"]]), verbose=0).tolist())
