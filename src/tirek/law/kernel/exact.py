"""Whole numbers as the compiler sees them: expressions, each with intervals its value is proven to stay in.

Equal expressions are one node, and what declared ranges decide is folded, so that the code holds for any numbers
of the law within their ranges. That no step leaves 64 bits, and that no divisor is zero, is proven anew for the
numbers of each edition, or refused with the line of the rule. Flags are nodes of 0 and 1.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final, NoReturn

from tirek.basics.errors import InputError
from tirek.law.kernel import clock

LARGEST: Final = 2**63 - 1
FIRST_DAY: Final = clock.first_day(12)
LAST_DAY: Final = clock.first_day(12 * 10_000) - 1
"""The days that Python's dates can name: years 1 to 9999."""

Interval = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An integer expression. `args` are nodes, or for the leaves a value, a name or a position.

    The value lies in `declared` for all numbers of the law within their ranges, in `actual` for those of the
    edition at hand.
    """

    op: str
    args: tuple[Any, ...]
    declared: Interval
    actual: Interval
    flag: bool
    varies: bool
    place: int

    @property
    def constant(self) -> int | None:
        """The value when there is only one."""
        return self.declared[0] if self.declared[0] == self.declared[1] else None


def _corners(apply: Callable[..., int]) -> Callable[..., Interval]:
    """Bound what never turns as one argument grows: its extremes lie where its arguments are extreme."""

    def bound(*intervals: Interval) -> Interval:
        values = [apply(*corner) for corner in product(*intervals)]
        return min(values), max(values)

    return bound


def _where(test: Interval, a: Interval, b: Interval) -> Interval:
    if test[0] == test[1]:
        return a if test[0] else b
    return min(a[0], b[0]), max(a[1], b[1])


def _equal(a: Interval, b: Interval) -> Interval:
    same = a == b and a[0] == a[1]
    return int(same), int(a[0] <= b[1] and b[0] <= a[1])


def _total(history: Interval, months: Interval) -> Interval:
    """Bound a sum of months by the interval of one month."""
    return min(history[0] * month for month in months), max(history[1] * month for month in months)


_BOUNDS: Final[dict[str, Callable[..., Interval]]] = {
    "add": _corners(operator.add),
    "sub": _corners(operator.sub),
    "mul": _corners(operator.mul),
    # a divisor is proven positive for the edition at hand, even where its declared range begins at zero
    "div": lambda a, b: _corners(operator.floordiv)(a, (max(b[0], 1), max(b[1], 1))),
    "min": _corners(min),
    "max": _corners(max),
    "less": lambda a, b: (int(a[1] < b[0]), int(a[0] < b[1])),
    "equal": _equal,
    "and": _corners(operator.and_),
    "not": _corners(lambda a: 1 - a),
    "where": _where,
    "total": _total,
    "best_run": lambda history, months, run: _total(history, _corners(min)(months, run)),
    "months_paid": lambda _, months: (0, months[1]),
    "total_limited": lambda history, months, limit: _total(_corners(min)(history, limit), months),
    "best_run_limited": lambda history, months, run, limit: _total(
        _corners(min)(history, limit), _corners(min)(months, run)
    ),
    "months_paid_limited": lambda _, months, __: (0, months[1]),
    **{name: _corners(word) for name, word in clock.DATE_WORDS.items()},
}
_FLAGS: Final = ("less", "equal", "and", "not")


@dataclass(slots=True)
class Graph:
    """Makes nodes. `place` is what is being read, for refusals; it is turned into text only then."""

    place: object = ""
    nodes: dict[tuple[Any, ...], Node] = field(default_factory=dict)

    def refuse(self, what: str) -> NoReturn:
        """Refuse what is being read, naming its place."""
        msg = f"{self.place}: {what}"
        raise InputError(msg)

    # --- leaves

    def leaf(
        self,
        op: str,
        name: str | int,
        declared: Interval,
        actual: Interval | None = None,
        *,
        flag: bool = False,
    ) -> Node:
        """Return a node that is read from outside: a fact, whether it is known, a history, a number of the law."""
        return self._kept(op, (name,), declared, actual or declared, flag=flag)

    def constant(self, value: int, *, flag: bool = False) -> Node:
        """Return a constant."""
        return self._kept("constant", (int(value),), (int(value), int(value)), (int(value), int(value)), flag=flag)

    def true(self) -> Node:
        """Return the flag that always holds."""
        return self.constant(1, flag=True)

    def false(self) -> Node:
        """Return the flag that never holds."""
        return self.constant(0, flag=True)

    # --- arithmetic

    def add(self, a: Node, b: Node) -> Node:
        """Return a + b."""
        if a.constant == 0:
            return b
        return a if b.constant == 0 else self._made("add", *_sorted(a, b))

    def sub(self, a: Node, b: Node) -> Node:
        """Return a - b."""
        if a is b:
            return self.constant(0)
        return a if b.constant == 0 else self._made("sub", a, b)

    def mul(self, a: Node, b: Node) -> Node:
        """Return a * b, with a constant factor second."""
        if a.constant is not None:
            a, b = b, a
        if b.constant is None:
            return self._made("mul", *_sorted(a, b))
        if b.constant == 1:
            return a
        base, factor = split(a)
        return self._made("mul", base, b if factor == 1 else self.constant(factor * b.constant))

    def div(self, a: Node, b: Node) -> Node:
        """Return a / b rounded down; `b` is positive."""
        return a if b.constant == 1 else self._made("div", a, b)

    def least(self, a: Node, b: Node) -> Node:
        """Return the smaller."""
        if a is b or a.declared[1] <= b.declared[0]:
            return a
        return b if b.declared[1] <= a.declared[0] else self._made("min", *_sorted(a, b))

    def greatest(self, a: Node, b: Node) -> Node:
        """Return the larger."""
        if a is b or a.declared[0] >= b.declared[1]:
            return a
        return b if b.declared[0] >= a.declared[1] else self._made("max", *_sorted(a, b))

    # --- flags

    def less(self, a: Node, b: Node) -> Node:
        """Return whether a < b."""
        return self.false() if a is b else self._made("less", a, b)

    def equal(self, a: Node, b: Node) -> Node:
        """Return whether a == b."""
        if a is b:
            return self.true()
        for one, other in ((a, b), (b, a)):
            if one.flag and one.constant is not None:
                return other if one.constant else self.negate(other)
        return self._made("equal", *_sorted(a, b))

    def negate(self, a: Node) -> Node:
        """Return whether a does not hold."""
        inner: Node = a.args[0]
        return inner if a.op == "not" else self._made("not", a)

    def both(self, *flags: Node) -> Node:
        """Return whether all hold."""
        found = self.true()
        for one in flags:
            if self.negate(one) is found:
                return self.false()
            if found.constant or one is found:
                found = one
            elif not one.constant:
                found = self._made("and", *_sorted(found, one))
        return found

    def either(self, *flags: Node) -> Node:
        """Return whether any holds."""
        return self.negate(self.both(*(self.negate(one) for one in flags)))

    def choose(self, test: Node, a: Node, b: Node) -> Node:
        """Return a where the test holds, else b."""
        if test.op == "not":
            return self.choose(test.args[0], b, a)
        if a.op == "where" and a.args[0] is test:
            a = a.args[1]
        if b.op == "where" and b.args[0] is test:
            b = b.args[2]
        if a is test:
            a = self.true()
        if b is test:
            b = self.false()
        if a is b or test.constant is not None:
            return b if test.constant == 0 else a
        if a.flag and a.constant is not None:
            return self.either(test, b) if a.constant else self.both(self.negate(test), b)
        if b.flag and b.constant is not None:
            return self.either(self.negate(test), a) if b.constant else self.both(test, a)
        return self._made("where", test, a, b)

    # --- dates and histories

    def word(self, name: str, args: tuple[Node, ...]) -> Node:
        """Return a word of the calendar applied to numbers of days."""
        if name == "add_days":
            return self.add(*args)
        if name == "days_between":
            return self.sub(args[1], args[0])
        return self._made(name, *args)

    def window(self, op: str, history: Node, *months: Node) -> Node:
        """Return a window of a history, whose interval is that of one month."""
        return self._made(op, history, *months)

    # --- the one way to make nodes

    def _made(self, op: str, *args: Node) -> Node:
        bound = _BOUNDS[op]
        declared, actual = bound(*(arg.declared for arg in args)), bound(*(arg.actual for arg in args))
        return self._kept(op, args, declared, actual, flag=op in _FLAGS or args[-1].flag)

    def _kept(self, op: str, args: tuple[Any, ...], declared: Interval, actual: Interval, *, flag: bool) -> Node:
        if declared[0] == declared[1] and op != "constant":
            return self.constant(declared[0], flag=flag)
        if actual[0] < -LARGEST or actual[1] > LARGEST:
            far = max(-actual[0], actual[1])
            self.refuse(
                f"the exact value may need numbers up to {far:.2g}, beyond 64 bits; narrow declared ranges or steps"
            )
        key = (op, flag, *(arg.place if isinstance(arg, Node) else (arg,) for arg in args))
        if key not in self.nodes:
            varies = op in ("fact", "known", "history") or any(isinstance(arg, Node) and arg.varies for arg in args)
            self.nodes[key] = Node(op, args, declared, actual, flag, varies, len(self.nodes))
        return self.nodes[key]


def split(node: Node) -> tuple[Node, int]:
    """Take a constant factor off a node."""
    if node.op == "mul" and node.args[1].constant is not None:
        return node.args[0], node.args[1].constant
    return node, 1


def reduced(factor: int, denominator: int) -> tuple[int, int]:
    """Return factor / denominator in lowest terms."""
    common = math.gcd(factor, denominator)
    return factor // common, denominator // common


def _sorted(a: Node, b: Node) -> tuple[Node, Node]:
    return (a, b) if a.place <= b.place else (b, a)
