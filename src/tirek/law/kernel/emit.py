"""Writes a program as Python source that Numba turns into machine code.

All answers for one person are one straight line of whole-number assignments (`person`); `block` runs it over rows of
columns, `block_by_month` over histories whose months lie together, `one` over a packed row, and `check` finds rows with
cells outside their bounds. The numbers of the law are arguments: another day's numbers need no other code.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterable
from types import FunctionType
from typing import Final

from tirek.law.kernel import clock
from tirek.law.kernel.exact import Node
from tirek.law.kernel.program import Program

_HEAD: Final = '''"""The law compiled. Written by tirek.law.kernel.emit."""

from __future__ import annotations

from numba import int64, njit, uint64
from numba import uintp as place
from numpy import empty

inlined = njit(nogil=True, error_model="numpy", forceinline=True)
compiled = njit(nogil=True, error_model="numpy", cache=True)
'''
_INFIX: Final = {"add": "+", "sub": "-", "mul": "*", "less": "<", "equal": "==", "and": "&"}
_WINDOWS: Final = tuple(window.__name__ for window in clock.WINDOWS)
_SUMS: Final = {"total": "totals", "total_limited": "totals_limited"}
"""Windows that can be worked out for many rows at once, month by month."""
ROWS_AT_ONCE: Final = 1024
"""So many sums lie in the fastest memory while the months go by."""
_LEAVES: Final = ("constant", "parameter", "fact", "known", "history")


def write_source(program: Program) -> str:
    """Write the module that holds `person`, `block`, `one` and `check` for a program."""
    inputs = inputs_read(program)
    histories = [node for node in inputs if node.op == "history"]
    cells = inputs[len(histories) :]
    numbers = [node for node in program.nodes if node.op == "parameter"]
    steps = [node for node in program.nodes if node.op not in _LEAVES]
    results = [node for answer in program.answers for node in answer.columns]

    sums = [node for node in program.nodes if node.op in _SUMS and not any(arg.varies for arg in node.args[1:])]

    tables = [f"history{place}" for place in range(len(histories))]
    columns = [f"column{place}" for place in range(len(cells))]
    answers = [f"answer{place}" for place in range(len(results))]
    written = [f"{name}s" for name in answers]
    table_of = {_name(node): table for node, table in zip(histories, tables, strict=True)}
    load = [f"{_name(node)} = parameters[{node.args[0]}]" for node in numbers]
    load += [f"{_name(node)} = {_body(node)}" for node in _uniform(program, sums)]
    by_name = [_name(node) for node in numbers]
    in_columns = [_cell(node, f"{column}[row]") for node, column in zip(cells, columns, strict=True)]
    in_row = [_cell(node, f"cells[{place}]") for place, node in enumerate(cells)]
    store = [f"{array}[row] = {name}" for array, name in zip(written, answers, strict=True)]

    def called(row: str, cells_read: list[str], sums_read: list[str]) -> str:
        return f"{_listed(answers)} = person({', '.join([row, *tables, *cells_read, *by_name, *sums_read])})"

    def summed(row: str) -> list[str]:
        return [_window(node.op, table_of[_name(node.args[0])], row, node) for node in sums]

    several = [_window(_SUMS[node.op], table_of[_name(node.args[0])], "start, stop", node) for node in sums]
    stores = [f"sums{place}" for place in range(len(sums))]
    return "\n".join([
        _HEAD,
        *_copied(),
        *_function("inlined", "person", ["row", *map(_name, (*inputs, *numbers, *sums))]),
        *_indented(1, (f"{_name(node)} = {_body(node)}" for node in steps if node not in sums)),
        *_indented(1, [f"return {_listed(map(_name, results))}"]),
        *_function("compiled", "block", ["first", "last", "parameters", *tables, *columns, *written]),
        *_indented(1, [*load, "for row in range(first, last):"]),
        *_indented(2, [called("row", in_columns, summed("row")), *store]),
        *_function("compiled", "block_by_month", ["first", "last", "parameters", *tables, *columns, *written]),
        *_indented(1, [*load, *(f"{name} = empty({ROWS_AT_ONCE}, int64)" for name in stores)]),
        *_indented(1, [f"for start in range(first, last, {ROWS_AT_ONCE}):"]),
        *_indented(2, [f"stop = min(start + {ROWS_AT_ONCE}, last)"]),
        *_indented(2, (f"{call[:-1]}, {name})" for call, name in zip(several, stores, strict=True))),
        *_indented(2, ["for row in range(start, stop):"]),
        *_indented(3, [called("row", in_columns, [f"{name}[row - start]" for name in stores]), *store]),
        *_function("compiled", "one", ["cells", "parameters", "answers", *tables]),
        *_indented(1, [*load, called("0", in_row, summed("0"))]),
        *_indented(1, (f"answers[{place}] = {name}" for place, name in enumerate(answers))),
        *_function("compiled", "check", ["first", "last", "bounds", *tables, *columns, "outside"]),
        *_indented(1, ["for row in range(first, last):"]),
        *_indented(2, [f"outside[row] = not ({' & '.join(_checks(tables, cells))})"]),
        "",
    ])  # fmt: skip


def _uniform(program: Program, sums: list[Node]) -> list[Node]:
    """Return what the spans and limits of some sums are worked out from, the same for everybody."""
    wanted: set[Node] = {arg for node in sums for arg in node.args[1:]}
    found = []
    for node in reversed(program.nodes):
        if node in wanted and node.op not in _LEAVES:
            found.append(node)
            wanted |= set(node.args)
    return found[::-1]


def _window(op: str, table: str, rows: str, node: Node) -> str:
    return f"{op}({', '.join([table, rows, *map(_name, node.args[1:])])})"


def inputs_read(program: Program) -> list[Node]:
    """Return what `person` reads, in the order of its arguments: histories, other facts, which facts are known."""
    return [node for op in ("history", "fact", "known") for node in program.nodes if node.op == op]


def _checks(tables: list[str], cells: list[Node]) -> list[str]:
    """Compare each history and each cell that is not missing with its bounds, which come in the same order."""
    missing = {node.args[0]: f"column{place}[row]" for place, node in enumerate(cells) if node.op == "known"}
    checks = [f"within({table}, row, bounds[{place}, 0], bounds[{place}, 1])" for place, table in enumerate(tables)]
    for place, node in enumerate(cells):
        if node.op == "fact" and not node.flag:
            row, cell = len(tables) + place, f"int64(column{place}[row])"
            fine = f"(bounds[{row}, 0] <= {cell}) & ({cell} <= bounds[{row}, 1])"
            checks.append(f"({missing[node.args[0]]} | ({fine}))" if node.args[0] in missing else fine)
    return checks or ["True"]


def _function(mark: str, name: str, arguments: Iterable[str]) -> list[str]:
    return ["", "", f"@{mark}", f"def {name}({', '.join(arguments)}):"]


def _indented(depth: int, lines: Iterable[str]) -> list[str]:
    return ["    " * depth + line for line in lines]


def _listed(names: Iterable[str]) -> str:
    return "(" + "".join(f"{name}, " for name in names) + ")"


def _name(node: Node) -> str:
    if node.constant is not None:
        return str(bool(node.constant)) if node.flag else str(node.constant)
    return f"v{node.place}"


def _body(node: Node) -> str:
    names = [_name(arg) for arg in node.args]
    if node.op in _INFIX:
        return f"{names[0]} {_INFIX[node.op]} {names[1]}"
    if node.op == "where":
        return f"{names[1]} if {names[0]} else {names[2]}"
    if node.op == "not":
        return f"not {names[0]}"
    if node.op == "div":
        # unsigned division needs no correction towards the floor, and by a constant it becomes a multiplication
        return (
            f"int64(uint64({names[0]}) // uint64({names[1]}))"
            if node.args[0].declared[0] >= 0
            else f"{names[0]} // {names[1]}"
        )
    if node.op in _WINDOWS:
        names.insert(1, "row")
    return f"{node.op}({', '.join(names)})"


def _cell(node: Node, cell: str) -> str:
    if node.op == "known":
        return f"not {cell}"
    return f"{cell} != 0" if node.flag else f"int64({cell})"


@functools.cache
def _copied() -> tuple[str, ...]:
    functions: tuple[FunctionType, ...] = clock.COPIED  # type: ignore[assignment]  # plain functions
    return tuple("\n\n@inlined\n" + inspect.getsource(function).rstrip() for function in functions)
