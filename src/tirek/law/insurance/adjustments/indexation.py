"""Increase of running payments: from time to time the Government raises them by a percentage."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Flag, Money, Rate


@provision(
    "law-2003 24 from 2006-01-01 to 2013-12-31",
    "law-2003 8-1 from 2014-01-01",
    "law-2019 8(3)",
    "social-code 181(5)",
)
def indexation_due(adjustment_awarded_on: Date, indexation_on: Date) -> Flag:
    """Return whether an increase on a day concerns a payment: it must have been awarded before.

    "To persons for whom the payments are awarded on the date of the increase"; the draft for 2026 says
    "before 1 January 2026", so we read the day itself as too late. The Code says the same of survivors in
    art. 240(4).
    """
    return adjustment_awarded_on < indexation_on


@provision(
    "law-2003 24 from 2006-01-01 to 2013-12-31",
    "law-2003 8-1 from 2014-01-01",
    "law-2019 8(3)",
    "social-code 181(5)",
    rounded="adjustments_rounding",
)
def disability_indexed_amount(adjustment_amount: Money, indexation_factor: Rate) -> Money:
    """Return the monthly payment for loss of work capacity after one increase."""
    return adjustment_amount * indexation_factor


@provision(
    "law-2003 24 from 2006-01-01 to 2013-12-31",
    "law-2003 8-1 from 2014-01-01",
    "law-2019 8(3)",
    "social-code 240(4)",
    rounded="adjustments_rounding",
)
def survivors_indexed_amount(adjustment_amount: Money, indexation_factor: Rate) -> Money:
    """Return the monthly payment for loss of the breadwinner after one increase."""
    return adjustment_amount * indexation_factor
