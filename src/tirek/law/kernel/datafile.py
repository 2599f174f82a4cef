"""Reading the law's data files: YAML whose decimals stay exact."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import yaml

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # pragma: no cover  # PyYAML built without libyaml
    from yaml import SafeLoader as _Base  # type: ignore[assignment]


class _ExactLoader(_Base):
    """A safe loader that reads 0.45 as 9/20, leaves the word `on` a word and refuses a key written twice."""


def _exact(loader: _ExactLoader, node: yaml.ScalarNode) -> Fraction:
    written = str(loader.construct_scalar(node))
    try:
        return Fraction(written.replace("_", ""))
    except ValueError:
        msg = f"line {node.start_mark.line + 1}: {written} is no decimal number"
        raise InputError(msg) from None


def _date(loader: _ExactLoader, node: yaml.ScalarNode) -> dt.date:
    try:
        day: dt.date = loader.construct_yaml_timestamp(node)
    except ValueError:
        msg = f"line {node.start_mark.line + 1}: {node.value} is no day of the calendar"
        raise InputError(msg) from None
    return day


def _mapping(loader: _ExactLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            msg = f"line {key_node.start_mark.line + 1}: {key!r} is written twice"
            raise InputError(msg)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


# on and off are words here, not yes and no
_ExactLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not (tag == "tag:yaml.org,2002:bool" and first in "oO")]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_ExactLoader.add_constructor("tag:yaml.org,2002:float", _exact)
_ExactLoader.add_constructor("tag:yaml.org,2002:timestamp", _date)
_ExactLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_exact(path: Path) -> Any:  # noqa: ANN401  # whatever the file holds
    """Read a YAML file; decimals become Fractions. InputError says where the file is not YAML."""
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), _ExactLoader)  # noqa: S506  # a safe loader, made exact
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        msg = f"{path}{line}: this is not valid YAML ({getattr(error, 'problem', None) or 'cannot be read'})"
        raise InputError(msg) from None
    except UnicodeDecodeError:
        msg = f"{path}: expected a text file in UTF-8"
        raise InputError(msg) from None
    except (ValueError, TypeError, RecursionError):
        msg = f"{path}: a value or a key in this file cannot be read, or lies too deep"
        raise InputError(msg) from None
    except InputError as error:
        msg = f"{path}, {error}"
        raise InputError(msg) from None


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
