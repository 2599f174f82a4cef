"""How long: 28 weeks within 12 months, and a scale of eight months; the shorter binds."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days, add_months, full_months
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Date, Days, Months


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_from(uninsured_unemployed_registered_on: Date) -> Date:
    """Return the first day of the payment: the day of registration, as for insurance."""
    return uninsured_unemployed_registered_on


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_days_left(
    uninsured_unemployed_longest: Days, uninsured_unemployed_days_paid_before: Days
) -> Days:
    """Return how many days of the 28 weeks are left, after those paid within the last 12 months."""
    return max(uninsured_unemployed_longest - uninsured_unemployed_days_paid_before, 0)


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_scale_months(
    uninsured_unemployed_first_months: Months,
    uninsured_unemployed_second_months: Months,
    uninsured_unemployed_third_months: Months,
) -> Months:
    """Return for how many months the scale has a coefficient: 2 + 2 + 4."""
    return uninsured_unemployed_first_months + uninsured_unemployed_second_months + uninsured_unemployed_third_months


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_until(
    uninsured_unemployed_from: Date,
    uninsured_unemployed_days_left: Days,
    uninsured_unemployed_scale_months: Months,
) -> Date:
    """Return the last day of the payment.

    The concept contradicts itself: 28 weeks are 196 days, its scale of eight months about 243. Both limits
    hold, the shorter binds.
    """
    end_by_weeks = add_days(add_days(uninsured_unemployed_from, uninsured_unemployed_days_left), -1)
    end_by_scale = add_days(add_months(uninsured_unemployed_from, uninsured_unemployed_scale_months), -1)
    return min(end_by_weeks, end_by_scale)


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_months(uninsured_unemployed_from: Date, uninsured_unemployed_until: Date) -> Months:
    """Return how many whole months the payment lasts."""
    return full_months(uninsured_unemployed_from, add_days(uninsured_unemployed_until, 1))


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_months_at_first(
    uninsured_unemployed_months: Months, uninsured_unemployed_first_months: Months
) -> Months:
    """Return how many of them are paid in full. A new period begins here again, whatever was paid before."""
    return min(uninsured_unemployed_months, uninsured_unemployed_first_months)


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_months_at_second(
    uninsured_unemployed_months: Months,
    uninsured_unemployed_months_at_first: Months,
    uninsured_unemployed_second_months: Months,
) -> Months:
    """Return how many of them are paid by half."""
    return min(uninsured_unemployed_months - uninsured_unemployed_months_at_first, uninsured_unemployed_second_months)


@provision("concept-2021 VII.2", reform="concept-2021")
def uninsured_unemployed_months_at_third(
    uninsured_unemployed_months: Months,
    uninsured_unemployed_months_at_first: Months,
    uninsured_unemployed_months_at_second: Months,
) -> Months:
    """Return how many of them are paid at the last coefficient: those that are left."""
    return uninsured_unemployed_months - uninsured_unemployed_months_at_first - uninsured_unemployed_months_at_second
