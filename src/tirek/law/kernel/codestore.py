"""Keeps generated code on disk, so that the next process loads machine code instead of compiling it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from types import ModuleType


def load_code(source: str) -> ModuleType:
    """Return the module of a generated source; within a process and between processes it is compiled once."""
    stamp = "\n".join([source, version("numba"), version("numpy"), platform.python_version()])
    name = "tirek_law_" + hashlib.sha256(stamp.encode()).hexdigest()[:24]
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, _kept(name, source))
        assert spec is not None  # noqa: S101  # a path ending in .py has a loader
        assert spec.loader is not None  # noqa: S101  # the same
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        sys.modules[name] = module
    return sys.modules[name]


def _kept(name: str, source: str) -> Path:
    """Return the file of a source, written whole or not at all, whoever else is writing it."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tirek"
    try:
        return _written(folder, name, source)
    except OSError:
        # no place to keep anything: this process compiles for itself
        return _written(Path(tempfile.mkdtemp(prefix="tirek-")), name, source)


def _written(folder: Path, name: str, source: str) -> Path:
    path = folder / f"{name}.py"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(source)
        # Numba takes code for stale when its file is younger: all writers leave the same age behind
        os.utime(draft, (0, 0))
        Path(draft).replace(path)
    return path
