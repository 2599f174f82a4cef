"""A payment to unemployed residents whom insurance does not protect, falling with time.

Exists only under the concept of 2021; it never became law. The concept gives it half a page: who and how
much. It names no means limit, no deadline to apply, no payer and no grounds for ending it.
"""
