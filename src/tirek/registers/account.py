"""An insured person's account: who paid contributions on what income in which month, and what of it the law credits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tirek.basics.errors import InputError
from tirek.law.kernel.quantity import MonthlyMoney
from tirek.law.kernel.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tirek.law.kernel.law import Law

MONTHS_PER_YEAR = 12


def month_number(day: dt.date) -> int:
    """Return the number of a calendar month, counted from year 0, so that months can be added and compared."""
    return day.year * MONTHS_PER_YEAR + day.month - 1


def first_day(month: int) -> dt.date:
    """Return the first day of a numbered month."""
    return dt.date(month // MONTHS_PER_YEAR, month % MONTHS_PER_YEAR + 1, 1)


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of months (first to last, inclusive) for which one payer paid, with the facts of each month.

    `facts` are what the law of contributions asks about a payer's month, or results of it already known (the income on
    which contributions were paid).
    """

    payer: str
    first: int
    last: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Account:
    """All spells of a person, and the months in which the emergency payment of 2020-2021 was received.

    `facts` are those of the person that the law of contributions asks too.
    """

    spells: tuple[Spell, ...]
    emergency_months: frozenset[int] = frozenset()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def credited(self, law: Law, before: dt.date, known_on: dt.date | None = None) -> dict[int, int]:
        """Return the income credited for each month before the month of `before`, all payers together, in tiyn.

        Each month is judged by the law of that month, as could be known on `known_on`.
        """
        months: dict[int, int] = {}
        employed_months = {
            month
            for spell in self.spells
            if spell.facts.get("payer_kind") == "employer"
            for month in range(spell.first, min(spell.last, month_number(before)) + 1)
        }
        known: dict[tuple[int, int, bool], int] = {}
        for number, spell in enumerate(self.spells):
            for month in range(spell.first, min(spell.last, month_number(before) - 1) + 1):
                if not self._insured_by_age(law, month, known_on):
                    continue
                employed = month in employed_months
                key = (number, _law_span(law, first_day(month)), employed)
                if key not in known:
                    facts = {**self.facts, **spell.facts, "employer_paid_same_month": employed}
                    known[key] = credited_income_of_month(law, spell.payer, facts, month, known_on)
                months[month] = months.get(month, 0) + known[key]
        return months

    def _insured_by_age(self, law: Law, month: int, known_on: dt.date | None) -> bool:
        """Whether the person is insured at that age; who told no date of birth is taken to be."""
        day = first_day(month)
        facts = {name: self.facts[name] for name in ("birth_date", "sex") if name in self.facts}
        told = (
            law.edition(day, known_on=_known_by(day, known_on))
            .case({**facts, "contribution_month": day})
            .value("insured_by_age")
        )
        return told is not False

    def record(self, law: Law, right_on: dt.date, known_on: dt.date | None = None) -> dict[str, Any]:
        """Return the facts of the record on the day a right arises: credited income of recent months, total record."""
        credited = self.credited(law, right_on, known_on)
        paid = {month for month, tiyn in credited.items() if tiyn}
        length = law.facts["credited_income"].length
        window = [credited.get(month, 0) for month in self._countable_before(month_number(right_on), length)]
        return {
            "credited_income": MonthlyMoney(tuple(reversed(window))),
            "job_loss_single_aggregate_payer_only": self._only_single_aggregate(),
            "record_months": len(paid | {month for month in self.emergency_months if month < month_number(right_on)}),
        }

    def _only_single_aggregate(self) -> bool:
        kinds = {spell.facts.get("payer_kind") for spell in self.spells}
        return kinds == {"single_aggregate_payment"}

    def _countable_before(self, month: int, count: int) -> Iterator[int]:
        """Walk back from `month`, leaving out months of the emergency payment: earlier ones take their place."""
        while count:
            month -= 1
            if month not in self.emergency_months:
                count -= 1
                yield month


def _law_span(law: Law, day: dt.date) -> int:
    """Return a number that is the same for days between which no number or rule of the law changes, within a year."""
    changes = sum(1 for change in law.change_dates() if change <= day)
    return changes * 10_000 + day.year


def _known_by(day: dt.date, known_on: dt.date | None) -> dt.date | None:
    """A month that lies after the day of knowledge is judged by the law as known when it began."""
    return None if known_on is None else max(known_on, day)


def credited_income_of_month(
    law: Law, payer: str, facts: Mapping[str, Any], month: int, known_on: dt.date | None = None
) -> int:
    """Return the income the law credits for one payer's month, in whole tiyn (a part of a tiyn is dropped)."""
    day = first_day(month)
    value = (
        law.edition(day, known_on=_known_by(day, known_on))
        .case({**facts, "contribution_month": day})
        .value("credited_month_income")
    )
    if isinstance(value, Unknown):
        missing = ", ".join(sorted(value.missing))
        msg = f"the income credited for {day:%Y-%m} from {payer} cannot be told without {missing}"
        raise InputError(msg)
    return int(Fraction(value))
