"""The charts of the report, each with its words and its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import polars as pl

from tirek.forecast.population.regions import region_name
from tirek.reports.charts import theme
from tirek.reports.charts.drawing import Drawing, draw
from tirek.reports.charts.panels import panels
from tirek.reports.charts.theme import NARROW, Size
from tirek.reports.charts.wording import BILLION, THOUSAND, billions, tenge, thousands
from tirek.reports.nation_under_law.laws import IN_FORCE, KINDS
from tirek.reports.nation_under_law.measures import BIN, LAST_BIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tirek.reports.nation_under_law.tables import Tables

Rows = list[dict[str, Any]]

SHOWN: Final = ("maternity+childcare", "job_loss", "disability", "survivors")
"""Groups that the Fund publishes, each once."""
_WRITTEN: Final = {"spending": billions, "recipients": thousands}


def drawings(tables: Tables) -> dict[str, Drawing]:
    """Draw every chart of the report in the language of its tables."""
    found = [
        _beside(tables, "spending", BILLION), _beside(tables, "recipients", THOUSAND), _laws(tables), _changes(tables),
        _amounts(tables), _regions(tables),
    ]  # fmt: skip
    return {drawing.name: drawing for drawing in found}


def _beside(tables: Tables, measure: str, unit: int) -> Drawing:
    simulated, published = tables.say("simulated"), tables.say("published")
    groups = SHOWN if measure == "spending" else (*SHOWN[1:], "all")
    years = [str(year) for year in tables.figures.outcome.years]
    rows: dict[str, Rows] = {group: [] for group in groups}
    for one in tables.figures.comparisons:
        if one.measure == measure and one.group in groups:
            for series, value in ((simulated, one.simulated), (published, one.published)):
                if value:
                    rows[one.group].append({"year": str(one.year), "series": series, "value": value / unit})
    colours = alt.Scale(domain=[simulated, published], range=[theme.SERIES[0], theme.PUBLISHED])

    def panel(place: int, width: int, _first: bool) -> alt.Chart:  # as `panels` calls it
        own = rows[groups[place]]
        drawn: alt.Chart = (
            alt.Chart(pl.DataFrame(own))
            .mark_bar()
            .encode(
                x=alt.X("year:O", title=None, scale=alt.Scale(domain=years), axis=alt.Axis(labelAngle=0, grid=False)),
                xOffset=alt.XOffset("series:N", sort=[simulated, published]),
                y=alt.Y("value:Q", title=None, scale=_upright([row["value"] for row in own]), axis=_quiet()),
                color=alt.Color("series:N", scale=colours),
            )
            .properties(width=width, height=170)
        )
        return drawn

    def chart(size: Size) -> alt.ConcatChart:
        headings = _kinds(tables, groups)
        return panels(headings, panel, size, size.columns, left=44, between=52, below=36)

    whole = tables.figures.comparison("all", measure, tables.figures.last_year)
    words = tables.say(
        f"alt_{measure}",
        tables.say(f"{measure}_unit"),
        tables.figures.last_year,
        _WRITTEN[measure](whole.simulated, tables.language) if whole else "–",
        _WRITTEN[measure](whole.published, tables.language)
        if whole and whole.published
        else tables.say("not_published"),
    )
    return draw(measure, tables.with_unit(measure), words, tables.beside(measure), chart, tables.language)


def _laws(tables: Tables) -> Drawing:
    year, laws = tables.figures.last_year, tables.figures.outcome.laws
    names = [one.short[tables.language] for one in laws]
    colours = alt.Scale(domain=names, range=list(theme.SERIES))

    def panel(place: int, width: int, first: bool) -> alt.LayerChart:  # as `panels` calls it
        paid = [tables.figures.spending(one.key, year, KINDS[place]) / BILLION for one in laws]
        rows: Rows = [{"law": name, "value": value} for name, value in zip(names, paid, strict=True)]
        return _bars(rows, "law", names, width, alt.Color("law:N", scale=colours, legend=None), labels=first)

    def chart(size: Size) -> alt.ConcatChart:
        columns = 1 if size is NARROW else 3
        headings = _kinds(tables, KINDS)
        return panels(headings, panel, size, columns, left=_left(tables), between=24, below=16)

    totals = "; ".join(
        f"{one.short[tables.language]} – {billions(tables.figures.spending(one.key, year), tables.language)}"
        for one in laws
    )
    title = f"{tables.say('laws_title')}, {tables.say('spending_unit')}, {year}"
    return draw("laws", title, tables.say("alt_laws", year, totals), tables.laws(), chart, tables.language)


def _changes(tables: Tables) -> Drawing:
    sides = [tables.say(side) for side in ("lose", "same", "gain")]
    names = [tables.law_name(law) for law in tables.others]
    colours = alt.Scale(domain=sides, range=[theme.LOSS, theme.SAME, theme.GAIN])

    def panel(place: int, width: int, first: bool) -> alt.Chart:  # as `panels` calls it
        rows: Rows = []
        for law in tables.others:
            found = tables.figures.changes(law, kind=KINDS[place])
            shares = (found.losing_share, 100 - found.losing_share - found.gaining_share, found.gaining_share)
            rows += [
                {"law": tables.law_name(law), "side": side, "order": order, "share": share / 100 if found.events else 0}
                for order, (side, share) in enumerate(zip(sides, shares, strict=True))
            ]
        axis = alt.Axis(format="%", values=[0, 0.5, 1], domain=False, labelFlush=True)
        drawn: alt.Chart = (
            alt.Chart(pl.DataFrame(rows))
            .mark_bar(stroke=theme.PAPER, strokeWidth=1)
            .encode(
                y=alt.Y("law:N", sort=names, title=None, axis=alt.Axis(domain=False, ticks=False, labels=first)),
                x=alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=axis),
                color=alt.Color("side:N", scale=colours, sort=sides),
                order=alt.Order("order:O"),
            )
            .properties(width=width, height=alt.Step(26))
        )
        return drawn

    def chart(size: Size) -> alt.ConcatChart:
        columns = 1 if size is NARROW else 3
        headings = _kinds(tables, KINDS)
        return panels(headings, panel, size, columns, left=_left(tables), between=24, below=30)

    title = tables.say("changes_title")
    return draw("changes", title, tables.say("alt_changes"), tables.changes(), chart, tables.language)


def _amounts(tables: Tables) -> Drawing:
    found = tables.figures.outcome.measures.amounts.filter(pl.col("law") == IN_FORCE)
    kinds = [kind for kind in KINDS if kind != "maternity"]  # a lump sum has no monthly amount
    top = LAST_BIN * BIN // THOUSAND
    last = f"format(datum.value, ',') + (datum.value < {top} ? '' : '+')"

    def panel(place: int, width: int, _first: bool) -> alt.Chart:  # as `panels` calls it
        own = found.filter(pl.col("kind") == kinds[place])
        whole = own["people"].sum()
        rows: Rows = [
            {
                "low": row["bin"] * BIN / THOUSAND, "high": (row["bin"] + 1) * BIN / THOUSAND,
                "share": row["people"] / whole,
            }
            for row in own.iter_rows(named=True)
        ]  # fmt: skip
        scale = alt.Scale(domain=[0, (LAST_BIN + 1) * BIN / THOUSAND], nice=False)
        drawn: alt.Chart = (
            alt.Chart(pl.DataFrame(rows))
            .mark_bar(color=theme.SERIES[0], stroke=theme.PAPER, strokeWidth=0.5)
            .encode(
                x=alt.X("low:Q", bin="binned", title=tables.say("amount_axis"), scale=scale,
                        axis=alt.Axis(grid=False, values=list(range(0, top + 1, top // 4)), labelExpr=last)),
                x2="high:Q",
                y=alt.Y("share:Q", title=None, scale=_upright([row["share"] for row in rows]), axis=_quiet(format="%")),
            )
            .properties(width=width, height=150)
        )  # fmt: skip
        return drawn

    def chart(size: Size) -> alt.ConcatChart:
        columns = 1 if size is NARROW else 2
        headings = _kinds(tables, kinds)
        return panels(headings, panel, size, columns, left=44, between=60, below=56)

    medians = "; ".join(
        f"{tables.say(f'kind_{kind}')} – {tenge(tables.figures.quarters(kind)[1], tables.language)}" for kind in kinds
    )
    title = tables.say("amounts_title")
    return draw("amounts", title, tables.say("alt_amounts", medians), tables.amounts(), chart, tables.language)


def _regions(tables: Tables) -> Drawing:
    found = tables.figures.regions()
    rows: Rows = [
        {"region": region_name(row["region"], tables.language), "value": row["per_resident"] / THOUSAND}
        for row in found
    ]
    names = [row["region"] for row in rows]

    def chart(size: Size) -> alt.LayerChart:
        return _bars(rows, "region", names, size.width - 180, {"value": theme.SERIES[0]}, labels=True)

    most, least = found[0], found[-1]
    words = tables.say(
        "alt_regions",
        region_name(most["region"], tables.language), tenge(most["per_resident"], tables.language),
        region_name(least["region"], tables.language), tenge(least["per_resident"], tables.language),
    )  # fmt: skip
    title = f"{tables.say('regions_title')}, {tables.say('thousand_tenge')}, {tables.figures.last_year}"
    return draw("regions", title, words, tables.regions(), chart, tables.language)


def _bars(
    rows: Rows,
    field: str,
    names: list[str],
    width: int,
    colour: alt.Color | dict[str, str],
    *,
    labels: bool,
) -> alt.LayerChart:
    """Draw horizontal bars with their values at the ends, in the order of names."""
    most = max((row["value"] for row in rows), default=0.0) or 1.0
    base = alt.Chart(pl.DataFrame(rows)).encode(
        y=alt.Y(f"{field}:N", sort=names, title=None, axis=alt.Axis(domain=False, ticks=False, labels=labels)),
        x=alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domain=[0, most * (1 + 50 / width)], nice=False)),
    )
    marks = base.mark_text(align="left", dx=5).encode(text=alt.Text("value:Q", format=",.1f"))
    drawn: alt.LayerChart = (base.mark_bar().encode(color=colour) + marks).properties(width=width, height=alt.Step(26))
    return drawn


def _upright(values: list[float]) -> alt.Scale:
    """Return a scale from 0 with a little room on top, so that no label of the axis stands in the heading."""
    return alt.Scale(domain=[0, (max(values, default=0.0) or 1.0) * 1.08], nice=False)


def _quiet(**more: Any) -> alt.Axis:  # noqa: ANN401  # options of the axis
    return alt.Axis(tickCount=4, domain=False, ticks=False, **more)


def _kinds(tables: Tables, names: Sequence[str]) -> list[str]:
    return [tables.say(f"kind_{name}") for name in names]


def _left(tables: Tables) -> int:
    """Return the room that the names of laws need at the left of bars."""
    longest = max(len(one.short[tables.language]) for one in tables.figures.outcome.laws)
    return int(longest * 7.2) + 12
