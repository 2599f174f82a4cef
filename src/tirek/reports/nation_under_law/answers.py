"""The answers of the law to the events of some blocks: a row for each event and law."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from tirek.assessment.own_day import NO_CONDITION
from tirek.assessment.tally import OUTCOMES
from tirek.law.kernel.program import EPOCH
from tirek.reports.nation_under_law.laws import KINDS
from tirek.reports.nation_under_law.measures import TIYN, WAGE_BOUNDS, WAGE_GROUPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tirek.forecast.population.files import Nation
    from tirek.law.kernel.law import Law
    from tirek.reports.nation_under_law.judging import Judge, Judged

Array = npt.NDArray[Any]

AVERAGED_MONTHS: Final = 24
_WORD: Final = pl.Categorical


def read_events(nation: Nation, law: Law, blocks: Sequence[int]) -> pl.DataFrame:
    """Return the insured events of some blocks with the weight, region and wage group of each."""
    events = pl.concat([nation.part("insured_events", block) for block in blocks])
    families = pl.concat([nation.part("families", block).select("family_id", "weight", "region") for block in blocks])
    joined = events.join(families, on="family_id", how="left").with_columns(pl.col("weight").fill_null(0.0))
    income = _income(joined)
    return joined.with_columns(
        wage_group=_wage_groups(law, joined, income),
        income=pl.Series(income.mean(axis=1) / TIYN),
        months_with_income=pl.Series((income > 0).sum(axis=1).astype(np.int8)),
    ).sort("event_id")


def _income(events: pl.DataFrame) -> Array:
    """Return the credited income of the last 24 months in tiyn, a row for each event."""
    if events.is_empty():
        return np.zeros((0, AVERAGED_MONTHS))
    return events["credited_income"].explode().to_numpy().reshape(len(events), -1)[:, -AVERAGED_MONTHS:]


def answer_events(events: pl.DataFrame, judges: Sequence[Judge]) -> pl.DataFrame:
    """Return a row for each event and law, in the order of laws, kinds and events."""
    rows = []
    for judge in judges:
        for kind in KINDS:
            own = events.filter(pl.col("kind") == kind)
            if len(own):
                rows.append(_rows(own, judge, kind, judge.judge(kind, own)))
    return pl.concat(rows)


def _rows(events: pl.DataFrame, judge: Judge, kind: str, judged: Judged) -> pl.DataFrame:
    ruling, entitled = judged.ruling, judged.ruling.entitled
    outcomes = pl.Series(OUTCOMES, dtype=pl.String).gather(ruling.outcome)
    conditions = pl.Series([*ruling.conditions, None], dtype=pl.String).gather(
        np.where(ruling.refused_by == NO_CONDITION, len(ruling.conditions), ruling.refused_by)
    )
    years = {}
    for year in judge.years:
        years[f"paid_{year}"] = judged.paid.tiyn[year]
        years[f"paid_{year}_as_known"] = judged.paid_as_known.tiyn[year]
        years[f"months_{year}"] = judged.paid.months[year]
    years["paid_later"] = np.sum([judged.paid.tiyn[year] for year in judge.later], axis=0)
    applied = events["applied_on"].to_physical().to_numpy()
    return events.select(
        pl.lit(judge.compared.key).alias("law"),
        "event_id",
        pl.lit(kind).alias("kind"),
        "person_id", "family_id",
        pl.col("region").cast(pl.String), "wage_group", "income", "months_with_income", "weight", "happened_on",
        outcomes.alias("outcome"),
        conditions.alias("refused_by"),
        pl.Series("gross", ruling.values["gross"]),
        _days("starts_on", judged.first, entitled),
        _days("ends_on", judged.last, entitled),
        _days("first_paid_on", np.maximum(judged.first, applied), entitled),
        *(pl.Series(name, cells) for name, cells in years.items()),
        pl.Series("total", np.sum(list(judged.paid.tiyn.values()), axis=0)),
    )  # fmt: skip


def _days(name: str, days: Array, entitled: Array) -> pl.Series:
    cells = pl.Series(name, days.astype(np.int32)).cast(pl.Date)
    return pl.select(pl.when(pl.Series(entitled)).then(cells).alias(name)).to_series()


def _wage_groups(law: Law, events: pl.DataFrame, income: Array) -> pl.Series:
    """Group events by the average credited income of the last 24 months, in minimum wages of their day."""
    if events.is_empty():
        return pl.Series([], dtype=pl.String)
    days = events["happened_on"].to_physical().to_numpy()
    wages = np.ones(len(events))
    first, last = (EPOCH + dt.timedelta(days=int(day)) for day in (days.min(), days.max()))
    for day in (first, *(day for day in law.change_dates() if first < day <= last)):
        edition = law.edition(day)
        if edition.has("minimum_wage"):
            wage = float(edition.case({}).value("minimum_wage"))
            wages = np.where(days >= (day - EPOCH).days, wage, wages)
    return pl.Series(WAGE_GROUPS).gather(np.digitize(income.mean(axis=1) / wages, WAGE_BOUNDS))
