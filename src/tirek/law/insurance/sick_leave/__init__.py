"""Sick pay: the social benefit for temporary incapacity, paid by the employer from the first day.

One calendar month at a time: the ceiling is a monthly one. A longer illness is put together by `parts`.
Before 2016 the Labour Code of 2007 (art. 159) and the Government's resolution No. 1339 of 28.12.2007
governed; their texts were not read, so the law here begins on 1 January 2016.
"""
