"""How registers tell what happened: late, sometimes wrong and corrected later, sometimes twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.basics.errors import InputError
from tirek.forecast.population.life.journal import messages, written
from tirek.forecast.population.life.rows import Rows
from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.journal import Happenings, Journal

EDITS: Final = ("changed", "was_wrong", "duplicate")
LATEST: Final = 5.0
"""The largest scale of lateness: beyond it some messages would come more than ten years after what they tell."""


@dataclass(frozen=True, slots=True)
class Faults:
    """How registers tell: lateness against the usual (0: at once), shares of duplicates and of wrong messages."""

    late: float = 1.0
    duplicates: float = 0.01
    corrections: float = 0.02

    def __post_init__(self) -> None:
        if not 0 <= self.late <= LATEST:
            raise InputError(f"--late is {self.late:g}, expected a number from 0 to {LATEST:g}")
        for name in ("duplicates", "corrections"):
            share = getattr(self, name)
            if not 0 <= share <= 1:
                raise InputError(f"--{name} is {share:g}, expected a share from 0 to 1")

    def record(self) -> dict[str, float]:
        """Return the faults as data."""
        return {"late": self.late, "duplicates": self.duplicates, "corrections": self.corrections}


def tell(journal: Journal, faults: Faults, rng: np.random.Generator) -> Rows:
    """Return the messages about what happened, numbered in the order in which they become known."""
    parts = [part for happenings in journal.kinds() for part in _messages(happenings, faults, rng)]
    table = Rows.empty("life_events")
    if not parts:
        return table
    cells = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.lexsort((cells["edit"], cells["event_id"], cells["known_on"]))
    for name, column in cells.items():
        table[name] = column[order]
    table["message_id"] = journal.first + np.arange(len(order), dtype=np.int64)
    return table


def _messages(told: Happenings, faults: Faults, rng: np.random.Generator) -> list[dict[str, Column]]:
    """Return the messages about happenings of one kind: the first ones, corrections, duplicates."""
    numbers = messages()["faults"]
    count = len(told.event)
    known = told.happened + _lateness(told.kind, faults.late, count, rng)
    wrong = rng.random(count) < faults.corrections
    twice = rng.random(count) < faults.duplicates
    said_happened = told.happened - wrong * rng.integers(1, numbers["wrong_date_days"] + 1, count)
    said_after = told.after.copy()
    columns = messages()["kinds"][told.kind]["columns"]
    if "wage" in columns and told.before.shape[1]:
        place = columns.index("wage")
        false_wage = told.after[:, place] * rng.uniform(**numbers["wrong_wage"], size=count)
        of_wage = wrong & (rng.random(count) < 1 / 2) & (told.after[:, place] > 0)
        said_after[of_wage, place] = false_wage[of_wage].astype(np.int64)
        said_happened[of_wage] = told.happened[of_wage]
    everyone = np.arange(count)
    first = _part(told, everyone, "changed", said_happened, known, said_after)
    later = known + 1 + _days(numbers["corrected_after_days"], count, rng)
    right = _part(told, everyone[wrong], "was_wrong", told.happened, later, told.after)
    again = known + 1 + _days(numbers["duplicate_after_days"], count, rng)
    return [first, right, _part(told, everyone[twice], "duplicate", said_happened, again, said_after)]


def _days(mean: float, count: int, rng: np.random.Generator) -> Column:
    return np.floor(rng.exponential(mean, count)).astype(np.int64)


def _lateness(kind: str, late: float, count: int, rng: np.random.Generator) -> Column:
    """Return days between what happened and the message."""
    shape = messages()["lateness"][messages()["kinds"][kind]["register"]]
    prompt = rng.random(count) < shape["prompt"]
    days = np.exp(rng.normal(np.log(shape["median_days"]), shape["sigma"], count))
    return np.where(prompt, 0, np.rint(late * days)).astype(np.int64)


def _part(
    told: Happenings, rows: Column, edit: str, happened: Column, known: Column, after: Column
) -> dict[str, Column]:
    spec = table_spec("life_events").columns
    register = spec["register"].choices.index(messages()["kinds"][told.kind]["register"])
    same: dict[str, Any] = {
        "event_id": told.event,
        "person_id": told.person,
        "family_id": told.family,
        "other_id": told.other,
    }
    count = len(rows)
    return {name: cells[rows] for name, cells in same.items()} | {
        "kind": np.full(count, spec["kind"].choices.index(told.kind), np.int8),
        "edit": np.full(count, EDITS.index(edit), np.int8),
        "happened_on": happened[rows].astype(np.int32), "known_on": known[rows].astype(np.int32),
        "register": np.full(count, register, np.int8),
        "before": _strings(told, told.before[rows], count), "after": _strings(told, after[rows], count),
    }  # fmt: skip


def _strings(told: Happenings, values: Column, count: int) -> Column:
    cells = np.empty(count, object)
    cells[:] = written(told.kind, values)
    return cells
