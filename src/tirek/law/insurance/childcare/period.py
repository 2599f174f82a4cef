"""From when, until when, by when to apply."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_months, last_of_month
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Flag, Months


@provision("law-2003 23-2(4) from 2008-01-01 known 2007-12-19", "law-2019 24(3)", "social-code 84(1)")
def childcare_age_reached_on(childcare_child_born_on: Date, childcare_until_months: Months) -> Date:
    """Return the day on which the child reaches the age up to which the payment is made."""
    return add_months(childcare_child_born_on, childcare_until_months)


@provision("law-2003 20(6) from 2008-01-01 to 2013-02-14 known 2007-12-19", name="childcare_starts_on")
def childcare_starts_on_2008(
    childcare_right_on: Date, childcare_applied_on: Date, childcare_arrears_months: Months
) -> Date:
    """Return the first day of the payment: the day of the right, at most twelve months before applying."""
    return max(childcare_right_on, add_months(childcare_applied_on, -childcare_arrears_months))


@provision("law-2003 20(6) from 2013-02-15 known 2013-02-04", "law-2019 19(7)", "social-code 84(2)")
def childcare_starts_on(childcare_right_on: Date) -> Date:
    """Return the first day of the payment: birth, or the day adoption or guardianship took effect."""
    return childcare_right_on


@provision("law-2003 23-2(4) from 2008-01-01 known 2007-12-19", "law-2019 24(3)", "social-code 84(1), 84(4), 86(4)1")
def childcare_ends_on(
    childcare_age_reached_on: Date, childcare_child_died: Flag, childcare_child_died_on: Date
) -> Date:
    """Return the last day of the payment: the child reaches the age, or the month of its death ends.

    Both inclusive. How a month that is not whole is paid is left to the orders, which were not read.
    """
    if childcare_child_died:
        return min(last_of_month(childcare_child_died_on), childcare_age_reached_on)
    return childcare_age_reached_on


@provision("law-2003 20(6) from 2013-02-15 known 2013-02-04", "law-2019 19(7)", "social-code 84(5)")
def childcare_apply_by(childcare_right_on: Date, childcare_apply_months: Months) -> Date:
    """Return the last day on which one may apply, also for recalculation."""
    return add_months(childcare_right_on, childcare_apply_months)
