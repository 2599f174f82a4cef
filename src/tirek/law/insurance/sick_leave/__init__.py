"""Sick pay: the social benefit for temporary incapacity, paid by the employer from the first day.

One calendar month at a time: the ceiling is a monthly one. A longer illness is put together by `parts`.
Before 2008 the Government's resolution No. 731 of 1999 governed; it was not read, so the law here begins on
1 January 2008, with the Labour Code of 2007.
"""
