"""The law of a day turned into one program on whole numbers: from cells of facts and numbers of the law to answers."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final

from tirek.basics.errors import InputError
from tirek.law.kernel.calendar import EARLIEST, LATEST
from tirek.law.kernel.edition import Edition, Number, Rule
from tirek.law.kernel.exact import Graph, Interval, Node
from tirek.law.kernel.fact import Fact
from tirek.law.kernel.parameter import WHOLE_UNITS, Parameter
from tirek.law.kernel.provision import Provision
from tirek.law.kernel.quantity import MonthlyMoney
from tirek.law.kernel.rational import Rationals, Value
from tirek.law.kernel.syntax import read_rule
from tirek.law.kernel.units import check_units
from tirek.law.kernel.walk import History, Meaning, Table, Walker, undiscovered

EPOCH: Final = dt.date(1970, 1, 1)
DAYS: Final = tuple((day - EPOCH).days for day in (EARLIEST, LATEST))
"""The days a fact may name: what the proofs of the compiler rest on."""
SMALL: Final = 2**31 - 1

_DTYPES: Final = {"flag": "bool", "choice": "int8", "date": "int32"}


@dataclass(frozen=True, slots=True)
class Spec:
    """What the cells of a column mean: `cell / denominator` in `unit` (tiyn, days since 1970, places in `choices`).

    A fact's cells lie between `low` and `high`, on which the proof of no overflow rests; a history has `length` cells.
    """

    name: str
    unit: str
    dtype: str
    denominator: int
    choices: tuple[str, ...] = ()
    length: int = 0
    low: int = 0
    high: int = 0
    default: Any = None
    may_be_missing: bool = False

    def cell(self, value: Any) -> Any:  # noqa: ANN401  # a value as the interpreter holds it
        """Return the cell (for a history the row) of a value as the interpreter holds it."""
        if isinstance(value, MonthlyMoney):
            return (0,) * (self.length - len(value.tiyn)) + value.tiyn[-self.length :]
        if isinstance(value, dt.date):
            return (value - EPOCH).days
        if isinstance(value, str):
            return self.choices.index(value)
        return int(value * self.denominator)

    def value(self, cell: int, denominator: int) -> Any:  # noqa: ANN401  # a value as the interpreter holds it
        """Return the interpreter's value of a cell."""
        match self.unit:
            case "flag":
                return bool(cell)
            case "date":
                return EPOCH + dt.timedelta(days=cell)
            case "choice":
                return self.choices[cell]
            case "tenge" | "rate":
                return Fraction(cell, denominator)
            case _:
                return cell


@dataclass(frozen=True, slots=True)
class Answer:
    """An output: its cells, what they are over (a node where that differs from person to person), where it is known."""

    spec: Spec
    cells: Node
    over: Node | int
    known: Node | None

    @property
    def columns(self) -> tuple[Node, ...]:
        """What differs from person to person, each a column of its own."""
        return tuple(node for node in (self.cells, self.over, self.known) if isinstance(node, Node))


@dataclass(frozen=True, slots=True)
class Program:
    """Answers as expressions over the cells of `facts` and the numbers `parameters` of one edition."""

    facts: tuple[Spec, ...]
    answers: tuple[Answer, ...]
    nodes: tuple[Node, ...]
    parameters: tuple[int, ...]


def translate(
    edition: Edition,
    outputs: tuple[str, ...],
    may_be_missing: frozenset[str] = frozenset(),
    given: frozenset[str] = frozenset(),
) -> Program:
    """Turn what `outputs` rest on into a program; InputError names the place of what cannot be compiled."""
    return _Translator(edition, may_be_missing, given).translate(outputs)


@dataclass(slots=True)
class _Translator:
    edition: Edition
    may_be_missing: frozenset[str]
    given: frozenset[str]
    graph: Graph = field(default_factory=Graph)
    facts: dict[str, Spec] = field(default_factory=dict)
    slots: dict[tuple[Any, ...], Node] = field(default_factory=dict)
    parameters: list[int] = field(default_factory=list)

    @property
    def exact(self) -> Rationals:
        return Rationals(self.graph)

    def translate(self, outputs: tuple[str, ...]) -> Program:
        meanings = self.meanings(outputs)
        answers = tuple(self._answer(name, meanings[name]) for name in outputs)
        nodes = _reachable([node for answer in answers for node in answer.columns])
        read = {node.args[0] for node in nodes if node.op in ("fact", "history", "known")}
        return Program(
            tuple(spec for name, spec in self.facts.items() if name in read), answers, nodes, tuple(self.parameters)
        )  # fmt: skip

    def meanings(self, outputs: tuple[str, ...]) -> dict[str, Meaning]:
        """Read everything `outputs` rest on, inputs first."""
        plan = self.edition.plan(outputs, self.given)
        meanings: dict[str, Meaning] = {}
        for name, node in zip(plan.names, plan.nodes, strict=True):
            if name in self.given or isinstance(node, Fact):
                meanings[name] = self._fact(name, node)
            elif isinstance(node, Number):
                meanings[name] = self._number(name, node)
            else:
                meanings[name] = self._provision(node.provision, meanings)
        return meanings

    def _answer(self, name: str, meaning: Meaning) -> Answer:
        kind = self.edition.kind(name)
        if not isinstance(meaning, Value):
            msg = f"{name} is {kind}; a column holds one value a person"
            raise InputError(msg)
        cells, known = meaning.number, meaning.known
        spec = _spec(name, kind.unit, meaning.denominator, meaning.choices, low=cells.actual[0], high=cells.actual[1])
        if known is not None:
            cells = self.graph.choose(known, cells, self.graph.constant(0, flag=cells.flag))
        over = 1 if meaning.over is None else meaning.over if meaning.over.varies else meaning.over.actual[0]
        return Answer(spec, cells, over, known)

    # --- facts

    def _fact(self, name: str, node: Fact | Number | Rule) -> Meaning:
        self.graph.place = name
        spec = self._fact_spec(name, node)
        self.facts[name] = spec
        flag = spec.unit == "flag"
        known = self.graph.leaf("known", name, (0, 1), flag=True) if spec.may_be_missing else None
        cell = self.graph.leaf("history" if spec.length else "fact", name, (spec.low, spec.high), flag=flag)
        if spec.length:
            return History(cell, self.graph.constant(spec.length), known)
        if known is not None:
            # what stands in a missing cell is anything; the proofs need it within the range
            cell = self.graph.choose(known, cell, self.graph.constant(spec.low, flag=flag))
        return Value(cell, spec.denominator, None, known, spec.choices)

    def _fact_spec(self, name: str, node: Fact | Number | Rule) -> Spec:
        missing = name in self.may_be_missing
        if isinstance(node, Rule):
            return self._given_spec(name, node.provision.result.unit, may_be_missing=missing)
        one = node if isinstance(node, Fact) else node.parameter
        unit, choices = one.kind.unit, one.choices
        length, default = (node.length, node.default) if isinstance(node, Fact) else (0, None)
        denominator = one.step.denominator
        low, high = int(one.low * denominator), int(one.high * denominator)
        if unit in ("flag", "choice", "date"):
            denominator = 1
            low, high = {"flag": (0, 1), "choice": (0, len(choices) - 1)}.get(unit, DAYS)
        elif low == high or (unit == "monthly_tenge" and not length):
            self.graph.refuse("a column needs its declared range, and a history its length")
        return _spec(
            name, unit, denominator, choices, length=length, low=low, high=high, default=default,
            may_be_missing=missing and default is None,
        )  # fmt: skip

    def _given_spec(self, name: str, unit: str, *, may_be_missing: bool) -> Spec:
        """The column of a provision whose value is given: in the range that the provision itself could reach."""
        own = _Translator(self.edition, frozenset(), self.given - {name}).meanings((name,))[name]
        assert isinstance(own, Value)  # noqa: S101  # a provision answers with one value
        self.graph.place = name
        if own.over is not None and unit != "tenge":
            self.graph.refuse("its denominator is known only at run time; it cannot be given as a column")
        kept = 1 if unit == "tenge" else own.denominator
        over = (1, 1) if own.over is None else own.over.actual
        reached = [Fraction(number * kept, own.denominator * by) for number in own.number.actual for by in over]
        low, high = math.floor(min(reached)), math.ceil(max(reached))
        return _spec(name, unit, kept, own.choices, low=low, high=high, may_be_missing=may_be_missing)

    # --- numbers of the law

    def _number(self, name: str, number: Number) -> Meaning:
        one, value = number.parameter, number.dated.value
        self.graph.place = one.where
        if one.kind.shape != "plain":
            rows = () if value is None else value.rows  # type: ignore[union-attr]  # a table has rows
            pairs = rows.items() if isinstance(rows, Mapping) else rows
            numbered = tuple((key, self._slot((name, row), one, item)) for row, (key, item) in enumerate(pairs))
            return Table(name, one.step.denominator, numbered)
        if value is None:
            return replace(undiscovered(self.graph), choices=one.choices)
        if isinstance(value, str):
            return Value(self.graph.constant(0), choices=(value,))
        return Value(self._slot((name,), one, value), one.step.denominator)

    def _slot(self, key: tuple[Any, ...], one: Parameter, value: Any) -> Node:  # noqa: ANN401  # a number
        """Return the run-time number of a parameter or of a row of its table."""
        scaled = value * one.step.denominator
        if not one.low <= value <= one.high or value % one.step:
            bounds = f"{float(one.low):,.10g} to {float(one.high):,.10g}"
            self.graph.refuse(
                f"the value {float(value):,.10g} lies outside the declared range {bounds}"
                f" or is no multiple of the step {float(one.step):.10g}"
            )
        low, high = math.ceil(one.low * one.step.denominator), math.floor(one.high * one.step.denominator)
        return self.parameter(key, int(scaled), (low, high))

    def parameter(self, key: tuple[Any, ...], value: int, declared: Interval) -> Node:
        """Return a number that is read at run time, always the same for the same key."""
        if key not in self.slots:
            self.slots[key] = self.graph.leaf("parameter", len(self.parameters), declared, (value, value))
            self.parameters.append(value)
        return self.slots[key]

    # --- provisions

    def _provision(self, one: Provision, meanings: Mapping[str, Meaning]) -> Value:
        check_units(one)
        names = {}
        for name, kind in one.inputs:
            declared = self.edition.kind(name)
            if declared != kind:
                msg = f"{one.where}: {name} is {declared}, but read here as {kind}"
                raise InputError(msg)
            names[name] = meanings[name]
        result = Walker(self.graph, self.parameter, read_rule(one.function)).answer(names)
        if one.rounded:
            policy = meanings[one.rounded]
            assert isinstance(policy, Value)  # noqa: S101  # a choice
            if policy.known is not None:
                return Value(self.graph.constant(0), known=self.graph.false())
            result = self.exact.rounded(result, policy.choices[0])
        return result


def _spec(name: str, unit: str, denominator: int, choices: tuple[str, ...], **more: Any) -> Spec:  # noqa: ANN401  # passed on
    small = unit in WHOLE_UNITS and more["low"] >= -SMALL and more["high"] <= SMALL
    return Spec(name, unit, _DTYPES.get(unit, "int32" if small else "int64"), denominator, choices, **more)


def _reachable(roots: list[Node]) -> tuple[Node, ...]:
    """Return all nodes the roots rest on, each after what it is made of."""
    found: dict[int, Node] = {}
    pending = list(roots)
    while pending:
        node = pending.pop()
        if node.place not in found:
            found[node.place] = node
            pending += [arg for arg in node.args if isinstance(arg, Node)]
    return tuple(node for _, node in sorted(found.items()))
