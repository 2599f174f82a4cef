"""Progress of long work, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final

SECONDS_BETWEEN_LINES: Final = 5.0
FAST: Final = 10
"""A second: from here on tenths are not worth reading."""


@contextlib.contextmanager
def progress_of(things: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that is told how many `things` are done, and how many there are in all."""
    if not sys.stderr.isatty():
        yield _lines(things)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} " + things), BarColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1, rate="")

        def tell(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, total=total, rate=_rate(speed) if speed else "")

        yield tell


def _lines(things: str) -> Callable[[int, int], None]:
    begun = told = time.perf_counter()
    first: list[int] = []

    def tell(done: int, total: int) -> None:
        nonlocal told
        first[:] = first or [done]
        now = time.perf_counter()
        if now - told >= SECONDS_BETWEEN_LINES:
            told = now
            rate = (done - first[0]) / (now - begun)
            left = f", {_rate(rate)}, {(total - done) / rate:,.0f} s left" if rate else ""
            print(f"{done:,} of {total:,} {things}{left}", file=sys.stderr, flush=True)

    return tell


def _rate(of: float) -> str:
    return f"{of:,.{0 if of >= FAST else 1}f} a second"
