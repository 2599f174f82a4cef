"""One payment for the family: equal shares, another number of dependants, children who lost both parents."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Money, Rate, Steps


@provision("law-2003 22(6)", "law-2019 21(5)", "social-code 239(5)", rounded="survivors_rounding")
def survivors_share(survivors_payment: Money, survivors_dependants: Count) -> Money:
    """Return the monthly share of one dependant, paid separately from the day it is asked for in writing.

    That the shares are equal is our reading: the order that divides them was not read.
    """
    return survivors_payment / max(survivors_dependants, 1)


@provision("law-2003 22(7)", "law-2019 21(6)", "social-code 239(6)")
def changed_dependants_coefficient(
    survivors_changed_dependants: Count, survivors_coefficient_by_dependants: Steps[Rate]
) -> Rate:
    """Return the coefficient for the new number of dependants; zero without any, which ends the right."""
    return survivors_coefficient_by_dependants.at(survivors_changed_dependants)


@provision("law-2003 22(7)", "law-2019 21(6)", "social-code 239(6)", rounded="survivors_rounding")
def survivors_payment_after_change(
    survivors_income_above_deduction: Money,
    survivors_replacement_rate: Rate,
    changed_dependants_coefficient: Rate,
    record_coefficient: Rate,
) -> Money:
    """Return the monthly payment for another number of dependants, before increases decided since the award.

    Income, minimum wage and record stay those of the award; increases since then are added by `adjustments`.
    """
    replaced_income = survivors_income_above_deduction * survivors_replacement_rate
    changed_amount = replaced_income * changed_dependants_coefficient * record_coefficient
    if changed_amount < 0:
        return changed_amount * 0
    return changed_amount


@provision("law-2003 22(2)", "law-2019 21(2)", "social-code 239(3)")
def survivors_orphans_payment(survivors_payment: Money, survivors_other_parent_payment: Money) -> Money:
    """Return the monthly sum for children left without parents: a payment for each insured parent lost.

    The payment for the other parent is worked out by the law of the day on which that parent died.
    """
    return survivors_payment + survivors_other_parent_payment
