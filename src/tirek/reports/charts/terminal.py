"""Tables of numbers on a terminal: no wider than it where words allow, and no word cut."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from tirek.reports.charts.drawing import DataTable, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

GAP: Final = "  "


def print_words(console: Console, words: str, style: str = "", indent: str = "", hanging: str = "") -> None:
    """Print a sentence in lines broken at plain spaces, so that numbers stay whole; `hanging` indents later lines."""
    for place, line in enumerate(wrapped(words, console.width - len(indent) - len(hanging))):
        console.print(f"{indent}{hanging if place else ''}{line}", style=style, markup=False, soft_wrap=True)


def print_table(console: Console, title: str, data: DataTable, words: int = 1) -> None:
    """Print a table under its title; its first `words` columns hold words, the others numbers."""
    _print(console, f"\n[bold]{title}[/]")
    widths = fitting([data.headings, *data.rows], console.width)
    for line in _lines(data.headings, widths, words):
        _print(console, f"[dim]{line}[/]")
    _print(console, "─" * min(sum(widths) + len(GAP) * (len(widths) - 1), console.width))
    for row in data.rows:
        for line in _lines(row, widths, words):
            _print(console, line)


def print_split(console: Console, title: str, data: DataTable, words: int = 1) -> None:
    """Print a table for each value of its first column, where all columns together would be too wide."""
    for first, rows in groupby(data.rows, key=lambda row: row[0]):
        own = DataTable(data.headings[1:], tuple(row[1:] for row in rows))
        print_table(console, f"{title}: {first}", own, words - 1)


def print_grouped(console: Console, title: str, data: DataTable) -> None:
    """Print rows of one name under it, together with their last cell, which they share."""
    rows = [row[1:-1] for row in data.rows]
    widths = fitting([data.headings[1:-1], *rows], console.width - len(GAP))
    _print(console, f"\n[bold]{title}[/]")
    for line in _lines(data.headings[1:-1], widths, 0):
        _print(console, f"{GAP}[dim]{line}[/]")
    for (name, last), group in groupby(data.rows, key=lambda row: (row[0], row[-1])):
        print_words(console, f"{name} ({data.headings[-1].lower()}: {last})")
        for row in group:
            for line in _lines(row[1:-1], widths, 0):
                _print(console, GAP + line)


def fitting(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return widths of columns that fit together, the widest narrowed first, but none below its longest word."""
    columns = list(zip(*rows, strict=True))
    widths = [max(len(cell) for cell in column) for column in columns]
    least = [max(len(word) for cell in column for word in cell.split(" ")) for column in columns]
    while sum(widths) + len(GAP) * (len(widths) - 1) > width:
        wide = [place for place, own in enumerate(widths) if own > least[place]]
        if not wide:
            break
        widths[max(wide, key=lambda place: widths[place])] -= 1
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int], words: int) -> list[str]:
    """Return the lines of a row: cells broken at spaces, words to the left and numbers to the right."""
    broken = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for place in range(max(len(cell) for cell in broken)):
        parts = [cell[place] if place < len(cell) else "" for cell in broken]
        aligned = [
            part.ljust(width) if column < words else part.rjust(width)
            for column, (part, width) in enumerate(zip(parts, widths, strict=True))
        ]
        lines.append(GAP.join(aligned).rstrip())
    return lines


def _print(console: Console, line: str) -> None:
    console.print(line, soft_wrap=True)
