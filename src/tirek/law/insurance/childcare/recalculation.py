"""When the monthly calculation index changes during the payment: floor and subsidy follow."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Count, Flag, Money, Rate, Steps


@provision("law-2019 24(4)", "social-code 85(2)", rounded="childcare_rounding")
def childcare_payment_recalculated(
    childcare_payment: Money,
    childcare_current_mci: Money,
    childcare_birth_order: Count,
    childcare_allowance_rates: Steps[Rate],
    pension_contribution_exempt: Flag,
    pension_contribution_rate: Rate,
    childcare_floor_reading: Choice,
    childcare_floor_net_share: Rate,
) -> Money:
    """Return the monthly payment at the index of the month being paid: never below the floor of that month.

    The allowance follows the index (82(2)) and art. 88(2) speaks of such a recalculation; the ceiling stays
    that of the day the right arose. The rates are those of the day of the right: they have not changed since
    2014.
    """
    allowance = childcare_current_mci * childcare_allowance_rates.at(childcare_birth_order)
    if pension_contribution_exempt:
        return max(childcare_payment, allowance)
    if childcare_floor_reading == "net_equals_allowance":
        return max(childcare_payment, allowance / childcare_floor_net_share)
    return max(childcare_payment, allowance * (1 + pension_contribution_rate))


@provision("social-code 88(2)", rounded="childcare_subsidy_rounding")
def childcare_subsidy_recalculated(
    average_income: Money,
    childcare_payment_recalculated: Money,
    pension_contribution_rate: Rate,
    pension_contribution_exempt: Flag,
) -> Money:
    """Return the subsidy after the payment was recalculated: it falls as the floor rises."""
    if pension_contribution_exempt or average_income < childcare_payment_recalculated:
        return average_income * 0
    return (average_income - childcare_payment_recalculated) * pension_contribution_rate
