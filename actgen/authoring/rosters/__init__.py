"""The roster of a council in a spreadsheet → the members of a file of collectivites/, and what can't be read.

A file becomes sheets of cells (`reading.tables`), one of which holds the table of members
(`headings`); its rows become members (`rows`, `names`, `offices`, `members`). Nothing is guessed in
silence: a cell that is merged, hidden, empty or unclear is a finding at its place, and an error leaves the
file unwritten.
"""

from __future__ import annotations

from .headings import Column, MembersTable, find_table, genre_of
from .members import Roster, read_members
from .names import genre_before
from .rows import Person, civility

__all__ = [
    "Column",
    "MembersTable",
    "Person",
    "Roster",
    "civility",
    "find_table",
    "genre_before",
    "genre_of",
    "read_members",
]
