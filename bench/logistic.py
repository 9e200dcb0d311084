"""Logistic regression with a ridge, numpy alone: what the fits of the stemma share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fitted(inputs: Floats, truth: Floats, weights: Floats, ridge: float) -> Floats:
    """What the inputs (examples, inputs) weigh, the bias last, by Newton's method; `weights` are those of the examples.

    The ridge is that of one example; the bias is as good as free of it.
    """
    wide = np.c_[inputs, np.ones(len(inputs))]
    drawn = ridge * len(truth) * np.diag([*np.ones(inputs.shape[1]), 1e-6])
    beta = np.zeros(wide.shape[1])
    for _ in range(60):
        share = 1 / (1 + np.exp(-np.clip(wide @ beta, -30, 30)))
        slope = wide.T @ (weights * (share - truth)) + drawn @ beta
        curve = (wide * (weights * share * (1 - share))[:, None]).T @ wide + drawn
        step = np.linalg.solve(curve, slope)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return beta
