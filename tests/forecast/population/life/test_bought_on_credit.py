"""Mortgages and the dwellings they bought, when people part or move; and who is lent to at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from tirek.forecast.population.block import stream
from tirek.forecast.population.check.block_data import full_years
from tirek.forecast.population.files import open_nation
from tirek.forecast.population.life import frame, homes, loans
from tirek.forecast.population.life.bought_on_credit import buy_dwellings, keep_mortgages_with_dwellings
from tirek.forecast.population.life.rows import rows_of
from tirek.forecast.population.life.state import State
from tirek.forecast.population.margins import national

ON = dt.date(2026, 1, 1)


@pytest.fixture(scope="module")
def life() -> frame.LifeFrame:
    return frame.prepare(national(ON), 1)


@pytest.fixture
def state(nation: Path, life: frame.LifeFrame) -> State:
    block = open_nation(nation).blocks[1]
    found = State.read(nation, block, ON, life, stream(1, block, "life"))
    found.enter(2026 * 12)
    return found


def mortgages(state: State) -> np.ndarray:
    return np.flatnonzero(state.loans.is_("kind", "mortgage"))


def adults_at_home(state: State, person: int) -> np.ndarray:
    persons = state.persons
    return np.flatnonzero((persons["home"] == persons["home"][person]) & (state.ages >= 30) & (state.ages < 50))


def owns(state: State) -> bool:
    """Whether each family with a mortgage owns a dwelling, and each that lives in its own."""
    owed = np.isin(state.families["family_id"], state.loans["family_id"][mortgages(state)])
    owned = state.families["dwellings_owned"] > 0
    return bool(owned[owed | state.families.is_("dwelling", "owned")].all())


def part(state: State, *, all_go: bool) -> tuple[int, int]:
    """Let a borrower of a mortgage, or all the family, move to a family of its own; return the loan and the person."""
    borrowers = rows_of(state.persons["person_id"], state.loans["person_id"][mortgages(state)])
    for loan, person in zip(mortgages(state), borrowers, strict=True):
        stays = np.setdiff1d(adults_at_home(state, person), [person])
        state.loans["ends_on"][loan] = state.first_day + 365
        state.loans["taken_on"][loan] = state.first_day - 365
        if len(stays):
            old = state.persons["home"][[person]]
            everybody = np.flatnonzero(state.persons["home"] == old[0])
            new = homes.new_families(state, old, state.families["weight"][old])
            goes = everybody if all_go else np.array([person])
            homes.move(state, goes, np.repeat(new, len(goes)))
            return int(loan), int(person)
    pytest.fail("no family with a mortgage has a second adult")


def test_who_stays_in_the_dwelling_takes_over_its_mortgage(state: State) -> None:
    loan, person = part(state, all_go=False)
    before = state.families["dwellings_owned"].copy()
    keep_mortgages_with_dwellings(state)
    assert state.loans["person_id"][loan] != state.persons["person_id"][person]
    assert (state.families["dwellings_owned"] == before).all()
    assert owns(state)


def test_the_dwelling_goes_with_a_family_that_moves_as_a_whole(state: State) -> None:
    loan, person = part(state, all_go=True)
    owned = state.families["dwellings_owned"].sum()
    keep_mortgages_with_dwellings(state)
    assert state.loans["person_id"][loan] == state.persons["person_id"][person]
    assert state.families.is_("dwelling", "owned")[state.persons["home"][person]]
    assert state.families["dwellings_owned"].sum() == owned
    assert owns(state)


def test_a_mortgage_gives_a_dwelling_to_who_has_none(state: State) -> None:
    rents = np.flatnonzero(state.families.is_("dwelling", "rented"))
    keeps = np.flatnonzero(state.families.is_("dwelling", "owned"))
    before = state.families["dwellings_owned"].copy()
    buy_dwellings(state, np.concatenate((rents, keeps)))
    assert state.families.is_("dwelling", "owned")[rents].all()
    assert (state.families["dwellings_owned"] - before)[rents].tolist() == [1] * len(rents)
    assert (state.families["dwellings_owned"] == before)[keeps].all()


def test_new_loans_are_of_who_has_what_they_are_for_and_can_pay_them_back_in_time(state: State) -> None:
    loans.remember(state)
    state.targets["loans"] = state.targets["loans"] * 1.5
    first = state.next_number["loans"]
    loans.live_with_loans(state)
    new = state.loans["loan_id"] >= first
    assert new.sum() > 100
    person = rows_of(state.persons["person_id"], state.loans["person_id"])
    at_the_end = full_years(state.persons["birth_date"][person], state.loans["ends_on"])
    limit = np.where(state.loans.is_("kind", "mortgage"), 70, 75)
    assert (at_the_end <= limit)[new].all()
    assert (state.ages[person][new] >= 21).all()
    of_car = new & state.loans.is_("kind", "car")
    assert np.isin(
        state.loans["person_id"][of_car], state.vehicles["person_id"][state.vehicles.is_("kind", "car")]
    ).all()
    assert of_car.any()
    assert owns(state)
    with_mortgage = state.loans["family_id"][mortgages(state)]
    assert len(np.unique(with_mortgage)) == len(with_mortgage)
