"""Families of many children: who receives the allowance, for how many children, and since when there are four.

A couple's children are the minors and full-time students who live with a parent or guardian of theirs; what two
families under one roof have together does not count (arts 71, 90 of the Code).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.days import Days

    Rows = npt.NDArray[Any]
    Flags = npt.NDArray[np.bool_]

MANY_CHILDREN: Final = 4
"""Children with whom a family is one of many children."""


@dataclass(frozen=True, slots=True)
class Kin:
    """The living of a block, a row each: family, kin by row (-1: none or not here), and what counts.

    `counted` are minors and full-time students of the age that the law still counts.
    """

    home: Rows
    mother: Rows
    father: Rows
    guardian: Rows
    spouse: Rows
    woman: Flags
    counted: Flags
    birth_date: Days


@dataclass(frozen=True, slots=True)
class LargeFamilies:
    """A row for each couple or lone parent with many children: who receives, how many children, since when."""

    recipient: Rows
    children: Rows
    since: Days


def large_families(kin: Kin) -> LargeFamilies:
    """Return the families of many children of a block, in the order of their recipients.

    The mother receives, or who else of the couple has children here; `since` is the day the fourth of them was born.
    """
    rows = len(kin.home)
    child = np.flatnonzero(kin.counted)
    keeper = np.full(len(child), -1, np.int64)
    for other in (kin.guardian[child], kin.father[child], kin.mother[child]):
        keeper = np.where(_together(kin.home, child, other), other, keeper)
    child, keeper = child[keeper >= 0], keeper[keeper >= 0]
    has_own = np.bincount(keeper, minlength=rows) > 0
    consort = np.where(_together(kin.home, keeper, kin.spouse[keeper]), kin.spouse[keeper], -1)
    receives = np.where((consort >= 0) & has_own[consort] & kin.woman[consort], consort, keeper)
    order = np.lexsort((kin.birth_date[child], receives))
    recipient, first, number = np.unique(receives[order], return_index=True, return_counts=True)
    many = number >= MANY_CHILDREN
    fourth = child[order[first[many] + MANY_CHILDREN - 1]]
    return LargeFamilies(recipient[many], number[many], kin.birth_date[fourth].astype(np.int32))


def _together(home: Rows, one: Rows, other: Rows) -> Flags:
    together: Flags = (other >= 0) & (home[other] == home[one])
    return together
