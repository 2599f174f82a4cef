"""The sum for one calendar month: average daily pay for each working day missed, up to the monthly ceiling.

Who the ceiling spares, and the formula itself, were read in the Code's text of 2026. Before July 2023 they
stood in Government resolutions (No. 1339 of 2007, No. 1103 of 2015) whose annexes were not read: the
formula and the ceiling are from secondary sources, the exceptions are assumed to be the same (an
instruction of 1999 already paid veterans and work injuries in full).
"""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Days, Flag, Money, Rate


@provision("labour-code-2007 159(3) from 2008-01-01", "labour-code 114(1)")
def sick_leave_average_daily_wage(sick_leave_pay_12_months: Money, sick_leave_days_worked_12_months: Days) -> Money:
    """Return the average daily wage: pay of the 12 months before the illness over the days worked. Exact.

    Under the Code of 2007 we assume the same twelve months. Who worked for less than 12 months gives the
    pay and the days of the time worked. Not formalised: what belongs to the pay (the ministry's single
    order on average wages was not read), a better period in a collective agreement, pay by the hour.
    """
    return sick_leave_pay_12_months / sick_leave_days_worked_12_months


@provision("labour-code-2007 159(4) from 2008-01-01", "resolution-1103 1", "labour-code 133(4-1) from 2023-07-01")
def sick_leave_full_amount(
    sick_leave_person: Choice,
    sick_leave_missed_pay: Money,
    sick_leave_average_daily_wage: Money,
    sick_leave_days: Days,
) -> Money:
    """Return the sum for the month before any ceiling.

    Veterans get "one hundred percent of the wage", everybody else of the *average* wage: for veterans we
    take the pay of the missed days themselves. What an employer adds on top by agreement (art. 133(5)) is
    not counted.
    """
    if sick_leave_person == "veteran":
        return sick_leave_missed_pay
    return sick_leave_average_daily_wage * sick_leave_days


@provision("labour-code-2007 159(4) from 2008-01-01", "resolution-1103 1", "labour-code 133(4-1) from 2023-07-01")
def sick_leave_month_cap(mci: Money, sick_leave_cap_in_mci: Rate) -> Money:
    """Return the most that is paid for one calendar month to those whom the ceiling concerns.

    The Code says "of the year"; in 2020 and 2022 the index rose in April, and we take that of the month
    (the concept of 2021 gives 41,670 tenge for 2020, which is the index of April). Over New Year each month
    has the index of its own year.
    """
    return mci * sick_leave_cap_in_mci


@provision("labour-code-2007 159(4) from 2008-01-01", "resolution-1103 1", "labour-code 133(4-1) from 2023-07-01")
def sick_leave_capped(sick_leave_cause: Choice, sick_leave_person: Choice) -> Flag:
    """Return whether the monthly ceiling concerns this illness.

    It spares work injury and occupational disease, veterans of war and their equals, and diplomats paid
    abroad in currency.
    """
    return sick_leave_cause == "general" and sick_leave_person == "employee"


@provision(
    "labour-code-2007 159(4) from 2008-01-01",
    "resolution-1103 1",
    "labour-code 133(4-1) from 2023-07-01",
    rounded="sick_leave_rounding",
)
def sick_leave_payment(sick_leave_full_amount: Money, sick_leave_month_cap: Money, sick_leave_capped: Flag) -> Money:
    """Return the benefit for one calendar month, before income tax and contributions."""
    if sick_leave_capped:
        return min(sick_leave_full_amount, sick_leave_month_cap)
    return sick_leave_full_amount


@provision("social-code 248 from 2008-01-01", rounded="sick_leave_rounding")
def sick_leave_pension_contribution(
    sick_leave_payment: Money, pension_contribution_rate: Rate, pension_contribution_exempt: Flag
) -> Money:
    """Return the pension contribution the employer withholds from the benefit.

    Not worked out here, because they are due on the whole pay of the month and not on the benefit alone:
    income tax, the medical insurance contribution, and the employer's social contributions (so a month of
    illness still counts as insured).
    """
    if pension_contribution_exempt:
        return sick_leave_payment * 0
    return sick_leave_payment * pension_contribution_rate
