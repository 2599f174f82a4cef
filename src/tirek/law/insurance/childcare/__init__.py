"""Childcare: a monthly share of former income for each small child, up to one and a half years.

Worked out for one child; for twins once for each, with its own order of birth (Code 84(1)). The amount is
that of the award; where the monthly calculation index rises later, the floor rises with it:
`recalculation.py`. Not formalised: a child not counted in the family at first changes the order of birth and
so the floor (84(3)): give the right order; contributions that arrive after the application change nothing
(84(6)); arrears through the fault of the Fund or the State Corporation are paid without time limit (84(7)).
No enforcement deductions (76(2)); overpaid sums are withheld only on the recipient's request (76(3)). Whether
children already over one year old on 1 January 2023 gained by the longer term is not known. The days
2013-02-15, 2015-03-28 and 2018-07-13 are assumed: see the maternity chapter.
"""
