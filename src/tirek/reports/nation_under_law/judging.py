"""Events of one kind under one law: the decision by the law of their own day, and what is then paid year by year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.assessment.own_day import OwnDay, Ruling
from tirek.law.kernel.columns import Kernel, compile_columns
from tirek.law.kernel.program import EPOCH
from tirek.reports.nation_under_law.facts import facts_of
from tirek.reports.nation_under_law.increases import RISKS, Increases
from tirek.reports.nation_under_law.payments import FOLLOWED, Paid, Steps, paid_monthly, paid_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from tirek.law.kernel.law import Law
    from tirek.reports.nation_under_law.facts import Facts
    from tirek.reports.nation_under_law.laws import ComparedLaw

Array = npt.NDArray[Any]

_LOWEST: Final = int(np.iinfo(np.int32).min)
_RECALCULATED: Final = ("recalculated", "childcare_payment_recalculated")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the law answers to events of one kind, and what they are paid.

    `first` and `last` are days since 1970; `paid` takes unknown increases as assumed, `paid_as_known` leaves them out.
    """

    ruling: Ruling
    first: Array
    last: Array
    paid: Paid
    paid_as_known: Paid


@dataclass(slots=True)
class Judge:
    """Judges events of every kind under one compared law; what was compiled once serves every batch."""

    law: Law
    compared: ComparedLaw
    years: Sequence[int]
    since: dt.date
    """No event happened before this day: from it on changes of numbers are followed."""
    increases: Increases = field(init=False)
    _benefits: dict[str, OwnDay] = field(default_factory=dict)
    _ages: dict[dt.date, Kernel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the days that change running payments."""
        self.increases = Increases(self.law, self.since, self.until, self.compared.reforms)

    @property
    def until(self) -> dt.date:
        """The last day reported."""
        return dt.date(max(self.years), 12, 31)

    @property
    def later(self) -> range:
        """The years after those reported in which running payments are followed, by the numbers of the last day."""
        return range(self.until.year + 1, self.until.year + 1 + FOLLOWED)

    def judge(self, kind: str, events: pl.DataFrame) -> Judged:
        """Judge events of a kind; InputError when a column holds what the law does not know."""
        values, missing = facts_of(self.law, kind, events)
        if kind == "childcare":
            values["childcare_current_mci"] = np.full(len(events), self._number("mci", self.since), np.int64)
        own_day = self._own_day(kind)
        ruling = own_day.judge(values, missing)
        first, last = (ruling.values[role].astype(np.int32) for role in ("starts_on", "ends_on"))
        amounts = ruling.values["gross"]
        applied = events["applied_on"].to_physical().to_numpy()
        years = (*self.years, *self.later)
        if kind == "maternity":
            paid = paid_once(np.maximum(first, applied), amounts, years)
            return Judged(ruling, first, last, paid, paid)
        if kind == "job_loss":
            back = events["ends_on"].to_physical().fill_null(np.iinfo(np.int32).max).to_numpy()
            last = np.where(ruling.entitled, np.minimum(last, back - 1), last)
        if kind == "childcare":
            last = self._prolonged(values, ruling, last)
            steps = self._recalculated(own_day, values, missing, ruling, last)
            paid = paid_monthly(first, last, applied, steps, years)
            return Judged(ruling, first, last, paid, paid)
        if kind not in RISKS:
            paid = paid_monthly(first, last, applied, [(_LOWEST, amounts)], years)
            return Judged(ruling, first, last, paid, paid)
        right = events["happened_on"].to_physical().to_numpy()
        assumed, known = (
            paid_monthly(
                first, last, applied, self.increases.steps(kind, right, amounts, values, assume=assume), years
            )
            for assume in (True, False)
        )  # fmt: skip
        return Judged(ruling, first, last, assumed, known)

    def _own_day(self, kind: str) -> OwnDay:
        if kind not in self._benefits:
            more = (_RECALCULATED,) if kind == "childcare" else ()
            benefit = self.law.benefits.by_name[kind]
            self._benefits[kind] = OwnDay(self.law, benefit, self.compared.reforms, more=more)
        return self._benefits[kind]

    # --- childcare

    def _prolonged(self, values: Facts, ruling: Ruling, last: Array) -> Array:
        """Pay up to the age of a later law the payments that run on its first day, as was done on 1 January 2023."""
        for day in self._changes("childcare_until_months"):
            if day not in self._ages:
                edition = self.law.edition(day, reforms=self.compared.reforms)
                self._ages[day] = compile_columns(edition, ("childcare_age_reached_on",))
            age = self._ages[day].run({"childcare_child_born_on": values["childcare_child_born_on"]}, threads=1)
            reached = age["childcare_age_reached_on"].values
            number = (day - EPOCH).days
            running = ruling.entitled & (values["childcare_right_on"] < number) & (last >= number)
            last = np.where(running, np.maximum(last, reached), last)
        return last

    def _recalculated(self, own_day: OwnDay, values: Facts, missing: Facts, ruling: Ruling, last: Array) -> Steps:
        """Return the amounts from each change of the index on: the floor follows it."""
        amounts = ruling.values["gross"]
        steps: Steps = [(_LOWEST, amounts)]
        for day in self._changes("mci"):
            number = (day - EPOCH).days
            which = np.flatnonzero(ruling.entitled & (values["childcare_right_on"] < number) & (last >= number))
            if not len(which):
                continue
            running = {name: cells[which] for name, cells in values.items()}
            running["childcare_current_mci"] = np.full(len(which), self._number("mci", day), np.int64)
            gaps = {name: cells[which] for name, cells in missing.items()}
            amounts = amounts.copy()
            amounts[which] = own_day.judge(running, gaps).values[_RECALCULATED[0]]
            steps.append((number, amounts))
        return steps

    def _changes(self, name: str) -> list[dt.date]:
        """Return the days after the first event on which a number takes another value (its first is no change)."""
        days = [day for day in self.law.change_dates() if self.since < day <= self.until]
        found, before = [], self._number(name, self.since)
        for day in days:
            now = self._number(name, day)
            if before is not None and now != before:
                found.append(day)
            before = now
        return found

    def _number(self, name: str, day: dt.date) -> int | None:
        edition = self.law.edition(day, reforms=self.compared.reforms)
        return int(edition.case({}).value(name)) if edition.has(name) else None
