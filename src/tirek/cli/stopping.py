"""Stopped from outside: a Ctrl-C or a SIGTERM ends a command with a sentence and the exit code that is usual for it."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Final, NoReturn

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from types import FrameType

_OF_A_SIGNAL: Final = 128
"""A program ended by a signal has this and the number of the signal as its exit code."""


class Terminated(KeyboardInterrupt):
    """A SIGTERM was heard: whoever minds a Ctrl-C minds it too."""


class Stopped(InputError):  # noqa: N818  # it is no error that one was made to stop
    """A command was stopped; the sentence says what is left of it."""

    def __init__(self, sentence: str, heard: KeyboardInterrupt) -> None:
        super().__init__(sentence)
        self.code = exit_code(heard)


def exit_code(heard: BaseException | None) -> int:
    """Return the exit code of a command that was stopped."""
    return _OF_A_SIGNAL + (signal.SIGTERM if isinstance(heard, Terminated) else signal.SIGINT)


def mind_termination() -> None:
    """Let a SIGTERM stop this process as a Ctrl-C does."""
    signal.signal(signal.SIGTERM, _terminate)


def _terminate(number: int, _: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # nobody interrupts the tidying up
    raise Terminated
