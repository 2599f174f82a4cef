"""Pension age: the end of insurance, and of every payment that replaces earnings."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_months, year_of
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Date, Months, Steps


@provision("social-code 207(1) from 2005-01-01")
def pension_age(sex: Choice, pension_age_men: Months, pension_age_women: Months) -> Months:
    """Return the pension age of this day, in months of age.

    Not formalised: earlier pensions (nuclear-test territories, mothers of many children in villages, long service).
    """
    return pension_age_men if sex == "male" else pension_age_women


@provision("social-code 207(1) from 2005-01-01")
def pension_age_reached_on(
    birth_date: Date, sex: Choice, pension_age_men: Months, pension_age_women_by_year: Steps[Months]
) -> Date:
    """Return the day on which the person reaches pension age, also when the age for women rises before that day.

    The age of a later year may lie higher: we look at the year in which she would reach the age found so far, and again
    until it no longer moves (the law's table needs five looks at most).
    """
    if sex == "male":
        return add_months(birth_date, pension_age_men)
    first = add_months(birth_date, pension_age_women_by_year.at(year_of(birth_date)))
    second = add_months(birth_date, pension_age_women_by_year.at(year_of(first)))
    third = add_months(birth_date, pension_age_women_by_year.at(year_of(second)))
    fourth = add_months(birth_date, pension_age_women_by_year.at(year_of(third)))
    fifth = add_months(birth_date, pension_age_women_by_year.at(year_of(fourth)))
    return add_months(birth_date, pension_age_women_by_year.at(year_of(fifth)))
