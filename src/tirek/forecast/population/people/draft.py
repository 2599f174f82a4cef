"""The persons of a block while their ties are being made: oldest first, known by their row."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.days import NEVER, NOBODY, Days, ages, day_number
from tirek.forecast.population.people.iin import ELDERS_SERIAL, FIRST_UNIQUE_YEAR, iin

if TYPE_CHECKING:
    import datetime as dt

    from tirek.forecast.population.plan import BlockPlan

Rows = npt.NDArray[np.integer[Any]]
MALE, FEMALE = 0, 1
ADULT: Final = 18
YEAR: Final = 365.25
_OLDEST: Final = 100
_OLDEST_SPREAD = 5
_GOLDEN: Final = 0.618


def _nobody(length: int) -> Rows:
    return np.full(length, NOBODY, np.int32)


@dataclass(slots=True)
class Draft:
    """Persons by row; ties are rows of this draft, or NOBODY.

    `dead_mother` and `dead_father` are numbers of the deceased, `given` are the assumptions of the room.

    `home` points from everybody to the one whose home he or she shares, who may point on; a root points to itself.
    """

    on: int
    birth: Days
    sex: npt.NDArray[np.int8]
    iin: npt.NDArray[np.str_]
    given: dict[str, Any]
    age: npt.NDArray[np.int16] = field(init=False)
    marital: npt.NDArray[np.int8] = field(init=False)
    spouse: Rows = field(init=False)
    married_on: Days = field(init=False)
    former: Rows = field(init=False)
    mother: Rows = field(init=False)
    father: Rows = field(init=False)
    dead_mother: Rows = field(init=False)
    dead_father: Rows = field(init=False)
    birth_order: npt.NDArray[np.int16] = field(init=False)
    children_born: npt.NDArray[np.int16] = field(init=False)
    due: Days = field(init=False)
    guardian: Rows = field(init=False)
    home: Rows = field(init=False)

    def __post_init__(self) -> None:
        length = len(self.birth)
        self.age = ages(self.birth, self.on)
        self.marital = np.zeros(length, np.int8)
        self.birth_order, self.children_born = np.zeros(length, np.int16), np.zeros(length, np.int16)
        self.married_on, self.due = np.full(length, NEVER, np.int32), np.full(length, NEVER, np.int32)
        self.spouse, self.former, self.mother, self.father = (_nobody(length) for _ in range(4))
        self.dead_mother, self.dead_father, self.guardian = (_nobody(length) for _ in range(3))
        self.home = np.arange(length, dtype=np.int32)

    def __len__(self) -> int:
        return len(self.birth)

    def rows(self, chosen: npt.NDArray[np.bool_]) -> Rows:
        """Return the rows where something holds, oldest person first."""
        return np.flatnonzero(chosen).astype(np.int32)


def persons(plan: BlockPlan, on: dt.date, given: dict[str, Any], rng: np.random.Generator) -> Draft:
    """Return the persons of a block: as many of each sex and age as planned, born on days of their own.

    The n-th person of a sex and age in the nation has the day n * stride modulo the days of that age, a stride
    without common divisor, so that every block's birthdays are spread over the year and no number is given twice.
    """
    birth, sex, serial = [], [], []
    elders = on.year - FIRST_UNIQUE_YEAR
    for age in range(plan.counts.shape[1]):
        first, days = _window(age, on)
        stride = next(s for s in range(math.ceil(_GOLDEN * days), 2 * days) if math.gcd(s, days) == 1)
        for each in (MALE, FEMALE):
            number = plan.before[each, age] + np.arange(plan.counts[each, age], dtype=np.int64)
            birth.append(first + number * stride % days)
            serial.append(number // days + (ELDERS_SERIAL if age >= elders else 0))
            sex.append(np.full(len(number), each, np.int8))
    born, sexes = np.concatenate(birth).astype(np.int32), np.concatenate(sex)
    order = np.lexsort((rng.permutation(len(born)), born))
    born, sexes = born[order], sexes[order]
    return Draft(day_number(on), born, sexes, iin(born, sexes, np.concatenate(serial)[order]), given)


def _window(age: int, on: dt.date) -> tuple[int, int]:
    """Return the first birthday and the number of birthdays of persons of an age; nobody is born on the day itself."""
    years = _OLDEST_SPREAD if age == _OLDEST else 1
    first = day_number(on.replace(year=on.year - age - years)) + 1
    last = day_number(on.replace(year=on.year - age)) - (age == 0)
    return first, last - first + 1
