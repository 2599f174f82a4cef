"""The Law of 2019 kept: what the social payments would be, had nothing in them changed since 1 January 2020.

All rules and numbers in the rooms of the five payments and of the record are those of that day: a deduction of
55 % of the minimum wage, job loss at 0.4, childcare up to one year, no cap on the record coefficient. What lies
elsewhere stays that of the day on which it is laid: contributions, national figures (minimum wage, index, pension
age), state benefits and the increases of running payments. So two laws are compared, and not two years.
"""
