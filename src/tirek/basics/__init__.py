"""Money, months and text in three languages. Standard library only."""
