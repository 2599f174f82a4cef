"""The invented names of a family: one tradition, one surname, no name twice, each name of its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tirek.reports.portrait.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tirek.basics.text import Language

_BANDS: Final = ("young", "middle", "old")
_SCATTER: Final = 2_654_435_761
_HALF_WORD: Final = 16


class Naming:
    """The names of one family; they follow from its number alone and mean no one."""

    def __init__(self, family: int, persons: Sequence[dict[str, Any]], language: Language) -> None:
        """Name everybody of a family; `persons` are rows of the table of persons."""
        self._say = Words("names.yaml", language)
        self._number = (family * _SCATTER) % 2**32 >> _HALF_WORD
        self.tradition = self._draw_tradition()
        surnames = self._say.entry(f"{self.tradition}.surnames")
        self._surname = surnames[self._number % len(surnames)]
        self._given = self._name_all(persons)

    @property
    def family(self) -> str:
        """What the family is called, as the sentence about it needs."""
        return str(self._surname["family"][self._say.language])

    def given(self, person: int) -> str:
        """Return the first name of a person."""
        return self._given[person]

    def full(self, person: int, sex: str) -> str:
        """Return first name and surname of a person."""
        return f"{self._given[person]} {self._surname[sex][self._say.language]}"

    def _draw_tradition(self) -> str:
        chances: dict[str, int] = self._say.entry("chances")
        place = self._number % sum(chances.values())
        for tradition, chance in chances.items():
            if place < chance:
                return tradition
            place -= chance
        raise AssertionError("every place lies within the chances")

    def _name_all(self, persons: Sequence[dict[str, Any]]) -> dict[int, str]:
        named: dict[int, str] = {}
        for person in sorted(persons, key=lambda row: row["person_id"]):
            wanted = self._candidates(person)
            free = [name for name in wanted if name not in named.values()]
            named[person["person_id"]] = (free or wanted)[0]
        return named

    def _candidates(self, person: dict[str, Any]) -> list[str]:
        """Return names of the time of birth, from a place that the family sets, then those of other times."""
        lists = self._say.entry(f"{self.tradition}.{person['sex']}")
        own = self._band(person["birth_date"].year)
        found = []
        for band in (own, *(band for band in _BANDS if band != own)):
            names = [str(name[self._say.language]) for name in lists[band]]
            first = self._number // 7 % len(names)
            found += names[first:] + names[:first]
        return found

    def _band(self, year: int) -> str:
        bounds: dict[str, int] = self._say.entry("born_before")
        return next((band for band, before in bounds.items() if year < before), _BANDS[0])
