"""Quantities a provision may speak of, each with its unit. All numbers are exact.

A provision annotates its inputs and its result with these names; the static checks and the compiler read the unit from
the annotation, mypy reads the Python type.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Final, Generic, Literal, TypeVar

from tirek.law.kernel.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

UnitName = Literal["tenge", "rate", "months", "days", "years", "count", "date", "flag", "choice", "monthly_tenge"]

TIYN_PER_TENGE: Final = 100


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a quantity, as written in annotations and data files."""

    name: UnitName


Money = Annotated[Fraction, Unit("tenge")]
"""An exact sum in tiyn (one hundredth of a tenge), not yet rounded unless a provision rounds it."""
Rate = Annotated[Fraction, Unit("rate")]
"""A pure number: share, coefficient, multiple."""
Months = Annotated[int, Unit("months")]
Days = Annotated[int, Unit("days")]
Years = Annotated[int, Unit("years")]
Count = Annotated[int, Unit("count")]
Date = Annotated[dt.date, Unit("date")]
Flag = Annotated[bool, Unit("flag")]
Choice = Annotated[str, Unit("choice")]

NOTHING: Money = Fraction(0)
"""No money at all: what a provision returns where nothing is due."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Steps(Generic[T]):
    """A table of steps: from each lower bound (inclusive) on, a value. Below the first bound there is none."""

    rows: tuple[tuple[Fraction, T], ...]

    def at(self, position: Fraction | int) -> T:
        """Return the value of the step in which `position` falls; ValueError below the first step."""
        if isinstance(position, Unknown):
            return position
        found: T | None = None
        for bound, value in self.rows:
            if position < bound:
                break
            found = value
        if found is None:
            msg = f"{position} lies below the first step, {self.rows[0][0]}"
            raise ValueError(msg)
        return found


@dataclass(frozen=True, slots=True)
class Choices(Generic[T]):
    """A table by name: to each choice a value."""

    rows: Mapping[str, T]

    def of(self, choice: str) -> T:
        """Return the value of `choice`; KeyError when the table has none."""
        if isinstance(choice, Unknown):
            return choice
        return self.rows[choice]


@dataclass(frozen=True, slots=True)
class MonthlyMoney:
    """What a person had in each calendar month: whole tiyn, oldest month first, the last one most recent.

    Months before the first one given count as zero, as the law's divisor is fixed whatever the gaps.
    """

    tiyn: tuple[int, ...]

    def last(self, months: Months) -> MonthlyMoney:
        """Return the most recent `months` months."""
        return MonthlyMoney(self.tiyn[-months:] if months else ())

    def at_most(self, limit: Money) -> MonthlyMoney:
        """Return the same months, each at most `limit` (whole tiyn; ValueError otherwise)."""
        if limit.denominator != 1:
            msg = f"a month's limit is {limit} tiyn, expected whole tiyn"
            raise ValueError(msg)
        return MonthlyMoney(tuple(min(amount, limit.numerator) for amount in self.tiyn))

    def total(self) -> Money:
        """Return the sum over all months."""
        return Fraction(sum(self.tiyn))

    def best_run(self, months: Months) -> Money:
        """Return the largest sum over `months` consecutive months (over all of them when there are fewer)."""
        amounts = self.tiyn
        current = best = sum(amounts[:months])
        for leaving, entering in zip(amounts, amounts[months:], strict=False):
            current += entering - leaving
            best = max(best, current)
        return Fraction(best)

    def months_paid(self) -> Months:
        """Return in how many months there was anything at all."""
        return sum(1 for amount in self.tiyn if amount)


History = Annotated[MonthlyMoney, Unit("monthly_tenge")]
"""A month history as a fact."""
