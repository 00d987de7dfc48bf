"""What leaves the town hall, and what comes back to be proved: the year's register, exports, `verify`.

Only acts that are written are handed over; nothing here composes one.
"""
