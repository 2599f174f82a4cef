"""Reading the law's data files: YAML whose decimals stay exact."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tirek.basics.errors import InputError
from tirek.basics.yaml_file import StrictLoader, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    import yaml


class _ExactLoader(StrictLoader):
    """A strict loader that reads 0.45 as 9/20."""


def _exact(loader: _ExactLoader, node: yaml.ScalarNode) -> Fraction:
    written = str(loader.construct_scalar(node))
    try:
        return Fraction(written.replace("_", ""))
    except ValueError:
        msg = f"line {node.start_mark.line + 1}: {written} is no decimal number"
        raise InputError(msg) from None


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _exact)


def read_exact(path: Path) -> Any:  # noqa: ANN401  # whatever the file holds
    """Read a YAML file; decimals become Fractions. InputError says where the file is not YAML."""
    return read_yaml(path, _ExactLoader)


def plain(value: Any) -> Any:  # noqa: ANN401  # mirrors whatever was read
    """Turn read data into what JSON can hold: dates as ISO text, exact decimals as numbers."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
