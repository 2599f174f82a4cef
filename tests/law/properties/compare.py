"""The three ways to one answer, side by side: the interpreter, the compiled columns, the reference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.law.properties.people import columns, facts, person
from tests.law.properties.reference import UNKNOWN, Answers, reference
from tirek.law.kernel.columns import Column, compile_columns
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.law import Law
from tirek.law.kernel.unknown import Unknown

LAW: Final = Law.load("tirek.law")
MOST_TOLD: Final = 5


@dataclass(frozen=True)
class Batch:
    """Some random people under the law of a day, perhaps with reforms laid on it."""

    on: dt.date
    reforms: tuple[str, ...]
    seed: int
    rows: int

    @property
    def edition(self) -> Edition:
        """The law they live under."""
        return LAW.edition(self.on, reforms=self.reforms)


@dataclass(frozen=True)
class Count:
    """What was compared: people, answers of each way beyond the reference, and the differences, the first told."""

    people: int
    answers: int
    differences: int
    told: tuple[str, ...]

    def __add__(self, other: Count) -> Count:
        """Return both together."""
        told = (*self.told, *other.told)[:MOST_TOLD]
        return Count(
            self.people + other.people,
            self.answers + other.answers,
            self.differences + other.differences,
            told,
        )


NOTHING: Final = Count(0, 0, 0, ())


def names_of(edition: Edition) -> tuple[str, ...]:
    """Return what the reference answers under an edition."""
    table = columns(0, 1, edition.on)
    return tuple(reference(edition.on, edition.reforms, person(table, 0)))


def interpreted(edition: Edition, names: tuple[str, ...], given: dict[str, Any]) -> Answers:
    """Return the interpreter's answers, an unknown one as UNKNOWN."""
    values = edition.case(given).values(names)
    return {name: UNKNOWN if isinstance(value, Unknown) else value for name, value in zip(names, values, strict=True)}


def cells(column: Column) -> Iterator[Any]:
    """Yield the values of a column as a pair that compares with a reference value; None where not known."""
    values = column.values.tolist()
    known = [True] * len(values) if column.known is None else column.known.tolist()
    over = column.denominator
    denominators = [over] * len(values) if isinstance(over, int) else over.tolist()
    for row, value in enumerate(values):
        yield (value, denominators[row]) if known[row] else None


def agrees(column: Column, cell: tuple[int, int] | None, expected: Any) -> bool:  # noqa: ANN401  # any answer
    """Whether a compiled cell is the expected value, compared exactly."""
    if cell is None or expected == UNKNOWN:
        return cell is None and expected == UNKNOWN
    value, denominator = cell
    if column.spec.unit in ("tenge", "rate"):
        return bool(value * expected.denominator == expected.numerator * denominator)
    return bool(column.spec.value(value, denominator) == expected)


def compare(batch: Batch, some: tuple[str, ...] = ()) -> Count:
    """Work out everybody three times; count the answers (all, or `some`) that differ from the reference."""
    edition = batch.edition
    names = some or names_of(edition)
    table = columns(batch.seed, batch.rows, batch.on)
    compiled = compile_columns(edition, names).run(table, threads=1)
    walked = {name: list(cells(column)) for name, column in compiled.items()}
    differences = 0
    told: list[str] = []
    for row in range(batch.rows):
        someone = person(table, row)
        expected = reference(batch.on, batch.reforms, someone)
        found = interpreted(edition, names, facts(someone))
        for name in names:
            value = expected[name]
            same = agrees(compiled[name], walked[name][row], value)
            if same and found[name] == value:
                continue
            differences += 1
            told.append(
                f"{batch}, row {row}: {name} is {value} by the reference, {found[name]} interpreted, "
                f"{walked[name][row]} compiled"
            )
    return Count(batch.rows, 2 * batch.rows * len(names), differences, tuple(told[:MOST_TOLD]))
