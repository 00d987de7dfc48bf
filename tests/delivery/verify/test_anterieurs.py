"""Of a file made from other data than today's: as what it is kept, or which command makes it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.council.figures.execution import Stade
from actgen.delivery.verify.origins import mark_earlier
from actgen.delivery.verify.result import Etat, Piece, PieceKind
from actgen.session.writing.fingerprint import Fingerprint
from actgen.session.writing.journal import Entry, Journal
from actgen.session.writing.plan import SIGNED

SESSION = "seances/x.yaml"


AS_WRITTEN = Piece("1-acte.html", PieceKind.FICHIER, Etat.CONFORME)
SIGNATURE = Piece("1-acte.pdf", PieceKind.FICHIER, Etat.SIGNE, "porte une signature (champ maire)")


def told(
    space: Path,
    act: str,
    stage: str = "",
    piece: Piece = AS_WRITTEN,
) -> str:
    (space / SESSION).parent.mkdir(exist_ok=True)
    (space / SESSION).write_text("autre", encoding="utf-8")
    journal = Journal(stages={act: stage} if stage else {}, session=SESSION)
    entry = Entry(act, Fingerprint("a", "a"), earlier={SESSION: "alors"})
    (found,) = mark_earlier((piece,), entry, journal, space)
    assert found.etat is Etat.ANTERIEUR
    return found.phrase.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("stage", "kept"),
    [(Stade.TRANSMIS, "transmis"), (Stade.EXECUTOIRE, "transmis ou publié"), (SIGNED, "signé")],
)
def test_what_was_sent_or_signed_is_kept_as_it_was(tmp_path: Path, stage: str, kept: str) -> None:
    phrase = f"conservé tel que {kept} ; les données ont changé depuis : « {SESSION} »"
    assert told(tmp_path, "deliberation-09", stage) == phrase


@pytest.mark.parametrize(
    ("stage", "kept"), [(Stade.ADOPTE, "signé"), (Stade.PUBLIE, "signé"), (Stade.TRANSMIS, "transmis")]
)
def test_a_signed_act_is_still_said_to_be_signed_and_is_never_to_be_made_again_as_it_is(
    tmp_path: Path, stage: str, kept: str
) -> None:
    """`render` keeps a signed file: the advice to make it again could not be followed."""
    phrase = told(tmp_path, "deliberation-09", stage, piece=SIGNATURE)
    changed = (
        f"{SIGNATURE.phrase} ; conservé tel que {kept} ; les données ont changé depuis : « {SESSION} ». "
    )
    assert phrase.startswith(f"{changed}Si c’est l’acte qui est faux, voyez avec la préfecture")
    assert "non refait" not in phrase


@pytest.mark.parametrize("stage", [Stade.ADOPTE, Stade.PUBLIE, Stade.MODELE])
def test_an_act_that_the_next_run_writes_again_is_not_said_to_be_kept(tmp_path: Path, stage: str) -> None:
    phrase = f"écrit d’un état antérieur de « {SESSION} », et non refait depuis : recommencez "
    assert told(tmp_path, "deliberation-09", stage).startswith(f"{phrase}actgen render sur la séance entière")


@pytest.mark.parametrize(
    ("act", "command"),
    [
        ("transmission-09-1", "actgen export transmission, qui laisse tel quel un dépôt déjà transmis"),
        ("archive", "actgen export archive"),
        ("opendata", "actgen export opendata"),
        ("registre-2022", "actgen register"),
        ("convention", "actgen render sur la séance entière, ou actgen batch sur le groupement"),
    ],
)
def test_each_file_is_made_again_by_its_own_command(tmp_path: Path, act: str, command: str) -> None:
    assert told(tmp_path, act).endswith(f"recommencez {command}")


def test_a_name_that_leads_outside_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("autre", encoding="utf-8")
    entry = Entry("acte", Fingerprint("a", "a"), earlier={"../x.yaml": "alors", "a" * 300: "alors"})
    piece = Piece("1-acte.html", PieceKind.FICHIER, Etat.CONFORME)
    journal = Journal(sources={"../x.yaml": "maintenant"})
    assert mark_earlier((piece,), entry, journal, tmp_path / "espace") == (piece,)
