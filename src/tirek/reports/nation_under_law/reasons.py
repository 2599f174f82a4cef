"""Why simulated and published numbers differ: a reason for every row that is more than five percent off.

Every reason is told with numbers measured in this nation; what they do not support is not said.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tirek.reports.charts.wording import billions, decimal, percent, tenge, thousands
from tirek.reports.nation_under_law.family import grown, past
from tirek.reports.nation_under_law.laws import IN_FORCE, KINDS
from tirek.reports.nation_under_law.published import PERCENT, published

if TYPE_CHECKING:
    from tirek.reports.nation_under_law.published import Comparison
    from tirek.reports.nation_under_law.tables import Tables

TOLD_FROM: Final = 5.0
"""Differences up to so many percent need no reason of their own."""
AGREES: Final = 10.0
_STANDARD_ERRORS: Final = 2
_FAMILY: Final = "maternity+childcare"
_OTHERS: Final = ("job_loss", "disability", "survivors")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some rows of one group and measure are off, in a language: which rows they are, and sentences."""

    group: str
    measure: str
    years: tuple[int, ...]
    rows: str
    sentences: tuple[str, ...]


def reasons(tables: Tables) -> tuple[Reason, ...]:
    """Return a reason for every row beside a published number from which it is more than five percent off."""
    far: dict[tuple[str, str], list[Comparison]] = {}
    for one in tables.figures.comparisons:
        if one.simulated and one.difference is not None and abs(one.difference) > TOLD_FROM:
            far.setdefault((one.group, one.measure), []).append(one)
    return tuple(Reason(*key, tuple(one.year for one in rows), *explain(tables, rows)) for key, rows in far.items())


def explain(tables: Tables, rows: list[Comparison]) -> tuple[str, tuple[str, ...]]:
    """Return which rows these are, of one group and measure, and why they are off."""
    group, measure = rows[0].group, rows[0].measure
    off = "; ".join(f"{one.year}: {_signed(tables, one.difference or 0.0)}" for one in rows)
    head = tables.say("why_head", tables.say(f"kind_{group}"), tables.say(measure).lower(), off)
    beyond = [one for one in rows if abs(one.difference or 0.0) > _STANDARD_ERRORS * one.margin]
    within = [one for one in rows if one not in beyond]
    if group == _FAMILY:
        found = _family(tables)
    elif group == "all":
        found = _whole(tables, rows[-1])
    elif (group, measure) == ("job_loss", "recipients"):
        found = _carried(tables)
    elif (group, measure) == ("survivors", "recipients"):
        found = _ended(tables, [one.year for one in rows])
    else:
        told = _income if measure == "average" else _product
        found = next((sentences for one in reversed(beyond) if (sentences := told(tables, one))), [])
    if beyond and not found:
        errors = "; ".join(f"{one.year}: ±{percent(one.margin, tables.language)}" for one in beyond)
        found = [tables.say("why_not_known", errors)]
    if within:
        errors = "; ".join(_error(tables, one) for one in within)
        found = [*found, tables.say("why_sampling", errors)]
    return head, tuple(found)


def _error(tables: Tables, one: Comparison) -> str:
    return tables.say("why_error", one.year, tables.count(one.sampled), percent(one.margin, tables.language))


def _signed(tables: Tables, off: float) -> str:
    return percent(off, tables.language, signed=True)


def _told(year: int, group: str, measure: str) -> float | None:
    row = published().get((year, group, measure))
    return row["value"] if row else None


def _carried(tables: Tables) -> list[str]:
    """Split the recipients of loss of job into new ones and those of the year before."""
    figures, language = tables.figures, tables.language
    for year in reversed(figures.outcome.years):
        whole, new, running = (_told(year, "job_loss", name) for name in ("recipients", "awards", "running"))
        carried = figures.award("job_loss", year, "carried")
        own = figures.recipients(IN_FORCE, year, "job_loss") - carried
        if whole and new and running:
            people = (thousands(count, language) for count in (own, carried, new, whole, whole - new))
            off = (
                _signed(tables, PERCENT * (mine / theirs - 1)) for mine, theirs in ((own, new), (carried, whole - new))
            )
            return [tables.say("why_carried", year, *people, year + 1, thousands(running, language), *off)]
    return []


def _ended(tables: Tables, years: list[int]) -> list[str]:
    """Split the families of survivors into those still paid after the year and those no more."""
    figures, language = tables.figures, tables.language
    for year in reversed(years):
        whole, running = (_told(year, "survivors", name) for name in ("recipients", "running"))
        if not whole or not running:
            continue
        own = figures.award("survivors", year, "running")
        ended = figures.recipients(IN_FORCE, year, "survivors") - own
        if ended < whole - running:
            families = (thousands(count, language) for count in (own, ended, running, whole - running))
            return [tables.say("why_ended", year, *families)]
    return []


def _income(tables: Tables, one: Comparison) -> list[str]:
    """Tell from which income the published average would follow."""
    figures, language = tables.figures, tables.language
    awards = figures.award(one.group, one.year, "awards")
    if not awards or one.difference is None or one.group != "job_loss":
        return []
    income = figures.award(one.group, one.year, "income") / awards
    months = figures.award(one.group, one.year, "months_with_income") / awards
    needed = income / (1 + one.difference / PERCENT)
    return [
        tables.say(
            "why_income", one.year, tenge(income, language), decimal(months, 1, language), tenge(needed, language),
            _signed(tables, PERCENT * (needed / income - 1)),
        )
    ]  # fmt: skip


def _product(tables: Tables, one: Comparison) -> list[str]:
    """Split a sum into recipients, the average of new awards, and how many of these each recipient was paid."""
    figures, language = tables.figures, tables.language
    recipients, average = (figures.comparison(one.group, name, one.year) for name in ("recipients", "average"))
    parts = factors(one, recipients, average) if recipients and average else {}
    if not parts:
        return []
    off = (_signed(tables, PERCENT * (ours / theirs - 1)) for ours, theirs in parts.values())
    most = max(parts, key=lambda name: abs(math.log(parts[name][0] / parts[name][1])))
    ratio = (decimal(side, 1, language) for side in parts["ratio"])
    return [tables.say("why_product", one.year, *off, *ratio, tables.say(f"why_most_{most}"))]


def factors(paid: Comparison, recipients: Comparison, average: Comparison) -> dict[str, tuple[float, float]]:
    """Split a sum, simulated and published, into three factors; empty where one of them is not known.

    They are recipients, the average new award, and the sum of one recipient divided by that average (`ratio`).
    """
    sides = [(one.simulated, one.published) for one in (recipients, average, paid)]
    if not all(all(side) for side in sides):
        return {}
    persons, amounts, sums = ((ours, theirs or 0.0) for ours, theirs in sides)
    ratio = (sums[0] / persons[0] / amounts[0], sums[1] / persons[1] / amounts[1])
    return {"recipients": persons, "average": amounts, "ratio": ratio}


def _whole(tables: Tables, one: Comparison) -> list[str]:
    """Tell where the difference of all payments lies."""
    figures, language = tables.figures, tables.language
    if one.measure == "recipients" and one.published:
        apart = sum(figures.recipients(IN_FORCE, one.year, kind) for kind in KINDS)
        off = PERCENT * (apart / one.published - 1)
        if abs(off) <= AGREES:
            return [tables.say("why_whole_recipients", one.year, thousands(apart, language), _signed(tables, off))]
        return []
    family = figures.comparison(_FAMILY, "spending", one.year)
    if not family or not family.published or not one.published:
        return []
    parts = (billions(each.simulated - (each.published or 0.0), language) for each in (one, family))
    return [tables.say("why_whole_spending", one.year, *parts)]


# --- maternity and childcare


def _family(tables: Tables) -> list[str]:
    """Hold the sum of maternity and childcare against recipients, against the past, and against early months."""
    counted = _family_recipients(tables)
    compared = _family_grown(tables)
    return [*counted, *compared, *(_family_then(tables) if counted and compared else [])]


def _family_year(tables: Tables) -> tuple[int, float, float, float] | None:
    """Return the last year whose recipients follow from published ones: it, they, and the simulated by payment."""
    figures = tables.figures
    for year in reversed(figures.outcome.years):
        whole = _told(year, "all", "recipients")
        others = [_told(year, kind, "recipients") for kind in _OTHERS]
        both = figures.comparison(_FAMILY, "spending", year)
        if whole and all(others) and both and both.published:
            left = whole - sum(other or 0.0 for other in others)
            mothers, carers = (figures.recipients(IN_FORCE, year, kind) for kind in ("maternity", "childcare"))
            return (year, left, mothers, carers) if _near(mothers + carers, left) else None
    return None


def _near(one: float, other: float) -> bool:
    return abs(one / other - 1) * PERCENT <= AGREES


def _family_recipients(tables: Tables) -> list[str]:
    found, language = _family_year(tables), tables.language
    both = tables.figures.comparison(_FAMILY, "spending", found[0]) if found else None
    if not found or not both or not both.published:
        return []
    year, left, mothers, carers = found
    people = (thousands(count, language) for count in (left, mothers, carers))
    each = (tenge(both.published / left, language), tenge(both.simulated / (mothers + carers), language))
    off = _signed(tables, PERCENT * ((mothers + carers) / left - 1))
    return [tables.say("why_family_recipients", year, *people, *each, off)]


def _family_grown(tables: Tables) -> list[str]:
    figures, language = tables.figures, tables.language
    year = figures.last_year
    found, both = grown(year, figures.law), figures.comparison(_FAMILY, "spending", year)
    if not found or not both or not both.published:
        return []
    told = past()["sums"]
    first, last = min(found.childcare), max(found.maternity)
    ratios = (decimal(ratio, 2, language) for ratio in (found.wages, found.births, found.children))
    sums = (billions(paid, language) for paid in (found.together, both.simulated, both.published))
    whole = tables.say(
        "why_family_grown", first, billions(told["maternity"][first]["paid"], language),
        billions(told["childcare"][first]["paid"], language), *ratios, year, *sums,
    )  # fmt: skip
    awards, awarded = (figures.award("maternity", year, name) for name in ("awards", "awarded"))
    if not awards:
        return [whole]
    per_hundred, in_wages = PERCENT * awards / found.births_of_year, awarded / awards / found.wage
    if per_hundred < max(found.awards_per_hundred.values()) or in_wages > min(found.in_wages.values()):
        return [whole]
    births = ", ".join(f"{then} – {decimal(share, 0, language)}" for then, share in found.awards_per_hundred.items())
    wages = ", ".join(f"{then} – {decimal(share, 2, language)}" for then, share in found.in_wages.items())
    maternity = tables.say(
        "why_family_maternity", last, billions(found.maternity[last], language),
        billions(figures.spending(IN_FORCE, year, "maternity"), language), births, decimal(per_hundred, 0, language),
        wages, decimal(in_wages, 2, language),
    )  # fmt: skip
    return [whole, maternity]


def _family_then(tables: Tables) -> list[str]:
    """Tell what must be true of the published sum when recipients agree and the past does not lead to it."""
    found, language = _family_year(tables), tables.language
    both = tables.figures.comparison(_FAMILY, "spending", found[0]) if found else None
    past_leads_to = grown(tables.figures.last_year, tables.figures.law)
    now = tables.figures.comparison(_FAMILY, "spending", tables.figures.last_year)
    if not found or not both or not both.published or not past_leads_to or not now:
        return []
    if not _near(now.simulated, past_leads_to.together):
        return []
    year, left, mothers, carers = found
    higher = PERCENT * (both.published / left / (both.simulated / (mothers + carers)) - 1)
    early = {of: row["value"] for of, row in past()["first_months"].items()}
    before, after = min(early), max(early)
    sums = (billions(early[of], language) for of in (after, before))
    fall = _signed(tables, PERCENT * (early[after] / early[before] - 1))
    return [
        tables.say(
            "why_family_then", year, percent(higher, language), after, *sums, fall,
            billions(early[after] * 6, language),
        )
    ]  # fmt: skip
