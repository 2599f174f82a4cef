"""Floor and ceiling of the base, per payer and month, and the contributions they mean."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Choices, Count, Money, Rate


@provision("law-2003 15(3)", "law-2019 15(5)", name="contribution_floor")
def contribution_floor_of_1_january(
    payer_kind: Choice, contribution_floor_wages: Choices[Count], minimum_wage_on_1_january: Money
) -> Money:
    """Return the least base of a month with income: the minimum wage of 1 January, zero for some kinds."""
    return minimum_wage_on_1_january * contribution_floor_wages.of(payer_kind)


@provision("social-code 245(1)")
def contribution_floor(payer_kind: Choice, contribution_floor_wages: Choices[Count], minimum_wage: Money) -> Money:
    """Return the least base of a month with income: the minimum wage of the year, zero for some kinds."""
    return minimum_wage * contribution_floor_wages.of(payer_kind)


@provision("law-2003 15(3)", "law-2019 15(5)", "social-code 245(1)")
def contribution_ceiling(minimum_wage: Money, contribution_ceiling_wages: Count) -> Money:
    """Return the greatest base from one payer for one month.

    It binds each payer apart: two employers may together exceed it. Where the minimum wage changed within a
    year (2005, 2008, 2009) we take that of the month; the law says only "of the financial year". For
    individual assistants art. 245(6) names no ceiling; we apply the general one.
    """
    return minimum_wage * contribution_ceiling_wages


@provision("law-2003 15(3)", "law-2019 15(5)", "social-code 245(1)", rounded="contribution_rounding")
def least_contribution(contribution_floor: Money, contribution_rate: Rate) -> Money:
    """Return the least contribution for a month with income; nothing for kinds without a floor."""
    return contribution_floor * contribution_rate


@provision("law-2003 15(3)", "law-2019 15(5)", "social-code 245(1)", rounded="contribution_rounding")
def greatest_contribution(contribution_ceiling: Money, contribution_rate: Rate) -> Money:
    """Return the greatest contribution of one payer for one month (the single aggregate payment is fixed)."""
    return contribution_ceiling * contribution_rate
