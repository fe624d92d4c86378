"""Random data, lines and rates for the figures that learn."""

from __future__ import annotations

from numpy.random import Generator

LARGEST_DECADE = 6.0
USUAL = 0.5
"""The share of cases with data that the figure makes itself."""


def error_params(random: Generator, params: dict[str, str]) -> dict[str, str]:
    """Parameters of the figure error: data of any scale, and a weight in half of the cases."""
    params = params | _data(random)
    if "data" not in params and random.random() < 0.5:
        params["weight"] = f"{random.uniform(-4, 5):.3g}"
    if "data" not in params and random.random() < 0.2:
        params["intercept"] = f"{random.uniform(-5, 5):.3g}"
    return params


def training_params(random: Generator, params: dict[str, str]) -> dict[str, str]:
    """Parameters of the figure training: data of any scale, and rates of which some are too large."""
    params = params | _data(random) | {"steps": str(int(random.integers(1, 60)))}
    if "data" not in params:
        params["weight"] = f"{random.uniform(-4, 4):.3g}"
        params["intercept"] = f"{random.uniform(-4, 4):.3g}"
    if "data" not in params and random.random() < 0.5:
        params["rate"] = f"{10 ** random.uniform(-3, 0.3):.3g}"
    if "data" in params:
        params["model"] = "line"  # two classes are made by the figure itself
    if random.random() < 0.3:
        params["step"] = f"{random.uniform(0, int(params['steps'])):.3g}"
    return params


def _data(random: Generator) -> dict[str, str]:
    if random.random() < USUAL:
        noise = 0.0 if random.random() < 0.1 else 10 ** random.uniform(-2, 1)
        made = {"noise": f"{noise:.2g}", "seed": str(int(random.integers(1000)))}
        return made | {"points": str(int(random.integers(2, 60)))}
    count = int(random.integers(2, 30))
    scales = 10 ** random.uniform(-LARGEST_DECADE, LARGEST_DECADE, size=2)
    offsets = random.choice([0.0, 1.0, 10.0], size=2)
    pairs = (random.standard_normal((count, 2)) + offsets) * scales
    rows = [f"{x:.4g},{y:.4g}" for x, y in pairs.tolist()]
    return {"data": "; ".join(["time,height", *rows] if random.random() < 0.5 else rows)}
