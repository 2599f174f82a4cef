"""State benefits in payment: disability, survivors, children, large families, mothers, carers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.forecast.population.awards.births import young_children
from tirek.forecast.population.awards.histories import Histories
from tirek.forecast.population.awards.large_families import MANY_CHILDREN, Kin, large_families
from tirek.forecast.population.awards.orphans import recipients
from tirek.forecast.population.awards.parts import Part, kind
from tirek.forecast.population.days import NEVER, NOBODY, Days, add_months, day_number
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
_STUDENT: Final = 23 * 12
_LARGE_FROM: Final = dt.date(2020, 1, 1)
"""Since when the allowance is paid whatever the income (art. 91)."""
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
    """Return allowances of families with four and more children, since the fourth came and the allowance is paid."""
    persons = block["persons"]
    found = large_families(_kin(block, frame))
    table = frame.assumed["large_family_allowance"]
    rates = np.array([table[children] for children in range(MANY_CHILDREN, 8)])
    listed = rates[np.minimum(found.children - MANY_CHILDREN, len(rates) - 1)]
    beyond = found.children - MANY_CHILDREN >= len(rates)
    amount = np.where(beyond, table["each_of_8"] * found.children, listed) * frame.law.mci
    since = np.maximum(found.since, np.maximum(day_number(_LARGE_FROM), persons["arrived_on"][found.recipient]))
    return _part("large_family_allowance", found.recipient, since, np.full(len(since), NEVER), amount)


def _kin(block: Block, frame: AwardsFrame) -> Kin:
    """Return who lives with whom of the block; students count who are children or grandchildren of the family."""
    persons, kinship = block["persons"], block["kinship"]

    def row(number: npt.NDArray[Any]) -> npt.NDArray[Any]:
        here = (number >= block.first_number) & (number < block.first_number + len(persons))
        return np.where(here, number - block.first_number, -1).astype(np.int64)

    guardian = np.full(len(persons), -1, np.int64)
    wards = kinship.is_("relation", "guardian")
    guardian[row(kinship["person_id"][wards])] = row(kinship["relative_id"][wards])
    student = persons["full_time_student"] & (add_months(persons["birth_date"], _STUDENT) > frame.on)
    student &= persons.is_("family_role", "child", "grandchild")
    return Kin(
        home=persons["family_id"],
        mother=row(persons["mother_id"]),
        father=row(persons["father_id"]),
        guardian=guardian,
        spouse=row(persons["spouse_id"]),
        woman=persons["sex"] == _WOMAN,
        counted=(add_months(persons["birth_date"], _ADULT) > frame.on) | student,
        birth_date=persons["birth_date"],
    )


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
