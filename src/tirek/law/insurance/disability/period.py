"""From when and until when the payment for loss of work capacity is paid."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Date, Flag


@provision("law-2003 20(6)", "law-2019 19(7)", "social-code 171(6)")
def disability_from(disability_established_on: Date, disability_applied_on: Date, disability_paid_from: Choice) -> Date:
    """Return the first day paid for: the day the degree was set; in the first text of 2003, of applying."""
    if disability_paid_from == "application":
        return disability_applied_on
    return disability_established_on


@provision("law-2003 21(4)", "law-2019 20(3)", "social-code 171(6)")
def disability_until(
    disability_term_indefinite: Flag, disability_established_until: Date, pension_age_reached_on: Date
) -> Date:
    """Return the last day paid for: the end of the term of the degree, at most the day before pension age."""
    last_before_pension_age = add_days(pension_age_reached_on, -1)
    if disability_term_indefinite:
        return last_before_pension_age
    return min(disability_established_until, last_before_pension_age)
