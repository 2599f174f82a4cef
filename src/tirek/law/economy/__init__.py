"""Dated national figures of the budget laws, and the rates and ages every benefit reads."""
