"""Who has the right: one condition for each ground of the law."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Date, Days, Flag, History, Months


@provision("law-2003 20(6)", "law-2019 19(7)", "social-code 113(1)")
def job_loss_unemployed(job_loss_registered: Flag) -> Flag:
    """Return whether the person is registered as unemployed (until 2019: has applied to be).

    Art. 99(3) of the Code lists who is not registered (under 16, employed, students and others); the career
    centre decides, so the registration itself is the fact.
    """
    return job_loss_registered


@provision("law-2003 23(7) from 2016-04-21 known 2016-04-06", "law-2019 22(5)", "social-code 113(2)")
def job_loss_no_other_work(job_loss_activity: Choice) -> Flag:
    """Return whether the person has no work, other than that to which the career centre sent them.

    The text of 2014 has no such rule; which law of 2016 brought it is not established (see
    parameters.yaml).
    """
    return job_loss_activity != "other_work"


@provision("law-2019 22(1)", "social-code 113(1) to 2023-12-31")
def job_loss_participant(job_loss_single_aggregate_payer_only: Flag) -> Flag:
    """Return whether contributions came otherwise than through the single aggregate payment.

    The words exclude "payers of the single aggregate payment"; we read: those for whom nobody else paid, as
    an employee who also pays it is an insured employee. Second part of art. 113(1), in force until
    01.01.2024 by art. 263(3)1.
    """
    return not job_loss_single_aggregate_payer_only


@provision("law-2003 23(4)", "law-2019 22(3)", "social-code 115(1)7")
def job_loss_record_reached(job_loss_record_months: Months, job_loss_minimum_record: Months) -> Flag:
    """Return whether the record, after deduction for earlier payments, reaches six months.

    Art. 115(1)7 speaks of the record "determined in accordance with this Code", which art. 118(5) deducts
    from. In the earlier laws the table of durations begins at six months.
    """
    return job_loss_record_months >= job_loss_minimum_record


@provision("social-code 115(1)6")
def job_loss_recent_contribution(credited_income: History, job_loss_recent_window: Months) -> Flag:
    """Return whether contributions were paid for at least one of the last 24 months.

    A month counts when it has credited income; months of the correction coefficient 0 therefore count as
    paid.
    """
    return credited_income.last(job_loss_recent_window).months_paid() > 0


@provision("law-2003 20(6)", "law-2019 19(7)", "social-code 113(3)")
def job_loss_applied_in_time(job_loss_applied_on: Date, job_loss_apply_by: Date) -> Flag:
    """Return whether the application, or the consent to the proactive service, came in time."""
    return job_loss_applied_on <= job_loss_apply_by


@provision("law-2019 28(4)1", "social-code 99(3)3")
def job_loss_below_pension_age(job_loss_registered_on: Date, pension_age_reached_on: Date) -> Flag:
    """Return whether the right arose before pension age.

    The Law of 2003 had no such rule for this payment: it excluded those who receive a pension from
    insurance (art. 8).
    """
    return job_loss_registered_on < pension_age_reached_on


@provision("social-code 100(2)")
def job_loss_reregistration_from(job_loss_removed_from_register_on: Date, job_loss_reregistration_wait: Days) -> Date:
    """Return from which day one may register again after removal for the reasons of art. 100(1)1 to 4."""
    return add_days(job_loss_removed_from_register_on, job_loss_reregistration_wait)
