"""Numbers of the law, typed again from the acts: the reference shares no file with the rules it is compared with.

Each table is rows of (first day, value); a value holds until the next row. Sums of money are in tenge.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

Table = tuple[tuple[str, Any], ...]


def at(table: Table, on: dt.date) -> Any:  # noqa: ANN401  # whatever the table holds
    """Return the value of a day; None before the first row."""
    place = bisect_right([start for start, _ in table], on.isoformat())
    return table[place - 1][1] if place else None


def step(rows: Mapping[int, Fraction], position: int) -> Fraction:
    """Return the value of the highest lower bound not above `position`."""
    return rows[max(bound for bound in rows if bound <= position)]


def decimals(**rows: str) -> dict[int, Fraction]:
    """Write a table of steps as words: `m6="0.7"` is 0.7 from 6 on."""
    return {int(bound[1:]): Fraction(value) for bound, value in rows.items()}


# Laws on the republican budget, 2005 to 2026 (2005 and 2008 amended within the year)
MINIMUM_WAGE: Final[Table] = (
    ("2005-01-01", 7_000), ("2005-07-01", 9_200), ("2007-01-01", 9_752), ("2008-01-01", 10_515),
    ("2008-07-01", 12_025), ("2009-01-01", 13_470), ("2009-07-01", 13_717), ("2010-01-01", 14_952),
    ("2011-01-01", 15_999), ("2012-01-01", 17_439), ("2013-01-01", 18_660), ("2014-01-01", 19_966),
    ("2015-01-01", 21_364), ("2016-01-01", 22_859), ("2017-01-01", 24_459), ("2018-01-01", 28_284),
    ("2019-01-01", 42_500), ("2022-01-01", 60_000), ("2023-01-01", 70_000), ("2024-01-01", 85_000),
)  # fmt: skip
MONTHLY_INDEX: Final[Table] = (
    ("2005-01-01", 971), ("2006-01-01", 1_030), ("2007-01-01", 1_092), ("2008-01-01", 1_168),
    ("2009-01-01", 1_273), ("2009-07-01", 1_296), ("2010-01-01", 1_413), ("2011-01-01", 1_512),
    ("2012-01-01", 1_618), ("2013-01-01", 1_731), ("2014-01-01", 1_852), ("2015-01-01", 1_982),
    ("2016-01-01", 2_121), ("2017-01-01", 2_269), ("2018-01-01", 2_405), ("2019-01-01", 2_525),
    ("2020-01-01", 2_651), ("2020-04-01", 2_778), ("2021-01-01", 2_917), ("2022-01-01", 3_063),
    ("2022-04-01", 3_180), ("2023-01-01", 3_450), ("2024-01-01", 3_692), ("2025-01-01", 3_932),
    ("2026-01-01", 4_325),
)  # fmt: skip

# Law 1997 art. 9(1), law 2013 art. 11(1) as planned and as amended by 168-VII, Code art. 207(1); months of age
MEN_RETIRE_AT: Final = 63 * 12
WOMEN_RETIRE_AT: Final[Table] = (
    ("2005-01-01", {0: 696}),
    ("2014-01-01", {0: 696, 2018: 702, 2019: 708, 2020: 714, 2021: 720, 2022: 726, 2023: 732, 2024: 738,
                    2025: 744, 2026: 750, 2027: 756}),
    ("2022-12-31", {0: 696, 2018: 702, 2019: 708, 2020: 714, 2021: 720, 2022: 726, 2023: 732, 2028: 738,
                    2029: 744, 2030: 750, 2031: 756}),
)  # fmt: skip

# Law 2003 art. 21(5); law 2019 art. 20(4); Code arts 118(3), 181(1), 240(2)
RECORD_STEPS: Final = decimals(m0="0.1", m6="0.7", m12="0.75", m24="0.85", m36="0.9", m48="0.95", m60="1")

# Law 2003 art. 23(3); law 2019 art. 22(2), amended from 2023; Code art. 118(3)
JOB_LOSS_RATE: Final[Table] = (("2005-01-01", "0.3"), ("2020-01-01", "0.4"), ("2023-01-01", "0.45"))
# Law 2003 art. 23(4); law 2019 art. 22(3); Code art. 118(1)
JOB_LOSS_MONTHS: Final[Table] = (
    ("2005-01-01", {0: 0, 6: 1, 12: 2, 24: 3, 36: 4}),
    ("2020-01-01", {0: 0, 6: 1, 12: 2, 24: 3, 36: 4, 48: 5, 60: 6}),
)
JOB_LOSS_MONTHS_EMPLOYER_CLOSED: Final = {0: 0, 6: 1, 12: 2, 24: 3, 36: 6}  # from 2016 to 2019
JOB_LOSS_MONTHS_PROPOSED: Final = {0: 0, 6: 1, 12: 2, 24: 3, 36: 4, 48: 5, 60: 6}  # concept 2018, 2.7

# Law 2003 arts 21(5), 22(8); law 2019 arts 20(4), 21(7), amended from 2023; Code arts 181(1), 240(1)
DEDUCTION: Final[Table] = (("2005-01-01", "0.8"), ("2020-01-01", "0.55"), ("2023-01-01", "0.5"))
# Law 2003 art. 21(5): bands of the degree, per cent
DEGREE_BANDS: Final = decimals(m0="0", m30="0.3", m60="0.5", m80="0.7")
# Law 2003 art. 22(9); law 2019 art. 21(8); Code art. 240(2)
DEPENDANTS: Final[Table] = (
    ("2005-01-01", decimals(m0="0", m1="0.4", m2="0.5", m3="0.6", m4="0.8")),
    ("2020-01-01", decimals(m0="0", m1="0.5", m2="0.65", m3="0.8", m4="1")),
)
DEPENDANTS_PROPOSED: Final = decimals(
    m0="0", m1="0.86", m2="1.49", m3="1.85", m4="1.96", m5="2.03", m6="2.11"
)  # concept 2018, 2.5: the state benefit's shares

# Law 2003 art. 23-1(4) in the wording of 19.12.2007: coefficients by kind of birth (elsewhere, nuclear zone)
MATERNITY_COEFFICIENTS: Final = {
    "normal": ("4.2", "5.7"), "complicated": ("4.7", "6.2"), "multiple": ("4.7", "6.2"),
    "early_survived": ("4.2", "5.7"), "early_lost": ("4.2", "5.7"),
}  # fmt: skip
ADOPTION_COEFFICIENT: Final = "1.9"
# Labour Code 2007 art. 193 and law on the test site art. 14; Labour Code 2015 art. 99(2): days before, after
LEAVE_DAYS: Final[Table] = (
    ("2008-01-01", {
        "normal": ((70, 56), (91, 79)), "complicated": ((70, 70), (91, 93)), "multiple": ((70, 70), (91, 93)),
        "early_survived": ((70, 56), (91, 79)), "early_lost": ((70, 56), (91, 79)),
    }),
    ("2016-01-01", {
        "normal": ((70, 56), (91, 79)), "complicated": ((70, 70), (91, 93)), "multiple": ((70, 70), (91, 93)),
        "early_survived": ((0, 70), (0, 93)), "early_lost": ((0, 56), (0, 79)),
    }),
)  # fmt: skip

# Law on benefits to families 2005 art. 10(1)2; Code art. 82(1): monthly indices by order of birth
ALLOWANCE: Final[Table] = (
    ("2008-01-01", decimals(m1="5", m2="5.5", m3="6", m4="6.5")),
    ("2010-01-01", decimals(m1="5.5", m2="6.5", m3="7.5", m4="8.5")),
    ("2014-04-01", decimals(m1="5.76", m2="6.81", m3="7.85", m4="8.9")),
)
# Law 2003 art. 23-2(4), (5); law 2019 art. 24(3), (4), art. 19(7); Code arts 84(1), 84(5), 85(2)
CHILDCARE_WAGES: Final[Table] = (("2008-01-01", 10), ("2020-01-01", 7))
CHILDCARE_AGE: Final[Table] = (("2008-01-01", 12), ("2023-01-01", 18))
CHILDCARE_APPLY: Final[Table] = (("2013-02-15", 12), ("2023-01-01", 18))

# Law 2003 art. 14(1); law 2019 art. 14(1); Code art. 244(1)
GENERAL_RATE: Final[Table] = (
    ("2005-01-01", "0.015"), ("2006-01-01", "0.02"), ("2007-01-01", "0.03"), ("2009-01-01", "0.04"),
    ("2010-01-01", "0.05"), ("2018-01-01", "0.035"), ("2025-01-01", "0.05"),
)  # fmt: skip
SINGLE_PAYMENT_RATE: Final[Table] = (("2023-01-01", "0.032"), ("2025-01-01", "0.045"))  # Code art. 244(3)
ONE_PER_CENT: Final = Fraction("0.01")  # Code arts 101-1(3), 102-1(2)
AGGREGATE_RATE: Final = Fraction("0.2")  # law 2019 art. 14(2)
# Law 2003 art. 15(3); law 2019 art. 15(5); Code art. 245
CEILING_WAGES: Final[Table] = (("2005-01-01", 10), ("2020-01-01", 7))
FLOORED: Final = ("employer", "sole_trader", "private_practice", "farm")
NET_OF_PENSION: Final = (*FLOORED, "civil_contract")
# First and last day on which each kind of payer insures: law 2003 art. 8; law 2019 art. 7; Code art. 243
INSURED: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys(FLOORED, ("2005-01-01", "9999-12-31")),
    "single_aggregate_payment": ("2019-01-01", "2023-12-31"),
    "single_payment": ("2023-01-01", "9999-12-31"),
    "individual_assistant": ("2023-07-01", "9999-12-31"),
    "platform": ("2024-09-01", "9999-12-31"),
    "civil_contract": ("2025-01-01", "9999-12-31"),
    "self_employed_regime": ("2026-01-01", "9999-12-31"),
}

# Resolution 1103 of 28.12.2015; Labour Code art. 133(4-1); None: nobody has found the number
SICK_LEAVE_INDICES: Final[Table] = (
    ("2008-01-01", None), ("2011-01-01", 10), ("2012-01-01", None), ("2016-01-01", 15), ("2023-07-01", 25),
)  # fmt: skip
