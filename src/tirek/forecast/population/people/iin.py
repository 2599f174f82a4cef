"""Individual identification numbers that no real person can have.

Six digits of the birth date, then 7 (man) or 8 (woman) where a real number has 1 to 6, a serial of four digits, a check
digit by the official algorithm. Serials of one day and sex are shared out so that nobody has to ask anybody:

    0 to 899      persons living when the nation is made, by their number among equals in the whole nation
    900 to 999    the same, for those so old that a child born later may share the two digits of the year
    1000 to 2999  breadwinners who died before: 1000 * (1 or 2) + number of the block
    3000 to 4999  persons who come from abroad later: 1000 * (3 or 4) + number of the block
    any           children born later, on days when nobody living was born: 1000 * (0 to 4) + number of the block
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tirek.forecast.population.days import Days

SERIALS: Final = 5000
ELDERS_SERIAL: Final = 900
FIRST_UNIQUE_YEAR: Final = 1940
"""Nobody born from 2040 on is numbered, so that from this year on two digits tell the year."""
DECEASED_SLOTS: Final = (1, 2)
ARRIVAL_SLOTS: Final = (3, 4)
NEWBORN_SLOTS: Final = (0, 1, 2, 3, 4)

_FIRST_WEIGHTS: Final = np.arange(1, 12)
_SECOND_WEIGHTS: Final = np.array([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2])
_NO_CHECK_DIGIT: Final = 10


def iin(birth_date: Days, sex: npt.NDArray[np.int8], serial: npt.NDArray[np.integer]) -> npt.NDArray[np.str_]:
    """Return the numbers of persons born on these days; sex is 0 for men, 1 for women, serials are below SERIALS.

    A serial has two written forms, 2n and 2n + 1: the second is taken when the first has no check digit, and then
    always has one, because the last digit of the serial weighs 11 in the first pass and 2 in the second.
    """
    digits = np.empty((len(birth_date), 12), np.int64)
    _write(digits, 0, _six(birth_date), 6)
    digits[:, 6] = 7 + sex
    _write(digits, 7, 2 * serial.astype(np.int64), 4)
    check = check_digits(digits)
    digits[check == _NO_CHECK_DIGIT, 10] += 1
    digits[:, 11] = check_digits(digits)
    return np.ascontiguousarray(digits.astype(np.uint32) + ord("0")).view("U12").reshape(-1)


def check_digits(digits: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the check digit of numbers given as rows of digits; 10 where there is none."""
    first = digits[:, :11] @ _FIRST_WEIGHTS % 11
    second = digits[:, :11] @ _SECOND_WEIGHTS % 11
    return np.where(first == _NO_CHECK_DIGIT, second, first)


def own_serials(block: int, slots: tuple[int, ...]) -> npt.NDArray[np.int64]:
    """Return the serials a block may give on any day in these slots, so that no other block gives the same."""
    return np.array(slots, np.int64) * 1000 + block


def _six(days: Days) -> npt.NDArray[np.int64]:
    date = days.astype("datetime64[D]")
    month = date.astype("datetime64[M]")
    year = date.astype("datetime64[Y]").astype(np.int64) + 1970
    day = (date - month.astype("datetime64[D]")).astype(np.int64) + 1
    six: npt.NDArray[Any] = year % 100 * 10000 + (month.astype(np.int64) % 12 + 1) * 100 + day
    return six


def _write(digits: npt.NDArray[np.int64], start: int, numbers: npt.NDArray[np.int64], width: int) -> None:
    for place in range(width):
        digits[:, start + place] = numbers // 10 ** (width - 1 - place) % 10
