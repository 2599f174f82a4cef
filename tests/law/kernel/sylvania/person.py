"""Persons of Sylvania: choices, tables and days."""

from __future__ import annotations

from tirek.law.kernel.calendar import (
    add_days,
    add_months,
    days_between,
    first_of_month,
    first_of_next_month,
    full_months,
    last_of_month,
    year_of,
)  # fmt: skip
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Choices, Count, Date, Days, Flag, Money, Months, Rate, Steps, Years


@provision("forest-code 20")
def people(tree: Choice, generous: Flag) -> Choice:
    """Return the people of a tree."""
    if tree == "oak":
        return "elder" if generous else "oak"
    elif tree != "birch":  # noqa: RET505  # to have an elif
        return "elder"
    return tree


@provision("forest-code 21")
def tree_rate(tree: Choice, people: Choice, rate_by_tree: Choices[Rate], rate_by_people: Choices[Rate]) -> Rate:
    """Return the rates of tree and people together."""
    return rate_by_tree.of(tree) * rate_by_people.of(people)


@provision("forest-code 22")
def loss_rate(loss: Rate, rings: Months, rate_by_loss: Steps[Rate], rate_by_rings: Steps[Rate]) -> Rate:
    """Return a product of two tables by steps."""
    by_rings = rate_by_rings.at(rings)
    return min(rate_by_loss.at(loss), by_rings) * by_rings


@provision("forest-code 23")
def ring_bonus(rings: Months, ring_period: Months, ring_rate: Rate, ring_table: Steps[Count]) -> Rate:
    """Return a rate for each full period, and a count from a table."""
    periods = (rings - 1) // ring_period
    if periods <= 0:
        return -ring_rate
    return ring_rate * periods * ring_table.at(periods)


@provision("forest-code 24", rounded="coin_up")
def gift(forest_line: Money, tree_rate: Rate, loss_rate: Rate, ring_bonus: Rate, same_kin: Flag) -> Money:
    """Return the gift of the forest."""
    rate = tree_rate * loss_rate
    if same_kin:  # noqa: SIM108  # to have an assignment on each way
        rate = max(rate, ring_bonus, 0)  # type: ignore[assignment]  # nothing, in the unit of the others
    else:
        rate = rate + 0
    return forest_line * rate


@provision("forest-code 25")
def same_kin(people: Choice, tree: Choice, generous: Flag, open_hearted: Flag, born_on: Date, felled_on: Date) -> Flag:
    """Return whether kin, in a roundabout way."""
    return people == tree and generous == open_hearted and born_on != felled_on


@provision("forest-code 26")
def grown_on(born_on: Date, growing_time: Months) -> Date:
    """Return the first day of the month after growing up."""
    return first_of_next_month(add_months(born_on, growing_time))


@provision("forest-code 27")
def felled_until(born_on: Date, felled_on: Date, notice: Days) -> Date:
    """Return the later of two last days of a month."""
    return max(last_of_month(add_days(born_on, notice)), last_of_month(felled_on))


@provision("forest-code 28")
def age_at_felling(born_on: Date, felled_on: Date) -> Months:
    """Return the age in whole months; negative when felled before being born."""
    return full_months(born_on, felled_on)


@provision("forest-code 29")
def days_of_year(felled_on: Date) -> Days:
    """Return the days passed in the month of felling, by a long way."""
    return days_between(first_of_month(felled_on), felled_on)


@provision("forest-code 30")
def felling_year(felled_on: Date) -> Years:
    """Return the year."""
    return year_of(felled_on)


@provision("forest-code 31")
def on_birthday(born_on: Date, felled_on: Date) -> Flag:
    """Return whether felled on the day of a full month."""
    return add_months(born_on, full_months(born_on, felled_on)) == felled_on


@provision("forest-code 32")
def always(generous: Flag) -> Flag:
    """Return what is always so."""
    return generous or not generous  # noqa: SIM221  # the same fact asked twice


@provision("forest-code 33")
def settled(generous: Flag, open_hearted: Flag, rings: Months) -> Flag:
    """Return what one fact alone often decides."""
    if generous or rings > 0:
        return True
    return open_hearted and rings == 0


@provision("forest-code 34")
def inner_choice(generous: Flag, rings: Months) -> Months:
    """Return the same on both ways, which columns cannot see behind what they work on with."""
    extra = 1 if generous else 0
    return rings + (extra if generous else 1)


@provision("forest-code 35")
def rings_again(rings: Months, rate_by_rings: Steps[Rate], coin_up: Choice) -> Rate:
    """Return a row read elsewhere too, by a choice that the law itself makes."""
    if coin_up == "tenge_up":
        return rate_by_rings.at(rings)
    return rate_by_rings.at(rings + 1)
