"""The Fund's payments in force, drawn roughly from the events: incomes for the family, not decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.awards.orphans import recipients
from tirek.forecast.population.days import NEVER, Days, add_months
from tirek.forecast.population.tables import code

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.awards.parts import Part
    from tirek.forecast.population.block import Block, Table

_TENGE: Final = 100
_FULL_RECORD: Final = 60


def payments(block: Block, frame: AwardsFrame) -> list[Part]:
    """Return what the Fund pays on the day: average income times the law's rates, before anything is withheld.

    Left out: the coefficient of the record, changes since the award, what is withheld.
    """
    events = block["insured_events"]
    average = events["credited_income"][:, -frame.law.income_window :].mean(axis=1)
    return [
        _childcare(events, average, frame),
        _job_loss(events, average, frame),
        _disability(events, average, frame),
        _survivors(block, average, frame),
    ]


def _part(
    name: str,
    events: Table,
    chosen: npt.NDArray[np.bool_],
    row: npt.NDArray[Any],
    until: Days,
    amount: npt.NDArray[Any],
) -> Part:
    """Return the payments of the chosen events with an amount."""
    chosen = chosen & (amount > 0)
    number = int(chosen.sum())
    return {
        "row": row[chosen],
        "kind": np.full(number, code("awards", "kind", name), np.int8),
        "since": events["happened_on"][chosen],
        "until": until[chosen],
        "amount": (np.rint(amount[chosen] / _TENGE) * _TENGE).astype(np.int64),
    }


def _childcare(events: Table, average: npt.NDArray[Any], frame: AwardsFrame) -> Part:
    share, wages = frame.law.childcare
    until = add_months(events["happened_on"], frame.law.childcare_months)
    order = np.clip(events["birth_order"], 1, len(frame.law.childcare_allowance)) - 1
    amount = np.clip(average * share, frame.law.childcare_allowance[order], wages * frame.law.minimum_wage)
    running = events.is_("kind", "childcare") & (until >= frame.on) & (average > 0)
    return _part("childcare_payment", events, running, events["row"], until, amount)


def _job_loss(events: Table, average: npt.NDArray[Any], frame: AwardsFrame) -> Part:
    months = frame.law.job_loss_months[np.minimum(events["record_months"], _FULL_RECORD)]
    until = add_months(events["happened_on"], months) - 1
    ended = events["ends_on"]
    running = events.is_("kind", "job_loss") & (until >= frame.on) & ((ended == NEVER) | (ended >= frame.on))
    return _part(
        "job_loss_payment", events, running, events["row"], until.astype(np.int32), average * frame.law.job_loss
    )


def _disability(events: Table, average: npt.NDArray[Any], frame: AwardsFrame) -> Part:
    counted = average - frame.law.deduction("disability", events["happened_on"])
    amount = counted * frame.law.disability * events["disability_degree"] / 100
    pension_from = frame.pension_ages.reached_on(events["birth_date"], events["sex"].astype(np.int64))
    ended = np.where(events["ends_on"] == NEVER, pension_from - 1, np.minimum(events["ends_on"], pension_from - 1))
    running = events.is_("kind", "disability") & (ended >= frame.on)
    return _part("disability_payment", events, running, events["row"], ended.astype(np.int32), amount)


def _survivors(block: Block, average: npt.NDArray[Any], frame: AwardsFrame) -> Part:
    """Return survivor payments; the family's recipient is the other parent or the head."""
    events, persons = block["insured_events"], block["persons"]
    counted = average - frame.law.deduction("survivors", events["happened_on"])
    scale = frame.law.dependants
    amount = counted * frame.law.survivors * scale[np.minimum(events["dependants"], len(scale) - 1)]
    running = events.is_("kind", "survivors") & (events["ends_on"] >= frame.on)
    dead = np.maximum(events["row"] - len(persons), 0)
    return _part("survivor_payment", events, running, recipients(block)[dead], events["ends_on"], amount)
