"""A situation put to the law: one answer for each thing that happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from tirek.basics.errors import InputError
from tirek.law.insurance.adjustments.timeline import Change, Risk, RunningAmount, running_amount
from tirek.law.insurance.sick_leave.parts import Part, sick_leave_parts
from tirek.law.kernel.answer import Answer, answer
from tirek.law.kernel.calendar import first_of_month

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
    `assumed`: facts that nobody told, taken from the day of asking or from the law's own presumption.
    `parts`: the months of an illness, each under the law of its own month; empty for other events.
    """

    event: Event
    right_on: dt.date
    law_on: dt.date
    answer: Answer
    asked_on: dt.date
    running: RunningAmount | None = None
    parts: tuple[Part, ...] = ()
    assumed: frozenset[str] = frozenset()

    @property
    def ended_on(self) -> dt.date | None:
        """The day from which a ground that happened had ended the payment by the day of asking; None while it runs."""
        ends = [stop.from_on for stop in self.answer.stops if stop.ground.effect == "ended"]
        return min((day for day in ends if day <= self.asked_on), default=None)


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


def _refuse_impossible(situation: Situation, event: Event, right_on: dt.date) -> None:
    """Refuse what cannot have happened: a right before birth, an end before the beginning."""
    born = (situation.facts | event.facts).get("birth_date")
    if born and born > right_on:
        msg = f"{event.where}: the right would arise on {right_on}, before the person was born on {born}"
        raise InputError(msg)
    for name, day in event.happened:
        if day < right_on:
            msg = f"{event.where}: {name} happened on {day}, before the right arose on {right_on}"
            raise InputError(msg)
    until = event.facts.get("disability_established_until")
    if until and until < right_on:
        msg = f"{event.where}: disability_established_until is {until}, expected a day not before {right_on}"
        raise InputError(msg)
    started = first_of_month(right_on)
    months = [month for month, _ in event.days_by_month]
    if months and (len(set(months)) < len(months) or min(months) < started):
        msg = f"{event.where}: days_by_month, expected each month once, none before {started:%Y-%m}"
        raise InputError(msg)


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
    _refuse_impossible(situation, event, right_on)
    account = situation.account(event, right_on)
    facts = {right_name: right_on}
    if event.benefit.applied_on:
        facts[event.benefit.applied_on] = max(asked_on, right_on)
    told = situation.facts | event.facts
    assumed = frozenset(name for name in facts if name not in told)
    facts |= account.record(law, right_on, known_on) if account else {}
    if event.benefit.name == "childcare" and law_on < asked_on:
        facts["childcare_current_mci"] = law.edition(asked_on, known_on=known_on).case({}).value("mci")
    facts |= told
    assumed |= {name for name in event.benefit.facts if name not in facts}
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
    transition_on = law.acts["law-2019"].in_force
    runs_on = event.benefit.name == "job_loss" and answered.outcome == "entitled"
    if runs_on and law_on < transition_on <= min(asked_on, answered.value("ends_on")):
        case = law.edition(transition_on, known_on=known_on, reforms=reforms).case(
            facts | {"job_loss_payment_before_2020": answered.value("gross")}
        )
        amount = case.value("job_loss_payment_recalculated")
        running = RunningAmount(amount, (Change(transition_on, "job_loss_payment_recalculated", amount, case),))
    return Result(event, right_on, law_on, answered, asked_on, running, parts, assumed)
