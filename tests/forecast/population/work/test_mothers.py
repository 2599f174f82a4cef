"""Mothers before the birth: as many were insured as the state does not support, and they kept their work till leave."""

import numpy as np
import numpy.typing as npt
import pytest

from tests.forecast.population.work.conftest import ON
from tirek.forecast.population.block import Block
from tirek.forecast.population.days import NEVER, NOBODY, ages, day_number
from tirek.forecast.population.work import WorkFrame
from tirek.forecast.population.work.careers import Lives, work_spells
from tirek.forecast.population.work.leave import Leaves
from tirek.forecast.population.work.mothers import before_birth, mothers_of_late

MONTHS = 240
TABLE = {
    "share": 0.75, "window": 24, "births": 48, "infant": 18, "stopped_with_leave": 0.5, "nothing_arrived": 0.0,
    "works_from": 17, "worked_months": [0, 36],
}  # fmt: skip


def _leaves(mothers: list[int], born: list[int], months: int = 18) -> Leaves:
    born_in = np.array(born, np.int64)
    return Leaves(np.array(mothers, np.int64), born_in, born_in - 2, born_in + months)


def test_the_last_birth_of_the_last_four_years_counts() -> None:
    leaves = _leaves([0, 0, 1, 2, 3], [150, 230, 191, 192, 241])
    found = mothers_of_late(leaves, leaves.mark(4, 0, MONTHS), 0, TABLE)
    assert found.row.tolist() == [0, 2, 3]
    assert found.start.tolist() == [228, 190, 239]
    assert found.infant.tolist() == [True, False, True]
    assert found.free.tolist() == [22, 22, 22]
    assert found.since.tolist() == [0, 30, 0]


def test_leave_for_an_earlier_birth_leaves_less_of_the_window() -> None:
    leaves = _leaves([0, 0, 1, 1], [208, 230, 212, 230], months=36)
    found = mothers_of_late(leaves, leaves.mark(2, 0, MONTHS), 0, TABLE)
    assert found.free.tolist() == [0, 4]


@pytest.mark.parametrize("paying_share", [0.0, 0.4, 0.6])
def test_as_many_mothers_were_insured_as_assumed(paying_share: float) -> None:
    rows = 1000
    leaves = _leaves(list(range(rows)), np.linspace(193, 239, rows).astype(int).tolist())
    mothers = mothers_of_late(leaves, leaves.mark(rows, 0, MONTHS), 0, TABLE)
    paying = np.random.default_rng(1).random(rows) < paying_share
    assumed = {"insured_before_birth": TABLE}
    before = before_birth(mothers, paying, np.full(rows, -100), 50.0, assumed, np.random.default_rng(2))
    for infant in (True, False):
        group = mothers.infant == infant
        assert before.insured[group].sum() == pytest.approx(0.75 * group.sum(), abs=1)
    assert before.insured[paying].all()
    chosen = before.insured & ~paying
    assert (before.idle[chosen] < mothers.since[chosen] + 24).all()
    assert (before.idle[~before.insured] >= mothers.since[~before.insured] + 24).all()
    assert (before.begins <= mothers.start - 24).all()


def test_who_was_too_young_to_work_was_not_insured() -> None:
    leaves = _leaves([0, 1], [230, 230])
    mothers = mothers_of_late(leaves, leaves.mark(2, 0, MONTHS), 0, TABLE)
    young = np.full(2, 230 - 17 * 12)
    assumed = {"insured_before_birth": TABLE}
    before = before_birth(mothers, np.ones(2, np.bool_), young, 50.0, assumed, np.random.default_rng(2))
    assert not before.insured.any()


def _worked_before_leave(kept_factor: float) -> float:
    rows = 500
    on_leave = np.zeros((rows, 60), np.uint8)
    on_leave[:, 40:] = 1
    everybody = np.full(rows, 1.0)
    first, last = np.zeros(rows, np.int64), np.full(rows, 59)
    life = Lives(
        first, last, first == 0, first, 0.05 * everybody, 0.05 * everybody, 0 * everybody, first, 1.0, everybody,
        0.0, 24, kept_factor, last + 1,
    )  # fmt: skip
    spells = work_spells(life, on_leave, np.random.default_rng(3))
    return float((spells[:, 16:40] > 0).mean())


def test_work_is_kept_before_a_leave() -> None:
    assert _worked_before_leave(0.25) > _worked_before_leave(1.0) + 0.1


def test_mothers_in_a_block_were_insured_as_assumed(block: Block, frame: WorkFrame) -> None:
    persons = block["persons"]
    infants = (persons["birth_date"] > day_number(ON) - 548) & (persons["mother_id"] != NOBODY)
    mothers = np.unique(persons["mother_id"][infants]) - block.first_number
    born = np.zeros(len(persons), np.int64)
    np.maximum.at(born, persons["mother_id"][infants] - block.first_number, persons["birth_date"][infants])
    insured = [_credited_before(block, row, int(born[row])) for row in mothers.tolist()]
    share = frame.assumed["insured_before_birth"]["share"]
    chance = 3 * np.sqrt(share * (1 - share) / len(mothers))
    assert np.mean(insured) == pytest.approx(share, abs=chance)


def _credited_before(block: Block, row: int, born: int) -> bool:
    day = np.datetime64(born, "D")
    month = int((day.astype("datetime64[M]") - np.datetime64(block.on, "M")).astype(int)) + block.credited.shape[1]
    months: npt.NDArray[np.int32] = block.credited[row, max(month - 24, 0) : month]
    return bool((months > 0).any())


def test_who_is_on_leave_has_a_small_child_or_expects_one(block: Block) -> None:
    persons = block["persons"]
    excused = persons["birth_due_on"] != NEVER
    small = (ages(persons["birth_date"], day_number(ON) - 1) < 3) & (persons["mother_id"] != NOBODY)
    excused[persons["mother_id"][small] - block.first_number] = True
    assert persons["on_leave"].any()
    assert excused[persons["on_leave"]].all()
