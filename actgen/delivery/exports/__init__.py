"""What is handed over to other programs: a calendar, a deposit, open data, an archive."""
