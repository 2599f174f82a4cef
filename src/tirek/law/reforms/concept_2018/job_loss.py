"""One to six months of job-loss payment, whatever the reason (section 2.7)."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Months, Steps


@provision("concept-2018 2.7", reform="concept-2018", name="job_loss_months")
def job_loss_months_of_2018(job_loss_record_months: Months, job_loss_duration_steps: Steps[Months]) -> Months:
    """Return for how many months the payment is awarded, by the record alone.

    The deduction of earlier payments from the record stays as in the law: the concept does not speak of it.
    """
    return job_loss_duration_steps.at(job_loss_record_months)
