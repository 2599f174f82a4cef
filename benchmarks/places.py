"""Where the benchmark keeps what it makes, and the one kind of error it reports."""

from __future__ import annotations

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CACHE = Path(os.environ.get("TIREK_BENCH_CACHE", ROOT / ".cache" / "bench"))


class BenchmarkError(Exception):
    """Something a person can mend; its text is one clear sentence."""


def cache(*parts: str) -> Path:
    """A folder in the cache, made when missing and never committed."""
    folder = CACHE.joinpath(*parts)
    folder.mkdir(parents=True, exist_ok=True)
    ignore = CACHE / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return folder
