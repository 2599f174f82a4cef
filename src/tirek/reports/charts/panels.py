"""Small charts side by side, each with its heading, all of one size and in line with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt

from tirek.reports.charts import theme
from tirek.reports.charts.drawing import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tirek.reports.charts.theme import Size

LETTER: Final = 0.68
"""About how wide a letter of a heading is, of its size."""
LINE: Final = 1.3


def panels(  # the measures of a row of panels
    headings: Sequence[str],
    chart: Callable[[int, int, bool], Any],
    size: Size,
    columns: int,
    *,
    left: int,
    between: int,
    below: int,
) -> alt.ConcatChart:
    """Lay out panels in rows of `columns`, in pixels.

    `chart(place, width, first)` draws a panel; `first` tells whether it stands at the left end and shows the labels of
    the axis. `left`: room for these labels; `between`: between two panels; `below`: under a panel, for its axis.
    """
    width = (size.width - left - between * (columns - 1) - 12) // columns
    letters = int((width + between - 8) / (size.type_size * LETTER))
    lines = [wrapped(heading, letters) for heading in headings]
    tallest = max((len(one) for one in lines), default=1)
    drawn = []
    for place, heading in enumerate(lines):
        # every heading has as many lines as the tallest, so that panels stand in line
        text = [*([" "] * (tallest - len(heading))), *heading]
        title = alt.TitleParams(
            text=text, anchor="start", fontSize=size.type_size, fontWeight="bold", font=theme.FONT, color=theme.INK,
            offset=8, frame="group",
        )  # fmt: skip
        drawn.append(chart(place, width, place % columns == 0).properties(title=title))
    row = below + int(tallest * size.type_size * LINE) + 10
    joined: alt.ConcatChart = alt.concat(
        *drawn, columns=columns, spacing={"row": row, "column": between}, bounds="flush"
    )
    return joined
