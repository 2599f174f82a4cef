"""Duties of those who receive a payment, the same for every payment of the Fund."""
