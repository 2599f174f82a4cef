"""The law's numbers as the tree of dated parameters that OpenFisca and its fork PolicyEngine read."""

from __future__ import annotations

from typing import Any

from benchmarks import figures

FROM = "2023-01-01"
"""Older than the first month of the histories."""


def _value(value: float) -> dict[str, Any]:
    return {"values": {FROM: {"value": value}}}


def _steps(steps: tuple[tuple[int, float], ...]) -> dict[str, Any]:
    """A scale that gives one amount from each threshold on."""
    brackets = [{"threshold": {FROM: {"value": start}}, "amount": {FROM: {"value": amount}}} for start, amount in steps]
    return {"metadata": {"type": "single_amount"}, "brackets": brackets}


def parameter_tree() -> dict[str, Any]:
    """All numbers, each from ``FROM`` on."""
    return {
        "minimum_wage": _value(figures.MINIMUM_WAGE),
        "monthly_index": _value(figures.MONTHLY_INDEX),
        "cap": _value(figures.CAP_IN_MINIMUM_WAGES * figures.MINIMUM_WAGE),
        "deducted_share": _value(figures.DEDUCTED_SHARE),
        "pension_contribution_share": _value(figures.PENSION_CONTRIBUTION_SHARE),
        "job_loss_minimum_record": _value(figures.JOB_LOSS_MINIMUM_RECORD),
        "days_in_month": _value(figures.DAYS_IN_MONTH),
        "assistance_line": _value(figures.ASSISTANCE_LINE),
        "replacement": {
            "disability": _value(figures.REPLACEMENT_DISABILITY),
            "survivors": _value(figures.REPLACEMENT_SURVIVORS),
            "job_loss": _value(figures.REPLACEMENT_JOB_LOSS),
            "childcare": _value(figures.REPLACEMENT_CHILDCARE),
        },
        "record": {
            "steps": _steps(figures.RECORD_STEPS),
            "bonus": _value(figures.RECORD_BONUS),
            "bonus_from": _value(figures.RECORD_BONUS_FROM),
            "bonus_after": _value(figures.RECORD_BONUS_AFTER),
            "bonus_every": _value(figures.RECORD_BONUS_EVERY),
            "cap": _value(figures.RECORD_CAP),
        },
        "dependants": _steps(figures.DEPENDANT_STEPS),
        "childcare": _steps(figures.CHILDCARE_STEPS),
    }
