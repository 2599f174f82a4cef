"""How much is paid for loss of work capacity: income above a deduction, times three coefficients."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Money, Rate, Steps


@provision("law-2003 21(5)", name="loss_of_capacity_coefficient")
def loss_of_capacity_coefficient_2003(disability_degree: Rate, disability_coefficient_by_degree: Steps[Rate]) -> Rate:
    """Return the coefficient of the band in which the degree lies; zero below the least degree."""
    return disability_coefficient_by_degree.at(disability_degree)


@provision("law-2019 20(4)", "social-code 181(1)")
def loss_of_capacity_coefficient(disability_degree: Rate, disability_least_degree: Rate) -> Rate:
    """Return the degree itself as the coefficient; zero below the least degree."""
    if disability_degree < disability_least_degree:
        return disability_degree * 0
    return disability_degree


@provision("law-2003 21(5)", "law-2019 20(4)", "social-code 181(1)")
def disability_income_above_deduction(
    average_income: Money, minimum_wage: Money, disability_deduction_share: Rate
) -> Money:
    """Return the average income less a share of the minimum wage of the day the right arose; may be negative.

    The Law of 2003 does not say of which day the minimum wage is; we take the same day as the later acts.
    """
    return average_income - minimum_wage * disability_deduction_share


@provision("law-2003 21(5)", "law-2019 20(4)", "social-code 181(1)")
def disability_calculated_amount(
    disability_income_above_deduction: Money,
    disability_replacement_rate: Rate,
    loss_of_capacity_coefficient: Rate,
    record_coefficient: Rate,
) -> Money:
    """Return what the formula gives a month, exact; negative for an income below the deduction."""
    replaced_income = disability_income_above_deduction * disability_replacement_rate
    return replaced_income * loss_of_capacity_coefficient * record_coefficient


@provision("law-2003 21(5)", "law-2019 20(4)", "social-code 181(1)", rounded="disability_rounding")
def disability_payment(disability_calculated_amount: Money) -> Money:
    """Return the monthly payment before anything is withheld; nothing when the formula gives less."""
    if disability_calculated_amount < 0:
        return disability_calculated_amount * 0
    return disability_calculated_amount
