"""The amount: average income times the coefficient of days; and what is withheld from it. No least and no greatest sum."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Days, Flag, Money, Rate


@provision("law-2003 23-1(4) from 2008-01-01 to 2013-02-14 known 2007-12-19", name="maternity_days_coefficient")
def maternity_days_coefficient_2008(
    maternity_birth: Choice,
    maternity_nuclear_territory: Flag,
    maternity_coefficient: Rate,
    maternity_coefficient_complicated: Rate,
    maternity_coefficient_nuclear: Rate,
    maternity_coefficient_nuclear_complicated: Rate,
) -> Rate:
    """Return the coefficient that the law itself named; early births it did not single out count as normal ones."""
    complicated = maternity_birth == "complicated" or maternity_birth == "multiple"
    if maternity_nuclear_territory:
        return maternity_coefficient_nuclear_complicated if complicated else maternity_coefficient_nuclear
    return maternity_coefficient_complicated if complicated else maternity_coefficient


@provision("law-2003 23-1(4) from 2013-02-15 known 2013-02-04", "law-2019 23(3)", "social-code 78(2)")
def maternity_days_coefficient(maternity_leave_days: Days, maternity_days_divisor: Days) -> Rate:
    """Return the coefficient for the number of days of incapacity: the days of the sick note divided by thirty."""
    return maternity_leave_days / maternity_days_divisor


@provision(
    "law-2003 23-1(4) from 2008-01-01 known 2007-12-19", "law-2019 23(3)", "social-code 78(1)", rounded="maternity_rounding"
)
def maternity_payment(maternity_average_income: Money, maternity_days_coefficient: Rate) -> Money:
    """Return the payment for the whole leave before withholding, one sum."""
    return maternity_average_income * maternity_days_coefficient


@provision(
    "law-2003 26 from 2008-01-01 known 2007-12-19", "law-2019 26(1)", "social-code 76(1)", rounded="maternity_rounding"
)
def maternity_pension_contribution(
    maternity_payment: Money, pension_contribution_rate: Rate, pension_contribution_exempt: Flag
) -> Money:
    """Return the mandatory pension contribution withheld; none from those exempt (art. 248(3))."""
    return maternity_payment * (0 if pension_contribution_exempt else pension_contribution_rate)


@provision("law-2003 26 from 2008-01-01 known 2007-12-19", "law-2019 26(3)", "social-code 76(1)")
def maternity_payment_net(maternity_payment: Money, maternity_pension_contribution: Money) -> Money:
    """Return what the person receives."""
    return maternity_payment - maternity_pension_contribution
