"""Where everything of a law is found: which page holds a name, who reads it, what rests on an article."""

from __future__ import annotations

import ast
import inspect
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tirek.basics.text import Text
from tirek.reports.law_pages import markdown as md

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tirek.law.kernel.act import Article, Basis
    from tirek.law.kernel.benefit import Benefit, Ground
    from tirek.law.kernel.law import Law
    from tirek.law.kernel.provision import Provision

FIGURES = "economy"
"""The folder of national figures, which change every year and stand last where changes are told."""


@dataclass(slots=True)
class Atlas:
    """A law with its places. A topic is a folder of the law, named by its path below the law's own folder."""

    law: Law
    root: Path
    project: Path
    cases: Path
    homes: dict[str, str] = field(default_factory=dict)
    topics: list[str] = field(default_factory=list)
    readers: dict[str, list[str]] = field(default_factory=dict)
    resting: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, law: Law, cases: Path | None = None) -> Atlas:
        """Draw the atlas of a law; its own folder is the one that holds everything in it."""
        places = _places(law)
        root = Path(os.path.commonpath([path.parent for paths in places.values() for path in paths]))
        project = next((one for one in root.parents if (one / "pyproject.toml").is_file()), root.parent)
        atlas = cls(law, root, project, cases or _cases_beside(root, project))
        atlas.homes = {name: atlas.topic_of(paths[0]) for name, paths in places.items()}
        atlas.topics = sorted({*atlas.homes.values(), *(atlas.topic_of(Path(one.where)) for one in atlas.benefits())})
        atlas._find_readers()
        atlas._find_resting()
        return atlas

    def topic_of(self, path: Path) -> str:
        """Return the topic a file belongs to."""
        topic = path.parent.relative_to(self.root).as_posix()
        return self.root.name if topic == "." else topic

    def folder(self, topic: str) -> Path:
        """Return the folder of a topic."""
        return self.root if topic == self.root.name and not (self.root / topic).is_dir() else self.root / topic

    def shown(self, path: Path) -> str:
        """Write a path as seen from the project's own folder."""
        return path.relative_to(self.project).as_posix()

    def names(self, topic: str) -> list[str]:
        """Return the names at home in a topic: provisions as in its files, then numbers, then facts."""
        return [name for name, home in self.homes.items() if home == topic]

    def benefits(self, topic: str | None = None) -> list[Benefit]:
        """Return the benefits of a topic, or all."""
        found = list(self.law.benefits.by_name.values())
        return [one for one in found if topic in (None, self.topic_of(Path(one.where)))]

    def grounds(self, topic: str) -> list[Ground]:
        """Return the grounds that belong to the benefits of a topic."""
        names = [one.name for one in self.benefits(topic)]
        return [ground for ground in self.law.benefits.grounds.values() if ground.benefit in names]

    def title(self, name: str) -> Text:
        """Return what people call a name; the name itself where the law has no words for it yet."""
        law = self.law
        known = name in law.terms or name in law.parameters or name in law.facts
        return law.title(name) if known else Text(name, name, name)

    def topic_title(self, topic: str) -> str:
        """Return the heading of a topic: its benefit, else its folder."""
        benefits = self.benefits(topic)
        if len(benefits) == 1:
            return md.capital(benefits[0].title["en"])
        return md.capital(topic.rpartition("/")[2].replace("_", " "))

    def about(self, topic: str) -> list[str]:
        """Return the paragraphs that the folder of a topic says about itself."""
        file = self.folder(topic) / "__init__.py"
        words = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) if file.is_file() else None
        return self.prose(words or "")

    def prose(self, text: str) -> list[str]:
        """Turn a docstring into paragraphs; names of the law written as code become links."""
        return [self._sentence(paragraph) for paragraph in text.split("\n\n") if paragraph.strip()]

    def _sentence(self, text: str) -> str:
        parts = text.split("`")
        if len(parts) % 2 == 0:
            return md.escape(text)
        said = [
            (f"[`{part}`](#{part})" if part in self.homes else md.code(part)) if number % 2 else _inline(part)
            for number, part in enumerate(parts)
        ]
        return md.safe_start("".join(said).strip())

    def link(self, name: str) -> str:
        """Return a link to a name, called by its English title."""
        title = self.title(name)["en"]
        return (
            md.link(title, name) if name in self.homes else f"{md.escape(title)} ({md.code(name)}, not in the law yet)"
        )

    def cite(self, basis: Basis) -> str:
        """Return a citation that leads to the article, or to the act where the article is not listed."""
        act = self.law.acts[basis.act]
        listed = [number for number in articles_of(basis) if number in act.articles]
        place = article_label(act.name, listed[0]) if listed else act_label(act.name)
        return md.link(basis.cite(self.law.acts, "en"), place)

    def rests_on(self, act: str, article: str) -> list[str]:
        """Return links to what rests on an article, each once."""
        return list(dict.fromkeys(self.resting.get((act, article), [])))

    def _find_readers(self) -> None:
        for name, versions in sorted(self.law.provisions.items()):
            for needed in dict.fromkeys(needed for one in versions for needed in one.needs):
                self.readers.setdefault(needed, []).append(name)

    def _find_resting(self) -> None:
        for name in self.homes:
            bases = [basis for one in self.law.provisions.get(name, []) for basis in one.bases]
            bases += [dated.basis for one in self.law.parameters.get(name, []) for dated in one.values]
            self._rest(bases, self.link(name))
        for topic in self.topics:
            for ground in self.grounds(topic):
                self._rest(ground.bases, md.link(ground.text["en"].rstrip("."), grounds_label(topic)))

    def _rest(self, bases: Iterable[Basis], shown: str) -> None:
        for basis in bases:
            for number in articles_of(basis):
                self.resting.setdefault((basis.act, number), []).append(shown)


def articles_of(basis: Basis) -> list[str]:
    """Return the articles a citation names, without their points: "118(3), 119" names 118 and 119."""
    parts = [part.strip().split("(")[0].strip() for part in basis.article.replace(";", ",").split(",")]
    return [part for part in parts if part]


def by_number(article: Article) -> list[tuple[int, str]]:
    """Return the place of an article in its act: 9 before 102-1 before 103."""
    parts = re.split(r"(\d+)", article.number)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def act_label(act: str) -> str:
    """Return the label of an act."""
    return "act-" + md.label(act)


def article_label(act: str, number: str) -> str:
    """Return the label of an article of an act."""
    return f"article-{md.label(act)}--{md.label(number)}"


def topic_label(topic: str) -> str:
    """Return the label of a topic's page."""
    return "topic-" + md.label(topic.replace("/", "-"))


def grounds_label(topic: str) -> str:
    """Return the label of the grounds of a topic."""
    return "grounds-" + md.label(topic.replace("/", "-"))


def source_of(provision: Provision) -> Path:
    """Return the file a provision is written in."""
    return Path(inspect.getsourcefile(provision.function) or "")


def _places(law: Law) -> dict[str, list[Path]]:
    """Return the files of each name, the one it is at home in first: the law in force before reforms."""
    places: dict[str, list[Path]] = {}
    for name, place in _found(law):
        places.setdefault(name, []).append(place)
    return places


def _found(law: Law) -> Iterator[tuple[str, Path]]:
    provisions = [one for versions in law.provisions.values() for one in versions]
    parameters = [one for versions in law.parameters.values() for one in versions]
    provisions.sort(key=lambda one: (one.reform is not None, str(source_of(one)), one.function.__code__.co_firstlineno))
    own = set(law.facts)
    own |= {one.name for one in provisions if one.reform is None}
    own |= {one.name for one in parameters if one.reform is None}
    for one in provisions:
        if one.reform is None or one.name not in own:
            yield one.name, source_of(one)
    for parameter in parameters:
        if parameter.reform is None or parameter.name not in own:
            yield parameter.name, Path(parameter.where.rpartition(": ")[0])
    for fact in law.facts.values():
        yield fact.name, Path(fact.where.rpartition(": ")[0])


def _cases_beside(root: Path, project: Path) -> Path:
    """Return where the tests that mirror the sources keep the worked examples of a law."""
    inside = root.relative_to(project).parts
    return project.joinpath("tests", *inside[2:], "cases") if inside[:2] == ("src", "tirek") else root / "cases"


def _inline(text: str) -> str:
    """Escape a piece of a sentence and keep the spaces around it."""
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return (" " if before else "") + md.escape_inside(text) + (" " if after and text.strip() else "")
