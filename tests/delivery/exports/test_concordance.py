"""What is handed over says what the State is told: an act of ours that says otherwise isn't deposited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from actgen.acts.outputs.carried import CACHE
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Paragraph
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.delivery.exports.pieces import first_gap
from actgen.delivery.exports.signed_copy import Exemplaire
from tests.acts.outputs.conformity.signing import field_names, signed
from tests.delivery.exports.atelier import CONVENTION, DELIBERATION, DIETWILLER, OBJET, Atelier, pdf

CLE = "deliberation-09"
SIGNE = DELIBERATION.replace(".pdf", "-SIGNE.pdf")
SUITES = "  transmise_le: 19/12/2022\n"
CHANGES = [
    (
        OBJET,
        "objet: Adhésion refusée",
        "la séance dit « Adhésion refusée »",
    ),
    ("heure: 20h30", "heure: 20h45", "vingt heures quarante-cinq"),
    (
        "vote: unanimité",
        "vote: 11 pour, 2 contre",
        "Vote : 11 pour, 2 contre, 0 abstention ; 13 votants, 13 suffrages exprimés",
    ),
]


def seance(atelier: Atelier) -> Path:
    """A session whose deliberation was written, neither sent nor published yet; its folder."""
    atelier.changer(DIETWILLER, SUITES, "")
    atelier.changer(DIETWILLER, "  publiee_le: 19/12/2022\n", "")
    folder = atelier.ecrire(vrais=[CLE])
    (folder / CONVENTION).write_bytes(pdf(17))
    return folder


def signer(contenu: bytes, folder: Path, **comment: object) -> bytes:
    return signed(contenu, field_names(contenu)[0], "Membre 1", folder, **comment)  # type: ignore[arg-type]


def dit(atelier: Atelier) -> Diagnostic:
    """The one thing that keeps the folder from being written."""
    told = atelier.transmit_session()
    (erreur,) = told.report.errors
    assert not told.written
    return erreur


def mots(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("’", "'")


@pytest.mark.slow
@pytest.mark.parametrize(("ancien", "nouveau", "attendu"), CHANGES)
def test_a_signed_act_of_another_state_of_the_session(
    atelier: Atelier, tmp_path: Path, ancien: str, nouveau: str, attendu: str
) -> None:
    """Signed where it is, then renamed: before `render` runs again, and after."""
    folder = seance(atelier)
    place = folder / DELIBERATION
    place.write_bytes(signer(place.read_bytes(), tmp_path))
    atelier.changer(DIETWILLER, ancien, nouveau)
    for nom in (DELIBERATION, DELIBERATION, SIGNE):
        if nom == SIGNE:
            place.rename(folder / SIGNE)
        erreur = dit(atelier)
        assert (erreur.code, erreur.severity, erreur.point) == ("EXPORT-PERIME", Severity.ERROR, 9)
        assert f"{nom} ne dit pas ce que la séance dit aujourd'hui" in mots(erreur.message)
        assert attendu in mots(erreur.message)
        assert "remettez dans la séance ce qu'il dit" in mots(erreur.hint)
        atelier.ecrire(vrais=[CLE])
        assert (folder / nom).is_file()


def test_an_act_that_nobody_signed_and_that_is_to_be_written_again(atelier: Atelier) -> None:
    seance(atelier)
    atelier.changer(DIETWILLER, *CHANGES[1][:2])
    erreur = dit(atelier)
    assert erreur.code == "EXPORT-PERIME" and "actgen render" in mots(erreur.hint)
    atelier.ecrire(vrais=[CLE])
    assert atelier.transmit_session().written


def test_an_act_that_is_dated_as_signed_is_written_again_once_the_day_is_emptied(atelier: Atelier) -> None:
    seance(atelier)
    atelier.changer(DIETWILLER, "suites:\n", "suites:\n  deliberation_signee_le: 16/12/2022\n")
    atelier.changer(DIETWILLER, *CHANGES[1][:2])
    assert "videz la date de sa signature" in mots(dit(atelier).hint)
    atelier.ecrire(vrais=[CLE])
    assert dit(atelier).code == "EXPORT-PERIME", "what was signed is kept"


def test_an_act_that_was_sent_is_what_the_session_must_say(atelier: Atelier) -> None:
    atelier.ecrire(vrais=[CLE])
    (atelier.espace / "output/68072-dietwiller/2022-12-15-conseil" / CONVENTION).write_bytes(pdf(17))
    atelier.changer(DIETWILLER, *CHANGES[1][:2])
    assert "déjà transmis" in mots(dit(atelier).hint)


@pytest.mark.slow
@pytest.mark.parametrize("nom", [DELIBERATION, SIGNE])
def test_what_changes_no_word_of_the_act_changes_nothing(atelier: Atelier, tmp_path: Path, nom: str) -> None:
    """The day when it was sent, and what the minutes alone tell."""
    folder = seance(atelier)
    (folder / nom).write_bytes(signer((folder / DELIBERATION).read_bytes(), tmp_path))
    atelier.changer(DIETWILLER, "suites:\n", f"suites:\n{SUITES}")
    told = atelier.transmit_session()
    assert not told.report.errors and told.depots[0].acte.piece.signe
    (dite,) = [each for each in told.report.findings if each.code == "EXPORT-SIGNE" and each.point == 9]
    assert "Seul un lecteur de PDF vérifie sa signature" in mots(dite.hint)


@pytest.mark.slow
def test_words_told_private_once_the_act_is_signed(atelier: Atelier, tmp_path: Path) -> None:
    """They are printed all the same, and masked in what is carried: then, or now."""
    prive = (
        "    acte: adhesion_groupement",
        "    donnees_privees: Pierrette KEMPF\n    acte: adhesion_groupement",
    )
    folder = seance(atelier)
    (folder / SIGNE).write_bytes(signer((folder / DELIBERATION).read_bytes(), tmp_path))
    atelier.changer(DIETWILLER, *prive)
    assert not atelier.transmit_session().report.errors
    atelier.ecrire(vrais=[CLE])
    ecrit = (folder / DELIBERATION).read_bytes()
    (folder / SIGNE).write_bytes(signer(ecrit, tmp_path))
    atelier.changer(DIETWILLER, *reversed(prive))
    assert not atelier.transmit_session().report.errors
    atelier.changer(DIETWILLER, "secretaire: Pierrette KEMPF", "secretaire: Christian FRANTZ")
    assert dit(atelier).code == "EXPORT-PERIME"


@pytest.mark.parametrize(
    ("texte", "reste"),
    [("Vu par Membre 1, adjoint.", True), ("Vu par Membre 1, maire.", False), ("Vu pa, adjoint.", False)],
)
def test_what_a_hidden_word_may_be(texte: str, reste: bool) -> None:
    lu = Exemplaire(1, porte=True, titre="T", jour="2022-12-15", enonces=(f"Vu par {CACHE}, adjoint.",))
    acte = Document("T", (Paragraph((Text(texte),)),))
    assert (first_gap(lu, acte, date(2022, 12, 15)) == "") is reste


# an act of ours to which more was done than signing it


def annote(writer: IncrementalPdfFileWriter) -> None:
    """A word laid over the first page."""
    pages = writer.root["/Pages"]["/Kids"]
    name, number = generic.pdf_name, generic.NumberObject
    note = generic.DictionaryObject(  # type: ignore[no-untyped-call]
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/FreeText"),
            name("/Rect"): generic.ArrayObject(map(number, (100, 400, 300, 450))),
            name("/Contents"): generic.pdf_string("3 voix contre"),
        }
    )
    page = pages[0].get_object()
    page.setdefault(name("/Annots"), generic.ArrayObject()).append(writer.add_object(note))
    writer.mark_update(pages.raw_get(0))


def sans_donnees(writer: IncrementalPdfFileWriter) -> None:
    """What the act carries, taken out."""
    del writer.root["/Names"]
    writer.update_root()  # type: ignore[no-untyped-call]


def autre_jour(contenu: bytes) -> bytes:
    assert b"D:20221215" in contenu
    return contenu.replace(b"D:20221215", b"D:20221216", 1)


CHANGEMENTS: dict[str, Callable[[bytes, Path], bytes]] = {
    "annotation": lambda contenu, folder: signer(contenu, folder, along=annote),
    "données ôtées": lambda contenu, folder: signer(contenu, folder, along=sans_donnees),
    "champ étranger": lambda contenu, folder: signed(
        contenu, "intrus", "Membre 2", folder, own=(50, 100, 500, 700)
    ),
    "octets": lambda contenu, folder: signer(contenu, folder) + b"\n% suite\n",
    "avant": lambda contenu, folder: signer(autre_jour(contenu), folder),
}


@pytest.mark.slow
@pytest.mark.parametrize("changement", CHANGEMENTS)
def test_what_was_done_besides_signing(atelier: Atelier, tmp_path: Path, changement: str) -> None:
    """Refused under the act's own name, which no advice leads around, and under that of a signed copy."""
    folder = seance(atelier)
    place = folder / DELIBERATION
    place.write_bytes(CHANGEMENTS[changement](place.read_bytes(), tmp_path))
    erreur = dit(atelier)
    assert erreur.code == "EXPORT-MODIFIE" and "SIGNE" not in erreur.hint
    assert "sans rien y ajouter d'autre" in mots(erreur.hint)
    place.rename(folder / SIGNE)
    atelier.ecrire(vrais=[CLE])
    erreur = dit(atelier)
    assert erreur.code == "EXPORT-MODIFIE"
    assert "a reçu autre chose que des signatures depuis qu'actgen l'a écrit" in mots(erreur.message)


def test_an_act_changed_and_signed_by_nobody(atelier: Atelier) -> None:
    folder = seance(atelier)
    (folder / SIGNE).write_bytes(autre_jour((folder / DELIBERATION).read_bytes()))
    assert "a reçu autre chose que des signatures depuis qu'actgen l'a écrit" in mots(dit(atelier).message)
    (folder / SIGNE).write_bytes((folder / DELIBERATION).read_bytes())
    assert "n'est pas signé, c'est un acte tel qu'actgen l'a écrit" in mots(dit(atelier).message)


def test_a_scan_under_the_name_of_the_act_is_told_its_own(atelier: Atelier) -> None:
    folder = seance(atelier)
    (folder / DELIBERATION).write_bytes(pdf(12))
    assert f"renommez-le {SIGNE}" in dit(atelier).hint


def test_a_signature_that_does_not_hold_is_refused(atelier: Atelier, tmp_path: Path) -> None:
    """One that is destroyed is none, whatever its field holds."""
    folder = seance(atelier)
    whole = bytearray(signer((folder / DELIBERATION).read_bytes(), tmp_path))
    at = whole.rindex(b"/Contents <") + 200
    whole[at : at + 400] = b"0" * 400  # one figure alone may fall where nobody looks: a name in a certificate
    (folder / SIGNE).write_bytes(bytes(whole))
    told = atelier.transmit_session()
    (dite,) = [each for each in told.report.findings if each.code == "EXPORT-MODIFIE" and each.point == 9]
    assert "autre chose que des signatures" in mots(dite.message)
    assert pikepdf.open(folder / SIGNE)
