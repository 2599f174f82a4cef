"""From a person's status to the working life behind it: when it could begin and end, and who paid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from tirek.forecast.population.days import months_of
from tirek.forecast.population.tables import table_spec
from tirek.forecast.population.work.careers import Lives
from tirek.forecast.population.work.contributions import FIRST_MONTH, PAYER_KINDS
from tirek.forecast.population.work.mothers import before_birth
from tirek.forecast.population.work.rows import NOT_THEN, OWN_KINDS, SPELL_KINDS, Payers
from tirek.forecast.population.work.status import UNEMPLOYED
from tirek.forecast.population.work.turnover import turnover
from tirek.forecast.population.work.wages import FIRST_YEAR, TIYN, WageScale, standing_of, wages

if TYPE_CHECKING:
    from tirek.forecast.population.block import Block
    from tirek.forecast.population.work.mothers import Mothers
    from tirek.forecast.population.work.status import Status

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

OWN_ACCOUNT: Final = table_spec("persons").columns["own_account"].choices
EDUCATION: Final = table_spec("persons").columns["education"].choices
SECONDARY, HIGHER = EDUCATION.index("secondary"), EDUCATION.index("higher")
KIND: Final = {name: code for code, name in enumerate(PAYER_KINDS)}
WORK_BEGINS: Final = np.array([17, 17, 18, 20, 22])
"""Age at which work begins after each level of education, none to higher."""
PAID_FROM: Final = 16
"""Age from which a contract, and with it contributions, is usual."""


@dataclass(frozen=True, slots=True)
class People:
    """The persons of a block, then its deceased: what their histories depend on, a row each.

    `place` of CLASSES says what they do now; `last` is the last month they could be insured, counted from the first
    month of the history, `birth` the month of birth (years * 12 + month - 1).
    """

    number: Whole
    birth: Whole
    sex: Whole
    education: Whole
    rank: Numbers
    own_account: Whole
    place: Whole
    last: Whole
    arrived: Whole


CLASSES: Final = (
    "employee", "on_leave", "informal_employee", "formal_self", "unregistered", "unemployed", "out", "student",
    "retired", "deceased",
)  # fmt: skip
_AT = {name: code for code, name in enumerate(CLASSES)}


def classes(status: Status, persons: Any, retired: Flags) -> Whole:  # noqa: ANN401 - a table of the block
    """Return the place in CLASSES of each living person; `retired` are those past pension age."""
    employee, own = status.employee, status.self_employed
    return np.select(
        [retired, status.on_leave, employee & status.formal, employee, own & status.formal, own,
         status.employment == UNEMPLOYED, persons["full_time_student"]],
        [_AT["retired"], _AT["on_leave"], _AT["employee"], _AT["informal_employee"], _AT["formal_self"],
         _AT["unregistered"], _AT["unemployed"], _AT["student"]],
        _AT["out"],
    )  # fmt: skip


def gather_people(
    block: Block, status: Status, own_account: Whole, birth_days: npt.NDArray[np.int32], sex: Whole, pension: Whole,
    first_month: int, months: int, rng: np.random.Generator,
) -> People:  # fmt: skip
    """Return the persons and the deceased of a block, the latter with an education and a rank like anybody's."""
    persons, dead = block["persons"], len(block["deceased"])
    last = last_months(block, pension, birth_days, first_month, months)
    living = len(persons)
    arrived = (
        months_of(persons["arrived_on"]).astype(np.int64) if "arrived_on" in persons else np.zeros(living, np.int64)
    )
    none = np.zeros(dead, np.int64)
    return People(
        number=np.concatenate((persons["person_id"], block["deceased"]["person_id"])),
        birth=months_of(birth_days).astype(np.int64),
        sex=sex,
        education=np.concatenate((persons["education"].astype(np.int64), rng.integers(SECONDARY, HIGHER + 1, dead))),
        rank=np.concatenate((persons["wage_rank"], rng.random(dead))),
        own_account=np.concatenate((own_account, none)),
        place=np.concatenate((classes(status, persons, last[:living] < months - 1), none + _AT["deceased"])),
        last=last,
        arrived=np.concatenate((np.maximum(arrived, 0), none)),
    )


def lives(
    people: People, first_month: int, assumed: dict[str, Any], idle: Whole, mothers: Mothers, rng: np.random.Generator
) -> Lives:
    """Return what each career begins and ends with; `idle` are the months without work of the unemployed.

    So many of the `mothers` of small children worked before the birth as were insured.
    """
    rates, place, rows = assumed["careers"], people.place, len(people.place)
    pays = rng.random(rows) < assumed["self_employed_paying"]
    aggregate = (place == _AT["unregistered"]) & (rng.random(rows) < assumed["aggregate_payers"])
    settled_now = np.isin(place, [_AT["employee"], _AT["on_leave"]])
    paying_now = settled_now | ((place == _AT["formal_self"]) & pays) | aggregate
    ever = paying_now | (rng.random(rows) < _formal_before(place, rates["formal_before"]))
    dead = place == _AT["deceased"]
    at_the_end = rates["at_the_end"]
    to_the_end = np.where(dead, at_the_end["deceased"], np.where(place == _AT["retired"], at_the_end["retired"], 0.0))
    working = paying_now | (rng.random(rows) < to_the_end)
    chances = turnover(people.number, paying_now | (dead & working), assumed)
    before = before_birth(mothers, paying_now, people.birth - first_month, rates["months_out"], assumed, rng)
    ever[before.row[before.insured]] = True
    out = ever & ~working
    gone = np.where(place == _AT["unemployed"], idle, rng.geometric(1 / rates["months_out"], rows))
    begins = people.birth + 12 * WORK_BEGINS[people.education] + rng.integers(0, 24, rows)
    begins = np.maximum(np.maximum(begins, people.arrived), _covered_from(assumed["coverage"], rows, rng)) - first_month
    begins = np.where(place == _AT["student"], np.maximum(begins, people.last - 11), begins)
    begins = np.where(paying_now, np.minimum(begins, people.last), begins)
    begins[before.row] = np.where(before.insured, np.minimum(begins[before.row], before.begins), begins[before.row])
    begins = np.maximum(begins, _possible(people) - first_month)
    idle_at_end = np.where(out, gone, 0)
    idle_at_end[before.row] = np.where(out[before.row], before.idle, 0)
    works_before = np.full(rows, float(assumed["leave_before_birth"]["working_before"]))
    works_before[before.row] = rates["worked_before_present_leave"]
    kept_months = int(assumed["work_kept_before_birth"]["months"])
    kept_from = people.last + 1
    kept_from[mothers.row[mothers.expected]] = mothers.start[mothers.expected] - kept_months
    return Lives(
        first=np.where(ever, np.maximum(begins, 0), people.last + 1),
        last=people.last,
        working=working,
        idle=idle_at_end,
        separation=chances.separation,
        hiring=chances.hiring,
        move=chances.move,
        young_until=people.birth + 12 * rates["young_until"] - first_month,
        young_factor=float(rates["young_factor"]),
        before_leave=works_before,
        anew=float(rates["hired_anew_after_leave"]),
        kept_months=kept_months,
        kept_factor=float(assumed["work_kept_before_birth"]["separations"]),
        kept_from=kept_from,
    )  # fmt: skip


def _possible(people: People) -> Whole:
    """Return the month from which somebody could have paid for each person: of age to work, and in the country."""
    return np.maximum(people.birth + 12 * PAID_FROM, people.arrived)


def _covered_from(table: dict[str, float], rows: int, rng: np.random.Generator) -> Whole:
    """Return the month from which anybody paid for each person: insurance spread over the years since it began."""
    begin, end = FIRST_MONTH, int(table["full_from"]) * 12
    late = rng.random(rows) >= table["at_the_beginning"]
    return begin + np.where(late, rng.integers(0, end - begin, rows), 0)


def _formal_before(place: Whole, table: dict[str, float]) -> Numbers:
    return np.array([table.get(name, 1.0) for name in CLASSES])[place]


def payers(
    people: People, region: int, first_month: int, months: int, scale: WageScale, assumed: dict[str, Any],
    rng: np.random.Generator,
) -> Payers:  # fmt: skip
    """Return who pays for each person by spell, and on what income in each year."""
    first_year, last_year = first_month // 12, (first_month + months - 1) // 12
    years = range(first_year, last_year + 1)
    rows = len(people.rank)
    wage = np.zeros((rows, len(years)), np.int64)
    declared = np.zeros_like(wage)
    table = assumed["declared_income"]
    standing, memory = standing_of(people.rank), assumed["wage_memory"]
    for year in reversed(years):
        at = year - first_year
        age = np.clip(year - people.birth // 12, 0, 100)
        wage[:, at] = wages(scale, region, people.sex, age, standing, year)
        standing = memory * standing + np.sqrt(1 - memory**2) * rng.standard_normal(rows)
        above = np.maximum(0, (people.rank - table["from_standing"]) / (1 - table["from_standing"]))
        minimum = int(scale.minimum[year - FIRST_YEAR])
        declared[:, at] = np.rint(minimum * (1 + above * (table["greatest"] - 1))).astype(np.int64) * TIYN
    second = (people.place == _AT["employee"]) & (rng.random(rows) < assumed["second_payer_share"])
    civil = rng.random(rows) < assumed["second_payer"]["civil_contract"]
    return Payers(
        kind=_kinds(people, assumed, rng),
        wage=wage,
        declared=declared,
        first_year=first_year,
        second_kind=np.where(second, np.where(civil, KIND["civil_contract"], KIND["sole_trader"]), NOT_THEN).astype(
            np.int8
        ),
        second_from=np.where(second, months - rng.integers(1, assumed["second_payer"]["months"] + 1, rows), 0),
        second_share=float(assumed["second_payer"]["share_of_wage"]),
    )


def _kinds(people: People, assumed: dict[str, Any], rng: np.random.Generator) -> npt.NDArray[np.int8]:
    """Return the kind of payer of each spell; the latest spell is column 1."""
    rows = len(people.place)
    shape = (rows, SPELL_KINDS)
    own = np.array([KIND.get(name, KIND["single_aggregate_payment"]) for name in OWN_ACCOUNT])[people.own_account]
    single = rng.random(rows) < assumed["single_payment_share"]
    kinds = np.broadcast_to(np.where(single, KIND["single_payment"], KIND["employer"])[:, None], shape).copy()
    share = assumed["own_account_in_the_past"]
    is_own = np.isin(people.place, [_AT["formal_self"], _AT["unregistered"]])
    alone = rng.random(shape) < np.where(is_own, share["self_employed"], share["others"])[:, None]
    past = np.where(is_own & (own != KIND["single_aggregate_payment"]), own, KIND["sole_trader"])
    kinds = np.where(alone, past[:, None], kinds)
    kinds[is_own, 1] = own[is_own]
    kinds[np.isin(people.place, [_AT["employee"], _AT["on_leave"]]), 1] = KIND["employer"]
    kinds[np.isin(people.place, [_AT["employee"], _AT["on_leave"]]) & single, 1] = KIND["single_payment"]
    return kinds.astype(np.int8)


def unpaid_months(
    people: People, kind: npt.NDArray[np.int8], months: int, assumed: dict[str, Any], rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    """Return months in which nothing arrived: 1 where an employer is in arrears, 2 where a person skipped the month."""
    table, rows = assumed["unpaid_months"], len(people.place)
    unpaid = np.zeros((rows, months), np.uint8)
    count = rng.poisson(rows * months * table["starts"])
    row, month = rng.integers(0, rows, count), rng.integers(0, months, count)
    lasts = rng.geometric(1 / table["months"], count)
    for later in range(int(lasts.max(initial=0))):
        still = (lasts > later) & (month + later < months)
        unpaid[row[still], month[still] + later] = 1
    alone = np.flatnonzero(np.isin(kind[:, 1], OWN_KINDS))
    unpaid[alone] = 2 * (rng.random((len(alone), months)) < table["own_account_skips"])
    return unpaid


def soviet_service(birth: Whole, education: Whole, pension: Whole, until: int, rng: np.random.Generator) -> Whole:
    """Return months of work before the month `until` (January 1998): nearly all between study and pension age."""
    begins = birth + 12 * WORK_BEGINS[education]
    span = np.maximum(0, np.minimum(until, pension) - begins)
    months: Whole = np.rint(span * (1 - 0.15 * rng.random(len(birth)) ** 2)).astype(np.int64)
    return np.minimum(months, 600)


def last_months(block: Block, pension: Whole, birth: npt.NDArray[np.int32], first_month: int, months: int) -> Whole:
    """Return the last month in which each of persons and deceased could be insured, counted from `first_month`.

    Who reaches pension age on the first day of a month is not insured in it.
    """
    days = birth.astype("datetime64[D]")
    on_first = days == days.astype("datetime64[M]")
    died = months_of(block["deceased"]["died_on"]).astype(np.int64) - first_month
    end = np.concatenate((np.full(len(block["persons"]), months - 1), np.minimum(died, months - 1)))
    last: Whole = np.maximum(np.minimum(end, pension - on_first - first_month), -1)
    return last
