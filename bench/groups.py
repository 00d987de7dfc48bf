"""Lay down the groups that speed is measured on.

    python bench/groups.py EXAMPLE FOLDER

In FOLDER: `group/`, the example's group, one commune back; `changed/`, the same where one commune has its own
text of the deliberation; `communes-N/`, the example's group with so many communes of one département instead
of its own: their names are public facts, that they join it is not.
"""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ("collectivites", "groupements")
FILE = Path("groupements", "e_services.yaml")
SIZES = FEW, SOME, MANY = 2, 39, 500
DEPARTEMENT = "62"  # the one with the most communes
COMMUNE = "68055"  # Bruebach, a member that has not voted
OWN_TEXT = Path("deliberations", "adhesion_groupement", "dispositif.md")
BEFORE, AFTER = "**APPROUVE** la convention", "**APPROUVE** dans tous ses termes la convention"


def main(example: Path, folder: Path) -> None:
    group(example, folder / "group")
    group(example, folder / "changed")
    own_text(folder / "changed")
    for size in SIZES:
        of_size(example, folder / f"communes-{size}", size)


def group(example: Path, folder: Path) -> None:
    """The example's group when its models are to be sent; one commune has voted."""
    for name in SHARED:
        shutil.copytree(example.parent.parent / name, folder / name)
    (folder / "seances").mkdir()
    shutil.copyfile(example, folder / "seances" / example.name)


def own_text(folder: Path) -> None:
    """One commune words its decision in its own way: its model alone is another."""
    shipped = (ROOT / "templates" / OWN_TEXT).read_text(encoding="utf-8")
    assert BEFORE in shipped, "the text has changed: choose other words"
    own = folder / "templates" / COMMUNE / OWN_TEXT
    own.parent.mkdir(parents=True)
    own.write_text(shipped.replace(BEFORE, AFTER), encoding="utf-8")


def of_size(example: Path, folder: Path, size: int) -> None:
    """The example's group with so many communes instead of its own; none has voted."""
    shutil.copytree(example.parent.parent / "groupements", folder / "groupements")
    with (ROOT / "data" / "reference" / "communes.csv").open(encoding="utf-8", newline="") as table:
        codes = [row["code_insee"] for row in csv.DictReader(table)]
    members = [code for code in codes if code.startswith(DEPARTEMENT)][:size]
    assert len(members) == size, "a département with fewer communes"
    file = folder / FILE
    before, after = file.read_text(encoding="utf-8").split("membres:\n", 1)
    lines = "".join(f'    - "{code}"\n' for code in members)
    rest = after[after.index("accord_cadre:") :]
    file.write_text(f"{before}membres:\n  communes:\n{lines}\n{rest}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
