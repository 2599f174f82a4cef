"""Average income of the last twelve months."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Flag, History, Money, Months, Rate


@provision("law-2003 23-1(4) from 2008-01-01 to 2013-02-14 known 2007-12-19", name="maternity_average_income")
def maternity_average_income_2008(
    credited_income: History,
    maternity_income_of_month_of_right: Money,
    record_months: Months,
    maternity_income_per_month_paid: Money,
    maternity_window: Months,
) -> Money:
    """Return the average of twelve months, with the month of the right if its contributions had come.

    With a record under twelve months the divisor was the months for which contributions arrived: that average
    is a fact here. Where income passed ten minimum wages, income under pension contributions counted instead:
    so `credited_income` must hold that income for maternity in these years (no ceiling of ten minimum wages).
    """
    if record_months < maternity_window:
        return maternity_income_per_month_paid
    if maternity_income_of_month_of_right > 0:
        earlier = credited_income.last(maternity_window - 1).total()
        return (earlier + maternity_income_of_month_of_right) / maternity_window
    return credited_income.last(maternity_window).total() / maternity_window


@provision("law-2003 23-1(4) from 2013-02-15 known 2013-02-04", "law-2019 23(3)", "social-code 78(2)")
def maternity_average_income(credited_income: History, maternity_window: Months) -> Money:
    """Return the average monthly income of the 12 calendar months before the month of the right.

    The divisor is fixed: months without contributions count as zero. Exact, not rounded. `credited_income`
    already leaves out months of the emergency payment (earlier ones take their place), counts
    zero-coefficient months by certificate, and leaves out contributions paid in error or on unlawful income
    (art. 78(3), (4)).
    """
    return credited_income.last(maternity_window).total() / maternity_window


@provision("law-2019 23(3) from 2023-01-01 known 2022-12-26", name="maternity_average_income")
def maternity_average_income_2023(
    credited_income: History,
    maternity_window: Months,
    single_payment_contributions: Flag,
    minimum_wage: Money,
    single_payment_income_cap_in_wages: Rate,
) -> Money:
    """Return the average, at most seven minimum wages where contributions came inside the single payment.

    Read in the law as amended by No. 168-VII; the Code of July 2023 no longer has this ceiling in the texts
    read.
    """
    average = credited_income.last(maternity_window).total() / maternity_window
    if single_payment_contributions:
        return min(average, minimum_wage * single_payment_income_cap_in_wages)
    return average
