"""One file per legal act: titles, number, dates, its articles and how much of each is executable here."""
