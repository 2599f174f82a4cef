import datetime as dt

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecast.population.people.conftest import MakeBlock
from tirek.forecast.population.block import Block
from tirek.forecast.population.days import NEVER, NOBODY, ages, day_number

PLACES = st.integers(0, 36).filter(lambda place: place != 30)  # villages of Ulytau: at this share they have 44 persons


def age_of(block: Block) -> npt.NDArray[np.int16]:
    return ages(block["persons"]["birth_date"], day_number(block.on))


def row_of(block: Block, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Rows of persons by their numbers; -1 where there is nobody."""
    return np.where(numbers == NOBODY, -1, numbers - block.first_number).astype(np.int64)


@settings(max_examples=12, deadline=None)
@given(PLACES, st.integers(0, 2**63 - 1))
def test_a_block_holds_together(make_block: MakeBlock, place: int, seed: int) -> None:
    block, plan = make_block(place, seed)
    persons, families = block["persons"], block["families"]
    age, birth = age_of(block), persons["birth_date"]

    # exactly the persons planned
    counts = np.zeros((2, 101), int)
    np.add.at(counts, (persons["sex"], np.minimum(age, 100)), 1)
    assert np.array_equal(counts, plan.counts)
    assert np.array_equal(persons["person_id"], block.first_number + np.arange(len(persons)))

    # families lie together, have a head who is an adult, and their counts are right
    assert (np.diff(persons["family_id"]) >= 0).all()
    family = persons["family_id"] - block.first_number
    assert np.array_equal(np.bincount(family), families["size"])
    assert np.array_equal(np.bincount(family[age < 18], minlength=len(families)), families["children"])
    assert np.array_equal(families["adults"] + families["children"], families["size"])
    assert (families["adults"] > 0).all()
    heads = families["head_id"] - block.first_number
    assert (age[heads] >= 18).all()
    assert np.array_equal(family[heads], np.arange(len(families)))
    assert (persons.is_("family_role", "head").sum()) == len(families)

    # couples
    spouse = row_of(block, persons["spouse_id"])
    married = persons.is_("marital_status", "married")
    assert np.array_equal(married, spouse >= 0)
    assert np.array_equal(married, persons["married_on"] != NEVER)
    partners = np.flatnonzero(married)
    assert (spouse[spouse[partners]] == partners).all()
    assert (persons["sex"][spouse[partners]] != persons["sex"][partners]).all()
    assert (family[spouse[partners]] == family[partners]).all()
    assert (ages(birth[partners], day_number(block.on)) >= 18).all()
    assert (persons["married_on"][partners] - birth[partners] >= 18 * 365).all()
    assert (persons["married_on"][partners] < day_number(block.on)).all()

    # parents
    for column, sex, youngest in (("mother_id", 1, 15), ("father_id", 0, 17)):
        parent = row_of(block, persons[column])
        child = np.flatnonzero(parent >= 0)
        assert (persons["sex"][parent[child]] == sex).all()
        assert (birth[child] - birth[parent[child]] >= youngest * 365).all()
    mother = row_of(block, persons["mother_id"])
    child = np.flatnonzero(mother >= 0)
    assert (birth[child] - birth[mother[child]] <= 50 * 366).all()

    # siblings are born on one day, or a pregnancy apart, in the order of their numbers
    order = child[np.lexsort((persons["birth_order"][child], mother[child]))]
    same = np.diff(mother[order]) == 0
    apart = np.diff(birth[order])[same]
    assert ((apart == 0) | (apart >= 280)).all()
    assert (np.diff(persons["birth_order"][order])[same] == 1).all()

    # expected births
    due = persons["birth_due_on"]
    expecting = due != NEVER
    assert (persons["sex"][expecting] == 1).all()
    assert ((due[expecting] > day_number(block.on)) & (due[expecting] <= day_number(block.on) + 280)).all()
    newest = np.full(len(persons), -(10**9))
    np.maximum.at(newest, mother[child], birth[child])
    assert (due[expecting] - newest[expecting] >= 280).all()


@settings(max_examples=6, deadline=None)
@given(PLACES, st.integers(0, 2**63 - 1))
def test_children_borne_are_those_known_but_for_honoured_mothers(make_block: MakeBlock, place: int, seed: int) -> None:
    block, _ = make_block(place, seed, share=0.004)
    persons = block["persons"]
    mother = row_of(block, persons["mother_id"])
    child = np.flatnonzero(mother >= 0)
    pendants = persons.is_("awarded_mother", "kumis_alka"), persons.is_("awarded_mother", "altyn_alka")
    honoured = pendants[0] | pendants[1]
    elsewhere = persons["children_born"] - np.bincount(mother[child], minlength=len(persons))
    assert (elsewhere[honoured] >= 0).all()  # grown children who live elsewhere
    assert (elsewhere[~honoured] == 0).all()
    assert (persons["children_born"][pendants[0]] == 6).all()
    assert (persons["children_born"][pendants[1]] >= 7).all()

    # the youngest is the last of those borne
    newest = child[np.lexsort((-persons["birth_order"][child], mother[child]))]
    newest = newest[np.append(True, np.diff(mother[newest]) != 0)[: len(newest)]]
    assert np.array_equal(persons["birth_order"][newest], persons["children_born"][mother[newest]])


@settings(max_examples=6, deadline=None)
@given(PLACES, st.integers(0, 2**63 - 1))
def test_minors_live_with_a_parent_or_a_guardian(make_block: MakeBlock, place: int, seed: int) -> None:
    block, _ = make_block(place, seed)
    persons, kinship = block["persons"], block["kinship"]
    family = persons["family_id"]
    minors = np.flatnonzero(age_of(block) < 18)
    with_parent = np.zeros(len(minors), bool)
    for column in ("mother_id", "father_id"):
        parent = row_of(block, persons[column])[minors]
        with_parent |= (parent >= 0) & (family[parent] == family[minors])
    wards = kinship["person_id"][kinship.is_("relation", "guardian")] - block.first_number
    assert set(minors[~with_parent]) == set(wards)
    assert kinship["together"][kinship.is_("relation", "guardian")].all()


@settings(max_examples=4, deadline=None)
@given(PLACES, st.integers(0, 2**63 - 1))
def test_the_same_seed_gives_the_same_bytes(make_block: MakeBlock, place: int, seed: int) -> None:
    first, second = make_block(place, seed)[0], make_block(place, seed)[0]
    for table in ("persons", "families", "kinship", "deceased"):
        assert first[table].names == second[table].names
        for column in first[table].names:
            assert first[table][column].tobytes() == second[table][column].tobytes()


def test_seeds_differ(make_block: MakeBlock) -> None:
    assert make_block(7, 1)[0]["families"]["size"].tobytes() != make_block(7, 2)[0]["families"]["size"].tobytes()


def test_numbers_are_unique_in_the_nation(small_nation: list[Block]) -> None:
    numbers = np.concatenate([block[table]["iin"] for block in small_nation for table in ("persons", "deceased")])
    assert len(np.unique(numbers)) == len(numbers)
    assert set(np.unique(numbers.astype("U7").view("U1").reshape(-1, 7)[:, 6])) == {"7", "8"}


def test_ties_of_kinship_are_told_from_both_sides(small_nation: list[Block]) -> None:
    back = {"former_spouse": "former_spouse", "guardian": "ward", "supports": "supported_by"}
    for block in small_nation:
        table = block["kinship"]
        for relation, other in back.items():
            here, there = table.is_("relation", relation), table.is_("relation", other)
            told = set(zip(table["person_id"][here], table["relative_id"][here], strict=True))
            assert told == set(zip(table["relative_id"][there], table["person_id"][there], strict=True))


def test_the_dead_left_children_who_know_them(small_nation: list[Block]) -> None:
    for block in small_nation:
        dead, kinship, persons = block["deceased"], block["kinship"], block["persons"]
        tie = kinship.is_("relation", "parent")
        assert set(kinship["relative_id"][tie]) == set(dead["person_id"])
        dead_row = np.searchsorted(dead["person_id"], kinship["relative_id"][tie])
        child = kinship["person_id"][tie] - block.first_number
        birth = persons["birth_date"][child]
        assert (birth - dead["birth_date"][dead_row] > 14 * 365).all()
        assert (birth - dead["died_on"][dead_row] <= 200).all()
        assert (dead["died_on"] < day_number(block.on)).all()
        widow = row_of(block, dead["widow_id"])
        assert persons.is_("marital_status", "widowed")[widow[widow >= 0]].all()


def test_the_nation_looks_as_published(small_nation: list[Block]) -> None:
    """Bands are wide enough for a nation of 0.5 %, narrow enough to catch a room that went astray."""
    persons = {
        name: np.concatenate([block["persons"][name] for block in small_nation])
        for name in ("marital_status", "birth_order", "awarded_mother")
    }
    size = np.concatenate([block["families"]["size"] for block in small_nation])
    age = np.concatenate([age_of(block) for block in small_nation])
    shares = np.bincount(persons["marital_status"][age >= 15]) / (age >= 15).sum()
    assert shares == pytest.approx([0.280, 0.609, 0.053, 0.058], abs=0.002)
    assert len(age) / len(size) == pytest.approx(3.42, abs=0.12)
    by_size = np.bincount(np.minimum(size, 7))[1:] / len(size)
    assert by_size == pytest.approx([0.17, 0.19, 0.19, 0.19, 0.13, 0.075, 0.055], abs=0.05)
    assert (persons["birth_order"][age == 0] == 1).mean() == pytest.approx(0.24, abs=0.02)
    assert (persons["awarded_mother"] > 0).sum() / 0.005 == pytest.approx(243_700, rel=0.02)


def test_mothers_of_last_year_have_the_published_ages(small_nation: list[Block]) -> None:
    at_birth = []
    for block in small_nation:
        persons = block["persons"]
        mother = row_of(block, persons["mother_id"])
        infant = np.flatnonzero((age_of(block) == 0) & (mother >= 0))
        at_birth.append((persons["birth_date"][infant] - persons["birth_date"][mother[infant]]) / 365.25)
    years = np.concatenate(at_birth)
    assert ((years >= 25) & (years < 30)).mean() == pytest.approx(0.27, abs=0.03)
    assert ((years >= 30) & (years < 35)).mean() == pytest.approx(0.261, abs=0.03)


def test_months_abroad_end_at_fifty_years(small_nation: list[Block]) -> None:
    months = np.concatenate([block["persons"]["months_abroad"] for block in small_nation])
    assert months.max() == 600
    assert (months > 0).sum() > 100


def test_brothers_and_sisters_do_not_marry(small_nation: list[Block]) -> None:
    for block in small_nation:
        persons = block["persons"]
        spouse = row_of(block, persons["spouse_id"])
        married = np.flatnonzero(spouse >= 0)
        for column in ("mother_id", "father_id"):
            parent = persons[column]
            same = (parent[married] == parent[spouse[married]]) & (parent[married] != NOBODY)
            assert not same.any()
            assert (parent[married] != persons["person_id"][spouse[married]]).all()


def test_weddings_of_the_last_years_are_about_those_registered(small_nation: list[Block]) -> None:
    wed = np.concatenate([block["persons"]["married_on"] for block in small_nation])
    last = (wed != NEVER) & (wed >= day_number(dt.date(2023, 1, 1)))
    assert last.sum() / 2 / 0.005 / 3 == pytest.approx(100_000, rel=0.2)


def test_children_elsewhere_of_honoured_mothers_are_few(small_nation: list[Block]) -> None:
    known, borne = 0, 0
    for block in small_nation:
        persons = block["persons"]
        honoured = ~persons.is_("awarded_mother", "none")
        mother = row_of(block, persons["mother_id"])
        known += int(honoured[mother[mother >= 0]].sum())
        borne += int(persons["children_born"][honoured].sum())
    assert 0.8 < known / borne <= 1
