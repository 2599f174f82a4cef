"""The margins of the tiny nation: nobody waits for those of the real one."""

import datetime as dt

import numpy as np
import pytest

from tirek.forecast.population.check import run
from tirek.forecast.population.margins import Margins


@pytest.fixture(autouse=True)
def margins_of_the_tiny_nation(monkeypatch: pytest.MonkeyPatch) -> None:
    def tiny(on: dt.date) -> Margins:
        return Margins(on, (("KZ-75", True),), np.full((1, 2, 101), 100.0))

    monkeypatch.setattr(run, "national", tiny)
