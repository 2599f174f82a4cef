"""Maternity and care of a child: what every birth of the last years, and every one soon due, gives a mother."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tirek.forecast.population.awards.applications import applied
from tirek.forecast.population.awards.parts import Part, kind
from tirek.forecast.population.days import NEVER, Days, add_months
from tirek.forecast.population.health.sampling import pick
from tirek.forecast.population.tables import code

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.block import Block, Table


def births(block: Block, frame: AwardsFrame, rng: np.random.Generator) -> list[Part]:
    """Return the maternity and childcare events of mothers who live here."""
    persons = block["persons"]
    child, mother = young_children(block, frame.on, frame.assumed["births_kept"])
    return [
        _maternity(persons, child, mother, frame, rng),
        _pregnancies(persons, frame, rng),
        _childcare(persons, child, mother, frame, rng),
    ]


def young_children(block: Block, on: int, months: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the rows of the children born in the last months and of their mothers, for those who have one here."""
    persons = block["persons"]
    mother = persons["mother_id"] - block.first_number
    since = add_months(np.array([on], np.int32), -months)[0]
    known = (persons["birth_date"] >= since) & (mother >= 0) & (mother < len(persons))
    child = np.flatnonzero(known)
    return child, mother[child].astype(np.int64)


def _maternity(
    persons: Table, child: npt.NDArray[Any], mother: npt.NDArray[Any], frame: AwardsFrame, rng: np.random.Generator
) -> Part:
    """Return one event for each birth; children of one day and mother were born together."""
    born = persons["birth_date"][child]
    order = np.lexsort((child, born, mother))
    key = np.stack([mother[order], born[order]])
    first = np.append(True, (key[:, 1:] != key[:, :-1]).any(axis=0))[: len(order)]
    several = np.diff(np.append(np.flatnonzero(first), len(order))) > 1
    child, mother, born = child[order][first], mother[order][first], born[order][first]
    shares = frame.assumed["birth_kinds"]
    kinds = np.array([code("insured_events", "birth_kind", name) for name in shares], np.int8)
    drawn = kinds[pick(np.tile(list(shares.values()), (len(child), 1)), rng)]
    birth_kind = np.where(several, code("insured_events", "birth_kind", "multiple"), drawn)
    early = birth_kind == code("insured_events", "birth_kind", "early_survived")
    happened_on = np.where(early, born, born - _days_before(len(born), frame, rng)).astype(np.int32)
    return {
        "row": mother,
        "kind": kind("insured_events", "maternity", len(mother)),
        "happened_on": happened_on,
        "applied_on": applied("maternity", happened_on, frame, rng),
        "child_id": persons["person_id"][child],
        "child_born_on": born,
        "birth_order": np.maximum(persons["birth_order"][child], 1),
        "birth_kind": birth_kind,
    }


def _pregnancies(persons: Table, frame: AwardsFrame, rng: np.random.Generator) -> Part:
    """Return an event for each pregnant woman whose leave began before the day; how she gives birth is not known."""
    due = persons["birth_due_on"]
    row = np.flatnonzero(due != NEVER)
    happened_on = (due[row] - frame.assumed["leave_before_birth"]["mean"]).astype(np.int32)
    row, happened_on = row[happened_on < frame.on], happened_on[happened_on < frame.on]
    normal = code("insured_events", "birth_kind", "normal")
    return {
        "row": row,
        "kind": kind("insured_events", "maternity", len(row)),
        "happened_on": happened_on,
        "applied_on": applied("maternity", happened_on, frame, rng),
        "birth_order": persons["children_born"][row] + 1,
        "birth_kind": np.full(len(row), normal, np.int8),
    }


def _childcare(
    persons: Table, child: npt.NDArray[Any], mother: npt.NDArray[Any], frame: AwardsFrame, rng: np.random.Generator
) -> Part:
    """Return one event for each child; the mother cares for it."""
    born = persons["birth_date"][child]
    return {
        "row": mother,
        "kind": kind("insured_events", "childcare", len(mother)),
        "happened_on": born,
        "applied_on": applied("childcare", born, frame, rng),
        "child_id": persons["person_id"][child],
        "child_born_on": born,
        "birth_order": np.maximum(persons["birth_order"][child], 1),
    }


def _days_before(number: int, frame: AwardsFrame, rng: np.random.Generator) -> Days:
    days = frame.assumed["leave_before_birth"]
    drawn = np.rint(rng.normal(days["mean"], days["spread"], number))
    return np.asarray(np.clip(drawn, days["least"], days["most"]), np.int32)
