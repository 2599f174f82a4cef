"""Published rates by region, sex, town or village and age group, laid out over the strata of the nation."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.basics.errors import InputError
from tirek.forecast.sources import read

if TYPE_CHECKING:
    from tirek.forecast.population.margins import Margins

Numbers = npt.NDArray[np.float64]
Key = tuple[str | None, str | None, str | None, str | None]

GROUPS: Final = ("Y16T24", "M25T28", "M29T34", "Y35T44", "Y45T54", "Y55T64", "Y_GE65")
GROUP_STARTS: Final = (0, 25, 29, 35, 45, 55, 65)
SEXES: Final = ("M", "F")
AGES: Final = 101
GROUP_OF_AGE: Final = np.searchsorted(GROUP_STARTS, np.arange(AGES), side="right") - 1
PERCENT: Final = 100


@cache
def latest(name: str) -> dict[Key, float]:
    """Return the last year of an SDG series by (region, sex, U or R, age group); None stands for all of them."""
    table = read(f"kazstat_sdg/{name}.csv")
    if "ACTIVITY" in table.columns:
        table = table.filter(table["ACTIVITY"].is_null())
    found: dict[Key, float] = {}
    for row in table.filter(table["Year"] == table["Year"].max()).iter_rows(named=True):
        if row["Value"] is not None:
            key = (row["iso"] or None, row["SEX"] or None, row.get("URBANISATION") or None, row["AGE"] or None)
            found[key] = float(row["Value"])
    if (None, None, None, None) not in found:
        raise InputError(f"the data file kazstat_sdg/{name}.csv has no national value for its last year")
    return found


def by_region_and_sex(values: dict[Key, float], regions: tuple[str, ...]) -> Numbers:
    """Return the value of each region and sex (regions, 2); a gap is the region's value for both."""
    both = [values.get((region, None, None, None), values[None, None, None, None]) for region in regions]
    return np.array(
        [[values.get((region, sex, None, None), whole) for sex in SEXES]
         for region, whole in zip(regions, both, strict=True)]
    )  # fmt: skip


def by_group(values: dict[Key, float], gap: float) -> Numbers:
    """Return the national value of each age group; `gap` where the series has none."""
    return np.array([values.get((None, None, None, group), gap) for group in GROUPS])


def fit_events(at_risk: Numbers, seed: Numbers, values: dict[Key, float], margins: Margins, gap: float) -> Numbers:
    """Return rates (strata, 2, 101) that give the published percent by region and sex, place and age group.

    Iterative proportional fitting of the events `at_risk * seed`: each round meets one margin after another.
    """
    regions = tuple(region for region, _ in margins.strata)
    urban = np.array([town for _, town in margins.strata])
    events = at_risk * seed
    names = tuple(dict.fromkeys(regions))
    place = np.array([names.index(region) for region in regions])
    of_region = by_region_and_sex(values, names) / PERCENT
    of_group = by_group(values, gap) / PERCENT
    of_place = {True: values.get((None, None, "U", None)), False: values.get((None, None, "R", None))}
    for _ in range(12):
        for group, rate in enumerate(of_group):
            _level(events, at_risk, rate, (slice(None), slice(None), group == GROUP_OF_AGE))
        for town, percent in of_place.items():
            if percent is not None:
                _level(events, at_risk, percent / PERCENT, (urban == town,))
        for region in range(len(names)):
            for sex in range(len(SEXES)):
                _level(events, at_risk, of_region[region, sex], (place == region, sex))
    rates: Numbers = np.divide(events, at_risk, out=np.zeros_like(events), where=at_risk > 0)
    return rates


def _level(events: Numbers, at_risk: Numbers, rate: float, cells: Any) -> None:  # noqa: ANN401 - any NumPy index
    there = events[cells].sum()
    if there > 0:
        events[cells] *= rate * at_risk[cells].sum() / there
