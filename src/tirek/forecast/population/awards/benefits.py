"""State benefits in payment: disability, survivors, children, large families, mothers, carers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.awards.births import young_children
from tirek.forecast.population.awards.histories import Histories
from tirek.forecast.population.awards.orphans import recipients
from tirek.forecast.population.awards.parts import Part, kind
from tirek.forecast.population.days import NEVER, NOBODY, Days, add_months
from tirek.forecast.population.health.sampling import draw, pick

if TYPE_CHECKING:
    import numpy.typing as npt

    from tirek.forecast.population.awards.frame import AwardsFrame
    from tirek.forecast.population.awards.orphans import Orphans
    from tirek.forecast.population.block import Block, Table

_TENGE: Final = 100
_GROUPS: Final = ("first", "second", "third")
_SEVEN: Final = 7 * 12
_ADULT: Final = 18 * 12
_LARGE: Final = 4
_WOMAN: Final = 1


def benefits(block: Block, left: Orphans, frame: AwardsFrame, rng: np.random.Generator) -> list[Part]:
    """Return state benefits in payment, at the law's coefficients of the day before the nation's."""
    return [
        _disability(block["persons"], frame, rng),
        _survivors(block, left, frame),
        _childcare(block, frame),
        _large_families(block, frame),
        _awarded_mothers(block["persons"], frame),
        *_carers(block["persons"], frame),
    ]


def _part(name: str, row: npt.NDArray[Any], since: Days, until: Days, amount: npt.NDArray[Any]) -> Part:
    """Return a part; amounts (tiyn) are rounded up to a whole tenge, as the ministry's published ones are."""
    return {
        "row": row,
        "kind": kind("awards", name, len(row)),
        "since": since.astype(np.int32),
        "until": until.astype(np.int32),
        "amount": (np.ceil(np.round(amount / _TENGE, 6)) * _TENGE).astype(np.int64),
    }


def _disability(persons: Table, frame: AwardsFrame, rng: np.random.Generator) -> Part:
    """Return disability allowances: of all under pension age, and of the few pensioners who chose it."""
    coefficients = frame.assumed["disability_allowance"]
    pension_from = frame.pension_ages.reached_on(persons["birth_date"], persons["sex"].astype(np.int64))
    has = ~persons.is_("disability_group", "none")
    chance = np.where(pension_from <= frame.on, frame.disabled_pensioners_paid, 1.0) * has
    row = np.flatnonzero(draw(chance, rng, persons["birth_date"]))
    table = np.tile(coefficients["general"], (len(row), 1))
    for cause, name in (("since_childhood", "since_childhood"), ("military", "military")):
        table[persons.is_("disability_cause", cause)[row]] = coefficients[name]
    child = persons.is_("disability_group", "child")[row]
    table[child] = coefficients["child"]
    group = np.zeros(len(row), np.int64)
    for number, name in enumerate(_GROUPS):
        group[persons.is_("disability_group", name)[row]] = number
    drawn = pick(np.tile(frame.assumed["disabled_children_groups"], (len(row), 1)), rng)
    amount = table[np.arange(len(row)), np.where(child, drawn, group)]
    small = child & (add_months(persons["birth_date"][row], _SEVEN) > frame.on)
    amount = np.where(small, coefficients["child_under_7"], amount) * frame.law.subsistence_minimum
    return _part(
        "disability_allowance", row, persons["disability_since"][row], persons["disability_until"][row], amount
    )


def _survivors(block: Block, left: Orphans, frame: AwardsFrame) -> Part:
    """Return survivor allowances: one for each family with children who have a right, to the other parent or head."""
    deceased = block["deceased"]
    entitled = left.until >= frame.on
    died, first, number = np.unique(left.deceased[entitled], return_index=True, return_counts=True)
    until = np.maximum.reduceat(left.until[entitled], first) if len(first) else left.until[:0]
    scale = np.array(frame.assumed["survivor_allowance"])
    amount = scale[np.minimum(number, len(scale)) - 1] * frame.law.subsistence_minimum
    return _part("survivor_allowance", recipients(block)[died], deceased["died_on"][died], until, amount)


def _childcare(block: Block, frame: AwardsFrame) -> Part:
    """Return childcare allowances of mothers for whom nobody contributed in the window before the birth."""
    persons = block["persons"]
    child, mother = young_children(block, frame.on, frame.law.childcare_months)
    born = persons["birth_date"][child]
    uninsured = Histories.of(block).average(mother, born, frame.law.income_window) == 0
    child, mother, born = child[uninsured], mother[uninsured], born[uninsured]
    order = np.clip(persons["birth_order"][child], 1, len(frame.law.childcare_allowance))
    amount = frame.law.childcare_allowance[order - 1]
    return _part("childcare_allowance", mother, born, add_months(born, frame.law.childcare_months), amount)


def _large_families(block: Block, frame: AwardsFrame) -> Part:
    """Return allowances of families with four and more children, to the mother or else the head."""
    persons, families = block["persons"], block["families"]
    large = np.flatnonzero(families["children_and_students"] >= _LARGE)
    number = families["children_and_students"][large].astype(np.int64)
    table = frame.assumed["large_family_allowance"]
    rates = np.array([table[children] for children in range(_LARGE, 8)])
    listed = rates[np.minimum(number - _LARGE, len(rates) - 1)]
    amount = np.where(number - _LARGE < len(rates), listed, table["each_of_8"] * number) * frame.law.mci
    head = (families["head_id"][large] - block.first_number).astype(np.int64)
    spouse = persons["spouse_id"][head]
    mother = np.where((persons["sex"][head] != _WOMAN) & (spouse != NOBODY), spouse - block.first_number, head)
    since = _since_large(persons, families["family_id"][large], frame)
    return _part("large_family_allowance", mother, since, np.full(len(large), NEVER), amount)


def _since_large(persons: Table, families: npt.NDArray[np.int64], frame: AwardsFrame) -> Days:
    """Return when the fourth child was born, but not before the allowance began."""
    began = np.datetime64("2020-01-01").astype("datetime64[D]").astype(np.int32)
    child = np.flatnonzero(add_months(persons["birth_date"], _ADULT) > frame.on)
    order = child[np.lexsort((persons["birth_date"][child], persons["family_id"][child]))]
    family = persons["family_id"][order]
    start = np.searchsorted(family, families)
    fourth = np.minimum(start + _LARGE - 1, max(len(order) - 1, 0))
    known = family[fourth] == families
    return np.asarray(np.maximum(np.where(known, persons["birth_date"][order][fourth], began), began), np.int32)


def _awarded_mothers(persons: Table, frame: AwardsFrame) -> Part:
    """Return allowances of mothers awarded for many children."""
    row = np.flatnonzero(~persons.is_("awarded_mother", "none"))
    table = frame.assumed["awarded_mother_allowance"]
    golden = persons.is_("awarded_mother", "altyn_alka")[row]
    amount = np.where(golden, table["altyn_alka"], table["kumis_alka"]) * frame.law.mci
    since = np.minimum(add_months(persons["birth_date"][row], 12 * 45), frame.on - 1)
    return _part("awarded_mother_allowance", row, since, np.full(len(row), NEVER), amount)


def _carers(persons: Table, frame: AwardsFrame) -> list[Part]:
    """Return allowances of those who care for a child with a disability or for a person of group I."""
    carer = np.flatnonzero(persons["carer_of"] != NOBODY)
    order = np.argsort(persons["person_id"], kind="stable")
    cared = order[np.searchsorted(persons["person_id"][order], persons["carer_of"][carer])]
    of_child = persons.is_("disability_group", "child")[cared]
    parts = []
    for name, own in (("disabled_child_carer_allowance", of_child), ("first_group_carer_allowance", ~of_child)):
        row, other = carer[own], cared[own]
        amount = np.full(len(row), frame.assumed["carer_allowances"] * frame.law.subsistence_minimum)
        since, until = persons["disability_since"][other], persons["disability_until"][other]
        parts.append(_part(name, row, np.maximum(since, add_months(persons["birth_date"][row], _ADULT)), until, amount))
    return parts
