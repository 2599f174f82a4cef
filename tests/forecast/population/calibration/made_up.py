"""Made-up families and targets, without a nation around them."""

import numpy as np

from tirek.forecast.population.calibration import Described, Target, Targets
from tirek.forecast.population.calibration.cells import CELLS
from tirek.forecast.population.calibration.loops import count_cells

LOWEST, HIGHEST, SHARE = 0.2, 5.0, 0.01


def families_of(families: int, groups: tuple[int, ...], rng: np.random.Generator) -> Described:
    """Return families of one to six persons, each person in one cell of every group."""
    family = np.repeat(np.arange(families), rng.integers(1, 7, families))
    cells, first = [], 0
    for size in groups:
        cells.append(first + rng.integers(0, size, len(family)))
        first += size
    rows, found = np.tile(family, len(groups)), np.concatenate(cells).astype(np.int16)
    return Described(*count_cells(rows, found, families, len(CELLS)))


def totals(described: Described, weights: np.ndarray) -> np.ndarray:
    """Return the weighted number in each cell."""
    heavy = np.repeat(weights, np.diff(described.start)) * described.count
    return np.bincount(described.cell, heavy, minlength=len(CELLS))


def target(cells: tuple[int, ...], value: float, of: tuple[int, ...] = (), tolerance: float = 0.005) -> Target:
    name = "+".join(CELLS[cell] for cell in cells)
    return Target(name, name, float(value), "persons", "2026", "published", "made up", tolerance, cells, of)


def targets_of(*found: Target) -> Targets:
    return Targets(found, LOWEST, HIGHEST)
