"""The transition of 1 January 2020: running amounts pass to the coefficients of the Law of 2019.

The deduction from income is not redone: only coefficients are exchanged. `record_months`, `disability_degree` and
`survivors_dependants` are here those counted at the award ("taken into account when the amount was set").
"""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Count, Date, Flag, Money, Months, Rate, Steps


@provision("law-2019 39(1)")
def transition_due(adjustment_awarded_on: Date, transition_on: Date) -> Flag:
    """Return whether the amount was set before the Law of 2019 took effect."""
    return adjustment_awarded_on < transition_on


@provision("law-2019 39(1)", rounded="adjustments_rounding")
def disability_transition_amount(
    adjustment_amount: Money,
    record_months: Months,
    disability_degree: Rate,
    transition_record_coefficient: Steps[Rate],
    transition_degree_coefficient: Steps[Rate],
    record_coefficient: Rate,
    loss_of_capacity_coefficient: Rate,
) -> Money:
    """Return the amount, increases to 1 January 2020 included, by the coefficients of record and degree of the new law."""
    without_record = adjustment_amount / transition_record_coefficient.at(record_months)
    without_coefficients = without_record / transition_degree_coefficient.at(disability_degree)
    return without_coefficients * record_coefficient * loss_of_capacity_coefficient


@provision("law-2019 39(2)", rounded="adjustments_rounding")
def survivors_transition_amount(
    adjustment_amount: Money,
    record_months: Months,
    survivors_dependants: Count,
    transition_record_coefficient: Steps[Rate],
    transition_dependants_coefficient: Steps[Rate],
    record_coefficient: Rate,
    dependants_coefficient: Rate,
) -> Money:
    """Return the amount, increases to 1 January 2020 included, by the coefficients of record and dependants of the new law."""
    without_record = adjustment_amount / transition_record_coefficient.at(record_months)
    without_coefficients = without_record / transition_dependants_coefficient.at(survivors_dependants)
    return without_coefficients * record_coefficient * dependants_coefficient
