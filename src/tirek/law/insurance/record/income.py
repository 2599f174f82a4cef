"""Average monthly income: what contributions were paid on, over a fixed number of months."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Flag, History, Money, Months, Rate


@provision("law-2003 21(5)", "law-2019 20(4)", "social-code 118(3)")
def average_income(credited_income: History, income_window: Months) -> Money:
    """Return the average monthly income of the last 24 months before the month in which the right arose.

    The divisor is fixed: months without contributions count as zero. Exact, not rounded. The same words
    stand in arts 181(1) and 240(1) of the Code (disability, survivors) and 85(1) (childcare). Not
    formalised here, because `credited_income` already tells it: months of the emergency payment are skipped
    and replaced by earlier ones; months under the correction coefficient 0 count by the payer's
    certificate; contributions paid in error and not refunded, and those on unlawful income, do not count.
    """
    return credited_income.last(income_window).total() / income_window


@provision("law-2019 20(4) from 2023-01-01 known 2022-12-26", name="average_income")
def average_income_2023(
    credited_income: History,
    income_window: Months,
    single_payment_contributions: Flag,
    minimum_wage: Money,
    single_payment_income_cap_in_wages: Rate,
) -> Money:
    """Return the average, at most seven minimum wages where contributions came inside the single payment.

    So for the first half of 2023 by Law 168-VII; the Code has no such ceiling.
    """
    average = credited_income.last(income_window).total() / income_window
    if single_payment_contributions:
        return min(average, minimum_wage * single_payment_income_cap_in_wages)
    return average
