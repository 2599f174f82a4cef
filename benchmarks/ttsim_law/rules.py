"""Social insurance payments, law of 2026-02-01; ``income_01`` is the oldest of 36 months."""

# ttsim publishes no types, and its inputs have no bodies:
# mypy: disable-error-code="empty-body, no-any-return, untyped-decorator"

from __future__ import annotations

from typing import TYPE_CHECKING

from ttsim.tt import (
    AggType,
    ConsecutiveIntLookupTableParamValue,
    PiecewisePolynomialParamValue,
    RoundingSpec,
    TTSIMUnit,
    agg_by_group_function,
    cast_ttsim_unit,
    piecewise_polynomial,
    policy_function,
)

if TYPE_CHECKING:
    from types import ModuleType

HALF_UP = RoundingSpec(base=1, direction="down", unit=TTSIMUnit.TENGE)
"""Half up is 'down' after adding a half; ttsim's own 'nearest' takes halves to the even number."""

HALF = 0.5


@policy_function(unit=TTSIMUnit.CURRENCY)
def income_of_year_before_last(
    income_13: float,
    income_14: float,
    income_15: float,
    income_16: float,
    income_17: float,
    income_18: float,
    income_19: float,
    income_20: float,
    income_21: float,
    income_22: float,
    income_23: float,
    income_24: float,
    cap: float,
) -> float:
    """Capped income of the months 24 to 13 before the right."""
    return (
        min(income_13, cap)
        + min(income_14, cap)
        + min(income_15, cap)
        + min(income_16, cap)
        + min(income_17, cap)
        + min(income_18, cap)
        + min(income_19, cap)
        + min(income_20, cap)
        + min(income_21, cap)
        + min(income_22, cap)
        + min(income_23, cap)
        + min(income_24, cap)
    )


@policy_function(unit=TTSIMUnit.CURRENCY)
def income_of_last_year(
    income_25: float,
    income_26: float,
    income_27: float,
    income_28: float,
    income_29: float,
    income_30: float,
    income_31: float,
    income_32: float,
    income_33: float,
    income_34: float,
    income_35: float,
    income_36: float,
    cap: float,
) -> float:
    """Capped income of the 12 months before the right."""
    return (
        min(income_25, cap)
        + min(income_26, cap)
        + min(income_27, cap)
        + min(income_28, cap)
        + min(income_29, cap)
        + min(income_30, cap)
        + min(income_31, cap)
        + min(income_32, cap)
        + min(income_33, cap)
        + min(income_34, cap)
        + min(income_35, cap)
        + min(income_36, cap)
    )


@policy_function(unit=TTSIMUnit.CURRENCY)
def unrounded_average(income_of_year_before_last: float, income_of_last_year: float) -> float:
    """Average monthly income of 24 months, art. 118(3)."""
    return (income_of_year_before_last + income_of_last_year) / 24


@policy_function(unit=TTSIMUnit.CURRENCY, rounding_spec=HALF_UP)
def average_income(unrounded_average: float) -> float:
    """The same in whole tenge."""
    return unrounded_average + cast_ttsim_unit(HALF, unit=TTSIMUnit.CURRENCY)


@policy_function(unit=TTSIMUnit.DIMENSIONLESS)
def coefficient_by_steps(record_months: int, record_steps: PiecewisePolynomialParamValue, xnp: ModuleType) -> float:
    """The record coefficient up to 72 months, art. 118(3)."""
    return piecewise_polynomial(x=record_months, parameters=record_steps, xnp=xnp)


# ttsim's unit check knows no whole division
@policy_function(unit=TTSIMUnit.DIMENSIONLESS, verify_units=False)
def coefficient(
    record_months: int,
    coefficient_by_steps: float,
    record_bonus: float,
    record_bonus_from: int,
    record_bonus_after: int,
    record_bonus_every: int,
    record_cap: float,
) -> float:
    """The record coefficient, with 0.02 for each 12 months from 72 on."""
    if record_months >= record_bonus_from:
        out = min(1 + record_bonus * ((record_months - record_bonus_after) // record_bonus_every), record_cap)
    else:
        out = coefficient_by_steps
    return out


@policy_function(unit=TTSIMUnit.DIMENSIONLESS, rounding_spec=RoundingSpec(base=1, direction="down"))
def record_coefficient(coefficient: float) -> float:
    """The record coefficient in hundredths."""
    return coefficient * 100 + HALF


@policy_function(unit=TTSIMUnit.CURRENCY)
def average_above_deduction(unrounded_average: float, deducted_share: float, minimum_wage: float) -> float:
    """Average income less half of the minimum wage, never below zero, arts 181 and 240."""
    nothing = cast_ttsim_unit(0.0, unit=TTSIMUnit.CURRENCY)
    return max(unrounded_average - deducted_share * minimum_wage, nothing)


@policy_function(unit=TTSIMUnit.CURRENCY, rounding_spec=HALF_UP)
def disability(average_above_deduction: float, replacement_disability: float, degree: int, coefficient: float) -> float:
    """Disability payment, art. 181."""
    amount = average_above_deduction * replacement_disability * (degree / 100) * coefficient
    return amount + cast_ttsim_unit(HALF, unit=TTSIMUnit.CURRENCY)


@policy_function(unit=TTSIMUnit.CURRENCY, rounding_spec=HALF_UP)
def survivors(
    average_above_deduction: float,
    replacement_survivors: float,
    dependants: int,
    dependants_rate: ConsecutiveIntLookupTableParamValue,
    coefficient: float,
) -> float:
    """Survivor payment of the family, art. 240."""
    rate = dependants_rate.look_up(min(dependants, 4))
    amount = average_above_deduction * replacement_survivors * rate * coefficient
    return amount + cast_ttsim_unit(HALF, unit=TTSIMUnit.CURRENCY)


@policy_function(unit=TTSIMUnit.CURRENCY, rounding_spec=HALF_UP)
def job_loss(
    unrounded_average: float,
    replacement_job_loss: float,
    coefficient: float,
    record_months: int,
    job_loss_minimum_record: int,
) -> float:
    """Job-loss payment, art. 118."""
    if record_months >= job_loss_minimum_record:
        amount = unrounded_average * replacement_job_loss * coefficient
    else:
        amount = cast_ttsim_unit(0.0, unit=TTSIMUnit.CURRENCY)
    return amount + cast_ttsim_unit(HALF, unit=TTSIMUnit.CURRENCY)


@policy_function(unit=TTSIMUnit.CURRENCY, rounding_spec=HALF_UP)
def maternity(income_of_last_year: float, days: int, days_in_month: int) -> float:
    """Maternity payment, art. 78."""
    amount = income_of_last_year / 12 * (days / days_in_month)
    return amount + cast_ttsim_unit(HALF, unit=TTSIMUnit.CURRENCY)


@policy_function(unit=TTSIMUnit.CURRENCY)
def childcare_floor(
    birth_order: int,
    childcare_indices: ConsecutiveIntLookupTableParamValue,
    monthly_index: float,
    pension_contribution_share: float,
) -> float:
    """The state allowance with the pension contribution that will be withheld, art. 85(2)."""
    return childcare_indices.look_up(min(birth_order, 4)) * monthly_index / (1 - pension_contribution_share)


@policy_function(unit=TTSIMUnit.CURRENCY, rounding_spec=HALF_UP)
def childcare(unrounded_average: float, replacement_childcare: float, cap: float, childcare_floor: float) -> float:
    """Childcare payment, art. 85."""
    bounded = min(unrounded_average * replacement_childcare, replacement_childcare * cap)
    return max(bounded, childcare_floor) + cast_ttsim_unit(HALF, unit=TTSIMUnit.CURRENCY)


@agg_by_group_function(agg_type=AggType.COUNT, unit=TTSIMUnit.COUNT.PER_FAMILY)
def members_family(family_id: int) -> int:
    """Members of the family."""


@agg_by_group_function(agg_type=AggType.SUM, unit=TTSIMUnit.CURRENCY.PER_FAMILY)
def quarter_income_family(quarter_income: float, family_id: int) -> float:
    """All income of the family in the last quarter."""


@policy_function(
    unit=TTSIMUnit.CURRENCY.PER_FAMILY,
    rounding_spec=RoundingSpec(base=1, direction="down", unit=TTSIMUnit.TENGE.PER_FAMILY),
)
def assistance_family(members_family: int, quarter_income_family: float, assistance_line: float) -> float:
    """Assistance to the family: a line for each member less the month's income."""
    gap = assistance_line * members_family - quarter_income_family / 3
    amount = max(gap, cast_ttsim_unit(0.0, unit=TTSIMUnit.CURRENCY.PER_FAMILY))
    return amount + cast_ttsim_unit(HALF, unit=TTSIMUnit.CURRENCY.PER_FAMILY)
