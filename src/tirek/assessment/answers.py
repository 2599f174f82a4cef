"""What the law answers to a batch of people about one benefit, as Arrow columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tirek.assessment.tally import OUTCOMES, BenefitTally

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tirek.assessment.questions import Question
    from tirek.law.kernel.columns import Column

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]

_ENTITLED, _REFUSED, _UNKNOWN, _NO_EVENT = range(len(OUTCOMES))
_OUTCOME_WORDS: Final = pa.array(OUTCOMES)
_WORD: Final = pa.dictionary(pa.int8(), pa.string())


@dataclass(frozen=True, slots=True)
class Judged:
    """Outcome codes, the place of the first failing condition, and the values, for every row of a batch."""

    outcome: Array
    refused_by: Array
    values: Mapping[str, Array]


def answer_fields(question: Question) -> list[pa.Field]:
    """Return the columns written for one benefit."""
    benefit = question.benefit.name
    fields = [pa.field(f"{benefit}_outcome", _WORD), pa.field(f"{benefit}_refused_by", _WORD)]
    edition = question.edition
    for role, name in question.shown:
        kind = {"tenge": pa.int64(), "date": pa.date32()}.get(edition.kind(name).unit, pa.int32())
        fields.append(pa.field(f"{benefit}_{role}", kind))
    return fields


def judge(question: Question, found: Mapping[str, Column], rows: int, event: Array | None) -> Judged:
    """Judge as for one person: any condition that fails refuses, else anything unknown leaves open.

    `event`: the rows that `found` is about, where the event did not happen for everybody.
    """
    size = rows if event is None else len(event)
    fails = np.zeros(size, np.bool_)
    sure = np.ones(size, np.bool_)
    refused_by = np.zeros(size, np.int8)
    for place, name in reversed(list(enumerate(question.conditions))):
        column = found[name]
        # a cell that is not known holds 0
        failing = ~column.values if column.known is None else column.known > column.values
        np.putmask(refused_by, failing, place)
        fails |= failing
        sure &= column.values
    for name in dict.fromkeys(name for _, name in question.shown):
        known = found[name].known
        if known is not None:
            sure &= known
    outcome = np.full(size, _UNKNOWN, np.int8)
    np.putmask(outcome, fails, _REFUSED)
    np.putmask(outcome, sure, _ENTITLED)
    values = {name: found[name].values for _, name in question.shown}
    if event is None:
        return Judged(outcome, refused_by, values)
    return Judged(
        _spread(outcome, rows, event, _NO_EVENT),
        _spread(refused_by, rows, event),
        {name: _spread(cells, rows, event) for name, cells in values.items()},
    )


def answer_arrays(question: Question, judged: Judged) -> tuple[list[pa.Array], BenefitTally]:
    """Return the columns of `answer_fields` and their counts. Amounts and times are null unless entitled."""
    rows = len(judged.outcome)
    counts = np.bincount(judged.outcome, minlength=len(OUTCOMES)).tolist()
    tally = BenefitTally(dict(zip(OUTCOMES, counts, strict=True)))
    entitled = judged.outcome == _ENTITLED
    refused = _validity(judged.outcome == _REFUSED, counts[_REFUSED])
    shown = _validity(entitled, counts[_ENTITLED])
    conditions = pa.array(question.conditions, pa.string())
    arrays = [
        pa.DictionaryArray.from_arrays(_array(pa.int8(), judged.outcome, None, 0), _OUTCOME_WORDS, safe=False),
        pa.DictionaryArray.from_arrays(
            _array(pa.int8(), judged.refused_by, refused, rows - counts[_REFUSED]), conditions, safe=False
        ),
    ]
    fields = answer_fields(question)[2:]
    for (role, name), field in zip(question.shown, fields, strict=True):
        cells = judged.values[name]
        if role == "gross":
            # whole tiyn of one batch: far from 64 bits
            tally.gross = int(np.dot(entitled.view(np.int8).astype(np.int64), cells))
        arrays.append(_array(field.type, cells, shown, rows - counts[_ENTITLED]))
    return arrays, tally


def _array(kind: pa.DataType, cells: Array, validity: pa.Buffer | None, nulls: int) -> pa.Array:
    width = np.dtype(f"int{kind.bit_width}")
    cells = np.ascontiguousarray(cells, width)
    return pa.Array.from_buffers(kind, len(cells), [validity, pa.py_buffer(cells)], nulls)


def _validity(valid: Mask, count: int) -> pa.Buffer | None:
    return None if count == len(valid) else pa.py_buffer(np.packbits(valid, bitorder="little"))


def _spread(cells: Array, rows: int, event: Array, rest: int = 0) -> Array:
    spread = np.full(rows, rest, cells.dtype)
    spread[event] = cells
    return spread
