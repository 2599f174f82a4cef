"""The numbers of the portrait as people read them: a table for each chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tirek.basics.text import number_text
from tirek.forecast.population.regions import region_name
from tirek.reports.charts.drawing import DataTable, table
from tirek.reports.charts.wording import decimal, tenge
from tirek.reports.portrait.measures import AGE_GROUP, LARGEST_SIZE, OLDEST, WAGE_STEP, WAGE_TOP, Portrait
from tirek.reports.portrait.words import Words

if TYPE_CHECKING:
    from tirek.basics.text import Language

_THOUSAND: Final = 1000
_PERCENT: Final = 100


def tables(portrait: Portrait, language: Language) -> dict[str, DataTable]:
    """Return the table of each chart by its name."""
    say = Words("words.yaml", language)
    return {
        "pyramid": _ages(portrait, say),
        "map": _regions(portrait, say),
        "wages": _wages(portrait, say),
        "kinds": _families(portrait, say),
    }


def age_group(first: int) -> str:
    """Return the name of a group of ages by its first: 25–29, and 100+ for the oldest."""
    return f"{first}+" if first >= OLDEST else f"{first}–{first + AGE_GROUP - 1}"


def _ages(portrait: Portrait, say: Words) -> DataTable:
    rows = [(age_group(age), _number(men, say), _number(women, say)) for age, men, women in portrait.groups()]
    return table((say("age"), say("male"), say("female")), rows)


def _regions(portrait: Portrait, say: Words) -> DataTable:
    columns = ("region", "persons", "families", "children_share", "old_share", "mean_wage")
    rows = [
        (
            region_name(row["region"], say.language), _number(row["persons"], say), _number(row["families"], say),
            _percent(row["children"], say), _percent(row["old"], say), _number(row["wage"], say),
        )
        for row in portrait.regions.sort("persons", descending=True).iter_rows(named=True)
    ]  # fmt: skip
    return table([say(column) for column in columns], rows)


def _wages(portrait: Portrait, say: Words) -> DataTable:
    rows = [(_step(start, say), _number(count, say)) for start, count in portrait.wages.iter_rows()]
    return table((say("wage_step"), say("persons")), rows)


def _families(portrait: Portrait, say: Words) -> DataTable:
    kinds = [
        (say(f"kind_names.{kind}"), _number(families, say), _percent(families / portrait.families, say))
        for kind, families, _ in portrait.kinds.iter_rows()
    ]
    sizes = [
        (
            f"{say('size')}: {size}{'+' if size == LARGEST_SIZE else ''}",
            _number(families, say), _percent(families / portrait.families, say),
        )
        for size, families in portrait.sizes.iter_rows()
    ]  # fmt: skip
    return table((say("kind"), say("families"), say("share")), kinds + sizes)


def _step(start: int, say: Words) -> str:
    if start == WAGE_TOP:
        return say("and_more", **{"from": tenge(start, say.language)})
    first, last = (number_text(edge // _THOUSAND, say.language) for edge in (start, start + WAGE_STEP))
    return f"{first}–{last}"


def _number(count: float, say: Words) -> str:
    return number_text(round(count), say.language)


def _percent(share: float, say: Words) -> str:
    return decimal(share * _PERCENT, 1, say.language)
