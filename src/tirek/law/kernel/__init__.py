"""The vocabulary in which law is written: provisions, dated numbers, facts, editions, traces.

Knows no country. `Law.load("package")` reads the law that lives in a package; `law.edition(on)` is the law of a day;
`edition.case(facts)` applies it to one person; `columns.compile_columns` applies it to a nation.
"""
