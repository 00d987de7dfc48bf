"""Everything that is computed, once: who sits, who is there, who votes, what it gives, from when.

A figure that an act states, a rule compares or a screen shows comes from here and nowhere else.
"""
