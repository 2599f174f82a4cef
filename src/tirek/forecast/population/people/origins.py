"""Where families live and came from, and the mothers of many children who were honoured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NEVER
from tirek.forecast.population.people.draft import ADULT, FEMALE, YEAR, Draft
from tirek.forecast.population.people.draws import choose, deal
from tirek.forecast.population.regions import CITIES
from tirek.forecast.population.tables import code

if TYPE_CHECKING:
    import datetime as dt

    import numpy.typing as npt

    from tirek.forecast.population.days import Days
    from tirek.forecast.population.people.families import Households

_HONOURED_FROM: Final = 40
_MONTH: Final = YEAR / 12
_MOST_MONTHS_ABROAD: Final = 600
"""Fifty years: more makes no difference to any right."""


def districts(
    draft: Draft, households: Households, region: str, *, urban: bool, rng: np.random.Generator
) -> npt.NDArray[np.int16]:
    """Return the district of each family; towns have the first numbers of a region, villages the next ones."""
    among = draft.given["districts"]
    number = among["cities" if region in CITIES else "towns" if urban else "villages"]
    shares = 1 / (np.arange(number) + 3.0)
    first = 1 if urban else 1 + among["towns"]
    return (first + deal(shares / shares.sum(), len(households.head), rng)).astype(np.int16)


def arrivals(
    draft: Draft, households: Households, region: str, on: dt.date, rng: np.random.Generator
) -> tuple[Days, npt.NDArray[np.int8], npt.NDArray[np.int16]]:
    """Return for each person the day of arrival from abroad (NEVER), the residence status and adult months abroad."""
    families = len(households.head)
    known = draft.given["arrivals"]
    first, last = known["years"]
    came = choose(np.full(families, known["share"].get(region, known["share"]["others"])), rng)
    day = np.full(families, NEVER, np.int64)
    since = draft.on - int((on.year - first) * YEAR)
    until = draft.on - int(max(0, on.year - 1 - last) * YEAR) - 1
    day[came] = since + (rng.random(int(came.sum())) * (until - since)).astype(np.int64)
    of_person = day[households.family]
    arrived = np.where(of_person > draft.birth, of_person, NEVER).astype(np.int32)

    status = np.full(len(draft), code("persons", "residence_status", "citizen"), np.int8)
    recent = arrived > draft.on - draft.given["kandas_years"] * YEAR
    status[recent] = code("persons", "residence_status", "kandas")
    foreign = draft.given["foreigners"]
    for name in ("permanent_resident", "other"):
        strangers = choose(np.where(came, 0.0, foreign[name]), rng)[households.family]
        status[strangers] = code("persons", "residence_status", name)
    grown_up = draft.birth + ADULT * YEAR
    months = np.where(arrived != NEVER, np.clip((arrived - grown_up) / _MONTH, 0.0, _MOST_MONTHS_ABROAD), 0.0)
    return arrived, status, months.astype(np.int16)


def honours(draft: Draft, awarded: float, rng: np.random.Generator) -> npt.NDArray[np.int8]:
    """Return the pendants of mothers; those with most children here come first, older ones first among them.

    Many grown-up children live elsewhere, so the number of children here only ranks the women.
    """
    women = draft.rows((draft.sex == FEMALE) & (draft.age >= _HONOURED_FROM))
    number = _whole(awarded * len(women), rng)
    known = draft.children_born[women] + 0.03 * draft.age[women] + rng.normal(0.0, 0.5, len(women))
    ranked = women[np.argsort(-known, kind="stable")][:number]
    highest = round(draft.given["awarded_mothers"]["altyn_part"] * number)
    pendant = np.full(len(draft), code("persons", "awarded_mother", "none"), np.int8)
    pendant[ranked] = code("persons", "awarded_mother", "kumis_alka")
    pendant[ranked[:highest]] = code("persons", "awarded_mother", "altyn_alka")
    return pendant


def _whole(expected: float, rng: np.random.Generator) -> int:
    """Return a whole number that is the expected one on average."""
    return int(np.floor(expected + rng.random()))
