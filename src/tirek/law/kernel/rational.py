"""Exact quantities as the compiler sees them: a whole number over a denominator, known or not.

    value = number / (denominator * over)

`denominator` is fixed when the law is compiled, `over` is a positive number of run time (a divisor that is a number
of the law or a fact), and only rounding takes both away. `known` tells where missing facts leave the value open.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from tirek.law.kernel.exact import Graph, Node, reduced, split
from tirek.law.kernel.rounding import POLICIES


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A quantity: rational number, day, flag or choice (then `number` is its place among `choices`)."""

    number: Node
    denominator: int = 1
    over: Node | None = None
    known: Node | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rationals:
    """Arithmetic on values, each result exact."""

    graph: Graph

    def whole(self, number: int) -> Value:
        """Return a whole number as a value."""
        return Value(self.graph.constant(number))

    def known(self, *flags: Node | None) -> Node | None:
        """Return where all are known; None means everywhere."""
        found = self.graph.both(*(flag for flag in flags if flag is not None))
        return None if found.constant else found

    # --- arithmetic: unknown if anything in it is

    def add(self, a: Value, b: Value) -> Value:
        """Return a + b."""
        x, y, value = self._aligned(a, b)
        return replace(value, number=self.graph.add(x, y))

    def sub(self, a: Value, b: Value) -> Value:
        """Return a - b."""
        x, y, value = self._aligned(a, b)
        return replace(value, number=self.graph.sub(x, y))

    def mul(self, a: Value, b: Value) -> Value:
        """Return a * b."""
        (x, factor_x), (y, factor_y) = self._split(a.number), self._split(b.number)
        factor, denominator = reduced(factor_x * factor_y, a.denominator * b.denominator)
        number = self._scaled(self.graph.mul(x, y), factor)
        return Value(number, denominator, self._times(a.over, b.over), self.known(a.known, b.known))

    def div(self, a: Value, b: Value) -> Value:
        """Return a / b; refused unless b is proven positive."""
        self._positive(b)
        (x, factor_x), (y, factor_y) = self._split(a.number), self._split(b.number)
        factor, denominator = reduced(factor_x * b.denominator, a.denominator * factor_y)
        number = self._scaled(self._times(x, b.over) or x, factor)
        over = a.over if y.constant == 1 else self._times(a.over, y)
        return Value(number, denominator, over, self.known(a.known, b.known))

    def whole_div(self, a: Value, b: Value) -> Value:
        """Return a // b of whole numbers; refused unless b is proven positive."""
        self._positive(b)
        return Value(self.graph.div(a.number, b.number), known=self.known(a.known, b.known))

    def least(self, a: Value, b: Value) -> Value:
        """Return the smaller."""
        if a.over is b.over:
            x, y, value = self._aligned(a, b)
            return replace(value, number=self.graph.least(x, y))
        return self.choose(self.less(a, b), a, b)

    def greatest(self, a: Value, b: Value) -> Value:
        """Return the larger."""
        if a.over is b.over:
            x, y, value = self._aligned(a, b)
            return replace(value, number=self.graph.greatest(x, y))
        return self.choose(self.less(a, b), b, a)

    def rounded(self, a: Value, policy: str) -> Value:
        """Return a in whole tiyn: the one place where a denominator disappears."""
        graph = self.graph
        way, step = POLICIES[policy]
        step_node = graph.constant(step)
        number = a.number
        divisor = self._scaled(a.over or graph.constant(1), a.denominator * step)
        if way == "up":
            number = graph.add(number, graph.sub(divisor, graph.constant(1)))
        elif way == "half_up" and a.denominator * step % 2 == 0:
            number = graph.add(number, self._scaled(a.over or graph.constant(1), a.denominator * step // 2))
        elif way == "half_up" and divisor.constant != 1:
            number = graph.add(self._scaled(number, 2), divisor)
            divisor = self._scaled(divisor, 2)
        return Value(graph.mul(graph.div(number, divisor), step_node), known=a.known)

    # --- flags: known as soon as what is known decides

    def less(self, a: Value, b: Value) -> Value:
        """Return whether a < b."""
        x, y, value = self._aligned(a, b)
        return Value(self.graph.less(x, y), known=value.known)

    def equal(self, a: Value, b: Value) -> Value:
        """Return whether a == b."""
        if a.choices:
            a, b = self._same_choices(a, b)
        x, y, value = self._aligned(a, b)
        return Value(self.graph.equal(x, y), known=value.known)

    def negate(self, a: Value) -> Value:
        """Return whether a does not hold."""
        return replace(a, number=self.graph.negate(a.number))

    def both(self, a: Value, b: Value) -> Value:
        """Return whether both hold; known also where one alone is known not to hold."""
        graph = self.graph
        number = graph.both(a.number, b.number)
        if a.known is None and b.known is None:
            return Value(number)
        a_known, b_known = a.known or graph.true(), b.known or graph.true()
        refuted = [graph.both(known, graph.negate(one.number)) for known, one in ((a_known, a), (b_known, b))]
        return Value(number, known=self.known(graph.either(graph.both(a_known, b_known), *refuted)))

    def either(self, a: Value, b: Value) -> Value:
        """Return whether any holds; known also where one alone is known to hold."""
        return self.negate(self.both(self.negate(a), self.negate(b)))

    def choose(self, test: Value, a: Value, b: Value) -> Value:
        """Return a where the test holds, else b; where the test is unknown, known if both are known and equal."""
        graph = self.graph
        if a.choices:
            a, b = self._same_choices(a, b)
        denominator = math.lcm(a.denominator, b.denominator)
        x, y = (self._scaled(one.number, denominator // one.denominator) for one in (a, b))
        over = self._over_of_choice(test.number, a, b)
        known = self.known(graph.choose(test.number, a.known or graph.true(), b.known or graph.true()))
        if test.known is not None:
            agreed = self.known(a.known, b.known, self.equal(a, b).number) or graph.true()
            known = self.known(graph.choose(test.known, known or graph.true(), agreed))
        return Value(graph.choose(test.number, x, y), denominator, over, known, a.choices)

    # --- helpers

    def _over_of_choice(self, test: Node, a: Value, b: Value) -> Node | None:
        if a.over is b.over or b.number.constant == 0:
            return a.over
        if a.number.constant == 0:
            return b.over
        one = self.graph.constant(1)
        return self.graph.choose(test, a.over or one, b.over or one)

    def _aligned(self, a: Value, b: Value) -> tuple[Node, Node, Value]:
        """Bring two values over one denominator; the third result carries it and what is known."""
        known = self.known(a.known, b.known)
        if b.number.constant == 0:
            return a.number, b.number, replace(a, known=known)
        if a.number.constant == 0:
            return a.number, b.number, replace(b, known=known)
        denominator = math.lcm(a.denominator, b.denominator)
        x, y = (self._scaled(one.number, denominator // one.denominator) for one in (a, b))
        if a.over is b.over:
            return x, y, Value(x, denominator, a.over, known)
        return (
            self._times(x, b.over) or x,
            self._times(y, a.over) or y,
            Value(x, denominator, self._times(a.over, b.over), known),
        )

    def _same_choices(self, a: Value, b: Value) -> tuple[Value, Value]:
        """Number the choices of both by one list."""
        choices = a.choices + tuple(choice for choice in b.choices if choice not in a.choices)
        number = self.graph.constant(choices.index(b.choices[0]))
        for place, choice in enumerate(b.choices[1:], 1):
            here = self.graph.equal(b.number, self.graph.constant(place))
            number = self.graph.choose(here, self.graph.constant(choices.index(choice)), number)
        return replace(a, choices=choices), replace(b, number=number, choices=choices)

    def _positive(self, divisor: Value) -> None:
        least = divisor.number.actual[0]
        if least <= 0:
            low = least / divisor.denominator
            self.graph.refuse(f"the divisor may be as low as {low:g}; only what is proven positive may divide")

    def _scaled(self, node: Node, factor: int) -> Node:
        return node if factor == 1 else self.graph.mul(node, self.graph.constant(factor))

    def _split(self, node: Node) -> tuple[Node, int]:
        if node.constant:
            return self.graph.constant(1), node.constant
        return split(node)

    def _times(self, a: Node | None, b: Node | None) -> Node | None:
        if a is None or b is None:
            return a or b
        return self.graph.mul(a, b)
