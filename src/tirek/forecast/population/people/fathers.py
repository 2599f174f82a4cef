"""Fathers who are here: husbands, former husbands and widowers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import NOBODY
from tirek.forecast.population.people.breadwinners import YOUNGEST_FATHER
from tirek.forecast.population.people.draft import ADULT, FEMALE, MALE, YEAR, Draft
from tirek.forecast.population.people.draws import choose, choose_number
from tirek.forecast.population.people.frame import DIVORCED, MARRIED

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.people.draft import Rows
    from tirek.forecast.population.people.mothers import LateWives

_OLDEST_FATHER: Final = 75 * YEAR
_REMARRIED_FROM: Final = 28


def find_fathers(draft: Draft, late: LateWives, rng: np.random.Generator) -> None:
    """Give fathers to children who have a mother, living or dead."""
    _separate(draft, rng)
    children = draft.rows(draft.mother >= 0)
    mothers = draft.mother[children]
    father = np.where(draft.marital[mothers] == MARRIED, draft.spouse[mothers], draft.former[mothers])
    again = _married_again(draft, rng)
    father = np.where(again[mothers] & (draft.birth_order[children] == 1), NOBODY, father)
    draft.father[children] = np.where(_old_enough(draft, father, children), father, NOBODY)
    orphans = draft.rows(draft.dead_mother >= 0)
    widower = late.widower[draft.dead_mother[orphans]]
    draft.father[orphans] = np.where(_old_enough(draft, widower, orphans), widower, NOBODY)


def _old_enough(draft: Draft, father: Rows, children: Rows) -> npt.NDArray[np.bool_]:
    age = draft.birth[children].astype(np.int64) - draft.birth[father]
    return (father >= 0) & (age >= YOUNGEST_FATHER) & (age <= _OLDEST_FATHER)


def _separate(draft: Draft, rng: np.random.Generator) -> None:
    """Pair divorced men with divorced women of fitting age, first with mothers of minors."""
    men = draft.rows((draft.sex == MALE) & (draft.marital == DIVORCED))
    women = draft.rows((draft.sex == FEMALE) & (draft.marital == DIVORCED))
    minors = draft.rows((draft.mother >= 0) & (draft.age < ADULT))
    of_minor = np.zeros(len(draft), np.bool_)
    of_minor[draft.mother[minors]] = True
    number = min(len(women), round(draft.given["former_husbands_known"] * len(men)))
    wives = women[choose_number(np.where(of_minor[women], 4.0, 1.0), number, rng)]
    husbands = men[choose_number(np.ones(len(men)), len(wives), rng)]
    strangers = (draft.mother[husbands] != draft.mother[wives]) | (draft.mother[wives] < 0)
    husbands, wives = husbands[strangers], wives[strangers]
    draft.former[husbands], draft.former[wives] = wives, husbands


def _married_again(draft: Draft, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Return the married mothers whose first child is of an earlier marriage."""
    mother = (draft.sex == FEMALE) & (draft.marital == MARRIED) & (draft.age >= _REMARRIED_FROM)
    return choose(np.where(mother & (draft.children_born > 0), draft.given["married_again"], 0.0), rng)
