"""The rules of the comparison in Tirek's own form: the Social Code on 2026-02-01, rounded to whole tenge."""
