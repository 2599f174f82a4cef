"""Identification numbers of those who begin to live here: children born and people who come from abroad."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.basics.errors import InputError
from tirek.forecast.population.people.iin import ARRIVAL_SLOTS, NEWBORN_SLOTS, iin, own_serials

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

_DAYS_TRIED = 400


def of_newborn(state: State, birth: Column, sex: Column) -> tuple[Column, Column]:
    """Return numbers and birth dates of children born this month; who finds no free number is born on another day."""
    days = (state.first_day + (birth - state.first_day + shift) % state.days for shift in range(state.days))
    return _numbers(state, days, birth, sex, NEWBORN_SLOTS)


def of_arrivals(state: State, birth: Column, sex: Column) -> tuple[Column, Column]:
    """Return numbers and birth dates of people who come from abroad; a birth date may move back by some days."""
    return _numbers(state, (birth - shift for shift in range(_DAYS_TRIED)), birth, sex, ARRIVAL_SLOTS)


def eldest_first(order: Column, birth: Column, mother: Column) -> Column:
    """Return birth orders that follow birth dates, which may have moved: each mother's are given out again by age."""
    found = order.copy()
    found[np.lexsort((order, birth, mother))] = order[np.lexsort((order, mother))]
    return found


def _numbers(state: State, tries: object, birth: Column, sex: Column, slots: tuple[int, ...]) -> tuple[Column, Column]:
    taken = state.persons["iin"]
    found, born = np.zeros(len(birth), "U12"), birth.copy()
    open_ = np.arange(len(birth))
    for days in tries:  # type: ignore[attr-defined]
        for serial in own_serials(state.block, slots):
            numbers = iin(days[open_], sex[open_], np.full(len(open_), serial))
            first = np.zeros(len(open_), np.bool_)
            first[np.unique(numbers, return_index=True)[1]] = True
            free = first & ~np.isin(numbers, taken) & ~np.isin(numbers, found)
            found[open_[free]], born[open_[free]] = numbers[free], days[open_[free]]
            open_ = open_[~free]
            if not len(open_):
                return found, born
    raise InputError(f"block {state.block} has no identification numbers left for {len(open_)} persons")
