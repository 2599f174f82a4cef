"""The four charts of the portrait: the pyramid, the map, the wages, the families."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from tirek.forecast.population.regions import region_name
from tirek.forecast.sources import read_bytes
from tirek.reports.charts.drawing import Drawing, draw, wrapped
from tirek.reports.charts.theme import INK, PAPER, QUIET, SERIES, WIDE, Size
from tirek.reports.charts.wording import tenge
from tirek.reports.portrait.measures import WAGE_STEP, WAGE_TOP, Portrait
from tirek.reports.portrait.tables import tables
from tirek.reports.portrait.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tirek.basics.text import Language

_THOUSAND: Final = 1000
_MAP: Final = "geo/kz_adm1_20_simplified.geojson"
_MIDDLE_LATITUDE: Final = 48
_LABEL: Final = 16
_LINES: Final = "split(datum.label, '\\n')"
_NAME: Final = 12
_WHOLE: Final = "format(datum.value, ',')"
_DARK: Final = 0.4
"""From this part of the span of wages on shades are so dark that a name on them is white."""
_BESIDE: Final = {
    "KZ-71": (1.0, 0.4), "KZ-75": (0.9, 0.55), "KZ-79": (0, -0.75), "KZ-19": (-1.2, 0.5), "KZ-35": (1.1, 0),
}  # fmt: skip
"""Where the middle is narrow or taken, a name stands so many degrees to the right and up."""
_SHADES: Final = ("#d9e6f2", "#a9c7e0", "#6da0c8", "#3576aa", "#0b4f8a")


def charts(portrait: Portrait, language: Language) -> tuple[Drawing, ...]:
    """Draw the portrait in a language."""
    say = Words("words.yaml", language)
    return _pyramid(portrait, say), _regions(portrait, say), _wages(portrait, say), _families(portrait, say)


def _pyramid(portrait: Portrait, say: Words) -> Drawing:
    rows = [
        {"age": age, "sex": say(sex), "side": (-1 if sex == "male" else 1) * count / _THOUSAND}
        for age, *both in portrait.ages.iter_rows()
        for sex, count in zip(("male", "female"), both, strict=True)
    ]

    marks = ticks(max(abs(row["side"]) for row in rows))

    def chart(size: Size) -> Any:  # noqa: ANN401  # Altair's encodings have no types
        import altair as alt

        return (
            alt.Chart(alt.InlineData(rows), width=size.width - 60, height=420)
            .mark_bar(orient="horizontal", height=3.6)
            .encode(
                y=alt.Y("age:Q", title=say("age"), axis=alt.Axis(values=list(range(0, 101, 10)))),
                x=alt.X("side:Q", title=say("thousand")).axis(
                    values=marks, labelExpr=_WHOLE.replace("datum.value", "abs(datum.value)")
                ),
                color=alt.Color("sex:N", scale=alt.Scale(domain=[say("male"), say("female")], range=list(SERIES[:2]))),
            )
        )

    return _draw("pyramid", portrait, say, chart)


def ticks(most: float) -> list[float]:
    """Return round numbers to both sides of 0, two to five on each, up to the greatest."""
    if not most:
        return [0.0]
    ten = 10.0 ** math.floor(math.log10(most / 2))
    step = max(step * ten for step in (1, 2, 5) if step * ten <= most / 2)
    return [place * step for place in range(-int(most / step), int(most / step) + 1)]


def _regions(portrait: Portrait, say: Words) -> Drawing:
    wages = {code: wage or 0.0 for code, wage in portrait.regions.select("region", "wage").iter_rows()}
    shapes, names = [], []
    dark = min(wages.values()) + (max(wages.values()) - min(wages.values())) * _DARK
    for feature in _shapes():
        code, geometry = feature["properties"]["iso"], _flat(feature["geometry"])
        wage = wages.get(code, 0)
        shapes.append({"type": "Feature", "geometry": geometry, "properties": {"wage": wage / _THOUSAND}})
        (across, up), (right, above) = _middle(geometry), _BESIDE.get(code, (0, 0))
        words = wrapped(region_name(code, say.language), _NAME)
        light = wage > dark and code not in _BESIDE
        names.append({"across": across + right, "up": up + above, "name": words, "light": light})

    def chart(size: Size) -> Any:  # noqa: ANN401  # Altair's encodings have no types
        import altair as alt

        regions = (
            alt.Chart(alt.InlineData(shapes), width=size.width - 10, height=round(size.width * 0.56))
            .mark_geoshape(stroke="white", strokeWidth=1)
            .encode(
                color=alt.Color(
                    "properties.wage:Q",
                    scale=alt.Scale(type="quantize", range=list(_SHADES)),
                    legend=alt.Legend(
                        title=say("mean_wage_thousand"), titleLimit=size.width, format=",.0f", gradientLength=220
                    ),
                )
            )
        )
        if size is not WIDE:  # the table beneath names them
            return regions.project(type="identity", reflectY=True)
        labels = (
            alt.Chart(alt.InlineData(names))
            .mark_text(fontSize=11, lineHeight=12)
            .encode(
                longitude="across:Q",
                latitude="up:Q",
                text="name:N",
                color=alt.condition("datum.light", alt.value(PAPER), alt.value(INK)),
            )
        )
        return (regions + labels).project(type="identity", reflectY=True)

    return _draw("map", portrait, say, chart)


def _wages(portrait: Portrait, say: Words) -> Drawing:
    rows = [
        {"from": start / _THOUSAND, "to": (start + WAGE_STEP) / _THOUSAND, "persons": count / _THOUSAND}
        for start, count in portrait.wages.iter_rows()
    ]
    top = WAGE_TOP // _THOUSAND
    centre: list[dict[str, Any]] = [
        {"at": value / _THOUSAND, "which": f"{say(name)}: {tenge(value, say.language)}"}
        for name, value in portrait.wage.items()
    ]

    def chart(size: Size) -> Any:  # noqa: ANN401  # Altair's encodings have no types
        import altair as alt

        bars = (
            alt.Chart(alt.InlineData(rows), width=size.width - 70, height=300)
            .mark_bar(color=SERIES[0], binSpacing=1)
            .encode(
                x=alt.X("from:Q", bin="binned", title=say("wage_step")).axis(
                    values=list(range(0, top + 1, top // 5)), labelExpr=f"{_WHOLE} + (datum.value < {top} ? '' : '+')"
                ),
                x2="to:Q",
                y=alt.Y("persons:Q", title=say("thousand")),
            )
        )
        colours = alt.Scale(domain=[each["which"] for each in centre], range=list(SERIES[1:3]))
        rules = alt.Chart(alt.InlineData(centre)).mark_rule(strokeDash=[5, 3], size=2)
        return bars + rules.encode(x="at:Q", color=alt.Color("which:N", scale=colours))

    return _draw("wages", portrait, say, chart)


def _families(portrait: Portrait, say: Words) -> Drawing:
    rows = [
        {"kind": "\n".join(wrapped(say(f"kind_names.{kind}"), _LABEL)), "families": count / _THOUSAND}
        for kind, count in portrait.kinds.select("kind", "families").iter_rows()
    ]

    def chart(size: Size) -> Any:  # noqa: ANN401  # Altair's encodings have no types
        import altair as alt

        return (
            alt.Chart(alt.InlineData(rows), width=size.width - (190 if size is WIDE else 150), height=alt.Step(42))
            .mark_bar(color=SERIES[2])
            .encode(
                y=alt.Y("kind:N", sort=None, title=None).axis(labelExpr=_LINES, domain=False),
                x=alt.X("families:Q", title=say("thousand_families")).axis(
                    tickCount=4, gridColor=QUIET, gridOpacity=0.2
                ),
            )
        )

    return _draw("kinds", portrait, say, chart)


def _draw(name: str, portrait: Portrait, say: Words, chart: Callable[[Size], Any]) -> Drawing:
    return draw(
        name, say(f"{name}_title"), say(f"{name}_alt"), tables(portrait, say.language)[name], chart, say.language
    )


def _shapes() -> list[dict[str, Any]]:
    """Return the regions, the large ones first, so that cities lie upon the regions around them."""
    collection = json.loads(read_bytes(_MAP))
    return sorted(
        collection["features"], key=lambda feature: feature["properties"]["iso"] in ("KZ-71", "KZ-75", "KZ-79")
    )


def _middle(geometry: dict[str, Any]) -> tuple[float, float]:
    """Return the centre of gravity of the largest part of a shape."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    ring = max((polygon[0] for polygon in polygons), key=lambda ring: abs(_area(ring)))
    across, up = (
        sum((one[of] + other[of]) * _cross(one, other) for one, other in pairwise(ring)) / (6 * _area(ring))
        for of in (0, 1)
    )
    return across, up


def _area(ring: list[list[float]]) -> float:
    return sum(_cross(one, other) for one, other in pairwise(ring)) / 2


def _cross(one: list[float], other: list[float]) -> float:
    return one[0] * other[1] - other[0] * one[1]


def _flat(geometry: dict[str, Any]) -> dict[str, Any]:
    """Return a shape on a plane: at the country's middle latitude a degree east is as long as it is there."""
    narrower = math.cos(math.radians(_MIDDLE_LATITUDE))

    def flat(part: list[Any]) -> list[Any]:
        if isinstance(part[0], int | float):
            return [round(part[0] * narrower, 3), part[1]]
        return [flat(each) for each in part]

    return {"type": geometry["type"], "coordinates": flat(geometry["coordinates"])}
