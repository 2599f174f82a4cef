"""The breadwinners who died: late husbands and wives, fathers who were not married to the mother any more or ever."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NOBODY, day_number
from tirek.forecast.population.people.draft import ADULT, FEMALE, MALE, YEAR, Draft
from tirek.forecast.population.people.draws import by_age, choose
from tirek.forecast.population.people.frame import WIDOWED, PeopleFrame
from tirek.forecast.population.people.iin import FIRST_UNIQUE_YEAR

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.days import Days
    from tirek.forecast.population.people.draft import Rows
    from tirek.forecast.population.people.mothers import LateWives

    Numbers = npt.NDArray[np.float64]

YOUNGEST_FATHER: Final = 17 * YEAR
_OLDEST_ORPHAN: Final = 27
"""Children up to this age had, or may have had since 2022, a right to survivors' payments."""
_EARLIEST_DEATH: Final = 22 * YEAR
_BORN_AFTER: Final = 200
"""Days after the father's death within which his youngest child may have been born."""
_MARRIED_FOR: Final = 30
"""Days for which every widow was married."""
_GAP_SPREAD: Final = 3.0
_MOST_TIMES: Final = 10_000.0
_HALVINGS: Final = 50
_PARENT_OF_WARD: Final = (20, 38)
"""Ages at the birth."""


@dataclass(frozen=True, slots=True)
class Deceased:
    """Dead breadwinners; `survivor` is the widow, the widower or the mother, or a child where there is none."""

    birth: Days
    died: Days
    sex: npt.NDArray[np.int8]
    survivor: Rows
    widowed: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.birth)


@dataclass(frozen=True, slots=True)
class _Fathers:
    """Dead fathers, one for each of `mothers`; they died in the days from `earliest` on."""

    mothers: Rows
    birth: Days
    earliest: npt.NDArray[np.int64]


def breadwinners(draft: Draft, late: LateWives, frame: PeopleFrame, rng: np.random.Generator) -> Deceased:
    """Return the parents who died and left young children here, and fill `dead_father` and `dead_mother`.

    Husbands of widows, wives of widowers and a parent of some children without parents come first. Then a part of the
    fathers who are not here is dead, until families with a right are as many for one minor as in the nation.
    """
    young = draft.age < _OLDEST_ORPHAN
    widows = _fathers(draft, draft.rows(young & _mother_is(draft, WIDOWED)), rng)
    wife = np.flatnonzero(np.isin(np.arange(len(late.birth)), draft.dead_mother[young]))
    wards = draft.rows((draft.age < ADULT) & (draft.mother < 0) & (draft.father < 0) & (draft.dead_mother < 0))
    orphans = wards[choose(np.full(len(wards), draft.given["dead_parent_of_ward"]), rng)]
    parent_sex = rng.integers(MALE, FEMALE, len(orphans), np.int8, endpoint=True)
    parent_birth = (draft.birth[orphans] - rng.uniform(*_PARENT_OF_WARD, len(orphans)) * YEAR).astype(np.int32)
    _link(draft, late, widows.mothers, wife, orphans, parent_sex)

    missing = frame.bereaved * (draft.age < ADULT).sum() - _families_with_right(draft)
    absent = _fathers(draft, draft.rows(young & _father_is_absent(draft)), rng)
    died = choose(_chances(draft, absent, max(missing, 0.0), frame), rng)
    absent = _Fathers(absent.mothers[died], absent.birth[died], absent.earliest[died])
    _link_absent(draft, absent.mothers, len(widows.mothers) + len(wife) + len(orphans))

    fathers = [
        _day_of_death(each.birth, each.earliest, frame.men_living, draft.on, rng.random(len(each.mothers)))
        for each in (widows, absent)
    ]
    of_ward = _day_of_death(
        parent_birth, draft.birth[orphans].astype(np.int64) + 1, frame.men_living, draft.on, rng.random(len(orphans))
    )
    men, women = np.zeros(len(widows.mothers), np.int8), np.ones(len(wife), np.int8)
    widowed = np.arange(len(men) + len(women) + len(orphans) + len(absent.mothers)) < len(men) + len(women)
    return Deceased(
        np.concatenate([widows.birth, late.birth[wife], parent_birth, absent.birth]),
        np.concatenate([fathers[0], late.died[wife], of_ward, fathers[1]]),
        np.concatenate([men, women, parent_sex, np.zeros(len(absent.mothers), np.int8)]),
        np.concatenate([widows.mothers, late.widower[wife], orphans, absent.mothers]).astype(np.int32),
        widowed,
    )


def _mother_is(draft: Draft, status: int) -> npt.NDArray[np.bool_]:
    return np.asarray((draft.mother >= 0) & (draft.marital[draft.mother] == status))


def _father_is_absent(draft: Draft) -> npt.NDArray[np.bool_]:
    return np.asarray((draft.mother >= 0) & (draft.father < 0) & (draft.dead_father < 0))


def _fathers(draft: Draft, children: Rows, rng: np.random.Generator) -> _Fathers:
    """Return one father for the children of each mother, old enough to be the father of the eldest of them."""
    mothers, nth = np.unique(draft.mother[children], return_inverse=True)
    born = draft.birth[children].astype(np.int64)
    eldest, youngest = np.full(len(mothers), np.iinfo(np.int64).max), np.zeros(len(mothers), np.int64)
    np.minimum.at(eldest, nth, born)
    np.maximum.at(youngest, nth, born)
    gap = rng.normal(draft.given["couples"]["gap"], _GAP_SPREAD, len(mothers)) * YEAR
    birth = np.minimum(draft.birth[mothers] - gap, eldest - YOUNGEST_FATHER)
    birth = np.maximum(birth, day_number(dt.date(FIRST_UNIQUE_YEAR, 1, 1))).astype(np.int32)
    earliest = np.maximum(youngest - _BORN_AFTER, draft.on - int(_EARLIEST_DEATH))
    wed = np.maximum(birth, draft.birth[mothers]) + int(ADULT * YEAR) + _MARRIED_FOR  # no widow before she could marry
    earliest = np.where(draft.marital[mothers] == WIDOWED, np.maximum(earliest, wed), earliest)
    return _Fathers(mothers.astype(np.int32), birth, np.minimum(earliest, draft.on - 1))


def _rights(draft: Draft) -> Numbers:
    """Return the chance that a person is of an age to have a right today: minors, and full-time students."""
    return np.where(draft.age < ADULT, 1.0, by_age(draft.given["students_until_23"], draft.age))


def _families_with_right(draft: Draft) -> float:
    """Return how many of the deceased left a child with a right, as far as it is known before anybody studies."""
    right = np.zeros(len(draft) + 1)
    rights = _rights(draft)
    for dead in (draft.dead_mother, draft.dead_father):
        children = draft.rows(dead >= 0)
        np.maximum.at(right, dead[children], rights[children])
    return float(right.sum())


def _chances(draft: Draft, absent: _Fathers, families: float, frame: PeopleFrame) -> Numbers:
    """Return the chance of each absent father to be dead: so many times men's mortality that `families` have a right.

    All of them are dead where even that is too few.
    """
    right = np.zeros(len(draft))
    children = draft.rows(_father_is_absent(draft))
    np.maximum.at(right, draft.mother[children], _rights(draft)[children])
    left = _living(frame.men_living, draft.on - absent.birth.astype(np.int64))
    survival = left / _living(frame.men_living, absent.earliest - absent.birth)
    low, high = 0.0, _MOST_TIMES
    for _ in range(_HALVINGS):
        times = (low + high) / 2
        if ((1 - survival**times) * right[absent.mothers]).sum() < families:
            low = times
        else:
            high = times
    return np.asarray(1 - survival**high if families > 0 else np.zeros(len(survival)))


def _living(living: Numbers, days: npt.NDArray[np.int64]) -> Numbers:
    """Return who is left at an age in days of those born, by the life table `living` of whole years."""
    return np.interp(days / YEAR, np.arange(len(living)), living)


def _day_of_death(
    birth: Days, earliest: npt.NDArray[np.int64], living: Numbers, on: int, point: Numbers
) -> npt.NDArray[np.int32]:
    """Return the day of each death between its earliest day and yesterday, later ones likelier as people age.

    `point`, between 0 and 1, tells how many of those who die in the span have died by the day.
    """
    born = birth.astype(np.int64)
    first, last = _living(living, earliest - born), _living(living, on - 1 - born)
    left = first - point * (first - last)
    age = np.interp(-left, -living, np.arange(len(living)))
    return np.clip(born + (age * YEAR).astype(np.int64), earliest, on - 1).astype(np.int32)


def _link(
    draft: Draft, late: LateWives, widows: Rows, wife: Rows, orphans: Rows, parent_sex: npt.NDArray[np.int8]
) -> None:
    """Turn `dead_mother` into numbers of the deceased and fill `dead_father`, for the first three kinds of them."""
    of_widow = np.full(len(draft), NOBODY, np.int32)
    of_widow[widows] = np.arange(len(widows), dtype=np.int32)
    with_mother = draft.rows((draft.mother >= 0) & (draft.age < _OLDEST_ORPHAN))
    draft.dead_father[with_mother] = of_widow[draft.mother[with_mother]]
    of_late = np.full(len(late.birth) + 1, NOBODY, np.int32)
    of_late[wife] = len(widows) + np.arange(len(wife), dtype=np.int32)
    draft.dead_mother[:] = of_late[draft.dead_mother]
    numbers = len(widows) + len(wife) + np.arange(len(orphans), dtype=np.int32)
    women = parent_sex == FEMALE
    draft.dead_mother[orphans[women]], draft.dead_father[orphans[~women]] = numbers[women], numbers[~women]


def _link_absent(draft: Draft, mothers: Rows, first: int) -> None:
    """Fill `dead_father` of the children whose father is not here and died; their numbers begin at `first`."""
    of_mother = np.full(len(draft), NOBODY, np.int32)
    of_mother[mothers] = first + np.arange(len(mothers), dtype=np.int32)
    children = draft.rows(_father_is_absent(draft) & (draft.age < _OLDEST_ORPHAN))
    draft.dead_father[children] = of_mother[draft.mother[children]]
