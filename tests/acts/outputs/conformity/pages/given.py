"""Every page that actgen writes: the acts at each stage, and what its commands write for the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from actgen.acts.outputs.house.reading import read_look
from actgen.acts.outputs.html import render_html
from actgen.acts.templating.prose import read_prose
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Heading
from actgen.cli import main
from actgen.council.facts.charte import Charte
from actgen.council.facts.texte import Prose
from tests.acts.outputs.conformity.corpus import each_once, file_name, of_kinds, of_sessions
from tests.acts.outputs.house.samples import letterhead, shield_png
from tests.acts.outputs.sample_act import sample
from tests.session.acts import ROOT

DATA = ROOT / "data"
_LANGUAGES = """
# Le [Bürgerservice]{lang=de}

Les frontaliers le nomment [**Bürgerservice** der Gemeinde]{lang=de}, ou [Bìrgerdianscht]{lang=gsw}.

| Service | Nom allemand |
|---|---|
| État civil | [Standesamt]{lang=de} |

- l’[informatique en nuage]{lang=fr-CA} ([cloud]{lang=en})
"""
BLASON = {"texte_du_blason": "Blason de la commune d’essai"}


def every_page(folder: Path) -> dict[str, Path]:
    """The pages, written into a folder; by a name that tells what each is."""
    pages = dict(_acts(folder / "actes"))
    for command, arguments in _commands(folder):
        assert main([*arguments]) in (0, 1), command
    written = {file for file in folder.rglob("*.html") if file not in pages.values()}
    return pages | {str(file.relative_to(folder)): file for file in sorted(written)}


def _acts(folder: Path) -> Iterator[tuple[str, Path]]:
    folder.mkdir(parents=True)
    for name, content in (*_composed(), *_dressed()):
        file = folder / file_name(name).replace(".pdf", ".html")
        file.write_bytes(content)
        yield name, file


def _composed() -> Iterator[tuple[str, bytes]]:
    for name, document in each_once(act for source in (of_kinds, of_sessions) for act in source()):
        yield name, render_html(document)
    yield "acte en deux langues", render_html(_in_two_languages())


def _in_two_languages() -> Document:
    """Words of other languages as a clerk writes them in a joined text: in a line, a table, a title."""
    blocks, findings = read_prose(_LANGUAGES.encode(), "texte.md", heading_offset=1)
    assert findings == ()
    return Document("Acte en deux langues", (Heading(1, (Text("Acte en deux langues"),)), *blocks))


def _dressed() -> Iterator[tuple[str, bytes]]:
    """The sample act in house styles."""

    def prose(name: str, content: bytes) -> Prose:
        return Prose(f"collectivites/{name}", content)

    styles: dict[str, dict[str, Any]] = {
        "blason png": {"blason": prose("b.png", shield_png()), "couleur": "1f3a5f", **BLASON},
        "papier à en-tête": {"entete": prose("papier.docx", letterhead())},
    }
    for name, style in styles.items():
        yield f"acte {name}", render_html(sample(projet=False), read_look(Charte(**style))[0])


def _commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    def out(*parts: str) -> str:
        return str(folder.joinpath(*parts))

    yield "guide", ["guide", "--out", out("guide.html")]
    for kind in ("adhesion_groupement", "proces_verbal", "registre_annuel"):
        yield "vars", ["templates", "vars", kind, "--html", out(f"variables-{kind}.html")]
    for group in ("e_services", "papeterie"):
        yield "status", ["status", str(DATA / "groupements" / f"{group}.yaml"), "--out", out("suivi", group)]
    for code, year in (("dietwiller", "2022"), ("locronan", "2025"), ("le_trehou", "2024")):
        fiche = str(DATA / "collectivites" / f"{code}.yaml")
        yield (
            "register",
            ["register", fiche, "--year", year, "--formats", "html", "--out", out("registres", code)],
        )
    group = str(DATA / "groupements" / "papeterie.yaml")
    yield "batch", ["batch", group, "--formats", "html", "--out", out("lot")]
