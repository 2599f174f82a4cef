"""Who attends what: shares of each sex and age, the same in the whole country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.assumptions import values

Numbers = npt.NDArray[np.float64]

STUDIES: Final = ("none", "kindergarten", "school", "college", "university")
LEVELS: Final = ("none", "basic", "secondary", "vocational", "higher")
SEXES: Final = ("male", "female")
AGES: Final = 101


@dataclass(frozen=True, slots=True)
class SchoolingFrame:
    """Shares of study (sex, age, kind of study) and of attainment (town, sex, age, level), each adding up to 1."""

    attendance: Numbers
    full_time: Numbers
    attainment: Numbers
    leaves_after_ninth_form: float

    @property
    def student_share(self) -> Numbers:
        """The share of each sex and age (2, 101) at school, college or university."""
        share: Numbers = self.attendance[:, :, STUDIES.index("school") :].sum(axis=2)
        return share


def read_shares() -> SchoolingFrame:
    """Return the shares of `assumptions.yaml` by single age."""
    assumed = values(__package__)
    full_time = assumed["full_time_share"]
    return SchoolingFrame(
        attendance=_attendance(assumed),
        full_time=np.array([full_time[study] for study in STUDIES], np.float64),
        attainment=_attainment(assumed),
        leaves_after_ninth_form=float(assumed["leaves_after_ninth_form"]),
    )


def _attendance(assumed: dict[str, Any]) -> Numbers:
    shares = np.zeros((len(SEXES), AGES, len(STUDIES)))
    women = assumed["women_at_study"]
    for study, entry in assumed["attendance"].items():
        first, of_age = entry["first_age"], np.array(entry["shares"], np.float64)
        span = slice(first, first + len(of_age))
        shares[0, span, STUDIES.index(study)] = of_age * (2 - women[study])
        shares[1, span, STUDIES.index(study)] = of_age * women[study]
    total = shares.sum(axis=2, keepdims=True)
    shares /= np.maximum(total, 1)
    shares[:, :, 0] = 1 - shares.sum(axis=2)
    return shares


def _attainment(assumed: dict[str, Any]) -> Numbers:
    """Between the middles of the age groups the shares run in straight lines."""
    table = assumed["attainment"]
    starts = np.array(table["from_ages"], np.float64)
    middles = np.append((starts[:-1] + starts[1:]) / 2, starts[-1] + 5)
    ages = np.arange(AGES)
    nation = np.zeros((len(SEXES), AGES, len(LEVELS)))
    for sex, name in enumerate(SEXES):
        rows = np.array(table[name], np.float64)
        for level in range(len(LEVELS)):
            nation[sex, :, level] = np.interp(ages, middles, rows[:, level])
    nation /= nation.sum(axis=2, keepdims=True)
    places = []
    for place in ("rural", "urban"):
        shares = nation.copy()
        shares[:, :, -1] *= assumed["urban_attainment"][place]
        rest = (1 - shares[:, :, -1]) / np.maximum(1 - nation[:, :, -1], 1e-9)
        shares[:, :, :-1] *= rest[:, :, None]
        places.append(shares)
    return np.stack(places)
