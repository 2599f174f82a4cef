"""Parents, spouses and other relations, from either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.check.block_data import ABSENT, full_years
from tirek.forecast.population.check.invariants.families import ADULT
from tirek.forecast.population.check.limits import limits
from tirek.forecast.population.days import NEVER, NOBODY

if TYPE_CHECKING:
    import polars as pl

    from tirek.forecast.population.check.block_data import BlockData, Flags, Ints
    from tirek.forecast.population.check.notebook import Notebook

MOTHER_OLDER: Final = (12, 55)
FATHER_OLDER: Final = (14, 120)
MARRIAGE_AGE: Final = 16
"""With permission; without it, 18."""
_YEAR: Final = 365.25
_CHANCE: Final = 4
"""Standard deviations."""
OTHER_SIDE: Final = {
    "parent": "child", "child": "parent", "spouse": "spouse", "former_spouse": "former_spouse",
    "guardian": "ward", "ward": "guardian", "supports": "supported_by", "supported_by": "supports",
}  # fmt: skip


def look(block: BlockData, notebook: Notebook) -> None:
    """Hold the relations between persons of a block against their ages and against each other."""
    persons = block.ints("persons", "person_id")
    notebook.look("born", block.days("persons", "birth_date") > block.today, persons)
    _parent(block, notebook, "mother", "female", MOTHER_OLDER)
    _parent(block, notebook, "father", "male", FATHER_OLDER)
    _marriage(block, notebook)
    _children(block, notebook)
    _guardians(block, notebook)
    _relations(block, notebook)


def _parent(block: BlockData, notebook: Notebook, parent: str, sex: str, older: tuple[int, int]) -> None:
    """Compare ages with parents, living or deceased."""
    number, born = block.ints("persons", f"{parent}_id"), block.days("persons", "birth_date")
    known = np.zeros(len(number), bool)
    wrong = np.zeros(len(number), bool)
    for home in ("persons", "deceased"):
        row = block.rows_of(home, number)
        here = (row != ABSENT) & (number != NOBODY)
        if not here.any():
            continue
        place = row[here]
        years = full_years(block.days(home, "birth_date")[place], born[here])
        wrong[here] |= (years < older[0]) | (years > older[1]) | ~block.is_(home, "sex", sex)[place]
        known |= here
    notebook.look(f"{parent}_age", wrong, block.ints("persons", "person_id"), among=known)


def _marriage(block: BlockData, notebook: Notebook) -> None:
    persons, spouse = block.ints("persons", "person_id"), block.ints("persons", "spouse_id")
    wedding, born = block.days("persons", "married_on"), block.days("persons", "birth_date")
    married = block.is_("persons", "marital_status", "married")
    child = block.age < ADULT
    ever = ~block.is_("persons", "marital_status", "never") | (spouse != NOBODY) | (wedding != NEVER)
    notebook.look("child_unmarried", ever, persons, among=child)
    has = spouse != NOBODY
    row = block.rows_of("persons", spouse)
    there = has & (row != ABSENT)
    back = np.where(there, spouse[np.where(there, row, 0)], NOBODY) if len(persons) else spouse
    notebook.look("spouse", ~married | (there & (back != persons)) | (spouse == persons), persons, among=has)
    dated = wedding != NEVER
    too_soon = dated & (full_years(born, np.where(dated, wedding, born)) < MARRIAGE_AGE)
    _couples(block, notebook)
    notebook.look("married_on", dated & (~married | (wedding > block.today) | too_soon), persons)


def _couples(block: BlockData, notebook: Notebook) -> None:
    """Compare husbands and wives: ages, and parents."""
    persons, born = block.ints("persons", "person_id"), block.days("persons", "birth_date")
    spouse = block.rows_of("persons", block.ints("persons", "spouse_id"))
    has, years = spouse != ABSENT, np.zeros(len(spouse))
    other = spouse[has]
    years[has] = (born[other] - born[has]) / _YEAR
    notebook.look("spouse_age", years > limits()["spouses_apart"], persons, among=has)
    near, couples = limits()["spouses_near"], int(has.sum()) / 2
    far = int((years > near["years"]).sum())
    allowed = near["share"] * couples + _CHANCE * np.sqrt(near["share"] * couples) + 1
    examples = [f"block {block.number}: {far} of {couples:.0f} couples"] if far > allowed else []
    notebook.note("spouses_near", 1, len(examples), examples)
    kin = np.zeros(len(spouse), np.bool_)
    for column in ("mother_id", "father_id"):
        parent = block.ints("persons", column)
        kin[has] |= (parent[has] == persons[other]) | ((parent[has] == parent[other]) & (parent[has] != NOBODY))
    notebook.look("spouse_kin", kin, persons, among=has)


def _children(block: BlockData, notebook: Notebook) -> None:
    """Compare brothers and sisters of one mother, and their number with the children she has borne."""
    persons, born = block.ints("persons", "person_id"), block.days("persons", "birth_date")
    mother = block.rows_of("persons", block.ints("persons", "mother_id"))
    borne, nth = block.ints("persons", "children_born"), block.ints("persons", "birth_order")
    child = np.flatnonzero(mother != ABSENT)
    child = child[np.lexsort((nth[child], born[child], mother[child]))]
    younger = np.diff(mother[child], prepend=ABSENT) == 0
    apart, limit = np.diff(born[child], prepend=0), limits()["siblings"]
    notebook.look("siblings", younger & (apart > limit["together"]) & (apart < limit["apart"]), persons[child])
    disorder = younger & (np.diff(nth[child], prepend=0) <= 0)
    notebook.look("birth_order", disorder | (nth[child] < 1) | (nth[child] > borne[mother[child]]), persons[child])
    wrong = np.zeros(len(persons), np.bool_)
    for pendant, least in limits()["pendant"].items():
        wrong |= block.is_("persons", "awarded_mother", pendant) & (borne < least)
    wrong |= ~block.is_("persons", "awarded_mother", "none") & ~block.is_("persons", "sex", "female")
    notebook.look("awarded_mother", wrong, persons)


def _guardians(block: BlockData, notebook: Notebook) -> None:
    """Look for a parent or guardian in the home of each child."""
    persons = block.ints("persons", "person_id")
    child = block.age < ADULT
    kept = np.zeros(len(persons), np.bool_)
    for column in ("mother_id", "father_id"):
        parent = block.rows_of("persons", block.ints("persons", column))
        kept |= (parent != ABSENT) & (block.family[parent] == block.family) if len(parent) else kept
    person, relative, _ = block.kinship
    under = block.is_("kinship", "relation", "guardian")
    ward, guardian = block.rows_of("persons", person[under]), block.rows_of("persons", relative[under])
    there = (ward != ABSENT) & (guardian != ABSENT)
    ward, guardian = ward[there], guardian[there]
    kept[ward[block.family[ward] == block.family[guardian]]] = True
    has = np.zeros(len(persons), np.bool_)
    has[ward] = True
    notebook.look("guardian", (child & ~kept) | (has & ~child), persons)


def _relations(block: BlockData, notebook: Notebook) -> None:
    """Look for the other side of each relation between the living; the dead have no relations of their own."""
    import polars as pl

    told = pl.DataFrame(dict(zip(("person", "relative", "relation"), block.kinship, strict=True)))
    person, relative, relation = block.kinship
    other = told.select(person="relative", relative="person", relation=pl.col("relation").replace_strict(OTHER_SIDE))
    there = _pairs(other).is_in(_pairs(told).implode()).to_numpy() if len(told) else np.zeros(0, np.bool_)
    living = (block.rows_of("persons", person) != ABSENT) & (block.rows_of("persons", relative) != ABSENT)
    breadwinner = block.is_("kinship", "relation", "parent") & (block.rows_of("persons", person) != ABSENT)
    wrong = (living & ~there) | (person == relative) | (~living & ~breadwinner)
    notebook.look("kinship", wrong | (block.flags("kinship", "together") != _together(block, person, relative)), person)
    former = np.isin(relation, ["former_spouse"])
    row = block.rows_of("persons", person)
    spouse = block.ints("persons", "spouse_id")
    again = spouse[row] == relative if len(spouse) else former
    notebook.look("former_spouse", (row != ABSENT) & again, person, among=former)
    _alimony(block, notebook)


def _pairs(told: pl.DataFrame) -> pl.Series:
    import polars as pl

    return told.select(pl.struct("person", "relative", "relation")).to_series()


def _alimony(block: BlockData, notebook: Notebook) -> None:
    paid = block.ints("kinship", "alimony")
    payer, relative, _ = block.kinship
    notebook.look("alimony", (paid > 0) & ~block.is_("kinship", "relation", "supports"), payer)
    receiver = block.rows_of("persons", relative)
    there = (receiver != ABSENT) & (paid > 0)
    home = np.full(len(receiver), ABSENT)
    home[there] = block.family[receiver[there]]
    received = block.sum_by_family(home, paid)
    families = block.ints("families", "family_id")
    notebook.look("alimony", received > block.ints("families", "received_from_others"), families, what="family_id")


def _together(block: BlockData, person: Ints, relative: Ints) -> Flags:
    mine, theirs = block.rows_of("persons", person), block.rows_of("persons", relative)
    living = (mine != ABSENT) & (theirs != ABSENT)
    same = np.zeros(len(living), np.bool_)
    same[living] = block.family[mine[living]] == block.family[theirs[living]]
    return same
