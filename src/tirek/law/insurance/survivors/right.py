"""Whether the family has a right to the payment: one condition per ground of the law."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Flag, Money, Months


@provision("law-2003 22(1)", "law-2019 21(1)", "social-code 239(2), 1(1)114")
def survivors_breadwinner_insured(record_months: Months) -> Flag:
    """Return whether social contributions ever arrived for the breadwinner, who was then a participant."""
    return record_months > 0


@provision("law-2003 22(1)", "law-2019 21(1)", "social-code 239(2)")
def survivors_have_dependants(survivors_dependants: Count) -> Flag:
    """Return whether at least one family member who was dependent on the breadwinner has the right."""
    return survivors_dependants > 0


@provision("law-2003 22(8)", "law-2019 21(7)", "social-code 231(2)")
def survivors_amount_not_negative(survivors_calculated_amount: Money) -> Flag:
    """Return whether the calculated amount is not below zero.

    Under the Code a negative amount is a ground of refusal. The laws of 2003 and 2019 have no such words;
    there we assume that a negative amount is simply not payable.
    """
    return survivors_calculated_amount >= 0
