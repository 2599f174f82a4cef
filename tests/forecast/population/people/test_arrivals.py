"""Who came from abroad: with whom, when, as what."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.population.people.conftest import MakeBlock
from tests.forecast.population.people.test_people import PLACES, age_of, row_of
from tirek.forecast.population.assumptions import values
from tirek.forecast.population.block import Block
from tirek.forecast.population.days import NEVER, day_number

GIVEN = values("tirek.forecast.population.people")


@settings(max_examples=12, deadline=None)
@given(PLACES, st.integers(0, 2**63 - 1))
def test_children_come_with_their_mother_or_are_born_here(make_block: MakeBlock, place: int, seed: int) -> None:
    block, _ = make_block(place, seed, share=0.004)
    persons = block["persons"]
    arrived, birth = persons["arrived_on"], persons["birth_date"]
    mother, father = row_of(block, persons["mother_id"]), row_of(block, persons["father_id"])
    parent = np.where(mother >= 0, mother, father)
    child = np.flatnonzero(parent >= 0)
    with_parent = arrived[parent[child]] > birth[child]
    assert np.array_equal(arrived[child], np.where(with_parent, arrived[parent[child]], NEVER))

    # parents who did not come together were both here before a common child and before the wedding
    both = np.flatnonzero((mother >= 0) & (father >= 0))
    apart = both[arrived[mother[both]] != arrived[father[both]]]
    assert (arrived[mother[apart]] < birth[apart]).all()
    assert (arrived[father[apart]] < birth[apart]).all()
    spouse = row_of(block, persons["spouse_id"])
    couple = np.flatnonzero(spouse >= 0)
    couple = couple[arrived[couple] != arrived[spouse[couple]]]
    assert (arrived[couple] <= persons["married_on"][couple]).all()


@settings(max_examples=12, deadline=None)
@given(PLACES, st.integers(0, 2**63 - 1))
def test_statuses_fit_arrivals(make_block: MakeBlock, place: int, seed: int) -> None:
    block, _ = make_block(place, seed, share=0.004)
    persons = block["persons"]
    arrived = persons["arrived_on"].astype(np.int64)
    came = arrived != NEVER
    assert (arrived[came] > persons["birth_date"][came]).all()
    assert (arrived[came] < day_number(block.on)).all()
    citizen, kandas = persons.is_("residence_status", "citizen"), persons.is_("residence_status", "kandas")
    assert (day_number(block.on) - arrived[kandas & came] <= GIVEN["kandas_years"]["most"] * 366).all()
    parents = [row_of(block, persons[name]) for name in ("mother_id", "father_id")]
    of_citizen = np.any([(row >= 0) & citizen[row] for row in parents], axis=0)
    known = np.any([row >= 0 for row in parents], axis=0)
    assert (known & ~of_citizen)[~citizen & ~came].all()
    months = (arrived - persons["birth_date"]) / 365.25 * 12 - 18 * 12
    assert persons["months_abroad"] == pytest.approx(np.where(came, months, 0).clip(0, 600), abs=1)


def test_as_many_came_as_assumed(small_nation: list[Block]) -> None:
    year = np.concatenate([block["persons"]["arrived_on"] for block in small_nation]).astype("datetime64[D]")
    came = year[~np.isnat(year)].astype("datetime64[Y]").astype(np.int64) + 1970
    wanted = GIVEN["arrivals"]
    for first, last in ((1991, 1999), (2000, 2004), (2005, 2011), (2012, 2022), (2023, 2025)):
        years = np.arange(first, last + 1)
        total = sum(
            np.where(years >= min(table), np.interp(years, list(table), list(table.values())), 0).sum()
            for table in wanted.values()
        )
        assert ((came >= first) & (came <= last)).sum() / 0.005 == pytest.approx(total, rel=0.12)
    status = np.concatenate([block["persons"]["residence_status"] for block in small_nation])
    kandas, permanent, other = np.bincount(status, minlength=4)[1:] / 0.005
    assert 20_000 < kandas < 60_000
    assert 40_000 < permanent < 85_000
    assert 8_000 < other < 25_000


def test_some_couples_are_of_two_statuses(small_nation: list[Block]) -> None:
    mixed, foreign = 0, 0
    for block in small_nation:
        persons = block["persons"]
        spouse = row_of(block, persons["spouse_id"])
        wives = np.flatnonzero((spouse >= 0) & (persons["sex"] == 1))
        hers, his = persons["residence_status"][wives], persons["residence_status"][spouse[wives]]
        mixed += int((hers != his).sum())
        foreign += int(((hers != 0) | (his != 0)).sum())
    assert 0.1 < mixed / foreign < 0.8


def test_who_came_is_mostly_young(small_nation: list[Block]) -> None:
    at_arrival = []
    for block in small_nation:
        persons = block["persons"]
        came = persons["arrived_on"] != NEVER
        at_arrival.append((persons["arrived_on"] - persons["birth_date"])[came] / 365.25)
        assert (age_of(block)[came] >= 0).all()
    years = np.concatenate(at_arrival)
    assert 0.15 < (years < 18).mean() < 0.45
    assert (years > 60).mean() < 0.1
