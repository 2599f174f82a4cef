"""Maternity and adoption: one sum for the whole leave, from the income of the last twelve months.

Not formalised: the sick note itself (the health authority's rules; its days are worked out here from the
Labour Code, and where the note says otherwise the note prevails); notes issued in Baikonur by Russian
clinics, which count alike (art. 77(3)); sums unpaid through the fault of the Fund or the State Corporation,
paid without time limit (art. 77(6)). Contributions that arrive after the application change nothing (art.
77(5)). Nothing is withheld by enforcement order (Code 76(2), law-2019 26(2)); only the pension contribution
is. Three dates rest on a rule of the kind "ten days after publication" whose publication day was not read:
2013-02-15 (Law 75-V of 04.02.2013), 2015-03-28 (Law 293-V of 17.03.2015), 2018-07-13 (Law 165-VI of
02.07.2018) are the earliest days possible.
"""
