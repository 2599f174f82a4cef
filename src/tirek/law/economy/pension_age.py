"""Pension age: the end of insurance, and of every payment that replaces earnings."""

from __future__ import annotations

from tirek.law.kernel.calendar import add_months, year_of
from tirek.law.kernel.provision import provision
from tirek.law.kernel.quantity import Choice, Date, Months, Steps


@provision(
    "pension-law-1997 9(1) from 2005-01-01 to 2013-12-31",
    "pension-law-2013 11(1) from 2014-01-01",
    "social-code 207(1)",
)
def pension_age(sex: Choice, pension_age_men: Months, pension_age_women: Months) -> Months:
    """Return the pension age of this day, in months of age.

    Not formalised: the earlier ages of art. 207(2) and (3) (radiation zones; mothers of five and more
    children).
    """
    return pension_age_men if sex == "male" else pension_age_women


@provision(
    "pension-law-1997 9(1) from 2005-01-01 to 2013-12-31",
    "pension-law-2013 11(1) from 2014-01-01",
    "social-code 207(1)",
)
def pension_age_reached_on(
    birth_date: Date, sex: Choice, pension_age_men: Months, pension_age_women_by_year: Steps[Months]
) -> Date:
    """Return the day on which the person reaches pension age, also when the age rises before that day.

    The age of a later year may lie higher: we look at the year in which she would reach the age found so
    far, and again until it no longer moves (the law's table needs five looks at most).
    """
    if sex == "male":
        return add_months(birth_date, pension_age_men)
    first = add_months(birth_date, pension_age_women_by_year.at(year_of(birth_date)))
    second = add_months(birth_date, pension_age_women_by_year.at(year_of(first)))
    third = add_months(birth_date, pension_age_women_by_year.at(year_of(second)))
    fourth = add_months(birth_date, pension_age_women_by_year.at(year_of(third)))
    fifth = add_months(birth_date, pension_age_women_by_year.at(year_of(fourth)))
    return add_months(birth_date, pension_age_women_by_year.at(year_of(fifth)))
