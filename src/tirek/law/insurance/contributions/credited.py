"""Income credited for benefits: what of one payer's month enters the average income and the record.

Not formalised: contributions on income found unlawful, and whether an overpaid sum was left out or refunded:
here what came in above the ceiling is never credited (arts 78(4), 85(4), 118(4), 181(2), 240(3) of the Code).
"""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import NOTHING, Choice, Flag, Money, Rate


@provision("law-2003 21(5)", name="credited_month_income")
def credited_month_income_2003(
    insured_by_this_payer: Flag,
    contribution_amount_known: Flag,
    contribution_received: Money,
    contribution_base: Money,
    contribution_ceiling: Money,
    social_contribution_rate: Rate,
) -> Money:
    """Return the base; where only the contribution that arrived is known, that divided by the rate."""
    if not insured_by_this_payer:
        return NOTHING
    if contribution_amount_known:
        return min(contribution_received / social_contribution_rate, contribution_ceiling)
    return contribution_base


@provision("law-2003 21(5) from 2019-01-01", "law-2019 20(4)", name="credited_month_income")
def credited_month_income_2019(
    payer_kind: Choice,
    insured_by_this_payer: Flag,
    contribution_amount_known: Flag,
    contribution_received: Money,
    contribution_correction_zero: Flag,
    employer_paid_same_month: Flag,
    contribution_base: Money,
    contribution_ceiling: Money,
    minimum_wage: Money,
    social_contribution_rate: Rate,
) -> Money:
    """Return the credited income: one minimum wage for the single aggregate payment, else as before.

    Where an employer paid for the same month too, the single aggregate payment counts only with the income
    its contribution was paid on (parts 5, 6; that this is its own base of one index or half of it is our
    reading). Under the correction coefficient 0 the base counts by the payer's certificate although nothing
    was paid (part 3). For 2019 no rule on the single aggregate payment was found; that of 2020 is applied
    (assumed).
    """
    if not insured_by_this_payer:
        return NOTHING
    if payer_kind == "single_aggregate_payment":
        if contribution_amount_known and contribution_received <= 0:
            return NOTHING
        return contribution_base if employer_paid_same_month else minimum_wage
    if contribution_amount_known and not contribution_correction_zero:
        return min(contribution_received / social_contribution_rate, contribution_ceiling)
    return contribution_base


@provision("law-2019 20(4) from 2023-01-01", "social-code 118(3) to 2023-12-31", name="credited_month_income")
def credited_month_income_2023(
    payer_kind: Choice,
    insured_by_this_payer: Flag,
    contribution_amount_known: Flag,
    contribution_received: Money,
    employer_paid_same_month: Flag,
    contribution_base: Money,
    contribution_ceiling: Money,
    minimum_wage: Money,
    social_contribution_rate: Rate,
    single_payment_contribution_rate: Rate,
) -> Money:
    """Return the credited income of 2023: as before, and within the single payment by its own rate."""
    if not insured_by_this_payer:
        return NOTHING
    if payer_kind == "single_aggregate_payment":
        if contribution_amount_known and contribution_received <= 0:
            return NOTHING
        return contribution_base if employer_paid_same_month else minimum_wage
    if not contribution_amount_known:
        return contribution_base
    if payer_kind == "single_payment":
        return min(contribution_received / single_payment_contribution_rate, contribution_ceiling)
    return min(contribution_received / social_contribution_rate, contribution_ceiling)


@provision("social-code 118(3) from 2024-01-01")
def credited_month_income(
    payer_kind: Choice,
    insured_by_this_payer: Flag,
    contribution_amount_known: Flag,
    contribution_received: Money,
    social_contribution: Money,
    greatest_contribution: Money,
    contribution_base: Money,
    contribution_ceiling: Money,
    social_contribution_rate: Rate,
    single_payment_contribution_rate: Rate,
) -> Money:
    """Return the base; for platforms and the self-employed regime, contribution by general rate.

    At 1 % against a general rate of 5 % that credits a fifth of their income. The same words stand in arts
    78(2), 85(1), 181(3-1) and 240(1).
    """
    if not insured_by_this_payer:
        return NOTHING
    if payer_kind == "platform" or payer_kind == "self_employed_regime":  # noqa: PLR1714  # rules know no sets
        received = min(contribution_received, greatest_contribution)
        return (received if contribution_amount_known else social_contribution) / social_contribution_rate
    if not contribution_amount_known:
        return contribution_base
    if payer_kind == "single_payment":
        return min(contribution_received / single_payment_contribution_rate, contribution_ceiling)
    return min(contribution_received / social_contribution_rate, contribution_ceiling)
