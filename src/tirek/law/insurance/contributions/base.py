"""The contribution base: the month's income from one payer after deductions, between floor and ceiling."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import NOTHING, Choice, Choices, Count, Flag, Money, Rate


@provision("law-2003 15", "law-2019 15", "social-code 245(1), 248(3)")
def pension_contribution_deducted(
    payer_kind: Choice,
    payer_income: Money,
    payer_income_exempt: Money,
    pension_contribution_exempt: Flag,
    pension_contribution_rate: Rate,
    pension_contribution_deduction: Choices[Rate],
) -> Money:
    """Return the mandatory pension contribution taken off the income before social contributions are counted.

    It is taken of the income without its exempt part (assumed: the two lists of exempt income are nearly the
    same). Not formalised: its own ceiling of 50 minimum wages, as the base then lies at the ceiling anyway.
    """
    if pension_contribution_exempt:
        return NOTHING
    return (
        (payer_income - payer_income_exempt) * pension_contribution_rate * pension_contribution_deduction.of(payer_kind)
    )


@provision("law-2003 15", "law-2019 15", "social-code 245")
def income_for_contributions(
    payer_kind: Choice,
    payer_income: Money,
    payer_income_exempt: Money,
    exempt_income_deduction: Choices[Count],
    pension_contribution_deducted: Money,
) -> Money:
    """Return the month's income after exempt income and the pension contribution, before floor and ceiling.

    Which incomes are exempt is decided by the Tax Code (lists of arts 15(6) of 2019, 245(1) and 245(7)) and
    given as a fact; more exempt than earned gives a sum below zero, and so no base. Not formalised: that
    own-account income may not exceed taxable income, and the Tax Code's threshold for the self-employed
    regime (arts 101-1(3), 102-1(2)): 300 monthly indices from memory, above the ceiling of contributions.
    """
    exempt = payer_income_exempt * exempt_income_deduction.of(payer_kind)
    return payer_income - exempt - pension_contribution_deducted


@provision(
    "law-2003 15(3) from 2009-01-01 to 2018-12-31",
    "social-code 245(1) from 2024-01-01",
    name="contribution_base",
)
def contribution_base_between_limits(
    insured_by_this_payer: Flag,
    income_for_contributions: Money,
    income_without_contribution: Money,
    contribution_floor: Money,
    contribution_ceiling: Money,
) -> Money:
    """Return the contribution base of one payer's month: at least the floor, at most the ceiling.

    A month without income has no base: the floor raises a low income, it does not invent one. The laws do not
    say so outright, hence the parameter `income_without_contribution` (assumed).
    """
    if not insured_by_this_payer or income_for_contributions <= income_without_contribution:
        return NOTHING
    return min(max(income_for_contributions, contribution_floor), contribution_ceiling)


@provision("law-2003 14(2) to 2008-12-31", name="contribution_base")
def contribution_base_2005(
    payer_kind: Choice,
    special_tax_regime: Flag,
    insured_by_this_payer: Flag,
    income_for_contributions: Money,
    income_without_contribution: Money,
    minimum_wage: Money,
    contribution_floor: Money,
    contribution_ceiling: Money,
) -> Money:
    """Return the contribution base of 2005-2008: under a special regime one minimum wage for oneself.

    Farms and sole traders under a special tax regime paid the rate of the minimum wage, whatever their
    income.
    """
    if not insured_by_this_payer or income_for_contributions <= income_without_contribution:
        return NOTHING
    own_person = payer_kind == "sole_trader" or payer_kind == "farm"  # noqa: PLR1714  # rules know no sets
    if special_tax_regime and own_person:
        return minimum_wage
    return min(max(income_for_contributions, contribution_floor), contribution_ceiling)


@provision(
    "law-2003 15(3) from 2019-01-01",
    "law-2019 15(3), 40(2)",
    "social-code 245(4), 263(3) to 2023-12-31",
    name="contribution_base",
)
def contribution_base_with_single_aggregate(
    payer_kind: Choice,
    in_city: Flag,
    insured_by_this_payer: Flag,
    income_for_contributions: Money,
    income_without_contribution: Money,
    mci_on_1_january: Money,
    single_aggregate_indices_in_city: Rate,
    single_aggregate_indices_elsewhere: Rate,
    contribution_floor: Money,
    contribution_ceiling: Money,
) -> Money:
    """Return the base while the single aggregate payment existed: for it, the monthly index or half of it.

    Its payers need not tell their income; neither floor nor ceiling touches them.
    """
    if not insured_by_this_payer:
        return NOTHING
    if payer_kind == "single_aggregate_payment":
        return mci_on_1_january * (single_aggregate_indices_in_city if in_city else single_aggregate_indices_elsewhere)
    if income_for_contributions <= income_without_contribution:
        return NOTHING
    return min(max(income_for_contributions, contribution_floor), contribution_ceiling)
