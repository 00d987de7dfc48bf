"""What the engine makes of all that this repository gives, in an order of chance.

    python -m tests.acts.outputs.drawn_bytes SEED FOLDER

Writes each act, book of a register and paper of a group, and a line for it: a hash, and which it is.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from actgen.acts.outputs.house.look import DEFAULT
from actgen.acts.outputs.memos import PLAIN
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.nodes import Document, Table
from tests.acts.outputs.conformity.corpus import (
    Act,
    all_acts,
    file_name,
    papers_of_a_group,
    registers,
    sixty_pages,
)
from tests.acts.outputs.docx.test_tables import annexe_1
from tests.acts.templating.word.filled import fill, written
from tests.session.acts import ROOT

ACTS, OTHERS, BOOKS, PAPERS = "actes", "autres", "registres", "groupement"  # folders of what is drawn


class Drawn(Struct, frozen=True):
    """The files of one run, and its lines in their order."""

    folder: Path
    lines: list[str]

    def files(self, part: str) -> list[Path]:
        return sorted((self.folder / part).rglob("*.pdf"))


def plain_and_kept(folder: Path) -> tuple[Drawn, Drawn]:
    """What the engine makes by itself, and with the answers that are kept, each in another order."""
    with _drawing(1, folder, **{PLAIN: "1"}) as plain, _drawing(2, folder) as kept:
        told = [sorted(run.communicate()[0].splitlines()) for run in (plain, kept)]
    assert (plain.returncode, kept.returncode) == (0, 0)
    return Drawn(folder / "1", told[0]), Drawn(folder / "2", told[1])


def _drawing(seed: int, folder: Path, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.acts.outputs.drawn_bytes", str(seed), str(folder / str(seed))],
        cwd=ROOT,
        env=os.environ | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def main(seed: int, folder: Path) -> None:
    acts = [
        *(
            (f"{ACTS}/{rank:03}-{file_name(act[0])}", act[1], look)
            for rank, (act, look) in enumerate(all_acts())
        ),
        *((f"{OTHERS}/{file_name(name)}", document, DEFAULT) for name, document in _others()),
    ]
    random.Random(seed).shuffle(acts)
    for name, document, look in acts:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(render_pdf(document, look))
    with redirect_stdout(sys.stderr):
        registers(folder / BOOKS)
        papers_of_a_group(folder / PAPERS)
    for file in folder.rglob("*.pdf"):
        print(sha256(file.read_bytes()).hexdigest(), file.relative_to(folder).as_posix())


def _others() -> Iterator[Act]:
    """What no commune of the examples has: ninety-three members in a table, a text that comes from Word."""
    annexe = annexe_1()
    members = Table(annexe.head, (annexe.body * 5)[:93])
    yield "quatre-vingt-treize membres", Document("Annexe 1", (members,))
    yield "modèle Word", Document("Acte en Word", fill(written(sixty_pages().blocks[:20])))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
