"""The roster of a council in a spreadsheet → the members of a file of collectivites/, and what can't be read.

A file becomes sheets of cells (`reading.tables`), one of which holds the table of members
(`headings`); its rows become members (`rows`, `members`). Nothing is guessed in silence: a cell that is
merged, hidden, empty or unclear is a finding at its place, and an error leaves the file unwritten.
"""

from __future__ import annotations

from .headings import MembersTable, find_table
from .members import Roster, read_members

__all__ = ["MembersTable", "Roster", "find_table", "read_members"]
