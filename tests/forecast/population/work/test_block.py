"""A block after the room `work`: statuses, histories, employers, losses of work."""

import numpy as np
import numpy.typing as npt
import pytest

from tests.forecast.population.work.conftest import ALMATY, ON, Frames, make_block
from tirek.forecast.population.assumptions import values
from tirek.forecast.population.block import Block, Column, Table
from tirek.forecast.population.days import NEVER, NOBODY, ages, day_number, month_number, months_of
from tirek.forecast.population.files import to_arrow
from tirek.forecast.population.plan import BlockPlan
from tirek.forecast.population.work import WorkFrame
from tirek.forecast.population.work.contributions import PAYER_KINDS
from tirek.forecast.population.work.frame import MONTHS
from tirek.forecast.population.work.job_losses import Losses
from tirek.forecast.population.work.present import work_possible_from, write_unemployment
from tirek.forecast.population.work.status import UNEMPLOYED, Status

Flags = npt.NDArray[np.bool_]

FIRST = month_number(ON) - MONTHS
ROOM_COLUMNS = (
    "employment", "formal", "on_leave", "own_account", "activity", "employer_id", "employed_since", "wage",
    "own_income", "wage_rank", "unemployed_since", "registered_unemployed", "founder", "soviet_service_months",
)  # fmt: skip


@pytest.fixture(scope="module")
def persons(block: Block) -> Table:
    return block["persons"]


@pytest.fixture(scope="module")
def works(persons: Table) -> Flags:
    return persons.is_("employment", "employee", "self_employed")


def _lists(table: Table, name: str) -> list[Column]:
    return np.split(table[name], table[name + "_offsets"][1:-1])


def test_counts_lie_at_their_expectation(block: Block, frame: WorkFrame, persons: Table, works: Flags) -> None:
    stratum = frame.strata.index((block.region, block.urban))
    age = ages(persons["birth_date"], day_number(ON)).clip(0, 100)
    student = persons.is_("study", "school", "college", "university")
    at_work, without = frame.rates.chances(stratum, persons["sex"].astype(int), age.astype(int), student)
    assert works.sum() == pytest.approx(at_work.sum(), abs=2)
    looking = persons.is_("employment", "unemployed")
    assert looking.sum() == pytest.approx(without.sum(), abs=2)
    idle = (age >= 15) & (age < 35) & ~works & ~student
    expected = np.where(student, 0, 1 - at_work)[(age >= 15) & (age < 35)].sum()
    assert idle.sum() == pytest.approx(expected, rel=0.03)
    assert (persons.is_("employment", "child") == (age < 15)).all()


def test_columns_fit_each_other(persons: Table, works: Flags) -> None:
    employee, own = persons.is_("employment", "employee"), persons.is_("employment", "self_employed")
    looking = persons.is_("employment", "unemployed")
    assert ((persons["activity"] > 0) == works).all()
    assert ((persons["own_account"] > 0) == own).all()
    assert ((persons["employed_since"] != NEVER) == works).all()
    assert ((persons["unemployed_since"] != NEVER) == looking).all()
    assert ((persons["wage"] > 0) == (employee & ~persons["on_leave"])).all()
    assert ((persons["own_income"] > 0) == own).all()
    assert ((persons["employer_id"] != NOBODY) == (employee & persons["formal"])).all()
    assert not (persons["formal"] & ~works).any()
    assert not (persons["registered_unemployed"] & ~looking).any()
    assert (persons["employed_since"] < day_number(ON)).all()
    assert (persons["wage"] % 100 == 0).all()


def test_spouses_resemble_each_other_in_earnings(block: Block, persons: Table) -> None:
    men = np.flatnonzero((persons["spouse_id"] != NOBODY) & (persons["sex"] == 0))
    wives = persons["spouse_id"][men] - block.first_number
    both = (persons["wage"][men] > 0) & (persons["wage"][wives] > 0)
    assert 0.2 < np.corrcoef(persons["wage_rank"][men[both]], persons["wage_rank"][wives[both]])[0, 1] < 0.55


def test_credited_income_is_the_sum_of_the_rows(block: Block, frame: WorkFrame) -> None:
    table = block["contributions"]
    identity = np.concatenate((block["persons"]["person_id"], block["deceased"]["person_id"]))
    row_of = {number: row for row, number in enumerate(identity.tolist())}
    arrived = np.zeros(block.credited.shape, bool)
    law = frame.law
    for person, kind, first, incomes, paid in zip(
        table["person_id"].tolist(), table["payer_kind"].tolist(), months_of(table["first_month"]).tolist(),
        _lists(table, "incomes"), _lists(table, "contributions"), strict=True,
    ):  # fmt: skip
        start = first - FIRST
        arrived[row_of[person], start : start + len(paid)] |= paid > 0
        assert (incomes >= 0).all()
        assert (incomes % 100 == 0).all()
        assert law.of(first, PAYER_KINDS[kind], in_city=block.urban)[0] == 1
    assert ((block.credited > 0) == arrived).all()


def test_nothing_is_paid_after_pension_age_or_death(block: Block, frame: WorkFrame) -> None:
    persons, deceased = block["persons"], block["deceased"]
    birth = np.concatenate((persons["birth_date"], deceased["birth_date"]))
    sex = np.concatenate((persons["sex"], deceased["sex"]))
    ends = frame.pension_ages.reached_in(birth, sex) - FIRST
    ends[len(persons) :] = np.minimum(ends[len(persons) :], months_of(deceased["died_on"]) - FIRST)
    months = np.arange(MONTHS)[None, :]
    assert not (block.credited[months > ends[:, None]] > 0).any()
    assert (block.credited[: len(persons)] > 0).any(axis=1).mean() > 0.4


def test_mothers_on_leave_pay_nothing_meanwhile(block: Block, persons: Table) -> None:
    leave = persons["on_leave"]
    assert leave.sum() > 5
    assert not block.credited[: len(persons), -1][leave].any()


def test_employers_are_synthetic_and_unique(block: Block, persons: Table) -> None:
    table = block["employers"]
    numbers = table["bin"].tolist()
    assert len(set(numbers)) == len(numbers)
    assert {number[4] for number in numbers} == {"9"}
    assert all(number.isdigit() and len(number) == 12 for number in numbers)
    employed = persons["employer_id"][persons["employer_id"] != NOBODY]
    assert table["employees"].sum() == len(employed)
    known = set(table["employer_id"].tolist())
    used = block["contributions"]["employer_id"]
    assert set(employed.tolist()) | set(used[used != NOBODY].tolist()) == known
    closed = table["liquidated_on"] != NEVER
    assert (table["liquidated_on"][closed] > table["founded_on"][closed]).all()
    assert not table["employees"][closed].any()


def test_losses_of_work_leave_a_gap(block: Block) -> None:
    table = block.tables["job_losses"]
    assert len(table) > 20
    assert (table["lost_on"] < table["registered_on"]).all()
    assert (table["registered_on"] < day_number(ON)).all()
    found = table["found_work_on"] != NEVER
    assert (table["registered_on"][found] < table["found_work_on"][found]).all()
    last = months_of(table["lost_on"]) - FIRST
    person = table["person_row"]
    inside = last + 1 < MONTHS
    assert not block.credited[person[inside], last[inside] + 1].any()


def test_losses_of_work_are_registered_to_the_end_of_the_year(block: Block) -> None:
    registered = months_of(block.tables["job_losses"]["registered_on"])
    counts = np.bincount(registered[registered >= 2025 * 12] - 2025 * 12, minlength=12)
    expected = np.array(values("tirek.forecast.population.work")["job_loss_awards_by_month"]) * counts.sum()
    assert counts.sum() > 50
    assert (np.abs(counts - expected) < 2).all()


def test_tables_can_be_written(block: Block, persons: Table) -> None:
    for name in ("employers", "contributions"):
        assert to_arrow(block[name]).num_rows == len(block[name])
    assert all(column in persons for column in ROOM_COLUMNS)


def test_the_same_seed_gives_the_same_bytes(block: Block, frames: Frames, plan: BlockPlan) -> None:
    again, other = make_block(frames, plan), make_block(frames, plan, seed=2)
    for name in ROOM_COLUMNS:
        assert again["persons"][name].tobytes() == block["persons"][name].tobytes(), name
    assert again.credited.tobytes() == block.credited.tobytes()
    assert other.credited.shape != block.credited.shape or other.credited.tobytes() != block.credited.tobytes()


def test_nobody_lost_work_before_the_fifteenth_birthday() -> None:
    block = Block(1, *ALMATY, ON, 0.002)
    persons = block.add("persons", 40)
    persons["birth_date"] = np.full(40, day_number(ON.replace(year=2010, month=6)), np.int32)
    none, everybody = np.zeros(40, np.int64), np.ones(40, np.bool_)
    status = Status(np.full(40, UNEMPLOYED), ~everybody, ~everybody, none, none + 15, none)
    nothing = np.zeros(0, np.int64)
    losses = Losses(nothing, nothing, nothing, nothing, nothing, nothing, nothing > 0)
    write_unemployment(block, status, losses, np.arange(40), {"registered_share": 0.5}, np.random.default_rng(1))
    since = persons["unemployed_since"]
    assert since.min() == day_number(ON.replace(year=2025, month=6))
    assert since.max() < day_number(ON)


def test_minors_work_without_a_contract_or_a_business_and_nobody_works_at_80(persons: Table, works: Flags) -> None:
    age = ages(persons["birth_date"], day_number(ON))
    minors = works & (age < 18)
    assert not (minors & persons.is_("own_account", "sole_trader", "farm", "platform", "civil_contract")).any()
    assert not persons["formal"][minors].any()
    assert 0 < minors.sum() < 0.06 * ((age >= 15) & (age < 18)).sum()
    assert not works[age > 79].any()
    assert not persons["registered_unemployed"][age < 16].any()


def test_work_begins_after_the_15th_birthday_and_after_coming_to_the_country(block: Block, persons: Table) -> None:
    for column in ("employed_since", "unemployed_since"):
        since = persons[column]
        dated = since != NEVER
        earliest = np.minimum(work_possible_from(persons), day_number(ON) - 1)
        assert (since[dated] >= earliest[dated]).all(), column
    table = block["contributions"]
    row = table["person_id"] - block.first_number
    living = row < len(persons)
    paid, row = months_of(table["first_month"][living]), row[living]
    assert (paid >= months_of(persons["birth_date"][row]) + 12 * 16).all()
    assert (paid >= months_of(persons["arrived_on"][row])).all()
