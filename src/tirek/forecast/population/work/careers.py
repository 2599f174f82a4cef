"""The working life of each person month by month, told backwards from what he or she does now.

A chain of two states, at work and not, which looks the same in both directions: going back from a month at work the
chance to meet a gap is that of a separation, going back from a gap the chance to meet work is that of a hiring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numba  # type: ignore[import-untyped, unused-ignore]
import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.floating[Any]]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

MOST_SPELLS: Final = 120


@dataclass(frozen=True, slots=True)
class Lives:
    """What a career begins and ends with, a row a person; months count from the first month of the history.

    `first` and `last` bound the months in which work was possible; `working` is the state in the last one; `idle` the
    months without work before the end; `separation`, `hiring` and `move` monthly chances, times `young_factor` before
    the month `young_until`; `before_leave` the chance of work before a leave; `anew` of another employer after it.
    In `kept_months` before a leave, separations are rarer by the factor `kept_factor`, and so they are from the month
    `kept_from` on, before a leave that has not begun.
    """

    first: Whole
    last: Whole
    working: Flags
    idle: Whole
    separation: Numbers
    hiring: Numbers
    move: Numbers
    young_until: Whole
    young_factor: float
    before_leave: Numbers
    anew: float
    kept_months: int
    kept_factor: float
    kept_from: Whole


def work_spells(lives: Lives, on_leave: Bytes, rng: np.random.Generator) -> Bytes:
    """Return the number of the work spell (persons, months), 1 being the latest and 0 no work.

    A spell is the time with one employer; it goes on after a leave unless the employer changes.
    """
    chance = rng.random(on_leave.shape, np.float32)
    spells: Bytes = _spells(
        lives.first, lives.last, lives.working, lives.idle, lives.separation, lives.hiring, lives.move,
        lives.young_until, lives.young_factor, lives.before_leave, lives.anew, lives.kept_months, lives.kept_factor,
        lives.kept_from, on_leave, chance,
    )  # fmt: skip
    return spells


@numba.njit(cache=True)
def _spells(
    first: Whole, last: Whole, working: Flags, idle: Whole, separation: Numbers, hiring: Numbers, move: Numbers,
    young_until: Whole, young_factor: float, before_leave: Numbers, anew: float, kept_months: int, kept_factor: float,
    kept_until_leave: Whole, on_leave: Bytes, chance: Numbers,
) -> Bytes:  # fmt: skip
    spells = np.zeros(on_leave.shape, np.uint8)
    for row in range(len(first)):
        spell, at_work, left, idle_left = 1, working[row], False, idle[row]
        kept_from = kept_until_leave[row]
        for month in range(last[row], first[row] - 1, -1):
            if on_leave[row, month]:
                left, kept_from = True, month - kept_months
                continue
            if idle_left > 0:
                idle_left -= 1
                at_work, left = idle_left == 0, False  # who is out now came from work
                continue
            u = chance[row, month]
            factor = young_factor if month < young_until[row] else 1.0
            if month >= kept_from:
                factor *= kept_factor
            at_work, next_spell = _month_before(
                at_work, left, spell, u, separation[row] * factor, hiring[row], move[row], before_leave[row], anew
            )
            spell = min(next_spell, MOST_SPELLS)
            left = False
            if at_work:
                spells[row, month] = spell
    return spells


@numba.njit(cache=True)
def _month_before(
    at_work: bool, left: bool, spell: int, u: float, separation: float, hiring: float, move: float,
    before_leave: float, anew: float,
) -> tuple[bool, int]:  # fmt: skip
    """Return whether the person works in the month before, and the number of that spell."""
    if left:
        works = u < before_leave
        return works, spell + 1 if works and u < before_leave * anew else spell
    if not at_work:
        return u < hiring, spell + 1 if u < hiring else spell
    if u < separation:
        return False, spell
    return True, spell + 1 if u < separation + move else spell
