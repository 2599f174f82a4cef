"""How charts look: colours, type, sizes. Nothing here knows what is drawn.

Colours differ in lightness as well as hue, so that they stay apart for colour-blind readers and in grey print. Those of
series have a contrast of at least 4.5 : 1 to white, so that they may also colour words (WCAG 2.2, 1.4.3 and 1.4.11);
`SAME`, the quiet one, stands only between others and beside a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

INK: Final = "#1d2733"
QUIET: Final = "#56616e"
LINE: Final = "#d5dbe1"
PAPER: Final = "#ffffff"
SERIES: Final = ("#0b4f8a", "#c2540a", "#1f7a5c", "#7b3f98")
"""Blue, orange, green, purple: the order in which series take colours."""
PUBLISHED: Final = "#6b7480"
"""Grey, for what others published."""
LOSS: Final = "#b3401f"
SAME: Final = "#aab3bc"
GAIN: Final = "#17698f"
FONT: Final = "Golos Text, Segoe UI, Noto Sans, DejaVu Sans, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Size:
    """A width charts are drawn for: the whole picture, and the size of its type, in pixels."""

    name: str
    width: int
    type_size: int
    columns: int

    def panel(self, columns: int | None = None, margin: int = 0) -> int:
        """Return the width of one of several panels side by side; `margin` goes to the axis and gaps of each."""
        side_by_side = columns or self.columns
        return (self.width - margin * side_by_side) // side_by_side


WIDE: Final = Size("wide", 1040, 13, 4)
NARROW: Final = Size("narrow", 356, 13, 2)
SIZES: Final = (WIDE, NARROW)


def config(size: Size) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a size."""
    words = {"labelFont": FONT, "titleFont": FONT, "labelFontSize": size.type_size, "titleFontSize": size.type_size}
    ink = {"labelColor": INK, "titleColor": QUIET, "titleFontWeight": "normal"}
    return {
        "background": PAPER,
        "font": FONT,
        "padding": {"left": 18, "top": 4, "right": 8, "bottom": 4},  # letters may be wider where a picture is opened
        "view": {"stroke": None},
        "axis": {
            **words, **ink, "gridColor": LINE, "domainColor": QUIET, "tickColor": LINE, "labelLimit": 260,
            "titlePadding": 8, "labelPadding": 5,
        },
        "legend": {
            **words, **ink, "orient": "top", "direction": "horizontal", "title": None, "symbolType": "square",
            "labelLimit": 300, "offset": 6, "columns": 4 if size is WIDE else 1, "symbolSize": 140,
        },
        "header": {
            **words, **ink, "labelFontWeight": "bold", "title": None, "labelAnchor": "start", "labelOrient": "top",
            "labelPadding": 8, "labelLimit": size.width,
        },
        "facet": {"spacing": 22},
        "range": {"category": list(SERIES)},
        "text": {"font": FONT, "fontSize": size.type_size, "fill": INK},
    }  # fmt: skip
