"""Payments running on 1 January 2020: the same person, the new coefficients, the new duration."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Money, Months, Rate


@provision("law-2019 39(3)", rounded="job_loss_rounding")
def job_loss_payment_recalculated(
    job_loss_payment_before_2020: Money,
    job_loss_replacement_rate_before_2020: Rate,
    job_loss_replacement_rate: Rate,
    job_loss_record_coefficient: Rate,
    job_loss_record_months: Months,
    record_bonus_first_at: Months,
) -> Money:
    """Return the monthly amount from 2020 of a payment awarded under the Law of 2003.

    Divide by the coefficients of the award, multiply by the new ones. Both laws have the same record
    coefficients until the bonus begins; from there on the old one was 1, so dividing by it changes nothing.
    The new duration is `job_loss_months`.
    """
    replaced = job_loss_payment_before_2020 / job_loss_replacement_rate_before_2020 * job_loss_replacement_rate
    if job_loss_record_months < record_bonus_first_at:
        return replaced
    return replaced * job_loss_record_coefficient
