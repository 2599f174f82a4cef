"""The record that counts here, and its coefficient: each month paid before costs twelve months of record."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Months, Rate, Steps


@provision("law-2003 23(5)", "law-2019 22(4)", "social-code 118(5)")
def job_loss_record_months(
    record_months: Months, job_loss_months_paid_before: Count, job_loss_repeat_deduction: Months
) -> Months:
    """Return the record less twelve months for each month of this payment received before, under any law."""
    return max(record_months - job_loss_repeat_deduction * job_loss_months_paid_before, 0)


@provision("law-2003 23(3)", name="job_loss_record_coefficient")
def job_loss_record_coefficient_2003(job_loss_record_months: Months, record_coefficient_steps: Steps[Rate]) -> Rate:
    """Return the record coefficient of the record after deduction: steps only."""
    return record_coefficient_steps.at(job_loss_record_months)


@provision("law-2019 22(2)", name="job_loss_record_coefficient")
def job_loss_record_coefficient_2019(
    job_loss_record_months: Months,
    record_coefficient_steps: Steps[Rate],
    record_bonus_step: Rate,
    record_bonus_counted_from: Months,
    record_bonus_first_at: Months,
    record_bonus_period: Months,
) -> Rate:
    """Return the record coefficient of the record after deduction, with the bonus, without limit."""
    base = record_coefficient_steps.at(job_loss_record_months)
    if job_loss_record_months < record_bonus_first_at:
        return base
    return base + record_bonus_step * ((job_loss_record_months - record_bonus_counted_from) // record_bonus_period)


@provision("social-code 118(3)")
def job_loss_record_coefficient(
    job_loss_record_months: Months,
    record_coefficient_steps: Steps[Rate],
    record_bonus_step: Rate,
    record_bonus_counted_from: Months,
    record_bonus_first_at: Months,
    record_bonus_period: Months,
    record_coefficient_cap: Rate,
) -> Rate:
    """Return the record coefficient of the record after deduction, with the bonus, never above the cap.

    Same numbers as `record_coefficient`, which takes the whole record; under six months the payment is
    refused anyway.
    """
    base = record_coefficient_steps.at(job_loss_record_months)
    if job_loss_record_months < record_bonus_first_at:
        return base
    periods = (job_loss_record_months - record_bonus_counted_from) // record_bonus_period
    return min(base + record_bonus_step * periods, record_coefficient_cap)
