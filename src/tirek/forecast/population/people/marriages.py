"""Who is married, widowed, divorced, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.margins import AGES
from tirek.forecast.population.people.draft import ADULT, FEMALE, MALE, YEAR, Draft
from tirek.forecast.population.people.draws import by_age, choose, choose_number
from tirek.forecast.population.people.frame import DIVORCED, MARRIED, NEVER_MARRIED, WIDOWED

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.people.draft import Rows

_WEDDING_EVE = 30


def marry(draft: Draft, marital: npt.NDArray[np.float64], rng: np.random.Generator) -> None:
    """Give marital statuses by sex and age, as many husbands as wives, and match couples by age."""
    people = [draft.rows(draft.sex == sex) for sex in (MALE, FEMALE)]
    chances = [marital[sex, np.minimum(draft.age[people[sex]], AGES - 1)] for sex in (MALE, FEMALE)]
    expected = (chances[MALE][:, MARRIED].sum() + chances[FEMALE][:, MARRIED].sum()) / 2
    couples = min([round(expected), *((each[:, MARRIED] > 0).sum() for each in chances)])
    partners = []
    for rows, chance in zip(people, chances, strict=True):
        married = choose_number(chance[:, MARRIED], int(couples), rng)
        single = np.maximum(1e-12, 1 - chance[:, MARRIED])
        widowed = choose(np.where(married, 0.0, chance[:, WIDOWED] / single), rng)
        left = np.maximum(1e-12, chance[:, NEVER_MARRIED] + chance[:, DIVORCED])
        divorced = choose(np.where(married | widowed, 0.0, chance[:, DIVORCED] / left), rng)
        draft.marital[rows] = np.select([married, widowed, divorced], [MARRIED, WIDOWED, DIVORCED], NEVER_MARRIED)
        partners.append(rows[married])
    husbands, wives = (_in_order(draft, rows, rng) for rows in partners)
    draft.spouse[husbands], draft.spouse[wives] = wives, husbands
    _weddings(draft, husbands, wives, rng)


def _in_order(draft: Draft, rows: Rows, rng: np.random.Generator) -> Rows:
    """Return persons by age with some disorder: the n-th husband marries the n-th wife."""
    spread = draft.given["couples"]["spread"] * YEAR
    return rows[np.argsort(draft.birth[rows] + rng.normal(0.0, spread, len(rows)), kind="stable")]


def _weddings(draft: Draft, husbands: Rows, wives: Rows, rng: np.random.Generator) -> None:
    couples = draft.given["couples"]
    bride_age = rng.normal(couples["bride_age"], couples["bride_spread"], len(wives)) * YEAR
    grown_up = np.maximum(draft.birth[husbands], draft.birth[wives]) + np.ceil(ADULT * YEAR) + 1
    latest = np.maximum(grown_up, draft.on - _WEDDING_EVE * rng.random(len(wives)) * 12)
    day = np.clip(draft.birth[wives] + bride_age, grown_up, latest).astype(np.int32)
    day = np.minimum(day, draft.on - 1)
    draft.married_on[husbands] = draft.married_on[wives] = day


def wed_before_children(draft: Draft, rng: np.random.Generator) -> None:
    """Move weddings to before the first common child, unless husband or wife was not yet 18 then; see `_childless`."""
    children = draft.rows((draft.mother >= 0) & (draft.father >= 0))
    wives = draft.mother[children]
    common = children[draft.spouse[wives] == draft.father[children]]
    first = np.full(len(draft), np.iinfo(np.int32).max, np.int64)
    np.minimum.at(first, draft.mother[common], draft.birth[common].astype(np.int64))
    wives = draft.rows(first < np.iinfo(np.int32).max)
    wait = 200 + rng.exponential(draft.given["couples"]["first_child_after"] * YEAR - 200, len(wives))
    _wed(draft, wives, first[wives] - wait.astype(np.int64))
    wives = draft.rows((draft.sex == FEMALE) & (draft.marital == MARRIED) & (first == np.iinfo(np.int32).max))
    _childless(draft, wives, rng)


def _childless(draft: Draft, wives: Rows, rng: np.random.Generator) -> None:
    """Let couples without common children have married of late, mostly: others of their age have children by now."""
    lately = draft.given["childless_couples"]
    wives = wives[choose(by_age(lately["share"], draft.age[wives]), rng)]
    _wed(draft, wives, draft.on - rng.exponential(lately["years"] * YEAR, len(wives)).astype(np.int64))


def _wed(draft: Draft, wives: Rows, day: npt.NDArray[np.int64]) -> None:
    """Set weddings to a day, or the day on which both are 18 where that is later; before the day of the nation."""
    husbands = draft.spouse[wives]
    grown_up = np.maximum(draft.birth[husbands], draft.birth[wives]) + int(np.ceil(ADULT * YEAR)) + 1
    day = np.minimum(np.maximum(day, grown_up), draft.on - 1)
    draft.married_on[husbands] = draft.married_on[wives] = day.astype(np.int32)
