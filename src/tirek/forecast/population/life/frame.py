"""What all blocks share while they live: rates by age, sex and region levelled to the nation, and the law by month."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population import assumptions, means, work
from tirek.forecast.population.days import month_number
from tirek.forecast.population.life.payments import CREDITED_MONTHS
from tirek.forecast.population.margins import ASSUMED_IN
from tirek.forecast.population.pension_age import PensionAges, pension_ages
from tirek.forecast.population.projection.vital import Vital, vital
from tirek.forecast.population.regions import REGIONS
from tirek.forecast.population.schooling.shares import SchoolingFrame, read_shares
from tirek.forecast.population.work.contributions import ContributionLaw, contribution_law
from tirek.forecast.sources import read

if TYPE_CHECKING:
    from tirek.forecast.population.margins import Margins
    from tirek.law.kernel.edition import Edition

Numbers = npt.NDArray[np.float64]

AGES: Final = 101
TEENAGE: Final = "Y15T19"
KNOWN_REGIONS: Final = {"KZ-10": "KZ-63", "KZ-33": "KZ-19", "KZ-62": "KZ-35"}
"""Regions made in 2022, and those from which they were made, where a table knows only these."""

_FROM_INCOME: Final = ("disability", "survivors")
_ASKED_ONCE: Final = (
    "maternity_days_before", "income_window", "maternity_window", "job_loss_duration_steps", "survivor_age_limit",
    "survivor_study_age_limit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LawOfMonths:
    """The law on the first day of each month lived: amounts in tiyn, shape (months,)."""

    minimum_wage: Numbers
    contributions: ContributionLaw
    pension_ages: PensionAges
    """Months of age by (sex, month of birth)."""
    leave_before: int
    """Days of maternity leave before the birth."""
    income_window: int
    """Months whose mean income counts."""
    maternity_window: int
    """Months before the leave whose income counts for the maternity payment."""
    left_out: dict[str, Numbers]
    """Income that `disability` and `survivors` payments leave out, tiyn a month: who earned less receives nothing."""
    job_loss_months: Numbers
    """Months for which the loss of work is paid, by months of record up to 60."""
    survivor_ages: tuple[int, int]
    """Ages up to which children, and those who study full time, are survivors."""


@dataclass(frozen=True, slots=True)
class LifeFrame:
    """Rates of a year, levelled to published totals, and the assumed numbers."""

    months: int
    numbers: dict[str, Any]
    vital: Vital
    """Births, deaths, net migrants and death rates of each year: the path of the nation."""
    fertility: Numbers
    """Births a year of a woman by (region, age); `births_level` gives them the level of a year."""
    births_level: dict[int, float]
    boys: float
    adults: float
    women: float
    """Persons of 18 and over, and women of 18 to 44, in the nation on the first day."""
    persons: float
    migration: Numbers
    """Where those go who leave a region, (from, to); rows add up to one."""
    law: LawOfMonths
    schooling: SchoolingFrame
    of_work: dict[str, Any]
    """What the room `work` assumes: how steady people are at work, how long mothers stay away."""
    of_means: dict[str, Any]
    """What the room `means` assumes: up to which age banks lend, and how much of an income instalments may take."""
    of_people: dict[str, Any]
    """What the room `people` assumes: after how many years kandas are citizens."""
    law_before: ContributionLaw
    """The law of contributions of the 36 months before life."""

    def death_rates(self, year: int) -> Numbers:
        """Return deaths a year and person by (sex, age)."""
        return np.asarray(self.vital.death_rates[year - self.vital.first])

    def emigrants(self, year: int) -> float:
        """Return who leaves the country in a year: who comes, less the net migrants of the year."""
        return float(self.numbers["immigrants_a_year"]) - self.vital.of("net_migration", year)


def prepare(margins: Margins, months: int) -> LifeFrame:
    """Return what all blocks share, for a life of so many months from the day of the margins."""
    numbers = assumptions.values(__package__ or "")
    by_region = np.zeros((len(REGIONS), 2, AGES))
    for (region, _), counts in zip(margins.strata, margins.counts, strict=True):
        by_region[REGIONS.index(region)] += counts
    nation = by_region.sum(axis=0)
    years = range(margins.on.year, margins.on.year + months // 12 + 3)
    path, fertility = vital(years[-1]), _fertility(numbers, margins.on.year)
    return LifeFrame(
        months, numbers, path, fertility, _births_level(path, years, fertility, by_region[:, 1]), _boys(margins.on),
        float(nation[:, 18:].sum()), float(nation[1, 18:45].sum()), float(nation.sum()),
        _migration(numbers, by_region.sum(axis=(1, 2))), _law(margins.on, months),
        read_shares(), assumptions.values(work.__name__), assumptions.values(means.__name__),
        assumptions.values(ASSUMED_IN),
        contribution_law(month_number(margins.on) - CREDITED_MONTHS, CREDITED_MONTHS),
    )  # fmt: skip


def _births_level(path: Vital, years: range, fertility: Numbers, women: Numbers) -> dict[int, float]:
    """Return by what `fertility` (region, age) is multiplied in each year; `women` (region, age) say who lives where.

    A year's level follows the women of that year, so that a larger or smaller generation of mothers is counted once.
    """
    of_nation = (fertility * women).sum(axis=0) / women.sum(axis=0)
    return {year: path.of("births", year) / float((of_nation * path.women[year - path.first]).sum()) for year in years}


def _fertility(numbers: dict[str, Any], year: int) -> Numbers:
    """Return the shape of births by (region, age of the mother); its level means nothing."""
    shape = read("derived/kaz_fertility_shape_single_age_2015_2100.csv")
    period = f"{year // 5 * 5}-{year // 5 * 5 + 5}"
    one = shape.filter(shape["period"] == period)
    ages = np.zeros(AGES)
    ages[one["age"].to_numpy()] = one["share"].to_numpy()
    ages[:15] = 0
    teenage = read("kazstat_sdg/kaz_sdg_3-7-2_adolescent_fertility.csv")
    teenage = teenage.filter((teenage["AGE"] == TEENAGE) & teenage["URBANISATION"].is_null())
    teenage = teenage.filter(teenage["Year"] == teenage["Year"].max())
    known = {region or "": rate for region, rate in zip(teenage["iso"], teenage["Value"], strict=True)}
    rates = np.array([known.get(r) or known[KNOWN_REGIONS.get(r, "")] for r in REGIONS], np.float64)
    return np.outer((rates / known[""]) ** numbers["births_by_region"], ages)


def _boys(on: dt.date) -> float:
    ratio = read("wpp2024/kaz_sex_ratio_birth_1950_2100.csv")
    boys = float(ratio.filter(ratio["year"] == on.year)["srb"][0])
    return boys / (1 + boys)


def _migration(numbers: dict[str, Any], persons: Numbers) -> Numbers:
    """Return where movers go: persons of the destination times its pull over a power of the distance."""
    middles = _middles()
    apart = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1))
    pull = np.array([numbers["pull"].get(region, 1.0) for region in REGIONS])
    np.fill_diagonal(apart, 1.0)
    flows = persons * pull / np.maximum(apart, 1.0) ** numbers["distance_power"]
    np.fill_diagonal(flows, 0.0)
    return np.asarray(flows / flows.sum(axis=1, keepdims=True), np.float64)


def _middles() -> Numbers:
    """Return the middle of each region, in degrees made alike in both directions."""
    map_of = (files("tirek.forecast.sources") / "geo/kz_adm1_20_simplified.geojson").read_text(encoding="utf-8")
    middles = np.zeros((len(REGIONS), 2))
    for feature in json.loads(map_of)["features"]:
        shape = feature["geometry"]
        rings = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        points = np.array(max((ring[0] for ring in rings), key=len))
        middles[REGIONS.index(feature["properties"]["iso"])] = (points.min(axis=0) + points.max(axis=0)) / 2
    return np.asarray(middles * np.array([np.cos(np.radians(48.0)), 1.0]), np.float64)


def _law(on: dt.date, months: int) -> LawOfMonths:
    from tirek.law.kernel.law import Law

    law, first = Law.load("tirek.law"), month_number(on)
    days = [dt.date(month // 12, month % 12 + 1, 1) for month in range(first, first + months)]
    wages = [float(_asked(law.edition(day), "minimum_wage")) for day in days]
    now = law.edition(days[0]).case({})
    asked: dict[str, Any] = {name: now.value(name) for name in _ASKED_ONCE}
    shares = {
        kind: [float(_asked(law.edition(day), f"{kind}_deduction_share")) for day in days] for kind in _FROM_INCOME
    }
    return LawOfMonths(
        np.array(wages), contribution_law(first, months), pension_ages(on),
        leave_before=int(asked["maternity_days_before"].of("normal")),
        income_window=int(asked["income_window"]),
        maternity_window=int(asked["maternity_window"]),
        left_out={kind: np.array(wages) * np.array(share) for kind, share in shares.items()},
        job_loss_months=np.array([int(asked["job_loss_duration_steps"].at(record)) for record in range(61)]),
        survivor_ages=(int(asked["survivor_age_limit"]), int(asked["survivor_study_age_limit"])),
    )  # fmt: skip


def _asked(edition: Edition, name: str, **facts: str) -> Any:  # noqa: ANN401  # whatever the law answers
    return edition.case(facts).value(name)
