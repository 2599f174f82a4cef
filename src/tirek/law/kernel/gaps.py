"""What we do not know: numbers that are assumed, remembered or missing, and articles that are not wholly formalised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tirek.law.kernel.act import Act, Article
    from tirek.law.kernel.law import Law
    from tirek.law.kernel.parameter import DatedValue, Parameter

DOUBTFUL: Final = ("unknown", "assumed", "known", "press")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A dated number that does not rest on an official text that was read."""

    parameter: Parameter
    dated: DatedValue


def doubts(law: Law) -> list[Doubt]:
    """Return every number that is unknown, assumed, from memory or from the press, the least certain first."""
    found = [
        Doubt(parameter, dated)
        for versions in law.parameters.values()
        for parameter in versions
        for dated in parameter.values
        if dated.status in DOUBTFUL
    ]
    return sorted(found, key=lambda doubt: (DOUBTFUL.index(doubt.dated.status), doubt.parameter.name))


def coverage(law: Law) -> list[tuple[Act, Article]]:
    """Return every listed article with its act, act by act, in the order of their files."""
    return [(act, article) for act in law.acts.values() for article in act.articles.values()]


def cited_articles(law: Law) -> dict[str, set[str]]:
    """Return, by act, the numbers of the articles that some rule, number or ground rests on."""
    bases = [basis for versions in law.provisions.values() for one in versions for basis in one.bases]
    bases += [dated.basis for versions in law.parameters.values() for one in versions for dated in one.values]
    bases += [basis for ground in law.benefits.grounds.values() for basis in ground.bases]
    cited: dict[str, set[str]] = {}
    for basis in bases:
        for part in basis.article.replace(";", ",").split(","):
            number = part.strip().split("(")[0].strip()
            if number:
                cited.setdefault(basis.act, set()).add(number)
    return cited
