"""The law on a nation: all of insurance over a synthetic population, under the law in force and three others.

`report_nation` judges every insured event of a nation and writes a folder: a page in each language, the charts, the
answers as Parquet, the figures as data.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from tirek.basics.errors import InputError
from tirek.basics.text import LANGUAGES
from tirek.forecast.population.files import NOTICE, UNFINISHED, open_nation
from tirek.forecast.population.tables import SYNTHETIC
from tirek.reports.charts.pages import render
from tirek.reports.nation_under_law import story
from tirek.reports.nation_under_law.figures import Figures
from tirek.reports.nation_under_law.increases import Increases
from tirek.reports.nation_under_law.reasons import reasons
from tirek.reports.nation_under_law.run import run
from tirek.reports.nation_under_law.tables import Tables
from tirek.reports.new_folder import check_new_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tirek.basics.text import Language
    from tirek.law.kernel.law import Law

ANSWERS: Final = "answers.parquet"
FIGURES: Final = "figures.json"
CHARTS: Final = "charts"


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was written: its folder and its figures."""

    folder: Path
    figures: Figures

    def tables(self, language: Language) -> Tables:
        """Return its tables in a language."""
        return Tables(self.figures, language)

    def record(self) -> dict[str, Any]:
        """Return everything as data, and in English why numbers differ from published ones."""
        return _record(self.figures)


def report_nation(
    nation: Path,
    out: Path,
    law: Law,
    years: tuple[int, ...],
    on: dt.date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Judge a nation and write the report into the new folder `out`, which appears whole or not at all.

    `on`: the day on which the insured are counted, the day of the nation when None. InputError says in one sentence
    what cannot be used.
    """
    check_new_folder(out)
    opened = open_nation(nation)
    day = _check_day(opened.manifest.get("on"), on, years)
    draft = out.with_name(out.name + UNFINISHED)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    try:
        with opened.read():
            outcome = run(opened, law, day, years, draft / ANSWERS, progress)
        figures = Figures(outcome, law)
        _write(draft, figures)
        draft.replace(out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Report(out, figures)


def _check_day(of_nation: str | None, on: dt.date | None, years: tuple[int, ...]) -> dt.date:
    if of_nation is None:
        raise InputError("the nation does not say of which day it is; make it anew")
    day = on or dt.date.fromisoformat(of_nation)
    if day.isoformat() > of_nation:
        raise InputError(f"--on is {day}, expected a day up to {of_nation}, the day of the nation")
    if max(years) >= int(of_nation[:4]) and of_nation[4:] != "-12-31":
        raise InputError(f"--years end in {max(years)}, expected whole years before {of_nation}, the day of the nation")
    return day


def _record(figures: Figures) -> dict[str, Any]:
    return figures.record() | {"reasons": [asdict(one) for one in reasons(Tables(figures, "en"))]}


def _write(folder: Path, figures: Figures) -> None:
    from tirek.reports.nation_under_law.charts import drawings

    (folder / NOTICE).write_text(SYNTHETIC.decode() + "\n", encoding="utf-8")
    text = json.dumps(_record(figures), ensure_ascii=False, indent=1, default=str)
    (folder / FIGURES).write_text(text + "\n", encoding="utf-8")
    (folder / CHARTS).mkdir()
    outcome = figures.outcome
    last = max(outcome.years)
    increases = Increases(figures.law, outcome.first_event, outcome.on.replace(year=last, month=12, day=31))
    for language in LANGUAGES:
        tables = Tables(figures, language)
        charts = drawings(tables)
        for name, drawing in charts.items():
            (folder / CHARTS / f"{name}.{language}.svg").write_text(drawing.file, encoding="utf-8")
        page = render(
            __name__, "report.html.jinja", tables.say("title"), tables.say, language,
            tables=tables, charts=charts, laws=outcome.laws, short=story.in_short(tables),
            short_others=story.other_laws(tables), reasons=reasons(tables),
            besides=story.besides(tables, increases.unknown),
            method=story.method(tables), **story.leads(tables),
        )  # fmt: skip
        (folder / f"{language}.html").write_text(page, encoding="utf-8")
