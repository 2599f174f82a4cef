"""State childcare allowance: here only its amounts, which are the least childcare payment of insurance.

Not formalised (a later chapter): the right to the allowance itself (Code, arts 81, 83). In short: it goes to
a carer who is not insured, for each child, up to one and a half years, and is asked for within eighteen
months of the birth.
"""
