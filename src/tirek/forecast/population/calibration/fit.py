"""Finds the weights: bounded dual raking (Deville and Sarndal 1992, logit method), each target a soft one.

Over weights w = ratio / share we minimise the logit distance of the ratios from 1, plus for each target
(relative miss)^2 / (2 * softness). The dual is smooth and convex in one multiplier a target: Newton, with a step
that is halved until the dual falls. Targets that agree are met far within their tolerance; where targets contradict
each other or the bounds, the miss is spread over them by their tolerances, and `Fit.remarks` says so.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from tirek.basics.errors import InputError
from tirek.forecast.population.calibration.cells import CELLS
from tirek.forecast.population.calibration.loops import add_rows, ratios, solve

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from tirek.forecast.population.calibration.describe import Described
    from tirek.forecast.population.calibration.targets import Target, Targets

    Floats = npt.NDArray[np.float64]

FIRMNESS: Final = 0.01
"""Missing a target by its whole tolerance costs as much as moving every weight by the root of this, a tenth."""
SETTLED: Final = 1e-6
"""The search ends when no target would move by more than this part of itself."""
MOST_ROUNDS: Final = 100
SUFFICIENT_FALL: Final = 1e-4
SMALLEST_STEP: Final = 2.0**-30
ROUNDING: Final = 1e-13
DECIMALS: Final = 6
"""Weights are rounded, so that the last bits of an exponential do not reach the file."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A target and what the nation has, with all weights 1 / share and with the fitted ones.

    `error` is relative to the target. A target whose cells are empty is `missing`: it was left out.
    """

    id: str
    title: str
    unit: str
    date: str
    kind: str
    source: str
    tolerance: float
    target: float
    before: float
    after: float
    error: float
    missing: bool

    @property
    def reached(self) -> bool:
        """Tell whether the target is met within its tolerance."""
        return not self.missing and abs(self.error) <= self.tolerance


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights of all families, in the order of the blocks, and how well they meet each target."""

    weights: Floats
    targets: tuple[Reached, ...]
    rounds: int
    effective_sample: float
    """(sum of weights)^2 / sum of squares, as a part of the families: 1 when all weights are equal."""
    lowest: float
    highest: float
    """Least and greatest ratio of a weight to 1 / share."""
    remarks: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """Return all but the weights as plain data, rounded."""
        plain = {
            "rounds": self.rounds,
            "effective_sample": round(self.effective_sample, 6),
            "lowest_ratio": round(self.lowest, 6),
            "highest_ratio": round(self.highest, 6),
            "remarks": list(self.remarks),
        }
        rows = [
            {key: round(value, 8) if isinstance(value, float) else value for key, value in asdict(row).items()}
            for row in self.targets
        ]
        return plain | {"targets": rows}


def fit(described: Sequence[Described], targets: Targets, share: float) -> Fit:
    """Return the weights of the families of all blocks that meet the targets; InputError when there is no family."""
    families = sum(map(len, described))
    if not families:
        raise InputError("there is no family to weigh, expected at least one")
    dual = _Dual(described, targets, share, families)
    multipliers, rounds = dual.minimise()
    found = np.concatenate([dual.ratios(block, multipliers) for block in described])
    weights = np.round(found / share, DECIMALS)
    after = _totals(described, weights)
    rows = tuple(_reached(target, dual.before / share, after) for target in targets.all)
    return Fit(
        weights, rows, rounds, float(weights.sum() ** 2 / (weights**2).sum() / families),
        float(weights.min() * share), float(weights.max() * share), _remarks(rows, rounds),
    )  # fmt: skip


class _Point(NamedTuple):
    """Multipliers of the targets, and there the dual, its gradient and its second derivative."""

    multipliers: Floats
    dual: float
    gradient: Floats
    bend: Floats


class _Dual:
    """The dual function of the targets that can be met, each divided by its own size.

    `matrix` (targets, cells) says how each target adds up cells; products go through einsum, which unlike a threaded
    library adds in the same order on any number of cores.
    """

    def __init__(self, described: Sequence[Described], targets: Targets, share: float, families: int) -> None:
        self.described, self.low, self.high = described, targets.lowest, targets.highest
        self.before = _totals(described, np.ones(families))
        kept = [target for target in targets.all if not _is_missing(target, self.before)]
        self.matrix = np.zeros((len(kept), len(CELLS)))
        self.goal = np.zeros(len(kept))
        for place, target in enumerate(kept):
            size = target.value * (self.before[list(target.of)].sum() if target.of else share)
            self.matrix[place, list(target.cells)] += 1 / size
            self.matrix[place, list(target.of)] -= target.value / size
            self.goal[place] = 0 if target.of else 1
        tolerance = np.array([target.tolerance for target in kept])
        self.softness = tolerance**2 / (FIRMNESS * families)

    def at(self, multipliers: Floats) -> _Point:
        """Return the dual and its derivatives at these multipliers."""
        pull = self.pull(multipliers)
        totals, slopes = np.zeros(len(CELLS)), np.zeros((len(CELLS), len(CELLS)))
        dual = float((multipliers * (0.5 * self.softness * multipliers - self.goal)).sum())
        for block in self.described:
            dual += add_rows(block.start, block.cell, block.count, pull, self.low, self.high, totals, slopes)
        slopes += np.tril(slopes, -1).T
        half = np.einsum("tc,cd->td", self.matrix, slopes)
        bend = np.einsum("td,ud->tu", half, self.matrix) + np.diag(self.softness)
        gradient = np.einsum("tc,c->t", self.matrix, totals) - self.goal + self.softness * multipliers
        return _Point(multipliers, dual, gradient, bend)

    def pull(self, multipliers: Floats) -> Floats:
        """Return the multiplier of each cell."""
        found: Floats = np.einsum("tc,t->c", self.matrix, multipliers)
        return found

    def ratios(self, block: Described, multipliers: Floats) -> Floats:
        """Return weight times share of the families of a block."""
        found: Floats = ratios(block.start, block.cell, block.count, self.pull(multipliers), self.low, self.high)
        return found

    def minimise(self) -> tuple[Floats, int]:
        """Return the multipliers at which no target moves any more, and the rounds it took."""
        point = self.at(np.zeros(len(self.goal)))
        for done in range(MOST_ROUNDS):
            if np.abs(point.gradient).max(initial=0) <= SETTLED:
                return point.multipliers, done
            following = self._step(point)
            if following is None:
                return point.multipliers, done
            point = following
        return point.multipliers, MOST_ROUNDS

    def _step(self, point: _Point) -> _Point | None:
        """Return the point a damped Newton step further; none when the dual falls no more."""
        direction = -solve(point.bend, point.gradient)
        fall = float((point.gradient * direction).sum())
        step = 1.0
        while step >= SMALLEST_STEP:
            tried = self.at(point.multipliers + step * direction)
            if tried.dual <= point.dual + SUFFICIENT_FALL * step * fall + ROUNDING * abs(point.dual):
                return tried
            step /= 2
        return None


def _totals(described: Sequence[Described], weights: Floats) -> Floats:
    """Return the weighted number in each cell."""
    totals, start = np.zeros(len(CELLS)), 0
    for block in described:
        heavy = np.repeat(weights[start : start + len(block)], np.diff(block.start)) * block.count
        totals += np.bincount(block.cell, heavy, minlength=len(CELLS))
        start += len(block)
    return totals


def _is_missing(target: Target, totals: Floats) -> bool:
    """Tell whether no family has what the target counts."""
    return not totals[list(target.cells)].any()


def _reached(target: Target, before: Floats, after: Floats) -> Reached:
    was, now = _measure(target, before), _measure(target, after)
    return Reached(
        target.id, target.title, target.unit, target.date, target.kind, target.source, target.tolerance, target.value,
        was, now, now / target.value - 1, _is_missing(target, before),
    )  # fmt: skip


def _measure(target: Target, totals: Floats) -> float:
    """Return what the nation has of what the target counts: a number, or a share."""
    counted = float(totals[list(target.cells)].sum())
    if not target.of:
        return counted
    whole = float(totals[list(target.of)].sum())
    return counted / whole if whole else 0.0


def _remarks(rows: tuple[Reached, ...], rounds: int) -> tuple[str, ...]:
    """Say in sentences what did not come out as asked."""
    remarks = [
        f"Nobody in this nation is counted by {row.id} ({row.title}): the target was left out."
        for row in rows
        if row.missing
    ]
    missed = [row for row in rows if not row.missing and not row.reached]
    if missed:
        worst = max(missed, key=lambda row: abs(row.error))
        remarks.append(
            f"{len(missed)} of {len(rows)} targets are missed by more than their tolerance, most of all {worst.id} "
            f"({worst.error:+.1%}): they contradict others, or this nation is too small or too different."
        )
    if rounds >= MOST_ROUNDS:
        remarks.append(f"The search for weights had not settled after {MOST_ROUNDS} rounds.")
    return tuple(remarks)
