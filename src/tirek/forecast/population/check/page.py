"""The report as a page of Markdown, and as files in the nation's folder."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Final

from tirek.basics.errors import InputError
from tirek.forecast.population.check.notebook import sentences
from tirek.forecast.population.tables import SYNTHETIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tirek.forecast.population.check.judged import Judged
    from tirek.forecast.population.check.run import Report

RECORD: Final = "check.json"
PAGE: Final = "check.md"
CHECKS_NOTE: Final = (
    "Calibration never saw these. A number outside its band is told as it is, never tuned. Poverty is measured with "
    "the statistical subsistence minimum of 60,878 tenge, not the budget law's. Families of targeted assistance are "
    "those whose income per head is under 35 % of the median of their region, or under 70 % of the subsistence "
    "minimum of the budget law where that is more: a simple form of the rule, without the tests of property and work."
)
CONTRADICTED_NOTE: Final = (
    "Arithmetic on published numbers shows that these cannot hold together with the targets above (see the reasons "
    "below). The nation follows the targets. They decide nothing."
)
FLOWS_NOTE: Final = "Published for a year; a nation of one day holds only what is left of it. They decide nothing."
VERDICTS_NOTE: Final = (
    "Pass: yes = within the tolerance; chance = outside it, but within two errors of sampling of a nation of this "
    "size; no = missed. The error of sampling is one standard error, in percent of the published number."
)


def write_report(report: Report, out: Path | None = None) -> tuple[Path, Path]:
    """Write record and page, into the nation's folder or as `out` (JSON) and a page beside it; return where they are.

    Each appears whole. InputError when the place cannot be written to.
    """
    record = out or report.folder / RECORD
    page = record.with_suffix(".md") if out else report.folder / PAGE
    _write(record, json.dumps(report.record(), ensure_ascii=False, indent=1) + "\n")
    _write(page, markdown(report))
    return record, page


def _write(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from None
    finally:
        draft.unlink(missing_ok=True)


def markdown(report: Report) -> str:
    """Return the report as a page."""
    made = report.manifest
    verdict = "passed" if report.passed else "not passed"
    parts = [
        f"# Check of a synthetic nation: {verdict}",
        f"**Synthetic, not microdata.** {SYNTHETIC.decode()}",
        f"Share {made.get('share')}, seed {made.get('seed')}, on {made.get('on')}. {summary(report)}",
        "## Targets",
        VERDICTS_NOTE,
        _table(TARGET_COLUMNS, map(target_cells, report.targets)),
        "## Held-out checks",
        CHECKS_NOTE,
        _table(CHECK_COLUMNS, map(check_cells, report.checks)),
        "## Contradicted by other published numbers",
        CONTRADICTED_NOTE,
        _table(TARGET_COLUMNS, map(target_cells, report.contradicted)),
        "## Flows of a year",
        FLOWS_NOTE,
        _table(TARGET_COLUMNS, map(target_cells, report.flows)),
        "## Not measured by a nation of one day",
        _table(
            ("row", "what", "published", "date", "source", "why not"),
            ((str(told.row), told.name, f"{told.published} {told.unit}", told.date, told.source, told.why)
             for told in report.not_measured),
        ),
        "## Invariants",
        _table(INVARIANT_COLUMNS, (
            (name, sentences()[name], f"{found.checked:,}", f"{found.broken:,}", "; ".join(found.examples))
            for name, found in report.invariants.items()
        )),
        "## Why some tolerances and bands are as they are",
        _table(("row", "what", "why"), (
            (str(judged.aim.row), judged.aim.label, judged.aim.why)
            for judged in (*report.targets, *report.checks, *report.contradicted, *report.flows) if judged.aim.why
        )),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def summary(report: Report) -> str:
    """Return the whole result in a sentence or two."""
    counted = [judged.verdict for judged in report.targets]
    held = len(report.invariants) - len(report.broken)
    inside = sum(judged.verdict == "inside" for judged in report.checks)
    told_only = "" if report.levelled else " A nation that lived on, or a what-if: targets decide nothing."
    return (
        f"{counted.count('yes')} of {len(counted)} targets within tolerance, {counted.count('chance')} within chance, "
        f"{counted.count('no')} missed. {inside} of {len(report.checks)} held-out checks inside their band. "
        f"{held} of {len(report.invariants)} invariants hold.{told_only}"
    )


# --- cells

TARGET_COLUMNS: Final = (
    "row", "what", "target", "achieved", "unit", "error %", "sampling %", "tolerance %", "pass", "date", "source"
)  # fmt: skip
CHECK_COLUMNS: Final = ("row", "what", "published", "achieved", "unit", "low", "high", "band", "date", "source")
INVARIANT_COLUMNS: Final = ("name", "invariant", "checked", "broken", "first examples")


def target_cells(judged: Judged) -> tuple[str, ...]:
    """Return a row of the table of targets."""
    aim = judged.aim
    bound = "at least " if aim.at_least else ""
    return (
        str(aim.row), aim.label, bound + number_text(aim.published), number_text(judged.achieved), aim.unit,
        signed_text(judged.error), "" if judged.sampling is None else f"{judged.sampling:.2f}", f"{aim.tolerance:g}",
        judged.verdict, aim.date, f"{aim.source} ({aim.kind})",
    )  # fmt: skip


def check_cells(judged: Judged) -> tuple[str, ...]:
    """Return a row of the table of held-out checks."""
    aim = judged.aim
    return (
        str(aim.row), aim.label, number_text(aim.published), number_text(judged.achieved), aim.unit,
        number_text(aim.low), number_text(aim.high), judged.verdict, aim.date, f"{aim.source} ({aim.kind})",
    )  # fmt: skip


def number_text(number: float | None) -> str:
    """Write a number with as many digits as it is worth reading."""
    if number is None:
        return ""
    if abs(number) >= 10_000:  # noqa: PLR2004  # whole persons and tenge
        return f"{number:,.0f}"
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def signed_text(number: float | None) -> str:
    """Write an error with its sign."""
    return "" if number is None else f"{number:+.2f}"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
