"""Reading a what-if: `room: {name: value}` for some assumptions, and `without_targets: [id, ...]`.

What may be changed, and how far, is said beside each number, by the `range` of its entry: `[low, high]` for all its
numbers, or a table of ranges by key, or a list of ranges by place. Without a range a share (a decimal from 0 to 1)
may be any share, and everything else stays as it is. Whole numbers stay whole, and what adds up to 1 goes on doing so.
"""

from __future__ import annotations

import datetime as dt
import math
from fnmatch import fnmatchcase
from reprlib import repr as short
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.errors import InputError
from tirek.basics.yaml_file import read_yaml
from tirek.forecast.population.assumptions import WITHOUT, WhatIf, assumptions

if TYPE_CHECKING:
    from pathlib import Path

CLOSE: Final = 1e-6
"""So near to 1 must parts come that add up to 1."""
SHARES: Final = (0, 1)


def read_what_if(path: Path, rooms: tuple[str, ...], targets: tuple[str, ...]) -> WhatIf:
    """Read a what-if file.

    `rooms` are the packages whose assumptions may be changed, `targets` the ids of the calibration targets.
    InputError when a room, name or target is unknown, a value is outside its range, or nothing is changed.
    """
    raw = read_yaml(path)
    if not isinstance(raw, dict) or not raw:
        raise InputError(f"{path} holds no rooms with names and values: nothing to change")
    known = {package.rpartition(".")[2]: package for package in rooms}
    without = _without(raw.pop(WITHOUT, []), targets, path)
    changes = {}
    for room, changed in raw.items():
        if room not in known:
            raise InputError(
                f"{path}: {_word(room)} is no room, expected some of {', '.join(sorted(known))}, or {WITHOUT}"
            )
        if not isinstance(changed, dict) or not changed:
            raise InputError(f"{path}: {room} is {short(changed)}, expected names with values")
        entries = assumptions(known[room])
        for name in changed:
            if name not in entries:
                raise InputError(
                    f"{path}: {room} has no number {_word(name)}, expected some of {', '.join(sorted(entries))}"
                )
        changes[room] = {
            name: fitted(value, entries[name].value, entries[name].range, f"{path}: {room}.{name}")
            for name, value in changed.items()
        }
    if not changes and not without:
        raise InputError(f"{path}: {WITHOUT} is empty: nothing to change")
    return WhatIf(changes, without)


def _without(patterns: Any, targets: tuple[str, ...], path: Path) -> tuple[str, ...]:  # noqa: ANN401  # any YAML
    if not isinstance(patterns, list):
        raise InputError(f"{path}: {WITHOUT} is {short(patterns)}, expected a list such as [insured]")
    for pattern in patterns:
        if not any(fnmatchcase(target, str(pattern)) for target in targets):
            raise InputError(
                f"{path}: there is no calibration target {_word(pattern)}; nation.json of a nation names all"
            )
    return tuple(map(str, patterns))


def fitted(value: Any, model: Any, bounds: Any, where: str) -> Any:  # noqa: ANN401  # whatever YAML may hold
    """Return a value in the order and the types of the one it replaces; InputError when it does not fit."""
    if isinstance(model, dict):
        if not isinstance(value, dict) or set(value) != set(model):
            raise InputError(f"{where} is {short(value)}, expected a value for each of {', '.join(map(str, model))}")
        table = {key: fitted(value[key], model[key], range_of_part(bounds, key), f"{where}.{key}") for key in model}
        _add_up(list(table.values()), list(model.values()), where)
        return table
    if isinstance(model, list):
        if not isinstance(value, list) or len(value) != len(model):
            raise InputError(f"{where} is {short(value)}, expected a list of {len(model)}")
        places = range(len(model))
        row = [
            fitted(value[place], model[place], range_of_part(bounds, place), f"{where}[{place}]") for place in places
        ]
        _add_up(row, model, where)
        return row
    return _fitted_number(value, model, bounds, where)


def range_of_part(bounds: Any, key: Any) -> Any:  # noqa: ANN401  # whatever YAML may hold
    """Return the range of a part; a range of two numbers or days holds for all parts."""
    if isinstance(bounds, dict):
        return bounds.get(key)
    if isinstance(bounds, list) and any(isinstance(each, list | dict) or each is None for each in bounds):
        return bounds[key]
    return bounds


def _fitted_number(value: Any, model: Any, bounds: Any, where: str) -> Any:  # noqa: ANN401  # whatever YAML may hold
    if bounds is None and isinstance(model, float) and SHARES[0] <= model <= SHARES[1]:
        bounds = SHARES
    if bounds is None:
        if type(value) is not type(model) or value != model:
            raise InputError(f"{where} is {short(value)}, expected {model}, which a what-if cannot change")
        return model
    low, high = bounds
    whole = isinstance(model, int) and not isinstance(low, float) and high > 1
    if isinstance(model, dt.date):
        kind, right = "a day", type(value) is dt.date
    elif whole:
        kind, right = "a whole number", type(value) is int or (type(value) is float and value.is_integer())
    else:
        kind, right = "a number", type(value) in {int, float}
    if not right or not low <= value <= high:
        raise InputError(f"{where} is {short(value)}, expected {kind} from {_told(low)} to {_told(high)}")
    if isinstance(model, dt.date):
        return value
    return int(value) if whole else float(value)


def _word(name: object) -> str:
    """Return a name that somebody wrote, on one line and not too long."""
    return f"{' '.join(str(name).split()):.80}"


def _told(bound: Any) -> str:  # noqa: ANN401  # a number or a day
    return str(bound) if isinstance(bound, dt.date) else f"{bound:,}"


def _add_up(parts: list[Any], models: list[Any], where: str) -> None:
    """Refuse parts that do not add up to 1 where those they replace do."""
    if len(models) < 2 or not all(isinstance(model, float) for model in models):  # noqa: PLR2004  # parts of a whole
        return
    if math.isclose(sum(models), 1, abs_tol=CLOSE) and not math.isclose(sum(parts), 1, abs_tol=CLOSE):
        raise InputError(f"{where} adds up to {sum(parts):.6g}, expected 1")
