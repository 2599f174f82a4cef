"""Social contributions of one payer for one month, by the law of the first day of that month.

Who is insured, the base between floor and ceiling, the rate, the contribution, the income credited for
benefits, when to pay, the penalty for being late, and the refund of what was overpaid.
"""
