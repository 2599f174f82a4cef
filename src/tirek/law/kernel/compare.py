"""What changed in the law between two days (or with a reform laid on it): rules, numbers and tables, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tirek.law.kernel.edition import Number, Rule

if TYPE_CHECKING:
    from tirek.law.kernel.edition import Edition, Node

ChangeKind = Literal["new", "gone", "number", "rule", "moved"]


@dataclass(frozen=True, slots=True)
class Change:
    """One name that differs: `new`, `gone`, another `number` or `rule`, or the same rule `moved` to another act."""

    name: str
    kind: ChangeKind
    before: Node | None
    after: Node | None


def compare(before: Edition, after: Edition) -> list[Change]:
    """Return what differs between two editions of the same law, in the order of the law's names."""
    law = before.law
    changes = []
    for name in sorted({**law.parameters, **law.provisions}):
        old, new = before.node(name), after.node(name)
        kind = _kind(old, new)
        if kind:
            changes.append(Change(name, kind, old, new))
    return changes


def _kind(old: Node | None, new: Node | None) -> ChangeKind | None:
    if old is None or new is None:
        return None if old is new else "new" if old is None else "gone"
    if isinstance(old, Number) and isinstance(new, Number):
        return None if old.dated.value == new.dated.value else "number"
    if isinstance(old, Rule) and isinstance(new, Rule):
        if old.provision is not new.provision:
            return "rule"
        return None if old.basis.act == new.basis.act else "moved"
    return "rule"
