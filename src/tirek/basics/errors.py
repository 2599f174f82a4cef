"""The one error people see: a sentence that says what is wrong, where, and what is expected."""

from __future__ import annotations


class InputError(Exception):
    """Something given to the program cannot be used; the message is one sentence for the person who gave it."""
