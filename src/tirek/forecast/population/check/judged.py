"""Published beside achieved: each number with its error, the error of sampling and the verdict."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from tirek.forecast.population.check import published
from tirek.forecast.population.check.published import Aim, of_region
from tirek.forecast.population.check.sums import AGES, Sums
from tirek.forecast.population.regions import REGIONS

if TYPE_CHECKING:
    from tirek.forecast.population.margins import Margins

Verdict = Literal["yes", "chance", "no", "inside", "outside", "another day"]
CHANCE: Final = 3.0
"""An error within so many errors of sampling cannot be told from chance: of 120 numbers six lie beyond two anyhow."""
PERCENT: Final = 100
OLDEST_JUDGED: Final = 84
"""Above this age a single year of a nation of one percent holds too few persons for a largest error to mean much."""
AGE_TOLERANCE: Final = 1.0
LARGEST_AGE_TOLERANCE: Final = 5.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One published number beside what the nation has.

    `achieved` is in the published unit; `error` and `sampling` (one standard error) are in percent of the published
    number, None where they cannot be told.
    """

    aim: Aim
    achieved: float
    error: float | None
    sampling: float | None
    verdict: Verdict

    def record(self) -> dict[str, Any]:
        """Return it as data."""
        aim = self.aim
        told: dict[str, Any] = {
            "row": aim.row, "name": aim.label, "unit": aim.unit, "published": aim.published,
            "achieved": _short(self.achieved), "error_percent": _short(self.error),
            "sampling_error_percent": _short(self.sampling),
        }  # fmt: skip
        if aim.low is None:
            told |= {"tolerance_percent": aim.tolerance, "pass": self.verdict}
        else:
            told |= {"low": aim.low, "high": aim.high, "band": self.verdict}
        return told | {"date": aim.date, "kind": aim.kind, "source": aim.source, "why": aim.why}


def _short(number: float | None) -> float | None:
    return None if number is None else float(f"{number:.8g}")


def judge(aims: tuple[Aim, ...], sums: Sums) -> list[Judged]:
    """Hold a nation against published numbers; a number that the nation cannot give counts as 0."""
    special = _special(sums)
    return [_judge(aim, *_measure(aim.measure, sums, special)) for aim in aims]


def _judge(aim: Aim, found: float, relative: float | None) -> Judged:
    achieved = found / aim.times
    if not aim.published:
        error = sampling = None
    else:
        error = (achieved / aim.published - 1) * PERCENT
        sampling = None if relative is None else relative * achieved / aim.published * PERCENT
    if not aim.of_day:
        return Judged(aim, achieved, error, sampling, "another day")
    if aim.low is not None and aim.high is not None:
        return Judged(aim, achieved, error, sampling, "inside" if aim.low <= achieved <= aim.high else "outside")
    return Judged(aim, achieved, error, sampling, _verdict(aim, error or 0.0, sampling))


def _verdict(aim: Aim, error: float, sampling: float | None) -> Verdict:
    off = max(-error, 0.0) if aim.at_least else abs(error)
    if off <= aim.tolerance:
        return "yes"
    return "chance" if sampling is not None and off <= CHANCE * sampling else "no"


# --- measuring


def _measure(measure: str, sums: Sums, special: dict[str, float]) -> tuple[float, float | None]:
    """Return what the nation has, and its relative error of sampling where one can be told."""
    if measure == "median wage":
        return special[measure], _error_of_median(sums)
    if measure in special:
        return special[measure], None
    first, _, second = measure.partition(" over ")
    value, error = _ratio(first, sums)
    if second:
        other, other_error = _ratio(second, sums)
        return (value / other if other else 0.0), math.hypot(error, other_error)
    return value, error


def _ratio(measure: str, sums: Sums) -> tuple[float, float]:
    place = {name: number for number, name in enumerate(sums.names)}
    top, _, bottom = measure.partition(" / ")
    n = place[top]
    if not bottom:
        value = float(sums.total[n])
        return value, math.sqrt(sums.second[n, n]) / value if value else 0.0
    d = place[bottom]
    if not sums.total[d] or not sums.total[n]:
        return 0.0, 0.0
    ratio = float(sums.total[n] / sums.total[d])
    variance = sums.second[n, n] - 2 * ratio * sums.second[n, d] + ratio**2 * sums.second[d, d]
    return ratio, math.sqrt(max(variance, 0.0)) / float(sums.total[n])


def _error_of_median(sums: Sums) -> float | None:
    """Return the relative error of sampling of the median wage: how far one standard error of its rank moves it."""
    persons, wages = float(sums.pyramid.sum()), sums.wages
    asked = float(wages.units.sum()) * float(sums.cells.sum()) / persons if persons else 0.0
    median = wages.quantile(0.5)
    if asked < 1 or not median:
        return None
    off = 0.5 / math.sqrt(asked)
    return (wages.quantile(min(0.5 + off, 1.0)) - wages.quantile(max(0.5 - off, 0.0))) / 2 / median


def _special(sums: Sums) -> dict[str, float]:
    """Return measures that are more than a count over a count."""
    whole = sums.income
    median = whole.quantile(0.5)
    persons = max(float(whole.units.sum()), 1e-300)
    poorest = whole.share_of_poorest(0.1)
    women = sums.pyramid[1]
    fertility = [np.divide(born, women, out=np.zeros(AGES), where=women > 0).sum() for born in sums.mothers]
    return {
        "median wage": sums.wages.quantile(0.5),
        "fertility at 0": float(fertility[0]),
        "fertility at 1": float(fertility[1]),
        "poverty order": _poverty_order(sums),
        "top tenth": 1 - whole.share_of_poorest(0.9),
        "bottom half": whole.share_of_poorest(0.5),
        "funds ratio": (1 - whole.share_of_poorest(0.9)) / poorest if poorest else 0.0,
        "below half of median": whole.below(median / 2) / persons,
        "gini": whole.gini(),
    }


def _poverty_order(sums: Sums) -> float:
    """Return the rank correlation of poverty by region with the published."""
    import polars as pl

    told = {aim.measure: aim.published for aim in published.bands()}
    measures = [of_region("poor_persons / persons", region) for region in REGIONS]
    found = [_ratio(measure, sums)[0] for measure in measures]
    if len(set(found)) == 1:
        return 0.0
    ranked = pl.DataFrame({"found": found, "told": [told[measure] for measure in measures]})
    return float(ranked.select(pl.corr("found", "told", method="spearman")).item())


# --- single ages


def judge_ages(sums: Sums, margins: Margins) -> list[Judged]:
    """Hold persons by sex and single age against the margins: the mean error, and the largest up to 84."""
    wanted = margins.counts.sum(axis=0)
    off = np.abs(sums.pyramid - wanted)
    mean = float(off.sum() / wanted.sum() * PERCENT)
    judged = np.divide(off, wanted, out=np.zeros_like(off), where=wanted > 0)[:, : OLDEST_JUDGED + 1] * PERCENT
    sex, age = np.unravel_index(int(judged.argmax()), judged.shape)
    chance = PERCENT / np.sqrt(np.maximum(sums.cells, 1))

    def about(part: str, tolerance: float) -> Aim:
        return replace(published.age_aim(part, tolerance), date=margins.on.isoformat())

    return [
        _age(about("mean error of all", AGE_TOLERANCE), mean, float((chance * wanted).sum() / wanted.sum())),
        _age(
            about(f"largest error up to {OLDEST_JUDGED} ({('men', 'women')[sex]} of {age})", LARGEST_AGE_TOLERANCE),
            float(judged[sex, age]), float(chance[sex, age]),
        ),
    ]  # fmt: skip


def _age(aim: Aim, error: float, sampling: float) -> Judged:
    return Judged(aim, error, error, sampling, _verdict(aim, error, sampling))
