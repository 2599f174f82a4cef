"""Legal acts, and where in an act a rule or a number comes from."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from tirek.basics.errors import InputError
from tirek.basics.text import Text

if TYPE_CHECKING:
    from tirek.basics.text import Language

Coverage = Literal["formalised", "partly", "not"]
FOREVER: Final = dt.date(9999, 12, 31)
ARTICLE: Final = Text("бап", "ст.", "art.")
"""What a numbered part of an act is called, unless the act is divided into points or sections."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of an act and how much of it is executable here; `reason` says what is left out and why."""

    number: str
    title: Text
    coverage: Coverage
    reason: Text | None = None


@dataclass(slots=True)
class Act:
    """A legal act: law, code, order or (for reforms) a concept."""

    name: str
    number: str
    adopted: dt.date
    in_force: dt.date
    until: dt.date | None
    title: Text
    short: Text
    source: str
    text_version: str
    article_word: Text = ARTICLE
    amendments: list[dict[str, Any]] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)

    @classmethod
    def parse(cls, raw: dict[str, Any], where: str) -> Act:
        """Read an act from its data file."""
        try:
            return cls(
                name=raw["act"],
                number=str(raw["number"]),
                adopted=raw["adopted"],
                in_force=raw["in_force"],
                until=raw.get("until"),
                title=Text.parse(raw["title"], f"{where}: title"),
                short=Text.parse(raw["short"], f"{where}: short"),
                source=raw.get("source", ""),
                text_version=raw.get("text_version", ""),
                article_word=Text.parse(word, f"{where}: article_word")
                if (word := raw.get("article_word"))
                else ARTICLE,
                amendments=raw.get("amendments", []),
            )
        except KeyError as missing:
            msg = f"{where}: an act needs {missing.args[0]!r}"
            raise InputError(msg) from None

    def add_articles(self, rows: list[dict[str, Any]], where: str) -> None:
        """Add the articles of a data file; an act may be continued in a second file."""
        for row in rows:
            for part in ("article", "coverage", "title"):
                if part not in row:
                    msg = f"{where}: article {row.get('article', '?')}: {part!r} is missing"
                    raise InputError(msg)
            number = str(row["article"])
            if row["coverage"] not in get_args(Coverage):
                expected = ", ".join(get_args(Coverage))
                msg = f"{where}: article {number}: coverage is {row['coverage']!r}, expected one of {expected}"
                raise InputError(msg)
            if number in self.articles:
                msg = f"{where}: article {number} of {self.name} is listed twice"
                raise InputError(msg)
            reason = Text.parse(row["reason"], f"{where}: article {number}") if row.get("reason") else None
            title = Text.parse(row["title"], f"{where}: article {number}")
            self.articles[number] = Article(number, title, row["coverage"], reason)


_BASIS = re.compile(
    r"(?P<act>[\w-]+) (?P<article>\S.*?)"
    r"(?: from (?P<start>\d{4}-\d\d-\d\d))?(?: to (?P<end>\d{4}-\d\d-\d\d))?(?: known (?P<known>\d{4}-\d\d-\d\d))?"
)


@dataclass(frozen=True, slots=True)
class Basis:
    """The place in an act that a rule or number rests on, and the two times of it.

    `start` to `end` (inclusive) is when it governs; `known` is the first day anybody could have decided by it.
    """

    act: str
    article: str
    start: dt.date
    end: dt.date
    known: dt.date

    @classmethod
    def parse(cls, text: str, acts: dict[str, Act], where: str) -> Basis:
        """Read "act article [from DATE] [to DATE] [known DATE]"; what is left out comes from the act itself."""
        match = _BASIS.fullmatch(text)
        if not match:
            msg = f"{where}: {text!r} is not of the form 'act article [from DATE] [to DATE] [known DATE]'"
            raise InputError(msg)
        act = acts.get(match["act"])
        if act is None:
            msg = f"{where}: there is no act {match['act']!r}"
            raise InputError(msg)
        try:
            start = dt.date.fromisoformat(match["start"]) if match["start"] else act.in_force
            end = dt.date.fromisoformat(match["end"]) if match["end"] else act.until or FOREVER
            known = dt.date.fromisoformat(match["known"]) if match["known"] else min(act.adopted, start)
        except ValueError:
            msg = f"{where}: {text!r} has a day that no calendar has"
            raise InputError(msg) from None
        return cls(match["act"], match["article"], start, end, known)

    def governs(self, on: dt.date, known_on: dt.date) -> bool:
        """Whether this is law on the day `on`, as it could be known on the day `known_on`."""
        return self.start <= on <= self.end and self.known <= known_on

    def cite(self, acts: dict[str, Act], language: Language) -> str:
        """Write the citation: "ӘК, 118(3)-бап", "СК РК, ст. 118(3)", "order 237, point 37"."""
        act = acts[self.act]
        word = act.article_word[language]
        place = f"{self.article}-{word}" if language == "kk" else f"{word} {self.article}"
        return f"{act.short[language]}, {place}"
