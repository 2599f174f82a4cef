"""Marriages and divorces.

A couple founds a family of its own, whose weight is the mean of the two families they come from (so the persons of the
nation stay as many as they were), or joins the family of one of them, whose weight then counts for both (as often
heavier as lighter, so the nation is kept on average).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tirek.forecast.population.days import NEVER
from tirek.forecast.population.life import homes
from tirek.forecast.population.life.draws import choose, draw, levelled

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.rows import Rows
    from tirek.forecast.population.life.state import State

GROWN = 18
FERTILE_TO = 45
OLDEST = 75
"""Few marry later."""
_YEAR = 365.25
_WIDEST = 3
"""Times the spread: nobody wishes for an age farther away."""
_MOST_OWED = 3
"""Months of weddings that may wait for a partner."""
_YEARS_MARRIED = (2, 5, 10, 15, 20, 30)


def marry(state: State) -> None:
    """Let couples marry this month."""
    persons, frame, rng = state.persons, state.frame, state.rng
    numbers = frame.numbers
    age = state.ages
    female = persons["sex"] == persons.code("sex", "female")
    free = persons["alive"] & (age >= GROWN) & ~persons.is_("marital_status", "married")
    weights = state.weights
    women_here = float(weights[persons["alive"] & female & (age >= GROWN) & (age < FERTILE_TO)].sum())
    total = numbers["marriages_a_year"] / 12 * women_here / frame.women
    owed = state.targets.get("marriages", np.zeros(1))  # brides who found nobody, to be made up for
    state.targets["marriages"], planned = owed, total + float(owed[0])
    owed[0] = 0.0
    never, again = persons.is_("marital_status", "never"), numbers["remarriages"]
    parts = ((never, 1 - again["share"], 0), (~never, again["share"], again["later"]))

    def spouses(sex: str, of_sex: Column, weighed: Column, count: float) -> Column:
        shape = numbers["marriage_age"][sex]
        chances = [
            levelled(_by_age(age, shape, later) * (free & of_sex & those), weighed, count * share)
            for those, share, later in parts
        ]
        return draw(rng, chances[0] + chances[1])

    brides = spouses("female", female, weights, planned)
    if len(brides):
        suitors = numbers["couples"]["suitors"] * len(brides)
        alone = _pair(state, brides, spouses("male", ~female, np.ones(len(persons)), suitors))
        owed[0] = min(float(weights[alone].sum()), _MOST_OWED * total)


def _by_age(age: Column, shape: dict[str, float], later: int) -> Column:
    """Return how likely people of each age marry: for the first time, or again so many years later."""
    far = (age - shape["mode"] - later) / (shape["spread"] * (1 + (later > 0)))
    leaning: Column = np.exp(-np.where(far < 0, far * far, np.abs(far) * 0.9)) + 1e-4 * (age < OLDEST)
    return leaning


def _pair(state: State, brides: Column, grooms: Column) -> Column:
    """Give each bride, the youngest first, the groom of her region nearest in age; return those who find nobody.

    Nobody marries who lives in the same family, has a parent in common, or is too far apart in age.
    """
    persons, rng, wish = state.persons, state.rng, state.frame.numbers["couples"]
    age = (state.first_day - persons["birth_date"]) / _YEAR
    brides = brides[np.argsort(age[brides], kind="stable")]
    wider = np.clip(rng.standard_normal(len(brides)), -_WIDEST, _WIDEST)
    wanted = age[brides] + wish["gap"] + wish["spread"] * wider
    left, pairs = np.ones(len(grooms), np.bool_), []
    for bride, years in zip(brides, wanted, strict=True):
        fits = left & (persons["region"][grooms] == persons["region"][bride])
        fits &= (persons["home"][grooms] != persons["home"][bride]) & (np.abs(age[grooms] - years) < wish["farthest"])
        fits &= ~_close_kin(persons, bride, grooms)
        if fits.any():
            place = int(np.argmin(np.where(fits, np.abs(age[grooms] - years), np.inf)))
            left[place] = False
            pairs.append((bride, grooms[place]))
    if pairs:
        couples = np.array(pairs)
        _wed(state, couples[:, 0], couples[:, 1])
    return brides[~np.isin(brides, [bride for bride, _ in pairs])]


def _close_kin(persons: Rows, bride: int, grooms: Column) -> Column:
    """Return who of the grooms is a son, father or brother of the bride, or a half-brother."""
    close = np.zeros(len(grooms), np.bool_)
    for parent in ("mother", "father"):
        hers, his = persons[parent][bride], persons[parent][grooms]
        close |= (his == bride) | (grooms == hers) | ((his == hers) & (hers >= 0))
    return close


def _wed(state: State, brides: Column, grooms: Column) -> None:
    persons, families, rng = state.persons, state.families, state.rng
    day = persons["day"][brides]
    married = persons.code("marital_status", "married")
    for one, other in ((brides, grooms), (grooms, brides)):
        before = persons["marital_status"][one]
        after = np.full(len(one), married)
        state.tell("marriage", one, day, other=persons["person_id"][other], before=(before,), after=(after,))
        persons["marital_status"][one], persons["married_on"][one], persons["spouse"][one] = married, day, other
    shares = state.frame.numbers["marriage_home"]
    where = choose(rng, np.array([shares["own"], shares["with_his"], shares["with_hers"]]), len(brides))
    hers, his = persons["home"][brides], persons["home"][grooms]
    own = np.flatnonzero(where == 0)
    target = np.where(where == 2, hers, his)  # noqa: PLR2004  # the third of the shares
    weights = (families["weight"][hers[own]] + families["weight"][his[own]]) / 2
    target[own] = homes.new_families(state, his[own], weights)
    for spouse in (brides, grooms):
        of, children = homes.own_children(state, spouse)
        homes.move(state, spouse, target, day)
        homes.move(state, children, target[of], day[of])


def divorce(state: State) -> None:
    """Let couples divorce this month: the husband leaves, children stay with the mother, some fathers pay alimony."""
    persons, frame, rng = state.persons, state.frame, state.rng
    female = persons["sex"] == persons.code("sex", "female")
    age = state.ages
    weights = state.weights
    wives = persons["alive"] & female & (persons["spouse"] >= 0)
    years = (state.first_day - persons["married_on"].astype(np.int64)) / _YEAR
    shape = np.array(frame.numbers["divorce_by_years"])
    known = np.where(persons["married_on"] == NEVER, 12.0, years)
    leaning = wives * shape[np.searchsorted(_YEARS_MARRIED, known, side="right")]
    women_here = float(weights[persons["alive"] & female & (age >= GROWN) & (age < FERTILE_TO)].sum())
    total = frame.numbers["divorces_a_year"] / 12 * women_here / frame.women
    wives = draw(rng, levelled(leaning, weights, total))
    if len(wives):
        _part(state, wives)


def _part(state: State, wives: Column) -> None:
    persons, families, rng = state.persons, state.families, state.rng
    husbands = persons["spouse"][wives]
    day = persons["day"][wives]
    divorced = persons.code("marital_status", "divorced")
    for one, other in ((wives, husbands), (husbands, wives)):
        before, after = persons["marital_status"][one], np.full(len(one), divorced)
        state.tell("divorce", one, day, other=persons["person_id"][other], before=(before,), after=(after,))
        persons["marital_status"][one], persons["married_on"][one], persons["spouse"][one] = divorced, NEVER, -1
        _relate(state, persons["person_id"][one], persons["person_id"][other], "former_spouse")
    together = persons["home"][wives] == persons["home"][husbands]
    wives, husbands, day = wives[together], husbands[together], day[together]
    # Who lives with his own parents stays there, and the wife leaves with the children.
    parents = np.stack([persons["mother"][husbands], persons["father"][husbands]])
    present = (parents >= 0) & persons["alive"][parents]
    at_parents = (present & (persons["home"][parents] == persons["home"][husbands])).any(axis=0)
    leaver = np.where(at_parents, wives, husbands)
    elsewhere = present.any(axis=0) & ~at_parents
    back = elsewhere & (rng.random(len(wives)) < state.frame.numbers["divorce_to_parents"])
    parent = np.where(present[0], parents[0], parents[1])
    target = np.where(back, persons["home"][parent], -1)
    alone = np.flatnonzero(target < 0)
    old = persons["home"][leaver[alone]]
    of, children = homes.own_children(state, wives)
    target[alone] = homes.new_families(state, old, families["weight"][old])
    homes.move(state, leaver, target, day)
    with_her = at_parents[of] & (persons["mother"][children] == wives[of])
    homes.move(state, children[with_her], target[of[with_her]], day[of[with_her]])
    _pay_alimony(state, of, children, husbands)


def _pay_alimony(state: State, of: Column, children: Column, husbands: Column) -> None:
    persons, kinship, numbers = state.persons, state.kinship, state.frame.numbers
    his = persons["father"][children] == husbands[of]
    of, children = of[his], children[his]
    count = np.bincount(of, minlength=len(husbands))
    shares = np.array(numbers["alimony"])
    income = persons["wage"][husbands] + persons["own_income"][husbands]
    whole = (income * shares[np.minimum(np.maximum(count, 1), len(shares)) - 1]).astype(np.int64)
    pays = (state.rng.random(len(husbands)) < numbers["alimony_paid"]) & (whole > 0)
    of, children = of[pays[of]], children[pays[of]]
    sums = whole[of] // count[of]
    father, child = persons["person_id"][husbands[of]], persons["person_id"][children]
    for one, other, relation, owed in ((father, child, "supports", sums), (child, father, "supported_by", 0)):
        kinship.append(
            len(one), person_id=one, relative_id=other, relation=kinship.code("relation", relation),
            together=False, alimony=owed,
        )  # fmt: skip


def _relate(state: State, one: Column, other: Column, relation: str) -> None:
    kinship = state.kinship
    kinship.append(
        len(one), person_id=one, relative_id=other, relation=kinship.code("relation", relation), together=False
    )
