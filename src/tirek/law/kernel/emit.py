"""Writes a program as Python source that Numba turns into machine code, and keeps such sources on disk.

All answers for one person are one straight line of whole-number assignments (`person`); `block` runs it over rows of columns
and `one` over a packed row. The numbers of the law are arguments: another day's numbers need no other code.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import inspect
import os
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Final

from tirek.law.kernel import clock
from tirek.law.kernel.exact import Node
from tirek.law.kernel.program import Program

_HEAD: Final = '''"""Written by tirek.law.kernel.emit: the law compiled. Do not edit."""

from numba import int64, njit, uint64

inlined = njit(nogil=True, error_model="numpy", forceinline=True)
'''
_BODIES: Final = {
    "add": "{} + {}",
    "sub": "{} - {}",
    "mul": "{} * {}",
    "min": "min({}, {})",
    "max": "max({}, {})",
    "less": "{} < {}",
    "equal": "{} == {}",
    "and": "{} & {}",
    "not": "not {}",
    "where": "{1} if {0} else {2}",
    "total": "total({}, row, {})",
    "months_paid": "months_paid({}, row, {})",
    "best_run": "best_run({}, row, {}, {})",
}


def write_source(program: Program) -> str:
    """Write the module that holds `person`, `block` and `one` for a program."""
    by_op: dict[str, list[Node]] = {"history": [], "fact": [], "known": [], "parameter": []}
    for node in program.nodes:
        by_op.get(node.op, []).append(node)
    histories, cells, numbers = by_op["history"], by_op["fact"] + by_op["known"], by_op["parameter"]
    arguments = [_name(node) for node in (*histories, *cells, *numbers)]
    results = [_result(result) for result in program.results]
    columns = [f"column{place}" for place in range(len(histories) + len(cells))]
    outputs = [f"output{place}" for place in range(len(results))]
    read = [_cell(node, f"{column}[row]") for node, column in zip(cells, columns[len(histories) :], strict=True)]
    packed = [_cell(node, f"cells[{place}]") for place, node in enumerate(cells)]
    load = [f"{_name(node)} = parameters[{node.args[0]}]" for node in numbers]
    names = [_name(node) for node in numbers]
    answers = "(" + "".join(f"{output}, " for output in outputs) + ")"
    lines = [
        _HEAD,
        *_copied(),
        f"\n\n@inlined\ndef person(row, {', '.join(arguments)}):",
        *(f"    {_name(node)} = {_body(node)}" for node in program.nodes if node.op in _BODIES or node.op in clock.DATE_WORDS or node.op == "div"),
        f"    return ({', '.join(results)},)",
        f"\n\n@njit(nogil=True, error_model='numpy', cache=True)\ndef block(first, last, parameters, {', '.join(columns + outputs)}):",
        *(f"    {line}" for line in load),
        "    for row in range(first, last):",
        f"        {answers} = person(row, {', '.join(columns[:len(histories)] + read + names)})".replace(answers, ", ".join("r_"+o for o in outputs)+","),
        *(f"        {output}[row] = r_{output}" for output in outputs),
        f"\n\n@njit(nogil=True, error_model='numpy', cache=True)\ndef one(cells, parameters, answers, {', '.join(columns[:len(histories)])}):",
        *(f"    {line}" for line in load),
        f"    {', '.join('r_'+o for o in outputs)}, = person(0, {', '.join(columns[:len(histories)] + packed + names)})",
        *(f"    answers[{place}] = r_{output}" for place, output in enumerate(outputs)),
    ]
    return "\n".join(lines) + "\n"


def _name(node: Node) -> str:
    if node.constant is not None:
        return str(bool(node.low)) if node.flag else str(node.low)
    return f"v{node.number}"


def _body(node: Node) -> str:
    if node.op == "div":
        return _division(*node.args)
    shape = _BODIES.get(node.op) or f"{node.op}({', '.join('{}' for _ in node.args)})"
    return shape.format(*(_name(arg) for arg in node.args))


def _division(a: Node, b: Node) -> str:
    """Divide unsigned where the sign is known: no correction towards the floor, and constants become multiplications."""
    if a.low >= 0:
        return f"int64(uint64({_name(a)}) // uint64({_name(b)}))"
    return f"{_name(a)} // {_name(b)}"


def _cell(node: Node, cell: str) -> str:
    if node.op == "known":
        return f"not {cell}"
    return f"{cell} != 0" if node.flag else f"int64({cell})"


@functools.cache
def _copied() -> tuple[str, ...]:
    return tuple("\n\n@inlined\n" + inspect.getsource(function).rstrip().replace(": Any", "").replace("  # noqa: ANN401  # a NumPy table", "") for function in clock.COPIED)
