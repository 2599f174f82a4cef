"""Long records count for more, and each person's own degree of loss counts (sections 2.1 and 2.4)."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Months, Rate, Steps


@provision("concept-2018 2.1", reform="concept-2018", name="record_coefficient")
def record_coefficient_of_2018(
    record_months: Months,
    record_coefficient_steps: Steps[Rate],
    record_bonus_step: Rate,
    record_bonus_counted_from: Months,
    record_bonus_period: Months,
) -> Rate:
    """Return the record coefficient: the steps of the law, and 1 % for each full 12 months beyond 72.

    The concept raises "the amount of the payment" by 1 %; the coefficient is 1 there, so adding to it is
    the same. The first addition comes at 84 months. The concept names no upper limit.
    """
    base = record_coefficient_steps.at(record_months)
    if record_months <= record_bonus_counted_from:
        return base
    return base + record_bonus_step * ((record_months - record_bonus_counted_from) // record_bonus_period)


@provision("concept-2018 2.1", reform="concept-2018", name="job_loss_record_coefficient")
def job_loss_record_coefficient_of_2018(
    job_loss_record_months: Months,
    record_coefficient_steps: Steps[Rate],
    record_bonus_step: Rate,
    record_bonus_counted_from: Months,
    record_bonus_period: Months,
) -> Rate:
    """Return the same coefficient for the record left after deduction for earlier job-loss payments."""
    base = record_coefficient_steps.at(job_loss_record_months)
    if job_loss_record_months <= record_bonus_counted_from:
        return base
    return base + record_bonus_step * ((job_loss_record_months - record_bonus_counted_from) // record_bonus_period)


@provision("concept-2018 2.4", reform="concept-2018", name="loss_of_capacity_coefficient")
def loss_of_capacity_coefficient_of_2018(disability_degree: Rate, disability_least_degree: Rate) -> Rate:
    """Return the degree itself (30 to 100 %) as the coefficient; zero below the least degree."""
    if disability_degree < disability_least_degree:
        return disability_degree * 0
    return disability_degree


@provision("concept-2018 2.4", reform="concept-2018", name="changed_loss_of_capacity_coefficient")
def changed_loss_of_capacity_coefficient_of_2018(
    disability_changed_degree: Rate, disability_least_degree: Rate
) -> Rate:
    """Return the new degree itself as the coefficient; zero below the least degree."""
    if disability_changed_degree < disability_least_degree:
        return disability_changed_degree * 0
    return disability_changed_degree
