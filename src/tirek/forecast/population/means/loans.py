"""What people owe, and who is behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.days import add_months, day_number, first_days, month_number
from tirek.forecast.population.means.draws import amounts, chosen, leaning
from tirek.forecast.population.means.frame import TIYN_IN_TENGE
from tirek.forecast.population.means.loan_kinds import draw_kinds, months_left

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.means.frame import MeansFrame
    from tirek.forecast.population.means.household import Household

LONG_ARREARS: Final = 90
"""The family card asks for arrears of more than 90 days and more than 1,000 tenge."""
LONGEST_ARREARS: Final = 2900
SMALLEST_LOAN: Final = 5_000 * TIYN_IN_TENGE
"""5,000 tenge, in tiyn: no one lends less."""
LARGEST_LOAN: Final = 200_000_000.0


def fill_loans(block: Block, household: Household, frame: MeansFrame, rng: np.random.Generator) -> None:
    """Add the table of loans; the income of families is there already."""
    persons = block["persons"]
    borrower = _borrowers(block, household, frame, rng)
    twice = borrower[chosen(np.full(len(borrower), frame.number("further_loan")), rng)]
    person = np.sort(np.concatenate((borrower, twice)))
    length = len(person)
    standing = household.standing[household.family[person]]

    loans = block.add("loans", length)
    loans["loan_id"] = block.first_number + np.arange(length, dtype=np.int64)
    loans["person_id"] = persons["person_id"][person]
    loans["family_id"] = persons["family_id"][person]
    loans["kind"] = draw_kinds(block, household, person, frame, rng)

    kind, age = loans["kind"], household.age[person]
    months = frame.table("loan_months")[kind].astype(np.int64)
    paid = np.minimum((rng.random(length) * months).astype(np.int64), months - 1)
    adult_since = (block.on.year - age) * 12  # a loan is not older than the borrower's majority
    youngest = 12 * int(frame.number("youngest_borrower"))
    room = month_number(block.on) - adult_since - youngest
    paid = np.clip(paid, 0, np.maximum(room - 12, 0))
    months = np.minimum(months, paid + months_left(age, kind, frame))
    taken = month_number(block.on) - 1 - paid
    loans["taken_on"] = first_days(taken) + rng.integers(0, 28, length, dtype=np.int32)
    loans["taken_on"] = np.maximum(loans["taken_on"], add_months(persons["birth_date"][person], youngest))
    loans["ends_on"] = _months_later(loans["taken_on"], taken, months)

    lean = np.exp(frame.number("loan_lean") * (standing - 0.5))
    lent = amounts(frame.table("loan_amount")[kind] * lean, frame.number("loan_spread"), length, rng, LARGEST_LOAN)
    lent = np.maximum(lent, SMALLEST_LOAN)
    monthly = frame.table("loan_rate")[kind] / 12
    annuity = monthly / (1 - (1 + monthly) ** -months)
    family = household.family[person]
    owed = np.bincount(family, lent * annuity, len(block["families"]))
    bearable = frame.number("debt_burden") * block["families"]["income"]
    lent = np.maximum(lent * np.minimum(1, bearable / np.maximum(owed, 1))[family], SMALLEST_LOAN)
    level = lent * annuity
    loans["instalment"] = _whole_tenge(level)
    loans["balance"] = _whole_tenge(level * (1 - (1 + monthly) ** (paid - months)) / monthly)
    loans["days_in_arrears"] = _arrears(block, standing, loans["taken_on"], frame, rng)


def _borrowers(block: Block, household: Household, frame: MeansFrame, rng: np.random.Generator) -> npt.NDArray[np.intp]:
    persons = block["persons"]
    share = np.zeros(len(persons))
    for status, of_status in frame.entries["borrower"].items():
        share[persons.is_("employment", status)] = of_status
    youngest = 12 * int(frame.number("youngest_borrower"))
    old_enough = add_months(persons["birth_date"], youngest) < day_number(block.on)
    share *= old_enough & (household.age <= frame.number("oldest_borrower"))
    return np.flatnonzero(chosen(share, rng))


def _months_later(
    days: npt.NDArray[np.int32], month: npt.NDArray[np.integer], months: npt.NDArray[np.int64]
) -> npt.NDArray[np.int32]:
    """Return the same day of the month (1 to 28) some months later."""
    return days - first_days(month) + first_days(month + months)


def _whole_tenge(tiyn: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return amounts in tiyn, rounded to the tenge."""
    return np.rint(tiyn / TIYN_IN_TENGE).astype(np.int64) * TIYN_IN_TENGE


def _arrears(
    block: Block,
    standing: npt.NDArray[np.float64],
    taken_on: npt.NDArray[np.int32],
    frame: MeansFrame,
    rng: np.random.Generator,
) -> npt.NDArray[np.int16]:
    """Return days in arrears: most have none, the worse-off more often; never longer than the loan has been there."""
    length, lean = len(standing), frame.number("arrears_lean")
    long, short = frame.number("in_arrears"), frame.number("short_arrears")
    late = chosen(leaning(long + short, lean, standing), rng)
    very_late = late & chosen(np.full(length, long / (long + short)), rng)
    beyond = np.minimum(rng.exponential(frame.number("arrears_mean"), length), LONGEST_ARREARS - LONG_ARREARS)
    days = np.where(very_late, LONG_ARREARS + 1 + beyond, late * rng.integers(1, LONG_ARREARS + 1, length))
    return np.minimum(days, day_number(block.on) - taken_on).astype(np.int16)
