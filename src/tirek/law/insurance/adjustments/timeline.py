"""A running amount on a later day: walks the changes since the award, each by its own provision.

    running = running_amount(law.edition(asked_on), "disability", awarded, {"adjustment_awarded_on": day})

An increase whose percentage nobody has found makes every later amount unknown; `unknown_on` says which one
it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tirek.basics.text import Language
from tirek.law.kernel.case import Case, Step
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.explain import Line, explain
from tirek.law.kernel.quantity import Money
from tirek.law.kernel.unknown import Unknown

Risk = Literal["disability", "survivors"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a running amount: its day, the provision that made it, the amount from that day on."""

    on: dt.date
    rule: str
    amount: Money | Unknown
    case: Case

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way to the new amount: numbers of the law and the provision itself, last."""
        return self.case.trace(self.rule)

    def explain(self, language: Language) -> tuple[Line, ...]:
        """Tell the change in `language`: every number it used, then the change itself."""
        return tuple(explain(self.case.edition, step, language) for step in self.steps)


@dataclass(frozen=True, slots=True)
class RunningAmount:
    """What a payment amounts to on the day asked for (tiyn, or unknown), and every change on the way."""

    amount: Money | Unknown
    changes: tuple[Change, ...]

    @property
    def unknown_on(self) -> tuple[dt.date, ...]:
        """Days of increases whose percentage is not known, earliest first."""
        return tuple(change.on for change in self.changes if _names(change.case, change.rule) & {"indexation_factor"})


def running_amount(edition: Edition, risk: Risk, awarded: Money, facts: Mapping[str, Any]) -> RunningAmount:
    """Return the amount, on the day of `edition`, of a payment of `awarded` tiyn a month.

    `facts` hold `adjustment_awarded_on` and, for an award before 2020, the record and the degree (or number
    of dependants) counted at the award.
    """
    amount: Money | Unknown = awarded
    changes: list[Change] = []
    for on, rule in _steps(edition, risk):
        due = "transition" if rule.endswith("transition_amount") else "indexation"
        law_of_day = _law_of(edition, on)
        if not law_of_day.case({**facts, f"{due}_on": on}).value(f"{due}_due"):
            continue
        known = {} if isinstance(amount, Unknown) else {"adjustment_amount": amount}
        case = law_of_day.case({**facts, **known})
        amount = _named(case.value(rule), amount, on)
        changes.append(Change(on, rule, amount, case))
    return RunningAmount(amount, tuple(changes))


def _steps(edition: Edition, risk: Risk) -> list[tuple[dt.date, str]]:
    """Return the days on which an amount may change up to the day asked for: increases, then transition."""
    law = edition.law
    factors = next(one for one in law.parameters["indexation_factor"] if one.reform is None)
    increases = {dated.basis.start for dated in factors.values if dated.basis.known <= edition.known_on}
    steps = [(on, 0, f"{risk}_indexed_amount") for on in increases]
    steps.append((law.acts["law-2019"].in_force, 1, f"{risk}_transition_amount"))
    return [(on, rule) for on, _, rule in sorted(steps) if on <= edition.on]


def _law_of(edition: Edition, on: dt.date) -> Edition:
    return edition.law.edition(on, known_on=edition.known_on, reforms=edition.reforms)


def _names(case: Case, rule: str) -> frozenset[str]:
    value = case.value(rule)
    return value.missing if isinstance(value, Unknown) else frozenset()


def _named(after: Any, before: Any, on: dt.date) -> Any:  # noqa: ANN401  # money or unknown
    """Say of an unknown amount which increases make it so: "indexation_factor of 2025-01-01"."""
    if not isinstance(after, Unknown):
        return after
    missing = {f"{name} of {on}" if name == "indexation_factor" else name for name in after.missing}
    earlier = before.missing if isinstance(before, Unknown) else frozenset()
    return Unknown(frozenset(missing - {"adjustment_amount"}) | earlier)
