"""The concept of 2018 for a new Law on compulsory social insurance, as far as it can be calculated.

Its numbers are in `reform.yaml`, its rules in the files beside it. What it says and we do not calculate:

- Maternity and adoption keep their average of 12 months: nothing to overlay.
- Section 2.8 wants suspension, resumption, refusal and termination "as in state benefits" and gives one
  example, leaving the country for good. It lists no grounds and no dates: those of the law beneath stay.
- Sections 2.9 and 2.10 (investment declaration by the Government, independent audit of the actuarial model
  every three years) create no right and no amount.
- It is silent on repeat claims, deadlines, the pension contribution and payments already running.

The laws that followed kept the deduction (55 %, then 50 %), the rate of 0.6 and the last 24 months.
"""
