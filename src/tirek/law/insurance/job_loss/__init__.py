"""Social payment for loss of job: a share of former income for one to six months of registered unemployment.

Not formalised: whether the career centre registers a person or removes them from the register (arts 98-101
of the Code: its own decision; here a fact), and the papers and channels of the application (orders, mostly
not read). Rules common to all payments and kept by the Fund, not here: sums unpaid through the fault of the
Fund or the State Corporation are paid for the past without time limit (law-2003 20(8), indexed; law-2019
19(9); Code 113(4)); overpaid sums are returned of one's own will or by a court's decision (Code 116(2)3).
"""
