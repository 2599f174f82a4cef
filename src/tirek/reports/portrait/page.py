"""The portrait as a page and as pictures."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tirek.basics.errors import InputError
from tirek.basics.text import LANGUAGES, Language, date_text, number_text
from tirek.reports.charts.pages import render
from tirek.reports.charts.wording import tenge
from tirek.reports.new_folder import check_new_folder
from tirek.reports.portrait.charts import charts
from tirek.reports.portrait.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from tirek.reports.charts.drawing import Drawing
    from tirek.reports.portrait.measures import Portrait
    from tirek.reports.portrait.story import Story


def about(portrait: Portrait, language: Language) -> str:
    """Return in a sentence how many people and families the nation has, and how many rows stand for them."""
    on = dt.date.fromisoformat(portrait.manifest["on"])
    return Words("words.yaml", language)(
        "about", on=date_text(on, language), persons=number_text(round(portrait.persons), language),
        families=number_text(round(portrait.families), language), rows=number_text(portrait.rows, language),
    )  # fmt: skip


def wages_about(portrait: Portrait, language: Language) -> str:
    """Return the mean and the median wage in a sentence."""
    mean, median = (tenge(portrait.wage[name], language) for name in ("mean", "median"))
    return Words("words.yaml", language)("wages_about", mean=mean, median=median)


def write_pages(portrait: Portrait, stories: dict[Language, Story], folder: Path) -> list[Path]:
    """Write a page in each language and the pictures of each; `folder` is made anew, whole or not at all.

    InputError when something lies there already or it cannot be written.
    """
    check_new_folder(folder)
    draft = folder.with_name(folder.name + ".unfinished")
    try:
        draft.mkdir(exist_ok=True)
        names = []
        for language in LANGUAGES:
            drawings = charts(portrait, language)
            names.append(f"{language}.html")
            (draft / names[-1]).write_text(_page(portrait, stories[language], drawings, language), encoding="utf-8")
            for drawing in drawings:
                names.append(f"{drawing.name}.{language}.svg")
                (draft / names[-1]).write_text(drawing.file, encoding="utf-8")
        draft.replace(folder)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {(error.strerror or str(error)).lower()}") from None
    return [folder / name for name in names]


def _page(portrait: Portrait, story: Story, drawings: tuple[Drawing, ...], language: Language) -> str:
    say = Words("words.yaml", language)
    return render(
        __package__, "portrait.html.jinja", say("title"), say, language,
        about=about(portrait, language), wages_about=wages_about(portrait, language), charts=drawings, story=story,
    )  # fmt: skip
