"""The months of contributions of a block: what was paid before, what is added, and both as rows of months in a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import first_days, months_of
from tirek.forecast.population.life.rows import Rows, rows_of
from tirek.forecast.population.work.contributions import contributions_of_month
from tirek.forecast.population.work.rows import OWN_KINDS

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.work.contributions import ContributionLaw

CREDITED_MONTHS: Final = 36
"""Months before an event whose income the law looks at."""
QUARTER: Final = 3
LATELY: Final = 12
"""Months in which who pays counts as a participant."""


class Payments:
    """Contributions before life began (`old`), and month by month since."""

    def __init__(self, old: Rows, began: int, months: int) -> None:
        self.old, self.began, self.months = old, began, months
        self._added: list[tuple[Column, ...]] = []

    def before(self, persons: Column, urban: Column, law: ContributionLaw) -> tuple[Column, Column]:
        """Return credited income of the 36 months before life and all lived ones, and months with contributions.

        `law` is that of the 36 months; what it credits for an income counts where a contribution arrived.
        """
        old = self.old
        lengths = np.diff(old["incomes_offsets"])
        within = np.arange(len(old["incomes"])) - np.repeat(old["incomes_offsets"][:-1], lengths)
        month = np.repeat(months_of(old["first_month"]).astype(np.int64), lengths) + within
        row = np.repeat(rows_of(persons, old["person_id"]).astype(np.int64), lengths)
        paid = old["contributions"].astype(np.int64)
        payer = np.repeat(old["payer_kind"], lengths)
        known = (row >= 0) & (paid > 0)
        row, month, payer, income = row[known], month[known], payer[known], old["incomes"][known].astype(np.int64)
        earliest = int(month.min()) if len(month) else self.began
        width = max(self.began - earliest, 0) + 1
        distinct = np.zeros(len(persons) * width, np.bool_)
        distinct[row * width + (month - earliest)] = True
        record = distinct.reshape(len(persons), width).sum(axis=1).astype(np.int32)
        recent = month >= self.began - CREDITED_MONTHS
        place = month[recent] - (self.began - CREDITED_MONTHS)
        credited = _credited(law, month[recent], payer[recent], urban[row[recent]], income[recent])
        columns = CREDITED_MONTHS + self.months
        flat = np.bincount(row[recent] * columns + place, weights=credited, minlength=len(persons) * columns)
        return flat.reshape(len(persons), columns).astype(np.int32), record

    def pay_for_themselves(self, persons: Column) -> Column:
        """Return which persons (by number) paid for themselves in the quarter before life."""
        old = self.old
        ends = months_of(old["first_month"]) + np.diff(old["incomes_offsets"])
        own = np.isin(old["payer_kind"], OWN_KINDS) & (ends > self.began - QUARTER)
        return np.isin(persons, old["person_id"][own])

    def add(self, month: int, person: Column, employer: Column, payer: Column, income: Column, paid: Column) -> None:
        """Add a month: persons by number, who paid, income before deductions and what arrived (0 where nothing did)."""
        self._added.append((person, employer, payer, np.full(len(person), month), income, paid))

    def rows(self, those_kept: Column) -> Rows:
        """Return the table of contributions of the persons kept (by number), runs of months joined."""
        names = ("person_id", "employer_id", "payer_kind", "month", "income", "paid")
        added = dict(zip(names, (np.concatenate(c) for c in zip(*self._added, strict=True)), strict=True))
        order = np.lexsort((added["month"], added["payer_kind"], added["employer_id"], added["person_id"]))
        added = {name: cells[order] for name, cells in added.items()}
        breaks = np.ones(len(order), np.bool_)
        for name in names[:3]:
            breaks[1:] &= added[name][1:] == added[name][:-1]
        breaks[1:] = ~(breaks[1:] & (added["month"][1:] == added["month"][:-1] + 1))
        starts = np.flatnonzero(breaks)
        fresh = Rows.empty("contributions")
        fresh["incomes_offsets"] = np.zeros(1, np.int64)
        fresh.columns |= {name: added[name][starts] for name in names[:3]}
        fresh["first_month"] = first_days(added["month"][starts])
        fresh["incomes"], fresh["contributions"] = added["income"], added["paid"]
        fresh["incomes_offsets"] = fresh["contributions_offsets"] = np.append(starts, len(order))
        joined = _joined(self.old, fresh)
        return _kept(joined, np.isin(joined["person_id"], those_kept))


def _credited(law: ContributionLaw, month: Column, payer: Column, urban: Column, income: Column) -> Column:
    found = np.zeros(len(month), np.int64)
    for each in np.unique(month).tolist():
        for in_city in (False, True):
            those = (month == each) & (urban == in_city)
            found[those] = contributions_of_month(law, each, payer[those], income[those], in_city=in_city)[1]
    return found


def _joined(old: Rows, fresh: Rows) -> Rows:
    """Join runs that go on without a break from the old rows; what is left of them follows."""
    ends = months_of(old["first_month"]) + np.diff(old["incomes_offsets"]).astype(np.int32)
    keys = [_key(old, ends), _key(fresh, months_of(fresh["first_month"]))]
    _, place = np.unique(np.concatenate(keys), axis=0, return_inverse=True)
    place = place.reshape(-1)
    last = np.full(place.max(initial=0) + 1, -1)
    last[place[: len(ends)]] = np.arange(len(ends))
    onto = last[place[len(ends) :]]
    begins = np.flatnonzero(onto < 0)
    target = onto.copy()
    target[begins] = len(ends) + np.arange(len(begins))
    lengths_old, lengths = np.diff(old["incomes_offsets"]), np.diff(fresh["incomes_offsets"])
    total = np.concatenate([lengths_old, np.zeros(len(begins), np.int64)])
    total[target] += lengths
    offsets = np.concatenate([[0], np.cumsum(total)])
    result = Rows.empty("contributions")
    for name in ("person_id", "employer_id", "payer_kind", "first_month"):
        result[name] = np.concatenate([old[name], fresh[name][begins].astype(old[name].dtype)])
    before = np.where(target < len(ends), np.append(lengths_old, 0)[np.minimum(target, len(ends))], 0)
    to_old = _places(offsets[: len(ends)], lengths_old)
    to_fresh = _places(offsets[target] + before, lengths)
    for name in ("incomes", "contributions"):
        cells = np.zeros(offsets[-1], np.int32)
        cells[to_old] = old[name]
        cells[to_fresh] = fresh[name]
        result[name], result[name + "_offsets"] = cells, offsets
    return result


def _kept(rows: Rows, those: Column) -> Rows:
    lengths = np.diff(rows["incomes_offsets"])
    cells = np.repeat(those, lengths)
    offsets = np.concatenate([[0], np.cumsum(lengths[those])])
    kept = Rows.empty("contributions")
    for name in ("person_id", "employer_id", "payer_kind", "first_month"):
        kept[name] = rows[name][those]
    for name in ("incomes", "contributions"):
        kept[name], kept[name + "_offsets"] = rows[name][cells], offsets
    return kept


def _key(rows: Rows, month: Column) -> Column:
    columns = (rows["person_id"], rows["employer_id"], rows["payer_kind"], month)
    return np.stack([np.asarray(column).astype(np.int64) for column in columns], axis=1)


def _places(starts: Column, lengths: Column) -> Column:
    """Return the places of runs that begin at `starts`, one run after another."""
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    places: Column = np.repeat(starts, lengths) + within
    return places
