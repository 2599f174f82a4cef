"""The laws that are compared: each laid on the law of the event's own day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tirek.basics.text import Text

if TYPE_CHECKING:
    from tirek.law.kernel.law import Law

IN_FORCE: Final = "in_force"
KINDS: Final = ("maternity", "childcare", "job_loss", "disability", "survivors")
"""Kinds of insured events, in the order of the data dictionary; each is the benefit of the same name."""


@dataclass(frozen=True, slots=True)
class ComparedLaw:
    """A law that events are judged by: what is laid on the law of their day, and what people call it."""

    key: str
    reforms: tuple[str, ...]
    short: Text
    note: Text


def compared_laws(law: Law) -> tuple[ComparedLaw, ...]:
    """Return the law in force, the Law of 2019 kept unchanged, and the two concepts."""
    in_force = ComparedLaw(
        IN_FORCE,
        (),
        Text("Қолданыстағы заң", "Действующий закон", "Law in force"),
        Text(
            "Әр жағдай сол күні қолданыста болған заң бойынша қаралады.",
            "Каждый случай рассмотрен по закону, который действовал в его день.",
            "Each event is judged by the law that was in force on its own day.",
        ),
    )
    shorts = {
        "law-2019": Text("2019 жылғы Заң", "Закон 2019 года", "Law of 2019"),
        "concept-2018": Text("2018 жылғы тұжырымдама", "Концепция 2018 года", "Concept of 2018"),
        "concept-2021": Text("2021 жылғы тұжырымдама", "Концепция 2021 года", "Concept of 2021"),
    }
    reforms = [
        ComparedLaw(name.replace("-", "_"), (name,), short, law.reforms[name].note) for name, short in shorts.items()
    ]
    return (in_force, *reforms)
