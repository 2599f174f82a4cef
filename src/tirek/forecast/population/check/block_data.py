"""One block of a nation as it lies on disk, read once, with what the checks ask of it again and again."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.basics.errors import InputError
from tirek.forecast.population.days import NEVER, NOBODY, day_number, months_of
from tirek.forecast.population.files import part_path
from tirek.forecast.population.tables import table_spec

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl

    from tirek.forecast.population.files import Nation

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

ABSENT: Final = -1
"""The row of something that is not there."""


class BlockData:
    """The tables of one block; a table the nation does not have is empty.

    InputError when a part is missing, damaged or has other columns than the dictionary says.
    """

    def __init__(self, nation: Nation, number: int, on: dt.date) -> None:
        self.nation, self.number, self.on = nation, number, on
        self.today = day_number(on)
        self._parts: dict[str, pl.DataFrame] = {}
        self._ints: dict[tuple[str, str], Ints] = {}
        self._order: dict[tuple[str, str], tuple[Ints, Ints]] = {}

    # --- cells

    def part(self, table: str) -> pl.DataFrame:
        """Return a table of the block."""
        if table not in self._parts:
            self._parts[table] = _read(self.nation, table, self.number)
        return self._parts[table]

    def rows(self, table: str) -> int:
        """Return how many rows a table of the block has."""
        return self.part(table).height

    def ints(self, table: str, column: str) -> Ints:
        """Return whole numbers, not to be changed; NOBODY where there is none."""
        import polars as pl

        if (table, column) not in self._ints:
            cells = self.part(table)[column].cast(pl.Int64).fill_null(NOBODY).to_numpy()
            cells.flags.writeable = False  # the same array for all who ask
            self._ints[table, column] = cells
        return self._ints[table, column]

    def days(self, table: str, column: str) -> Ints:
        """Return days since 1970-01-01; NEVER where there is none."""
        import polars as pl

        return self.part(table)[column].cast(pl.Int32).cast(pl.Int64).fill_null(NEVER).to_numpy()

    def flags(self, table: str, column: str) -> Flags:
        """Return a column of yes and no; an empty cell counts as no."""
        return self.part(table)[column].fill_null(value=False).to_numpy()

    def is_(self, table: str, column: str, *choices: str) -> Flags:
        """Return where a column holds one of the choices."""
        import polars as pl

        found: Flags = self.part(table)[column].cast(pl.String).is_in(choices).fill_null(value=False).to_numpy()
        return found

    def items(self, table: str, column: str) -> tuple[Ints, Ints]:
        """Return all items of a list column, one after another, and how many each row has."""
        listed = self.part(table)[column].to_arrow()
        lengths = np.diff(listed.offsets.to_numpy()).astype(np.int64)
        return listed.flatten().to_numpy(zero_copy_only=False).astype(np.int64), lengths

    # --- places

    def rows_of(self, table: str, numbers: Ints, key: str = "") -> Ints:
        """Return the row of each number in a table by its key, ABSENT where there is none (or NOBODY is asked for)."""
        column = key or table_spec(table).key[0]
        if (table, column) not in self._order:
            keys = self.ints(table, column)
            order = np.argsort(keys, kind="stable")
            self._order[table, column] = keys[order], order
        keys, order = self._order[table, column]
        if not len(keys):
            return np.full(len(numbers), ABSENT)
        place = np.minimum(np.searchsorted(keys, numbers), len(keys) - 1)
        return np.where(keys[place] == numbers, order[place], ABSENT)

    @property
    def lived_months(self) -> int:
        """Months the nation has lived since it was made."""
        return int(self.nation.manifest.get("lived_months", 0))

    @cached_property
    def family(self) -> Ints:
        """The row in `families` of each person's family."""
        return self.rows_of("families", self.ints("persons", "family_id"))

    @cached_property
    def weight(self) -> Floats:
        """How many families of the nation each family stands for."""
        return self.part("families")["weight"].fill_null(0.0).to_numpy()

    @cached_property
    def age(self) -> Ints:
        """Completed years of each person on the day."""
        return full_years(self.days("persons", "birth_date"), self.today)

    @cached_property
    def kinship(self) -> tuple[Ints, Ints, npt.NDArray[np.object_]]:
        """Who, to whom, what: the relations of the block."""
        import polars as pl

        relation = self.part("kinship")["relation"].cast(pl.String).to_numpy()
        return self.ints("kinship", "person_id"), self.ints("kinship", "relative_id"), relation

    def per_family(self, cells: npt.NDArray[Any]) -> Floats:
        """Sum a value of persons over each family; persons without a family are left out."""
        return self.sum_by_family(self.family, cells)

    def sum_by_family(self, rows: Ints, cells: npt.NDArray[Any]) -> Floats:
        """Sum values over families by the row of the family; ABSENT is left out."""
        there = rows != ABSENT
        total = np.bincount(rows[there], cells[there].astype(np.float64), minlength=self.rows("families"))
        return np.asarray(total, np.float64)

    @cached_property
    def person_months(self) -> PersonMonths:
        """All months of the contributions table, one after another."""
        incomes, lengths = self.items("contributions", "incomes")
        paid, _ = self.items("contributions", "contributions")
        row = np.repeat(np.arange(len(lengths)), lengths)
        starts = np.cumsum(lengths) - lengths
        first = months_of(self.days("contributions", "first_month").astype(np.int32)).astype(np.int64)
        month = first[row] + np.arange(len(row)) - starts[row]
        return PersonMonths(row, month, incomes, np.resize(paid, len(incomes)))


class PersonMonths:
    """Months of contributions: the row of the table, the month (year * 12 + month - 1), income and contribution."""

    def __init__(self, row: Ints, month: Ints, income: Ints, paid: Ints) -> None:
        self.row, self.month, self.income, self.paid = row, month, income, paid


def full_years(since: Ints, until: Ints | int) -> Ints:
    """Return completed years between days; who was born on 29 February has the birthday on 1 March in other years."""
    begun = since.astype("datetime64[D]")
    ended = np.asarray(until, np.int64).astype("datetime64[D]")
    years = _years(ended) - _years(begun)
    return years - (_day_of_year(begun) > _day_of_year(ended)).astype(np.int64)


def _years(days: npt.NDArray[np.datetime64]) -> Ints:
    return days.astype("datetime64[Y]").astype(np.int64)


def _day_of_year(days: npt.NDArray[np.datetime64]) -> Ints:
    month = days.astype("datetime64[M]")
    day = (days - month.astype("datetime64[D]")).astype(np.int64)
    return np.asarray(month.astype(np.int64) % 12 * 31 + day, np.int64)


def _read(nation: Nation, table: str, number: int) -> pl.DataFrame:
    import polars as pl

    spec = table_spec(table)
    if not nation.has(table):
        return pl.DataFrame(pl.from_arrow(spec.schema().empty_table()))
    part = nation.part(table, number)
    path = part_path(nation.folder, table, number)
    if missing := [name for name in spec.columns if name not in part.columns]:
        raise InputError(f"{path} has no column {missing[0]}, expected the columns of the data dictionary")
    expected = pl.DataFrame(pl.from_arrow(spec.schema().empty_table())).schema
    for name, kind in expected.items():
        if part.schema[name] != kind and not _both_words(part.schema[name], kind):
            raise InputError(f"{path}: the column {name} is {part.schema[name]}, expected {kind}")
    return part


def _both_words(found: pl.DataType, expected: pl.DataType) -> bool:
    import polars as pl

    return isinstance(found, pl.Categorical | pl.Enum) and isinstance(expected, pl.Categorical | pl.Enum)
