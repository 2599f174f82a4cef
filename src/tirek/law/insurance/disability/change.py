"""When the expertise sets another degree, the payment follows it from that day."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Money, Rate, Steps


@provision("law-2003 21(4)", "law-2019 20(3)", "social-code 181(4)")
def disability_change_from(disability_changed_on: Date) -> Date:
    """Return the first day of the new amount: the day of the change itself."""
    return disability_changed_on


@provision("law-2003 21(4)", name="changed_loss_of_capacity_coefficient")
def changed_loss_of_capacity_coefficient_2003(
    disability_changed_degree: Rate, disability_coefficient_by_degree: Steps[Rate]
) -> Rate:
    """Return the coefficient of the band of the new degree; zero below the least degree."""
    return disability_coefficient_by_degree.at(disability_changed_degree)


@provision("law-2019 20(3)", "social-code 181(4)")
def changed_loss_of_capacity_coefficient(disability_changed_degree: Rate, disability_least_degree: Rate) -> Rate:
    """Return the new degree as the coefficient; zero below the least degree, which ends the right."""
    if disability_changed_degree < disability_least_degree:
        return disability_changed_degree * 0
    return disability_changed_degree


@provision("law-2003 21(4)", "law-2019 20(3)", "social-code 181(4)", rounded="disability_rounding")
def disability_payment_after_change(
    disability_income_above_deduction: Money,
    disability_replacement_rate: Rate,
    changed_loss_of_capacity_coefficient: Rate,
    record_coefficient: Rate,
) -> Money:
    """Return the monthly payment for the new degree, before increases decided since the award.

    We assume that only the coefficient of the degree changes: income, minimum wage and record stay those of
    the award. Increases since the award are added by `adjustments`.
    """
    replaced_income = disability_income_above_deduction * disability_replacement_rate
    changed_amount = replaced_income * changed_loss_of_capacity_coefficient * record_coefficient
    if changed_amount < 0:
        return changed_amount * 0
    return changed_amount
