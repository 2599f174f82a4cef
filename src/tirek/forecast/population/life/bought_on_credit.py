"""What a loan has bought: a mortgage buys a dwelling, and stays with it when people part or move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.forecast.population.days import add_months
from tirek.forecast.population.life.rows import rows_of
from tirek.forecast.population.means.loan_kinds import KINDS, MORTGAGE

if TYPE_CHECKING:
    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

ADULT: Final = 18
FIRST_AREA: Final = 45
"""Square metres of a dwelling bought by a family that had none."""


def months_left(state: State, kind: str) -> Column:
    """Return the months within which each person must have paid back a loan of a kind; banks set an age."""
    oldest = state.frame.of_means["oldest_at_last_instalment"][KINDS.index(kind)]
    left: Column = np.maximum((oldest - state.ages) * 12, 0)
    return left


def buy_dwellings(state: State, families: Column) -> None:
    """Let families in these rows that live in no dwelling of their own move into one; others keep theirs."""
    homes = state.families
    buys = families[~homes.is_("dwelling", "owned")[families]]
    homes["dwellings_owned"][buys] += 1
    homes["dwelling"][buys] = homes.code("dwelling", "owned")
    homes["dwelling_area"][buys] = np.maximum(homes["dwelling_area"][buys], FIRST_AREA)


def keep_mortgages_with_dwellings(state: State) -> None:
    """Let an adult who stays take over the mortgage of who left; where none can, the dwelling goes with who left."""
    persons, families, loans = state.persons, state.families, state.loans
    owner = rows_of(persons["person_id"], loans["person_id"])
    left = (loans["kind"] == MORTGAGE) & (loans["family_id"] != persons["family_id"][owner])
    mortgages = np.flatnonzero(left)
    old = rows_of(families["family_id"], loans["family_id"][mortgages])
    oldest = state.frame.of_means["oldest_at_last_instalment"][MORTGAGE]
    for loan, home in zip(mortgages, old, strict=True):
        members = np.flatnonzero(persons["alive"] & (persons["home"] == home))
        years_to_pay = (loans["ends_on"][loan] - state.first_day) / 365.25
        of_age = add_months(persons["birth_date"][members], 12 * ADULT) <= loans["taken_on"][loan]
        able = members[of_age & (state.ages[members] + 1 + years_to_pay <= oldest)]
        if len(able):
            loans["person_id"][loan] = persons["person_id"][able[np.argmax(state.ages[able])]]
        else:
            _take_along(state, home, persons["home"][owner[loan]], everything=not len(members))
    owner = rows_of(persons["person_id"], loans["person_id"])
    loans["family_id"] = families["family_id"][persons["home"][owner]]


def _take_along(state: State, old: int, new: int, *, everything: bool) -> None:
    """Let a dwelling, or all that an abandoned family owned, pass to the family to which the borrower went."""
    families = state.families
    owned = families["dwellings_owned"]
    taken = max(int(owned[old]) if everything else 1, 1)
    owned[new] += taken
    owned[old] = max(int(owned[old]) - taken, 0)
    own = families.code("dwelling", "owned")
    if everything and families["dwelling"][new] != own:
        families["dwelling"][new], families["dwelling_area"][new] = own, families["dwelling_area"][old]
    if owned[old] == 0 and families["dwelling"][old] == own:
        families["dwelling"][old] = families.code("dwelling", "with_relatives")
