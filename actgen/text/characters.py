"""The characters that French typography needs and keyboards lack, named once."""

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_HYPHEN = "\u2011"
APOSTROPHE = "’"
MINUS = "\u2212"

# every space that may stand inside a line; tab and newline are layout and are left alone
SPACES = " \u00a0\u2007\u2009\u202f"
