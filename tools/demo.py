"""`make demo`: the real session, then a group carried to its end, and the three pages to open.

    python -m tools.demo            write the acts into output/
    python -m tools.demo --image    picture two of those pages for the README (needs poppler-utils)

Nothing here is out of a user's reach: the commands are told as they are typed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from PIL import Image

from actgen.cli import main

ROOT = Path(__file__).resolve().parent.parent
SEANCES = ("data/seances/dietwiller-2022-12-15.yaml", "data/seances/treguennec-2025-10-16.yaml")
COMMANDS = (("render", *SEANCES), ("batch", "data/groupements/exemple_complet.yaml"))
CONVENTION = "groupement-fournitures-de-bureau-exemple/coordonnateur/2-convention-a-signer.pdf"
SEANCE = "29292-treguennec/2025-10-16-conseil"
TO_OPEN = (
    (CONVENTION, "Annexe 1", "l’annexe 1 de la convention, arrêtée : chaque membre, ses dates, sa signature"),
    (f"{SEANCE}/1-deliberation-02-adhesion-groupement.pdf", "", "la délibération d’un membre"),
    (f"{SEANCE}/3-proces-verbal.pdf", "", "le procès-verbal de cette séance"),
)
IMAGE = ROOT / "docs" / "images" / "annexe-1-et-deliberation.png"
DPI = 72
GREYS = 16
GAP = 12


def write(out: Path, *options: str) -> int:
    """The acts of the demonstration, by the commands that a user types; the first exit code that isn't 0."""
    for command, *files in COMMANDS:
        print(f"$ actgen {command} {' '.join(files)}", flush=True)
        code = main([command, *(str(ROOT / file) for file in files), "--out", str(out), *options])
        if code:
            return code
        print(flush=True)
    return 0


def page_of(file: Path, title: str) -> int:
    """The page where the heading that begins so stands; the first one where none is asked for."""
    if not title:
        return 1
    with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
        places = [page.objgen for page in pdf.pages]
        headings = [heading for part in outline.root for heading in (part, *part.children)]
        (found,) = [heading for heading in headings if heading.title.replace("\xa0", " ").startswith(title)]
        return places.index(found.destination[0].objgen) + 1


def tell(out: Path) -> None:
    """The pages to open, which the commands have just written."""
    print("À ouvrir d’abord (le groupement est un exemple, inventé ; la séance de Dietwiller est réelle) :")
    for name, title, what in TO_OPEN:
        file = out / name
        page = f", page {page_of(file, title)}" if title else ""
        print(f"  {file}{page}\n      {what}")


def picture(out: Path, target: Path = IMAGE) -> None:
    """The first two of those pages side by side, in few greys: the file stays small."""
    with tempfile.TemporaryDirectory() as folder:
        sheets = [_drawn(out / name, page_of(out / name, title), folder) for name, title, _ in TO_OPEN[:2]]
    whole = Image.new(
        "L", (sum(sheet.width + GAP for sheet in sheets) + GAP, sheets[0].height + 2 * GAP), 0xCC
    )
    for place, sheet in enumerate(sheets):
        whole.paste(sheet, (GAP + place * (sheet.width + GAP), GAP))
    whole.quantize(GREYS).save(target, optimize=True)


def _drawn(file: Path, page: int, folder: str) -> Image.Image:
    stem = Path(folder, file.stem)
    only = ("-f", str(page), "-l", str(page), "-singlefile")
    subprocess.run(
        ["pdftoppm", "-png", "-gray", "-r", str(DPI), *only, str(file), str(stem)],
        stdin=subprocess.DEVNULL,
        check=True,
    )
    return Image.open(stem.with_suffix(".png")).convert("L")


def demo(arguments: Sequence[str]) -> int:
    out = Path("output")
    if code := write(out):
        return code
    picture(out) if "--image" in arguments else tell(out)
    return 0


if __name__ == "__main__":
    sys.exit(demo(sys.argv[1:]))
