"""The page of what actgen says of templates: a table of the codes, made from their rows.

`python -m actgen.authoring.messages` writes it again into docs/messages-des-modeles.md; a test fails while
they differ.
"""

from __future__ import annotations

from pathlib import Path

from actgen.authoring.anchors import anchor
from actgen.authoring.fiches import Fiche, fiche, par_sujet
from actgen.authoring.regles import plain
from actgen.diagnostics import Severity
from actgen.rules import every_code
from actgen.sources import shipped
from actgen.text.messages import phrase

PAGE = "messages-des-modeles.md"
_FAMILIES = ("GABARIT-", "MODELE-")
_SEVERITIES = {
    Severity.ERROR: "l’acte n’est pas fait",
    Severity.WARNING: "à relire",
    Severity.INFO: "information",
}
_HEAD = phrase(
    """\
# Les messages des modèles

Cette page est faite par `python -m actgen.authoring.messages` : ne la corrigez pas à la main. Chaque message
d'actgen sur un modèle porte un code ; le tableau dit ce que ce code demande. Un code mène à sa fiche, avec un
exemple faux et un juste ; `actgen explain CODE` affiche la même.

| Code | Ce qui est demandé | Sinon |
|---|---|---|
"""
)


def messages() -> str:
    """The whole page, in Markdown; the same text for the same codes."""
    codes = [code for _, group in par_sujet(every_code()) for code in group]
    told = [
        fiche(code) for code in sorted(codes, key=lambda one: one.name) if code.name.startswith(_FAMILIES)
    ]
    return _HEAD + "".join(_row(each) for each in told)


def _row(told: Fiche) -> str:
    code = told.code
    cells = (
        f"[{code.name}](regles.md#{anchor(code.name)})",
        plain(code.watches).replace("|", "&#124;"),
        _SEVERITIES[code.severity],
    )
    return f"| {' | '.join(cells)} |\n"


def main() -> None:
    """Write the page into the checkout that this module runs from."""
    place: Path = shipped("docs", PAGE)
    place.write_text(messages(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
