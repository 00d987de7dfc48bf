"""The evening of a session: who comes, who leaves, what is voted, told gesture by gesture as it happens.

Each gesture is on the disk before anything else is done of it (`log`), then changes the session's file
(`changes`): the file stays the truth, and the acts are made of it alone. `sheet` is what a page shows.
"""
