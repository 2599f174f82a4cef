"""How often disability and special statuses occur, levelled to the published numbers of the nation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast import sources
from tirek.forecast.population.assumptions import values
from tirek.forecast.population.days import day_number
from tirek.forecast.population.pension_age import PensionAges, pension_ages

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.margins import Margins

CHILD, WORKING, PENSION = range(3)
"""Under 18; from 18 to pension age; from pension age: the three ages for which disability is counted."""
STATUSES: Final = ("repressed", "veteran", "equated_to_veteran", "chernobyl", "nuclear_test_site")
"""Special statuses as they are drawn: who has an earlier one gets no later one."""
ADULT: Final = 18
_AGES: Final = np.arange(101)
_FIRST_GROUP: Final = 0
_TARGET: Final = 45


@dataclass(frozen=True, slots=True)
class HealthFrame:
    """Probabilities by sex (male, female) and age: of disability in each of the three ages, of special statuses.

    `disabled` has the shape (3, 2, 101); `special` (5 statuses, strata, 2, 101).
    """

    on: int
    pension_ages: PensionAges
    disabled: npt.NDArray[np.float64]
    strata: tuple[tuple[str, bool], ...]
    special: npt.NDArray[np.float64]
    carers_per_child: float
    carers_per_first_group: float
    assumed: dict[str, Any]


def prepare(margins: Margins) -> HealthFrame:
    """Level the shapes by age to persons with disability (target 45), their carers and special statuses."""
    assumed = values(__package__)
    retirement = pension_ages(margins.on)
    wanted = _persons_with_disability()
    national = margins.counts.sum(axis=0)
    of_age = _shares_of_ages(retirement, margins)
    disabled = np.stack(
        [_by_age(assumed[name]) for name in ("disabled_children", "disabled_of_working_age", "disabled_of_pension_age")]
    )
    level = wanted / (disabled * of_age * national).sum(axis=(1, 2))
    disabled = np.minimum(disabled * level[:, None, None], 1)
    groups = assumed["groups"]
    first_group = wanted[WORKING] * groups["working"][_FIRST_GROUP] + wanted[PENSION] * groups["pension"][_FIRST_GROUP]
    return HealthFrame(
        on=day_number(margins.on),
        pension_ages=retirement,
        disabled=disabled,
        strata=margins.strata,
        special=_special_statuses(margins, assumed["special_statuses"]),
        carers_per_child=_persons_paid("allowance for raising a child with disability") / wanted[CHILD],
        carers_per_first_group=_persons_paid("carer of group I") / first_group,
        assumed=assumed,
    )


def _persons_with_disability() -> npt.NDArray[np.float64]:
    """Return the published persons with disability: children, of working age, of pension age."""
    targets = sources.read("calibration/targets_60.csv")
    value = dict(zip(targets["id"], targets["value"], strict=True))[_TARGET]
    working, pension, children = value.split("/")
    return 1000 * np.array([float(children), float(working), float(pension)])


def _persons_paid(item: str) -> float:
    """Return the persons who receive a benefit of the state in 2025."""
    benefits = sources.read("calibration/state_benefits_2024_2026.csv")
    return 1000 * float(dict(zip(benefits["item"], benefits["value"], strict=True))[item])


def _shares_of_ages(retirement: PensionAges, margins: Margins) -> npt.NDArray[np.float64]:
    """Return which share of persons of a sex and single age belongs to each of the three ages, shape (3, 2, 101)."""
    month = margins.on.year * 12 + margins.on.month - 1
    born = np.clip(month - 12 * _AGES[:, None] - np.arange(12) - 1 - 1900 * 12, 0, None)
    older = (12 * _AGES[:, None] + np.arange(12) + 1)[None] > retirement.months[:, born]
    pension = older.mean(axis=2)
    child = np.broadcast_to(_AGES < ADULT, pension.shape)
    return np.stack([child, 1 - child - pension, pension])


def _by_age(shape: dict[str, Any]) -> npt.NDArray[np.float64]:
    """Return a shape by sex and single age from its knots."""
    return np.stack([np.interp(_AGES, shape["ages"], shape[sex]) for sex in ("men", "women")])


def _special_statuses(margins: Margins, table: dict[str, Any]) -> npt.NDArray[np.float64]:
    """Return the probability of each special status by stratum, sex and age."""
    found = np.zeros((len(STATUSES), *margins.counts.shape))
    for number, name in enumerate(STATUSES):
        status = table[name]
        born = margins.on.year - _AGES
        of_years = (born >= status["born"][0]) & (born <= status["born"][1])
        shape = np.array([status["men"], status["women"]])[:, None] * of_years
        here = np.array([region in status.get("regions", (region,)) for region, _ in margins.strata])
        weights = here[:, None, None] * shape
        found[number] = np.minimum(weights * status["persons"] / (weights * margins.counts).sum(), 1)
    return found
