"""Which woman bore whom: children look for mothers from the oldest child to the youngest, then the unborn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from numba import njit

from tirek.forecast.population.people.draft import ADULT, FEMALE, MALE, YEAR, Draft, Rows
from tirek.forecast.population.people.draws import choose, deal
from tirek.forecast.population.people.frame import ELAPSED, NEVER_MARRIED, WIDOWED, YOUNGEST_MOTHER, PeopleFrame

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.days import Days

PREGNANCY: Final = 280
"""Days; the least between two births of a woman, and the longest in which a birth is expected."""
_ORDERS: Final = 8
_LATE_WIFE_AGES = (24, 62)
_SHORTEST_SPACING = 456  # days: closer births happen, but seldom
_SELDOM = 0.25
_STRICT_TRIES = 60
_LOOSE_TRIES = 60
_YOUNGEST_DAYS: Final = int(15 * YEAR)
_OLDEST_DAYS: Final = int(50 * YEAR)


compiled: Any = njit(cache=True, nogil=True)


class LateWives(NamedTuple):
    """Women who died and left a widower in the block: birth, day of death, the widower, children found here."""

    birth: Days
    died: Days
    widower: Rows
    children: npt.NDArray[np.int16]


def find_mothers(draft: Draft, frame: PeopleFrame, stratum: int, rng: np.random.Generator) -> LateWives:
    """Give mothers, birth orders and expected births; children of late wives get their number in `dead_mother`."""
    late = _late_wives(draft, rng)
    women = draft.rows((draft.sex == FEMALE) & (draft.age >= YOUNGEST_MOTHER))
    weight = np.where(draft.marital[women] == NEVER_MARRIED, draft.given["unmarried_mothers"], 1.0)
    birth = np.concatenate([draft.birth[women], late.birth])
    who = np.concatenate([women, -2 - np.arange(len(late.birth), dtype=np.int32)])  # late wives are -2, -3, ...
    until = np.concatenate([np.full(len(women), np.iinfo(np.int32).max, np.int32), late.died])
    order = np.argsort(birth, kind="stable")
    birth, who, until = birth[order], who[order], until[order]
    weight = np.concatenate([weight, np.ones(len(late.birth))])[order]

    children, days, unborn = _births(draft, frame, stratum, rng)
    age, nth = _plan_births(draft, frame.births[stratum], days, rng)
    same_day = max(1e-9, float(np.mean(days[1:] == days[:-1]))) if len(days) > 1 else 1.0
    twins = draft.given["twins"] / same_day
    place = np.full(len(draft), -1, np.int64)
    place[children[~unborn]] = np.flatnonzero(~unborn)
    spouse = np.where(unborn, -1, draft.spouse[children])
    mate = np.where(spouse >= 0, place[spouse], -1)
    found, orders, borne = _search(birth, until, weight, days, age, nth, mate, twins, unborn, rng)
    known = (found >= 0) & ~unborn
    mothers = who[found[known]]
    living = mothers >= 0
    rows = children[known]
    draft.mother[rows[living]] = mothers[living]
    draft.dead_mother[rows[~living]] = -2 - mothers[~living]
    draft.birth_order[rows] = orders[known]
    at_home = who >= 0
    draft.children_born[who[at_home]] = borne[at_home]
    late.children[-2 - who[~at_home]] = borne[~at_home]
    expecting = (found >= 0) & unborn
    draft.due[who[found[expecting]]] = days[expecting]
    return late


def _late_wives(draft: Draft, rng: np.random.Generator) -> LateWives:
    """Return the wives whom younger widowers have lost."""
    youngest, oldest = _LATE_WIFE_AGES
    widowers = draft.rows(
        (draft.sex == MALE) & (draft.marital == WIDOWED) & (draft.age >= youngest) & (draft.age < oldest)
    )
    couples = draft.given["couples"]
    birth = draft.birth[widowers] + rng.normal(couples["gap"], couples["spread"], len(widowers)) * YEAR
    birth = np.minimum(birth, draft.on - (ADULT + 3) * YEAR)
    grown_up = birth + 20 * YEAR
    earliest = np.maximum(grown_up, draft.on - 22 * YEAR)
    died = earliest + rng.random(len(widowers)) * (draft.on - 10 - earliest)
    return LateWives(birth.astype(np.int32), died.astype(np.int32), widowers, np.zeros(len(widowers), np.int16))


def _births(
    draft: Draft, frame: PeopleFrame, stratum: int, rng: np.random.Generator
) -> tuple[Rows, Days, npt.NDArray[np.bool_]]:
    """Return children who have a mother here, oldest first, then the unborn (row NOBODY), and their birthdays."""
    known = frame.mother_known[stratum][np.minimum(draft.age, frame.mother_known.shape[1] - 1)]
    children = draft.rows(choose(known, rng))
    share = PREGNANCY / YEAR * frame.pregnant
    newest = draft.rows(choose(np.where(draft.age == 0, share, 0.0), rng))
    due = np.sort(draft.on + 1 + (rng.random(len(newest)) * (PREGNANCY - 1)).astype(np.int32))
    days = np.concatenate([draft.birth[children], due.astype(np.int32)])
    rows = np.concatenate([children, np.full(len(due), -1, np.int32)])
    return rows, days, rows < 0


def _plan_births(
    draft: Draft, births: npt.NDArray[np.float64], days: Days, rng: np.random.Generator
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int16]]:
    """Return the age of the mother and the order wished for each birth; together they follow the levelled table."""
    elapsed = np.clip(((draft.on - days) / YEAR).astype(np.int64), 0, ELAPSED - 1)
    age, nth = np.zeros(len(days)), np.zeros(len(days), np.int16)
    for year in np.unique(elapsed):
        of_year = np.flatnonzero(elapsed == year)
        cell = deal(births[year].ravel(), len(of_year), rng)
        age[of_year] = YOUNGEST_MOTHER + cell // _ORDERS + rng.random(len(of_year))
        nth[of_year] = cell % _ORDERS + 1
    return age, nth


@compiled  # type: ignore[untyped-decorator]
def _search(
    birth: Days,
    until: Days,
    weight: npt.NDArray[np.float64],
    days: Days,
    age: npt.NDArray[np.float64],
    nth: npt.NDArray[np.int16],
    mate: npt.NDArray[np.int64],
    twins: float,
    unborn: npt.NDArray[np.bool_],
    rng: np.random.Generator,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int16], npt.NDArray[np.int16]]:
    """Return the woman (or -1) of each birth, which child of hers it is, and how many each woman has borne.

    A woman of the wished age and with the wished number of children is drawn again and again until one is free;
    then the number may differ, then the age; spacing and the ages 15 to 49 never. Nobody has the mother of his or her
    spouse, whose place among the births is `mate`.
    """
    women = len(birth)
    borne = np.zeros(women, np.int16)
    last = np.full(women, -(10**9), np.int64)
    single = np.zeros(women, np.bool_)  # the youngest child has no twin
    found = np.full(len(days), -1, np.int32)
    order = np.zeros(len(days), np.int16)
    for each in range(len(days)):
        day = days[each]
        if (
            each > 0
            and days[each - 1] == day
            and found[each - 1] >= 0
            and not unborn[each]
            and single[found[each - 1]]
            and mate[each] != each - 1
            and (mate[each] < 0 or found[mate[each]] != found[each - 1])
            and rng.random() < twins
        ):
            woman = found[each - 1]
            single[woman] = False
            borne[woman] += 1
            found[each], order[each] = woman, borne[woman]
            continue
        for attempt in range(_STRICT_TRIES + _LOOSE_TRIES):
            window = 183 * (1 + attempt // 15)
            middle = day - age[each] * YEAR
            low = np.searchsorted(birth, max(middle - window, day - _OLDEST_DAYS))
            high = np.searchsorted(birth, min(middle + window, day - _YOUNGEST_DAYS))
            if high <= low:
                continue
            woman = low + int(rng.random() * (high - low))
            if mate[each] >= 0 and found[mate[each]] == woman:
                continue
            if day - last[woman] < PREGNANCY or day >= until[woman]:
                continue
            differs = abs(borne[woman] - min(nth[each] - 1, 7))
            if (nth[each] == _ORDERS and borne[woman] >= _ORDERS - 1) or attempt >= _STRICT_TRIES + _LOOSE_TRIES // 2:
                differs = 0
            if differs > (1 if attempt >= _STRICT_TRIES else 0):
                continue
            chance = weight[woman] * (_SELDOM if day - last[woman] < _SHORTEST_SPACING else 1.0)
            if rng.random() >= chance:
                continue
            found[each] = woman
            if unborn[each]:
                last[woman] = day + 10**6  # one expected birth each
            else:
                borne[woman] += 1
                order[each], last[woman], single[woman] = borne[woman], day, True
            break
    return found, order, borne
