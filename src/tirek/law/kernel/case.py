"""The law applied to one person: values, and the trace from an answer back to facts, numbers and articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tirek.law.kernel.rounding import round_money
from tirek.law.kernel.unknown import Unknown, settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tirek.law.kernel.edition import Edition, Node, Plan


@dataclass(frozen=True, slots=True)
class Step:
    """One name on the way to an answer: its value, what governs it and the values it was worked out from.

    `given`: the value was told, not worked out. `rounding`: the policy by which the result was rounded, if any.
    """

    name: str
    value: Any
    node: Node
    inputs: Mapping[str, Any]
    given: bool = False
    rounding: Any = None


class Case:
    """One person under one edition of the law. Asking the same thing again gives the same answer at once."""

    def __init__(self, edition: Edition, facts: Mapping[str, Any]) -> None:
        """Keep the facts; nothing is worked out until asked for."""
        self.edition = edition
        self.facts = dict(facts)
        law = edition.law
        self._given = frozenset(name for name in self.facts if name not in law.facts)
        self._rows: dict[tuple[str, ...], tuple[Plan, list[Any]]] = {}

    def value(self, name: str) -> Any:  # noqa: ANN401  # number, date, flag, text or Unknown
        """Return the value of a name; Unknown (with the facts that would settle it) when facts are missing."""
        plan, row = self._row_with(name)
        return row[plan.index[name]]

    def values(self, names: tuple[str, ...]) -> tuple[Any, ...]:
        """Return several values, worked out together."""
        plan, row = self._work_out(names)
        return tuple(row[plan.index[name]] for name in names)

    def trace(self, name: str) -> tuple[Step, ...]:
        """Return the way to the value of `name`: inputs before what was worked out from them, the answer last."""
        plan, row = self._row_with(name)
        way = self.edition.plan((name,), self._given)
        index = plan.index
        steps = []
        for one, node in zip(way.names, way.nodes, strict=True):
            given = one in self._given
            provision = None if given else getattr(node, "provision", None)
            read = {needed: row[index[needed]] for needed, _ in provision.inputs} if provision else {}
            rounding = row[index[provision.rounded]] if provision and provision.rounded else None
            steps.append(Step(one, row[index[one]], node, read, given, rounding))
        return tuple(steps)

    def missing(self, name: str) -> tuple[str, ...]:
        """Return the facts still needed to know `name`, in the order the law comes to them; empty when it is known."""
        value = self.value(name)
        if not isinstance(value, Unknown):
            return ()
        way = self.edition.plan((name,), self._given)
        return tuple(needed for needed in way.names if needed in value.missing)

    def _row_with(self, name: str) -> tuple[Plan, list[Any]]:
        for plan, row in self._rows.values():
            if name in plan.index:
                return plan, row
        return self._work_out((name,))

    def _work_out(self, targets: tuple[str, ...]) -> tuple[Plan, list[Any]]:
        if targets in self._rows:
            return self._rows[targets]
        plan = self.edition.plan(targets, self._given)
        row = list(plan.start)
        facts = self.facts
        complete = not plan.unknown_numbers
        for position, name in plan.facts:
            if name in facts:
                row[position] = facts[name]
            elif isinstance(row[position], Unknown):
                complete = False
        (_work_out_known if complete else _work_out_partly)(plan, row)
        self._rows[targets] = plan, row
        return plan, row


def _work_out_known(plan: Plan, row: list[Any]) -> None:
    for call in plan.calls:
        result = call.function(*[row[position] for position in call.inputs])
        row[call.target] = result if call.rounded is None else round_money(result, row[call.rounded])


def _work_out_partly(plan: Plan, row: list[Any]) -> None:
    for call in plan.calls:
        arguments = [row[position] for position in call.inputs]
        if any(isinstance(argument, Unknown) for argument in arguments):
            result = settle(call.function, arguments)
        else:
            result = call.function(*arguments)
        if call.rounded is not None and not isinstance(result, Unknown):
            policy = row[call.rounded]
            result = policy if isinstance(policy, Unknown) else round_money(result, policy)
        row[call.target] = result
