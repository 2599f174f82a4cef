"""A chart drawn: two SVG pictures (wide and narrow), the words that replace them, and the table beneath.

Pictures keep their text as text in generic fonts and take nothing from outside; the page shows the one that fits.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from tirek.reports.charts.theme import SIZES, Size, config

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import altair as alt

    from tirek.basics.text import Language

_DECIMAL: Final = {"en": (".", ","), "ru": (",", "\N{NO-BREAK SPACE}"), "kk": (",", "\N{NO-BREAK SPACE}")}


@dataclass(frozen=True, slots=True)
class DataTable:
    """The numbers of a chart in words: headings, and rows whose first cell names the row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready for a page or a file. `alt` says in words what the picture shows."""

    name: str
    title: str
    alt: str
    table: DataTable
    pictures: dict[str, str]

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
    pictures = {size.name: _named(_svg(chart(size), size, language), title, words) for size in SIZES}
    return Drawing(name, title, words, table, pictures)


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


def _named(svg: str, title: str, words: str) -> str:
    """Give a picture a name and a description, for whoever opens it by itself."""
    texts = f"<title>{_escaped(title)}</title><desc>{_escaped(words)}</desc>"
    return re.sub(r"(<svg[^>]*>)", partial(_opened, texts=texts), svg, count=1)


def _opened(found: re.Match[str], texts: str) -> str:
    return found[1].replace("<svg ", '<svg role="img" ', 1) + texts


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> DataTable:
    """Return a data table from anything that runs through cells."""
    return DataTable(tuple(headings), tuple(tuple(row) for row in rows))
