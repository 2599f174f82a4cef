"""Named ways to round a sum of money. Which one applies is a dated number of the law, not a habit of the program."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from tirek.basics.text import Text
from tirek.law.kernel.quantity import TIYN_PER_TENGE

if TYPE_CHECKING:
    from tirek.law.kernel.quantity import Money

POLICIES: Final[dict[str, tuple[str, int]]] = {
    "tiyn_half_up": ("half_up", 1),
    "tiyn_up": ("up", 1),
    "tiyn_down": ("down", 1),
    "tenge_half_up": ("half_up", TIYN_PER_TENGE),
    "tenge_up": ("up", TIYN_PER_TENGE),
    "tenge_down": ("down", TIYN_PER_TENGE),
}
"""Policy name -> (way, size of the step in tiyn)."""

TITLES: Final[dict[str, Text]] = {
    "tiyn_half_up": Text("жақын тиынға дейін", "до ближайшего тиына", "to the nearest tiyn"),
    "tiyn_up": Text("тиынға дейін жоғары қарай", "вверх до тиына", "up to a whole tiyn"),
    "tiyn_down": Text("тиынға дейін төмен қарай", "вниз до тиына", "down to a whole tiyn"),
    "tenge_half_up": Text("жақын теңгеге дейін", "до ближайшего тенге", "to the nearest tenge"),
    "tenge_up": Text("теңгеге дейін жоғары қарай", "вверх до тенге", "up to a whole tenge"),
    "tenge_down": Text("теңгеге дейін төмен қарай", "вниз до тенге", "down to a whole tenge"),
}
"""What people call each policy."""


def round_money(amount: Money, policy: str) -> Money:
    """Round `amount` by the named policy; the result is whole tiyn.

    Half up means away from zero at the half for positive sums: floor(x + 1/2).
    """
    way, step = POLICIES[policy]
    numerator, denominator = amount.numerator, amount.denominator * step
    if way == "half_up":
        return Fraction((2 * numerator + denominator) // (2 * denominator) * step)
    if way == "up":
        return Fraction(-(-numerator // denominator) * step)
    return Fraction(numerator // denominator * step)
