"""How many processes work: as many as asked for, at most one for each core."""

from __future__ import annotations

import os
from typing import Annotated, Final

import typer

ALL: Final = os.cpu_count() or 1


def _at_most_all(asked: int) -> int:
    return min(asked, ALL)


Cores = Annotated[
    int, typer.Option(help="How many processes work, at most one for each core.", min=1, callback=_at_most_all)
]
