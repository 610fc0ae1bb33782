"""Writes what scikit-learn's Gaussian process, as KerasTuner makes it, expects: gaussian_process.json. Needs scikit-learn."""

import json
import os

import numpy as np
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import Matern

target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../resources/jeras/tuner/gaussian_process.json")


def case(seed, n, axes, alpha, scale, function):
    random = np.random.RandomState(seed)
    x = np.round(random.uniform(size=(n, axes)), 3)
    y = np.round(np.array([function(row) for row in x]), 5)
    at = np.round(random.uniform(size=(6, axes)), 3)
    kernel = Matern(nu=2.5) if scale is None else Matern(nu=2.5, length_scale=scale)
    process = GaussianProcessRegressor(
        kernel=kernel,
        alpha=alpha,
        normalize_y=True,
        n_restarts_optimizer=20,
        random_state=1,
        optimizer="fmin_l_bfgs_b" if scale is None else None,
    ).fit(x, y)
    mean, deviation = process.predict(at, return_std=True)
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "alpha": alpha,
        "fixed_scale": scale,
        "scale": float(process.kernel_.length_scale),
        "likelihood": float(process.log_marginal_likelihood_value_),
        "at": at.tolist(),
        "mean": mean.tolist(),
        "deviation": deviation.tolist(),
    }


def bowl(v):
    return float(np.sum((v - 0.3) ** 2))


def waves(v):
    return float(np.sin(6 * v[0]) + 0.5 * np.cos(4 * v[-1]) + 3)


cases = [
    case(1, 6, 1, 1e-4, 0.4, bowl),
    case(2, 20, 3, 1e-4, 0.7, waves),
    case(3, 12, 2, 1e-2, 1.5, waves),
    case(4, 10, 1, 1e-4, None, waves),
    case(5, 25, 2, 1e-4, None, waves),
    case(6, 40, 4, 1e-3, None, bowl),
    case(7, 5, 2, 1e-4, 0.5, lambda v: 2.0),
]
with open(target, "w") as out:
    json.dump(cases, out)
