"""Every data file of the law keeps to its schema, and every text is in three languages."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tirek.law.kernel.datafile import plain, read_exact

FILES = sorted(Path("src/tirek/law").rglob("*.yaml"))
SCHEMAS = resources.files("tirek.law.kernel").joinpath("schemas")


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMAS.joinpath(f"{name}.json").read_text(encoding="utf-8")))


def errors(name: str, document: dict[str, Any]) -> list[str]:
    found = validator(name).iter_errors(document)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in found]


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to("src/tirek/law")))
def test_a_data_file_keeps_to_its_schema(file: Path) -> None:
    raw = plain(read_exact(file))
    sections = [name for name in ("facts", "terms") if name in raw]
    for section in sections:
        assert errors(section, {section: raw[section]}) == []
    if "parameters" in raw:
        reform = raw.get("reform")
        name = reform["name"] if isinstance(reform, dict) else reform
        assert errors("parameters", {"parameters": raw["parameters"]} | ({"reform": name} if name else {})) == []
    if "act" in raw or "acts" in raw:
        assert errors("acts", raw) == []
    assert set(raw) <= {
        "facts", "terms", "parameters", "reform", "benefit", "grounds", "acts", "act", "number", "adopted", "in_force",
        "until", "title", "short", "source", "text_version", "amendments", "articles", "article_word",
    }  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda path: str(path.relative_to("src/tirek/law")))
def test_a_data_file_is_read_the_same_without_the_c_library(file: Path) -> None:
    import yaml

    yaml.safe_load(file.read_text(encoding="utf-8"))


def test_a_broken_number_is_found() -> None:
    value = {"from": "2020-01-01", "value": 1, "act": "law", "article": "1", "status": "read"}
    title = {"kk": "а", "ru": "б", "en": "c"}
    rate = {"unit": "rate", "title": title, "range": [0, 1], "step": 0.01, "values": [value]}
    assert errors("parameters", {"parameters": {"share": rate}}), "a number that was read needs its source"
    assert (
        errors("parameters", {"parameters": {"share": rate | {"values": [value | {"source": "https://x.kz"}]}}}) == []
    )
