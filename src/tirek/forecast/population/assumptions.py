"""What nobody has published: assumed numbers, each in a YAML file beside the room that uses it, and what-ifs on them.

An entry is `name: {value: ..., unit: ..., status: published | derived | shaped | assumed, source: "why this number"}`,
with a `range` where a what-if may change more than shares: see `what_ifs`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.errors import InputError
from tirek.basics.yaml_file import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE: Final = "assumptions.yaml"
WITHOUT: Final = "without_targets"
STATUSES: Final = ("published", "derived", "shaped", "assumed")
NEEDED: Final = ("value", "unit", "status", "source")
"""What every entry tells."""
ALLOWED: Final = (*NEEDED, "range")

_changed: dict[str, dict[str, Any]] = {}
"""What a what-if says instead, by room; empty outside `WhatIf.applied`."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number (or table of numbers) that a room uses; `range` bounds what a what-if may make of it."""

    name: str
    value: Any
    unit: str
    status: str
    source: str
    range: Any = None


class Entries(dict[Any, Any]):
    """Numbers by name; asking for one that is not there is an InputError that says in which file it is missing."""

    where: str = FILE

    def __missing__(self, name: object) -> Any:  # noqa: ANN401  # as `dict` has it
        raise InputError(f"{self.where}: {name} is missing, expected an entry of this name")


def assumptions(package: str) -> dict[str, Assumption]:
    """Return the entries of a room by its package, such as `tirek.forecast.population.work`, what-ifs applied.

    InputError when its file is not as described above.
    """
    room = package.rpartition(".")[2]
    path = files(package) / FILE
    raw = read_yaml(path)
    if not isinstance(raw, dict) or not raw:
        raise InputError(f"{path} has no entries, expected names, each with {', '.join(NEEDED)}")
    found = {name: _entry(name, entry, f"{path}: {name}") for name, entry in raw.items()}
    for name, value in _changed.get(room, {}).items():
        found[name] = Assumption(name, value, found[name].unit, "assumed", "what-if")
    return found


def _entry(name: str, raw: Any, where: str) -> Assumption:  # noqa: ANN401  # whatever YAML may hold
    if not isinstance(raw, dict):
        raise InputError(f"{where} is {raw!r:.80}, expected an entry with {', '.join(NEEDED)}")
    if missing := [key for key in NEEDED if raw.get(key) is None]:
        raise InputError(f"{where} has no {missing[0]}, expected {', '.join(NEEDED)}")
    if unknown := [key for key in raw if key not in ALLOWED]:
        raise InputError(f"{where} has a {unknown[0]!r:.80}, expected {', '.join(ALLOWED)}")
    if raw["status"] not in STATUSES:
        raise InputError(f"{where} has the status {raw['status']!r:.80}, expected one of {', '.join(STATUSES)}")
    return Assumption(name, **raw)


def values(package: str) -> dict[str, Any]:
    """Return the values of a room's entries by name, what-ifs applied; InputError as for `assumptions`."""
    where = str(files(package) / FILE)
    return _named({name: entry.value for name, entry in assumptions(package).items()}, where)


def _named(table: dict[Any, Any], where: str) -> Entries:
    """Return a table, and the tables in it, that can say where something is missing."""
    inner = {
        name: _named(value, f"{where}: {name}") if isinstance(value, dict) else value for name, value in table.items()
    }
    named = Entries(inner)
    named.where = where
    return named


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Other numbers, by room and name, and the calibration targets (ids, with * for any) that no longer hold."""

    changes: dict[str, dict[str, Any]]
    without_targets: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return the what-if as data that JSON gives back as it is."""
        told = {**self.changes, WITHOUT: list(self.without_targets)}
        found: dict[str, Any] = json.loads(json.dumps(told, default=dt.date.isoformat))
        return found

    @contextlib.contextmanager
    def applied(self) -> Iterator[None]:
        """Let rooms that are prepared inside use the other numbers."""
        _changed.update(self.changes)
        try:
            yield
        finally:
            _changed.clear()


AS_IS: Final = WhatIf({})
