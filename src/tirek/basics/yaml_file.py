"""Reading YAML strictly: a key written twice is refused, and whatever is wrong is told in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    import datetime as dt
    from importlib.resources.abc import Traversable
    from pathlib import Path

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # pragma: no cover  # PyYAML built without libyaml
    from yaml import SafeLoader as _Base  # type: ignore[assignment]


class StrictLoader(_Base):
    """A safe loader that leaves the words `on` and `off` words and refuses a key written twice."""


def _date(loader: StrictLoader, node: yaml.ScalarNode) -> dt.date:
    try:
        day: dt.date = loader.construct_yaml_timestamp(node)
    except ValueError:
        msg = f"line {node.start_mark.line + 1}: {node.value} is no day of the calendar"
        raise InputError(msg) from None
    return day


def _mapping(loader: StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            msg = f"line {key_node.start_mark.line + 1}: {key!r} is written twice"
            raise InputError(msg)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


# on and off are words here, not yes and no
StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not (tag == "tag:yaml.org,2002:bool" and first in "oO")]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _date)
StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path | Traversable, loader: type[StrictLoader] = StrictLoader) -> Any:  # noqa: ANN401  # any YAML
    """Return what a YAML file holds; InputError says where it cannot be read, is not YAML or says a thing twice."""
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), loader)  # noqa: S506  # a safe loader, made strict
    except OSError as error:
        msg = f"{path} cannot be read: {(error.strerror or str(error)).lower()}"
        raise InputError(msg) from None
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
