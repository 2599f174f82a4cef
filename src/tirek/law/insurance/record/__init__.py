"""What several insurance payments share: average income, contribution record, residence, pension age."""
