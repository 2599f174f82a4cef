from __future__ import annotations

import numpy as np
import pytest

from tirek.forecast.population import awards
from tirek.forecast.population.awards.frame import AwardsFrame
from tirek.forecast.population.block import Block, stream
from tirek.forecast.population.days import NEVER, NOBODY, ages
from tirek.forecast.population.files import to_arrow


def test_events_are_numbered_by_their_days(filled: Block) -> None:
    events = filled["insured_events"]
    assert (events["event_id"] == filled.first_number + np.arange(len(events))).all()
    assert (np.diff(events["happened_on"]) >= 0).all()


def test_only_who_ever_contributed_has_an_event(filled: Block, frame: AwardsFrame) -> None:
    events = filled["insured_events"]
    assert (events["record_months"] > 0).all()
    assert (events["happened_on"] < frame.on).all()
    assert (events["applied_on"] >= events["happened_on"]).all()
    assert (events["applied_on"] < frame.on).all()


def test_a_mother_has_one_leave_a_birth_and_one_care_a_child(filled: Block, frame: AwardsFrame) -> None:
    events, persons = filled["insured_events"], filled["persons"]
    leave, care = events.is_("kind", "maternity"), events.is_("kind", "childcare")
    assert leave.sum() > 50
    born = leave & (events["child_id"] != NOBODY)
    keys = np.stack([events["person_id"][born], events["child_born_on"][born]])
    assert len(np.unique(keys, axis=1).T) == born.sum()
    assert len(np.unique(events["child_id"][care])) == care.sum()
    before = events["child_born_on"][born] - events["happened_on"][born]
    early = events.is_("birth_kind", "early_survived")[born]
    assert (before[early] == 0).all()
    assert ((before >= 40) & (before <= 100))[~early].all()
    child = events["child_id"][care] - filled.first_number
    assert (persons["mother_id"][child] == events["person_id"][care]).all()
    assert (persons["birth_date"][child] == events["happened_on"][care]).all()
    assert (events["birth_order"][leave | care] >= 1).all()
    due = events["person_id"][leave & ~born] - filled.first_number
    assert (persons["birth_due_on"][due] != NEVER).all()


def test_children_of_one_day_make_a_multiple_birth(filled: Block) -> None:
    events = filled["insured_events"]
    care = events.is_("kind", "childcare")
    keys, number = np.unique(
        np.stack([events["person_id"][care], events["happened_on"][care]]), axis=1, return_counts=True
    )
    several = {tuple(key) for key in keys.T[number > 1].tolist()}
    multiple = events.is_("kind", "maternity") & events.is_("birth_kind", "multiple")
    told = zip(events["person_id"][multiple].tolist(), events["child_born_on"][multiple].tolist(), strict=True)
    assert several <= set(told)


def test_job_losses_are_those_that_were_registered(filled: Block, frame: AwardsFrame) -> None:
    events, losses = filled["insured_events"], filled["job_losses"]
    lost = events.is_("kind", "job_loss")
    registered = (losses["registered_on"] != NEVER) & (losses["registered_on"] < frame.on)
    assert lost.sum() == pytest.approx(registered.sum(), abs=5)
    assert (events["months_paid_before"][~lost] == 0).all()
    assert (events["months_paid_before"][lost] > 0).any()


def test_disability_in_force_is_levelled_to_the_fund(filled: Block, frame: AwardsFrame) -> None:
    events, persons = filled["insured_events"], filled["persons"]
    own = events.is_("kind", "disability")
    pension_from = frame.pension_ages.reached_on(events["birth_date"], events["sex"].astype(np.int64))
    ended = (events["ends_on"] != NEVER) & (events["ends_on"] < frame.on)
    in_force = own & ~ended & (pension_from > frame.on)
    retired = frame.pension_ages.reached_on(persons["birth_date"], persons["sex"].astype(np.int64)) <= frame.on
    working = persons.is_("disability_group", "first", "second", "third") & ~retired
    assert in_force.sum() == pytest.approx(86.2 / 414 * working.sum(), rel=0.05, abs=3)
    assert (own & ended).sum() > in_force.sum() / 4
    assert (events["disability_degree"][own] >= 30).all()
    assert not events.is_("disability_group", "none")[own].any()
    assert (ages(events["birth_date"], frame.on)[own] >= 18).all()


def test_survivors_are_children_of_the_deceased(filled: Block, frame: AwardsFrame) -> None:
    events, deceased = filled["insured_events"], filled["deceased"]
    own = events.is_("kind", "survivors")
    assert own.sum() > 0
    assert np.isin(events["person_id"][own], deceased["person_id"]).all()
    assert (events["dependants"][own] >= 1).all()
    assert (events["survivor_birth_date"][own] != NEVER).all()
    assert (events["ends_on"][own] >= events["happened_on"][own]).all()
    in_force = own & (events["ends_on"] >= frame.on)
    assert in_force.sum() == pytest.approx(62_900 / 20_495_975 * len(filled["persons"]), rel=0.1, abs=2)


def test_both_tables_are_written_as_the_dictionary_says(filled: Block) -> None:
    for name in ("insured_events", "awards"):
        table = to_arrow(filled[name])
        assert table.num_rows == len(filled[name])
        table.validate(full=True)


def test_the_same_numbers_make_the_same_tables(filled: Block, frame: AwardsFrame) -> None:
    first = {name: to_arrow(filled[name]) for name in ("insured_events", "awards")}
    awards.fill(filled, frame, stream(3, filled.number, "awards"))
    assert all(to_arrow(filled[name]).equals(table) for name, table in first.items())
