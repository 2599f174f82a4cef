"""The tables of the report in one language; charts show the same rows, the terminal some of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from tirek.basics.text import date_text
from tirek.forecast.population.regions import region_name
from tirek.reports.charts.drawing import DataTable, table
from tirek.reports.charts.wording import (
    BILLION,
    THOUSAND,
    billions,
    catalogue,
    decimal,
    part,
    percent,
    tenge,
    thousands,
)
from tirek.reports.nation_under_law.insured import RECORD_GROUPS
from tirek.reports.nation_under_law.laws import IN_FORCE, KINDS
from tirek.reports.nation_under_law.measures import WAGE_GROUPS
from tirek.reports.nation_under_law.payments import FOLLOWED

if TYPE_CHECKING:
    from tirek.basics.text import Language
    from tirek.reports.nation_under_law.figures import Changes, Figures
    from tirek.reports.nation_under_law.published import Comparison

UNITS: Final = {"recipients": THOUSAND, "spending": BILLION, "average": 1}
PLACES: Final = {"recipients": 1, "spending": 1, "average": 0}
"""How estimates are written: so many of this unit, which the caption names."""
_DASH: Final = "–"


@dataclass(frozen=True)
class Tables:
    """Tables of the figures in a language."""

    figures: Figures
    language: Language

    def say(self, name: str, *parts: object) -> str:
        """Return a text of the catalogue with its places filled."""
        return catalogue("tirek.reports.nation_under_law")[name][self.language].format(*parts)

    def law_name(self, key: str) -> str:
        """Return what a compared law is called."""
        return next(one.short[self.language] for one in self.figures.outcome.laws if one.key == key)

    @property
    def others(self) -> tuple[str, ...]:
        """The laws beside the one in force."""
        return tuple(one.key for one in self.figures.outcome.laws if one.key != IN_FORCE)

    # --- the law in force

    def beside(self, measure: str) -> DataTable:
        """Return simulated beside published, for a measure."""
        heads = self._heads("kind", "year", "simulated", "published", "difference", "chance", "count")
        return table(heads, [self._beside(one) for one in self.figures.comparisons if one.measure == measure])

    def _beside(self, one: Comparison) -> list[str]:
        told = self.say("not_published") if one.published is None else self._number(one.measure, one.published)
        if one.status == "derived":
            told += f" ({self.say('derived_mark')})"
        simulated = self._number(one.measure, one.simulated) if one.simulated else _DASH
        off = one.difference if one.simulated else None
        difference = _DASH if off is None else percent(off, self.language, signed=True)
        return [
            self.say(f"kind_{one.group}"), str(one.year), simulated, told, difference,
            f"±{percent(one.margin, self.language)}", self.say(f"count_{one.count}"),
        ]  # fmt: skip

    def amounts(self) -> DataTable:
        """Return the middle amounts of new awards by kind."""
        heads = self._heads("kind", "quarter_low", "median", "quarter_high")
        rows = []
        for kind in KINDS[1:]:
            quarters = (self.say("up_to", tenge(amount, self.language)) for amount in self.figures.quarters(kind))
            rows.append([self.say(f"kind_{kind}"), *quarters])
        return table(heads, rows)

    def refusals(self) -> DataTable:
        """Return decisions of the law in force, refusals by the first condition that fails."""
        outcomes = self.figures.outcome.measures.outcomes.filter(pl.col("law") == IN_FORCE)
        rows = []
        for kind in KINDS:
            own = outcomes.filter(pl.col("kind") == kind).sort("people", descending=True)
            whole = float(own["people"].sum())
            for row in own.iter_rows(named=True):
                share = part(100 * row["people"] / whole if whole else 0.0, self.language)
                rows.append(
                    [self.say(f"kind_{kind}"), self._decision(row), thousands(row["people"], self.language), share]
                )
        return table(self._heads("kind", "outcome", "events", "share"), rows)

    def _decision(self, row: dict[str, str]) -> str:
        if row["outcome"] != "refused":
            return self.say(row["outcome"])
        term = self.figures.law.terms.get(row["refused_by"])
        return self.say("refused", term.title[self.language] if term else row["refused_by"])

    def regions(self) -> DataTable:
        """Return what was paid in each region."""
        rows = [
            [
                region_name(row["region"], self.language), billions(row["spending"], self.language),
                tenge(row["per_resident"], self.language),
            ]
            for row in self.figures.regions()
        ]  # fmt: skip
        return table(self._heads("region", "spending", "per_resident"), rows)

    # --- other laws

    def laws(self) -> DataTable:
        """Return what each law pays in the last year by kind."""
        year = self.figures.last_year
        heads = (self.say("kind"), *(one.short[self.language] for one in self.figures.outcome.laws))
        rows = [
            [self.say(f"kind_{kind}"), *(self._paid(one.key, year, kind) for one in self.figures.outcome.laws)]
            for kind in KINDS
        ]
        whole = [self.say("total"), *(self._paid(one.key, year, None) for one in self.figures.outcome.laws)]
        return table(heads, [*rows, whole])

    def law_years(self) -> DataTable:
        """Return recipients and tenge of each law and year, beside the law in force."""
        rows = []
        for one in self.figures.outcome.laws:
            for year in self.figures.outcome.years:
                paid, base = (self.figures.spending(key, year) for key in (one.key, IN_FORCE))
                off = _DASH if one.key == IN_FORCE or not base else percent(
                    100 * (paid / base - 1), self.language, signed=True
                )  # fmt: skip
                people = self._number("recipients", self.figures.recipients(one.key, year))
                rows.append([one.short[self.language], str(year), people, self._number("spending", paid), off])
        heads = (self.say("law"), self.say("year"), self.with_unit("recipients"), self.with_unit("spending"))
        return table((*heads, self.say("difference")), rows)

    def changes(self) -> DataTable:
        """Return who gains and who loses, by law and kind."""
        rows = []
        for law in self.others:
            for kind in KINDS:
                found = self.figures.changes(law, kind=kind)
                if found.events:
                    rows.append([self.law_name(law), self.say(f"kind_{kind}"), *self._changes(found)])
        return table(self._change_heads("kind"), rows)

    def changes_by_wage(self) -> DataTable:
        """Return who gains and who loses, by law and income before the event."""
        rows = []
        for law in self.others:
            for group in WAGE_GROUPS:
                found = self.figures.changes(law, wage_group=group)
                if found.events:
                    rows.append([self.law_name(law), group.replace("-", "–"), *self._changes(found)])
        return table(self._change_heads("wage_group"), rows)

    def changes_by_region(self) -> DataTable:
        """Return by region the share of events that gain and that lose, for each law."""
        regions = sorted(self.figures.outcome.insured.residents["region"])
        heads = [self.say("region")]
        for law in self.others:
            heads += [f"{self.law_name(law)}: {self.say(side).lower()}" for side in ("gain", "lose")]
        rows = []
        for region in regions:
            row = [region_name(region, self.language)]
            for law in self.others:
                found = self.figures.changes(law, region=region)
                row += [part(share, self.language) for share in (found.gaining_share, found.losing_share)]
            rows.append(row)
        return table(heads, rows)

    def followed(self) -> tuple[int, int]:
        """Return the first year reported and the last in which payments are followed to compare laws."""
        years = self.figures.outcome.years
        return min(years), max(years) + FOLLOWED

    def _change_heads(self, by: str) -> list[str]:
        means = (self.say(name, *self.followed()) for name in ("mean_gain", "mean_loss"))
        return [*self._heads("law", by, "events", "gain", "lose"), *means]

    def _changes(self, found: Changes) -> list[str]:
        return [
            thousands(found.events, self.language),
            part(found.gaining_share, self.language), part(found.losing_share, self.language),
            tenge(found.mean_gain, self.language) if found.gaining else _DASH,
            tenge(found.mean_loss, self.language) if found.losing else _DASH,
        ]  # fmt: skip

    # --- the insured

    def payers(self) -> DataTable:
        """Return the insured by kind of payer, most first."""
        titles = self.figures.law.choice_titles("payer_kind")
        rows = [
            [titles[row["payer_kind"]][self.language], *self._persons(row["persons"])]
            for row in self.figures.outcome.insured.by_payer.sort("persons", descending=True).iter_rows(named=True)
        ]
        return table(self._heads("payer", "persons", "share"), rows)

    def records(self) -> DataTable:
        """Return the insured by contribution record."""
        found = dict(self.figures.outcome.insured.by_record.iter_rows())
        rows = [
            [f"{group.replace('-', '–')} {self.say('record_unit')}", *self._persons(found.get(group, 0.0))]
            for group in RECORD_GROUPS
        ]
        return table(self._heads("record", "persons", "share"), rows)

    def _persons(self, persons: float) -> list[str]:
        whole = self.figures.outcome.insured.persons
        share = 100 * persons / whole if whole else 0.0
        return [thousands(persons, self.language), part(share, self.language)]

    def day(self) -> str:
        """Return the day of the nation in words."""
        return date_text(self.figures.outcome.on, self.language)

    def count(self, number: float) -> str:
        """Return a whole number in words."""
        return decimal(number, 0, self.language)

    def _paid(self, law: str, year: int, kind: str | None) -> str:
        return self._number("spending", self.figures.spending(law, year, kind))

    def _number(self, measure: str, number: float) -> str:
        return decimal(number / UNITS[measure], PLACES[measure], self.language)

    def with_unit(self, measure: str) -> str:
        """Return what a measure is called, with its unit."""
        return f"{self.say(measure)}, {self.say(f'{measure}_unit')}"

    def _heads(self, *names: str) -> list[str]:
        return [self.say(name) for name in names]
