"""Whose children count in a family of many children while life goes on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from tirek.forecast.population.block import stream
from tirek.forecast.population.files import open_nation
from tirek.forecast.population.life import frame, wards
from tirek.forecast.population.life.benefits import pay_large_families
from tirek.forecast.population.life.state import State
from tirek.forecast.population.margins import national

ON = dt.date(2026, 1, 1)


def recipients(state: State) -> set[int]:
    return set(state.awards["person_id"][state.awards.is_("kind", "large_family_allowance")].tolist())


def test_a_ward_who_has_grown_up_counts_no_more(nation: Path) -> None:
    block = open_nation(nation).blocks[1]
    state = State.read(nation, block, ON, frame.prepare(national(ON), 1), stream(1, block, "life"))
    state.enter(2026 * 12)
    pay_large_families(state)
    persons = state.persons
    own = np.bincount(persons["mother"][(persons["mother"] >= 0) & (state.ages < 18)], minlength=len(persons))
    mother = int(np.flatnonzero(np.isin(persons["person_id"], list(recipients(state))) & (own >= 4))[0])
    ward = np.flatnonzero((persons["mother"] == mother) & (state.ages < 18))[:4]
    persons["spouse"][mother] = -1
    others = np.setdiff1d(np.flatnonzero((persons["mother"] == mother) | (persons["father"] == mother)), ward)
    persons["mother"][others], persons["father"][others] = -1, -1
    persons["mother"][ward[0]], persons["father"][ward[0]] = -1, -1
    wards.guard(state, ward[:1], np.array([mother]))
    pay_large_families(state)
    assert persons["person_id"][mother] in recipients(state)
    persons["birth_date"][ward[0]] = (ON - dt.date(1970, 1, 1)).days - 19 * 365
    persons["full_time_student"][ward[0]] = True
    pay_large_families(state)
    assert persons["person_id"][mother] not in recipients(state)
