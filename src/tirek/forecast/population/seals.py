"""The seals of a nation's files: size and SHA-256 as they were written, so that whatever changes later is noticed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from tirek.forecast.population.files import SCRATCH, write_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Seals = dict[str, dict[str, Any]]
"""By the path of a file in the folder of its nation: its size in bytes and its SHA-256."""


def seals_of(folder: Path, files: Iterable[Path]) -> Seals:
    """Return the seals of some files of a folder, in the order of their paths."""
    return {path.relative_to(folder).as_posix(): _seal(path) for path in sorted(files)}


def intact(folder: Path, file: str, seals: Seals) -> bool:
    """Tell whether a file is there, to the byte as it was when it was sealed."""
    try:
        return _seal(folder / file) == seals.get(file)
    except OSError:
        return False


def finish_block(folder: Path, block: int, files: Iterable[Path]) -> None:
    """Seal all files of a block of an unfinished nation; to be called last of all, it says that the block is whole."""
    write_text(_sealed(folder, block), json.dumps(seals_of(folder, files)))


def finished_block(folder: Path, block: int) -> Seals | None:
    """Return the seals of a block of an unfinished nation; None when it is not whole, or was changed."""
    try:
        seals: Seals = json.loads(_sealed(folder, block).read_text(encoding="utf-8"))
        return seals if all(intact(folder, file, seals) for file in seals) else None
    except (OSError, ValueError, AttributeError):
        return None


def block_seals(folder: Path, blocks: Iterable[int]) -> Seals:
    """Return the seals of the parts of finished blocks, as they were when each was written."""
    found: Seals = {}
    for block in blocks:
        found |= json.loads(_sealed(folder, block).read_text(encoding="utf-8"))
    return {file: seal for file, seal in sorted(found.items()) if not file.startswith(f"{SCRATCH}/")}


def _sealed(folder: Path, block: int) -> Path:
    return folder / SCRATCH / f"sealed-{block:05d}.json"


def _seal(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
