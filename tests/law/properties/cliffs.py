"""Writes docs/law/cliffs.md: every figure in it is worked out by the law when it is written, and again by a test.

.venv/bin/python -m tests.law.properties.cliffs
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tirek.law.kernel.datafile import read_exact
from tirek.law.kernel.law import Law
from tirek.law.kernel.parameter import read_scalar
from tirek.law.kernel.quantity import MonthlyMoney

SOURCE: Final = Path(__file__).with_name("cliffs.yaml")
PAGE: Final = Path(__file__).parents[3] / "docs" / "law" / "cliffs.md"
LAW: Final = Law.load("tirek.law")
TIYN: Final = 100

HEAD: Final = """# Cliffs of the law

Places where a small difference (a month of record, one per cent, a day, a tiyn) makes a large one in money,
or where more of something brings nothing or less. They are findings about the law, not errors of the program:
each figure below is worked out by the same rules that answer a person, and a test fails when a figure here
and the law part company.

Most payments never fall when record, income, degree, dependants or days of leave rise;
`tests/law/properties/test_monotone.py` checks that on random people under the law of every change date, with
the exceptions listed there. What follows are the steps on that stair which are high, flat or lead down.

Written by `tests/law/properties/cliffs.py` from `cliffs.yaml` beside it. Do not edit by hand. Sums are in
tenge, a month unless said otherwise, before anything is withheld unless called net.
"""


@dataclass(frozen=True)
class Row:
    """One situation and what the law answers."""

    case: str
    on: dt.date
    values: tuple[Any, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class Cliff:
    """A finding with its rows; `relation` says how the first answer moves down the rows."""

    title: str
    articles: str
    who: str
    text: str
    headings: tuple[str, ...]
    relation: str
    rows: tuple[Row, ...]

    @property
    def holds(self) -> bool:
        """Whether the rows are as the finding says."""
        first = [row.values[0] for row in self.rows]
        if self.relation == "equal":
            return len(set(first)) == 1
        ordered = sorted(first, reverse=self.relation == "falls")
        return first == ordered and first[0] != first[-1]


def read_cliffs() -> list[Cliff]:
    """Read the findings and work out their figures."""
    raw = read_exact(SOURCE)
    return [_cliff(one, raw["headings"]) for one in raw["cliffs"]]


def _cliff(raw: dict[str, Any], headings: dict[str, str]) -> Cliff:
    answers = tuple(raw["answers"])
    return Cliff(
        raw["title"], raw["articles"], raw["who"], raw["text"].strip(),
        tuple(headings[name] for name in answers), raw["relation"],
        tuple(_row(one, answers) for one in raw["rows"]),
    )  # fmt: skip


def _row(raw: dict[str, Any], answers: tuple[str, ...]) -> Row:
    known = {name: _fact(name, value) for name, value in raw["facts"].items()}
    if "months" in raw:
        months = [tiyn * TIYN for length, tiyn in raw["months"] for _ in range(length)]
        known["credited_income"] = MonthlyMoney(tuple(months))
    names = (raw["answer"],) if "answer" in raw else answers
    case = LAW.edition(raw["on"]).case(known)
    missing = [name for answer in names for name in case.missing(answer)]
    if missing:
        message = f"{raw['case']}: {', '.join(missing)} would be needed"
        raise ValueError(message)
    units = tuple(case.edition.kind(name).unit for name in names)
    return Row(raw["case"], raw["on"], case.values(names), units)


def _fact(name: str, value: Any) -> Any:  # noqa: ANN401  # as written, as the kernel holds it
    if name in LAW.facts:
        return LAW.facts[name].read(value, f"{SOURCE.name}: {name}")
    return read_scalar(value, LAW.provisions[name][0].result.unit, f"{SOURCE.name}: {name}")


def render() -> str:
    """Return the whole page."""
    parts = [HEAD, *(_section(cliff) for cliff in read_cliffs())]
    return "\n".join(parts)


def _section(cliff: Cliff) -> str:
    titles = cliff.headings
    lines = [
        f"## {cliff.title}",
        "",
        f"{cliff.text}",
        "",
        f"- Who is hit: {cliff.who.strip()}",
        f"- Articles: {cliff.articles}",
        "",
        f"| case | law of | {' | '.join(titles)} |",
        f"| --- | --- |{' ---: |' * len(titles)}",
        *(f"| {row.case} | {row.on} | {' | '.join(map(_shown, row.values, row.units))} |" for row in cliff.rows),
        "",
    ]
    return "\n".join(lines)


def _shown(value: Any, unit: str) -> str:  # noqa: ANN401  # any answer
    if unit == "flag":
        return "yes" if value else "no"
    if unit == "tenge":
        tenge, tiyn = divmod(int(value), TIYN)
        return f"{tenge:,}.{tiyn:02}".replace(",", "\u00a0")
    return f"{float(value):.2f}" if unit == "rate" else str(value)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(render(), encoding="utf-8")
