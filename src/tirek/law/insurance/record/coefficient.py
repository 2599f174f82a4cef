"""Record coefficient: how long contributions arrived for the person, told as a multiplier of the payment."""

from __future__ import annotations

from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Months, Rate, Steps


@provision("law-2003 21(5)", name="record_coefficient")
def record_coefficient_2003(record_months: Months, record_coefficient_steps: Steps[Rate]) -> Rate:
    """Return the record coefficient by the steps of the table: never above that of 60 months."""
    return record_coefficient_steps.at(record_months)


@provision("law-2019 20(4)", name="record_coefficient")
def record_coefficient_2019(
    record_months: Months,
    record_coefficient_steps: Steps[Rate],
    record_bonus_step: Rate,
    record_bonus_counted_from: Months,
    record_bonus_first_at: Months,
    record_bonus_period: Months,
) -> Rate:
    """Return the record coefficient: the steps of the table, and a bonus, without limit, from 72 months.

    The law's last two lines overlap ("60 to 72" and "60 and more"); which reading we follow is four
    parameters.
    """
    base = record_coefficient_steps.at(record_months)
    if record_months < record_bonus_first_at:
        return base
    return base + record_bonus_step * ((record_months - record_bonus_counted_from) // record_bonus_period)


@provision("social-code 118(3)")
def record_coefficient(
    record_months: Months,
    record_coefficient_steps: Steps[Rate],
    record_bonus_step: Rate,
    record_bonus_counted_from: Months,
    record_bonus_first_at: Months,
    record_bonus_period: Months,
    record_coefficient_cap: Rate,
) -> Rate:
    """Return the record coefficient of the Code: as before, but never above the cap.

    The same table stands in arts 181(1) and 240(2). Months of the emergency payment, of the correction
    coefficient 0 and of the press and broadcasting workers of 2020 belong to the record: `record_months`
    counts them.
    """
    base = record_coefficient_steps.at(record_months)
    if record_months < record_bonus_first_at:
        return base
    periods = (record_months - record_bonus_counted_from) // record_bonus_period
    return min(base + record_bonus_step * periods, record_coefficient_cap)
