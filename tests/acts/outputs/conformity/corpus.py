"""Every act that this repository gives, at each stage of its life, as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from actgen.acts.outputs.house.look import DEFAULT, Look
from actgen.acts.outputs.house.reading import read_look
from actgen.acts.tree.nodes import Block, Document
from actgen.authoring.templates.workbench import COMMUNES, Stage, Workbench, by_day, workbench
from actgen.council.facts.charte import Charte
from actgen.council.facts.texte import Prose
from actgen.council.kinds.catalogue import Catalogue, SearchPath
from actgen.council.kinds.manifest import Famille
from actgen.reading.sources import Sources
from tests.acts.outputs.house.samples import letterhead, shield_png
from tests.acts.outputs.sample_act import _shares, heading, items, paragraph, sample
from tests.session.acts import ROOT, examined

Act = tuple[str, Document]
TEXT = "Le conseil municipal examine la convention et ses annexes, dont chaque membre a reçu le texte. "


def of_kinds() -> Iterator[Act]:
    """Each kind on its own example, then all of them in three communes before, during and after a session.

    Pages of a register are no file of their own: the book is.
    """
    catalogue = Catalogue(Sources(ROOT), SearchPath((ROOT / "templates",)))
    kinds = [kind for kind in catalogue.kinds.values() if kind.famille is not Famille.REGISTRE]
    with workbench(catalogue) as bench:
        for kind in kinds:
            bench.example(kind)
            yield from _composed(bench, f"exemple de {kind.code}")
        affaires = [bench.affaire(kind) for kind in kinds if kind.famille is Famille.DELIBERATION]
        for decided in by_day(affaire for affaire in affaires if affaire is not None):
            for commune in COMMUNES:
                for moment in Stage:
                    bench.trial(commune, moment, decided)
                    yield from _composed(bench, f"{commune.nom} {moment}")


def _composed(bench: Workbench, where: str) -> Iterator[Act]:
    for plan, document in bench.composed:
        yield f"{where} {plan.key}", document


def of_sessions() -> Iterator[Act]:
    """The acts of the shipped sessions."""
    for file in sorted((ROOT / "data" / "seances").glob("*.yaml")):
        for plan in examined(file).plans:
            if plan.document is not None:
                yield f"{file.stem} {plan.key}", plan.document


def each_once(acts: Iterator[Act]) -> Iterator[Act]:
    """Acts that say the same thing are drawn once."""
    seen: set[str] = set()
    for name, document in acts:
        if (told := repr(document)) not in seen:
            seen.add(told)
            yield name, document


def file_name(name: str) -> str:
    """A name that any system takes."""
    return "".join(sign if sign.isalnum() else "-" for sign in name) + ".pdf"


def papers_of_a_group(folder: Path) -> list[Path]:
    """What `batch` writes for a group of few communes: models, letters, convention, sheets to sign."""
    from actgen.cli import main

    dossier = str(ROOT / "data" / "groupements" / "papeterie.yaml")
    assert main(["batch", dossier, "--formats", "pdf", "--jobs", "1", "--out", str(folder)]) in (0, 1)
    return sorted(folder.rglob("*.pdf"))


def registers(folder: Path) -> list[Path]:
    """The books of the shipped sessions, written into a folder."""
    from actgen.cli import main

    for code, year in (("dietwiller", 2022), ("locronan", 2025), ("le_trehou", 2024)):
        fiche = ROOT / "data" / "collectivites" / f"{code}.yaml"
        assert main(["register", str(fiche), "--year", str(year), "--out", str(folder / code)]) in (0, 1)
    return sorted(folder.rglob("*.pdf"))


def house_looks() -> Iterator[tuple[str, Look]]:
    def charte(**how: Any) -> Look:
        return read_look(Charte(**how))[0]

    def prose(name: str, content: bytes) -> Prose:
        return Prose(f"collectivites/{name}", content)

    told = {"texte_du_blason": "Blason de la commune d’essai"}
    yield "blason png", charte(blason=prose("b.png", shield_png()), couleur="1f3a5f", **told)
    yield "papier à en-tête", charte(entete=prose("papier.docx", letterhead()))


def sixty_pages() -> Document:
    blocks: list[Block] = [heading(1, "Un acte très long")]
    for rank in range(1, 97):
        blocks += [
            heading(2, f"Article {rank}"),
            *(paragraph(TEXT * 5) for _ in range(3)),
            items("un point\u202f;", "un autre point.", ordered=True),
            _shares(),
        ]
    return Document("Un acte très long", tuple(blocks), "Essai", "Essai", "Commune d’essai")


def all_acts() -> list[tuple[Act, Look]]:
    """Each act once, drafts and final, with the look that it is printed in: ours, arms, a letterhead."""
    acts: list[tuple[Act, Look]] = [(act, DEFAULT) for act in each_once(_all())]
    acts += [
        ((f"sample {name} {projet}", sample(projet=projet)), look)
        for name, look in house_looks()
        for projet in (True, False)
    ]
    return acts


def _all() -> Iterator[Act]:
    yield from of_kinds()
    yield from of_sessions()
    yield "soixante pages", sixty_pages()
