"""A Word template of ten pages, as legal staff lay one out, and the values that it is filled with.

    python bench/word_template.py fill TIMES          fills it and reads it back so many times
    python bench/word_template.py lay FOLDER COPIES   lays down its text for the bare PDF engine

Each fill is a first one: what is kept from one act to the next (parts already compiled) is forgotten.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument

from actgen.document.nodes import Block, Document, SignaturePlace, Signatures, WordLayout
from actgen.rendering.docx.letterhead import house_letterhead
from actgen.rendering.templates.interpret import Scope
from actgen.rendering.word.filling import fill_word
from actgen.rendering.word.filling_engine import forget
from actgen.rendering.word.reading import read_word_template
from actgen.rendering.word.template import WordTemplate

ARTICLES, MEMBERS = 38, 39
_SENTENCE = (
    "Le coordonnateur procède, pour le compte de {{ groupement.nom }}, à l’ensemble des opérations de "
    "sélection des titulaires, dans le respect du code de la commande publique"
    "{% if groupement.limite %}, dans la limite de {{ groupement.limite }} hors taxes{% endif %} ; il en "
    "rend compte à chaque membre au moins une fois par an. "
)
_HEAD = {"entete": "Groupement", "titre": "Convention", "objet": "", "auteur": "", "projet": True}


@dataclass(frozen=True, slots=True)
class Membre:
    """A row of the table of members."""

    nom: str
    siege: str
    voix: int


@dataclass(frozen=True, slots=True)
class Groupement:
    """What articles speak of."""

    nom: str
    limite: str


def template() -> WordTemplate:
    """The template, read."""
    made = docx.Document(BytesIO(house_letterhead()))
    first = made.paragraphs[0]._p
    first.getparent().remove(first)
    _text(made)
    buffer = BytesIO()
    made.save(buffer)
    read, findings = read_word_template(buffer.getvalue(), "corps.docx")
    if read is None:
        raise SystemExit("\n".join(finding.message for finding in findings))
    return read


def _text(made: WordDocument) -> None:
    made.add_paragraph("Convention de {{ groupement.nom }}", style="heading 1")
    for number in range(1, ARTICLES + 1):
        made.add_paragraph(f"Article {number} : objet de l’article", style="heading 2")
        made.add_paragraph(_SENTENCE * 2, style="Acte – Corps")
        made.add_paragraph("{%p if groupement.limite %}")
        made.add_paragraph(
            "Considérant que {{ groupement.nom }} y trouve avantage ;", style="Acte – Considérant"
        )
        made.add_paragraph("{%p endif %}")
    made.add_paragraph("Liste des membres", style="caption")
    table = made.add_table(rows=4, cols=3)
    table.style = "Acte – Tableau"
    rows = (
        ("Membre", "Siège", "Voix"),
        ("{%tr for m in membres %}", "", ""),
        ("{{ m.nom }}", "{{ m.siege }}", "{{ m.voix }}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].text = text
            cell.paragraphs[0].style = "Acte – Cellule"
    made.add_paragraph("{{ signatures }}")


def values() -> dict[str, object]:
    """What it is filled with."""
    return {
        "groupement": Groupement("la commune de Dietwiller & de ses voisines", "1 600 000 €"),
        "membres": tuple(
            Membre(f"Membre {n}", f"{n}, rue de la Mairie", n % 4) for n in range(1, MEMBERS + 1)
        ),
        "signatures": (Signatures((SignaturePlace("Le maire", "Membre 1"), SignaturePlace("Le président"))),),
    }


def filled(read: WordTemplate) -> WordLayout:
    """The template filled and read back."""
    layout, findings = fill_word(read, values(), _no_clause, _HEAD)
    if findings:
        raise SystemExit("\n".join(finding.message for finding in findings))
    return layout


def _no_clause(name: str, scope: Scope) -> tuple[Block, ...]:
    raise SystemExit(f"bench: clause {name}")


def fill(times: int) -> None:
    read = template()
    for _ in range(times):
        forget()
        filled(read)


def lay(folder: Path, copies: int) -> None:
    from prepare import FONTS

    from actgen.rendering.fonts import font_folder
    from actgen.rendering.html import print_markup
    from actgen.sources import shipped

    folder.mkdir(parents=True)
    act = Document("Convention", filled(template()).blocks)
    for copy in range(copies):
        (folder / f"{copy:03}.html").write_text(print_markup(act), encoding="utf-8")
    sheet = shipped("templates", "socle", "impression.css").read_text(encoding="utf-8")
    (folder / "sheet.css").write_text(sheet, encoding="utf-8")
    (folder / "fonts.conf").write_text(FONTS.format(fonts=font_folder(), cache=folder), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(int(sys.argv[2]))
    else:
        lay(Path(sys.argv[2]), int(sys.argv[3]))
