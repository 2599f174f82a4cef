"""Social contributions by the law of each month, for many persons at once, to the tiyn.

`contribution_law` asks the law once for its dated numbers; `contributions_of_month` then works with whole numbers only.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numba  # type: ignore[import-untyped, unused-ignore]
import numpy as np
import numpy.typing as npt

from tirek.basics.errors import InputError
from tirek.forecast.population.days import month_number
from tirek.forecast.population.tables import table_spec
from tirek.law.kernel.law import Law

if TYPE_CHECKING:
    from tirek.law.kernel.edition import Edition

Whole = npt.NDArray[np.int64]

PAYER_KINDS: Final = table_spec("contributions").columns["payer_kind"].choices
FIRST_MONTH: Final = month_number(dt.date(2005, 1, 1))
"""The first month for which there is a law of social contributions."""
BY_BASE, BY_GENERAL_RATE, FIXED = 0, 1, 2
"""How income is credited: the base, the contribution over the general rate, or a fixed sum."""
PROBE: Final = 200_000_00
"""An income between floor and ceiling at most dates, in tiyn; used to see how a kind of payer is treated."""

# Places in a row of `ContributionLaw.numbers`.
INSURED, MODE, FLOOR, CEILING, KEPT, KEPT_OF, RATE, RATE_OF, CREDIT, CREDIT_OF, FIXED_BASE, FIXED_CREDIT = range(12)
_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class ContributionLaw:
    """The law of months in a row, as whole numbers.

    `numbers` has the shape (months, kinds of payer, towns: no, yes; 12): whether insured, how credited, floor and
    ceiling of the base (tiyn), the share of income kept after the pension contribution, the rate and the general rate
    as numerator and denominator, fixed base and fixed credited income (tiyn).
    """

    first_month: int
    numbers: Whole

    def of(self, month: int, kind: str, *, in_city: bool) -> Whole:
        """Return the twelve numbers of a month (years * 12 + month - 1) and kind of payer."""
        row: Whole = self.numbers[month - self.first_month, PAYER_KINDS.index(kind), int(in_city)]
        return row


@functools.cache
def contribution_law(first_month: int, months: int) -> ContributionLaw:
    """Ask the law of the first day of each month; a month before 2005 has none, so nobody is insured.

    InputError when the law treats a kind of payer in a way this module does not know.
    """
    law = Law.load("tirek.law")
    numbers = np.zeros((months, len(PAYER_KINDS), 2, _LENGTH), np.int64)
    numbers[..., [KEPT_OF, RATE_OF, CREDIT, CREDIT_OF]] = 1
    for place in range(max(0, FIRST_MONTH - first_month), months):
        year, month = divmod(first_month + place, 12)
        edition = law.edition(dt.date(year, month + 1, 1))
        for kind, name in enumerate(PAYER_KINDS):
            if _ask(edition, name, "insured_by_this_payer", income=0):
                for in_city in (False, True):
                    numbers[place, kind, int(in_city)] = _numbers(edition, name, in_city=in_city)
    return ContributionLaw(first_month, numbers)


def _ask(edition: Edition, kind: str, name: str, *, income: int = PROBE, in_city: bool = True) -> Fraction:
    facts = {"payer_kind": kind, "payer_income": income, "in_city": in_city, "payer_income_exempt": 0}
    return Fraction(edition.case(facts | {"pension_contribution_exempt": False}).value(name))


def _numbers(edition: Edition, kind: str, *, in_city: bool) -> list[int]:
    ask = functools.partial(_ask, edition, kind, in_city=in_city)
    kept = 1 - ask("pension_contribution_deducted") / PROBE
    rate, general = ask("contribution_rate"), ask("social_contribution_rate")
    base, credited, paid = ask("contribution_base"), ask("credited_month_income"), ask("social_contribution")
    least = ask("contribution_base", income=0)
    if least > 0:  # a base without income: it is a fixed sum
        mode = FIXED
    elif credited == base:
        mode = BY_BASE
    elif credited == paid / general:
        mode = BY_GENERAL_RATE
    else:
        raise InputError(f"the law of {edition.on} credits the income of {kind} in a way that is not known here")
    floor, ceiling = ask("contribution_floor"), ask("contribution_ceiling")
    if not all(each.denominator == 1 for each in (floor, ceiling, base, credited) if mode != BY_GENERAL_RATE):
        raise InputError(f"the law of {edition.on} gives {kind} limits that are no whole tiyn")
    fixed = (int(base), int(credited)) if mode == FIXED else (0, 0)
    return [
        1, mode, int(floor), int(ceiling), kept.numerator, kept.denominator, rate.numerator, rate.denominator,
        general.numerator, general.denominator, *fixed,
    ]  # fmt: skip


@numba.njit(cache=True)
def contribution_and_credit(income: int, law: Whole) -> tuple[int, int]:
    """Return what is due for a month and the income credited for it, in tiyn, by the twelve numbers of the law.

    Rounded half up to the tiyn, as the law does; what is credited is kept in whole tiyn likewise.
    """
    if law[INSURED] == 0 or (income <= 0 and law[MODE] != FIXED):
        return 0, 0
    if law[MODE] == FIXED:
        due = (2 * law[FIXED_BASE] * law[RATE] + law[RATE_OF]) // (2 * law[RATE_OF])
        return due, law[FIXED_CREDIT]
    # the base is base / KEPT_OF tiyn
    base = min(max(income * law[KEPT], law[FLOOR] * law[KEPT_OF]), law[CEILING] * law[KEPT_OF])
    below = 2 * law[KEPT_OF] * law[RATE_OF]
    due = (2 * base * law[RATE] + law[KEPT_OF] * law[RATE_OF]) // below
    if law[MODE] == BY_GENERAL_RATE:
        return due, (2 * due * law[CREDIT_OF] + law[CREDIT]) // (2 * law[CREDIT])
    return due, (2 * base + law[KEPT_OF]) // (2 * law[KEPT_OF])


def contributions_of_month(
    law: ContributionLaw, month: int, kind: npt.NDArray[np.integer[Any]], income: Whole, *, in_city: bool
) -> tuple[Whole, Whole]:
    """Return contributions due and income credited (tiyn) in one month for persons with these payers and incomes.

    `month` counts years * 12 + month - 1, `kind` holds codes of PAYER_KINDS. Insurance ends at pension age: leave out
    who is older.
    """
    rows = law.numbers[month - law.first_month, :, int(in_city)]
    return _contributions(income.astype(np.int64), kind.astype(np.int64), rows)


@numba.njit(cache=True)
def _contributions(income: Whole, kind: Whole, rows: Whole) -> tuple[Whole, Whole]:
    due = np.empty(len(income), np.int64)
    credited = np.empty(len(income), np.int64)
    for place in range(len(income)):
        due[place], credited[place] = contribution_and_credit(income[place], rows[kind[place]])
    return due, credited
