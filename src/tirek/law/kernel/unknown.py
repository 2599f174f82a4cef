"""Missing facts as a state of their own: never zero, never a guess.

Arithmetic on an unknown is unknown. A condition on an unknown is tried both ways: if every way gives the same answer,
the answer is known all the same. An unknown remembers which facts (or undiscovered numbers of the law) would settle it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_WAYS: Final = 256
"""Beyond this many ways through one provision we stop trying and answer unknown."""


class Unknown:
    """A value that is not known, and what would settle it."""

    __slots__ = ("missing",)
    __hash__ = object.__hash__

    def __init__(self, missing: frozenset[str]) -> None:
        """Remember the names whose values would settle this one."""
        self.missing = missing

    def __repr__(self) -> str:
        """Name what is missing."""
        return f"Unknown({', '.join(sorted(self.missing))})"

    def _with(self, other: object) -> Unknown:
        return Unknown(self.missing | other.missing) if isinstance(other, Unknown) else self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _with
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _with

    def _compared(self, other: object) -> Any:  # noqa: ANN401  # an unknown comparison is itself unknown
        """Return a new unknown: each question asked of an unknown is one of its own."""
        return join(self, other)

    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = _compared

    def __neg__(self) -> Unknown:
        """Return an unknown."""
        return self

    def __bool__(self) -> bool:
        """Take the way that is being tried."""
        return _ways.take(self)

    def _any_method(self, *arguments: object) -> Unknown:
        return join(self, *arguments)

    last = at_most = total = best_run = months_paid = at = of = _any_method


class _Ways(threading.local):
    """Which way is taken at each unknown condition, while one provision is tried."""

    def __init__(self) -> None:
        self.prefix: tuple[bool, ...] | None = None
        self.taken: list[bool] = []
        self.seen: dict[int, bool] = {}
        self.consulted: list[Unknown] = []

    def begin(self, prefix: tuple[bool, ...]) -> None:
        self.prefix, self.taken, self.seen, self.consulted = prefix, [], {}, []

    def take(self, condition: Unknown) -> bool:
        if self.prefix is None:
            msg = f"a condition on unknown facts ({condition!r}) was asked outside a provision"
            raise TypeError(msg)
        if id(condition) not in self.seen:
            turn = len(self.taken)
            way = self.prefix[turn] if turn < len(self.prefix) else True
            self.taken.append(way)
            self.seen[id(condition)] = way
            self.consulted.append(condition)
        return self.seen[id(condition)]

    def as_tried(self, result: object) -> object:
        """Return what `result` is on the way tried: `a and b` hands back an unknown `a` that was taken as false."""
        return self.seen.get(id(result), result)


_ways = _Ways()


def join(*values: object) -> Unknown:
    """Return one unknown for all unknowns among `values`."""
    return Unknown(frozenset().union(*(value.missing for value in values if isinstance(value, Unknown))))


def settle(rule: Callable[..., Any], arguments: Sequence[object]) -> Any:  # noqa: ANN401  # whatever the rule returns
    """Apply `rule` where some arguments are unknown: known if every way through it gives the same answer.

    A way that cannot be walked (a table has no such row) leaves the answer unknown.
    """
    pending: list[tuple[bool, ...]] = [()]
    results: list[object] = []
    missing: frozenset[str] = frozenset()
    try:
        while pending:
            prefix = pending.pop()
            _ways.begin(prefix)
            try:
                results.append(_ways.as_tried(rule(*arguments)))
            except (ValueError, KeyError, ZeroDivisionError):
                results.append(join(*arguments))
            taken = tuple(_ways.taken)
            missing = missing.union(*(condition.missing for condition in _ways.consulted))
            pending += [(*taken[:turn], not taken[turn]) for turn in range(len(prefix), len(taken))]
            if len(results) > MOST_WAYS:
                return join(*arguments)
    finally:
        _ways.prefix = None
    first = results[0]
    if isinstance(first, Unknown) or any(isinstance(other, Unknown) or other != first for other in results):
        return Unknown(missing.union(*(r.missing for r in results if isinstance(r, Unknown))))
    return first
