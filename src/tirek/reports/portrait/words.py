"""The words of the portrait in three languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from tirek.basics.text import plural

if TYPE_CHECKING:
    from tirek.basics.text import Language


@cache
def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((files(__package__) / name).read_text(encoding="utf-8"))
    return found


class Words:
    """The texts of one file in one language; a name may be a path such as `roles.child.male`."""

    def __init__(self, file: str, language: Language) -> None:
        self._file, self.language = file, language

    def __call__(self, path: str, **parts: object) -> str:
        """Return a text with its parts filled in."""
        return str(self.entry(path)[self.language]).format(**parts)

    def counted(self, path: str, number: int) -> str:
        """Return the form of a noun after a number."""
        return plural(number, tuple(self.entry(path)[self.language]))

    def entry(self, path: str) -> Any:  # noqa: ANN401  # whatever stands in the file
        """Return what stands under a path."""
        entry: Any = _read(self._file)
        for step in path.split("."):
            entry = entry[step]
        return entry
