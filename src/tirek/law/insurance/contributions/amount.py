"""The contribution due for one payer's month."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import NOTHING, Flag, Money, Rate


@provision("law-2003 14(1)", "social-code 244", rounded="contribution_rounding")
def social_contribution(contribution_base: Money, contribution_rate: Rate) -> Money:
    """Return the social contribution due for the month.

    Inside the single payment it is counted by the rate that art. 244(3) names (4.5 %); the share in the same
    article gives another sum, see `contribution_by_single_payment_share`.
    """
    return contribution_base * contribution_rate


@provision("law-2019 14", name="social_contribution", rounded="contribution_rounding")
def social_contribution_2019(
    contribution_base: Money, contribution_rate: Rate, contribution_correction_zero: Flag
) -> Money:
    """Return the contribution due for the month: zero where the Government's correction coefficient was 0.

    The decisions of 2020 (which activities, which months) were not read: whether it applied is a fact.
    """
    if contribution_correction_zero:
        return NOTHING
    return contribution_base * contribution_rate


@provision("social-code 244(3) from 2023-01-01", rounded="contribution_rounding")
def contribution_by_single_payment_share(
    contribution_base: Money, single_payment_rate: Rate, single_payment_contribution_share: Rate
) -> Money:
    """Return what the table of shares would allot out of the single payment, for comparison only.

    It differs from `social_contribution` by some tenge: 24.8 % x 18.1 % is 4.4888 %, not 4.5 %. How those who
    divide the payment round is in a ministry's rules that were not read.
    """
    return contribution_base * single_payment_rate * single_payment_contribution_share
