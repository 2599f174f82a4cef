"""A sample of months and events put to the law itself: the kernel decides what was due and what is credited."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.basics.errors import InputError
from tirek.forecast.population.block import stream
from tirek.forecast.population.days import EPOCH, month_number
from tirek.law.kernel.unknown import Unknown

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Ints
    from tirek.forecast.population.check.notebook import Notebook
    from tirek.law.kernel.edition import Edition

MONTHS_SAMPLED: Final = 20_000
"""Person-months of a nation, as many from each block: an error in one of 5,000 is seen 98 times in 100."""
EVENTS_SAMPLED: Final = 600
WINDOW: Final = 36
HALF: Final = Fraction(1, 2)
"""Credited income is kept in whole tiyn, rounded half up."""
SEED: Final = 1
"""The sample is the same at every check of the same nation."""


def look(block: BlockData, notebook: Notebook) -> None:
    """Put a sample of the block's contributions and insured events to the law."""
    if block.rows("contributions"):
        _contributions(block, notebook)
    if block.rows("insured_events"):
        _events(block, notebook)


@cache
def _edition(month: int) -> Edition:
    from tirek.law.kernel.law import Law

    if not _laws:
        _laws.append(Law.load("tirek.law"))
    edition: Edition = _laws[0].edition(first_day(month))
    return edition


_laws: list[Any] = []


def first_day(month: int) -> dt.date:
    """Return the first day of a month counted as year * 12 + month - 1."""
    return dt.date(month // 12, month % 12 + 1, 1)


def _draw(rows: Ints, of_nation: int, block: BlockData, name: str) -> Ints:
    size = -(-of_nation // len(block.nation.blocks))
    if len(rows) <= size:
        return rows
    return np.sort(stream(SEED, block.number, f"check {name}").choice(rows, size, replace=False))


# --- contributions


def _contributions(block: BlockData, notebook: Notebook) -> None:
    months = block.person_months
    people = _People(block)
    paid = _draw(np.flatnonzero(months.paid > 0), MONTHS_SAMPLED, block, "months")
    wrong, late = [], []
    for place in paid.tolist():
        row, month = int(months.row[place]), int(months.month[place])
        facts = people.payer_facts(row, month, int(months.income[place]))
        found = int(months.paid[place])
        due = _edition(month).case(facts).value("social_contribution")
        if found != due and block.lived_months and "in_city" in facts:  # the person may have moved since that month
            due = _edition(month).case(facts | {"in_city": not facts["in_city"]}).value("social_contribution")
        who = people.number(row)
        if found != due:
            wrong.append(f"person_id {who}, {first_day(month):%Y-%m}: {found} tiyn, by the law {due}")
        if _edition(month).case(people.age_facts(who, month)).value("insured_by_age") is False:
            late.append(f"person_id {who}, {first_day(month):%Y-%m}")
    notebook.note("contribution_law", len(paid), len(wrong), wrong)
    notebook.note("contribution_insured", len(paid), len(late), late)


class _People:
    """Facts of payers' months, as the law asks them."""

    def __init__(self, block: BlockData) -> None:
        import polars as pl

        self._numbers = block.ints("contributions", "person_id")
        self._kinds = block.part("contributions")["payer_kind"].cast(pl.String).to_list()
        self._born: dict[int, tuple[dt.date, str]] = {}
        self._urban: dict[int, bool] = {}
        for home in ("persons", "deceased"):
            part = block.part(home)
            about = zip(part["person_id"], part["birth_date"], part["sex"].cast(pl.String), strict=True)
            self._born |= {number: (born, sex) for number, born, sex in about}
        self._urban = dict(zip(block.part("persons")["person_id"], block.part("persons")["urban"], strict=True))

    def number(self, row: int) -> int:
        """Return whose row of contributions it is."""
        return int(self._numbers[row])

    def payer_facts(self, row: int, month: int, income: int) -> dict[str, Any]:
        """Return the facts of one payer's month; the income in tiyn."""
        facts = {"payer_kind": self._kinds[row], "payer_income": income, "contribution_month": first_day(month)}
        if self._kinds[row] == "single_aggregate_payment":
            facts["in_city"] = self._urban.get(self.number(row), True)
        return facts

    def age_facts(self, number: int, month: int) -> dict[str, Any]:
        """Return what the law asks to know whether a person is below pension age; nothing of a stranger."""
        if number not in self._born:
            return {"contribution_month": first_day(month)}
        born, sex = self._born[number]
        return {"contribution_month": first_day(month), "birth_date": born, "sex": sex}


# --- insured events


def _events(block: BlockData, notebook: Notebook) -> None:
    accounts = _Accounts(block)
    events = _draw(np.arange(block.rows("insured_events")), EVENTS_SAMPLED, block, "events")
    numbers, people = (block.ints("insured_events", name) for name in ("event_id", "person_id"))
    happened, record = block.days("insured_events", "happened_on"), block.ints("insured_events", "record_months")
    told = block.part("insured_events")["credited_income"].to_numpy()
    wrong = []
    for event in events.tolist():
        right = month_number(EPOCH + dt.timedelta(days=int(happened[event])))
        credited = accounts.credited(int(people[event]), right)
        window = [credited.get(month, 0) for month in range(right - WINDOW, right)]
        paid = sum(1 for income in credited.values() if income)
        if record[event] != paid:
            wrong.append(f"event_id {numbers[event]}: record {record[event]} months, {paid} by the contributions")
        elif (differs := np.flatnonzero(told[event] != window)).size:
            place = int(differs[0])
            wrong.append(
                f"event_id {numbers[event]}, {first_day(right - WINDOW + place):%Y-%m}: "
                f"{told[event][place]} tiyn credited, by the law {window[place]}"
            )
    notebook.note("event_record", len(events), len(wrong), wrong)


class _Accounts:
    """Contributions of persons, month by month, with what the law credits for them."""

    def __init__(self, block: BlockData) -> None:
        self._block, self._people = block, _People(block)
        months = block.person_months
        numbers = block.ints("contributions", "person_id")[months.row]
        self._order = np.argsort(numbers, kind="stable")
        self._sorted = numbers[self._order]
        self._employed = block.is_("contributions", "payer_kind", "employer")[months.row]

    def credited(self, person: int, before: int) -> dict[int, int]:
        """Return the income credited for each month before a month, all payers together, in tiyn."""
        months = self._block.person_months
        first, last = np.searchsorted(self._sorted, [person, person + 1])
        found: dict[int, int] = {}
        places = [place for place in self._order[first:last].tolist() if months.month[place] < before]
        by_employer = {int(months.month[at]) for at in places if months.paid[at] > 0 and self._employed[at]}
        for place in places:
            if months.paid[place] <= 0:
                continue
            month = int(months.month[place])
            facts = self._people.payer_facts(int(months.row[place]), month, int(months.income[place]))
            facts["employer_paid_same_month"] = month in by_employer
            income = _edition(month).case(facts).value("credited_month_income")
            if isinstance(income, Unknown):
                raise InputError(f"the law cannot tell the income credited for {first_day(month)}: {income}")
            found[month] = found.get(month, 0) + int(income + HALF)
        return found
