"""The litigation bench: an adversary of the checks, which shares no line with them.

`seances` builds files of sessions that respect the law, `fautes` breaks them by what the cases of
tests/regles and the rows of data/regles change, and `juge` (the only module that calls actgen) counts what
was found and where. What the law says is written here a second time (`loi`, from the reference of the
project and not from data/droit), so that a misreading on one side shows as a disagreement. import-linter
holds the ban.
"""
