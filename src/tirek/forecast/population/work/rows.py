"""Contributions as rows: one payer of one person over months in a row, and the income the law credits in each month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numba  # type: ignore[import-untyped, unused-ignore]
import numpy as np
import numpy.typing as npt

from tirek.forecast.population.work.contributions import PAYER_KINDS, ContributionLaw, contribution_and_credit

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column

Whole = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.int8]

NOT_THEN: Final = -1
SPELL_KINDS: Final = 8
"""Kinds of payer are kept for this many spells of a person; older spells repeat them."""
EMPLOYER: Final = PAYER_KINDS.index("employer")
OWN_KINDS: Final = tuple(
    PAYER_KINDS.index(name)
    for name in (
        "sole_trader",
        "private_practice",
        "farm",
        "self_employed_regime",
        "platform",
        "single_aggregate_payment",
    )
)
_INSTEAD: Final = {
    "single_payment": "employer", "platform": "sole_trader", "self_employed_regime": "sole_trader",
    "individual_assistant": "employer",
}  # fmt: skip
"""How a person paid before the law knew the kind of payer; others were not insured then."""


@dataclass(frozen=True, slots=True)
class Payers:
    """Who pays and on what, a row a person.

    `kind` (persons, SPELL_KINDS) holds codes of PAYER_KINDS by spell; `wage` and `declared` (persons, years since
    `first_year`) tiyn a month; `second_kind` a second payer beside the latest spell, or NOT_THEN, from the month
    `second_from`, on `second_share` of the wage.
    """

    kind: Codes
    wage: Whole
    declared: Whole
    first_year: int
    second_kind: Codes
    second_from: Whole
    second_share: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in the order of persons and time; lists lie one after another between `starts`."""

    person: Whole
    kind: Whole
    spell: Whole
    first: Whole
    starts: Whole
    incomes: npt.NDArray[np.int32]
    contributions: npt.NDArray[np.int32]
    credited: npt.NDArray[np.int32]

    @property
    def last(self) -> Whole:
        """The last month of each row."""
        months: Whole = self.first + np.diff(self.starts) - 1
        return months


def kinds_in_months(law: ContributionLaw) -> Codes:
    """Return the kind of payer that stands for each kind in each month (months, kinds); NOT_THEN where none insures."""
    insured = law.numbers[:, :, 1, 0] > 0
    found = np.where(insured, np.arange(len(PAYER_KINDS)), NOT_THEN).astype(np.int8)
    for name, other in _INSTEAD.items():
        kind, stands_in = PAYER_KINDS.index(name), PAYER_KINDS.index(other)
        found[:, kind] = np.where(insured[:, kind], kind, found[:, stands_in])
    return found


def contribution_rows(spells: Bytes, payers: Payers, law: ContributionLaw, unpaid: Bytes, *, in_city: bool) -> Rows:
    """Return the rows of all persons, and the income credited in each month (persons, months).

    `unpaid` (persons, months) marks months in which nothing arrived: 1 from an employer, 2 from any payer.
    """
    room = int(np.count_nonzero(spells)) + int(
        np.maximum(spells.shape[1] - payers.second_from[payers.second_kind != NOT_THEN], 0).sum()
    )
    numbers = np.ascontiguousarray(law.numbers[:, :, int(in_city)])
    made = _rows(
        spells, payers.kind, kinds_in_months(law), payers.wage, payers.declared,
        law.first_month - payers.first_year * 12, payers.second_kind, payers.second_from, payers.second_share, unpaid,
        numbers, room,
    )  # fmt: skip
    person, kind, spell, first, starts, incomes, paid, credited = made
    return Rows(person, kind, spell, first, starts, incomes, paid, credited)


@numba.njit(cache=True)
def _rows(
    spells: Bytes, kinds: Codes, stands_for: Codes, wage: Whole, declared: Whole, month_shift: int, second_kind: Codes,
    second_from: Whole, second_share: float, unpaid: Bytes, law: Whole, room: int,
) -> tuple[Column, ...]:  # fmt: skip
    persons, months = spells.shape
    heads = np.empty((5, room + 1), np.int64)
    incomes, paid = np.empty(room, np.int32), np.empty(room, np.int32)
    credited = np.zeros((persons, months), np.int32)
    row, item = 0, 0
    for person in range(persons):
        for second in range(2):
            if second == 1 and second_kind[person] < 0:
                continue
            open_kind, open_spell = -1, -1
            for month in range(second_from[person] if second == 1 else 0, months):
                spell = spells[person, month]
                wanted = -1
                if spell > 0 and (second == 0 or spell == 1):
                    named = second_kind[person] if second == 1 else kinds[person, spell % SPELL_KINDS]
                    wanted = stands_for[month, named]
                if wanted < 0:
                    open_kind = -1
                    continue
                if wanted != open_kind or spell != open_spell:
                    open_kind, open_spell = wanted, spell
                    heads[0, row], heads[1, row], heads[2, row] = person, wanted, spell
                    heads[3, row], heads[4, row] = month, item
                    row += 1
                year = (month + month_shift) // 12
                income = _income(wage[person, year], declared[person, year], wanted, second, second_share)
                due, credit = contribution_and_credit(income, law[month, wanted])
                missing = unpaid[person, month]
                if missing == 2 or (missing == 1 and wanted == EMPLOYER):  # noqa: PLR2004 - any payer
                    due, credit = 0, 0
                incomes[item], paid[item] = income, due
                credited[person, month] += credit
                item += 1
    heads[4, row] = item
    return (
        heads[0, :row], heads[1, :row], heads[2, :row], heads[3, :row], heads[4, : row + 1],
        incomes[:item], paid[:item], credited,
    )  # fmt: skip


@numba.njit(cache=True)
def _income(wage: int, declared: int, kind: int, second: int, second_share: float) -> int:
    """Return the month's income from a payer in tiyn, whole tenge: wages, or what people declare for themselves."""
    if second == 1:
        return int(wage * second_share) // 100 * 100
    return declared if kind in OWN_KINDS else wage
