"""What a block keeps of the nation as it was made: its shares of the first day, carried from one life to the next.

Two lives of six months so keep the same shares as one of twelve, and know who left school in the months before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tirek.basics.errors import InputError
from tirek.forecast.population.files import part_path
from tirek.forecast.population.life.rows import rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from tirek.forecast.population.block import Column
    from tirek.forecast.population.life.state import State

BASE: Final = "life_base"
"""The folder of it in a nation that lived; its parts are rows of numbers under a name, no table of the dictionary."""
_LEAVERS: Final = ("left_study_person", "left_study_month")


def base_of(state: State) -> pa.Table:
    """Return what the next life needs to know of a block: what it keeps, and who left study in which month."""
    persons = state.persons
    left = persons["left_study"] >= 0
    kept = state.targets | dict(zip(_LEAVERS, (persons["person_id"][left], persons["left_study"][left]), strict=True))
    return pa.table({
        "name": pa.array(list(kept), pa.string()),
        "shape": pa.array([list(cells.shape) for cells in kept.values()], pa.list_(pa.int64())),
        "numbers": pa.array([cells.ravel().astype(np.float64) for cells in kept.values()], pa.list_(pa.float64())),
    })  # fmt: skip


def read_base(folder: Path, block: int) -> dict[str, Column]:
    """Return what the life before kept of a block, by name; nothing where the nation has not lived yet."""
    path = part_path(folder, BASE, block)
    if not path.is_file():
        return {}
    try:
        told = pq.read_table(path).to_pydict()
        return {
            name: np.asarray(numbers, np.float64).reshape(shape)
            for name, shape, numbers in zip(told["name"], told["shape"], told["numbers"], strict=True)
        }
    except (OSError, KeyError, ValueError, pa.ArrowException) as error:
        raise InputError(f"{path} is missing or damaged: {str(error).splitlines()[0]}") from None


def carry_on(state: State) -> None:
    """Let what the life before kept stand over what this one finds on its first day."""
    kept = dict(state.base)
    if not kept:
        return
    who, when = (kept.pop(name).astype(np.int64) for name in _LEAVERS)
    state.targets |= kept
    row = rows_of(state.persons["person_id"], who)
    state.persons["left_study"][row[row >= 0]] = when[row >= 0]
