"""An illness over several calendar months: one part a month, each under the law of its own month.

Article 133(4-1) caps the benefit "for one month" and, over New Year, takes the index of each year
separately and adds up. Both follow from applying the edition of each month to that month's working days.
Which days are working days is asked for: the calendar of holidays, moved days and shifts is not law we
hold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tirek.law.kernel.case import Case
from tirek.law.kernel.law import Law
from tirek.law.kernel.quantity import Money
from tirek.law.kernel.unknown import Unknown, join


@dataclass(frozen=True, slots=True)
class Part:
    """One calendar month of an illness: its working days, the case that explains it, what is paid for it."""

    month: dt.date
    days: int
    case: Case
    payment: Money | Unknown


def sick_leave_parts(
    law: Law,
    facts: Mapping[str, Any],
    months: Iterable[tuple[dt.date, int]],
    *,
    known_on: dt.date | None = None,
    reforms: tuple[str, ...] = (),
) -> tuple[Part, ...]:
    """Apply to each (first day of the month, working days missed in it) the law of that month.

    `facts`: all the other facts. The average daily wage is that of the whole illness: its twelve months lie
    before the first day, whatever the part.
    """
    parts = []
    for month, days in months:
        started = facts.get("sick_leave_from", month)
        case = law.edition(month, known_on=known_on, reforms=reforms).case(
            {**facts, "sick_leave_from": max(month, started), "sick_leave_days": days}
        )
        parts.append(Part(month, days, case, case.value("sick_leave_payment")))
    return tuple(parts)


def total(parts: Iterable[Part]) -> Money | Unknown:
    """Return the benefit for the whole illness; unknown (with what would settle it) while one part is."""
    payments = [part.payment for part in parts]
    if any(isinstance(payment, Unknown) for payment in payments):
        return join(*payments)
    return sum(payments, Fraction(0))
