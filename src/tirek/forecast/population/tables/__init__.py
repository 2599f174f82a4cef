"""The data dictionary of the nation: one YAML file a table; what a column means, its unit, range, source and status."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal

import yaml

from tirek.basics.errors import InputError
from tirek.forecast.population.regions import REGIONS

if TYPE_CHECKING:
    import datetime as dt

    import pyarrow as pa

Status = Literal["calibrated", "shaped", "assumed", "logical"]
STATUSES: Final = ("calibrated", "shaped", "assumed", "logical")
TABLES: Final = (
    "persons", "families", "kinship", "deceased", "employers", "contributions",
    "insured_events", "awards", "vehicles", "loans", "life_events",
)  # fmt: skip
SYNTHETIC: Final = b"Synthetic population of Kazakhstan made by Tirek. Not microdata: no row describes a real person."
_LISTS: Final = {"list<int64>": ("int64", -1), "fixed_list<int32>[36]": ("int32", 36)}
"""Type and length of the items of a list; -1: any length."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the dictionary describes it; `low` and `high` bound every cell that is not null."""

    name: str
    type: str
    meaning: str
    status: Status
    unit: str = ""
    source: str = ""
    nullable: bool = False
    choices: tuple[str, ...] = ()
    low: int | float | dt.date | None = None
    high: int | float | dt.date | None = None

    def arrow(self) -> pa.DataType:
        """Return the type of the column in Parquet."""
        import pyarrow as pa

        if self.type in _LISTS:
            item, length = _LISTS[self.type]
            return pa.list_(pa.field("item", pa.type_for_alias(item), nullable=False), length)
        plain = {"flag": "bool", "date": "date32[day]", "choice": "string"}
        return (
            pa.dictionary(pa.int8(), pa.string())
            if self.type == "choice"
            else pa.type_for_alias(plain.get(self.type, self.type))
        )


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table as the dictionary describes it."""

    name: str
    title: str
    row: str
    key: tuple[str, ...]
    columns: dict[str, Column] = field(repr=False)

    def schema(self) -> pa.Schema:
        """Return the Parquet schema; its metadata says that the rows are synthetic."""
        import pyarrow as pa

        fields = [pa.field(name, column.arrow(), nullable=column.nullable) for name, column in self.columns.items()]
        return pa.schema(fields, metadata={b"tirek.table": self.name.encode(), b"tirek.notice": SYNTHETIC})

    def codes(self, column: str) -> dict[str, int]:
        """Return the number that stands for each choice of a column while the nation is made."""
        return {choice: code for code, choice in enumerate(self.columns[column].choices)}


@cache
def table_spec(name: str) -> TableSpec:
    """Return the description of a table; InputError when there is none of this name."""
    if name not in TABLES:
        raise InputError(f"there is no table {name}, expected one of {', '.join(TABLES)}")
    raw = yaml.safe_load((files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))
    columns = {key: _column(key, value) for key, value in raw["columns"].items()}
    return TableSpec(raw["table"], raw["title"], raw["row"], tuple(raw["key"]), columns)


def code(table: str, column: str, choice: str) -> int:
    """Return the number that stands for a choice while the nation is made."""
    return table_spec(table).columns[column].choices.index(choice)


def _column(name: str, raw: dict[str, Any]) -> Column:
    choices = REGIONS if raw.get("choices") == "regions" else tuple(raw.get("choices", ()))
    low, high = raw.get("range", (None, None))
    return Column(
        name, raw["type"], raw["meaning"], raw["status"], raw.get("unit", ""), raw.get("source", ""),
        raw.get("nullable", False), choices, low, high,
    )  # fmt: skip
