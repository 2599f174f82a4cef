"""What nobody has published: assumed numbers, each in a YAML file beside the room that uses it, and what-ifs on them.

An entry is `name: {value: ..., unit: ..., status: published | derived | shaped | assumed, source: "why this number"}`.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import yaml

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE: Final = "assumptions.yaml"
WITHOUT: Final = "without_targets"
STATUSES: Final = ("published", "derived", "shaped", "assumed")

_changed: dict[str, dict[str, Any]] = {}
"""What a what-if says instead, by room; empty outside `WhatIf.applied`."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One number (or table of numbers) that a room uses."""

    name: str
    value: Any
    unit: str
    status: str
    source: str


def assumptions(package: str) -> dict[str, Assumption]:
    """Return the entries of a room by its package, such as `tirek.forecast.population.work`, what-ifs applied."""
    room = package.rpartition(".")[2]
    raw = yaml.safe_load((files(package) / FILE).read_text(encoding="utf-8"))
    found = {name: Assumption(name, **entry) for name, entry in raw.items()}
    for name, value in _changed.get(room, {}).items():
        found[name] = Assumption(name, value, found[name].unit, "assumed", "what-if")
    return found


def values(package: str) -> dict[str, Any]:
    """Return the values of a room's entries by name, what-ifs applied."""
    return {name: entry.value for name, entry in assumptions(package).items()}


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Other numbers, by room and name, and the calibration targets (ids, with * for any) that no longer hold."""

    changes: dict[str, dict[str, Any]]
    without_targets: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return the what-if as plain data."""
        return {**self.changes, WITHOUT: list(self.without_targets)}

    @contextlib.contextmanager
    def applied(self) -> Iterator[None]:
        """Let rooms that are prepared inside use the other numbers."""
        _changed.update(self.changes)
        try:
            yield
        finally:
            _changed.clear()


AS_IS: Final = WhatIf({})


def read_what_if(path: Path, rooms: tuple[str, ...], targets: tuple[str, ...]) -> WhatIf:
    """Read a what-if file: `room: {name: value}`, and `without_targets: [id, ...]`.

    `rooms` are the packages whose assumptions may be changed, `targets` the ids of the calibration targets.
    InputError when a room, name or target is unknown or a value is of another kind than the one it replaces.
    """
    raw = _read(path)
    known = {package.rpartition(".")[2]: package for package in rooms}
    without = raw.pop(WITHOUT, [])
    for pattern in without if isinstance(without, list) else [without]:
        if not any(fnmatchcase(target, str(pattern)) for target in targets):
            raise InputError(f"{path}: there is no calibration target {pattern}; nation.json of a nation names all")
    for room, changes in raw.items():
        if room not in known or not isinstance(changes, dict):
            raise InputError(f"{path}: {room} is no room, expected some of {', '.join(sorted(known))}, or {WITHOUT}")
        entries = assumptions(known[room])
        for name, value in changes.items():
            if name not in entries:
                raise InputError(f"{path}: {room} has no number {name}, expected some of {', '.join(sorted(entries))}")
            _same_shape(value, entries[name].value, f"{path}: {room}.{name}")
    return WhatIf(raw, tuple(map(str, without)))


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except OSError as error:
        raise InputError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(raw, dict):
        raise InputError(f"{path} holds no rooms with names and values")
    return raw


def _same_shape(value: Any, model: Any, where: str) -> None:  # noqa: ANN401  # whatever YAML may hold
    """Refuse a value that is not built like the one it replaces."""
    if isinstance(model, dict):
        if not isinstance(value, dict) or set(value) != set(model):
            raise InputError(f"{where} is {value!r}, expected a value for each of {', '.join(map(str, model))}")
        for key, inner in model.items():
            _same_shape(value[key], inner, f"{where}.{key}")
    elif isinstance(model, list):
        if not isinstance(value, list) or len(value) != len(model):
            raise InputError(f"{where} is {value!r}, expected a list of {len(model)}")
        for place, inner in enumerate(model):
            _same_shape(value[place], inner, f"{where}[{place}]")
    elif isinstance(model, bool) or not isinstance(model, int | float):
        if not isinstance(value, type(model)):
            raise InputError(f"{where} is {value!r}, expected something like {model!r}")
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{where} is {value!r}, expected a number")
