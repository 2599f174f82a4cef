"""The synthetic population of Kazakhstan: a nation of one day, its life month by month, its future.

Everything here is synthetic: no record describes a real person.
"""
