"""Proposed changes, laid over the law of any date: a folder for each reform.

A reform replaces provisions (`reform=` in their mark) and numbers (files that begin with `reform:`) by
name; whatever it does not name stays the law of the day. Nothing here is law.
"""
