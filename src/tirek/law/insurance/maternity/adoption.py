"""Adoption of a newborn: a payment for the days from adoption to day 56 of the child's life."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days, add_months, days_between
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Days, Flag, Money, Months, Rate


@provision("labour-code-2007 194 from 2008-01-01", "labour-code 99(3)")
def adoption_leave_ends_on(
    adopted_child_born_on: Date, adoption_last_day_of_life: Days, adoption_day_number_of_birth: Days
) -> Date:
    """Return the last day of leave: "until fifty-six days from the birth have passed".

    Whether the day of birth is the first of the 56 or the day before it is a reading, kept as a parameter.
    """
    return add_days(adopted_child_born_on, adoption_last_day_of_life - adoption_day_number_of_birth)


@provision("labour-code-2007 194 from 2008-01-01", "labour-code 99(3)")
def adoption_leave_days(adoption_leave_starts_on: Date, adoption_leave_ends_on: Date) -> Days:
    """Return the days of leave from the day of adoption; none when the child is already older."""
    return max(days_between(adoption_leave_starts_on, adoption_leave_ends_on) + 1, 0)


@provision("labour-code-2007 194 from 2008-01-01", "labour-code 99(3)")
def adoption_newborn(adoption_leave_days: Days) -> Flag:
    """Return whether the child is still a newborn for this payment: some of its first 56 days are left."""
    return adoption_leave_days > 0


@provision("labour-code-2007 194 from 2008-01-01", "labour-code 99(3)")
def adoption_one_parent(adoption_other_parent_on_leave: Flag) -> Flag:
    """Return whether no other adoptive parent takes this leave: it is given to one of them."""
    return not adoption_other_parent_on_leave


@provision("law-2003 20(6) from 2008-01-01 known 2007-12-19", "law-2019 19(7)", "social-code 77(2)")
def adoption_starts_on(adoption_leave_starts_on: Date) -> Date:
    """Return the day from which the payment is due: the first day of leave on the sick note."""
    return adoption_leave_starts_on


@provision("law-2003 20(6) from 2008-01-01 known 2007-12-19", "law-2019 19(7)", "social-code 77(4)")
def adoption_apply_by(adoption_leave_starts_on: Date, maternity_apply_months: Months) -> Date:
    """Return the last day on which one may apply."""
    return add_months(adoption_leave_starts_on, maternity_apply_months)


@provision("law-2003 20(6) from 2008-01-01 known 2007-12-19", "law-2019 19(7)", "social-code 77(4)")
def adoption_applied_in_time(adoption_applied_on: Date, adoption_apply_by: Date) -> Flag:
    """Return whether the application came within 12 months of the right."""
    return adoption_applied_on <= adoption_apply_by


@provision("law-2003 23-1(4) from 2008-01-01 to 2013-02-14 known 2007-12-19", name="adoption_days_coefficient")
def adoption_days_coefficient_2008(adoption_coefficient: Rate, adoption_newborn: Flag) -> Rate:
    """Return the coefficient that the law itself named, whatever the days left."""
    return adoption_coefficient if adoption_newborn else adoption_coefficient * 0


@provision("law-2003 23-1(4) from 2013-02-15 known 2013-02-04", "law-2019 23(3)", "social-code 78(2)")
def adoption_days_coefficient(adoption_leave_days: Days, maternity_days_divisor: Rate) -> Rate:
    """Return the coefficient for the days of incapacity: the days of the sick note divided by thirty."""
    return 1 / maternity_days_divisor * adoption_leave_days


@provision(
    "law-2003 23-1(4) from 2008-01-01 known 2007-12-19",
    "law-2019 23(3)",
    "social-code 78(1)",
    rounded="maternity_rounding",
)
def adoption_payment(maternity_average_income: Money, adoption_days_coefficient: Rate) -> Money:
    """Return the payment for the whole leave before withholding, one sum whatever the number of children."""
    return maternity_average_income * adoption_days_coefficient


@provision(
    "law-2003 26 from 2008-01-01 known 2007-12-19",
    "law-2019 26(1)",
    "social-code 76(1)",
    rounded="maternity_rounding",
)
def adoption_pension_contribution(
    adoption_payment: Money, pension_contribution_rate: Rate, pension_contribution_exempt: Flag
) -> Money:
    """Return the mandatory pension contribution withheld; none from those exempt (art. 248(3))."""
    return adoption_payment * (0 if pension_contribution_exempt else pension_contribution_rate)


@provision("law-2003 26 from 2008-01-01 known 2007-12-19", "law-2019 26(3)", "social-code 76(1)")
def adoption_payment_net(adoption_payment: Money, adoption_pension_contribution: Money) -> Money:
    """Return what the person receives."""
    return adoption_payment - adoption_pension_contribution
