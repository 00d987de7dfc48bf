"""One act of a session as a PDF alone, as a town sends it.

python bench/lone_act.py SESSION ACT FILE
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from actgen.outputs.pdf import render_pdf
from actgen.session.examination import examine
from actgen.session.result import Options


def main(session: Path, act: str, file: Path) -> None:
    plan = next(plan for plan in examine(session, Options()).plans if plan.key.startswith(act))
    assert plan.document is not None
    file.write_bytes(render_pdf(plan.document))


if __name__ == "__main__":
    warnings.simplefilter("ignore", ResourceWarning)
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
