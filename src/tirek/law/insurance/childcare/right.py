"""Who has the right: one condition for each ground of the law."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Flag, Money


@provision("law-2003 23-2(1) from 2008-01-01 known 2007-12-19", "law-2019 24(1)", "social-code 84(1), 1(1)114")
def childcare_insured(average_income: Money) -> Flag:
    """Return whether the carer is insured: contributions for at least one of the last twenty-four months.

    The law speaks of a participant of the system, one "for whom contributions are paid"; it names no period.
    We read it by the window of the payment. Others get the state childcare allowance instead (Code 81(2)).
    """
    return average_income > 0


@provision("law-2003 23-2(1) from 2018-07-13 known 2018-07-02", "law-2019 24(1)", "social-code 84(1)")
def childcare_carer(childcare_cares_for_child: Flag) -> Flag:
    """Return whether the person cares for the child: in the law since 2015 or 2018, not yet in 2014."""
    return childcare_cares_for_child


@provision("law-2019 24(1)", "social-code 84(1)")
def childcare_one_carer(childcare_paid_to_another: Flag) -> Flag:
    """Return whether nobody else is paid for this child: of several insured carers only one is."""
    return not childcare_paid_to_another


@provision("law-2003 23-2(7)2 from 2013-02-15 known 2013-02-04", "law-2019 28(5)2", "social-code 84(8)")
def childcare_not_on_state_support(childcare_child_on_state_support: Flag) -> Flag:
    """Return whether the child does not live on full state support (before the Code: a ground to end)."""
    return not childcare_child_on_state_support


@provision("law-2003 20(6) from 2008-01-01 known 2007-12-19", "law-2019 19(7)", "social-code 84(2)")
def childcare_child_young_enough(childcare_right_on: Date, childcare_age_reached_on: Date) -> Flag:
    """Return whether the right arose before the child reached the age (adoption, guardianship)."""
    return childcare_right_on < childcare_age_reached_on


@provision("law-2003 20(6) from 2013-02-15 known 2013-02-04", "law-2019 19(7)", "social-code 84(5)")
def childcare_applied_in_time(childcare_applied_on: Date, childcare_apply_by: Date) -> Flag:
    """Return whether the application (or consent to the proactive service) came within the time limit.

    Until 2013 there was none: a late application lost the months more than twelve before it (see
    `period.py`).
    """
    return childcare_applied_on <= childcare_apply_by
