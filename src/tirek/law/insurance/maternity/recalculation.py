"""After the award: more days after a complicated or multiple birth; and what an employer may add."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Days, Flag, Money, Rate


@provision(
    "law-2003 20(6) from 2018-07-13 known 2018-07-02",
    "law-2019 19(7)",
    "social-code 77(4)",
    rounded="maternity_rounding",
)
def maternity_recalculation(
    maternity_average_income: Money,
    maternity_leave_days: Days,
    maternity_days_paid: Days,
    maternity_days_divisor: Rate,
) -> Money:
    """Return the sum to add when the note is prolonged, before withholding: for the days not yet paid.

    The order that governs recalculation (Order 248) was not read; the average income stays that of the award.
    """
    return maternity_average_income * max(maternity_leave_days - maternity_days_paid, 0) / maternity_days_divisor


@provision(
    "law-2003 26 from 2018-07-13 known 2018-07-02",
    "law-2019 26(1)",
    "social-code 76(1)",
    rounded="maternity_rounding",
)
def maternity_recalculation_pension_contribution(
    maternity_recalculation: Money, pension_contribution_rate: Rate, pension_contribution_exempt: Flag
) -> Money:
    """Return the mandatory pension contribution withheld from the sum added."""
    return maternity_recalculation * (0 if pension_contribution_exempt else pension_contribution_rate)


@provision("law-2003 20(6) from 2018-07-13 known 2018-07-02", "law-2019 19(7)", "social-code 77(4)")
def maternity_recalculation_applied_in_time(maternity_recalculation_applied_on: Date, maternity_apply_by: Date) -> Flag:
    """Return whether recalculation was asked for within 12 months of the right (not of the birth)."""
    return maternity_recalculation_applied_on <= maternity_apply_by


@provision(
    "law-2003 23-1(5) from 2013-02-15 known 2013-02-04",
    "law-2019 23(4)",
    "social-code 71(3)",
    rounded="maternity_rounding",
)
def maternity_employer_top_up(
    maternity_employer_keeps_wage: Flag, maternity_average_wage_for_leave: Money, maternity_payment: Money
) -> Money:
    """Return what the employer adds where it promised the average wage: the wage less this payment.

    Whether the payment before or after withholding is deducted the law does not say; we deduct the sum
    awarded.
    """
    if maternity_employer_keeps_wage and maternity_average_wage_for_leave > maternity_payment:
        return maternity_average_wage_for_leave - maternity_payment
    return maternity_payment * 0
