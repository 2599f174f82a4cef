"""The law of one day: which version of each name governs it, and in what order to work names out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tirek.basics.errors import InputError
from tirek.law.kernel.case import Case
from tirek.law.kernel.fact import Fact
from tirek.law.kernel.parameter import DatedValue, Parameter
from tirek.law.kernel.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tirek.law.kernel.act import Basis
    from tirek.law.kernel.law import Law
    from tirek.law.kernel.provision import Kind, Provision


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A parameter as it stands in an edition."""

    parameter: Parameter
    dated: DatedValue

    @property
    def value(self) -> Any:  # noqa: ANN401  # number or table
        """The value, unknown when nobody has found it."""
        return Unknown(frozenset({self.parameter.name})) if self.dated.value is None else self.dated.value


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A provision as it stands in an edition, with the basis that governs the day."""

    provision: Provision
    basis: Basis


Node = Fact | Number | Rule


@dataclass(frozen=True, slots=True)
class Call:
    """One provision to work out: where its inputs stand and where its result goes in the row of values."""

    target: int
    function: Callable[..., Any]
    inputs: tuple[int, ...]
    rounded: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """The order in which to work out some names: every input before what reads it."""

    names: tuple[str, ...]
    nodes: tuple[Node, ...]
    index: Mapping[str, int]
    start: tuple[Any, ...]
    facts: tuple[tuple[int, str], ...]
    calls: tuple[Call, ...]
    unknown_numbers: bool


class Edition:
    """The law of a day, as could be known on a day, with reforms laid on top (the last one laid wins)."""

    def __init__(self, law: Law, on: dt.date, known_on: dt.date, reforms: tuple[str, ...]) -> None:
        """Nothing is worked out until a name is asked for; `told` keeps what the explainer has said of numbers."""
        self.law, self.on, self.known_on, self.reforms = law, on, known_on, reforms
        self.told: dict[tuple[str, str], Any] = {}
        self._nodes: dict[str, Node | None] = {}
        self._plans: dict[tuple[tuple[str, ...], frozenset[str]], Plan] = {}

    def node(self, name: str) -> Node | None:
        """Return what governs `name` on this day; None when the law of this day has no such thing."""
        if name not in self._nodes:
            self._nodes[name] = self._resolve(name)
        return self._nodes[name]

    def has(self, name: str) -> bool:
        """Whether the law of this day knows `name` and everything it rests on."""
        try:
            self.plan((name,))
        except InputError:
            return False
        return True

    def kind(self, name: str) -> Kind:
        """Return the unit of a name that exists on this day."""
        node = self.node(name)
        if isinstance(node, Rule):
            return node.provision.result
        if isinstance(node, Number):
            return node.parameter.kind
        if isinstance(node, Fact):
            return node.kind
        msg = f"the law of {self.on} has no {name!r}"
        raise InputError(msg)

    def case(self, facts: Mapping[str, Any]) -> Case:
        """Apply this edition to one person. `facts`: values as the kernel holds them; provisions may be given too."""
        return Case(self, facts)

    def plan(self, targets: tuple[str, ...], given: frozenset[str] = frozenset()) -> Plan:
        """Return the order of work for `targets`, taking `given` names as facts."""
        key = (targets, given)
        if key not in self._plans:
            self._plans[key] = self._make_plan(targets, given)
        return self._plans[key]

    def _resolve(self, name: str) -> Node | None:
        law = self.law
        for reform in (*reversed(self.reforms), None):
            as_of = law.reforms[reform].since(name) if reform else None
            if as_of and as_of <= self.on:
                return law.edition(as_of, known_on=self.known_on).node(name)
            rule = self._rule(name, reform)
            number = self._number(name, reform)
            if rule and (number is None or rule.basis.start >= number.dated.basis.start):
                return rule
            if number:
                return number
        return law.facts.get(name)

    def _rule(self, name: str, reform: str | None) -> Rule | None:
        versions = [
            Rule(one, basis) for one in self.law.provisions.get(name, []) if one.reform == reform for basis in one.bases
        ]
        if reform is None:
            versions = [rule for rule in versions if rule.basis.start <= self.on and rule.basis.known <= self.known_on]
        latest = max(versions, key=lambda rule: (rule.basis.start, rule.basis.known), default=None)
        return latest if latest and (reform or self.on <= latest.basis.end) else None

    def _number(self, name: str, reform: str | None) -> Number | None:
        for one in self.law.parameters.get(name, []):
            if one.reform != reform:
                continue
            if one.same_as:
                january = self.on.replace(month=1, day=1)
                source = next(iter(self.law.parameters.get(one.same_as, ())), None)
                dated = source.on(january, self.known_on) if source else None
                return Number(source, dated) if source and dated else None
            dated = one.on(self.on, self.known_on)
            if dated:
                return Number(one, dated)
        return None

    def _make_plan(self, targets: tuple[str, ...], given: frozenset[str]) -> Plan:
        names: list[str] = []
        done: set[str] = set()
        above: list[str] = []

        def visit(name: str) -> None:
            if name in done:
                return
            if name in above:
                msg = f"{' -> '.join([*above[above.index(name) :], name])}: a provision reads its own result"
                raise InputError(msg)
            node = self.node(name)
            if node is None:
                reader = f" (read by {above[-1]})" if above else ""
                msg = f"the law of {self.on} has no {name!r}{reader}"
                raise InputError(msg)
            above.append(name)
            if isinstance(node, Rule) and name not in given:
                for needed in node.provision.needs:
                    visit(needed)
            above.pop()
            done.add(name)
            names.append(name)

        for target in targets:
            visit(target)
        return self._lay_out(names, given)

    def _lay_out(self, names: list[str], given: frozenset[str]) -> Plan:
        index = {name: position for position, name in enumerate(names)}
        start: list[Any] = []
        facts: list[tuple[int, str]] = []
        calls: list[Call] = []
        nodes: list[Node] = []
        unknown_numbers = False
        for position, name in enumerate(names):
            node = self.node(name)
            assert node is not None  # noqa: S101  # visited above
            nodes.append(node)
            start.append(None)
            if name in given or isinstance(node, Fact):
                facts.append((position, name))
                default = node.default if isinstance(node, Fact) else None
                start[position] = Unknown(frozenset({name})) if default is None else default
            elif isinstance(node, Number):
                start[position] = node.value
                unknown_numbers = unknown_numbers or isinstance(node.value, Unknown)
            else:
                one = node.provision
                inputs = tuple(index[needed] for needed, _ in one.inputs)
                calls.append(Call(position, one.function, inputs, index[one.rounded] if one.rounded else None))
        return Plan(
            tuple(names), tuple(nodes), index, tuple(start), tuple(facts), tuple(calls), unknown_numbers
        )  # fmt: skip
