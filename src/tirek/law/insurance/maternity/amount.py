"""The amount: average income times the coefficient of days, without floor or ceiling; what is withheld."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Choices, Days, Flag, Money, Rate


@provision("law-2003 23-1(4) from 2008-01-01 to 2013-02-14 known 2007-12-19", name="maternity_days_coefficient")
def maternity_days_coefficient_2008(
    maternity_birth: Choice,
    maternity_nuclear_territory: Flag,
    maternity_coefficients: Choices[Rate],
    maternity_coefficients_nuclear: Choices[Rate],
) -> Rate:
    """Return the coefficient that the law itself named; early births count as normal ones."""
    if maternity_nuclear_territory:
        return maternity_coefficients_nuclear.of(maternity_birth)
    return maternity_coefficients.of(maternity_birth)


@provision("law-2003 23-1(4) from 2013-02-15 known 2013-02-04", "law-2019 23(3)", "social-code 78(2)")
def maternity_days_coefficient(maternity_leave_days: Days, maternity_days_divisor: Rate) -> Rate:
    """Return the coefficient for the days of incapacity: the days of the sick note divided by thirty."""
    return 1 / maternity_days_divisor * maternity_leave_days


@provision(
    "law-2003 23-1(4) from 2008-01-01 known 2007-12-19",
    "law-2019 23(3)",
    "social-code 78(1)",
    rounded="maternity_rounding",
)
def maternity_payment(maternity_average_income: Money, maternity_days_coefficient: Rate) -> Money:
    """Return the payment for the whole leave before withholding, one sum."""
    return maternity_average_income * maternity_days_coefficient


@provision(
    "law-2003 26 from 2008-01-01 known 2007-12-19",
    "law-2019 26(1)",
    "social-code 76(1)",
    rounded="maternity_rounding",
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
