"""What became of acts, in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.api.checking import verdict
from actgen.api.wording import of_pages
from actgen.base.shipped import SHIPPED_LABEL
from actgen.delivery.verify.result import Etat, Piece, PieceKind, Verification

ROOT = Path("output/29294-le-trehou")


def found(*pieces: Piece, folder: str = "2024-11-14-conseil") -> Verification:
    return Verification((ROOT / folder).as_posix(), pieces)


def files(state: Etat, many: int = 1) -> tuple[Piece, ...]:
    return tuple(Piece(f"{state.name}-{n}.pdf", PieceKind.FICHIER, state, "dit") for n in range(many))


def source(name: str) -> Piece:
    return Piece(name, PieceKind.SOURCE, Etat.DIFFERENT, "modifié")


@pytest.mark.parametrize(
    ("pieces", "told", "intact"),
    [
        (files(Etat.CONFORME, 178), "178 fichiers inchangés.", True),
        (
            (*files(Etat.CONFORME), source("collectivites/le_trehou.yaml")),
            "1 fichier inchangé ; la fiche « le_trehou.yaml » a changé depuis.",
            True,
        ),
        (
            (*files(Etat.CONFORME, 2), *files(Etat.SIGNE, 2), *files(Etat.ETRANGER)),
            "4 fichiers inchangés, dont 2 signés depuis ; 1 fichier ajouté depuis, dont rien n’est conclu.",
            True,
        ),
        (
            (*files(Etat.CONFORME), *files(Etat.DIFFERENT, 2), *files(Etat.ABSENT)),
            "1 fichier inchangé ; 2 fichiers modifiés depuis ; 1 fichier absent.",
            False,
        ),
        (
            (
                *files(Etat.CONFORME),
                *(source(f"seances/{n}.yaml") for n in range(3)),
                source(f"{SHIPPED_LABEL}/x.md"),
            ),
            "1 fichier inchangé ; 3 des fichiers dont ils viennent ont changé depuis ; des textes livrés "
            "avec actgen ont été modifiés dans cette installation.",
            True,
        ),
        ((Piece("journal.json", PieceKind.JOURNAL, Etat.ABSENT),), "1 dossier sans journal lisible.", False),
        ((), "Rien n’a pu être comparé.", False),
    ],
)
def test_the_sentence(pieces: tuple[Piece, ...], told: str, intact: bool) -> None:
    seen = verdict([found(*pieces)], ROOT)
    assert seen.phrase.replace("\u00a0", " ").replace("\u202f", " ") == told
    assert seen.intact is intact


def test_a_source_of_two_folders_is_told_once() -> None:
    seen = verdict([found(source("seances/a.yaml")), found(source("seances/a.yaml"), folder="x")], ROOT)
    assert [each.nom for each in seen.sources] == ["seances/a.yaml"]
    assert [(each.dossier, each.nom) for each in verdict([found(*files(Etat.ABSENT))], ROOT).differences] == [
        ("2024-11-14-conseil", "ABSENT-0.pdf")
    ]


@pytest.mark.parametrize(
    ("typed", "pressed"),
    [
        ("Voyez le détail\u00a0: actgen check seances/a.yaml", ""),
        (
            "Faites parapher, puis relancez avec --sheets 12.",
            "Faites parapher, puis écrivez 12 au dernier feuillet paraphé.",
        ),
        ("Relancez actgen render, puis archivez.", "Relancez «\u00a0Écrire les actes\u00a0», puis archivez."),
        ("Corrigez la rubrique.", "Corrigez la rubrique."),
    ],
)
def test_commands_are_told_as_buttons(typed: str, pressed: str) -> None:
    assert of_pages(typed) == pressed
