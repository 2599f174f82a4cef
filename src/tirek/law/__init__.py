"""The executable law: provisions, dated numbers and terms, one folder per benefit."""
