"""The Fund's published statistics beside what the laws make of the synthetic nation. Nothing is tuned to them here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import yaml

from tirek.forecast import sources

if TYPE_CHECKING:
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
_RISKS: Final = {"survivor": "survivors", "disability+survivor": "disability+survivors"}
_COLUMNS: Final = {
    "recipients": ("recipients_th", 1e3),
    "spending": ("amount_bn_kzt", 1e9),
    "average": ("avg_assigned_kzt_month", 1.0),
}
PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Comparison:
    """One published number and the simulated one: persons, or tenge. `margin`: what chance alone may do, in percent.

    `average` is the mean monthly amount of new awards of the year.
    """

    year: int
    group: str
    measure: str
    simulated: float
    published: float | None
    status: str
    source: str
    margin: float

    @property
    def difference(self) -> float | None:
        """Simulated over published, in percent; None where nothing was published."""
        return None if not self.published else (self.simulated / self.published - 1) * PERCENT


def compare(measures: Measures, years: Sequence[int]) -> tuple[Comparison, ...]:
    """Return each measure of each group and year under the law in force, published or not."""
    numbers = published()
    found = []
    for group, kinds in GROUPS.items():
        for year in years:
            own = measures.years.filter(
                pl.col("law") == "in_force", pl.col("year") == year, pl.col("kind").is_in(kinds)
            )
            simulated, margin = _simulated(own, measures, group, year)
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
                        margin,
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


def _simulated(own: pl.DataFrame, measures: Measures, group: str, year: int) -> tuple[dict[str, float | None], float]:
    """Return the numbers of a group; persons are counted once only where the group is one kind or all."""
    if own.is_empty():
        return dict.fromkeys(MEASURES, None), 0.0
    recipients: float | None = float(own["recipients"].sum())
    squares = float(own["squares"].sum())
    if group == "all":
        once = measures.totals.filter(pl.col("law") == "in_force", pl.col("year") == year)
        recipients, squares = float(once["recipients"].sum()), float(once["squares"].sum())
    margin = PERCENT * squares**0.5 / recipients if recipients else 0.0
    if len(own) > 1 and group != "all":
        recipients = None
    awards = float(own["awards"].sum())
    average = float(own["awarded"].sum()) / awards if awards else None
    return {"recipients": recipients, "spending": float(own["spending"].sum()), "average": average}, margin
