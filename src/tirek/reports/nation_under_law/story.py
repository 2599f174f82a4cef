"""The sentences of the report: what it found, why numbers differ, how they were worked out; with measured numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tirek.basics.text import date_text
from tirek.reports.charts.wording import billions, percent, tenge, thousands
from tirek.reports.nation_under_law.laws import IN_FORCE
from tirek.reports.nation_under_law.measures import BIN, LAST_BIN

if TYPE_CHECKING:
    from tirek.reports.nation_under_law.increases import Increase
    from tirek.reports.nation_under_law.tables import Tables


def in_short(tables: Tables) -> list[str]:
    """Tell what a what-if changed, who is insured, and what the law in force pays in the last year."""
    figures, year, language = tables.figures, tables.figures.last_year, tables.language
    changed = [
        f"{room}.{name} = {value}" for room, names in figures.outcome.what_if.items() for name, value in names.items()
    ]
    return [
        *([tables.say("what_if", "; ".join(changed))] if changed else []),
        tables.say("short_insured", tables.day(), thousands(figures.outcome.insured.persons, language)),
        tables.say(
            "short_paid", year, thousands(figures.recipients(IN_FORCE, year), language),
            billions(figures.spending(IN_FORCE, year), language),
        ),
    ]  # fmt: skip


def other_laws(tables: Tables) -> list[str]:
    """Tell what each other law would pay in the last year, and how much more or less that is."""
    figures, year, language = tables.figures, tables.figures.last_year, tables.language
    base = figures.spending(IN_FORCE, year)
    found = []
    for law in tables.others:
        paid = figures.spending(law, year)
        off = percent(100 * (paid / base - 1) if base else 0.0, language, signed=True)
        found.append(tables.say("short_other", tables.law_name(law), billions(paid, language), off))
    return found


def beside(tables: Tables) -> dict[str, str]:
    """Return the heading and the lead of the law in force: other ones where nothing was published of these years."""
    rows = tables.figures.comparisons
    told = "" if any(one.published is not None for one in rows) else "_none"
    lead = [tables.say(f"beside_lead{told}")]
    if lived := spans(one.year for one in rows if one.lived):
        lead.append(tables.say("beside_lived", lived))
    return {"beside": tables.say(f"beside{told}"), "beside_lead": " ".join(lead)}


def besides(tables: Tables, unknown: tuple[Increase, ...]) -> list[str]:
    """Tell what touches all numbers beside the published ones; what could be measured is."""
    figures, year, language = tables.figures, tables.figures.last_year, tables.language
    found = [tables.say("why_chance", percent(100 * figures.outcome.share, language))]
    if unknown:
        known, assumed = (billions(sum_, language) for sum_ in figures.running_without_unknown(year))
        found.append(tables.say("why_unknown", spans(one.on.year for one in unknown), year, known, assumed))
    for row in figures.outcome.missing.payments.iter_rows(named=True):
        if row["without_event"]:
            counts = (thousands(row[name], language) for name in ("running", "without_event"))
            found.append(tables.say("why_without", tables.say(f"kind_{row['kind']}"), *counts))
    return [*found, *(tables.say(f"why_{name}") for name in ("scope", "dead", "cash", "derived"))]


def method(tables: Tables) -> list[str]:
    """Tell how the numbers were worked out, and what was assumed."""
    outcome = tables.figures.outcome
    names = ("own_day", "exact", "gross", "recipients", "increases", "childcare")
    first = date_text(outcome.first_event, tables.language)
    counted = tables.say("method_events", tables.count(outcome.events), first)
    return [counted, *(tables.say(f"method_{name}") for name in names)]


def leads(tables: Tables) -> dict[str, str]:
    """Return the first sentences of sections that name years or a day."""
    years = tables.figures.outcome.years
    reported = spans(years)
    return {
        "subtitle": tables.say("subtitle", reported),
        **beside(tables),
        "changes_lead": tables.say("changes_lead", reported, max(years), tables.followed()[1]),
        "amounts_lead": tables.say("amounts_lead", reported, tenge(BIN * LAST_BIN, tables.language)),
        "regions_lead": tables.say("regions_lead", tables.figures.last_year),
        "insured_lead": tables.say("insured_lead", tables.day()),
        "refusals_lead": tables.say("refusals_lead", reported),
    }


def spans(years: object) -> str:
    """Write years in spans: 2006–2021, 2025."""
    ordered = sorted(set(years))  # type: ignore[call-overload]
    runs: list[list[int]] = []
    for year in ordered:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
