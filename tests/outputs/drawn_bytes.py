"""What the engine makes of all that this repository gives, in an order of chance: run by test_memos.py.

    python -m tests.outputs.drawn_bytes SEED FOLDER

Writes a line for each act, book of a register and paper of a group: a hash, and which it is.
"""

from __future__ import annotations

import random
import sys
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path

from actgen.outputs.pdf import render_pdf
from tests.outputs.conformity.corpus import all_acts, papers_of_a_group, registers


def main(seed: int, folder: Path) -> None:
    acts = list(enumerate(all_acts()))
    random.Random(seed).shuffle(acts)
    for rank, ((name, document), look) in acts:
        _tell(render_pdf(document, look), f"{rank} {name}")
    with redirect_stdout(sys.stderr):
        files = [*registers(folder / "registres"), *papers_of_a_group(folder / "groupement")]
    for file in files:
        _tell(file.read_bytes(), file.relative_to(folder).as_posix())


def _tell(content: bytes, name: str) -> None:
    print(sha256(content).hexdigest(), name, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
