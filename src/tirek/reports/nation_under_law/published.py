"""The Fund's published statistics beside what the laws make of the synthetic nation. Nothing is tuned to them here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import yaml

from tirek.forecast import sources

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from tirek.reports.nation_under_law.measures import Measures

STATISTICS: Final = "calibration/gfss_experience_2017_2026.csv"
GROUPS: Final = {
    "maternity+childcare": ("maternity", "childcare"),
    "job_loss": ("job_loss",),
    "disability": ("disability",),
    "survivors": ("survivors",),
    "disability+survivors": ("disability", "survivors"),
    "all": ("maternity", "childcare", "job_loss", "disability", "survivors"),
}
"""Groups of kinds that the Fund publishes together."""
MEASURES: Final = ("recipients", "spending", "average")
LEVELLED: Final = {"maternity+childcare": "free", "all": "partly"}
"""Where the number of events was not levelled to published awards when the nation was made; elsewhere it was."""
_RISKS: Final = {"survivor": "survivors", "disability+survivor": "disability+survivors"}
_COLUMNS: Final = {
    "recipients": ("recipients_th", 1e3),
    "spending": ("amount_bn_kzt", 1e9),
    "average": ("avg_assigned_kzt_month", 1.0),
}
PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Comparison:
    """One published number and the simulated one: persons, or tenge. `margin`: one standard error, in percent.

    `average` is the mean monthly amount of new awards of the year. `sampled`: rows of the nation behind the number.
    `lived`: the events of the year come from the life of the nation.
    """

    year: int
    group: str
    measure: str
    simulated: float
    published: float | None
    status: str
    source: str
    margin: float
    sampled: int
    lived: bool = False

    @property
    def count(self) -> str:
        """Whether the number of events was levelled to published awards: levelled, free, partly; lived if none was."""
        return "lived" if self.lived else LEVELLED.get(self.group, "levelled")

    @property
    def difference(self) -> float | None:
        """Simulated over published, in percent; None where nothing was published."""
        return None if not self.published else (self.simulated / self.published - 1) * PERCENT


def compare(measures: Measures, years: Sequence[int], lived_from: dt.date | None = None) -> tuple[Comparison, ...]:
    """Return each measure of each group and year under the law in force, published or not.

    `lived_from`: the day from which on the nation's life made the events.
    """
    numbers = published()
    found = []
    for group, kinds in GROUPS.items():
        for year in years:
            own = measures.years.filter(
                pl.col("law") == "in_force", pl.col("year") == year, pl.col("kind").is_in(kinds)
            )
            simulated, margins, sampled = _simulated(own, measures, group, year)
            for measure in MEASURES:
                if measure == "average" and group not in ("job_loss", "disability", "survivors"):
                    continue
                told = numbers.get((year, group, measure), {})
                if simulated[measure] is None and not told:
                    continue
                found.append(
                    Comparison(
                        year,
                        group,
                        measure,
                        simulated[measure] or 0.0,
                        told.get("value"),
                        told.get("status", ""),
                        told.get("source", ""),
                        margins.get(measure, 0.0),
                        sampled.get(measure, 0),
                        lived_from is not None and year >= lived_from.year,
                    )
                )
    return tuple(found)


def published() -> dict[tuple[int, str, str], dict[str, Any]]:
    """Return the published numbers of whole years, by year, group and measure."""
    found: dict[tuple[int, str, str], dict[str, Any]] = {}
    for row in sources.read(STATISTICS).filter(pl.col("period") == "year").iter_rows(named=True):
        group = _RISKS.get(row["risk"], row["risk"])
        for measure, (column, times) in _COLUMNS.items():
            if row[column] is not None:
                found[row["year"], group, measure] = {
                    "value": float(row[column]) * times, "status": row["kind"], "source": row["source"],
                }  # fmt: skip
    besides = yaml.safe_load((files(__package__) / "published_besides.yaml").read_text(encoding="utf-8"))
    for row in besides:
        found[row["year"], row["group"], row["measure"]] = {**row, "value": float(row["value"])}
    return found


def _simulated(
    own: pl.DataFrame, measures: Measures, group: str, year: int
) -> tuple[dict[str, float | None], dict[str, float], dict[str, int]]:
    """Return the numbers of a group, their standard errors in percent, and how many rows each rests on.

    Persons are counted once only where the group is one kind or all.
    """
    if own.is_empty():
        return dict.fromkeys(MEASURES, None), {}, {}
    paid = own
    if group == "all":
        paid = measures.totals.filter(pl.col("law") == "in_force", pl.col("year") == year)
    once = group == "all" or len(own) == 1
    sums = {name: float(paid[name].sum()) for name in ("recipients", "spending", "squares", "paid_squares")}
    awards, awarded = float(own["awards"].sum()), float(own["awarded"].sum())
    numbers = {
        "recipients": sums["recipients"] if once else None,
        "spending": sums["spending"],
        "average": awarded / awards if awards else None,
    }
    margins = {
        "recipients": _percent(sums["squares"], sums["recipients"]),
        "spending": _percent(sums["paid_squares"], sums["spending"]),
        "average": _percent(_spread(own, awarded / awards), awarded) if awards else 0.0,
    }
    rows, new = int(paid["sampled"].sum()), int(own["sampled_awards"].sum())
    return numbers, margins, {"recipients": rows, "spending": rows, "average": new}


def _spread(own: pl.DataFrame, mean: float) -> float:
    """Return the sum over awards of the squared weighted distances from the mean."""
    whole, cross, squares = (
        float(own[name].sum()) for name in ("award_squares", "awarded_cross_squares", "awarded_squares")
    )
    return max(squares - 2 * mean * cross + mean * mean * whole, 0.0)


def _percent(squares: float, whole: float) -> float:
    return PERCENT * squares**0.5 / whole if whole else 0.0
