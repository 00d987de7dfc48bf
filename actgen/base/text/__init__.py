"""How French acts write: numbers, dates, places, agreement, lists, typography.

Pure functions of the standard library alone, so that the fast commands may import them; nothing here
knows a session.
"""
