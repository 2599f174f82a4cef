"""How much: 45 % of the unskilled wage, raised by 30 %, in full for two months and less after."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Money, Months, Rate


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_base(
    unskilled_wage: Money, uninsured_unemployed_wage_share: Rate, uninsured_unemployed_family_increase: Rate
) -> Money:
    """Return the full monthly sum, exact: the share of the wage, increased by 30 % of itself.

    Read as 30 % of the sum (0.45 x 1.3 = 0.585 of the wage), not as 30 points more.
    """
    return unskilled_wage * uninsured_unemployed_wage_share * (1 + uninsured_unemployed_family_increase)


@provision("concept-2021 VII.2", reform="concept-2021", rounded="uninsured_unemployed_rounding")
def uninsured_unemployed_payment(uninsured_unemployed_base: Money, uninsured_unemployed_first_share: Rate) -> Money:
    """Return the monthly payment of the first two months. Whether anything is withheld is not said."""
    return uninsured_unemployed_base * uninsured_unemployed_first_share


@provision("concept-2021 VII.2", reform="concept-2021", rounded="uninsured_unemployed_rounding")
def uninsured_unemployed_second_payment(
    uninsured_unemployed_base: Money, uninsured_unemployed_second_share: Rate
) -> Money:
    """Return the monthly payment of the second stage (the next two months)."""
    return uninsured_unemployed_base * uninsured_unemployed_second_share


@provision("concept-2021 VII.2", reform="concept-2021", rounded="uninsured_unemployed_rounding")
def uninsured_unemployed_third_payment(
    uninsured_unemployed_base: Money, uninsured_unemployed_third_share: Rate
) -> Money:
    """Return the monthly payment of the third stage (28 weeks leave two whole months of it)."""
    return uninsured_unemployed_base * uninsured_unemployed_third_share


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_whole_months_total(
    uninsured_unemployed_payment: Money,
    uninsured_unemployed_months_at_first: Months,
    uninsured_unemployed_second_payment: Money,
    uninsured_unemployed_months_at_second: Months,
    uninsured_unemployed_third_payment: Money,
    uninsured_unemployed_months_at_third: Months,
) -> Money:
    """Return the sum over the whole months within both limits.

    Not counted: the days after the last whole month, for which the concept gives no rule.
    """
    return (
        uninsured_unemployed_payment * uninsured_unemployed_months_at_first
        + uninsured_unemployed_second_payment * uninsured_unemployed_months_at_second
        + uninsured_unemployed_third_payment * uninsured_unemployed_months_at_third
    )


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_scale_total(
    uninsured_unemployed_payment: Money,
    uninsured_unemployed_second_payment: Money,
    uninsured_unemployed_third_payment: Money,
    uninsured_unemployed_first_months: Months,
    uninsured_unemployed_second_months: Months,
    uninsured_unemployed_third_months: Months,
) -> Money:
    """Return the sum of the whole scale of eight months, as if the 28 weeks did not bind: to compare."""
    return (
        uninsured_unemployed_payment * uninsured_unemployed_first_months
        + uninsured_unemployed_second_payment * uninsured_unemployed_second_months
        + uninsured_unemployed_third_payment * uninsured_unemployed_third_months
    )
