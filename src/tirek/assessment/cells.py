"""Arrow columns as cells for machine code, without copying where possible; and the rows that cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tirek.assessment.questions import InputColumn
    from tirek.law.kernel.program import Spec

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Cells:
    """The facts of some people by column: values, which of them are missing, and which no fact can be."""

    rows: int
    values: dict[str, Array] = field(default_factory=dict)
    missing: dict[str, Mask] = field(default_factory=dict)
    bad: dict[str, Mask] = field(default_factory=dict)


def read_cells(batch: pa.RecordBatch, columns: Iterable[InputColumn]) -> Cells:
    """Read the columns that the batch has. What stands in a missing cell is anything."""
    cells = Cells(batch.num_rows)
    names = set(batch.schema.names)
    for column in columns:
        spec = column.spec
        if spec.name in names:
            array = batch.column(spec.name)
            missing = missing_rows(array)
            values, bad = _read(array, spec, missing)
            cells.values[spec.name] = values
            if missing is not None:
                cells.missing[spec.name] = missing
            if bad is not None and bad.any():
                cells.bad[spec.name] = bad
    return cells


def missing_rows(array: pa.Array) -> Mask | None:
    """Return which rows are null; None when none is."""
    if pa.types.is_dictionary(array.type) and array.dictionary.null_count:
        return np.asarray(pc.is_null(array.dictionary_decode()).to_numpy(zero_copy_only=False))
    if not array.null_count:
        return None
    return ~_bits(array.buffers()[0], array.offset, len(array))


def bad_value(array: pa.Array, spec: Spec, row: int) -> str:
    """Return the text of a value that was found bad."""
    if spec.unit == "date":
        return str(array.cast(pa.int32())[row].as_py() if _beyond_calendar(array, row) else array[row].as_py())
    value = array[row].as_py()
    if not spec.length:
        return str(value)
    recent = value[-spec.length :]
    for place, amount in enumerate(recent, start=spec.length - len(recent) + 1):
        if amount is None or not spec.low <= amount <= spec.high:
            return f"month {place}: {'empty' if amount is None else amount}"
    return str(value)


def _beyond_calendar(array: pa.Array, row: int) -> bool:
    try:
        array[row].as_py()
    except OverflowError:
        return True
    return False


def _read(array: pa.Array, spec: Spec, missing: Mask | None) -> tuple[Array, Mask | None]:
    if spec.unit == "flag":
        return _bits(array.buffers()[1], array.offset, len(array)), None
    if spec.unit == "choice":
        values = _choices(array, spec, missing)
    elif spec.length:
        return _histories(array, spec, missing)
    else:
        values = _numbers(array)
    return values, _outside(values, spec, missing)


def _outside(values: Array, spec: Spec, missing: Mask | None) -> Mask | None:
    if not values.size or (spec.low <= int(values.min()) and int(values.max()) <= spec.high):
        return None
    outside = _any((values < spec.low) | (values > spec.high))
    return outside if missing is None else outside & ~missing


def _any(cells: Mask) -> Mask:
    """Return which rows have any true cell."""
    return np.asarray(cells.reshape(len(cells), -1).any(axis=1))


def _bits(buffer: pa.Buffer | None, offset: int, rows: int) -> Mask:
    if buffer is None or not rows:
        return np.ones(rows, np.bool_)
    first = offset // 8
    taken = np.frombuffer(buffer, np.uint8, (offset + rows + 7) // 8 - first, first)
    start = offset - first * 8
    return np.unpackbits(taken, bitorder="little")[start : start + rows].view(np.bool_)


def _numbers(array: pa.Array) -> Array:
    dtype = np.dtype(np.int32 if pa.types.is_date32(array.type) else array.type.to_pandas_dtype())
    buffer = array.buffers()[1]
    if buffer is None or not len(array):
        return np.zeros(len(array), dtype)
    return np.frombuffer(buffer, dtype, len(array), array.offset * dtype.itemsize)


def _choices(array: pa.Array, spec: Spec, missing: Mask | None) -> Array:
    """Turn words into places among the choices; a word that is none of them becomes -1."""
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    places = {choice: place for place, choice in enumerate(spec.choices)}
    table = np.array([places.get(word, -1) for word in array.dictionary.to_pylist()] or [0], np.int8)
    indices = _numbers(array.indices)
    return table[indices if missing is None else np.where(missing, 0, indices)]


def _histories(array: pa.Array, spec: Spec, missing: Mask | None) -> tuple[Array, Mask | None]:
    """Read months as rows of `spec.length` cells: shorter histories begin with zeros, of longer ones the end counts."""
    amounts = _numbers(array.values)
    if pa.types.is_fixed_size_list(array.type):
        size = array.type.list_size
        starts = (np.arange(len(array), dtype=np.int64) + array.offset) * size
        ends = starts + size
    else:
        offsets = _numbers(array.offsets).astype(np.int64)
        starts, ends = offsets[:-1], offsets[1:]
    empty = missing_rows(array.values)
    if len(array) and (ends - starts == spec.length).all() and (starts[1:] == ends[:-1]).all():
        taken = slice(starts[0], ends[-1])
        values = amounts[taken].reshape(-1, spec.length)
        gaps = None if empty is None else _any(empty[taken].reshape(-1, spec.length))
        return values, _either(_outside(values, spec, missing), gaps, missing)
    places = ends[:, None] - spec.length + np.arange(spec.length)
    within = places >= starts[:, None]
    if missing is not None:
        within &= ~missing[:, None]
    places[~within] = 0
    values = np.where(within, amounts[places] if amounts.size else 0, 0).astype(amounts.dtype)
    gaps = None if empty is None or not empty.size else _any(empty[places] & within)
    return values, _either(_outside(values, spec, missing), gaps, missing)


def _either(outside: Mask | None, gaps: Mask | None, missing: Mask | None) -> Mask | None:
    """Join what is bad in histories; a history that is missing as a whole has no gaps."""
    if gaps is None:
        return outside
    gaps = gaps if missing is None else gaps & ~missing
    return gaps if outside is None else gaps | outside
