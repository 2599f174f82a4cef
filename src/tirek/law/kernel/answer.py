"""One benefit for one person: entitled, refused or not yet known; how much, from when, how long, what to do by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tirek.law.kernel.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tirek.law.kernel.benefit import Benefit, Ground
    from tirek.law.kernel.case import Case, Step
    from tirek.law.kernel.edition import Edition

Outcome = Literal["entitled", "refused", "unknown", "no_such_benefit"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A ground that happened to a running payment and the day from which it works."""

    ground: Ground
    event_on: dt.date
    from_on: dt.date


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law of a day says about one benefit for one person. `values` holds what the benefit shows, by name."""

    benefit: Benefit
    edition: Edition
    outcome: Outcome
    case: Case
    conditions: tuple[Step, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()
    missing: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()

    @property
    def failed(self) -> tuple[Step, ...]:
        """The conditions that do not hold."""
        return tuple(step for step in self.conditions if step.value is False)

    def value(self, role: str) -> Any:  # noqa: ANN401  # money, date, months or None
        """Return a shown value by its role (gross, net, starts_on ...); None when the benefit has none on this day."""
        return dict(self.values).get(role)


def answer(
    edition: Edition, benefit: Benefit, facts: Mapping[str, Any], happened: tuple[tuple[str, dt.date], ...] = ()
) -> Answer:
    """Apply `edition` to one person's facts for one benefit. `happened`: grounds that occurred, with their days."""
    return answer_case(edition.case(facts), benefit, happened)


def answer_case(case: Case, benefit: Benefit, happened: tuple[tuple[str, dt.date], ...] = ()) -> Answer:
    """Answer one benefit for a person whose case is at hand; several benefits may share one case."""
    edition = case.edition
    roles = {role: name for role, name in _roles(benefit).items() if edition.has(name)}
    if not any(role in roles for role in benefit.amounts):
        return Answer(benefit, edition, "no_such_benefit", case)
    asked_for = tuple(name for name in benefit.conditions if edition.has(name))
    case.values((*asked_for, *roles.values()))
    conditions = tuple(case.trace(name)[-1] for name in asked_for)
    values = tuple((role, case.value(name)) for role, name in roles.items())
    failed = any(step.value is False for step in conditions)
    needed = [name for role, name in roles.items() if role not in benefit.details]
    asked = [] if failed else [step.name for step in conditions] + needed
    missing = tuple(dict.fromkeys(fact for name in asked for fact in case.missing(name)))
    outcome: Outcome = "refused" if failed else "unknown" if missing else "entitled"
    stops = _stops(edition, dict(values).get("starts_on"), happened)
    return Answer(benefit, edition, outcome, case, conditions, values, missing, stops)


def _roles(benefit: Benefit) -> dict[str, str]:
    single = {role: getattr(benefit, role) for role in ("right_on", "starts_on", "months", "ends_on", "apply_by")}
    named = {role: name for role, name in single.items() if name}
    return {**benefit.amounts, **named, **{name: name for name in benefit.details}}


def _stops(
    edition: Edition, starts_on: dt.date | Unknown | None, happened: tuple[tuple[str, dt.date], ...]
) -> tuple[Stop, ...]:
    stops = []
    for name, event_on in happened:
        ground = edition.law.benefits.grounds[name]
        awarded_from = event_on if starts_on is None or isinstance(starts_on, Unknown) else starts_on
        stops.append(Stop(ground, event_on, ground.takes_effect(event_on, awarded_from)))
    return tuple(stops)
