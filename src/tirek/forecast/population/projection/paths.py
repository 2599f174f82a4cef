"""The levels of a future, year by year: fertility, life expectancy, net migration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population import assumptions
from tirek.forecast.population.projection import schedules as un
from tirek.forecast.population.projection.life_table import AGES, level, person_years, survival

if TYPE_CHECKING:
    from tirek.forecast.population.projection.scenario import Scenario
    from tirek.forecast.population.projection.whole_persons import Numbers

BASE_YEAR: Final = 2025
"""The last year with official numbers."""
_YEARS_TO_STEP: Final = 5


@dataclass(frozen=True, slots=True)
class Paths:
    """By calendar year (un.YEARS): children for each woman, years of life of men and women (years, 2), net migrants."""

    tfr: Numbers
    e0: Numbers
    migration: Numbers


@cache
def assumed() -> dict[str, Any]:
    """Return the values of `assumptions.yaml`."""
    return assumptions.values(__package__)


def paths(scenario: Scenario) -> Paths:
    """Return the paths of a scenario: the basis, its variants, then the user's own."""
    tfr, e0, migration = _medium(scenario.basis)
    start = scenario.start - un.FIRST_YEAR
    mortality = _with_mortality(scenario.mortality, e0, start)
    fertility = _with_fertility(scenario.fertility, tfr, mortality, start)
    moved = _with_migration(scenario.migration, migration, start)
    own = scenario.own
    return Paths(
        _own(fertility, own.get("tfr"), start),
        np.stack(
            [_own(mortality[:, sex], own.get(name), start) for sex, name in enumerate(("e0_male", "e0_female"))], 1
        ),
        _own(moved, own.get("net_migration"), start),
    )


def _medium(basis: str) -> tuple[Numbers, Numbers, Numbers]:
    tfr, migration = un.by_year(un.TFR, "tfr"), un.by_year(un.MIGRANTS, "mig") * 1000
    e0 = un.by_year(un.E0, "e0M", "e0F")
    if basis == "un":
        return tfr, e0, migration
    base, given = BASE_YEAR - un.FIRST_YEAR, assumed()
    ratio = np.interp(un.YEARS, [BASE_YEAR, given["tfr_meets_un_in"]], [given["tfr_2025"] / tfr[base], 1.0])
    apart = np.interp(
        un.YEARS,
        [BASE_YEAR, given["migration_meets_un_in"]],
        [given["net_migration_2025"] - migration[base], 0.0],
    )
    return tfr * ratio, e0 + (np.array(given["e0_2024"]) - e0[0]), migration + apart


def _with_fertility(variant: str, tfr: Numbers, e0: Numbers, start: int) -> Numbers:
    if variant in {"low", "high"}:
        step = un.by_year(un.TFR, f"tfr_{variant}") - un.by_year(un.TFR, "tfr")
        shift = np.zeros_like(tfr)
        shift[start:] = step[: len(step) - start]  # the UN's steps, counted from our own start
        return tfr + shift
    if variant == "constant":
        return np.where(np.arange(len(tfr)) > start, tfr[start], tfr)
    if variant == "replacement":
        return np.asarray(np.where(np.arange(len(tfr)) >= start, replacement(e0), tfr))
    return tfr


def replacement(e0: Numbers) -> Numbers:
    """Return the fertility at which each woman leaves one daughter who lives to her mother's age, by year."""
    shapes = un.schedules()
    women = shapes.rates[:, 1] * level(shapes.rates[:, 1], e0[:, 1])[:, None]
    daughters = (person_years(women) * shapes.fertility).sum(axis=1) * (1 - shapes.boys)
    return np.asarray(1 / daughters)


def _with_mortality(variant: str, e0: Numbers, start: int) -> Numbers:
    if variant in {"low", "high"}:  # low mortality is a long life
        bound = "80u" if variant == "low" else "80l"
        apart = un.by_year(un.E0, f"e0M_{bound}", f"e0F_{bound}") - un.by_year(un.E0, "e0M", "e0F")
        shift = np.zeros_like(e0)
        shift[start:] = apart[: len(apart) - start]
        return e0 + shift
    if variant == "constant":
        return np.where(np.arange(len(e0))[:, None] > start, e0[start], e0)
    return e0


def _with_migration(variant: str, migration: Numbers, start: int) -> Numbers:
    since = np.arange(len(migration)) - start
    if variant in {"low", "high"}:
        step = assumed()["migration_step"] * (-1 if variant == "low" else 1)
        return np.asarray(migration + step * np.clip((since + 1) / _YEARS_TO_STEP, 0, 1))
    if variant == "constant":
        return np.where(since > 0, migration[start], migration)
    return np.where(since >= 0, 0.0, migration) if variant == "zero" else migration


def _own(path: Numbers, knots: dict[int, float] | None, start: int) -> Numbers:
    """Return the path with the user's knots: straight lines from the start's level, level after the last knot."""
    if not knots:
        return path
    joined = {un.FIRST_YEAR + start: float(path[start]), **knots}
    years = sorted(joined)
    line = np.interp(un.YEARS, years, [joined[year] for year in years])
    return np.where(np.arange(len(path)) >= start, line, path)


# --- from levels to rates by age


def survival_of(e0: Numbers) -> Numbers:
    """Return survival by year, (years, 2, 102), of the UN's age pattern at these life expectancies."""
    rates = un.schedules().rates
    return survival(rates * level(rates, e0)[..., None])


def migrants_of(migration: Numbers) -> Numbers:
    """Return net migrants by year, sex and age, (years, 2, 101).

    The UN's own by age, and what a path adds to them or takes away by the standard ages of migration; nobody at all
    from the year on from which a path stays at zero.
    """
    medium = un.schedules().migrants
    by_age = medium + (migration - medium.sum(axis=(1, 2)))[:, None, None] * migrant_ages()[None, None, :] / 2
    nobody = np.maximum.accumulate(np.abs(migration[::-1]))[::-1] == 0
    return np.asarray(np.where(nobody[:, None, None], 0.0, by_age))


@cache
def migrant_ages() -> Numbers:
    """Return the share of migrants at each age, (101,): the standard schedule of migration."""
    shape, age = assumed()["migrant_ages"], np.arange(AGES)
    away = age - shape["workers_middle"]
    share = (
        shape["children"] * np.exp(-shape["children_fall"] * age)
        + shape["workers"] * np.exp(-shape["workers_fall"] * away - np.exp(-shape["workers_rise"] * away))
        + shape["always"]
    )
    share[-1] = 0.0
    return np.asarray(share / share.sum())
