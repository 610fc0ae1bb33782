"""Writes what KerasTuner makes of ranges, grids and brackets: keras_tuner.json.

Needs keras-tuner 1.4.8 and Keras 3. Chance is not compared: both sides draw other numbers.
"""

import json
import os
import tempfile

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras_tuner
from keras_tuner.src.engine import hyperparameters as hps
from keras_tuner.src.engine import metrics_tracking
from keras_tuner.src.engine import trial as trial_module
from keras_tuner.src.tuners import gridsearch, hyperband

target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/jeras/tuner/keras_tuner.json")
PLACES = [0.0, 0.05, 0.25, 0.4999, 0.5, 0.77, 0.999]


def space(declare):
    hp = keras_tuner.HyperParameters()
    declare(hp)
    return hp.space[-1]


def numbers():
    """Ranges: their default, their values on a grid, and values at places from 0 to 1 with the places of these values."""
    cases = [
        ("Int", 6, 12, None, "linear"),
        ("Int", 6, 13, 3, "linear"),
        ("Int", 32, 512, 32, "linear"),
        ("Int", 2, 32, 2, "log"),
        ("Int", 1, 1000, None, "log"),
        ("Int", 1, 1000, 10, "reverse_log"),
        ("Int", 3, 500, None, "reverse_log"),
        ("Int", 5, 5, None, "linear"),
        ("Float", 0.0, 1.0, None, "linear"),
        ("Float", 0.0, 1.0, 0.25, "linear"),
        ("Float", 0.001, 10.0, 10, "log"),
        ("Float", 1e-4, 1e-2, None, "log"),
        ("Float", 1e-3, 0.5, None, "reverse_log"),
        ("Float", 1.0, 1000.0, 10, "reverse_log"),
        ("Float", 2.5, 2.5, None, "linear"),
    ]
    rows = []
    for kind, low, high, step, sampling in cases:
        hp = space(lambda s: getattr(s, kind)("x", low, high, step=step, sampling=sampling))
        values = [hp.prob_to_value(p) for p in PLACES]
        rows.append(
            {
                "kind": kind,
                "min": low,
                "max": high,
                "step": step,
                "sampling": sampling,
                "default": hp.default,
                "grid": sorted(hp.values),
                "values": values,
                "places": [hp.value_to_prob(v) for v in values],
            }
        )
    return rows


def brackets():
    """How many trials of how many epochs Hyperband runs: for each bracket its rounds, as [size, epochs]."""
    rows = []
    for epochs in [1, 2, 3, 4, 8, 9, 10, 16, 27, 30, 50, 64, 81, 100, 125, 128, 200, 243, 256, 300, 500, 729, 1000]:
        for factor in [2, 3, 4, 5, 10]:
            oracle = hyperband.HyperbandOracle(objective="val_loss", max_epochs=epochs, factor=factor)
            rows.append(
                {
                    "max_epochs": epochs,
                    "factor": factor,
                    "brackets": [
                        [[oracle._get_size(b, r), oracle._get_epochs(b, r)] for r in range(oracle._get_num_rounds(b))]
                        for b in range(oracle._get_num_brackets())
                    ],
                }
            )
    return rows


def search(oracle, score, seen=lambda trial: None):
    """Runs an oracle as a tuner does, without training."""
    oracle._set_project_dir(tempfile.mkdtemp(), "search")
    oracle.verbose = 0
    while True:
        trial = oracle.create_trial("tuner0")
        if trial.status == trial_module.TrialStatus.STOPPED:
            return
        seen(trial)
        oracle.update_trial(trial.trial_id, {"val_loss": score(trial)})
        trial.status = trial_module.TrialStatus.COMPLETED
        oracle.end_trial(trial)


def halving():
    """A whole search by Hyperband where the score of trial i is (i * 37) % 101: [epochs, initial epoch, round, parent]."""
    hp = keras_tuner.HyperParameters()
    hp.Float("x", 0, 1)
    oracle = hyperband.HyperbandOracle(
        objective="val_loss", max_epochs=10, factor=3, hyperband_iterations=2, hyperparameters=hp, seed=1
    )
    rows = []

    def seen(trial):
        v = trial.hyperparameters.values
        parent = int(v["tuner/trial_id"]) if "tuner/trial_id" in v else -1
        rows.append([v["tuner/epochs"], v["tuner/initial_epoch"], v["tuner/round"], parent])

    search(oracle, lambda t: (int(t.trial_id) * 37) % 101, seen)
    return rows


def grid():
    """The combinations of a space with conditions, in KerasTuner's order."""
    hp = keras_tuner.HyperParameters()
    hp.Choice("kind", ["mlp", "cnn"])
    with hp.conditional_scope("kind", ["mlp"]):
        hp.Int("units", 1, 3, default=2)
        hp.Boolean("bias", default=True)
    with hp.conditional_scope("kind", ["cnn"]):
        hp.Choice("filters", [8, 16])
        with hp.conditional_scope("filters", [16]):
            hp.Float("drop", 0, 0.5, step=0.25)
    hp.Fixed("classes", 10)
    hp.Float("rate", 0.01, 1.0, step=10, sampling="log")
    oracle = gridsearch.GridSearchOracle(objective="val_loss", hyperparameters=hp, seed=1)
    rows = []
    search(oracle, lambda t: 1.0, lambda t: rows.append(dict(t.hyperparameters.values)))
    return rows


def directions():
    names = [
        "loss", "val_loss", "acc", "val_accuracy", "accuracy", "val_weighted_accuracy", "auc", "AUC", "val_auc", "mse",
        "val_mean_absolute_error", "precision", "recall", "val_sparse_categorical_accuracy", "top_k_categorical_accuracy",
        "binary_crossentropy", "crossentropy", "hinge", "my_metric", "val_my_metric",
    ]  # fmt: skip
    return {name: metrics_tracking.infer_metric_direction(name) for name in names}


with open(target, "w") as out:
    json.dump(
        {
            "places": PLACES,
            "numbers": numbers(),
            "brackets": brackets(),
            "halving": halving(),
            "grid": grid(),
            "directions": directions(),
        },
        out,
    )
