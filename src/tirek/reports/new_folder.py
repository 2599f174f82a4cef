"""The folder a report is written into: it must be new, and is refused before any work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


def check_new_folder(folder: Path) -> None:
    """Raise InputError when something lies there already, or when there is no folder to make it in."""
    if folder.exists():
        raise InputError(f"{folder} exists already, expected the name of a new folder")
    if not folder.resolve().parent.is_dir():
        raise InputError(f"there is no folder {folder.resolve().parent} to write {folder.name} into")
