"""Cases as data: facts, the law of a day, what must come out, and who says so. One file, one case."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.errors import InputError
from tirek.law.kernel.datafile import read_exact
from tirek.law.kernel.parameter import read_scalar
from tirek.law.kernel.quantity import TIYN_PER_TENGE
from tirek.law.kernel.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tirek.law.kernel.law import Law

KEYS: Final = (
    "id", "on", "known_on", "reforms", "source", "published", "note", "facts", "given", "expect", "contradicts",
    "published_values",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One worked example: facts and given values as the kernel holds them, and what is expected by name."""

    name: str
    on: dt.date
    known_on: dt.date | None
    reforms: tuple[str, ...]
    source: str
    published: bool
    note: str
    facts: dict[str, Any]
    expect: dict[str, Any]
    contradicts: str
    where: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One expectation of a case beside what the law gives."""

    case: CaseFile
    name: str
    expected: Any
    found: Any
    agrees: bool


def find_cases(path: Path, law: Law) -> Iterator[CaseFile]:
    """Yield the cases of a file or of a folder and its subfolders, in the order of their paths."""
    if not path.exists():
        msg = f"{path}: there is no such file or folder, expected cases in YAML"
        raise InputError(msg)
    files = [path] if path.is_file() else sorted(path.rglob("*.yaml"))
    for file in files:
        yield read_case(file, law)


def read_case(path: Path, law: Law) -> CaseFile:
    """Read one case; InputError names the field that cannot be used."""
    raw = read_exact(path)
    if not isinstance(raw, dict) or any(key not in raw for key in ("id", "on", "source", "expect")):
        msg = f"{path}: expected a case with id, on, source and expect"
        raise InputError(msg)
    unknown = [key for key in raw if key not in KEYS]
    if unknown:
        msg = f"{path}: {unknown[0]!r} is not a field of a case, expected {', '.join(KEYS)}"
        raise InputError(msg)
    _check_fields(raw, path)
    facts = {}
    for name, value in (raw.get("facts") or {}).items():
        if name not in law.facts:
            msg = f"{path}: facts: the law asks for no {name!r}"
            raise InputError(msg)
        facts[name] = law.facts[name].read(value, f"{path}: facts")
    for name, value in (raw.get("given") or {}).items():
        facts[name] = _given(name, value, law, f"{path}: given")
    return CaseFile(
        name=str(raw["id"]),
        on=raw["on"],
        known_on=raw.get("known_on"),
        reforms=tuple(raw.get("reforms") or ()),
        source=str(raw["source"]),
        published=bool(raw.get("published")),
        note=str(raw.get("note") or ""),
        facts=facts,
        expect=dict(raw["expect"]),
        contradicts=str(raw.get("contradicts") or ""),
        where=str(path),
    )


def _check_fields(raw: dict[str, Any], path: Path) -> None:
    for field in ("facts", "given", "expect"):
        if not isinstance(raw.get(field) or {}, dict):
            msg = f"{path}: {field} is {raw[field]!r}, expected names with values"
            raise InputError(msg)
    for field in ("on", "known_on"):
        if field in raw and not isinstance(raw[field], dt.date):
            msg = f"{path}: {field} is {raw[field]!r}, expected a date such as 2026-02-10"
            raise InputError(msg)
    if not isinstance(raw.get("reforms") or [], list):
        msg = f"{path}: reforms is {raw['reforms']!r}, expected a list of names"
        raise InputError(msg)


def _given(name: str, value: Any, law: Law, where: str) -> Any:  # noqa: ANN401  # the type follows from the unit
    if name in law.provisions:
        unit = law.provisions[name][0].result.unit
    elif name in law.parameters:
        first = law.parameters[name][0]
        unit = law.parameters[first.same_as or name][0].kind.unit
    else:
        msg = f"{where}: the law has no {name!r}"
        raise InputError(msg)
    return value if unit in ("flag", "date") else read_scalar(value, unit, f"{where}: {name}")


def run_case(case: CaseFile, law: Law) -> list[Outcome]:
    """Put a case to the law and compare, name by name, to as many decimals as the expectation has."""
    edition = law.edition(case.on, known_on=case.known_on, reforms=case.reforms)
    person = edition.case(case.facts)
    outcomes = []
    for name, expected in case.expect.items():
        if edition.has(name):
            found = _shown(person.value(name), edition.kind(name).unit)
            outcomes.append(Outcome(case, name, expected, found, _agrees(expected, found)))
        else:
            outcomes.append(Outcome(case, name, expected, None, expected is None))
    return outcomes


def _shown(value: Any, unit: str) -> Any:  # noqa: ANN401  # as the law gives it
    return Fraction(value) / TIYN_PER_TENGE if unit == "tenge" and not isinstance(value, Unknown) else value


def _agrees(expected: Any, found: Any) -> bool:  # noqa: ANN401  # whatever a case may hold
    if expected == "unknown" or isinstance(found, Unknown):
        return expected == "unknown" and isinstance(found, Unknown)
    numbers = isinstance(expected, (int, Fraction)) and isinstance(found, (int, Fraction))
    if not numbers or isinstance(expected, bool) or isinstance(found, bool):
        return isinstance(expected, bool) is isinstance(found, bool) and bool(expected == found)
    digits = 0
    while (Fraction(expected) * 10**digits).denominator != 1:
        digits += 1
    scale = 10 ** max(digits, 2)
    return bool((2 * Fraction(found) * scale + 1) // 2 == Fraction(expected) * scale)
