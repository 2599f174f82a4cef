"""What happened in a block, as it happened: the truth from which the messages of the registers are made."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import yaml

from tirek.forecast.population.days import NOBODY
from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column

_TABLE_OF: Final = {"balance": "loans", "days_in_arrears": "loans"}


@cache
def messages() -> dict[str, Any]:
    """Return `messages.yaml`: kinds of messages with their registers and columns, lateness, faults."""
    return dict(yaml.safe_load((files(__package__) / "messages.yaml").read_text(encoding="utf-8")))


@dataclass(slots=True)
class Happenings:
    """Happenings of one kind: a row each; `before` and `after` have a column for each column the kind is about."""

    kind: str
    event: Column
    person: Column
    family: Column
    other: Column
    happened: Column
    before: Column
    after: Column


class Counted(NamedTuple):
    """What happened to how many persons of the nation, and the squares of all who went together, summed.

    Where chance decides who goes, family by family, the squares are the variance of the persons.
    """

    persons: float = 0.0
    squares: float = 0.0


class Journal:
    """Collects happenings in the order in which they happen; every one has a number."""

    def __init__(self, first: int) -> None:
        self._next = self.first = first
        self._told: list[Happenings] = []
        self.counts: dict[tuple[str, int], Counted] = {}
        """Persons of the nation to whom something of a kind happened in a year."""

    def count(self, kind: str, year: int, weight: Column, together: Column | None = None) -> None:
        """Add persons of the nation to what happened in a year; those of one number in `together` went together."""
        by_chance = weight if together is None else np.bincount(together, weight)
        persons, squares = self.counts.get((kind, year), Counted())
        self.counts[kind, year] = Counted(persons + float(weight.sum()), squares + float((by_chance**2).sum()))

    def tell(
        self,
        kind: str,
        person: Column,
        family: Column,
        happened: Column,
        *,
        other: Column | None = None,
        before: tuple[Column, ...] = (),
        after: tuple[Column, ...] = (),
    ) -> None:
        """Add happenings of one kind; `before` and `after` give the columns that the kind is about, in order.

        Whoever begins to live here (birth, immigration) has no `before`.
        """
        count = len(person)
        event = np.arange(self._next, self._next + count)
        self._next += count
        nobody = np.full(count, NOBODY, np.int64)
        others = nobody if other is None else other
        values = (_matrix(before, count), _matrix(after, count))
        self._told.append(Happenings(kind, event, person, family, others, happened, *values))

    def kinds(self) -> list[Happenings]:
        """Return what happened, put together by kind, in the order of the dictionary."""
        found = []
        for kind in messages()["kinds"]:
            told = [each for each in self._told if each.kind == kind]
            if told:
                columns = [field.name for field in fields(Happenings)][1:]
                found.append(Happenings(kind, *(np.concatenate([getattr(t, c) for t in told]) for c in columns)))
        return found


def _matrix(columns: tuple[Column, ...], count: int) -> Column:
    """Return columns side by side, shape (count, columns), as whole numbers."""
    cells = np.zeros((count, len(columns)), np.int64)
    for place, column in enumerate(columns):
        cells[:, place] = column
    return cells


def written(kind: str, values: Column) -> list[str | None]:
    """Return the values of happenings of one kind as a message writes them; None where it has none."""
    names = messages()["kinds"][kind]["columns"]
    if not values.shape[1]:
        return [None] * len(values)
    texts = [_text(name, values[:, place]) for place, name in enumerate(names)]
    return [";".join(row) for row in zip(*texts, strict=True)]


def _text(name: str, cells: Column) -> list[str]:
    column = table_spec(_TABLE_OF.get(name, "persons")).columns[name]
    if column.type == "choice":
        return [column.choices[code] for code in cells.tolist()]
    if column.type == "flag":
        return ["true" if cell else "false" for cell in cells.tolist()]
    return ["" if column.nullable and cell == NOBODY else str(cell) for cell in cells.tolist()]
