"""How much the family receives: the breadwinner's income above a deduction, times three coefficients."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Money, Rate, Steps


@provision("law-2003 22(9)", "law-2019 21(8)", "social-code 240(2)")
def dependants_coefficient(survivors_dependants: Count, survivors_coefficient_by_dependants: Steps[Rate]) -> Rate:
    """Return the coefficient for the number of dependants; zero without any."""
    return survivors_coefficient_by_dependants.at(survivors_dependants)


@provision("law-2003 22(8)", "law-2019 21(7)", "social-code 240(1)")
def survivors_income_above_deduction(
    average_income: Money, minimum_wage: Money, survivors_deduction_share: Rate
) -> Money:
    """Return the average income less a share of the minimum wage of the day of death; may be negative.

    The Law of 2003 does not say of which day the minimum wage is; we take the same day as the later acts.
    """
    return average_income - minimum_wage * survivors_deduction_share


@provision("law-2003 22(8)", "law-2019 21(7)", "social-code 240(1)")
def survivors_calculated_amount(
    survivors_income_above_deduction: Money,
    survivors_replacement_rate: Rate,
    dependants_coefficient: Rate,
    record_coefficient: Rate,
) -> Money:
    """Return what the formula gives the family a month, exact; negative for an income below the deduction."""
    replaced_income = survivors_income_above_deduction * survivors_replacement_rate
    return replaced_income * dependants_coefficient * record_coefficient


@provision("law-2003 22(8)", "law-2019 21(7)", "social-code 240(1)", rounded="survivors_rounding")
def survivors_payment(survivors_calculated_amount: Money) -> Money:
    """Return the monthly payment for the whole family; nothing when the formula gives less."""
    if survivors_calculated_amount < 0:
        return survivors_calculated_amount * 0
    return survivors_calculated_amount


@provision("law-2003 26", "law-2019 26(1)", "social-code 233")
def survivors_payment_net(survivors_payment: Money) -> Money:
    """Return what the family receives a month: the whole payment, no pension contribution is withheld.

    Under the Code nothing else is withheld either, except overpaid sums at the recipient's own request.
    """
    return survivors_payment


@provision("law-2019 26(4)", "social-code 233", rounded="survivors_rounding")
def survivors_largest_withholding(survivors_payment: Money, survivors_withholding_limit: Rate) -> Money:
    """Return the most that may be withheld a month by enforcement: under the Code, nothing."""
    return survivors_payment * survivors_withholding_limit
