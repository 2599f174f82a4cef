from __future__ import annotations

import numpy as np
import pytest

from tirek.forecast.population import health
from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.days import NEVER, NOBODY, ages
from tirek.forecast.population.health.frame import HealthFrame
from tirek.forecast.population.margins import Margins
from tirek.forecast.population.tables import table_spec

FILLED = (
    "disability_group", "disability_cause", "disability_degree", "disability_since", "disability_until",
    "chronic_illness", "dispensary", "clinic_attached", "special_status", "carer_of",
)  # fmt: skip
NATION = 20_495_975


@pytest.fixture(scope="session")
def frame(margins: Margins) -> HealthFrame:
    return health.prepare(margins)


@pytest.fixture
def filled(block: Block, frame: HealthFrame) -> Block:
    health.fill(block, frame, stream(1, 1, "health"))
    return block


def of_pension_age(block: Block, frame: HealthFrame) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    persons = block["persons"]
    reached = frame.pension_ages.reached_on(persons["birth_date"], persons["sex"].astype(np.int64))
    return np.asarray(reached <= frame.on)


def test_disability_is_levelled_to_the_published_numbers(margins: Margins, frame: HealthFrame) -> None:
    national = margins.counts.sum(axis=0)
    years = np.arange(101)
    retired = np.stack([years >= 63, years >= 61])
    of_age = np.stack([np.broadcast_to(years < 18, retired.shape), (years >= 18) & ~retired, retired])
    expected = (frame.disabled * of_age * national).sum(axis=(1, 2))
    assert expected == pytest.approx([117_000, 414_000, 212_900], rel=1e-9)


def test_special_statuses_are_levelled_and_stay_in_their_regions(margins: Margins, frame: HealthFrame) -> None:
    expected = (frame.special * margins.counts).sum(axis=(1, 2, 3))
    assert expected[:4] == pytest.approx([28_300, 22_000, 12_000, 6_000], rel=1e-9)
    almaty = margins.strata.index(("KZ-75", True))
    assert frame.special[4, almaty].sum() == 0


def test_a_block_has_its_share_of_persons_with_disability(filled: Block, frame: HealthFrame) -> None:
    persons = filled["persons"]
    scale = NATION / len(persons)
    child = persons.is_("disability_group", "child")
    adult = persons.is_("disability_group", "first", "second", "third")
    retired = of_pension_age(filled, frame)
    assert child.sum() * scale == pytest.approx(117_000, rel=0.06)
    assert (adult & ~retired).sum() * scale == pytest.approx(414_000, rel=0.06)
    assert (adult & retired).sum() * scale == pytest.approx(212_900, rel=0.06)


def test_disability_hangs_together(filled: Block, frame: HealthFrame) -> None:
    persons = filled["persons"]
    has = ~persons.is_("disability_group", "none")
    age = ages(persons["birth_date"], frame.on)
    since, until = persons["disability_since"], persons["disability_until"]
    assert (persons.is_("disability_group", "child") <= (age < 18)).all()
    assert (persons.is_("disability_group", "first", "second", "third") <= (age >= 18)).all()
    assert (has == (since != NEVER)).all()
    assert (has == ~persons.is_("disability_cause", "none")).all()
    assert (since[has] < frame.on).all()
    assert (since[has] >= persons["birth_date"][has]).all()
    assert ((until == NEVER) | (until >= frame.on))[has].all()
    assert (until[~has] == NEVER).all()


def test_the_degree_lies_in_the_band_of_its_group(filled: Block, frame: HealthFrame) -> None:
    persons = filled["persons"]
    degree = persons["disability_degree"]
    for group, low, high in (("first", 80, 100), ("second", 60, 79), ("third", 30, 59)):
        own = degree[persons.is_("disability_group", group)]
        assert np.isin(own, [0, *range(low, high + 1, 5)]).all()
        assert (own > 0).any()
    assert (degree[persons.is_("disability_group", "none", "child")] == 0).all()


def test_carers_are_able_and_care_for_one_relative(filled: Block, frame: HealthFrame) -> None:
    persons = filled["persons"]
    carer = np.flatnonzero(persons["carer_of"] != NOBODY)
    cared = persons["carer_of"][carer] - filled.first_number
    assert len(carer) > 50
    assert persons.is_("disability_group", "first", "child")[cared].all()
    assert len(np.unique(cared)) == len(cared)
    assert (ages(persons["birth_date"], frame.on)[carer] >= 18).all()
    first = persons.is_("disability_group", "first")[cared]
    together = persons["family_id"][carer] == persons["family_id"][cared]
    child = persons["mother_id"][carer] == persons["person_id"][cared]
    assert (together | child)[first].all()
    assert not persons.is_("disability_group", "first", "second")[carer].any()
    parents = np.stack([persons["mother_id"][cared], persons["father_id"][cared]])
    assert (parents == persons["person_id"][carer]).any(axis=0)[~first].all()


def test_every_cell_lies_within_the_dictionary(filled: Block) -> None:
    persons = filled["persons"]
    for name in FILLED:
        column = table_spec("persons").columns[name]
        if column.choices:
            assert ((persons[name] >= 0) & (persons[name] < len(column.choices))).all()
        if column.type == "int16":
            assert ((persons[name] >= column.low) & (persons[name] <= column.high)).all()
        if column.type == "flag":
            assert persons[name].dtype == np.bool_


def test_the_same_numbers_make_the_same_block(block: Block, frame: HealthFrame) -> None:
    health.fill(block, frame, stream(1, 1, "health"))
    first = {name: block["persons"][name].copy() for name in FILLED}
    health.fill(block, frame, stream(1, 1, "health"))
    assert all((block["persons"][name] == first[name]).all() for name in FILLED)
    health.fill(block, frame, stream(2, 1, "health"))
    assert any((block["persons"][name] != first[name]).any() for name in FILLED)
