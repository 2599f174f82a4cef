"""The transition of 1 January 2020: running amounts pass to the coefficients of the Law of 2019.

The deduction from income is not redone: only coefficients are exchanged. `record_months`,
`disability_degree` and `survivors_dependants` are here those counted at the award ("taken into account when
the amount was set").
"""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Date, Flag, Money, Months, Rate, Steps


@provision("law-2019 39(1)")
def transition_due(adjustment_awarded_on: Date, transition_on: Date) -> Flag:
    """Return whether the amount was set before the Law of 2019 took effect."""
    return adjustment_awarded_on < transition_on


@provision("law-2019 39(1)")
def awarded_record_coefficient(record_months: Months, record_coefficient_before_2020: Steps[Rate]) -> Rate:
    """Return the record coefficient "taken into account when the amount was set": that of the Law of 2003."""
    return record_coefficient_before_2020.at(record_months)


@provision("law-2019 39(1)")
def awarded_loss_of_capacity_coefficient(
    disability_degree: Rate, loss_of_capacity_coefficient_before_2020: Steps[Rate]
) -> Rate:
    """Return the coefficient of the degree by the bands of the Law of 2003."""
    return loss_of_capacity_coefficient_before_2020.at(disability_degree)


@provision("law-2019 39(2)")
def awarded_dependants_coefficient(
    survivors_dependants: Count, dependants_coefficient_before_2020: Steps[Rate]
) -> Rate:
    """Return the coefficient for the number of dependants of the Law of 2003."""
    return dependants_coefficient_before_2020.at(survivors_dependants)


@provision("law-2019 39(1)", rounded="adjustments_rounding")
def disability_transition_amount(
    adjustment_amount: Money,
    awarded_record_coefficient: Rate,
    awarded_loss_of_capacity_coefficient: Rate,
    record_coefficient: Rate,
    loss_of_capacity_coefficient: Rate,
) -> Money:
    """Return the monthly amount from 1 January 2020, with the new coefficients of record and degree.

    The old amount includes the increases up to 1 January 2020.
    """
    without_coefficients = adjustment_amount / (awarded_record_coefficient * awarded_loss_of_capacity_coefficient)
    return without_coefficients * record_coefficient * loss_of_capacity_coefficient


@provision("law-2019 39(2)", rounded="adjustments_rounding")
def survivors_transition_amount(
    adjustment_amount: Money,
    awarded_record_coefficient: Rate,
    awarded_dependants_coefficient: Rate,
    record_coefficient: Rate,
    dependants_coefficient: Rate,
) -> Money:
    """Return the monthly amount from 1 January 2020, with the new coefficients of record and dependants.

    The old amount includes the increases up to 1 January 2020.
    """
    without_coefficients = adjustment_amount / (awarded_record_coefficient * awarded_dependants_coefficient)
    return without_coefficients * record_coefficient * dependants_coefficient
