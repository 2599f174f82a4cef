"""Every insurance payment worked out a second time, in fractions, straight from the articles.

    answers = reference(dt.date(2026, 2, 1), (), person)

Shares no code and no data file with `tirek.law`: its numbers are in `reference_tables.py`. `person` holds plain
values (money in tiyn, degrees as fractions, the history as a tuple of 36 months); answers have the names the law
gives them. A name that the law of a day does not have is absent; what rests on a number nobody has found is UNKNOWN.

The laws of 2003 and 2019 (wordings of 26.12.2018 and 04.07.2022) and the Code (wording of 02.2026) were read for it.
What Law 168-VII of 26.12.2022 changed from 2023 on is taken from the record of acts, and where the law leaves a
choice, the reference takes the choice recorded in our decisions: it checks the working out, not the choice.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Final

from tests.law.properties import reference_tables as tables
from tests.law.properties.reference_tables import at, step

Person = Mapping[str, Any]
Answers = dict[str, Any]
UNKNOWN: Final = "unknown"
TIYN: Final = 100
PENSION_RATE: Final = Fraction(1, 10)  # pension laws 1997 art. 22-1, 2013 art. 25; Code art. 249(1)
LAW_2019, CODE = dt.date(2020, 1, 1), dt.date(2023, 7, 1)


@dataclass(frozen=True)
class Day:
    """Numbers of one day that several payments read; money in tiyn."""

    on: dt.date
    proposal_2018: bool
    proposal_2021: bool
    wage: int
    wage_of_january: int
    index: int
    index_of_january: int
    job_loss_rate: Fraction
    deduction: Fraction
    replacement: Fraction
    dependants: dict[int, Fraction]


@cache
def day_of(on: dt.date, reforms: tuple[str, ...]) -> Day:
    """Look up the numbers of a day."""
    january = on.replace(month=1, day=1)
    old, new = "concept-2018" in reforms, "concept-2021" in reforms
    return Day(
        on, old, new,
        at(tables.MINIMUM_WAGE, on) * TIYN, at(tables.MINIMUM_WAGE, january) * TIYN,
        at(tables.MONTHLY_INDEX, on) * TIYN, at(tables.MONTHLY_INDEX, january) * TIYN,
        Fraction("0.45") if old or new else Fraction(at(tables.JOB_LOSS_RATE, on)),
        Fraction(0) if old else Fraction(at(tables.DEDUCTION, on)),
        Fraction("0.4") if old else Fraction("0.6"),
        tables.DEPENDANTS_PROPOSED if old else at(tables.DEPENDANTS, on),
    )  # fmt: skip


def rounded(amount: Fraction | int) -> int:
    """Round a sum in tiyn to whole tiyn, half up."""
    doubled = 2 * amount + 1
    return doubled.numerator // (2 * doubled.denominator)


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day of the month so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def reference(on: dt.date, reforms: tuple[str, ...], person: Person) -> Answers:
    """Return every answer of the reference for one person."""
    day = day_of(on, reforms)
    average = average_income(day, person)
    coefficient = record_coefficient(day, person["record_months"])
    answers: Answers = {
        "average_income": average,
        "record_coefficient": coefficient,
        "pension_age_reached_on": pension_age_reached_on(day, person),
    }
    answers |= job_loss(day, person, average, answers["pension_age_reached_on"])
    answers |= disability(day, person, average, coefficient)
    answers |= survivors(day, person, average, coefficient)
    if on.year >= 2008:
        answers |= maternity(day, person)
        answers |= adoption(day, person, answers["maternity_average_income"])
        answers |= childcare(day, person, average)
        answers |= sick_leave(day, person)
    answers |= contributions(day, person)
    if LAW_2019 <= on < CODE and not reforms:
        answers |= transition(day, person, answers)
    return answers


# --- shared by payments


def average_income(day: Day, person: Person) -> Fraction:
    """Law 2003 art. 21(5); law 2019 art. 20(4); Code art. 118(3): 24 months, whatever the gaps."""
    history = person["credited_income"]
    if day.proposal_2018:  # 2.2: the best 24 in a row of the last 36
        padded = (0,) * (36 - len(history)) + history[-36:]
        return Fraction(max(sum(padded[first : first + 24]) for first in range(13)), 24)
    return capped_in_2023(day, person, Fraction(sum(history[-24:]), 24))


def capped_in_2023(day: Day, person: Person, average: Fraction) -> Fraction:
    """Law 2019 arts 20(4), 23(3) after Law 168-VII: at most seven minimum wages within the single payment."""
    first_half = dt.date(2023, 1, 1) <= day.on < CODE
    return min(average, Fraction(7 * day.wage)) if first_half and person["single_payment_contributions"] else average


def record_coefficient(day: Day, months: int) -> Fraction:
    """Law 2003 art. 21(5); law 2019 art. 20(4), without limit; Code art. 118(3), at most 1.3."""
    base = step(tables.RECORD_STEPS, months)
    if day.proposal_2018:  # 2.1: 1 % for each 12 months beyond 72
        return base + Fraction(max(months - 72, 0) // 12, 100)
    if day.on < LAW_2019 or months < 72:
        return base
    coefficient = base + Fraction(2 * ((months - 60) // 12), 100)
    return coefficient if day.on < CODE else min(coefficient, Fraction("1.3"))


def pension_age_reached_on(day: Day, person: Person) -> dt.date:
    """Pension laws, Code art. 207(1): women's age depends on the year in which they would reach it."""
    born: dt.date = person["birth_date"]
    if person["sex"] == "male":
        return months_after(born, tables.MEN_RETIRE_AT)
    ages = at(tables.WOMEN_RETIRE_AT, day.on)
    # the first year in which somebody of that birth date is old enough by the age of that very year
    candidates = sorted({months_after(born, months) for months in ages.values()})
    for reached in candidates:
        if months_after(born, int(step(ages, reached.year))) <= reached:
            return reached
    return candidates[-1]


def net(name: str, payment: int, person: Person, withheld: str) -> Answers:
    """Return payment, pension contribution withheld and what is left."""
    taken = 0 if person["pension_contribution_exempt"] else rounded(payment * PENSION_RATE)
    return {name: payment, withheld: taken, f"{name}_net": payment - taken}


# --- loss of a job


def job_loss(day: Day, person: Person, average: Fraction, retires: dt.date) -> Answers:
    """Law 2003 art. 23; law 2019 art. 22; Code arts 113 to 118."""
    record = max(person["record_months"] - 12 * person["job_loss_months_paid_before"], 0)
    coefficient = record_coefficient(day, record)
    payment = rounded(average * day.job_loss_rate * coefficient)
    months = job_loss_months(day, record, person["job_loss_dismissal_ground"])
    registered: dt.date = person["job_loss_registered_on"]
    last = months_after(registered, months) - dt.timedelta(days=1)
    if day.on >= LAW_2019:
        last = min(last, retires - dt.timedelta(days=1))
    apply_by = months_after(registered, 12)
    answers: Answers = {
        "job_loss_record_months": record,
        "job_loss_record_coefficient": coefficient,
        "job_loss_months": months,
        "job_loss_ends_on": last,
        "job_loss_apply_by": apply_by,
        "job_loss_applied_in_time": person["job_loss_applied_on"] <= apply_by,
        "job_loss_record_reached": record >= 6,
    } | net("job_loss_payment", payment, person, "job_loss_pension_contribution")
    if day.on >= LAW_2019:
        answers["job_loss_below_pension_age"] = registered < retires
    if day.on >= CODE:
        answers["job_loss_recent_contribution"] = any(person["credited_income"][-24:])
    return answers


def job_loss_months(day: Day, record: int, dismissal: str) -> int:
    """Law 2003 art. 23(4); law 2019 art. 22(3); Code art. 118(1); concept 2018, 2.7."""
    rows = at(tables.JOB_LOSS_MONTHS, day.on)
    if dt.date(2016, 4, 21) <= day.on < LAW_2019 and dismissal != "other":
        rows = tables.JOB_LOSS_MONTHS_EMPLOYER_CLOSED
    if day.proposal_2018:
        rows = tables.JOB_LOSS_MONTHS_PROPOSED
    return int(step(rows, record))


# --- disability and survivors


def disability(day: Day, person: Person, average: Fraction, coefficient: Fraction) -> Answers:
    """Law 2003 art. 21; law 2019 art. 20; Code arts 171 to 181."""

    def amount(degree: Fraction) -> Fraction:
        if day.on < LAW_2019 and not day.proposal_2018:
            share = step(tables.DEGREE_BANDS, int(degree * 100))
        else:
            share = degree if degree >= Fraction("0.3") else Fraction(0)
        return (average - day.wage * day.deduction) * day.replacement * share * coefficient

    calculated = amount(person["disability_degree"])
    payment = rounded(max(calculated, Fraction(0)))
    for_life = person["disability_term_indefinite"] and person["disability_group"] in ("first", "second")
    exempt = for_life and not person["disability_contributes_by_choice"]
    taken = 0 if exempt or person["pension_contribution_exempt"] else rounded(payment * PENSION_RATE)
    return {
        "disability_calculated_amount": calculated,
        "disability_payment": payment,
        "disability_contribution": taken,
        "disability_payment_net": payment - taken,
        "disability_amount_not_negative": calculated >= 0,
        "disability_degree_sufficient": person["disability_degree"] >= Fraction("0.3"),
        "disability_payment_after_change": rounded(max(amount(person["disability_changed_degree"]), Fraction(0))),
    }  # fmt: skip


def survivors(day: Day, person: Person, average: Fraction, coefficient: Fraction) -> Answers:
    """Law 2003 art. 22; law 2019 art. 21; Code arts 233, 239, 240: no pension contribution is withheld."""

    def amount(dependants: int) -> Fraction:
        share = step(day.dependants, dependants)
        return (average - day.wage * day.deduction) * day.replacement * share * coefficient

    dependants = person["survivors_dependants"]
    calculated = amount(dependants)
    payment = rounded(max(calculated, Fraction(0)))
    changed = amount(person["survivors_changed_dependants"])
    return {
        "survivors_calculated_amount": calculated,
        "survivors_payment": payment,
        "survivors_payment_net": payment,
        "survivors_share": rounded(Fraction(payment, max(dependants, 1))),
        "survivors_amount_not_negative": calculated >= 0,
        "survivors_payment_after_change": rounded(max(changed, Fraction(0))),
    }


# --- maternity, adoption, childcare


def maternity(day: Day, person: Person) -> Answers:
    """Law 2003 art. 23-1; law 2019 art. 23; Code arts 77, 78; Labour Codes 2007 art. 193, 2015 art. 99(2)."""
    birth, zone = person["maternity_birth"], int(person["maternity_nuclear_territory"])
    before, after = at(tables.LEAVE_DAYS, day.on)[birth][zone]
    only_after = person["maternity_note_after_birth"] and day.on.year >= 2016
    days = after if only_after else before + after
    if day.on < dt.date(2013, 2, 15):
        coefficient = Fraction(tables.MATERNITY_COEFFICIENTS[birth][zone])
    else:
        coefficient = Fraction(days, 30)
    average = maternity_average(day, person)
    starts: dt.date = person["maternity_leave_starts_on"]
    return {
        "maternity_average_income": average,
        "maternity_days_coefficient": coefficient,
        "maternity_leave_days": days,
        "maternity_leave_ends_on": starts + dt.timedelta(days=days - 1),
        "maternity_apply_by": months_after(starts, 12),
    } | net("maternity_payment", rounded(average * coefficient), person, "maternity_pension_contribution")


def maternity_average(day: Day, person: Person) -> Fraction:
    """Twelve months; until 2013 with the month of the right itself, and by months paid for a short record."""
    history = person["credited_income"]
    average = Fraction(sum(history[-12:]), 12)
    if day.on < dt.date(2013, 2, 15):
        if person["record_months"] < 12:
            return Fraction(person["maternity_income_per_month_paid"])
        this_month = person["maternity_income_of_month_of_right"]
        return Fraction(sum(history[-11:]) + this_month, 12) if this_month > 0 else average
    return capped_in_2023(day, person, average)


def adoption(day: Day, person: Person, average: Fraction) -> Answers:
    """Labour Codes 2007 art. 194, 2015 art. 99(3): from adoption to day 56 of the child's life."""
    lived = (person["adoption_leave_starts_on"] - person["adopted_child_born_on"]).days
    days = max(56 - lived, 0)
    if day.on < dt.date(2013, 2, 15):
        coefficient = Fraction(tables.ADOPTION_COEFFICIENT) if days else Fraction(0)
    else:
        coefficient = Fraction(days, 30)
    payment = rounded(average * coefficient)
    return {"adoption_leave_days": days} | net("adoption_payment", payment, person, "adoption_pension_contribution")


def childcare(day: Day, person: Person, average: Fraction) -> Answers:
    """Law 2003 art. 23-2; law 2019 art. 24; Code arts 82, 84, 85, 88."""
    floor = Fraction(rounded(step(at(tables.ALLOWANCE, day.on), person["childcare_birth_order"]) * day.index))
    if day.on >= LAW_2019 and not person["pension_contribution_exempt"]:
        floor /= 1 - PENSION_RATE  # "with the contributions to be withheld calculated in addition"
    ceiling = Fraction(4, 10) * at(tables.CHILDCARE_WAGES, day.on) * day.wage
    share = average * Fraction(4, 10)
    answers = {
        "childcare_income_share": share,
        "childcare_floor": floor,
        "childcare_ceiling": ceiling,
        "childcare_age_reached_on": months_after(person["childcare_child_born_on"], at(tables.CHILDCARE_AGE, day.on)),
    } | net(
        "childcare_payment",
        rounded(min(max(share, floor), ceiling)),
        person,
        "childcare_pension_contribution",
    )
    if day.on >= dt.date(2013, 2, 15):
        months = at(tables.CHILDCARE_APPLY, day.on)
        answers["childcare_apply_by"] = months_after(person["childcare_right_on"], months)
    if day.on.year >= 2014:
        subsidy = average * PENSION_RATE - answers["childcare_pension_contribution"]
        exempt = person["pension_contribution_exempt"]
        answers["childcare_subsidy"] = 0 if exempt else rounded(max(subsidy, Fraction(0)))
    return answers


# --- sick leave


def sick_leave(day: Day, person: Person) -> Answers:
    """Labour Code 2007 art. 159; resolution 1103 of 2015; Labour Code 2015 art. 133(4-1)."""
    veteran = person["sick_leave_person"] == "veteran"
    daily = Fraction(person["sick_leave_pay_12_months"], person["sick_leave_days_worked_12_months"])
    full = Fraction(person["sick_leave_missed_pay"]) if veteran else daily * person["sick_leave_days"]
    capped = person["sick_leave_cause"] == "general" and person["sick_leave_person"] == "employee"
    indices = 35 if day.proposal_2021 else at(tables.SICK_LEAVE_INDICES, day.on)
    if capped and indices is None:
        return {"sick_leave_payment": UNKNOWN, "sick_leave_pension_contribution": UNKNOWN}
    payment = rounded(min(full, Fraction(indices * day.index)) if capped else full)
    answers = net("sick_leave_payment", payment, person, "sick_leave_pension_contribution")
    del answers["sick_leave_payment_net"]
    return answers


# --- contributions of one payer for one month


def contributions(day: Day, person: Person) -> Answers:
    """Law 2003 arts 14, 15; law 2019 arts 14, 15, 20(4); Code arts 101-1, 102-1, 118(3), 243 to 245."""
    kind = person["payer_kind"]
    first, last = tables.INSURED[kind]
    insured = first <= day.on.isoformat() <= last
    income, exempt = person["payer_income"], person["payer_income_exempt"]
    pension = Fraction(0)
    if kind in tables.NET_OF_PENSION and not person["pension_contribution_exempt"]:
        pension = (income - exempt) * PENSION_RATE
    counted = income - (exempt if kind in tables.NET_OF_PENSION else 0) - pension
    base = contribution_base(day, person, counted) if insured else Fraction(0)
    rate = contribution_rate(day, person)
    due = rounded(base * rate)
    if LAW_2019 <= day.on < CODE and person["contribution_correction_zero"]:
        due = 0
    credited = credited_income(day, person, base, due) if insured else Fraction(0)
    return {
        "income_for_contributions": Fraction(counted),
        "contribution_base": base,
        "contribution_rate": rate,
        "social_contribution": due,
        "credited_month_income": credited,
    }


def contribution_base(day: Day, person: Person, counted: Fraction) -> Fraction:
    """Between one minimum wage (for some kinds) and ten, from 2020 seven; the aggregate payment: the index."""
    kind = person["payer_kind"]
    if kind == "single_aggregate_payment":
        return Fraction(day.index_of_january, 1 if person["in_city"] else 2)
    if counted <= 0:
        return Fraction(0)
    if day.on.year < 2009 and person["special_tax_regime"] and kind in ("sole_trader", "farm"):
        return Fraction(day.wage)
    least = day.wage if day.on >= CODE else day.wage_of_january
    floor = least if kind in tables.FLOORED else 0
    return Fraction(min(max(counted, floor), at(tables.CEILING_WAGES, day.on) * day.wage))


def contribution_rate(day: Day, person: Person) -> Fraction:
    """General, aggregate, within the single payment, or 1 %; a kind not insured has the general rate."""
    kind, general = person["payer_kind"], Fraction(at(tables.GENERAL_RATE, day.on))
    if kind == "single_aggregate_payment" and 2019 <= day.on.year <= 2023:
        return tables.AGGREGATE_RATE
    if kind == "single_payment" and day.on.year >= 2023:
        return Fraction(at(tables.SINGLE_PAYMENT_RATE, day.on))
    if kind == "platform" and day.on >= dt.date(2024, 9, 1):
        chosen = day.on.year < 2026 and person["platform_general_rate_chosen"]
        return general if chosen else tables.ONE_PER_CENT
    if kind == "self_employed_regime" and day.on.year >= 2026:
        return tables.ONE_PER_CENT
    return general


def credited_income(day: Day, person: Person, base: Fraction, due: int) -> Fraction:
    """Return the month's income that benefits are worked out from."""
    kind, known = person["payer_kind"], person["contribution_amount_known"]
    received = person["contribution_received"]
    if kind == "single_aggregate_payment":  # one minimum wage, unless an employer paid too
        if known and received <= 0:
            return Fraction(0)
        return base if person["employer_paid_same_month"] else Fraction(day.wage)
    general = Fraction(at(tables.GENERAL_RATE, day.on))
    ceiling = at(tables.CEILING_WAGES, day.on) * day.wage
    if kind in ("platform", "self_employed_regime") and day.on.year >= 2024:
        greatest = rounded(ceiling * contribution_rate(day, person))
        return Fraction(min(received, greatest) if known else due) / general
    by_certificate = 2019 <= day.on.year <= 2022 and person["contribution_correction_zero"]
    if not known or by_certificate:
        return base
    within = kind == "single_payment" and day.on.year >= 2023
    rate = Fraction(at(tables.SINGLE_PAYMENT_RATE, day.on)) if within else general
    return min(Fraction(received) / rate, Fraction(ceiling))


# --- the transition of 1 January 2020


def transition(day: Day, person: Person, answers: Answers) -> Answers:
    """Law 2019 art. 39(1) to (3): divide by the coefficients of the award, multiply by the new ones."""
    old_record = step(tables.RECORD_STEPS, person["record_months"])
    new_record = answers["record_coefficient"]
    result: Answers = {"disability_transition_amount": 0, "survivors_transition_amount": 0}
    degree = person["disability_degree"]
    old_share = step(tables.DEGREE_BANDS, int(degree * 100))
    if old_share:  # nobody was awarded a payment below 30 %
        without = person["adjustment_amount"] / (old_record * old_share)
        result["disability_transition_amount"] = rounded(without * new_record * degree)
    old_share = step(tables.DEPENDANTS[0][1], person["survivors_dependants"])
    if old_share:
        without = person["adjustment_amount"] / (old_record * old_share)
        new_share = step(day.dependants, person["survivors_dependants"])
        result["survivors_transition_amount"] = rounded(without * new_record * new_share)
    record = answers["job_loss_record_months"]
    without = person["job_loss_payment_before_2020"] / (Fraction("0.3") * step(tables.RECORD_STEPS, record))
    result["job_loss_payment_recalculated"] = rounded(
        without * day.job_loss_rate * answers["job_loss_record_coefficient"]
    )
    return result
