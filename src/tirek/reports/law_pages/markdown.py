"""Markdown that means what it says: text is escaped, tables hold pipes, links lead to labels.

A label is written before what it names, `(label)=`, and is unique in the whole documentation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|~$^&])")
_LIST_NUMBER: Final = re.compile(r"^(\d+)([.)])(?=\s|$)")
_LABEL_SIGNS: Final = re.compile(r"[^a-z0-9._-]")
_BEGINNERS: Final = tuple("+-=:%(!.")
NOTHING: Final = "—"
NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


def escape(text: str) -> str:
    """Return text that Markdown shows as it stands, on one line, wherever the line begins."""
    return safe_start(escape_inside(text))


def escape_inside(text: str) -> str:
    """Return text that Markdown shows as it stands inside a line."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"[ \t\r\n]+", " ", text).strip(" "))


def safe_start(line: str) -> str:
    """Return the line so that its first signs are no list, quotation, comment or heading."""
    if line[:1] in _BEGINNERS:
        return "\\" + line
    return _LIST_NUMBER.sub(r"\1\\\2", line)


def code(text: str) -> str:
    """Return a name as it is written in code or data."""
    return f"`{text}`"


def capital(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def label(text: str) -> str:
    """Return a label made of `text`: what a label may not hold becomes its code point."""
    return _LABEL_SIGNS.sub(lambda sign: f"-{ord(sign[0]):x}-", text.lower())[:100]


def target(name: str) -> str:
    """Return the line that gives what follows a label."""
    return f"({name})="


def link(text: str, name: str) -> str:
    """Return a link to a label, from any page to any page."""
    return f"[{escape(text)}](#{name})"


def web(address: str, text: str | None = None) -> str:
    """Return a link to a page of the web, called by its site; text that is no address stays text."""
    site = urlsplit(address).netloc
    if not address.startswith(("http://", "https://")) or not site:
        return escape(address)
    safe = address.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    return f"[{escape(text or site)}](<{safe}>)"


def heading(level: int, text: str, name: str | None = None) -> str:
    """Return a heading, with its label when it has one."""
    line = "#" * level + " " + escape(capital(text))
    return f"{target(name)}\n{line}" if name else line


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of ready cells without the columns that are empty in every row; no rows, no table."""
    kept = [list(row) for row in rows]
    if not kept:
        return ""
    filled = [number for number in range(len(columns)) if any(row[number] for row in kept)]
    lines = [[columns[number] for number in filled], ["---"] * len(filled)]
    lines += [[row[number] or NOTHING for number in filled] for row in kept]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def bullets(items: Iterable[str], depths: Iterable[int] | None = None) -> str:
    """Return a list; `depths` says how deep each item lies."""
    rows = list(items)
    levels = list(depths) if depths is not None else [0] * len(rows)
    return "\n".join("  " * depth + "- " + row for row, depth in zip(rows, levels, strict=True))


def folded(summary: str, body: str) -> str:
    """Return content that opens when asked for."""
    return f"<details>\n<summary>{summary}</summary>\n\n{body}\n\n</details>"


def page(*parts: str) -> str:
    """Join the parts of a page; empty parts vanish."""
    return "\n\n".join(part for part in parts if part) + "\n"
