"""The law applied to a nation: the same provisions as fused loops over columns, equal to the interpreter to the tiyn.

    kernel = compile_columns(edition, ("average_income", "disability_payment"))
    kernel.facts                     # what each input column must hold
    kernel.run(columns)              # name -> Column of whole cells over a denominator

Cells must lie within the ranges of `kernel.facts`, on which the proof of no overflow rests; `outside` finds those that do not.
A condition on missing facts is tried both ways as in `unknown.settle`; where a rule works on with a value that differs
between the ways of an inner `a if c else b`, columns may be unknown where the interpreter is not; never another value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tirek.basics.errors import InputError
from tirek.law.kernel.codestore import load_code
from tirek.law.kernel.edition import Edition
from tirek.law.kernel.emit import cells_read, write_source
from tirek.law.kernel.program import Answer, Program, Spec, translate

Array = npt.NDArray[Any]

ROWS_PER_TASK: Final = 65_536
"""Threads take rows in pieces of this size, small enough to share the work evenly and large enough to cost nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """Values of one output: `values / denominator` in its unit; where `known` is given and false, nothing is known."""

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
        self._numbers = np.array(program.parameters or (0,), np.int64)
        self._specs = {spec.name: spec for spec in program.facts}
        self._histories = [spec for spec in program.facts if spec.length]
        self._order = [(node.op, self._specs[node.args[0]]) for node in cells_read(program)]

    @property
    def facts(self) -> tuple[Spec, ...]:
        """The input columns."""
        return self.program.facts

    @property
    def outputs(self) -> tuple[Spec, ...]:
        """The output columns."""
        return tuple(answer.spec for answer in self.program.answers)

    def bind(self, edition: Edition) -> Kernel:
        """Return the same machine code with the numbers of another edition; InputError when its rules are built differently."""
        kernel = Kernel(self._rebuild(edition), self._rebuild)
        if kernel.source != self.source:
            msg = f"the law of {edition.on} differs in more than numbers: compile it anew"
            raise InputError(msg)
        return kernel

    def run(
        self, columns: Mapping[str, Array], missing: Mapping[str, Array] | None = None, threads: int = 2
    ) -> dict[str, Column]:
        """Work out all outputs for all rows. InputError when a column is absent or not as its spec says."""
        missing = missing or {}
        rows = len(next(iter(columns.values()))) if columns else 0
        read = [self._column(spec, columns, missing, rows) for spec in self._histories]
        for op, spec in self._order:
            read.append(self._column(spec, columns, missing, rows) if op == "fact" else self._mask(spec, columns, missing, rows))
        answers = [[np.empty(rows, dtype) for dtype in _dtypes(answer)] for answer in self.program.answers]
        arguments = (self._numbers, *read, *(array for arrays in answers for array in arrays))
        starts = range(0, rows, ROWS_PER_TASK)
        if threads == 1 or len(starts) <= 1:
            self._code.block(0, rows, *arguments)
        else:
            with ThreadPoolExecutor(threads) as pool:
                tasks = [pool.submit(self._code.block, first, min(first + ROWS_PER_TASK, rows), *arguments) for first in starts]
                for task in tasks:
                    task.result()
        return {
            answer.spec.name: self._finished(answer, arrays)
            for answer, arrays in zip(self.program.answers, answers, strict=True)
        }

    def one(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Work out all outputs for one person; facts as the interpreter takes them. None where the answer is not known."""
        call, pack, unpack = self.case_function()
        arguments = pack(facts)
        call(*arguments)
        return unpack(arguments)

    def case_function(self) -> tuple[Callable[..., None], Callable[[Mapping[str, Any]], Any], Callable[[Any], dict[str, Any]]]:
        """Return the bare compiled function for one person, what packs facts into its arguments, what unpacks its answers.

        `call(*pack(facts))` fills the third argument; packed arguments may be changed in place and used again.
        """
        return self._code.one, self._packed, self._unpacked

    def _packed(self, facts: Mapping[str, Any]) -> tuple[Array, ...]:
        cells = []
        for op, spec in self._order:
            value = facts.get(spec.name, spec.default)
            if value is None and not spec.may_be_missing:
                self._absent(spec)
            cells.append(value is None if op == "known" else spec.low if value is None else spec.cell(value))
        tables = []
        for spec in self._histories:
            value = facts.get(spec.name, spec.default)
            if value is None and not spec.may_be_missing:
                self._absent(spec)
            tables.append(np.array([spec.cell(value) if value is not None else (0,) * spec.length], np.int64))
        answers = np.empty(sum(len(answer.columns) for answer in self.program.answers), np.int64)
        return np.array(cells, np.int64), self._numbers, answers, *tables

    def _unpacked(self, arguments: tuple[Array, ...]) -> dict[str, Any]:
        cells = iter(arguments[2].tolist())
        found = {}
        for answer in self.program.answers:
            arrays = [np.array([next(cells)]) for _ in answer.columns]
            found[answer.spec.name] = self._finished(answer, arrays).value(0)
        return found

    def _finished(self, answer: Answer, arrays: list[Array]) -> Column:
        rest = iter(arrays[1:])
        denominator: int | Array = answer.spec.denominator
        if answer.over is not None:
            varying = next(rest) if answer.over.varies else answer.over.actual[0]
            denominator = denominator * varying
        return Column(answer.spec, arrays[0], denominator, next(rest, None))

    def _column(self, spec: Spec, columns: Mapping[str, Array], missing: Mapping[str, Array], rows: int) -> Array:
        given = columns.get(spec.name)
        if given is None:
            if spec.default is None and not spec.may_be_missing:
                self._absent(spec)
            cell = spec.low if spec.default is None else spec.cell(spec.default)
            given = np.full((rows, spec.length) if spec.length else rows, cell, spec.dtype)
        shape = (rows, spec.length) if spec.length else (rows,)
        if given.shape != shape or given.dtype.kind not in "biu":
            msg = f"the column {spec.name} is {given.dtype} {given.shape}, expected {spec.dtype} {shape}"
            raise InputError(msg)
        if spec.name in missing and spec.default is not None:
            mask = missing[spec.name]
            default = np.array(spec.cell(spec.default), spec.dtype)
            given = np.where(mask[:, None] if spec.length else mask, default, given)
        return _frozen(given, np.int32 if spec.length and given.dtype == np.int32 else spec.dtype)

    def _mask(self, spec: Spec, columns: Mapping[str, Array], missing: Mapping[str, Array], rows: int) -> Array:
        mask = missing.get(spec.name)
        if mask is None:
            mask = np.full(rows, spec.name not in columns)
        return _frozen(mask, "bool")

    def _absent(self, spec: Spec) -> None:
        msg = f"the column {spec.name} ({spec.unit}) is absent; it is not among those that may be missing"
        raise InputError(msg)


def compile_columns(
    edition: Edition,
    outputs: tuple[str, ...],
    may_be_missing: frozenset[str] = frozenset(),
    given: frozenset[str] = frozenset(),
) -> Kernel:
    """Compile what `outputs` rest on in an edition; InputError names the line of a rule that cannot be compiled.

    `may_be_missing`: facts that some people lack. `given`: provisions whose values come as columns instead.
    """

    def build(one: Edition) -> Program:
        return translate(one, outputs, may_be_missing, given)

    return Kernel(build(edition), build)


def _dtypes(answer: Answer) -> list[str]:
    kinds = [answer.spec.dtype]
    if answer.over is not None and answer.over.varies:
        kinds.append("int64")
    return kinds if answer.known is None else [*kinds, "bool"]


def _frozen(array: Array, dtype: Any) -> Array:  # noqa: ANN401  # whatever NumPy takes
    """Return the array as every caller's look to the machine code: contiguous, of this type, read-only."""
    view = np.ascontiguousarray(array, dtype).view()
    view.flags.writeable = False
    return view
