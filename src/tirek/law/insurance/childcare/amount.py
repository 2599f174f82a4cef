"""The monthly amount for one child: a share of average income between floor and ceiling; what is withheld."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Flag, Money, Rate


@provision("law-2003 23-2(5) from 2008-01-01 known 2007-12-19", "law-2019 24(4)", "social-code 85(1)")
def childcare_income_share(average_income: Money, childcare_replacement_rate: Rate) -> Money:
    """Return the share of average income before floor and ceiling; exact.

    Until 2013 the window of 24 months held the month of the right too, if its contributions had arrived:
    `credited_income` ends with the month before, so for those years give the months in that order.
    """
    return average_income * childcare_replacement_rate


@provision("law-2003 23-2(5) from 2008-01-01 known 2007-12-19", "law-2019 24(4)", "social-code 85(2)")
def childcare_ceiling(minimum_wage: Money, childcare_ceiling_wages: Rate, childcare_ceiling_share: Rate) -> Money:
    """Return the greatest payment: 40 % of seven (until 2019: ten) minimum wages of the day of the right."""
    return minimum_wage * childcare_ceiling_wages * childcare_ceiling_share


@provision("law-2003 23-2(5) from 2008-01-01 known 2007-12-19", name="childcare_floor")
def childcare_floor_2003(childcare_allowance: Money) -> Money:
    """Return the least payment: the state childcare allowance, before anything is withheld."""
    return childcare_allowance


@provision("law-2019 24(4)", "social-code 85(2)")
def childcare_floor(
    childcare_allowance: Money,
    pension_contribution_exempt: Flag,
    pension_contribution_rate: Rate,
    childcare_floor_reading: Choice,
    childcare_floor_net_share: Rate,
) -> Money:
    """Return the least payment: the allowance of that order of birth, raised by the contribution withheld.

    Which way it is raised the law does not say: a named reading. Nothing is added for those from whom nothing
    is withheld.
    """
    if pension_contribution_exempt:
        return childcare_allowance
    if childcare_floor_reading == "net_equals_allowance":
        return childcare_allowance / childcare_floor_net_share
    return childcare_allowance * (1 + pension_contribution_rate)


@provision(
    "law-2003 23-2(5) from 2008-01-01 known 2007-12-19",
    "law-2019 24(4)",
    "social-code 85(2)",
    rounded="childcare_rounding",
)
def childcare_payment(childcare_income_share: Money, childcare_floor: Money, childcare_ceiling: Money) -> Money:
    """Return the monthly payment for one child before withholding."""
    return min(max(childcare_income_share, childcare_floor), childcare_ceiling)


@provision(
    "law-2003 26 from 2008-01-01 known 2007-12-19",
    "law-2019 26(1)",
    "social-code 76(1)",
    rounded="childcare_rounding",
)
def childcare_pension_contribution(
    childcare_payment: Money, pension_contribution_rate: Rate, pension_contribution_exempt: Flag
) -> Money:
    """Return the mandatory pension contribution withheld; none from those exempt (art. 248(3))."""
    return childcare_payment * (0 if pension_contribution_exempt else pension_contribution_rate)


@provision("law-2003 26 from 2008-01-01 known 2007-12-19", "law-2019 26(3)", "social-code 76(1)")
def childcare_payment_net(childcare_payment: Money, childcare_pension_contribution: Money) -> Money:
    """Return what the person receives a month for this child."""
    return childcare_payment - childcare_pension_contribution
