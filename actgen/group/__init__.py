"""The state of a purchasing group as at a date, and what follows from it."""
