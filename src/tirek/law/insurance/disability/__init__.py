"""Payment for loss of work capacity: a monthly sum for an insured person found 30 to 100 % incapable of work.

It is paid beside the state disability benefit and whether the person works or not (Social Code arts 171(7),
173(1), 180(2)). The Code sets no deadline to apply.
"""
