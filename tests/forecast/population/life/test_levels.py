"""Births and deaths of a block add up to what the nation's path says of its persons."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from tirek.forecast.population.block import stream
from tirek.forecast.population.days import NEVER, months_of
from tirek.forecast.population.files import open_nation
from tirek.forecast.population.life import births, deaths, prepare
from tirek.forecast.population.life.frame import LifeFrame
from tirek.forecast.population.life.state import State
from tirek.forecast.population.margins import national

BEGAN, FIRST = dt.date(2026, 1, 1), 2026 * 12


@pytest.fixture(scope="module")
def frame() -> LifeFrame:
    return prepare(national(BEGAN), 24)


def block(nation: Path, frame: LifeFrame, place: int) -> State:
    number = open_nation(nation).blocks[place]
    state = State.read(nation, number, BEGAN, frame, stream(7, number, "life"))
    state.enter(FIRST)
    return state


def test_frailty_says_who_dies_not_how_many(larger: Path, frame: LifeFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    chances: list[np.ndarray] = []

    def nobody(_: np.random.Generator, each: np.ndarray) -> np.ndarray:
        chances.append(each)
        return np.zeros(0, np.int64)

    monkeypatch.setattr(deaths, "draw", nobody)
    state = block(larger, frame, 0)
    deaths.die(state)
    persons, age = state.persons, np.minimum(state.ages, 100)
    order = np.lexsort((age, persons["sex"]))
    expected = (frame.death_rates(2026)[persons["sex"], age] * state.weights).sum() / 12
    assert (chances[0] * state.weights[order]).sum() == pytest.approx(expected, rel=0.01)


def test_who_is_on_the_way_is_born_and_nobody_else_until_then(larger: Path, frame: LifeFrame) -> None:
    """A block with few on the way gets no more, or all blocks together would bear too many in the first months."""
    ahead = frame.numbers["months_known_before"]
    for place in range(3):
        state = block(larger, frame, place)
        births.remember(state)
        before = state.persons["birth_due_on"].copy()
        births.conceive(state)
        new = (state.persons["birth_due_on"] != before) & (before == NEVER)
        assert (state.persons["birth_due_on"][before != NEVER] == before[before != NEVER]).all()
        assert (months_of(state.persons["birth_due_on"][new]) == FIRST + ahead).all()


def test_births_planned_over_a_year_are_those_of_the_path(larger: Path, frame: LifeFrame) -> None:
    """What chance planned too many in a month is taken off the next, so that a block keeps to its level."""
    state = block(larger, frame, 0)
    births.remember(state)
    persons, first = state.persons, FIRST + frame.numbers["months_known_before"]
    planned, expected = 0.0, 0.0
    for month in range(first, first + 12):
        births._plan(state, month)
        due = months_of(persons["birth_due_on"]) == month
        planned += float(state.weights[due].sum())
        persons["birth_due_on"][due] = NEVER
        women = (persons["sex"] == 1) & (state.ages >= births.YOUNGEST) & (state.ages < births.OLDEST)
        rates = frame.fertility[persons["region"], np.minimum(state.ages, 100)] * frame.births_level[month // 12]
        expected += float((rates * state.weights)[women].sum()) / 12
    assert planned * (1 + frame.numbers["twins"]) == pytest.approx(expected, rel=0.06)
