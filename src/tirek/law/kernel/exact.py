"""Whole numbers as the compiler sees them: expressions, each with the interval its value is proven to stay in.

Equal expressions are one node; what the intervals decide is folded; what could leave 64 bits is refused with the line of the
rule. Flags are nodes of 0 and 1. Names of operations are those the generated code understands (see `emit`).
"""

from __future__ import annotations

import math
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


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An integer expression. `args` are nodes, or for the leaves a value, a name or a position."""

    op: str
    args: tuple[Any, ...]
    low: int
    high: int
    flag: bool
    varies: bool
    number: int

    @property
    def constant(self) -> int | None:
        """The value when there is only one."""
        return self.low if self.low == self.high else None


EVALUATED: Final[dict[str, Callable[..., int]]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a // b,
    "min": min,
    "max": max,
    "less": lambda a, b: a < b,
    "equal": lambda a, b: a == b,
    "and": lambda a, b: a & b,
    "not": lambda a: not a,
    "where": lambda c, a, b: a if c else b,
    **clock.DATE_WORDS,
}


def evaluate(node: Node, parameters: tuple[int, ...]) -> int:
    """Work out a node that depends on nothing but parameters."""
    if node.op == "constant":
        return node.low
    if node.op == "parameter":
        return parameters[node.args[0]]
    return EVALUATED[node.op](*(evaluate(part, parameters) for part in node.args))


@dataclass(slots=True)
class Graph:
    """Makes nodes. `place` is what is being read, for refusals; it is turned into text only then."""

    place: object = ""
    nodes: dict[tuple[Any, ...], Node] = field(default_factory=dict)

    def refuse(self, what: str) -> NoReturn:
        """Refuse what is being read, naming its place."""
        msg = f"{self.place}: {what}"
        raise InputError(msg)

    def make(self, op: str, args: tuple[Any, ...], low: int, high: int, *, flag: bool = False) -> Node:
        """Return the node of this operation, or the constant when the interval leaves only one value."""
        if low == high and op != "constant":
            return self.constant(low, flag=flag)
        if low < -LARGEST or high > LARGEST:
            far = max(-low, high)
            self.refuse(f"the exact value may need numbers up to {far:.3g}, beyond 64 bits; narrow the declared ranges or steps")
        key = (op, flag, *(arg.number if isinstance(arg, Node) else ("", arg) for arg in args))
        if key not in self.nodes:
            varies = op in ("fact", "known", "history") or any(isinstance(arg, Node) and arg.varies for arg in args)
            self.nodes[key] = Node(op, args, low, high, flag, varies, len(self.nodes))
        return self.nodes[key]

    # --- leaves

    def constant(self, value: int, *, flag: bool = False) -> Node:
        """Return a constant."""
        return self.make("constant", (int(value),), int(value), int(value), flag=flag)

    def true(self) -> Node:
        """Return the flag that always holds."""
        return self.constant(1, flag=True)

    # --- arithmetic

    def add(self, a: Node, b: Node) -> Node:
        """Return a + b."""
        if a.constant == 0:
            return b
        if b.constant == 0:
            return a
        return self.make("add", _sorted(a, b), a.low + b.low, a.high + b.high)

    def sub(self, a: Node, b: Node) -> Node:
        """Return a - b."""
        if b.constant == 0:
            return a
        if a is b:
            return self.constant(0)
        return self.make("sub", (a, b), a.low - b.high, a.high - b.low)

    def mul(self, a: Node, b: Node) -> Node:
        """Return a * b, with a constant factor second."""
        if a.constant is not None:
            a, b = b, a
        if b.constant == 1:
            return a
        if b.constant is not None:
            base, factor = split(a)
            if factor != 1:
                return self.mul(base, self.constant(factor * b.constant))
        else:
            a, b = _sorted(a, b)
        corners = [x * y for x, y in product((a.low, a.high), (b.low, b.high))]
        return self.make("mul", (a, b), min(corners), max(corners))

    def div(self, a: Node, b: Node) -> Node:
        """Return a / b rounded down; `b` is positive."""
        if b.constant == 1:
            return a
        corners = [x // y for x, y in product((a.low, a.high), (b.low, b.high))]
        return self.make("div", (a, b), min(corners), max(corners))

    def least(self, a: Node, b: Node) -> Node:
        """Return the smaller."""
        if a.high <= b.low:
            return a
        if b.high <= a.low:
            return b
        return self.make("min", _sorted(a, b), min(a.low, b.low), min(a.high, b.high))

    def greatest(self, a: Node, b: Node) -> Node:
        """Return the larger."""
        if a.low >= b.high:
            return a
        if b.low >= a.high:
            return b
        return self.make("max", _sorted(a, b), max(a.low, b.low), max(a.high, b.high))

    # --- flags

    def less(self, a: Node, b: Node) -> Node:
        """Return whether a < b."""
        if a is b:
            return self.constant(0, flag=True)
        return self.make("less", (a, b), int(a.high < b.low), int(a.low < b.high), flag=True)

    def equal(self, a: Node, b: Node) -> Node:
        """Return whether a == b."""
        if a is b:
            return self.true()
        for one, other in ((a, b), (b, a)):
            if one.flag and one.constant is not None:
                return other if one.constant else self.negate(other)
        meet = a.low <= b.high and b.low <= a.high
        same = a.constant is not None and a.constant == b.constant
        return self.make("equal", _sorted(a, b), int(same), int(meet), flag=True)

    def negate(self, a: Node) -> Node:
        """Return whether a does not hold."""
        if a.op == "not":
            inner: Node = a.args[0]
            return inner
        return self.make("not", (a,), 1 - a.high, 1 - a.low, flag=True)

    def both(self, *flags: Node) -> Node:
        """Return whether all hold."""
        found = self.true()
        for one in flags:
            if self.negate(one) is found or one.high == 0:
                return self.constant(0, flag=True)
            if found.low == 1 or one is found:
                found = one
            elif one.low == 0:
                found = self.make("and", _sorted(found, one), 0, 1, flag=True)
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
        if a is b or test.low == 1:
            return a
        if test.high == 0:
            return b
        if a.flag:
            return self._choose_flag(test, a, b)
        return self.make("where", (test, a, b), min(a.low, b.low), max(a.high, b.high))

    def _choose_flag(self, test: Node, a: Node, b: Node) -> Node:
        if a.constant is not None:
            return self.either(test, b) if a.constant else self.both(self.negate(test), b)
        if b.constant is not None:
            return self.either(self.negate(test), a) if b.constant else self.both(test, a)
        return self.make("where", (test, a, b), 0, 1, flag=True)

    # --- dates and histories

    def word(self, name: str, args: tuple[Node, ...]) -> Node:
        """Return a word of the calendar applied to numbers of days."""
        if name == "add_days":
            return self.add(*args)
        if name == "days_between":
            return self.sub(args[1], args[0])
        corners = [clock.DATE_WORDS[name](*corner) for corner in product(*((arg.low, arg.high) for arg in args))]
        return self.make(name, args, min(corners), max(corners))

    def within_calendar(self, day: Node) -> Node:
        """Return the same day, proven to have a name."""
        if day.low < FIRST_DAY or day.high > LAST_DAY:
            self.refuse("the day may leave the years 1 to 9999; narrow the declared ranges")
        return day

    def total(self, history: Node, months: Node) -> Node:
        """Return the sum of the last months of a history, whose own interval is that of one month."""
        low = history.low * (months.high if history.low < 0 else months.low)
        high = history.high * (months.high if history.high > 0 else months.low)
        return self.make("total", (history, months), low, high)

    def best_run(self, history: Node, months: Node, run: Node) -> Node:
        """Return the largest sum of consecutive months among the last months."""
        at_most = self.least(months, run)
        bounds = self.total(history, at_most)
        return self.make("best_run", (history, months, run), bounds.low, bounds.high)

    def months_paid(self, history: Node, months: Node) -> Node:
        """Return how many of the last months hold anything."""
        return self.make("months_paid", (history, months), 0, months.high)


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
    return (a, b) if a.number <= b.number else (b, a)
