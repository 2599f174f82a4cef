"""Budget subsidy: the State tops up the carer's pension contribution to that on former income."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Flag, Money, Rate


@provision(
    "pension-law-2013 25(2-1) from 2014-01-01 known 2014-01-10",
    "social-code 88(1)",
    rounded="childcare_subsidy_rounding",
)
def childcare_subsidy(
    average_income: Money,
    pension_contribution_rate: Rate,
    childcare_pension_contribution: Money,
    pension_contribution_exempt: Flag,
) -> Money:
    """Return the monthly subsidy: the contribution on average income less the one withheld, if positive.

    Paid into the pension account, not to the person. Those with a permanent disability of group I or II get
    it when they agree to the withholding (87(2)): then they do not count as exempt. For twins the law does
    not say whether the sums withheld for each child are added up; this is the subsidy beside one payment.
    """
    contribution_on_income = average_income * pension_contribution_rate
    if pension_contribution_exempt or contribution_on_income < childcare_pension_contribution:
        return average_income * 0
    return contribution_on_income - childcare_pension_contribution


@provision("social-code 87(4)")
def childcare_subsidy_ends_on(childcare_ends_on: Date, pension_age_reached_on: Date) -> Date:
    """Return the last day of the subsidy: with the payment, or the day before pension age if that is sooner.

    The Code names pension age of "the guardian or adopter"; a parent of that age would be treated alike.
    """
    return min(childcare_ends_on, add_days(pension_age_reached_on, -1))
