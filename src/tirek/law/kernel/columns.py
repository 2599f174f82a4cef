"""The law applied to a nation: the same provisions as loops over columns, equal to the interpreter to the tiyn.

    kernel = compile_columns(edition, ("average_income", "disability_payment"))
    kernel.facts                     # what each input column must hold
    kernel.run(columns)              # name -> Column of whole cells over a denominator

Cells must lie within the ranges of `kernel.facts`, on which the proof of no overflow rests; `outside` finds
the others. An `if` on missing facts is tried both ways to the end, as in `unknown.settle`. Columns may be unknown
where the interpreter is not in two odd cases: when a rule works on with what an inner `a if c else b` left open,
and when it asks about the same missing fact twice (`a or not a`). They never differ in a value.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tirek.basics.errors import InputError
from tirek.law.kernel.codestore import load_code
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.emit import inputs_read, write_source
from tirek.law.kernel.program import Answer, Program, Spec, translate

Array = npt.NDArray[Any]
Columns = Mapping[str, Array]

ROWS_PER_TASK: Final = 65_536
"""Threads take rows in pieces of this size: small enough to share work evenly, large enough to cost nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """Values of one output, `values / denominator` in its unit; nothing is known where `known` is given and false."""

    spec: Spec
    values: Array
    denominator: int | Array
    known: Array | None

    def value(self, row: int) -> Any:  # noqa: ANN401  # a value as the interpreter holds it
        """Return the interpreter's value of a row; None where it is not known."""
        if self.known is not None and not self.known[row]:
            return None
        over = self.denominator if isinstance(self.denominator, int) else int(self.denominator[row])
        return self.spec.value(int(self.values[row]), over)


class Kernel:
    """Compiled law: some outputs of an edition as machine code, with the numbers of that edition."""

    def __init__(self, program: Program, rebuild: Callable[[Edition], Program]) -> None:
        """Write or load the code; machine code is made when first used and kept on disk."""
        self.program, self._rebuild = program, rebuild
        self.source = write_source(program)
        self._code = load_code(self.source)
        specs = {spec.name: spec for spec in program.facts}
        self._inputs = [(node.op, specs[node.args[0]]) for node in inputs_read(program)]
        self._histories = [spec for op, spec in self._inputs if op == "history"]
        self._cells = self._inputs[len(self._histories) :]
        self._numbers = np.array(program.parameters, np.int64)
        self._width = sum(len(answer.columns) for answer in program.answers)
        self._bounds = np.array([(spec.low, spec.high) for _, spec in self._inputs], np.int64).reshape(-1, 2)

    @property
    def facts(self) -> tuple[Spec, ...]:
        """The input columns."""
        return self.program.facts

    @property
    def outputs(self) -> tuple[Spec, ...]:
        """The output columns."""
        return tuple(answer.spec for answer in self.program.answers)

    def bind(self, edition: Edition) -> Kernel:
        """Return the same machine code with the numbers of another edition; InputError when its rules differ."""
        kernel = Kernel(self._rebuild(edition), self._rebuild)
        if kernel.source != self.source:
            msg = f"the law of {edition.on} differs in more than numbers: compile it anew"
            raise InputError(msg)
        return kernel

    # --- many people

    def run(self, columns: Columns, missing: Columns | None = None, threads: int = 2) -> dict[str, Column]:
        """Work out all outputs for all rows. InputError when a column is absent or not as its spec says."""
        rows, read = self._read(columns, missing or {})
        written = [[np.empty(rows, dtype) for dtype in _dtypes(answer)] for answer in self.program.answers]
        histories = read[: len(self._histories)]
        by_month = bool(histories) and not any(table.flags.c_contiguous for table in histories)
        block = self._code.block_by_month if by_month else self._code.block
        _spread(block, rows, threads, self._numbers, *read, *itertools.chain(*written))
        answers = zip(self.program.answers, written, strict=True)
        return {answer.spec.name: _column(answer, arrays) for answer, arrays in answers}

    def outside(self, columns: Columns, missing: Columns | None = None, threads: int = 2) -> Array:
        """Return which rows have a cell outside its declared range, for which the answers prove nothing."""
        rows, read = self._read(columns, missing or {})
        found = np.empty(rows, np.bool_)
        _spread(self._code.check, rows, threads, self._bounds, *read, found)
        return found

    def _read(self, columns: Columns, missing: Columns) -> tuple[int, list[Array]]:
        rows = max((len(column) for column in columns.values()), default=0)
        read = []
        for op, spec in self._inputs:
            given, mask = columns.get(spec.name), missing.get(spec.name)
            if op != "known":
                read.append(_read_column(spec, rows, given, mask))
            else:
                mask = np.full(rows, given is None) if mask is None else mask
                read.append(_shared(mask, "bool", (rows,), spec.name))
        return rows, read

    # --- one person

    def one(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Work out all outputs for one person, facts as the interpreter takes them; None where nothing is known."""
        arguments = self.pack(facts)
        self._code.one(*arguments)
        return self.unpack(arguments)

    def case_function(self) -> Callable[..., None]:
        """Return the bare compiled function: `call(*kernel.pack(facts))` writes into its third argument.

        Packed arguments may be changed in place and used again: facts, numbers of the law, answers, histories.
        """
        function: Callable[..., None] = self._code.one
        return function

    def pack(self, facts: Mapping[str, Any]) -> tuple[Array, ...]:
        """Return the arguments of `case_function` for one person."""
        cells = [
            facts.get(spec.name) is None if op == "known" else _cell(spec, facts.get(spec.name, spec.default))
            for op, spec in self._cells
        ]
        rows = [_cell(spec, facts.get(spec.name, spec.default)) for spec in self._histories]
        answers = np.empty(self._width, np.int64)
        return np.array(cells, np.int64), self._numbers, answers, *(np.array([row], np.int64) for row in rows)

    def unpack(self, arguments: tuple[Array, ...]) -> dict[str, Any]:
        """Return the answers that a call left in its packed arguments."""
        cells = iter(arguments[2].tolist())
        found = {}
        for answer in self.program.answers:
            cell = next(cells)
            over = answer.over if isinstance(answer.over, int) else next(cells)
            known = answer.known is None or next(cells)
            spec = answer.spec
            found[spec.name] = spec.value(cell, spec.denominator * over) if known else None
        return found


def compile_columns(
    edition: Edition,
    outputs: tuple[str, ...],
    may_be_missing: frozenset[str] = frozenset(),
    given: frozenset[str] = frozenset(),
) -> Kernel:
    """Compile what `outputs` rest on in an edition; InputError names the line of a rule that cannot be.

    `may_be_missing`: facts that some people lack. `given`: provisions whose values come as columns instead.
    """

    def build(one: Edition) -> Program:
        return translate(one, outputs, may_be_missing, given)

    return Kernel(build(edition), build)


def _dtypes(answer: Answer) -> list[str]:
    kinds = [answer.spec.dtype, *("int64" for _ in answer.columns[1:])]
    return kinds if answer.known is None else [*kinds[:-1], "bool"]


def _column(answer: Answer, arrays: list[Array]) -> Column:
    rest = iter(arrays[1:])
    over = answer.over if isinstance(answer.over, int) else next(rest)
    return Column(answer.spec, arrays[0], answer.spec.denominator * over, next(rest, None))


def _spread(function: Callable[..., None], rows: int, threads: int, *arguments: Array) -> None:
    """Call a compiled function on pieces of the rows, in several threads when there are several pieces."""
    if threads == 1 or rows <= ROWS_PER_TASK:
        function(0, rows, *arguments)
        return
    with ThreadPoolExecutor(threads) as pool:
        starts = range(0, rows, ROWS_PER_TASK)
        pieces = [(first, min(first + ROWS_PER_TASK, rows)) for first in starts]
        tasks = [pool.submit(function, *piece, *arguments) for piece in pieces]
        for task in tasks:
            task.result()


def _cell(spec: Spec, value: Any) -> Any:  # noqa: ANN401  # a value as the interpreter holds it
    """Return the cell or row of a value; something within the range where it may be missing and is."""
    if value is not None:
        return spec.cell(value)
    if not spec.may_be_missing:
        msg = f"{spec.name} ({spec.unit}) is absent, and not among the facts that may be missing"
        raise InputError(msg)
    return (spec.low,) * spec.length if spec.length else spec.low


def _read_column(spec: Spec, rows: int, given: Array | None, mask: Array | None) -> Array:
    shape = (rows, spec.length) if spec.length else (rows,)
    if given is None:
        given = np.full(shape, _cell(spec, spec.default), spec.dtype)
    elif mask is not None and spec.default is not None:
        default = np.array(_cell(spec, spec.default), given.dtype)
        given = np.where(mask[:, None] if spec.length else mask, default, given)
    narrow = spec.length and given.dtype == np.int32
    return _shared(given, "int32" if narrow else spec.dtype, shape, spec.name)


def _shared(array: Array, dtype: str, shape: tuple[int, ...], name: str) -> Array:
    """Return the array as machine code expects every column: contiguous, of its type, read-only."""
    if array.shape != shape or array.dtype.kind not in "biu":
        msg = f"the column {name} is {array.dtype} {array.shape}, expected {dtype} {shape}"
        raise InputError(msg)
    by_month = len(shape) > 1 and array.flags.f_contiguous and not array.flags.c_contiguous
    view = (np.asfortranarray(array, dtype) if by_month else np.ascontiguousarray(array, dtype)).view()
    view.flags.writeable = False
    return view
