"""The numbers that the report tells, taken from the sums: each a plain question with a plain answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from tirek.reports.nation_under_law.laws import IN_FORCE, KINDS
from tirek.reports.nation_under_law.measures import BIN
from tirek.reports.nation_under_law.published import PERCENT, Comparison, compare

if TYPE_CHECKING:
    from tirek.law.kernel.law import Law
    from tirek.reports.nation_under_law.run import Outcome

QUARTERS: Final = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Changes:
    """How some events fare under a law beside the law in force: weighted events, tenge for each that changes."""

    events: float
    gaining: float
    losing: float
    mean_gain: float
    mean_loss: float
    mean_change: float

    @property
    def gaining_share(self) -> float:
        """Percent of events that receive more."""
        return PERCENT * self.gaining / self.events if self.events else 0.0

    @property
    def losing_share(self) -> float:
        """Percent of events that receive less."""
        return PERCENT * self.losing / self.events if self.events else 0.0


@dataclass(frozen=True)
class Figures:
    """An outcome, asked for what the report says."""

    outcome: Outcome
    law: Law

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The law in force beside what the Fund published."""
        return compare(self.outcome.measures, self.outcome.years, self.outcome.lived_from)

    @property
    def last_year(self) -> int:
        """The last year reported."""
        return max(self.outcome.years)

    def comparison(self, group: str, measure: str, year: int) -> Comparison | None:
        """Return one comparison; None where neither side has the number."""
        wanted = (group, measure, year)
        return next((one for one in self.comparisons if (one.group, one.measure, one.year) == wanted), None)

    def spending(self, law: str, year: int, kind: str | None = None) -> float:
        """Return the tenge paid in a year, of one kind or of all."""
        return self._sum("spending", law, year, (kind,) if kind else KINDS)

    def recipients(self, law: str, year: int, kind: str | None = None) -> float:
        """Return the persons paid in a year, each once."""
        if kind:
            return self._sum("recipients", law, year, (kind,))
        totals = self.outcome.measures.totals
        return float(totals.filter(pl.col("law") == law, pl.col("year") == year)["recipients"].sum())

    def running_without_unknown(self, year: int) -> tuple[float, float]:
        """Return the tenge of running payments with unknown increases left out, and as assumed."""
        kinds = ("disability", "survivors")
        return self._sum("spending_as_known", IN_FORCE, year, kinds), self._sum("spending", IN_FORCE, year, kinds)

    def refused_share(self, kind: str, condition: str) -> float:
        """Return the percent of events that the law in force refuses by a condition."""
        outcomes = self.outcome.measures.outcomes
        own = outcomes.filter(pl.col("law") == IN_FORCE, pl.col("kind") == kind)
        refused = own.filter(pl.col("refused_by") == condition)["people"].sum()
        return PERCENT * float(refused) / float(own["people"].sum() or 1.0)

    def changes(self, law: str, **where: str) -> Changes:
        """Return how events fare under a law; `where` names a kind, region or wage group."""
        rows = self.outcome.measures.changes.filter(pl.col("law") == law, *(pl.col(k) == v for k, v in where.items()))
        events, gaining, losing, gained, lost = (
            float(rows[name].sum()) for name in ("events", "gaining", "losing", "gained", "lost")
        )
        return Changes(
            events, gaining, losing, gained / gaining if gaining else 0.0, lost / losing if losing else 0.0,
            (gained + lost) / events if events else 0.0,
        )  # fmt: skip

    def quarters(self, kind: str) -> tuple[float, ...]:
        """Return the amounts (tenge, middles of bins) below which a quarter, half and three quarters of awards lie."""
        rows = self.outcome.measures.amounts.filter(pl.col("law") == IN_FORCE, pl.col("kind") == kind).sort("bin")
        people = rows["people"].cum_sum().to_list()
        bins = rows["bin"].to_list()
        found = []
        for share in QUARTERS:
            wanted = share * people[-1] if people else 0.0
            place = next((bin_ for bin_, below in zip(bins, people, strict=True) if below >= wanted), 0)
            found.append((place + 0.5) * BIN)
        return tuple(found)

    def regions(self) -> list[dict[str, Any]]:
        """Return recipients and tenge by region under the law in force in the last year, most for a resident first."""
        own = self.outcome.measures.regions.filter(pl.col("law") == IN_FORCE, pl.col("year") == self.last_year)
        paid = own.group_by("region").agg(pl.col("spending").sum())
        residents = self.outcome.insured.residents.rename({"persons": "residents"})
        joined = residents.join(paid, on="region", how="left").fill_null(0.0)
        joined = joined.with_columns(per_resident=pl.col("spending") / pl.col("residents"))
        return joined.sort("per_resident", "region", descending=[True, False]).to_dicts()

    def record(self) -> dict[str, Any]:
        """Return everything as data."""
        outcome, measures = self.outcome, self.outcome.measures
        return {
            "synthetic": True,
            "years": list(outcome.years),
            "on": outcome.on.isoformat(),
            "share": outcome.share,
            "what_if": outcome.what_if,
            "events": outcome.events,
            "first_event": outcome.first_event.isoformat(),
            "laws": {one.key: {"reforms": list(one.reforms), "title": one.short.en} for one in outcome.laws},
            "estimates": "weighted sums, tenge and persons",
            "beside_published": [
                {
                    "year": one.year, "group": one.group, "measure": one.measure, "simulated": round(one.simulated),
                    "published": one.published, "difference_percent": _rounded(one.difference),
                    "chance_percent": _rounded(one.margin), "sampled": one.sampled, "count": one.count,
                    "status": one.status, "source": one.source,
                }
                for one in self.comparisons
            ],
            "by_law_kind_year": _rows(measures.years),
            "by_law_year": _rows(measures.totals),
            "by_law_kind_year_region": _rows(measures.regions),
            "decisions": _rows(measures.outcomes),
            "changes_beside_law_in_force": _rows(measures.changes),
            "insured": {
                "persons": round(outcome.insured.persons),
                "by_payer": _rows(outcome.insured.by_payer), "by_record_months": _rows(outcome.insured.by_record),
                "by_region": _rows(outcome.insured.by_region),
            },
            "payments_running_without_event": _rows(outcome.missing.payments),
        }  # fmt: skip

    def award(self, kind: str, year: int, column: str) -> float:
        """Return a sum over the new awards of a kind and year under the law in force."""
        return self._sum(column, IN_FORCE, year, (kind,))

    def _sum(self, column: str, law: str, year: int, kinds: tuple[str, ...]) -> float:
        years = self.outcome.measures.years
        own = years.filter(pl.col("law") == law, pl.col("year") == year, pl.col("kind").is_in(kinds))
        return float(own[column].sum())


def _rows(table: pl.DataFrame) -> list[dict[str, Any]]:
    """Return rows as data, estimates rounded to whole units."""
    floats = [name for name, kind in table.schema.items() if kind.is_float()]
    squares = [name for name in floats if name.endswith("squares")]
    whole = [pl.col(name).round(0).cast(pl.Int64) for name in floats if name not in squares]
    return table.drop(squares).with_columns(whole).to_dicts()


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)
