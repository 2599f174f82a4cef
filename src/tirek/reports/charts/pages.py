"""Pages of reports: HTML that holds everything it shows, from a template of the report and the frame they share."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

import jinja2
from markupsafe import Markup

from tirek.basics.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tirek.basics.text import Language

NAMES: Final = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
SHARED: Final = ("page.html.jinja", "pieces.html.jinja")
_HERE: Final = "tirek.reports.charts"


def render(package: str, template: str, title: str, say: Callable[..., str], language: Language, **more: object) -> str:
    """Return a page from a template that lies in `package` and extends the shared frame.

    `say` returns a text of the report by its name; it must know skip, notice, synthetic and languages.
    """
    loader = jinja2.FunctionLoader(lambda name: _read(_HERE if name in SHARED else package, name))
    engine = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = Markup(_read(_HERE, "style.css"))  # noqa: S704  # our own file, no one's input
    return engine.get_template(template).render(
        title=title, say=say, language=language, languages=LANGUAGES, names=NAMES, style=style, **more
    )


def _read(package: str, name: str) -> str:
    return (files(package) / name).read_text(encoding="utf-8")
