"""The rate of a kind of payer. A kind that is not insured has the general rate, which then meets no base."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Flag, Rate


@provision("law-2003 14(1)", name="contribution_rate")
def contribution_rate_2003(social_contribution_rate: Rate) -> Rate:
    """Return the general rate: one for employers and for those who pay for themselves.

    Not formalised: until 2017 contributions of those who pay for themselves could not exceed the social tax
    computed for the period (art. 14(2), text of 2014); what income was then credited is unknown.
    """
    return social_contribution_rate


@provision("law-2003 14(1) from 2019-01-01", "law-2019 14", name="contribution_rate")
def contribution_rate_2019(
    payer_kind: Choice, social_contribution_rate: Rate, single_aggregate_contribution_rate: Rate
) -> Rate:
    """Return the rate: the general one, or that of the single aggregate payment."""
    if payer_kind == "single_aggregate_payment":
        return single_aggregate_contribution_rate
    return social_contribution_rate


@provision("law-2019 14 from 2023-01-01", "social-code 244 to 2023-12-31", name="contribution_rate")
def contribution_rate_2023(
    payer_kind: Choice,
    social_contribution_rate: Rate,
    single_aggregate_contribution_rate: Rate,
    single_payment_contribution_rate: Rate,
) -> Rate:
    """Return the general rate, that of the single aggregate payment, or that within the single payment.

    The first half of 2023 rests on the table of art. 244(3) of the Code, which begins on 1 January 2023.
    """
    if payer_kind == "single_aggregate_payment":
        return single_aggregate_contribution_rate
    if payer_kind == "single_payment":
        return single_payment_contribution_rate
    return social_contribution_rate


@provision("social-code 244 from 2024-01-01", name="contribution_rate")
def contribution_rate_2024(
    payer_kind: Choice, social_contribution_rate: Rate, single_payment_contribution_rate: Rate
) -> Rate:
    """Return the rate: the general one, or that within the single payment."""
    return single_payment_contribution_rate if payer_kind == "single_payment" else social_contribution_rate


@provision("social-code 102-1(2) from 2024-09-01 known 2024-07-01", name="contribution_rate")
def contribution_rate_platform_choice(
    payer_kind: Choice,
    platform_general_rate_chosen: Flag,
    social_contribution_rate: Rate,
    single_payment_contribution_rate: Rate,
    platform_contribution_rate: Rate,
) -> Rate:
    """Return the rate of the first platform rules: platform workers chose between 1 % and the general rate.

    They were sole traders with the special mobile application. The day these rules began is assumed: sixty
    days after publication of Law 104-VIII of 01.07.2024. That 1 % holds where nothing was chosen is our
    reading.
    """
    if payer_kind == "platform":
        return social_contribution_rate if platform_general_rate_chosen else platform_contribution_rate
    return single_payment_contribution_rate if payer_kind == "single_payment" else social_contribution_rate


@provision("social-code 244 from 2026-01-01 known 2025-07-18")
def contribution_rate(
    payer_kind: Choice,
    social_contribution_rate: Rate,
    single_payment_contribution_rate: Rate,
    platform_contribution_rate: Rate,
    self_employed_contribution_rate: Rate,
) -> Rate:
    """Return the rate: general (244(1)), within the single payment (244(3)), or 1 % (101-1(3), 102-1(2))."""
    if payer_kind == "platform":
        return platform_contribution_rate
    if payer_kind == "self_employed_regime":
        return self_employed_contribution_rate
    return single_payment_contribution_rate if payer_kind == "single_payment" else social_contribution_rate
