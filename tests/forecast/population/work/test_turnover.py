"""Settled and unsettled people."""

import numpy as np
import pytest

from tirek.forecast.population.assumptions import values
from tirek.forecast.population.work.turnover import temper, turnover

NUMBERS = np.arange(5_000_000, 5_020_000)


def test_temper_belongs_to_the_person_and_is_uniform() -> None:
    found = temper(NUMBERS)
    assert (temper(NUMBERS[::-1])[::-1] == found).all()
    assert np.histogram(found, 10, (0, 1))[0] == pytest.approx(np.full(10, 2000), rel=0.1)
    assert abs(np.corrcoef(found[1:], found[:-1])[0, 1]) < 0.02


def test_the_young_and_those_out_of_work_are_less_settled() -> None:
    assumed = values("tirek.forecast.population.work")
    paying = np.ones(len(NUMBERS), bool)
    working, out = turnover(NUMBERS, paying, assumed), turnover(NUMBERS, ~paying, assumed)
    assert working.separation.mean() < out.separation.mean()
    young = turnover(NUMBERS, paying, assumed, young=paying)
    assert young.separation == pytest.approx(working.separation * assumed["careers"]["young_factor"])
    assert (working.separation + working.move).max() < 1
