"""Shares of those who work, look for work, work for themselves or informally, levelled to the published totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import expit, logit

from tirek.forecast.population.margins import national
from tirek.forecast.population.work.published import by_region_and_sex, fit_events, latest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from tirek.forecast.population.margins import Margins

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

UNEMPLOYMENT: Final = "kaz_sdg_8-5-2_unemployment_rate"
WORKS_FROM: Final = 15
YOUNG: Final = slice(15, 35)
OLDER: Final = 35
LAST_UNEMPLOYED: Final = 64
SEXES: Final = ("male", "female")
MOST: Final = 0.97
LEAST: Final = 1e-9
ALL_AGES: Final = np.arange(101)


@dataclass(frozen=True, slots=True)
class LabourRates:
    """Shares by stratum, sex and single age (strata, 2, 101).

    `employed`, `unemployed` and `students` are of all persons, `employed_students` of the students; `self_employed` of
    the employed, `informal_self` of the self-employed and `informal_employee` of the employees.
    """

    employed: Numbers
    unemployed: Numbers
    students: Numbers
    employed_students: Numbers
    self_employed: Numbers
    informal_self: Numbers
    informal_employee: Numbers

    def chances(self, stratum: int, sex: Whole, age: Whole, student: Flags) -> tuple[Numbers, Numbers]:
        """Return for each person the chances to work and to look for work; students do not look for it."""
        place = (stratum, sex, age)
        share, at_study = self.students[place], self.employed_students[place]
        others = np.maximum(1 - share, LEAST)
        at_work = np.clip((self.employed[place] - share * at_study) / others, 0, 1)
        looking = np.clip(self.unemployed[place] / others, 0, 1 - at_work)
        return np.where(student, at_study, at_work), np.where(student, 0.0, looking)


def labour_rates(margins: Margins, student_share: Numbers, assumed: dict[str, Any]) -> LabourRates:
    """Return the shares; with the counts of `margins` they add up to targets 22 to 29."""
    level = _level(margins, assumed)
    totals = {name: count * level for name, count in assumed["labour_totals"].items()}
    unemployed_totals = np.array([totals["unemployed_men"], totals["unemployed_women"]])
    everybody = totals["employed"] + unemployed_totals.sum()
    rate = latest(UNEMPLOYMENT)[None, None, None, "M25T28"] / 100
    force = _labour_force(margins, student_share, assumed, everybody, rate)
    unemployed = _unemployed(margins, force, unemployed_totals)
    for _ in range(2):  # the share neither in work nor study needs the unemployment of the young, and gives it
        rate = _over(margins.counts[:, :, YOUNG], unemployed[:, :, YOUNG], force[:, :, YOUNG])
        force = _labour_force(margins, student_share, assumed, everybody, rate)
        unemployed = _unemployed(margins, force, unemployed_totals)
    employed = force - unemployed
    workers = margins.counts * employed
    informal = _informal(margins, workers)
    self_employed = _self_employed(margins, workers, assumed, totals["self_employed"])
    informal_self, informal_employee = _split(informal, self_employed, assumed["informal_self_employed_share"])
    reached = workers * (self_employed * informal_self + (1 - self_employed) * informal_employee)
    lacking = (workers * informal).sum() / reached.sum()
    informal_self, informal_employee = np.minimum(informal_self * lacking, MOST), informal_employee * lacking
    students = np.broadcast_to(student_share, employed.shape)
    at_study = np.minimum(_working_students(assumed), employed)
    return LabourRates(employed, unemployed, students, at_study, self_employed, informal_self, informal_employee)


def _level(margins: Margins, assumed: dict[str, Any]) -> float:
    reference: dt.date = assumed["reference_day"]
    if margins.on == reference:
        return 1.0
    adults = national(reference).counts[:, :, WORKS_FROM:].sum()
    return float(margins.counts[:, :, WORKS_FROM:].sum() / adults)


def _over(counts: Numbers, part: Numbers, whole: Numbers) -> float:
    return float((counts * part).sum() / (counts * whole).sum())


def _by_age(table: dict[str, list[float]]) -> Numbers:
    return np.stack([np.interp(ALL_AGES, table["ages"], table[sex]) for sex in SEXES])


def _working_students(assumed: dict[str, Any]) -> Numbers:
    table = assumed["working_students"]
    shares: Numbers = np.interp(ALL_AGES, table["ages"], table["shares"])
    return shares


def _labour_force(
    margins: Margins, student_share: Numbers, assumed: dict[str, Any], total: float, rate: float
) -> Numbers:
    """Return the share in the labour force: the young by study and target 28, the others levelled to the total."""
    counts = margins.counts.sum(axis=0)
    idle_students = student_share * (1 - _working_students(assumed))
    shape = np.minimum(_by_age(assumed["outside_young"]), 2.0) * (1 - student_share)
    young = counts[:, YOUNG]
    # not in work or study = out + rate * (1 - students - out), and out = scale * shape
    wanted = assumed["neet_share"] * young.sum() - rate * (young * (1 - idle_students[:, YOUNG])).sum()
    scale = wanted / ((1 - rate) * young * shape[:, YOUNG]).sum()
    force = np.clip(1 - idle_students - scale * shape, 0, 1)
    older = logit(_by_age(assumed["participation_from_35"]).clip(1e-4, MOST))
    older[:, assumed["oldest_at_work"] + 1 :] = -np.inf
    rest = total - (young * force[:, YOUNG]).sum()
    shift = _solve(lambda x: float((counts * expit(older + x))[:, OLDER:].sum()) - rest)
    force[:, OLDER:] = expit(older + shift)[:, OLDER:]
    force[:, :WORKS_FROM] = 0
    return np.broadcast_to(force, margins.counts.shape).copy()


def _unemployed(margins: Margins, force: Numbers, totals: Numbers) -> Numbers:
    at_risk = margins.counts * force
    at_risk[:, :, LAST_UNEMPLOYED + 1 :] = 0
    rates = fit_events(at_risk, np.full_like(at_risk, 1.0), latest(UNEMPLOYMENT), margins, 1.0)
    found = (at_risk * rates).sum(axis=(0, 2))
    shares: Numbers = np.where(at_risk > 0, force * rates * (totals / found)[None, :, None], 0)
    return shares


def _informal(margins: Margins, workers: Numbers) -> Numbers:
    values = latest("kaz_sdg_8-3-1_informal_employment_share")
    rates = fit_events(workers, np.full_like(workers, 1.0), values, margins, 60.0)
    informal: Numbers = rates * values[None, None, None, None] / 100 * workers.sum() / (workers * rates).sum()
    return informal


def _split(informal: Numbers, self_employed: Numbers, share: float) -> tuple[Numbers, Numbers]:
    """Return the informal share of the self-employed and of employees; `share` of the informal are self-employed."""
    of_self = np.minimum(share * informal / self_employed, MOST)
    of_employees = np.clip((informal - self_employed * of_self) / (1 - self_employed), 0, MOST)
    return of_self, of_employees


def _self_employed(margins: Margins, workers: Numbers, assumed: dict[str, Any], total: float) -> Numbers:
    entry = assumed["self_employed_odds"]
    regions = tuple(region for region, _ in margins.strata)
    informal = by_region_and_sex(latest("kaz_sdg_8-3-1_informal_employment_share"), regions).mean(axis=1)
    village = np.array([not urban for _, urban in margins.strata])
    of_stratum = entry["village"] * village + entry["by_informality_of_region"] * np.log(informal / informal.mean())
    of_sex = np.array([0.0, entry["women"]])
    of_age = np.interp(ALL_AGES, entry["ages"], entry["by_age"])
    odds = of_stratum[:, None, None] + of_sex[None, :, None] + of_age[None, None, :]
    shift = _solve(lambda x: float((workers * expit(odds + x)).sum()) - total)
    shares: Numbers = expit(odds + shift)
    return shares


def _solve(excess: Callable[[float], float]) -> float:
    return float(brentq(excess, -12.0, 12.0))
