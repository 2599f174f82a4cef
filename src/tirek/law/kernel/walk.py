"""Walks a provision as read and says what it means: values of whole-number expressions instead of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tirek.law.kernel.exact import FIRST_DAY, LAST_DAY, Graph, Interval, Node
from tirek.law.kernel.rational import Rationals, Value
from tirek.law.kernel.syntax import Assign, Branch, Expression, Rule, Statement

MOST_WAYS: Final = 256
"""Beyond this many ways through one provision it is refused: it should be several provisions."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """A month history being read: the last `months` of it, each at most `limit` where there is one."""

    node: Node
    months: Node
    known: Node | None
    limit: Node | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of the law being read: its rows over one denominator; none when nobody has found them."""

    name: str
    denominator: int
    rows: tuple[tuple[Any, Node], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where in the law the translator stands."""

    rule: Rule
    expression: Expression

    def __str__(self) -> str:
        """Write file:line, the provision and the expression."""
        return f"{self.rule.at(self.expression.line)}: {self.rule.name}: `{self.expression.text}`"


Meaning = Value | History | Table


def undiscovered(graph: Graph) -> Value:
    """Return a number of the law that nobody has found; a one stands for it, since it might divide."""
    return Value(graph.constant(1), known=graph.false())


@dataclass(slots=True)
class Walker:
    """Walks every way through a provision at once. `parameter` makes a run-time number: key, value, range."""

    graph: Graph
    parameter: Callable[[tuple[Any, ...], int, Interval], Node]
    rule: Rule
    ways: int = 0

    @property
    def exact(self) -> Rationals:
        """Arithmetic on the values of this walk."""
        return Rationals(self.graph)

    def answer(self, names: Mapping[str, Meaning]) -> Value:
        """Return the provision's answer when its inputs mean `names`."""
        return self.block(self.rule.body, names)

    def block(self, statements: tuple[Statement, ...], names: Mapping[str, Meaning]) -> Value:
        """Return the answer: each `if` goes on to the end both ways, as the interpreter tries unknown conditions."""
        first, *rest = statements
        if isinstance(first, Assign):
            return self.block(tuple(rest), {**names, first.name: self._meaning(first.value, names)})
        if isinstance(first, Branch):
            return self._branch(first.test, (*first.then, *rest), (*first.otherwise, *rest), names)
        return self._value(first.value, names)

    def _branch(
        self,
        test: Expression,
        then: tuple[Statement, ...],
        otherwise: tuple[Statement, ...],
        names: Mapping[str, Meaning],
    ) -> Value:
        decided = self._value(test, names)
        if decided.known is None and decided.number.constant is not None:
            return self.block(then if decided.number.constant else otherwise, names)
        self.ways += 1
        if self.ways > MOST_WAYS:
            self.graph.refuse(f"more than {MOST_WAYS} ways lead through this provision; make it several")
        answers = self.block(then, names), self.block(otherwise, names)
        self.graph.place = Place(self.rule, test)
        return self.exact.choose(decided, *answers)

    def _value(self, one: Expression, names: Mapping[str, Meaning]) -> Value:
        meaning = self._meaning(one, names)
        assert isinstance(meaning, Value)  # noqa: S101  # the units say so
        return meaning

    def _meaning(self, one: Expression, names: Mapping[str, Meaning]) -> Meaning:
        exact, graph = self.exact, self.graph
        match one.op:
            case "name":
                return names[str(one.value)]
            case "number":
                return exact.whole(int(one.value or 0))
            case "flag":
                return Value(graph.constant(int(one.value or 0), flag=True))
            case "text":
                return Value(graph.constant(0), choices=(str(one.value),))
            case "last" | "at_most" | "total" | "best_run" | "months_paid" | "at" | "of":
                return self._method(one, names)
        parts = [self._value(part, names) for part in one.parts]
        graph.place = Place(self.rule, one)
        if one.op == "word":
            return self._word(str(one.value), parts)
        value: Value = _APPLIED[one.op](exact, *parts)
        return value

    def _word(self, name: str, parts: list[Value]) -> Value:
        graph = self.graph
        number = graph.word(name, tuple(part.number for part in parts))
        known = self.exact.known(*(part.known for part in parts))
        if name in ("days_between", "full_months", "year_of"):
            return Value(number, known=known)
        if number.actual[0] < FIRST_DAY or number.actual[1] > LAST_DAY:
            graph.refuse("the day may leave the years 1 to 9999; narrow declared ranges")
        return Value(number, known=known)

    def _method(self, one: Expression, names: Mapping[str, Meaning]) -> Meaning:
        holder, *arguments = (self._meaning(part, names) for part in one.parts)
        graph = self.graph
        graph.place = Place(self.rule, one)
        values = [argument for argument in arguments if isinstance(argument, Value)]
        if isinstance(holder, Table):
            return self._row(holder, values[0])
        assert isinstance(holder, History)  # noqa: S101  # the units say so
        known = self.exact.known(holder.known, *(value.known for value in values))
        if one.op == "at_most":
            return self._limited(holder, values[0], known)
        if values and values[0].number.actual[0] < 0:
            graph.refuse("the number of months may be below zero")
        if one.op == "last":
            return History(holder.node, graph.least(holder.months, values[0].number), known, holder.limit)
        spans = [holder.months, *(value.number for value in values)]
        if holder.limit is None:
            return Value(graph.window(one.op, holder.node, *spans), known=known)
        return Value(graph.window(f"{one.op}_limited", holder.node, *spans, holder.limit), known=known)

    def _limited(self, holder: History, limit: Value, known: Node | None) -> History:
        graph = self.graph
        if limit.denominator != 1 or limit.over is not None:
            graph.refuse("a month's limit must be whole tiyn")
        lower = limit.number if holder.limit is None else graph.least(holder.limit, limit.number)
        return History(holder.node, holder.months, known, lower)

    def _row(self, table: Table, key: Value) -> Value:
        graph = self.graph
        if not table.rows:
            return undiscovered(graph)
        found = self._row_of_choice(table, key) if key.choices else self._row_of_step(table, key)
        return Value(found, table.denominator, known=key.known)

    def _row_of_choice(self, table: Table, key: Value) -> Node:
        graph, rows = self.graph, dict(table.rows)
        absent = [choice for choice in key.choices if choice not in rows]
        if absent:
            graph.refuse(f"the table {table.name} has no row for {', '.join(absent)}")
        found: Node = rows[key.choices[0]]
        for place, choice in enumerate(key.choices[1:], 1):
            found = graph.choose(graph.equal(key.number, graph.constant(place)), rows[choice], found)
        return found

    def _row_of_step(self, table: Table, key: Value) -> Node:
        graph, position = self.graph, key.number
        if key.over is not None:
            graph.refuse("a position in a table cannot be a quotient whose divisor is known only at run time")
        bounds = [math.ceil(bound * key.denominator) for bound, _ in table.rows]
        if position.actual[0] < bounds[0]:
            graph.refuse(f"the position may lie below the first step of the table, {table.rows[0][0]}")
        found: Node = table.rows[0][1]
        low, high = position.declared
        for number, (bound, (_, item)) in enumerate(zip(bounds[1:], table.rows[1:], strict=True), 1):
            # a bound that the position cannot reach is as good at the edge, where intervals stay small
            slot = (table.name, "from", number, key.denominator, low, high)
            limit = self.parameter(slot, min(max(bound, low), high + 1), (low, high + 1))
            found = graph.choose(graph.less(position, limit), found, item)
        return found


def _minus(exact: Rationals, a: Value, b: Value | None = None) -> Value:
    return exact.sub(exact.whole(0), a) if b is None else exact.sub(a, b)


def _folded(name: str) -> Any:  # noqa: ANN401  # a function of any number of values
    def apply(exact: Rationals, first: Value, *others: Value) -> Value:
        for other in others:
            first = getattr(exact, name)(first, other)
        return first

    return apply


_APPLIED: Final[dict[str, Any]] = {
    "+": Rationals.add,
    "-": _minus,
    "*": Rationals.mul,
    "/": Rationals.div,
    "//": Rationals.whole_div,
    "<": Rationals.less,
    ">": lambda exact, a, b: exact.less(b, a),
    "<=": lambda exact, a, b: exact.negate(exact.less(b, a)),
    ">=": lambda exact, a, b: exact.negate(exact.less(a, b)),
    "==": Rationals.equal,
    "!=": lambda exact, a, b: exact.negate(exact.equal(a, b)),
    "not": Rationals.negate,
    "if": Rationals.choose,
    "and": _folded("both"),
    "or": _folded("either"),
    "min": _folded("least"),
    "max": _folded("greatest"),
}
