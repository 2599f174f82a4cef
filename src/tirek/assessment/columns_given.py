"""What a file of people may hold, column by column: in words, as data, and checked against a schema that was given."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from tirek.basics.errors import InputError
from tirek.basics.text import LANGUAGES
from tirek.law.kernel.program import EPOCH

if TYPE_CHECKING:
    from tirek.assessment.questions import InputColumn
    from tirek.law.kernel.program import Spec

PERSON: Final = "person_id"
FAMILY: Final = "family_id"

_ID_MEANING: Final = {
    PERSON: {
        "kk": "адамның нөмірі; нәтижеде сақталады",
        "ru": "номер человека; сохраняется в результате",
        "en": "identifies the person; kept in the result",
    },
    FAMILY: {
        "kk": "отбасының нөмірі; нәтижеде сақталады",
        "ru": "номер семьи; сохраняется в результате",
        "en": "identifies the family; kept in the result",
    },
}


@dataclass(frozen=True, slots=True)
class Given:
    """What of a schema is used: identifiers to keep, columns to read, and facts that this law does not ask for."""

    identifiers: tuple[str, ...]
    columns: tuple[InputColumn, ...]
    unused: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The columns to read from the file."""
        return [*self.identifiers, *(column.spec.name for column in self.columns)]


def type_text(spec: Spec) -> str:
    """Return the type of a column as it is best written; wider and narrower whole numbers are taken too."""
    if spec.length:
        return f"fixed_size_list<int32 or int64>[{spec.length}]"
    return {"flag": "bool", "choice": "string", "date": "date32"}.get(spec.unit, spec.dtype)


def unit_text(spec: Spec) -> str:
    """Return the unit of a column's numbers."""
    if spec.unit in ("tenge", "monthly_tenge"):
        return "tiyn a month, oldest month first" if spec.length else "tiyn"
    if spec.unit == "rate":
        return {1: "whole", 100: "hundredths (percent)"}.get(spec.denominator, f"1/{spec.denominator}")
    return spec.unit


def expected_text(spec: Spec) -> str:
    """Say what a value must be."""
    if spec.unit == "flag":
        return "true or false"
    if spec.unit == "choice":
        return "one of " + ", ".join(spec.choices)
    if spec.unit == "date":
        return f"a date from {_day(spec.low)} to {_day(spec.high)}"
    each = "in each month a whole number" if spec.length else "a whole number"
    unit = "tiyn" if spec.length else unit_text(spec)
    return f"{each} of {unit} from {spec.low:,} to {spec.high:,}" + (", 0 for no income" if spec.length else "")


def absent_text(column: InputColumn, on: dt.date) -> str:
    """Say what is taken when the column or the value is absent."""
    if column.stands == "day_of_right":
        return f"column absent: {on}; null: did not happen"
    if column.stands == "day_of_applying":
        return "absent: the day of the right"
    default = column.spec.default
    if default is None:
        return "absent: unknown"
    shown = str(default).lower() if isinstance(default, bool) else column.spec.cell(default)
    return f"absent: {default if column.spec.unit == 'choice' else shown}"


def schema_record(columns: tuple[InputColumn, ...], on: dt.date) -> list[dict[str, Any]]:
    """Return the columns as data."""
    found: list[dict[str, Any]] = [
        {
            "column": name, "type": "int64 or string", "required": name == PERSON,
            "meaning": meaning, "absent": "must be given" if name == PERSON else "may be left out",
        }
        for name, meaning in _ID_MEANING.items()
    ]  # fmt: skip
    for column in columns:
        spec = column.spec
        plain = spec.unit in ("flag", "choice")
        low, high = (_day(spec.low), _day(spec.high)) if spec.unit == "date" else (spec.low, spec.high)
        row: dict[str, Any] = {"column": spec.name, "type": type_text(spec), "required": False, "unit": unit_text(spec)}
        row |= {} if plain else {"low": low, "high": high}
        row |= {"choices": list(spec.choices)} if spec.choices else {}
        row |= {"expected": expected_text(spec), "absent": absent_text(column, on), "benefits": list(column.benefits)}
        found.append(row | {"meaning": {language: column.fact.title[language] for language in LANGUAGES}})
    return found


def match(schema: pa.Schema, columns: tuple[InputColumn, ...], all_facts: frozenset[str]) -> Given:
    """Compare a schema with the columns that can be used; InputError names what is missing, odd or of a wrong type."""
    names = schema.names
    for name in names:
        if names.count(name) > 1:
            msg = f"the column {name} stands there twice"
            raise InputError(msg)
    if PERSON not in names:
        msg = f"the column {PERSON} is missing, expected int64 or string"
        raise InputError(msg)
    by_name = {column.spec.name: column for column in columns}
    for name in names:
        _check(schema.field(name).type, name, by_name, all_facts)
    identifiers = tuple(name for name in (PERSON, FAMILY) if name in names)
    used = tuple(column for column in columns if column.spec.name in names)
    unused = tuple(name for name in names if name not in by_name and name not in identifiers)
    return Given(identifiers, used, unused)


def _check(kind: pa.DataType, name: str, by_name: dict[str, InputColumn], all_facts: frozenset[str]) -> None:
    if name in (PERSON, FAMILY):
        if not (pa.types.is_integer(kind) or _is_text(kind)):
            msg = f"the column {name} is {kind}, expected int64 or string"
            raise InputError(msg)
    elif name in by_name:
        spec = by_name[name].spec
        if not _fits(kind, spec):
            msg = f"the column {name} is {kind}, expected {type_text(spec)}: {expected_text(spec)}"
            raise InputError(msg)
    elif name not in all_facts:
        close = difflib.get_close_matches(name, [PERSON, FAMILY, *all_facts], 1)
        hint = f"; is {close[0]} meant?" if close else "; see tirek assess --schema"
        msg = f"the column {name} is no fact of the law{hint}"
        raise InputError(msg)


def _fits(kind: pa.DataType, spec: Spec) -> bool:
    types = pa.types
    if spec.unit == "flag":
        return bool(types.is_boolean(kind))
    if spec.unit == "date":
        return bool(types.is_date32(kind))
    if spec.unit == "choice":
        return _is_text(kind.value_type if types.is_dictionary(kind) else kind)
    if spec.length:
        is_list = types.is_fixed_size_list(kind) or types.is_list(kind) or types.is_large_list(kind)
        return bool(is_list and types.is_integer(kind.value_type))
    return bool(types.is_integer(kind))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _day(cell: int) -> str:
    return (EPOCH + dt.timedelta(days=cell)).isoformat()
