"""What is counted in a block: sums over its families, with which the nation is held against published numbers.

Every count is first made for each family, so that weights and the error of sampling follow from families.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from tirek.basics.text import TIYN_PER_TENGE
from tirek.forecast.population.check.assistance import LARGE_FAMILY, assistance
from tirek.forecast.population.check.block_data import ABSENT, full_years
from tirek.forecast.population.check.invariants.families import ADULT
from tirek.forecast.population.check.invariants.work import WORKING_AGE
from tirek.forecast.population.check.published import POVERTY_LINE, wage_edges
from tirek.forecast.population.days import day_number, month_number
from tirek.forecast.population.regions import REGIONS

if TYPE_CHECKING:
    from tirek.forecast.population.check.block_data import BlockData, Flags, Floats, Ints

CROWD: Final = 5
LARGEST_SIZE: Final = 7
YOUTH: Final = (15, 34)
YEAR: Final = 12


@dataclass(slots=True)
class Counts:
    """Counts of a block by name, a number for each of its families."""

    families: int
    by_name: dict[str, Floats] = field(default_factory=dict)

    def put(self, name: str, cells: Floats | Flags) -> None:
        """Keep a count."""
        self.by_name[name] = np.asarray(cells, np.float64)


def count(block: BlockData) -> Counts:
    """Return everything that is counted in a block."""
    counts = Counts(block.rows("families"))
    _people(block, counts)
    _families(block, counts)
    _births(block, counts)
    _labour(block, counts)
    _earnings(block, counts)
    _insurance(block, counts)
    _awards(block, counts)
    _disability(block, counts)
    _poverty(block, counts)
    _assistance(block, counts)
    _regions(block, counts)
    return counts


def _people(block: BlockData, counts: Counts) -> None:
    put, each, age = counts.put, block.per_family, block.age
    male, town = block.is_("persons", "sex", "male"), block.flags("families", "urban")
    persons = each(np.ones(len(age)))
    put("persons", persons)
    put("male", each(male))
    put("female", each(~male))
    put("urban", persons * town)
    put("rural", persons * ~town)
    for name, low, high in (
        ("age_0", 0, 0), ("age_1", 1, 1), ("age_0_24", 0, 24), ("age_25_64", 25, 64), ("age_65_plus", 65, 200),
        ("age_60_plus", 60, 200), ("age_15_plus", WORKING_AGE, 200), ("youth", *YOUTH),
    ):  # fmt: skip
        put(name, each((age >= low) & (age <= high)))


def _families(block: BlockData, counts: Counts) -> None:
    size, each = counts.by_name["persons"], block.per_family
    counts.put("families", np.ones(counts.families))
    for number in range(1, LARGEST_SIZE):
        counts.put(f"size_{number}", size == number)
    counts.put(f"size_{LARGEST_SIZE}_plus", size >= LARGEST_SIZE)
    counts.put("large_families", block.ints("families", "children_and_students") >= LARGE_FAMILY)
    grown = block.age >= WORKING_AGE
    for name, choice in (
        ("married", "married"), ("never_married", "never"), ("widowed", "widowed"), ("divorced", "divorced")
    ):  # fmt: skip
        counts.put(name, each(grown & block.is_("persons", "marital_status", choice)))


def _births(block: BlockData, counts: Counts) -> None:
    each = block.per_family
    mother = block.rows_of("persons", block.ints("persons", "mother_id"))
    known = (block.age == 0) & (mother != ABSENT)
    born = block.days("persons", "birth_date")
    years = full_years(born[np.where(known, mother, 0)], born) if len(born) else born
    counts.put("births_known", each(known))
    counts.put("first_born", each(known & (block.ints("persons", "birth_order") == 1)))
    counts.put("mothers_25_29", each(known & (years >= 25) & (years <= 29)))  # noqa: PLR2004  # the target's own band
    counts.put("mothers_30_34", each(known & (years >= 30) & (years <= 34)))  # noqa: PLR2004  # the target's own band


def _labour(block: BlockData, counts: Counts) -> None:
    put, each = counts.put, block.per_family
    employee, own = (block.is_("persons", "employment", word) for word in ("employee", "self_employed"))
    unemployed, outside = (block.is_("persons", "employment", word) for word in ("unemployed", "outside"))
    male, works = block.is_("persons", "sex", "male"), employee | own
    put("employees", each(employee))
    put("self_employed", each(own))
    put("employed", each(works))
    put("unemployed", each(unemployed))
    put("unemployed_male", each(unemployed & male))
    put("unemployed_female", each(unemployed & ~male))
    put("labour_force", each(works | unemployed))
    put("outside_labour_force", each(outside))
    young = (block.age >= YOUTH[0]) & (block.age <= YOUTH[1])
    put("not_in_work_or_study", each(young & (unemployed | outside) & block.is_("persons", "study", "none")))
    put("informal", each(works & ~block.flags("persons", "formal")))
    for activity in ("trade", "education", "industry", "agriculture"):
        put(activity, each(works & block.is_("persons", "activity", activity)))


def paid_wages(block: BlockData) -> tuple[Flags, Floats]:
    """Return who is an employee and is paid (not on leave), and the wages in tenge."""
    wage = np.maximum(block.ints("persons", "wage"), 0) / TIYN_PER_TENGE
    return block.is_("persons", "employment", "employee") & (wage > 0), wage


def _earnings(block: BlockData, counts: Counts) -> None:
    put, each = counts.put, block.per_family
    paid, wage = paid_wages(block)
    male = block.is_("persons", "sex", "male")
    put("paid_employees", each(paid))
    put("wages", each(paid * wage))
    for name, of_sex in (("male", male), ("female", ~male)):
        put(f"paid_{name}", each(paid & of_sex))
        put(f"wages_{name}", each(paid * of_sex * wage))
    edges = wage_edges(block.on)
    band = np.searchsorted(edges, wage, side="right") - 1
    for number in range(len(edges)):
        put(f"wage_band.{number}", each(paid & (band == number)))


def _insurance(block: BlockData, counts: Counts) -> None:
    participant = np.zeros(block.rows("persons"), bool)
    if block.rows("contributions"):
        months = block.person_months
        recent = (months.paid > 0) & (months.month >= month_number(block.on) - YEAR)
        row = block.rows_of("persons", block.ints("contributions", "person_id"))[months.row[recent]]
        participant[row[row != ABSENT]] = True
    counts.put("participants", block.per_family(participant))
    home = block.rows_of("families", block.ints("insured_events", "family_id"))
    happened = block.days("insured_events", "happened_on")
    year_ago = day_number(block.on.replace(year=block.on.year - 1))
    lost = block.is_("insured_events", "kind", "job_loss") & (happened >= year_ago) & (happened < block.today)
    counts.put("job_losses", block.sum_by_family(home, lost))


def _awards(block: BlockData, counts: Counts) -> None:
    put = counts.put
    home = block.rows_of("families", block.ints("awards", "family_id"))
    amount = block.ints("awards", "amount") / TIYN_PER_TENGE
    for name, kind in (
        ("base_pension", "base_pension"), ("solidarity_pension", "solidarity_pension"),
        ("accumulative_pension", "accumulative_pension"), ("disability_allowance", "disability_allowance"),
        ("survivor_allowance", "survivor_allowance"), ("disability_payment", "disability_payment"),
    ):  # fmt: skip
        paid = block.is_("awards", "kind", kind)
        put(f"{name}s", block.sum_by_family(home, paid))
        put(f"{name}_sum", block.sum_by_family(home, paid * amount))
    put("survivor_payment_families", block.sum_by_family(home, block.is_("awards", "kind", "survivor_payment")) > 0)
    put("pensioners", block.per_family(block.flags("persons", "pensioner")))


def _disability(block: BlockData, counts: Counts) -> None:
    disabled = ~block.is_("persons", "disability_group", "none")
    child = block.age < ADULT
    old = _of_pension_age(block)
    counts.put("disabled_children", block.per_family(disabled & child))
    counts.put("disabled_pension_age", block.per_family(disabled & old))
    counts.put("disabled_working_age", block.per_family(disabled & ~child & ~old))


def _of_pension_age(block: BlockData) -> Flags:
    from tirek.forecast.population.check.law_of_the_day import pension_ages

    months = full_months(block.days("persons", "birth_date"), block.today)
    men, women = pension_ages(block.on)
    old: Flags = months >= np.where(block.is_("persons", "sex", "male"), men, women)
    return old


def full_months(born: Ints, today: int) -> Ints:
    """Return completed months of age."""
    begun, now = born.astype("datetime64[D]"), np.int64(today).astype("datetime64[D]")
    whole = now.astype("datetime64[M]").astype(np.int64) - begun.astype("datetime64[M]").astype(np.int64)
    day = (begun - begun.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    of_month = int((now - now.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64))
    months: Ints = whole - (day > of_month)
    return months


def income_per_head(block: BlockData) -> Floats:
    """Return the monthly income per head of each family, in tenge."""
    size = np.maximum(block.per_family(np.ones(len(block.age))), 1)
    return block.ints("families", "income") / TIYN_PER_TENGE / size


def _poverty(block: BlockData, counts: Counts) -> None:
    put, persons = counts.put, counts.by_name["persons"]
    poor = income_per_head(block) < POVERTY_LINE
    put("poor_families", poor)
    put("poor_persons", persons * poor)
    put("poor_urban", counts.by_name["urban"] * poor)
    put("poor_rural", counts.by_name["rural"] * poor)
    put("persons_in_large", persons * (persons >= CROWD))
    put("poor_in_large", persons * (persons >= CROWD) * poor)


def _assistance(block: BlockData, counts: Counts) -> None:
    entitled, amount = assistance(block)
    counts.put("assisted_families", entitled)
    counts.put("assisted_persons", counts.by_name["persons"] * entitled)
    counts.put("assistance_a_year", amount * YEAR)


def _regions(block: BlockData, counts: Counts) -> None:
    import polars as pl

    home = block.part("families")["region"].cast(pl.String).to_numpy()
    for region in REGIONS:
        here = home == region
        for name in ("persons", "employed", "informal", "wages", "paid_employees", "poor_persons"):
            counts.put(f"{name}.{region}", counts.by_name[name] * here)
