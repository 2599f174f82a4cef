"""Published statistics as they were found: a catalogue tells where each file comes from and refuses a damaged one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from tirek.basics.errors import InputError

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Source:
    """One file: what it holds, who published it, under which licence, when and where, and its SHA-256."""

    title: str
    holds: str
    publisher: str
    licence: str
    date: str
    address: str
    sha256: str


@cache
def catalogue() -> dict[str, Source]:
    """Return every file by its name, such as `wpp2024/kaz_tfr_1950_2100.csv`."""
    text = (files(__package__) / "catalogue.yaml").read_text(encoding="utf-8")
    return {name: Source(**entry) for name, entry in yaml.safe_load(text).items()}


@cache
def read(name: str) -> pl.DataFrame:
    """Return a CSV file such as `wpp2024/kaz_tfr_1950_2100.csv`; InputError when it is missing or damaged."""
    import polars as pl

    try:
        return pl.read_csv(read_bytes(name), comment_prefix="#", infer_schema_length=None)
    except pl.exceptions.PolarsError as error:
        raise InputError(f"the data file {name} is damaged: {str(error).splitlines()[0]}") from None


def read_bytes(name: str) -> bytes:
    """Return a file as it is; InputError when it is missing, unknown or not the one that was catalogued."""
    path = files(__package__) / name
    if name not in catalogue() or not path.is_file():
        raise InputError(f"the data file {name} is missing")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != catalogue()[name].sha256:
        raise InputError(f"the data file {name} is damaged: its content is not what sources/catalogue.yaml says")
    return content


def provenance(name: str) -> str:
    """Return in one line where the numbers of a file come from, and under which licence."""
    first = read_bytes(name).split(b"\n", 1)[0].decode()
    if first.startswith("#"):
        return first.lstrip("#").strip()
    source = catalogue()[name]
    return f"{source.title}: {source.holds}. {source.publisher}, {source.address}; {source.licence}"
