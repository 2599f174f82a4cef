"""The life of a nation, month by month: what happens to its people, and what the registers tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tirek.forecast.population.life import (
    benefits,
    births,
    citizenship,
    contributing,
    deaths,
    disability,
    homes,
    labour,
    leave,
    loans,
    marriages,
    moves,
    retirement,
    study,
    survivors,
)
from tirek.forecast.population.life.base import carry_on
from tirek.forecast.population.life.frame import LifeFrame, prepare

if TYPE_CHECKING:
    from tirek.forecast.population.life.state import State

FIRST_DAY: Final = (
    study.remember, labour.remember, contributing.remember, loans.remember, leave.remember, births.remember,
)  # fmt: skip
"""What a block keeps in mind of its first day; of the day on which the nation was made where it has lived before."""
MONTH: Final = (
    benefits.index, labour.raise_wages,
    births.conceive, deaths.die, leave.come_back, births.bear,
    marriages.marry, marriages.divorce, homes.leave,
    moves.move_regions, moves.emigrate, moves.immigrate, citizenship.naturalise, homes.shelter,
    study.study,
    disability.fall_ill, disability.examine, disability.become_disabled,
    survivors.go_on, retirement.retire,
    labour.lose_work, labour.change_employer, labour.find_work, contributing.contribute,
    loans.live_with_loans,
)  # fmt: skip
"""What happens in a month, in this order."""


def live_month(state: State, month: int) -> None:
    """Let a block live through one month (years * 12 + month - 1)."""
    state.enter(month)
    if state.step == 0:
        for keep in FIRST_DAY:
            keep(state)
        carry_on(state)
    for happen in MONTH:
        happen(state)


__all__ = ["FIRST_DAY", "MONTH", "LifeFrame", "live_month", "prepare"]
