"""The state of a purchasing group as at a date, computed above the pipeline and passed into it."""
