"""Eight results: income window, record, five payments, and one rule for families."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Days, History, Money, Months, Rate, Steps


@provision("comparison 1")
def average(income: History, income_window: Months, month_cap: Money) -> Money:
    """Return the average income of the window, each month at most the cap; not rounded."""
    return income.at_most(month_cap).last(income_window).total() / income_window


@provision("comparison 1", rounded="whole_tenge")
def average_income(average: Money) -> Money:
    """Return the average income as it is shown."""
    return average


@provision("comparison 2")
def record_coefficient(
    record_months: Months,
    record_steps: Steps[Rate],
    bonus_from: Months,
    bonus_after: Months,
    bonus_every: Months,
    bonus: Rate,
    coefficient_cap: Rate,
) -> Rate:
    """Return the coefficient of the contribution record."""
    if record_months < bonus_from:
        return record_steps.at(record_months)
    return min(1 + bonus * ((record_months - bonus_after) // bonus_every), coefficient_cap)


@provision("comparison 3")
def above_deduction(average: Money, deducted_share: Rate, minimum_wage: Money) -> Money:
    """Return the average income above the deduction."""
    return max(average - deducted_share * minimum_wage, 0 * average)


@provision("comparison 3", rounded="whole_tenge")
def disability(above_deduction: Money, replacement: Rate, degree: Rate, record_coefficient: Rate) -> Money:
    """Return the disability payment."""
    return above_deduction * replacement * degree * record_coefficient


@provision("comparison 4", rounded="whole_tenge")
def survivors(
    above_deduction: Money,
    replacement: Rate,
    dependants: Count,
    dependant_steps: Steps[Rate],
    record_coefficient: Rate,
) -> Money:
    """Return the survivors' payment."""
    return above_deduction * replacement * dependant_steps.at(dependants) * record_coefficient


@provision("comparison 5", rounded="whole_tenge")
def job_loss(
    average: Money, job_loss_replacement: Rate, record_months: Months, least_record: Months, record_coefficient: Rate
) -> Money:
    """Return the payment for loss of job."""
    if record_months < least_record:
        return average * 0
    return average * job_loss_replacement * record_coefficient


@provision("comparison 6", rounded="whole_tenge")
def maternity(
    income: History, month_cap: Money, maternity_window: Months, leave_days: Days, days_in_month: Rate
) -> Money:
    """Return the maternity payment."""
    return income.at_most(month_cap).last(maternity_window).total() / maternity_window * leave_days / days_in_month


@provision("comparison 7", rounded="whole_tenge")
def childcare(
    average: Money,
    childcare_share: Rate,
    month_cap: Money,
    birth_order: Count,
    childcare_steps: Steps[Rate],
    monthly_index: Money,
    net_share: Rate,
) -> Money:
    """Return the childcare payment between its floor and its ceiling."""
    return max(
        min(average * childcare_share, month_cap * childcare_share),
        childcare_steps.at(birth_order) * monthly_index / net_share,
    )


@provision("comparison 8", rounded="whole_tenge")
def assistance(members: Count, family_quarter: Money, line: Money, months_in_quarter: Count) -> Money:
    """Return what a family lacks to the line."""
    return max(line * members - family_quarter / months_in_quarter, 0 * line)
