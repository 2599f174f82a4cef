"""From when, for how long, until when, by when to apply."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days, add_months
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Date, Days, Months, Steps


@provision("law-2003 20(6)", "law-2019 19(7)", "social-code 118(1)")
def job_loss_starts_on(job_loss_registered_on: Date) -> Date:
    """Return the first day of the payment: the day the right arose, even if one applied later."""
    return job_loss_registered_on


@provision("law-2003 23(4) to 2016-04-20", "law-2019 22(3)", "social-code 118(1)")
def job_loss_months(job_loss_record_months: Months, job_loss_duration_steps: Steps[Months]) -> Months:
    """Return for how many months the payment is awarded, by the record after deduction."""
    return job_loss_duration_steps.at(job_loss_record_months)


@provision("law-2003 23(4) from 2016-04-21 known 2016-04-06", name="job_loss_months")
def job_loss_months_by_dismissal(
    job_loss_record_months: Months,
    job_loss_dismissal_ground: Choice,
    job_loss_duration_steps: Steps[Months],
    job_loss_duration_steps_employer_ground: Steps[Months],
) -> Months:
    """Return for how many months: longer when the employer closed, cut staff or lost output.

    Grounds of art. 52(1)1 to 3 of the Labour Code of 2015.
    """
    if job_loss_dismissal_ground == "other":
        return job_loss_duration_steps.at(job_loss_record_months)
    return job_loss_duration_steps_employer_ground.at(job_loss_record_months)


@provision("law-2003 23(4)", name="job_loss_ends_on")
def job_loss_ends_on_2003(job_loss_starts_on: Date, job_loss_months: Months) -> Date:
    """Return the last day of the payment.

    We count months from day to day. How the first and the last month were paid when they were not whole is
    not known.
    """
    return add_days(add_months(job_loss_starts_on, job_loss_months), -1)


@provision("law-2019 28(4)1", "social-code 118(1)")
def job_loss_ends_on(job_loss_starts_on: Date, job_loss_months: Months, pension_age_reached_on: Date) -> Date:
    """Return the last day of the payment: never later than the day before pension age.

    Months are counted as before. The order that settles unfinished months (Order 237) was not read.
    """
    return min(add_days(add_months(job_loss_starts_on, job_loss_months), -1), add_days(pension_age_reached_on, -1))


@provision("law-2003 20(6)", "law-2019 19(7)", "social-code 113(3)")
def job_loss_apply_by(job_loss_registered_on: Date, job_loss_apply_months: Months) -> Date:
    """Return the last day on which one may apply."""
    return add_months(job_loss_registered_on, job_loss_apply_months)


@provision("law-2003 20(7)", "law-2019 19(8)", "social-code 114(4)")
def job_loss_decided_within(job_loss_processing_days: Days) -> Days:
    """Return within how many working days of the application it is decided; a check may add a month.

    Under the Code the time stands in Order 237, which was not read.
    """
    return job_loss_processing_days
