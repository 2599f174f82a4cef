"""The report as a page of Markdown, and as files in the nation's folder."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Final

from tirek.basics.errors import InputError
from tirek.forecast.population.check.assistance import poverty_line
from tirek.forecast.population.check.notebook import sentences
from tirek.forecast.population.check.published import POVERTY_LINE
from tirek.forecast.population.files import write_text
from tirek.forecast.population.margins import COUNTED
from tirek.forecast.population.tables import SYNTHETIC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from tirek.forecast.population.check.judged import Judged
    from tirek.forecast.population.check.run import Report

RECORD: Final = "check.json"
PAGE: Final = "check.md"
CHECKS_NOTE: Final = (
    "Calibration never saw these. A number outside its band is told as it is, never tuned. Poverty is measured with "
    f"the statistical subsistence minimum of {POVERTY_LINE:,.0f} tenge, not the budget law's. Assistance goes to all "
    f"families that are entitled, whether they ask or not: income of the day under {poverty_line():,.0f} tenge a head, "
    "no property that is a reason to refuse (Social Code, articles 120-127; line and property were corrected after "
    "results had been seen). Why these numbers differ from the published: docs/nation/method.md."
)
CONTRADICTED_NOTE: Final = (
    "Arithmetic on published numbers shows that these cannot hold together with the targets above (see the reasons "
    "below). The nation follows the targets. They decide nothing."
)
FLOWS_NOTE: Final = "Published for a year; a nation of one day holds only what is left of it. They decide nothing."
VERDICTS_NOTE: Final = (
    "Pass: yes = within the tolerance; chance = outside it, but within three errors of sampling of a nation of this "
    "size (of so many numbers some lie beyond two by chance alone); no = missed; another day = the number is not one "
    "of the nation's day and decides nothing. The error of sampling is one standard error, in percent of the published "
    "number."
)


def write_report(report: Report, out: Path | None = None) -> tuple[Path, Path]:
    """Write record and page, into the nation's folder or as `out` (JSON) and a page beside it; return where they are.

    Each appears whole. InputError when the place cannot be written to.
    """
    record = out or report.folder / RECORD
    page = record.with_suffix(".md") if out else report.folder / PAGE
    if not record.parent.is_dir():
        raise InputError(f"{record} cannot be written: there is no folder {record.parent}")
    write_text(record, json.dumps(report.record(), ensure_ascii=False, indent=1) + "\n")
    write_text(page, markdown(report))
    return record, page


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
        *_by_subject(TARGET_COLUMNS, report.targets, target_cells),
        "## Held-out checks",
        CHECKS_NOTE,
        *_by_subject(CHECK_COLUMNS, report.checks, check_cells),
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
    """Return the whole result in a few sentences."""
    counted = [judged.verdict for judged in report.targets]
    chance, no = counted.count("chance"), counted.count("no")
    held = len(report.invariants) - len(report.broken)
    of_day = _of_day(report.checks)
    inside = sum(each.verdict == "inside" for each in of_day)
    judged = len(counted) - report.of_another_day
    told = [
        f"{counted.count('yes')} of {judged} targets within tolerance, {chance} within chance, {no} missed.",
        f"{inside} of {len(of_day)} held-out checks inside their band." if of_day else "",
        f"{held} of {len(report.invariants)} invariants hold.",
    ]
    contradicted = _of_day(report.contradicted)
    if contradicted:
        apart = "; ".join(f"{each.aim.label}, {signed_text(each.error)} %" for each in contradicted)
        told.insert(1, f"{len(contradicted)} more contradict other published numbers and decide nothing: {apart}.")
    if report.of_another_day:
        others = len(report.checks) - len(of_day)
        told.insert(0, (
            f"Targets and checks are those of a nation of {COUNTED}, this one is of {report.manifest['on']}: "
            f"{report.of_another_day} of {len(counted)} targets and {others} of {len(report.checks)} held-out checks "
            "are of another day and decide nothing."
        ))  # fmt: skip
    if not report.levelled:
        told.append("A nation that lived on, or a what-if: targets decide nothing.")
    return " ".join(filter(None, told))


def _of_day(rows: list[Judged]) -> list[Judged]:
    """Return the numbers of the nation's day."""
    return [judged for judged in rows if judged.aim.of_day]


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
    return "" if number is None else f"{number:+.2f}".replace("-0.00", "0.00").replace("+0.00", "0.00")


def by_subject(rows: Iterable[Judged]) -> list[tuple[str, list[Judged]]]:
    """Return what was judged by its subject (population, labour, pensions), in the order of the file of targets."""
    return [(subject, list(some)) for subject, some in groupby(rows, lambda judged: judged.aim.subject)]


def _by_subject(
    columns: Sequence[str], rows: Iterable[Judged], cells: Callable[[Judged], Sequence[str]]
) -> Iterator[str]:
    for subject, some in by_subject(rows):
        yield f"### {subject.capitalize()}"
        yield _table(columns, map(cells, some))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
