"""Who of the family counts as a dependant, and until when: one member at a time.

Not formalised: proof of dependency itself, which the Fund takes from the family's documents; who finished
full-time study before applying and asks for the time of study that has passed.
"""

from __future__ import annotations

from tirek.law.kernel.calendar import add_days, add_months
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Date, Flag, Months


@provision("law-2003 22(1)", "law-2019 21(1)", "social-code 239(2)")
def survivor_related(survivor_kind: Choice, survivor_without_parental_support: Flag) -> Flag:
    """Return whether the member is one whom the law names.

    A child (also adopted), or the one parent, spouse, grandparent, brother or sister who cares for small
    children of the breadwinner; a brother, sister or grandchild only without parents able to work or
    without alimony from them.
    """
    if survivor_kind == "sibling_or_grandchild":
        return survivor_without_parental_support
    return survivor_kind == "child" or survivor_kind == "carer"  # noqa: PLR1714  # two kinds, two words of the law


@provision("law-2003 22(1)", "law-2019 21(1)", "social-code 239(2)")
def survivor_minor_until(survivor_birth_date: Date, survivor_age_limit: Months) -> Date:
    """Return the last day before the member comes of age."""
    return add_days(add_months(survivor_birth_date, survivor_age_limit), -1)


@provision("law-2003 22(1) to 2013-02-28", name="survivor_student_until")
def survivor_student_until_2003(survivor_study_ends_on: Date) -> Date:
    """Return the last day of a student's right under the first text: the end of study, at whatever age.

    The day on which the limit of 23 years came is assumed (see `survivor_study_age_limit`).
    """
    return survivor_study_ends_on


@provision("law-2003 22(1) from 2013-03-01", "law-2019 21(1)", "social-code 239(2)")
def survivor_student_until(
    survivor_study_ends_on: Date, survivor_birth_date: Date, survivor_study_age_limit: Months
) -> Date:
    """Return the last day of a student's right: the end of study, at most the day before the age limit."""
    return min(survivor_study_ends_on, add_days(add_months(survivor_birth_date, survivor_study_age_limit), -1))


@provision("law-2003 22(3)", "law-2019 21(3)", "social-code 239(2)")
def survivor_disabled_until(
    survivor_disability_indefinite: Flag,
    survivor_disability_ends_on: Date,
    survivor_birth_date: Date,
    survivor_longest_age: Months,
) -> Date:
    """Return the last day of the right by disability since childhood, group I or II: that of its term.

    Whether a person of group III since childhood keeps the right after 18 without studying, the law leaves
    in doubt: its first sentence names all disabled before 18, its rule of duration only groups I and II. We
    follow the second.
    """
    if survivor_disability_indefinite:
        return add_months(survivor_birth_date, survivor_longest_age)
    return survivor_disability_ends_on


@provision("law-2003 22(1)", "law-2019 21(1)", "social-code 239(2)")
def survivor_carer_until(survivor_cared_child_birth_date: Date, survivor_carer_child_age: Months) -> Date:
    """Return the last day of a carer's right: the day before the child reaches the age limit."""
    return add_days(add_months(survivor_cared_child_birth_date, survivor_carer_child_age), -1)


@provision("law-2003 22(8)", "law-2019 21(7)", "social-code 240(1)")
def survivor_until(
    survivor_kind: Choice,
    survivor_carer_until: Date,
    survivor_minor_until: Date,
    survivor_disabled_since_childhood: Flag,
    survivor_disabled_until: Date,
    survivor_full_time_student: Flag,
    survivor_student_until: Date,
) -> Date:
    """Return the last day on which this member keeps the right, as the facts stand today."""
    if survivor_kind == "carer":
        return survivor_carer_until
    if survivor_disabled_since_childhood:
        return max(survivor_minor_until, survivor_disabled_until)
    if survivor_full_time_student:
        return max(survivor_minor_until, survivor_student_until)
    return survivor_minor_until


@provision("law-2003 22(1)", "law-2019 21(1)", "social-code 239(2)")
def survivor_entitled(survivor_until: Date, survivors_death_on: Date) -> Flag:
    """Return whether the member's right had not already run out on the day of death."""
    return survivor_until >= survivors_death_on
