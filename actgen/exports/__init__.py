"""What is handed over to other programs: the calendar of a session for an agenda."""
