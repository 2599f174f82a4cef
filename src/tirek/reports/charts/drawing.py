"""A chart drawn: two SVG pictures (wide and narrow), the words that replace them, and the table beneath.

Pictures keep their text as text in generic fonts and take nothing from outside; the page shows the one that fits. Each
says that it is synthetic; the one that goes into a file of its own also bears its title.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.text import Text
from tirek.reports.charts.theme import FONT, INK, PAPER, QUIET, SIZES, WIDE, Size, config

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import altair as alt

    from tirek.basics.text import Language

SYNTHETIC: Final = Text(
    "Синтетикалық халық: мұнда нақты адамдар туралы дерек жоқ.",
    "Синтетическое население: данных о реальных людях здесь нет.",
    "Synthetic population: no data about real people.",
)
"""What every picture says of itself."""
_LETTER: Final = 0.64
"""About how wide a letter is, of its size: Cyrillic letters are wider than Latin ones."""
_MARGIN: Final = 6
_TITLE_SIZE: Final = 17
_DECIMAL: Final = {"en": (".", ","), "ru": (",", "\N{NO-BREAK SPACE}"), "kk": (",", "\N{NO-BREAK SPACE}")}


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers of a chart in words: headings, and rows whose first cell names the row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready for a page or a file. `alt` says what the picture shows; `file` is the picture by itself."""

    name: str
    title: str
    alt: str
    table: DataTable
    pictures: dict[str, str]
    file: str

    def data_uri(self, size: str) -> str:
        """Return a picture as an address that holds it whole."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.pictures[size].encode()).decode()

    def dimensions(self, size: str) -> tuple[int, int]:
        """Return width and height of a picture in pixels."""
        found = re.search(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"', self.pictures[size])
        return (round(float(found[1])), round(float(found[2]))) if found else (0, 0)


def draw(
    name: str, title: str, words: str, table: DataTable, chart: Callable[[Size], alt.TopLevelMixin], language: Language
) -> Drawing:
    """Draw a chart in each size; `chart` returns it as Altair, `words` say what the picture shows."""
    drawn = {size: _svg(chart(size), size, language) for size in SIZES}
    note = SYNTHETIC[language]
    pictures = {size.name: _framed(svg, size, "", note, (title, f"{words} {note}")) for size, svg in drawn.items()}
    return Drawing(
        name, title, words, table, pictures, _framed(drawn[WIDE], WIDE, title, note, (title, f"{words} {note}"))
    )


def wrapped(words: str, width: int) -> list[str]:
    """Break a label into lines of about `width` characters, as Vega takes them."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _svg(chart: alt.TopLevelMixin, size: Size, language: Language) -> str:
    import vl_convert

    specification: dict[str, Any] = chart.to_dict(validate=False)  # Vega-Lite itself refuses what is wrong
    specification["config"] = config(size)
    specification.pop("$schema", None)
    decimal, thousands = _DECIMAL[language]
    locale = {"decimal": decimal, "thousands": thousands, "grouping": [3], "currency": ["", "\N{NO-BREAK SPACE}₸"]}
    svg: str = vl_convert.vegalite_to_svg(specification, vl_version="6.4", format_locale=locale)
    return svg


def _framed(svg: str, size: Size, title: str, note: str, named: tuple[str, str]) -> str:
    """Set a picture between its title, if it bears one, and a note; `named`: its name and description."""
    found = re.search(r'<svg([^>]*?) width="([\d.]+)" height="([\d.]+)" viewBox="[^"]*">(.*)</svg>', svg, re.DOTALL)
    if found is None:
        raise ValueError("Vega drew no SVG of the expected form")
    width = max(float(found[2]), size.width)
    above, top = _lines(title, _TITLE_SIZE, width, _MARGIN, INK, "bold")
    below, bottom = _lines(note, size.type_size, width, top + float(found[3]), QUIET, "normal")
    height = top + float(found[3]) + bottom
    names = "".join(f"<{tag}>{_escaped(words)}</{tag}>" for tag, words in zip(("title", "desc"), named, strict=True))
    return (
        f'<svg role="img"{found[1]} width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">{names}'
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>{above}'
        f'<g transform="translate(0,{top:g})">{found[4]}</g>{below}</svg>'
    )


def _lines(words: str, letters: int, width: float, start: float, colour: str, weight: str) -> tuple[str, float]:
    """Write words from a height downwards, and return how much room they take, in pixels."""
    if not words:
        return "", 0
    step = letters * 1.35
    lines = wrapped(words, int((width - 2 * _MARGIN) / (letters * _LETTER)))
    written = "".join(
        f'<text x="{_MARGIN}" y="{start + step * (place + 0.8):g}" font-family="{FONT}" font-size="{letters}px" '
        f'font-weight="{weight}" fill="{colour}">{_escaped(line)}</text>'
        for place, line in enumerate(lines)
    )
    return written, step * len(lines) + 2 * _MARGIN


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> DataTable:
    """Return a data table from anything that runs through cells."""
    return DataTable(tuple(headings), tuple(tuple(row) for row in rows))
