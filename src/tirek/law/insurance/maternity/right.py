"""Who has the right, and by when to apply."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_months
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Days, Flag, Money, Months


@provision("law-2003 23-1(1) from 2008-01-01 known 2007-12-19", "law-2019 23(1)", "social-code 77(1), 1(1)114")
def maternity_insured(maternity_average_income: Money) -> Flag:
    """Return whether there is insured income to replace: contributions in one of the last twelve months.

    The law speaks of a participant of the system, one "for whom contributions are paid". We read it by the
    window of the payment: without any income in it the sum would be zero. The law asks for no least record.
    """
    return maternity_average_income > 0


@provision("law-2003 20(6) from 2008-01-01 known 2007-12-19", "law-2019 19(7)", "social-code 77(4)")
def maternity_apply_by(maternity_leave_starts_on: Date, maternity_apply_months: Months) -> Date:
    """Return the last day on which one may apply, also for recalculation after the birth.

    Until 2013 the law said that payments are awarded for at most twelve months before the application: for a
    payment made once we read it as a time limit too.
    """
    return add_months(maternity_leave_starts_on, maternity_apply_months)


@provision("law-2003 20(6) from 2008-01-01 known 2007-12-19", "law-2019 19(7)", "social-code 77(4)")
def maternity_applied_in_time(maternity_applied_on: Date, maternity_apply_by: Date) -> Flag:
    """Return whether the application (or consent to the proactive service) came within 12 months."""
    return maternity_applied_on <= maternity_apply_by


@provision("law-2003 20 from 2008-01-01 known 2007-12-19", "law-2019 19(8)")
def family_payment_decided_within(family_payment_processing_days: Days) -> Days:
    """Return within how many working days these payments are decided; a check may add a month.

    Under the Code the time stands in Order 248, which was not read.
    """
    return family_payment_processing_days
