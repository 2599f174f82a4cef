"""One block while it lives: its tables, who is whose relative by row, the numbers to give next, the month it is in."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tirek.basics.errors import InputError
from tirek.forecast.population.block import NUMBERS_IN_BLOCK
from tirek.forecast.population.days import NEVER, ages, first_days, month_number
from tirek.forecast.population.files import part_path
from tirek.forecast.population.life.base import read_base
from tirek.forecast.population.life.journal import Journal
from tirek.forecast.population.life.payments import Payments
from tirek.forecast.population.life.rows import Rows, rows_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.frame import LifeFrame

OF_PERSONS: Final[dict[str, Any]] = {
    "alive": np.True_,
    "home": np.int32(-1),
    "mother": np.int32(-1),
    "father": np.int32(-1),
    "spouse": np.int32(-1),
    "last_birth": np.int32(NEVER),
    "away_until": np.int32(-1),
    "kept_wage": np.int64(0),
    "in_gap": np.False_,
    "day": np.int32(0),
    "record": np.int32(0),
    "pays": np.False_,
    "left_study": np.int32(-1),
}
"""Columns of life: relatives by row, day of this month on which things happen to the person, month up to which a
parent is on leave, whether contributions are being missed, months with contributions, whether who works for himself
pays for himself, month in which study ended."""
OF_FAMILIES: Final[dict[str, Any]] = {"touched": np.False_}


@dataclass(slots=True)
class State:
    """A block in some month of its life."""

    block: int
    began: dt.date
    frame: LifeFrame
    rng: np.random.Generator
    persons: Rows
    families: Rows
    kinship: Rows
    deceased: Rows
    employers: Rows
    insured_events: Rows
    awards: Rows
    vehicles: Rows
    loans: Rows
    payments: Payments
    journal: Journal
    next_number: dict[str, int]
    month: int = 0
    targets: dict[str, Column] = field(default_factory=dict)
    """What the block keeps through its life: labour market by sex and age, loans per adult; see the processes."""
    base: dict[str, Column] = field(default_factory=dict)
    """What the life before kept, where the nation has lived already; see base.py."""
    _ages: tuple[tuple[int, int], Column] = ((0, 0), np.zeros(0, np.int32))
    """The first day of the month, how many persons there were, and their ages then."""

    @classmethod
    def read(cls, folder: Path, block: int, began: dt.date, frame: LifeFrame, rng: np.random.Generator) -> State:
        """Read a block from the parts of a nation; InputError when one is missing or damaged."""

        def rows(table: str, working: dict[str, Any] | None = None) -> Rows:
            return Rows.read(part_path(folder, table, block), table, working)

        persons, families = rows("persons", OF_PERSONS), rows("families", OF_FAMILIES)
        payments = Payments(rows("contributions"), month_number(began), frame.months)
        journal = Journal(block * NUMBERS_IN_BLOCK)
        state = cls(
            block, began, frame, rng, persons, families, rows("kinship"), rows("deceased"), rows("employers"),
            rows("insured_events"), rows("awards"), rows("vehicles"), rows("loans"), payments, journal, {},
        )  # fmt: skip
        state.next_number = _next_numbers(state)
        _find_relatives(state, part_path(folder, "persons", block))
        receive_alimony(state, -1)  # put back by `settle`, as it stands then
        state.base = read_base(folder, block)
        persons["credited"], persons["record"] = payments.before(
            persons["person_id"], persons["urban"], frame.law_before
        )
        return state

    # --- the month

    def enter(self, month: int) -> None:
        """Begin a month; each person is given the day on which things happen to him or her this month."""
        self.month = month
        self.persons["day"] = self.first_day + self.rng.integers(0, self.days, len(self.persons), dtype=np.int32)

    @property
    def first_day(self) -> int:
        """The first day of the month."""
        return int(first_days(np.array([self.month]))[0])

    @property
    def year(self) -> int:
        """The year."""
        return self.month // 12

    @property
    def month_of_year(self) -> int:
        """The month of the year, 1 to 12."""
        return self.month % 12 + 1

    @property
    def days(self) -> int:
        """How many days the month has."""
        return calendar.monthrange(self.year, self.month_of_year)[1]

    @property
    def step(self) -> int:
        """How many months have been lived before this one."""
        return self.month - month_number(self.began)

    # --- those who live

    @property
    def ages(self) -> Column:
        """Completed years of everybody on the first day of the month."""
        asked = (self.first_day, len(self.persons))  # whoever comes within the month is added at the end
        if self._ages[0] != asked:
            self._ages = (asked, ages(self.persons["birth_date"], self.first_day))
            self._ages[1].setflags(write=False)
        return self._ages[1]

    @property
    def weights(self) -> Column:
        """How many persons of the nation each person stands for: the weight of the family."""
        return self.families["weight"][self.persons["home"]]

    def number(self, of: str, count: int) -> Column:
        """Return new numbers: of persons, families, insured_events, awards or loans."""
        first = self.next_number[of]
        self.next_number[of] = first + count
        if first + count > (self.block + 1) * NUMBERS_IN_BLOCK:
            raise InputError(f"block {self.block} has no numbers for {of} left; live fewer months at once")
        return np.arange(first, first + count, dtype=np.int64)

    def tell(self, kind: str, rows: Column, happened: Column | int, **more: Any) -> None:  # noqa: ANN401
        """Tell the journal what happened to the persons in `rows`, not before they were born or came; see `Journal`."""
        if len(rows):
            persons, families = self.persons, self.families
            home = persons["home"][rows]
            here_since = np.maximum(persons["birth_date"][rows], persons["arrived_on"][rows])
            self.journal.count(kind, self.year, families["weight"][home], home)
            self.journal.tell(
                kind, persons["person_id"][rows], families["family_id"][home],
                np.maximum(happened, here_since).astype(np.int32), **more,
            )  # fmt: skip


def _find_relatives(state: State, path: Path) -> None:
    persons, families = state.persons, state.families
    persons["home"] = rows_of(families["family_id"], persons["family_id"])
    if (persons["home"] < 0).any():
        raise InputError(f"{path} is damaged: a person lives in a family that is not in its block")
    for relative in ("mother", "father", "spouse"):
        persons[relative] = rows_of(persons["person_id"], persons[relative + "_id"])
    children = np.flatnonzero(persons["mother"] >= 0)
    np.maximum.at(persons["last_birth"], persons["mother"][children], persons["birth_date"][children])


def _next_numbers(state: State) -> dict[str, int]:
    """Return the first free number of each kind: above all that occur in the block."""
    first = state.block * NUMBERS_IN_BLOCK
    columns = {
        "persons": [
            state.persons["person_id"], state.deceased["person_id"], state.payments.old["person_id"],
            state.insured_events["person_id"], state.insured_events["child_id"], state.insured_events["survivor_id"],
            state.kinship["relative_id"],
        ],
        "families": [state.families["family_id"], state.deceased["family_id"], state.insured_events["family_id"]],
        "insured_events": [state.insured_events["event_id"]],
        "awards": [state.awards["award_id"]],
        "loans": [state.loans["loan_id"]],
    }  # fmt: skip
    return {name: max([first, *(int(c.max()) + 1 for c in found if len(c))]) for name, found in columns.items()}


def receive_alimony(state: State, sign: int) -> None:
    """Add what is paid as alimony (sign 1) to what families receive from others, or take it off (sign -1)."""
    persons, kinship = state.persons, state.kinship
    child = rows_of(persons["person_id"], kinship["relative_id"])
    paid = (child >= 0) & (kinship["alimony"] > 0)
    received = state.families["received_from_others"]
    np.add.at(received, persons["home"][child[paid]], sign * kinship["alimony"][paid])
    np.maximum(received, 0, out=received)
