"""A situation put to the law: one answer for each thing that happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from tirek.law.insurance.adjustments.timeline import Risk, RunningAmount, running_amount
from tirek.law.insurance.sick_leave.parts import Part, sick_leave_parts
from tirek.law.kernel.answer import Answer, answer

if TYPE_CHECKING:
    from tirek.law.kernel.law import Law
    from tirek.registers.situation import Event, Situation

ALMATY: Final = ZoneInfo("Asia/Almaty")

RAISED: Final[dict[str, Risk]] = {"disability": "disability", "survivors": "survivors"}
"""Benefits whose running amounts are raised after the award."""


def today() -> dt.date:
    """Return today's date in Kazakhstan."""
    return dt.datetime.now(ALMATY).date()


@dataclass(frozen=True, slots=True)
class Result:
    """What the law answers to one event. `law_on`: the day whose law was applied.

    `running`: what an amount awarded earlier has become by the day of asking; None where nothing can have changed it.
    `parts`: the months of an illness, each under the law of its own month; empty for other events.
    """

    event: Event
    right_on: dt.date
    law_on: dt.date
    answer: Answer
    asked_on: dt.date
    running: RunningAmount | None = None
    parts: tuple[Part, ...] = ()


def calculate(
    situation: Situation,
    law: Law,
    *,
    on: dt.date | None = None,
    reforms: tuple[str, ...] = (),
    known_on: dt.date | None = None,
) -> list[Result]:
    """Answer a situation as asked on the day `on` (else the situation's own day, else today).

    A right is judged by the law of the day on which it arose; a right that lies after the day of asking, by the law of
    that day, since later law is not known. An event without a date is taken to happen on the day of asking, and who has
    not applied yet is taken to apply on it.
    """
    asked_on = on or situation.on or today()
    return [_result(situation, event, law, asked_on, reforms, known_on) for event in situation.events]


def _result(
    situation: Situation,
    event: Event,
    law: Law,
    asked_on: dt.date,
    reforms: tuple[str, ...],
    known_on: dt.date | None,
) -> Result:
    right_name = event.benefit.right_on
    usual = event.facts.get(event.benefit.usually_on, asked_on) if event.benefit.usually_on else asked_on
    right_on = event.facts.get(right_name, usual)
    law_on = min(right_on, asked_on)
    account = situation.account(event, right_on)
    facts = {right_name: right_on}
    if event.benefit.applied_on:
        facts[event.benefit.applied_on] = max(asked_on, right_on)
    facts |= account.record(law, right_on, known_on) if account else {}
    facts |= situation.facts | event.facts
    parts: tuple[Part, ...] = ()
    if event.days_by_month:
        parts = sick_leave_parts(law, facts, event.days_by_month, known_on=known_on, reforms=reforms)
        facts["sick_leave_days"] = event.days_by_month[0][1]
    edition = law.edition(law_on, known_on=known_on, reforms=reforms)
    answered = answer(edition, event.benefit, facts, event.happened)
    running = None
    if event.benefit.name in RAISED and answered.outcome == "entitled" and law_on < asked_on:
        later = law.edition(asked_on, known_on=known_on, reforms=reforms)
        awarded = facts | {"adjustment_awarded_on": right_on}
        running = running_amount(later, RAISED[event.benefit.name], answered.value("gross"), awarded)
    return Result(event, right_on, law_on, answered, asked_on, running, parts)
