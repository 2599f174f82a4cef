"""Payment for loss of the breadwinner: one monthly sum for all who were dependent on the insured person.

Income, record and minimum wage are the breadwinner's and of the day of death. Facts that begin with
`survivors_` are about the family; those that begin with `survivor_` are about one member of it, the one who
keeps the right longest.
"""
