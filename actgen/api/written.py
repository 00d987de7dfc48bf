"""What was written: whether it still is what it was, and what became of a register or an export as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actgen.api.report.exports import ending, export_report, register_report, sheets
from actgen.api.report.verify import verification_report
from actgen.delivery.exports.archive import Archive
from actgen.delivery.exports.opendata.file import OpenData
from actgen.delivery.exports.transmission import Transmission
from actgen.delivery.register.register import Register
from actgen.delivery.verify.asked import verified
from actgen.delivery.verify.result import Verification

__all__ = ["Archive", "OpenData", "Register", "ending", "sheets", "to_json", "verify"]


def verify(place: Path, workspace: Path | None = None, journal: Path | None = None) -> list[Verification]:
    """As `Workspace.verify`; without a workspace, the one that the journal tells of is looked for."""
    return verified(place, workspace, journal)


def to_json(
    value: Register | Transmission | OpenData | Archive | Verification, file: str = ""
) -> dict[str, Any]:
    """What a register, an export or a verification became, as the command of that name gives it.

    `file`: the name of what it was made from, as the caller has it.
    """
    if isinstance(value, Verification):
        return verification_report(value)
    if isinstance(value, Register):
        return register_report(Path(file), value)
    return export_report(Path(file), value)
