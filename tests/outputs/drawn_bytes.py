"""What the engine makes of all that this repository gives, in an order of chance: run by test_memos.py.

    python -m tests.outputs.drawn_bytes SEED FOLDER

Writes a line for each act, book of a register and paper of a group: a hash, and which it is.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path

from actgen.document.nodes import Document, Table
from actgen.outputs.house.look import DEFAULT
from actgen.outputs.pdf import render_pdf
from tests.outputs.conformity.corpus import Act, all_acts, papers_of_a_group, registers, sixty_pages
from tests.outputs.docx.test_tables import annexe_1
from tests.templating.word.filled import fill, written


def main(seed: int, folder: Path) -> None:
    acts = list(enumerate([*all_acts(), *((act, DEFAULT) for act in _others())]))
    random.Random(seed).shuffle(acts)
    for rank, ((name, document), look) in acts:
        _tell(render_pdf(document, look), f"{rank} {name}")
    with redirect_stdout(sys.stderr):
        files = [*registers(folder / "registres"), *papers_of_a_group(folder / "groupement")]
    for file in files:
        _tell(file.read_bytes(), file.relative_to(folder).as_posix())


def _others() -> Iterator[Act]:
    """What no commune of the examples has: ninety-three members in a table, a text that comes from Word."""
    annexe = annexe_1()
    members = Table(annexe.head, (annexe.body * 5)[:93])
    yield "quatre-vingt-treize membres", Document("Annexe 1", (members,))
    yield "modèle Word", Document("Acte en Word", fill(written(sixty_pages().blocks[:20])))


def _tell(content: bytes, name: str) -> None:
    print(sha256(content).hexdigest(), name, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
