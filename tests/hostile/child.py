"""`render` in a process of its own, to be starved, denied or interrupted: `python -m tests.hostile.child`.

Arguments: what befalls it, the folder of the workspace, formats. Leaves with 4 and the French sentence
for a fault of the machine, with 130 when interrupted, as the command line does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from actgen.base.errors import EnvironmentFault
from actgen.session.result import Options
from tests.hostile.workspace import Workspace
from tests.session.acts import render
from tests.session.writing.child import become_nobody, limit_files


def warm_up(workspace: Workspace, formats: list[str]) -> None:
    """Import what a run imports late: Python's own folder may be closed to an ordinary user."""
    with TemporaryDirectory() as elsewhere:
        render(workspace.session, Options(formats=tuple(formats), out=Path(elsewhere)))


def main() -> int:
    what, folder, *formats = sys.argv[1:]
    workspace = Workspace(Path(folder))
    if what == "nobody":
        warm_up(workspace, formats)
        become_nobody()
    if what.startswith("limit:"):
        limit_files(int(what.partition(":")[2]))
    try:
        print("started", flush=True)  # from here on Ctrl-C may come
        rendering = workspace.render(*formats)
    except EnvironmentFault as fault:
        print(fault.args[0], flush=True)
        return fault.exit_code
    except KeyboardInterrupt:
        return 130
    if rendering.fault is not None:
        print(rendering.fault.args[0], flush=True)
        return rendering.fault.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
