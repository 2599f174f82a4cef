"""Families as they result: members, head, roles, kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.people.draft import ADULT, MALE, Draft
from tirek.forecast.population.tables import code

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.people.draft import Rows

_HEAD_UNTIL: Final = 65
_BY_MAN: Final = 8
_BY_PARENT: Final = 10
_WOMEN_AHEAD: Final = 0.25
"""Share of couples where the wife is written down as the head."""


@dataclass(frozen=True, slots=True)
class Households:
    """Families by number; `order` lists persons family by family, head first; `family` and `role` are of each."""

    order: Rows
    family: Rows
    start: Rows
    head: Rows
    size: npt.NDArray[np.int16]
    children: npt.NDArray[np.int16]
    kind: npt.NDArray[np.int8]
    role: npt.NDArray[np.int8]


def gather(draft: Draft, root: Rows, rng: np.random.Generator) -> Households:
    """Return the families of a settled block, those of the oldest root first."""
    length = len(draft)
    roots, family = np.unique(root, return_inverse=True)
    family = family.astype(np.int32)
    head = _heads(draft, family, len(roots), rng)
    is_head = np.zeros(length, np.bool_)
    is_head[head] = True
    order = np.lexsort((np.arange(length), ~is_head, family)).astype(np.int32)
    size = np.bincount(family, minlength=len(roots)).astype(np.int16)
    children = np.bincount(family, weights=draft.age < ADULT, minlength=len(roots)).astype(np.int16)
    start = (np.cumsum(size, dtype=np.int64) - size).astype(np.int32)
    role = _roles(draft, family, head)
    return Households(order, family, start, head, size, children, _kinds(draft, family, head, role, size), role)


def _heads(draft: Draft, family: Rows, number: int, rng: np.random.Generator) -> Rows:
    """Return the head of each family: an adult, rather a parent of minors, rather not very old."""
    length = len(draft)
    has_minor = np.zeros(length, np.bool_)
    minors = draft.rows(draft.age < ADULT)
    for parent in (draft.mother[minors], draft.father[minors]):
        together = (parent >= 0) & (family[np.maximum(parent, 0)] == family[minors])
        has_minor[parent[together]] = True
    age = draft.age.astype(np.float64)
    score = np.where(age > _HEAD_UNTIL, _HEAD_UNTIL - 1.5 * (age - _HEAD_UNTIL), age)
    score += _BY_PARENT * has_minor + _BY_MAN * (draft.sex == MALE) + (draft.spouse >= 0)
    score += np.where(rng.random(length) < _WOMEN_AHEAD, _BY_MAN + 4, 0) * (draft.sex != MALE)
    score = np.where(draft.age >= ADULT, score + 1000, score)  # an adult before any child
    best = np.lexsort((np.arange(length), -score, family))
    first = np.searchsorted(family[best], np.arange(number))
    return best[first].astype(np.int32)


def _same(family: Rows, rows: Rows, others: Rows) -> npt.NDArray[np.bool_]:
    """Return where the other person exists and lives in the same family."""
    return np.asarray((others >= 0) & (family[np.maximum(others, 0)] == family[rows]))


def _roles(draft: Draft, family: Rows, head: Rows) -> npt.NDArray[np.int8]:
    rows = np.arange(len(draft))
    chief = head[family]
    consort = draft.spouse[chief]  # NOBODY where there is none
    mother, father = draft.mother, draft.father

    def child_of(person: Rows) -> npt.NDArray[np.bool_]:
        return np.asarray((person >= 0) & ((mother == person) | (father == person)))

    is_child = child_of(chief) | child_of(consort)
    child_here = np.zeros(len(draft) + 1, np.bool_)
    child_here[:-1] = is_child
    in_law = (draft.spouse >= 0) & child_here[draft.spouse] & _same(family, rows, draft.spouse)
    generation = np.append(is_child | in_law, False)
    grandchild = (generation[mother] & _same(family, rows, mother)) | (generation[father] & _same(family, rows, father))
    elders = np.zeros(len(draft), np.bool_)
    for chiefs in (chief, consort):
        known = chiefs >= 0
        for parent in (mother, father):
            elders |= known & (parent[np.maximum(chiefs, 0)] == rows)
    sibling = ((mother >= 0) & (mother == mother[chief])) | ((father >= 0) & (father == father[chief]))
    grand_ward = (draft.guardian >= 0) & (draft.age < ADULT) & (draft.birth - draft.birth[chief] > 38 * 365)
    names = ("head", "spouse", "child", "parent", "grandchild", "sibling", "grandchild")
    where = [rows == chief, (consort == rows), is_child, elders, grandchild, sibling, grand_ward]
    codes = [code("persons", "family_role", name) for name in names]
    return np.select(where, codes, code("persons", "family_role", "other")).astype(np.int8)


def _kinds(draft: Draft, family: Rows, head: Rows, role: npt.NDArray[np.int8], size: Rows) -> npt.NDArray[np.int8]:
    number = len(head)

    def count(*roles: str) -> npt.NDArray[np.int64]:
        codes = [code("persons", "family_role", name) for name in roles]
        return np.bincount(family[np.isin(role, codes)], minlength=number).astype(np.int64)

    couple = count("spouse") > 0
    own = count("child")
    nucleus = 1 + couple + own == size
    rows = np.arange(len(draft))
    with_parent = np.append(_same(family, rows, draft.mother) | _same(family, rows, draft.father), False)
    depth = np.zeros(number, np.bool_)
    for each in (draft.mother, draft.father):
        depth[family[_same(family, rows, each) & with_parent[each]]] = True
    where = [size == 1, nucleus & couple & (own == 0), nucleus & couple, nucleus & (own > 0), depth]
    names = ("single", "couple", "couple_with_children", "lone_parent", "three_generations")
    codes = [code("families", "kind", name) for name in names]
    return np.select(where, codes, code("families", "kind", "other")).astype(np.int8)
