"""Ties that are no columns of persons: former spouses, guardians, support across families, dead parents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.people.draft import ADULT, FEMALE, Draft
from tirek.forecast.population.tables import code

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.block import Block
    from tirek.forecast.population.people.draft import Rows
    from tirek.forecast.population.people.families import Households

    Numbers = npt.NDArray[np.int64]


def relate(block: Block, draft: Draft, households: Households, numbers: Numbers, first_deceased: int) -> None:
    """Add the table `kinship`, in the order of persons.

    `alimony_share` (thousandths of the income of the person who supports) stands in the rows `supports` and waits for
    the room `means`, which knows incomes; a dead parent stands in a row `parent`.
    """
    family = households.family
    women = draft.rows((draft.former >= 0) & (draft.sex == FEMALE))
    wards = draft.rows(draft.guardian >= 0)
    apart = draft.rows((draft.father >= 0) & (draft.age < ADULT))
    apart = apart[family[draft.father[apart]] != family[apart]]
    fathers = draft.father[apart]
    share = alimony_shares(fathers, draft.given["alimony"])
    half_orphans = [(draft.rows(dead >= 0), dead) for dead in (draft.dead_mother, draft.dead_father)]
    pieces: list[tuple[Numbers, Numbers, str, npt.NDArray[np.bool_], Rows]] = []

    def both(left: Rows, right: Rows, relation: str, back: str, owed: Rows) -> None:
        together = family[left] == family[right]
        pieces.append((numbers[left], numbers[right], relation, together, owed))
        pieces.append((numbers[right], numbers[left], back, together, np.zeros(len(left), np.int32)))

    nothing = np.zeros(len(draft), np.int32)
    both(women, draft.former[women], "former_spouse", "former_spouse", nothing[: len(women)])
    both(wards, draft.guardian[wards], "guardian", "ward", nothing[: len(wards)])
    both(fathers, apart, "supports", "supported_by", share)
    for rows, dead in half_orphans:
        parent = first_deceased + dead[rows].astype(np.int64)
        pieces.append((numbers[rows], parent, "parent", np.zeros(len(rows), np.bool_), nothing[: len(rows)]))

    person, relative = (np.concatenate([piece[side] for piece in pieces]) for side in (0, 1))
    relation = np.concatenate(
        [np.full(len(piece[0]), code("kinship", "relation", piece[2]), np.int8) for piece in pieces]
    )
    order = np.lexsort((relation, relative, person))
    table = block.add("kinship", len(person))
    table["person_id"], table["relative_id"], table["relation"] = person[order], relative[order], relation[order]
    table["together"] = np.concatenate([piece[3] for piece in pieces])[order]
    table["alimony"] = np.zeros(len(person), np.int64)
    table["alimony_share"] = np.concatenate([piece[4] for piece in pieces])[order].astype(np.int32)


def alimony_shares(fathers: Rows, thousandths: list[int]) -> npt.NDArray[np.int32]:
    """Return the thousandths of the father's income owed to each child, given the father of each."""
    owed = np.array(thousandths, np.int64)
    _, which, children = np.unique(fathers, return_inverse=True, return_counts=True)
    total = owed[np.minimum(children, len(owed)) - 1][which]
    order = np.argsort(which, kind="stable")
    nth = np.empty(len(fathers), np.int64)
    nth[order] = np.arange(len(fathers)) - np.repeat(np.cumsum(children) - children, children)
    each, over = np.divmod(total, children[which])
    return (each + (nth < over)).astype(np.int32)
