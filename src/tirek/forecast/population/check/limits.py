"""The numbers of our own that invariants hold rows against, each with its reason."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from tirek.basics.yaml_file import read_yaml


@cache
def limits() -> dict[str, Any]:
    """Return the values of `limits.yaml` by name."""
    return {name: entry["value"] for name, entry in read_yaml(files(__package__) / "limits.yaml").items()}
