"""Check a session, show what is wrong and what its acts wait for, then write those that are due.

python docs/examples/check_and_render.py WORKSPACE seances/NAME.yaml
"""

from __future__ import annotations

import sys
from pathlib import Path

import actgen


def main(folder: str, file: str) -> int:
    """0 when acts were written."""
    workspace = actgen.Workspace(folder)
    session = workspace.session(file)
    for finding in session.findings:
        where = f"{finding.location.file}, {finding.location.within}" if finding.location else session.name
        print(f"{finding.severity}  {finding.code}  {where}\n    {finding.message}")
    for act in session.acts:
        waits = ", ".join((*act.raisons, *(lacking.label for lacking in act.manques)))
        print(f"{act.key}: {act.due}" + (f" ({waits})" if waits else ""))
    try:
        rendering = session.render(Path(folder) / "output", formats=("html",))
    except actgen.ActgenError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for written in rendering.written:
        print(f"{written.name}: {written.phrase}")
    return 0 if rendering.written else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
