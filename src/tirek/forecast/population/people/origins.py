"""Where families live, and the mothers of many children who were honoured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.people.draft import ADULT, FEMALE, YEAR, Draft
from tirek.forecast.population.people.draws import deal
from tirek.forecast.population.people.frame import NEVER_MARRIED
from tirek.forecast.population.regions import CITIES
from tirek.forecast.population.tables import code

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.people.draft import Rows
    from tirek.forecast.population.people.families import Households

_HONOURED_FROM: Final = 40
_KUMIS, _ALTYN = 6, 7
"""Children who bring the silver and the golden pendant."""
_FIRST_BIRTH, _LAST_BIRTH, _APART = 18, 45, 1.6
"""Ages at the first and last birth of children who are not here, and years between them."""


def districts(
    draft: Draft, households: Households, region: str, *, urban: bool, rng: np.random.Generator
) -> npt.NDArray[np.int16]:
    """Return the district of each family; towns have the first numbers of a region, villages the next ones."""
    among = draft.given["districts"]
    number = among["cities" if region in CITIES else "towns" if urban else "villages"]
    shares = 1 / (np.arange(number) + 3.0)
    first = 1 if urban else 1 + among["towns"]
    return (first + deal(shares / shares.sum(), len(households.head), rng)).astype(np.int16)


def honours(draft: Draft, awarded: float, rng: np.random.Generator) -> npt.NDArray[np.int8]:
    """Return the pendants of mothers, silver for six children, gold for seven and more.

    Mothers of six and more who are known here come first. Where they are too few, others follow who had time for
    elder children, grown by now and living elsewhere: these are added to the children they have borne.
    """
    women = draft.rows((draft.sex == FEMALE) & (draft.age >= _HONOURED_FROM))
    number = _whole(awarded * len(women), rng)
    missing = np.maximum(_KUMIS - draft.children_born[women], 0)
    able = (missing <= _room(draft, women)) & ((missing == 0) | (draft.marital[women] != NEVER_MARRIED))
    order = np.lexsort((rng.random(len(women)), missing))
    chosen = order[able[order]][:number]
    _add_elder(draft, women[chosen], missing[chosen])
    pendant = np.full(len(draft), code("persons", "awarded_mother", "none"), np.int8)
    golden = draft.children_born[women[chosen]] >= _ALTYN
    codes = [code("persons", "awarded_mother", name) for name in ("kumis_alka", "altyn_alka")]
    pendant[women[chosen]] = np.where(golden, codes[1], codes[0])
    return pendant


def _room(draft: Draft, women: Rows) -> npt.NDArray[np.int64]:
    """Return how many grown children each woman may have borne before the first one known here."""
    first = np.full(len(draft), draft.on, np.int64)
    children = draft.rows(draft.mother >= 0)
    np.minimum.at(first, draft.mother[children], draft.birth[children].astype(np.int64))
    until = np.minimum(first[women], draft.on - ADULT * YEAR)
    until = np.minimum(until, draft.birth[women] + _LAST_BIRTH * YEAR)
    years = np.maximum(until - draft.birth[women] - _FIRST_BIRTH * YEAR, 0.0) / YEAR
    return np.asarray((years / _APART).astype(np.int64))


def _add_elder(draft: Draft, women: Rows, elder: npt.NDArray[np.int16]) -> None:
    """Let women have borne so many children before those who are known here."""
    more = np.zeros(len(draft), np.int16)
    more[women] = elder
    draft.children_born += more
    children = draft.rows(draft.mother >= 0)
    draft.birth_order[children] += more[draft.mother[children]]


def _whole(expected: float, rng: np.random.Generator) -> int:
    """Return a whole number that is the expected one on average."""
    return int(np.floor(expected + rng.random()))
