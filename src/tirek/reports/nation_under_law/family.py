"""Maternity and childcare held against their own past: published sums of earlier years, grown with what grew since.

The Fund publishes both together since 2019. Whether the simulated sum or the published one is out of line is asked of
2018 and 2020: grow what was published then with the mean wage, births and the months of care. A check, not a target.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import yaml

from tirek.forecast.population.assumptions import values

if TYPE_CHECKING:
    from tirek.law.kernel.law import Law

MONTHS: Final = 12
_WORK: Final = "tirek.forecast.population.work"
_MIDSUMMER: Final = (7, 1)


@dataclass(frozen=True, slots=True)
class Grown:
    """Published sums (tenge) grown to a year, by year of publication; what they grew with; awards for 100 births.

    `wages`, `births` and `children` (in care at one time) are ratios of the year to the first in which both payments
    were published; `in_wages` is a maternity award in mean wages of its year; `wage` the mean wage of the year, tenge.
    """

    year: int
    maternity: dict[int, float]
    childcare: dict[int, float]
    wages: float
    births: float
    children: float
    awards_per_hundred: dict[int, float]
    in_wages: dict[int, float]
    births_of_year: float
    wage: float

    @property
    def together(self) -> float:
        """Both payments of the first year in which both were published, grown."""
        first = min(self.childcare)
        return self.maternity[first] + self.childcare[first]


def past() -> dict[str, Any]:
    """Return the published past, as its file tells it."""
    found: dict[str, Any] = yaml.safe_load((files(__package__) / "family_past.yaml").read_text(encoding="utf-8"))
    return found


def grown(year: int, law: Law) -> Grown | None:
    """Grow what was published to a year; None where births or wages of that year are not known."""
    told = past()
    births = {each: row["value"] for each, row in told["births"].items()}
    wages = values(_WORK)["wage_index"]
    if not {year - 2, year - 1, year} <= set(births) or year not in wages:
        return None
    maternity, childcare = told["sums"]["maternity"], told["sums"]["childcare"]
    first = min(childcare)

    def children(of: int) -> float:
        return in_care(births, of, _months_of_care(law, of))

    def raised(paid: float, then: int, people: float) -> float:
        return paid * people * float(wages[year] / wages[then])

    return Grown(
        year,
        {then: raised(row["paid"], then, births[year] / births[then]) for then, row in maternity.items()},
        {then: raised(row["paid"], then, children(year) / children(then)) for then, row in childcare.items()},
        wages[year] / wages[first], births[year] / births[first], children(year) / children(first),
        {then: 100 * row["awards"] / births[then] for then, row in maternity.items()},
        {then: row["paid"] / row["awards"] / wages[then] for then, row in maternity.items()},
        births[year], wages[year],
    )  # fmt: skip


def _months_of_care(law: Law, year: int) -> int:
    return int(law.edition(dt.date(year, *_MIDSUMMER)).case({}).value("childcare_until_months"))


def in_care(births: dict[int, float], year: int, months: int) -> float:
    """Return how many children are younger than so many months, on the mean of the months of a year."""
    ends = range(year * MONTHS, (year + 1) * MONTHS)
    return sum(births[(end - age) // MONTHS] for end in ends for age in range(months)) / MONTHS**2
