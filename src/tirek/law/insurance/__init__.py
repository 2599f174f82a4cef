"""Compulsory social insurance: what the insured person's record is, and a folder for each payment of the Fund."""
