"""What the invariants found: for each, how many rows were looked at, how many were wrong, and the first of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tirek.forecast.population.check.block_data import Flags, Ints

EXAMPLES: Final = 3
"""So many wrong rows are shown."""


@dataclass(slots=True)
class Finding:
    """One invariant over some rows."""

    checked: int = 0
    broken: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, other: Finding) -> None:
        """Take in what was found elsewhere."""
        self.checked += other.checked
        self.broken += other.broken
        self.examples = (self.examples + other.examples)[:EXAMPLES]

    def record(self) -> dict[str, Any]:
        """Return it as data."""
        return {"checked": self.checked, "broken": self.broken, "examples": self.examples}


@cache
def sentences() -> dict[str, str]:
    """Return what each invariant says, by its name, in the order in which they are shown."""
    text = files(__package__).joinpath("invariants.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found


@dataclass(slots=True)
class Notebook:
    """Findings by the names of the invariants."""

    findings: dict[str, Finding] = field(default_factory=dict)

    def look(
        self, name: str, wrong: Flags, numbers: Ints, *, among: Flags | None = None, what: str = "person_id"
    ) -> None:
        """Note the rows where `wrong`, called by their `numbers`; only rows `among` are looked at, if it is given."""
        looked = wrong if among is None else wrong & among
        places = np.flatnonzero(looked)
        examples = [f"{what} {numbers[place]}" for place in places[:EXAMPLES]]
        self.note(name, len(wrong) if among is None else int(among.sum()), len(places), examples)

    def note(self, name: str, checked: int, broken: int, examples: Iterable[str]) -> None:
        """Note a count of an invariant that `invariants.yaml` describes."""
        if name not in sentences():
            msg = f"{name} is no invariant"
            raise KeyError(msg)
        self.findings.setdefault(name, Finding()).add(Finding(checked, broken, list(examples)))

    def each(self, name: str, keys: Iterable[Any], wrong: Callable[[Any], str]) -> None:
        """Look at things one by one; `wrong` tells what is wrong with one, or nothing."""
        told = [wrong(key) for key in keys]
        self.note(name, len(told), sum(map(bool, told)), [text for text in told if text][:EXAMPLES])

    def add(self, other: Notebook) -> None:
        """Take in what was found in another block."""
        for name, finding in other.findings.items():
            self.findings.setdefault(name, Finding()).add(finding)
