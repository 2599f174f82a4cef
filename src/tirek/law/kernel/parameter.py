"""Dated numbers of the law: each with its act, article, source and how sure we are of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, Literal, get_args

from tirek.basics.errors import InputError
from tirek.basics.text import Text
from tirek.law.kernel.act import FOREVER, Act, Basis
from tirek.law.kernel.provision import Kind
from tirek.law.kernel.quantity import TIYN_PER_TENGE, Choices, Steps

Status = Literal["read", "press", "known", "assumed", "unknown"]
"""read: official text or site; press: secondary source; known: from memory; assumed: our choice; unknown: no value."""

Value = Fraction | int | str | Steps[Any] | Choices[Any]
WHOLE_UNITS: Final = ("months", "days", "years", "count")
SHAPES: Final = ("plain", "steps", "choices")
FAR_PAST: Final = dt.date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What a parameter is from a day on; `value` is None where nobody has found it yet."""

    value: Value | None
    basis: Basis
    source: str
    status: Status
    note: str


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A named number (or table of numbers) of the law over time, latest value last."""

    name: str
    kind: Kind
    title: Text
    low: Fraction
    high: Fraction
    step: Fraction
    choices: tuple[str, ...]
    values: tuple[DatedValue, ...]
    reform: str | None
    same_as: str | None
    where: str
    note: str = ""
    choice_titles: Mapping[str, Text] = field(default_factory=dict)

    def on(self, day: dt.date, known_on: dt.date) -> DatedValue | None:
        """Return the value that governs `day` as could be known on `known_on`; None when there is no such number."""
        begun = [dated for dated in self.values if dated.basis.start <= day and dated.basis.known <= known_on]
        latest = max(begun, key=lambda dated: (dated.basis.start, dated.basis.known), default=None)
        return latest if latest and day <= latest.basis.end else None


def read_scalar(raw: Any, unit: str, where: str) -> Fraction | int | str:  # noqa: ANN401  # anything may be written
    """Read one number in its unit: tenge become tiyn, whole units stay whole. InputError otherwise."""
    if unit == "choice":
        return str(raw)
    if isinstance(raw, bool) or not isinstance(raw, (int, Fraction)):
        msg = f"{where}: expected a number, found {raw!r}"
        raise InputError(msg)
    if unit == "tenge":
        return Fraction(raw) * TIYN_PER_TENGE
    if unit in WHOLE_UNITS:
        if Fraction(raw).denominator != 1:
            msg = f"{where}: expected a whole number of {unit}, found {float(raw)}"
            raise InputError(msg)
        return int(raw)
    return Fraction(raw)


def read_choice_titles(raw: dict[str, Any], where: str) -> dict[str, Text]:
    """Read what people call each choice of a fact or parameter."""
    titles = raw.get("choice_titles") or {}
    return {str(choice): Text.parse(text, f"{where}: {choice}") for choice, text in titles.items()}


def read_parameter(name: str, raw: dict[str, Any], acts: dict[str, Act], reform: str | None, where: str) -> Parameter:
    """Read one parameter of a data file; InputError says what is wrong and where."""
    title = Text.parse(raw.get("title"), f"{where}: title")
    if "same_as" in raw:
        zero = Fraction(0)
        return Parameter(name, Kind(""), title, zero, zero, zero, (), (), reform, raw["same_as"], where)
    try:
        unit, shape = raw["unit"], raw.get("kind", "plain")
        if shape not in SHAPES:
            msg = f"{where}: the kind is {shape!r}, expected one of {', '.join(SHAPES)}"
            raise InputError(msg)
        values = [
            _read_value(row, unit, shape, acts, reform, f"{where}, {row.get('from', 'value')}") for row in raw["values"]
        ]
    except KeyError as missing:
        msg = f"{where}: {missing.args[0]!r} is missing"
        raise InputError(msg) from None
    scale = TIYN_PER_TENGE if unit == "tenge" else 1
    low, high = (Fraction(bound) * scale for bound in raw.get("range", (0, 0)))
    step = Fraction(raw.get("step", 1)) * scale
    choices = tuple(raw.get("choices", ()))
    return Parameter(
        name, Kind(unit, shape), title, low, high, step, choices, tuple(values), reform, None, where,
        raw.get("note", ""), read_choice_titles(raw, where),
    )  # fmt: skip


def _read_value(
    row: dict[str, Any], unit: str, shape: str, acts: dict[str, Act], reform: str | None, where: str
) -> DatedValue:
    status = row["status"]
    if status not in get_args(Status):
        msg = f"{where}: the status is {status!r}, expected one of {', '.join(get_args(Status))}"
        raise InputError(msg)
    if row["act"] not in acts:
        msg = f"{where}: there is no act {row['act']!r}"
        raise InputError(msg)
    act = acts[row["act"]]
    start = FAR_PAST if reform and "from" not in row else row["from"]
    known = row.get("known_from") or (FAR_PAST if reform else min(act.adopted, start))
    basis = Basis(row["act"], str(row["article"]), start, row.get("until") or FOREVER, known)
    return DatedValue(
        _read_shape(row["value"], unit, shape, where), basis, row.get("source", ""), status, row.get("note", "")
    )  # fmt: skip


def _read_shape(raw: Any, unit: str, shape: str, where: str) -> Value | None:  # noqa: ANN401  # as written
    if raw is None:
        return None
    if shape == "plain":
        return read_scalar(raw, unit, where)
    if not isinstance(raw, dict) or not raw:
        msg = f"{where}: expected a table, found {raw!r}"
        raise InputError(msg)
    if shape == "choices":
        return Choices({str(key): read_scalar(item, unit, where) for key, item in raw.items()})
    for bound in raw:
        if isinstance(bound, bool) or not isinstance(bound, (int, Fraction)):
            msg = f"{where}: the table has the lower bound {bound!r}, expected a number"
            raise InputError(msg)
    return Steps(tuple(sorted((Fraction(key), read_scalar(item, unit, where)) for key, item in raw.items())))
