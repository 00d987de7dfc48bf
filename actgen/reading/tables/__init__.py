"""A table that people keep in a spreadsheet → its sheets and cells, each with its place. Knows no domain.

A workbook or a CSV comes from strangers: what it is made of is counted before anything is unpacked
(`workbooks`), no formula is computed, no link opened. The library of workbooks is imported only when one
is read.
"""

from __future__ import annotations

from .sheets import FICHIER, LIMIT, LONGEST, Area, FoundSheets, Sheet, SheetCell, Value, read_sheets

__all__ = ["FICHIER", "LIMIT", "LONGEST", "Area", "FoundSheets", "Sheet", "SheetCell", "Value", "read_sheets"]
