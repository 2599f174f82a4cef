"""Benefits as people meet them: conditions, amounts, period, time limits; and the grounds to stop paying."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from tirek.basics.errors import InputError
from tirek.basics.text import Text
from tirek.law.kernel import calendar
from tirek.law.kernel.act import Act, Basis

if TYPE_CHECKING:
    from collections.abc import Callable

Effect = Literal["refused", "suspended", "resumed", "ended"]
Paid = Literal["monthly", "once"]

MOMENTS: Final[dict[str, Callable[[dt.date], dt.date] | None]] = {
    "on_the_day": lambda day: day,
    "first_of_next_month": calendar.first_of_next_month,
    "end_of_month": calendar.last_of_month,
    "from_award": None,
}
"""When a ground takes effect, counted from the day of the event; `from_award`: from the first day of the payment."""

_TEXT_FIELDS: Final = ("title", "to_do")
_NAME_FIELDS: Final = ("right_on", "starts_on", "ends_on", "months", "apply_by", "applied_on", "usually_on")


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason of the law to refuse, suspend, resume or end a payment, and the day from which it works."""

    name: str
    benefit: str
    effect: Effect
    moment: str
    bases: tuple[Basis, ...]
    text: Text

    def takes_effect(self, event_on: dt.date, awarded_from: dt.date) -> dt.date:
        """Return the first day on which the ground works when its event happens (or becomes known) on `event_on`."""
        count = MOMENTS[self.moment]
        return awarded_from if count is None else count(event_on)


@dataclass(frozen=True, slots=True)
class Benefit:
    """A payment of the law. All names are names of provisions or facts; those absent on a date are skipped.

    `right_on` and `applied_on` are facts: the day the right arises and the day of applying. `usually_on` is the fact
    whose day is the day of the right unless another is told (a birth, for childcare).
    """

    name: str
    title: Text
    to_do: Text
    paid: Paid
    facts: tuple[str, ...]
    conditions: tuple[str, ...]
    amounts: dict[str, str]
    right_on: str
    starts_on: str | None = None
    ends_on: str | None = None
    months: str | None = None
    apply_by: str | None = None
    applied_on: str | None = None
    usually_on: str | None = None
    details: tuple[str, ...] = ()
    where: str = ""

    def names(self) -> tuple[str, ...]:
        """Return every provision or fact the benefit points at."""
        single = tuple(name for field_name in _NAME_FIELDS if (name := getattr(self, field_name)))
        return (*self.conditions, *self.amounts.values(), *single, *self.details)


@dataclass(slots=True)
class Benefits:
    """All benefits and grounds of a law."""

    by_name: dict[str, Benefit] = field(default_factory=dict)
    grounds: dict[str, Ground] = field(default_factory=dict)


def read_benefit(raw: dict[str, Any], where: str) -> Benefit:
    """Read the `benefit:` section of a data file."""
    if raw.get("paid", "once") not in get_args(Paid):
        msg = f"{where}: paid is {raw['paid']!r}, expected one of {', '.join(get_args(Paid))}"
        raise InputError(msg)
    try:
        texts: dict[str, Any] = {name: Text.parse(raw[name], f"{where}: {name}") for name in _TEXT_FIELDS}
        names: dict[str, Any] = {name: raw.get(name) for name in _NAME_FIELDS[1:]}
        return Benefit(
            name=raw["name"],
            paid=raw["paid"],
            facts=tuple(raw["facts"]),
            conditions=tuple(raw["conditions"]),
            amounts=dict(raw["amounts"]),
            details=tuple(raw.get("details", ())),
            where=where,
            right_on=raw["right_on"],
            **texts,
            **names,
        )
    except KeyError as missing:
        msg = f"{where}: a benefit needs {missing.args[0]!r}"
        raise InputError(msg) from None


def read_ground(raw: dict[str, Any], acts: dict[str, Act], where: str) -> Ground:
    """Read one entry of a `grounds:` section."""
    try:
        effect, moment = raw["effect"], raw["moment"]
        if effect not in get_args(Effect) or moment not in MOMENTS:
            effects, moments = ", ".join(get_args(Effect)), ", ".join(MOMENTS)
            msg = f"{where}: a ground needs effect ({effects}) and moment ({moments}), found {effect!r}, {moment!r}"
            raise InputError(msg)
        bases = tuple(Basis.parse(text, acts, where) for text in raw["bases"])
        text = Text.parse(raw["text"], where)
        return Ground(raw["name"], raw["benefit"], effect, moment, bases, text)
    except KeyError as missing:
        msg = f"{where}: a ground needs {missing.args[0]!r}"
        raise InputError(msg) from None
