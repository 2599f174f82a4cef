"""Who has a right to the payment for loss of work capacity: one condition per ground of the law."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Flag, Money, Months, Rate


@provision("law-2003 21(1)", "law-2019 20(1)", "social-code 180(1), 1(1)114")
def disability_insured(record_months: Months) -> Flag:
    """Return whether social contributions ever arrived for the person: only participants are paid.

    One month is enough: under six months the record coefficient is small, but the right is there.
    """
    return record_months > 0


@provision("law-2003 21(5)", "law-2019 20(4)", "social-code 181(1)")
def disability_degree_sufficient(disability_degree: Rate, disability_least_degree: Rate) -> Flag:
    """Return whether the degree of loss of general work capacity reaches the least one that is paid for."""
    return disability_degree >= disability_least_degree


@provision("law-2003 21(6)", "law-2019 28(2)", "social-code 171(6)")
def disability_before_pension_age(disability_established_on: Date, pension_age_reached_on: Date) -> Flag:
    """Return whether the degree was set before pension age, up to which the payment is awarded at most.

    Not formalised: from about 2013 to 2016 the Law of 2003 ended the payment on the award of the pension
    instead.
    """
    return disability_established_on < pension_age_reached_on


@provision("law-2003 21(5)", "law-2019 20(4)", "social-code 172(2)")
def disability_amount_not_negative(disability_calculated_amount: Money) -> Flag:
    """Return whether the calculated amount is not below zero.

    Under the Code a negative amount is a ground of refusal. The laws of 2003 and 2019 have no such words;
    there we assume that a negative amount is simply not payable.
    """
    return disability_calculated_amount >= 0
