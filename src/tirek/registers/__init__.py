"""What is known about people. In this first house: one person's situation, read from a file."""
