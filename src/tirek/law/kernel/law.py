"""Reading a law from a package: its acts, numbers, facts, provisions, terms, benefits and reforms."""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import inspect
import os
import pkgutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirek.basics.errors import InputError
from tirek.basics.text import Text
from tirek.law.kernel import rounding
from tirek.law.kernel.act import Act, Basis
from tirek.law.kernel.benefit import Benefits, read_benefit, read_ground
from tirek.law.kernel.datafile import read_exact
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.fact import Fact, read_fact
from tirek.law.kernel.parameter import Parameter, read_parameter
from tirek.law.kernel.provision import MARK, Provision, read_provision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType


@dataclass(frozen=True, slots=True)
class Term:
    """What people call a provision, and for a condition the sentences said when it holds and when it fails."""

    title: Text
    holds: Text | None = None
    fails: Text | None = None


@dataclass(frozen=True, slots=True)
class Reform:
    """A change that can be laid on the law of any date: other rules and numbers, or those of an earlier day.

    `restores`: names that on later days stand as they were on `as_of`; what the law did not have then, it has not now.
    """

    name: str
    title: Text
    note: Text
    rooms: tuple[str, ...] = ()
    as_of: dt.date | None = None
    restores: frozenset[str] = frozenset()

    def since(self, name: str) -> dt.date | None:
        """Return the day whose version of a name this reform restores; None when it does not."""
        return self.as_of if name in self.restores else None


@dataclass
class Law:
    """A whole law as data: every name with all its dated versions."""

    acts: dict[str, Act] = field(default_factory=dict)
    parameters: dict[str, list[Parameter]] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    provisions: dict[str, list[Provision]] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    benefits: Benefits = field(default_factory=Benefits)
    reforms: dict[str, Reform] = field(default_factory=dict)
    _editions: dict[tuple[dt.date, dt.date, tuple[str, ...]], Edition] = field(default_factory=dict)

    @classmethod
    @functools.cache
    def load(cls, package: str) -> Law:
        """Read the law that lives in `package`; InputError names the file and what is wrong in it."""
        law = cls()
        root = importlib.import_module(package)
        modules = [root, *(importlib.import_module(info.name) for info in _modules(root))]
        folders = {Path(module.__file__).parent for module in modules if module.__file__}
        files = [(path, read_exact(path)) for folder in sorted(folders) for path in sorted(folder.glob("*.yaml"))]
        contents = [(str(path), raw) for path, raw in files if isinstance(raw, dict)]
        for where, raw in contents:
            law._read_acts(raw, where)
        for where, raw in contents:
            law._read_articles(raw, where)
            law._read_names(raw, where)
        for module in modules:
            law._read_provisions(module)
        law._find_restored(root)
        return law

    def edition(self, on: dt.date, *, known_on: dt.date | None = None, reforms: tuple[str, ...] = ()) -> Edition:
        """Return the law of the day `on`, as could be known on `known_on` (today's knowledge when None)."""
        for name in reforms:
            if name not in self.reforms:
                msg = f"there is no reform {name!r}, expected one of {', '.join(sorted(self.reforms)) or 'none'}"
                raise InputError(msg)
        key = (on, known_on or dt.date.max, reforms)
        if key not in self._editions:
            self._editions[key] = Edition(self, *key)
        return self._editions[key]

    def change_dates(self) -> list[dt.date]:
        """Return every day on which a rule or a number of the law in force starts to hold, or the day after it ends."""
        bases = [
            basis for versions in self.provisions.values() for one in versions if not one.reform for basis in one.bases
        ]
        bases += [
            dated.basis
            for versions in self.parameters.values()
            for one in versions
            if not one.reform
            for dated in one.values
        ]
        starts = {basis.start for basis in bases}
        ends = {basis.end + dt.timedelta(days=1) for basis in bases if basis.end.year < dt.MAXYEAR}
        return sorted(starts | ends)

    def title(self, name: str) -> Text:
        """Return what people call a provision, parameter or fact; KeyError when there is no such name."""
        return self.titles[name]

    @functools.cached_property
    def titles(self) -> Mapping[str, Text]:
        """What people call each provision, parameter and fact."""
        facts = {name: fact.title for name, fact in self.facts.items()}
        numbers = {name: versions[0].title for name, versions in self.parameters.items()}
        return {**facts, **numbers, **{name: term.title for name, term in self.terms.items()}}

    def choice_titles(self, name: str) -> Mapping[str, Text]:
        """Return what people call each choice that a fact or a parameter may be; roundings for other names."""
        return self.all_choice_titles.get(name, rounding.TITLES)

    @functools.cached_property
    def all_choice_titles(self) -> Mapping[str, Mapping[str, Text]]:
        """By fact or parameter of choices: what people call each of them."""
        told: dict[str, dict[str, Text]] = {}
        named: list[tuple[str, Fact | Parameter]] = [*self.facts.items()]
        named += [(name, one) for name, versions in self.parameters.items() for one in versions]
        for name, one in named:
            if one.choices:
                told.setdefault(name, dict(rounding.TITLES)).update(one.choice_titles)
        return told

    def _read_acts(self, raw: dict[str, Any], where: str) -> None:
        for row in raw.get("acts", [raw]):
            if "title" in row and "act" in row:
                self._only_once(row["act"], self.acts, where)
                self.acts[row["act"]] = Act.parse(row, where)

    def _read_articles(self, raw: dict[str, Any], where: str) -> None:
        for row in raw.get("acts", [raw]):
            if "articles" in row:
                if row.get("act") not in self.acts:
                    msg = f"{where}: articles are listed of the act {row.get('act')!r}, which has no title anywhere"
                    raise InputError(msg)
                self.acts[row["act"]].add_articles(row["articles"], where)

    def _read_names(self, raw: dict[str, Any], where: str) -> None:
        reform = raw.get("reform")
        if isinstance(reform, dict):
            if "name" not in reform:
                msg = f"{where}: a reform needs 'name'"
                raise InputError(msg)
            title, note = (Text.parse(reform.get(part), f"{where}: {part}") for part in ("title", "note"))
            restores = reform.get("restores", {})
            self.reforms[reform["name"]] = Reform(
                reform["name"], title, note, tuple(restores.get("rooms", ())), restores.get("as_of")
            )
            reform = reform["name"]
        for name, row in raw.get("parameters", {}).items():
            one = read_parameter(name, row, self.acts, reform, f"{where}: {name}")
            if any(other.reform == reform for other in self.parameters.get(name, [])):
                self._only_once(name, self.parameters, where)
            self.parameters.setdefault(name, []).append(one)
        for name, row in raw.get("facts", {}).items():
            self._only_once(name, self.facts, where)
            self.facts[name] = read_fact(name, row, f"{where}: {name}")
        for name, row in raw.get("terms", {}).items():
            self._only_once(name, self.terms, where)
            parts = {part: Text.parse(row[part], f"{where}: {name}") for part in ("holds", "fails") if part in row}
            self.terms[name] = Term(Text.parse(row.get("title"), f"{where}: {name}"), **parts)
        if "benefit" in raw:
            benefit = read_benefit(raw["benefit"], where)
            self._only_once(benefit.name, self.benefits.by_name, where)
            self.benefits.by_name[benefit.name] = benefit
        for row in raw.get("grounds", []):
            ground = read_ground(row, self.acts, where)
            self._only_once(ground.name, self.benefits.grounds, where)
            self.benefits.grounds[ground.name] = ground

    def _find_restored(self, root: ModuleType) -> None:
        """Find the names that live in the rooms which a reform restores."""
        folder = Path(str(root.__file__)).parent
        for reform in self.reforms.values():
            rooms = tuple(f"{folder / room}{os.sep}" for room in reform.rooms)
            named: list[tuple[str, str]] = [(name, one.where) for name, own in self.provisions.items() for one in own]
            named += [(name, one.where) for name, own in self.parameters.items() for one in own]
            names = frozenset(name for name, where in named if where.startswith(rooms))
            self.reforms[reform.name] = replace(reform, restores=names)

    def _only_once(self, name: str, among: dict[str, Any], where: str) -> None:
        if name in among:
            msg = (
                f"{where}: {name!r} is defined a second time (first in {getattr(among[name], 'where', 'another file')})"
            )
            raise InputError(msg)

    def _read_provisions(self, module: ModuleType) -> None:
        for function in vars(module).values():
            if inspect.isfunction(function) and hasattr(function, MARK) and function.__module__ == module.__name__:
                where = f"{module.__file__}:{function.__code__.co_firstlineno} {function.__name__}"
                bases = tuple(Basis.parse(text, self.acts, where) for text in getattr(function, MARK).bases)
                one = read_provision(function, bases, where)
                self.provisions.setdefault(one.name, []).append(one)


def _modules(root: ModuleType) -> list[pkgutil.ModuleInfo]:
    """Return the modules of a law; the kernel, where it lies among them, is no law."""
    found = pkgutil.walk_packages(root.__path__, root.__name__ + ".")
    own = [info for info in found if not f"{info.name}.".startswith(f"{__package__}.")]
    return sorted(own, key=lambda info: info.name)
