from __future__ import annotations

import numpy as np
import pytest

from tirek.forecast.population.awards.frame import AwardsFrame
from tirek.forecast.population.block import Block
from tirek.forecast.population.days import NOBODY, ages, day_number
from tirek.forecast.population.margins import Margins

TENGE = 100


def receiving(block: Block, kind: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(block["awards"].is_("kind", kind))


def rows(block: Block, kind: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.asarray(block["awards"]["person_id"][receiving(block, kind)] - block.first_number)


def test_pensioners_are_levelled_to_the_nation(margins: Margins, frame: AwardsFrame) -> None:
    national = margins.counts.sum(axis=0)
    years = np.arange(101)
    retired = np.stack([years >= 63, years >= 61])
    pensioners = frame.base_covered * (retired * national).sum() + (frame.early * national).sum()
    assert pensioners == pytest.approx(2_491_000, rel=1e-6)
    assert (frame.early[retired] == 0).all()
    assert (frame.accumulative * national).sum() == pytest.approx(520_000, rel=1e-6)


def test_base_pensions_lie_between_the_bounds_of_2025_and_have_the_published_mean(filled: Block) -> None:
    amount = filled["awards"]["amount"][receiving(filled, "base_pension")]
    assert amount.min() >= 32_360 * TENGE
    assert amount.max() <= 50_851 * TENGE
    assert amount.mean() == pytest.approx(47_594 * TENGE, rel=0.005)


def test_solidarity_pensions_cost_what_was_published(filled: Block) -> None:
    awards = filled["awards"]
    solidarity = receiving(filled, "solidarity_pension")
    pensioners = filled["persons"]["pensioner"].sum()
    assert awards["amount"][solidarity].sum() / pensioners == pytest.approx(95_549 * TENGE, rel=0.01)


def test_a_pensioner_is_who_has_a_base_or_a_solidarity_pension(filled: Block) -> None:
    receives = np.zeros(len(filled["persons"]), np.bool_)
    for kind in ("base_pension", "solidarity_pension"):
        receives[rows(filled, kind)] = True
    assert (filled["persons"]["pensioner"] == receives).all()


def test_nobody_who_lives_here_goes_without_a_base_pension_for_long(filled: Block, frame: AwardsFrame) -> None:
    persons = filled["persons"]
    reached = frame.pension_ages.reached_on(persons["birth_date"], persons["sex"].astype(np.int64))
    resident = ~persons.is_("residence_status", "other")
    has = np.zeros(len(persons), np.bool_)
    has[rows(filled, "base_pension")] = True
    assert has[resident & (reached <= frame.on - 5 * 366)].all()
    assert not has[~resident | (reached > frame.on)].any()
    assert has.sum() == pytest.approx(frame.base_covered * (reached <= frame.on).sum(), abs=1)


def test_survivor_allowances_go_to_the_other_parent_where_one_lives(filled: Block) -> None:
    persons, kinship = filled["persons"], filled["kinship"]
    dead = np.isin(kinship["relative_id"], filled["deceased"]["person_id"]) & kinship.is_("relation", "parent")
    child = kinship["person_id"][dead] - filled.first_number
    mother = persons["mother_id"][child[(ages(persons["birth_date"], day_number(filled.on))[child] < 18)]]
    mothers = mother[mother != NOBODY] - filled.first_number
    assert len(mothers)
    assert np.isin(mothers, rows(filled, "survivor_allowance")).all()


def test_disability_allowances_have_the_published_mean(filled: Block) -> None:
    amount = filled["awards"]["amount"][receiving(filled, "disability_allowance")]
    assert amount.mean() == pytest.approx(78_267 * TENGE, rel=0.04)
    assert (amount % TENGE == 0).all()


def test_every_person_with_a_disability_under_pension_age_has_the_allowance_once(
    filled: Block, frame: AwardsFrame
) -> None:
    persons = filled["persons"]
    reached = frame.pension_ages.reached_on(persons["birth_date"], persons["sex"].astype(np.int64)) <= frame.on
    young = np.flatnonzero(~persons.is_("disability_group", "none") & ~reached)
    receiving_rows = rows(filled, "disability_allowance")
    assert len(np.unique(receiving_rows)) == len(receiving_rows)
    assert np.isin(young, receiving_rows).all()


def test_a_mother_has_the_allowance_or_the_payment_never_both(filled: Block) -> None:
    births = [
        set(zip(rows(filled, kind).tolist(), filled["awards"]["since"][receiving(filled, kind)].tolist(), strict=True))
        for kind in ("childcare_allowance", "childcare_payment")
    ]
    assert all(births)
    assert not births[0] & births[1]


def test_large_families_have_the_allowance_by_the_number_of_children(filled: Block, frame: AwardsFrame) -> None:
    """Each goes to a parent or guardian of a child at home, and counts the children of the couple."""
    awards, persons = filled["awards"], filled["persons"]
    own = receiving(filled, "large_family_allowance")
    row = rows(filled, "large_family_allowance")
    child = ages(persons["birth_date"], frame.on) < 18
    student = persons["full_time_student"] & (ages(persons["birth_date"], frame.on) < 23) & ~child
    child |= student & persons.is_("family_role", "child", "grandchild")
    kinship = filled["kinship"]
    guardian = np.full(len(persons), NOBODY)
    wards = kinship.is_("relation", "guardian")
    guardian[kinship["person_id"][wards] - filled.first_number] = kinship["relative_id"][wards]
    for each, since, amount in zip(row, awards["since"][own], awards["amount"][own], strict=True):
        couple = [persons["person_id"][each], persons["spouse_id"][each]]
        of = [np.isin(who, [one for one in couple if one != NOBODY]) for who in
              (persons["mother_id"], persons["father_id"], guardian)]  # fmt: skip
        children = np.flatnonzero(np.any(of, axis=0) & child & (persons["family_id"] == persons["family_id"][each]))
        assert len(children) >= 4
        assert since >= np.sort(persons["birth_date"][children])[3]
        assert amount == {4: 63_030, 5: 78_798}.get(len(children), amount // TENGE) * TENGE
    assert len(set(row.tolist())) == len(row)
    assert len(row) == pytest.approx((filled["families"]["children_and_students"] >= 4).sum(), rel=0.15)


def test_carers_have_one_allowance_each(filled: Block) -> None:
    carers = np.concatenate(
        [rows(filled, "disabled_child_carer_allowance"), rows(filled, "first_group_carer_allowance")]
    )
    assert sorted(carers) == np.flatnonzero(filled["persons"]["carer_of"] != NOBODY).tolist()


def test_awards_began_before_the_day_and_are_paid(filled: Block, frame: AwardsFrame) -> None:
    awards = filled["awards"]
    assert (awards["since"] <= frame.on).all()
    assert (awards["amount"] > 0).all()


def test_children_and_pensioners_are_insured_in_health_insurance(filled: Block, frame: AwardsFrame) -> None:
    persons = filled["persons"]
    sure = (ages(persons["birth_date"], frame.on) < 18) | persons["pensioner"]
    assert persons["health_insured"][sure].all()
    assert 0.7 < persons["health_insured"].mean() < 0.93
