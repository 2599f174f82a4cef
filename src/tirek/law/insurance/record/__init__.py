"""What several insurance payments share: average income, contribution record and its coefficient, pension age."""
