"""Whole-number contributions of many persons against the law's own provisions, to the tiyn."""

import datetime as dt
from fractions import Fraction
from math import floor

import numpy as np
import pytest

from tirek.forecast.population.work.contributions import (
    FIRST_MONTH,
    PAYER_KINDS,
    ContributionLaw,
    contribution_law,
    contributions_of_month,
)
from tirek.law.kernel.law import Law

LAST_MONTH = 2026 * 12 + 5


@pytest.fixture(scope="module")
def law() -> ContributionLaw:
    return contribution_law(FIRST_MONTH - 12, LAST_MONTH - FIRST_MONTH + 13)


def test_random_person_months_agree_with_the_law(law: ContributionLaw) -> None:
    rng = np.random.default_rng(3)
    kernel = Law.load("tirek.law")
    compared = 0
    for month in rng.integers(FIRST_MONTH, LAST_MONTH + 1, 60).tolist():
        edition = kernel.edition(dt.date(month // 12, month % 12 + 1, 1))
        kinds = rng.integers(0, len(PAYER_KINDS), 12)
        incomes = np.rint(np.exp(rng.uniform(8, 16.8, 12))).astype(np.int64) * 100
        incomes[0] = 0
        in_city = bool(rng.integers(2))
        due, credited = contributions_of_month(law, month, kinds, incomes, in_city=in_city)
        for kind, income, paid, credit in zip(kinds, incomes, due, credited, strict=True):
            case = edition.case(
                {
                    "payer_kind": PAYER_KINDS[kind],
                    "payer_income": int(income),
                    "in_city": in_city,
                    "payer_income_exempt": 0,
                    "pension_contribution_exempt": False,
                }
            )
            where = (month, PAYER_KINDS[kind], int(income))
            assert Fraction(case.value("social_contribution")) == paid, where
            assert floor(Fraction(case.value("credited_month_income")) + Fraction(1, 2)) == credit, where
            compared += int(paid > 0)
    assert compared > 200


def test_nobody_is_insured_before_the_first_law(law: ContributionLaw) -> None:
    due, credited = contributions_of_month(law, FIRST_MONTH - 1, np.zeros(1, np.int64), np.array([10**8]), in_city=True)
    assert due[0] == 0
    assert credited[0] == 0
