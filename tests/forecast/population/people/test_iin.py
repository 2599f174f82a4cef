import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirek.forecast.population.days import day_number
from tirek.forecast.population.people.iin import (
    ARRIVAL_SLOTS,
    DECEASED_SLOTS,
    NEWBORN_SLOTS,
    SERIALS,
    iin,
    own_serials,
)


def one(day: dt.date, sex: int, serial: int) -> str:
    return str(iin(np.array([day_number(day)], np.int32), np.array([sex], np.int8), np.array([serial]))[0])


def check(number: str) -> int:
    """The official rule, written once more, digit by digit."""
    digits = [int(digit) for digit in number]
    first = sum(digit * weight for digit, weight in zip(digits, range(1, 12), strict=False)) % 11
    if first != 10:
        return first
    return sum(digit * weight for digit, weight in zip(digits, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2], strict=False)) % 11


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.integers(0, 1), st.integers(0, SERIALS - 1))
def test_number_tells_the_birthday_has_a_check_digit_and_belongs_to_nobody_real(
    day: dt.date, sex: int, serial: int
) -> None:
    number = one(day, sex, serial)
    assert len(number) == 12
    assert number[:6] == day.strftime("%y%m%d")
    assert number[6] == "78"[sex]
    assert int(number[7:11]) // 2 == serial
    assert check(number) == int(number[11])


def test_serials_of_a_day_give_different_numbers() -> None:
    days = np.full(SERIALS, day_number(dt.date(1990, 2, 28)), np.int32)
    assert len(set(iin(days, np.zeros(SERIALS, np.int8), np.arange(SERIALS)))) == SERIALS


@pytest.mark.parametrize("slots", [DECEASED_SLOTS, ARRIVAL_SLOTS, NEWBORN_SLOTS])
def test_no_block_gives_the_serial_of_another(slots: tuple[int, ...]) -> None:
    given_out = np.concatenate([own_serials(block, slots) for block in range(1, 900)])
    assert len(np.unique(given_out)) == len(given_out)
    assert given_out.max() < SERIALS


def test_the_dead_and_the_arriving_keep_apart_from_those_living_now() -> None:
    living = set(range(1000))
    dead = {int(serial) for block in range(1, 900) for serial in own_serials(block, DECEASED_SLOTS)}
    arriving = {int(serial) for block in range(1, 900) for serial in own_serials(block, ARRIVAL_SLOTS)}
    assert not living & dead
    assert not living & arriving
    assert not dead & arriving
