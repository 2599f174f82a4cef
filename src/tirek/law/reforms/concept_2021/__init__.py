"""The concept of the Social Code of 2021, chapter VII: sick pay, job loss, the uninsured unemployed.

Where the concept contradicts itself:

- Sick pay: one paragraph removes the monthly ceiling (and then wants a coefficient for length of service,
  without numbers), another raises it from 15 to 35 indices. We raise it: only that has a number.
- The unemployed: 28 weeks within 12 months, but a scale of 2 + 2 + 4 = 8 months, about 35 weeks. Both limits
  hold, the shorter binds: the last of the four months at 0.3 are never reached.

What it says and we do not calculate: medical check-ups, "zero injury" programmes, duties of insurers. Its
other chapters are not about insurance. The rate of 0.45 became law on 1 January 2023, a ceiling of 25 indices
on 1 July 2023; the payment to the uninsured never did.
"""
