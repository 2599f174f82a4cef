"""From when the payment for loss of the breadwinner is paid, and by when to apply for it."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days, add_months
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Date, Flag, Months


@provision("law-2003 20(6)", "law-2019 19(7)", "social-code 239(1)")
def survivors_from(survivors_death_on: Date) -> Date:
    """Return the first day that is paid for: the day of death, whenever the family applies.

    A share asked for separately by a member who had not applied before runs from the day of applying (art.
    239(6)). The first text of 2003 named the day of applying for participants only and was silent on
    families.
    """
    return survivors_death_on


@provision("law-2003 20(6) from 2018-07-15", "law-2019 19(7)", name="survivor_apply_by")
def survivor_apply_by_2018(
    survivor_kind: Choice,
    survivor_disabled_since_childhood: Flag,
    survivor_until: Date,
    survivor_birth_date: Date,
    survivor_apply_age: Months,
) -> Date:
    """Return the last day to apply: the day before the member turns 23.

    Disabled since childhood and carers may apply while the right lasts: the law names no deadline for them.
    Before July 2018 it set none for anybody.
    """
    if survivor_kind == "carer" or survivor_disabled_since_childhood:
        return survivor_until
    return add_days(add_months(survivor_birth_date, survivor_apply_age), -1)


@provision("social-code 239(7)")
def survivor_apply_by(
    survivor_kind: Choice,
    survivor_carer_until: Date,
    survivor_disabled_since_childhood: Flag,
    survivor_until: Date,
    survivor_birth_date: Date,
    survivor_apply_age: Months,
) -> Date:
    """Return the last day to apply: the day before the member turns 23, or the cared-for child turns 3.

    Persons recognised as disabled before 18 are exempt from the deadline: we say "while the right lasts".
    """
    if survivor_kind == "carer":
        return survivor_carer_until
    if survivor_disabled_since_childhood:
        return survivor_until
    return add_days(add_months(survivor_birth_date, survivor_apply_age), -1)
