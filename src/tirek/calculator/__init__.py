"""The social calculator: everything a described person has a right to, how much, and why."""
