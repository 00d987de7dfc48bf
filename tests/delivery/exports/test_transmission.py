"""The folder to transmit: names, fields, and all that keeps it from being written."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from actgen.base.diagnostics import Mender, Severity
from actgen.base.records import replace
from actgen.delivery.exports.fields import Classification, read_classification
from actgen.delivery.exports.seance import open_session
from actgen.delivery.exports.signed_copy import TAILLE
from actgen.delivery.exports.transmission import Preparation, to_deposit, transmit_session
from actgen.reading.signed_pdf import signed_since
from actgen.reading.sources import Source, french_size
from actgen.session.writing.plan import Outcome
from tests.acts.outputs.conformity.signing import signed
from tests.council.facts.recus import NOM, accuse
from tests.delivery.exports.atelier import CONVENTION, DELIBERATION, DIETWILLER, NANTES, OBJET, Atelier, pdf
from tests.session.acts import ROOT, examined

ACTE = "068-216800722-20221215-2022_12_15_09-DE"
GRAND = "aucun" + " mot" * 130


def codes(atelier: Atelier, seance: str = DIETWILLER, *points: int) -> list[str]:
    """The codes that are found; with an error nothing is written."""
    told = atelier.transmit_session(seance, *points)
    dossiers = list((atelier.espace / "output").rglob("transmission"))
    assert bool(dossiers) is not bool(told.report.errors or not told.depots)
    return [finding.code for finding in told.report.findings]


def signer(folder: Path) -> bytes:
    """The convention, complete and signed, beside the draft."""
    (folder / CONVENTION).write_bytes(pdf(17))
    return pdf(17)


def test_acts_and_annexes_bear_the_names_of_the_channel(atelier: Atelier) -> None:
    folder = atelier.ecrire()
    convention = signer(folder)
    told = atelier.transmit_session()
    (depot,) = told.depots
    noms = [f"99_DE-{ACTE}-1-1_1.pdf", f"99_AU-{ACTE}-1-1_2.pdf"]
    assert [each.name for each in told.written] == [*noms, "depot.json", "a-saisir.txt"]
    assert (folder / "transmission" / noms[0]).read_bytes() == (folder / DELIBERATION).read_bytes()
    assert (folder / "transmission" / noms[1]).read_bytes() == convention
    assert [each.code for each in told.report.findings] == ["EXPORT-SIGNE"]
    assert (depot.identifiant, depot.saisie.numero, depot.saisie.code) == (ACTE, "2022_12_15_09", "1.7")
    again = atelier.transmit_session()
    assert {each.outcome for each in again.written} == {Outcome.UNCHANGED}


def test_the_fields_for_a_program_and_for_a_page(atelier: Atelier) -> None:
    folder = atelier.ecrire()
    signer(folder)
    atelier.transmit_session()
    champs = json.loads((folder / "transmission/depot.json").read_bytes())
    (acte,) = champs["actes"]
    assert (acte["nature_code"], acte["classif1"], acte["classif2"]) == (1, 1, 7)
    assert (acte["number"], acte["decision_date"]) == ("2022_12_15_09", "2022-12-15")
    assert acte["acte_attachments"] == [f"99_AU-{ACTE}-1-1_2.pdf"] and acte["type_pj"] == ["99_AU"]
    acte["subject"].encode("iso-8859-1")
    assert acte["fichiers"][1] == {
        "nom": f"99_AU-{ACTE}-1-1_2.pdf",
        "type": "99_AU",
        "octets": len(pdf(17)),
        "sha256": hashlib.sha256(pdf(17)).hexdigest(),
        "source": CONVENTION,
        "signe": True,
    }
    page = (folder / "transmission/a-saisir.txt").read_text("utf-8-sig")
    assert f"Acte\u00a0: 99_DE-{ACTE}-1-1_1.pdf" in page and acte["subject"] in page
    assert "(type 99_AU, " in page and "octets)" in page


BUDGETS = ("budget_primitif", "budget_supplementaire", "decision_modificative", "compte_financier_unique")


@pytest.mark.parametrize("kind", BUDGETS)
def test_a_budget_goes_as_nature_5_with_its_electronic_document(kind: str, tmp_path: Path) -> None:
    """All are received under 7.1, and the tables that no folder holds are named; for all since 2026."""
    exemple = (ROOT / f"templates/deliberations/{kind}/exemple.yaml").read_text(encoding="utf-8")
    annee = re.search(r"date: \d\d/\d\d/(\d{4})", exemple)
    assert annee is not None
    seance, ecart = tmp_path / "seance.yaml", 2026 - int(annee[1])
    seance.write_text(exemple, encoding="utf-8")
    (avant,) = to_deposit(examined(seance)).saisies
    assert (avant.nature.numero, avant.matiere.code) == (5, "7.1")
    assert avant.document.endswith("en XML (TotEM, ou le logiciel de finances)") is (ecart > 0)
    plus_tard = re.sub(r"\b20(1\d|2\d)\b", lambda found: str(int(found[0]) + ecart), exemple)
    seance.write_text(plus_tard.replace("en 2026", "en 2023"), encoding="utf-8")
    (apres,) = to_deposit(examined(seance)).saisies
    assert apres.document.endswith("la voie électronique est obligatoire")
    assert ("Document budgétaire", apres.document) in apres.lignes


def test_a_draft_annex_is_its_coordinators(atelier: Atelier) -> None:
    atelier.ecrire()
    (finding,) = atelier.transmit_session().report.findings
    assert (finding.code, finding.mender) == ("EXPORT-PROJET", Mender.COORDONNATEUR)
    assert CONVENTION in finding.hint


def test_nothing_was_rendered(atelier: Atelier) -> None:
    assert codes(atelier) == ["EXPORT-ABSENT"]
    folder = atelier.ecrire()
    signer(folder)
    (folder / DELIBERATION).unlink()
    assert codes(atelier) == ["EXPORT-ABSENT", "EXPORT-SIGNE"]


def test_a_file_that_is_no_longer_the_journals(atelier: Atelier) -> None:
    folder = atelier.ecrire()
    signer(folder)
    (folder / DELIBERATION).write_bytes(pdf(12))
    assert codes(atelier) == ["EXPORT-MODIFIE", "EXPORT-SIGNE"]
    (folder / DELIBERATION).rename(folder / "1-deliberation-09-adhesion-groupement-Signé.pdf")
    assert codes(atelier) == ["EXPORT-SIGNE", "EXPORT-SIGNE"]


def test_what_a_signing_tool_adds_changes_nothing(atelier: Atelier, tmp_path: Path) -> None:
    folder = atelier.ecrire()
    signer(folder)
    ecrit = (folder / DELIBERATION).read_bytes()
    once = signed(ecrit, "cachet", "Membre 1", tmp_path, own=(0, 0, 0, 0))
    (folder / DELIBERATION).write_bytes(once)
    assert codes(atelier) == ["EXPORT-SIGNE", "EXPORT-SIGNE"]
    for added in (b"9 0 obj\n<<>>\nendobj\n%%EOF\n", b"9 0 obj\n<</ByteRange [0 1 2 3]>>\nendobj\n%%EOF\n"):
        (folder / DELIBERATION).write_bytes(ecrit + added)
        assert codes_after(atelier) == ["EXPORT-MODIFIE", "EXPORT-SIGNE"]
    assert signed_since(ecrit.replace(b"%PDF", b"%PDf") + b"/ByteRange %%EOF", "0" * 64) is None


def codes_after(atelier: Atelier) -> list[str]:
    """The same when an earlier run has written."""
    return [finding.code for finding in atelier.transmit_session().report.findings]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"un scan", "n’est pas un PDF"),
        (pdf()[:200], "incomplet ou abîmé"),
        ("protege", "mot de passe"),
        ("lourd", "trop gros"),
        ("lien", "n’est pas un fichier"),
    ],
)
def test_a_signed_copy_that_nobody_could_open(atelier: Atelier, contenu: bytes | str, dit: str) -> None:
    import pikepdf

    place = atelier.ecrire() / CONVENTION
    if contenu == "protege":
        place.write_bytes(pdf(encryption=pikepdf.Encryption(owner="o", user="u")))
    elif contenu == "lourd":
        with place.open("wb") as file:
            file.truncate(TAILLE + 1)
    elif contenu == "lien":
        place.symlink_to(place.parent / DELIBERATION)
    else:
        assert isinstance(contenu, bytes)
        place.write_bytes(contenu)
    (finding,) = atelier.transmit_session().report.findings
    assert finding.code == "EXPORT-PIECE" and dit in finding.message


def test_two_signed_copies_of_one_act(atelier: Atelier) -> None:
    folder = atelier.ecrire()
    signer(folder)
    (folder / CONVENTION.replace("SIGNE", "signée")).write_bytes(pdf())
    assert codes(atelier) == ["EXPORT-MODIFIE"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ancien", "nouveau", "code", "gravite"),
    [
        ('numero: "{date}-{point}"', 'numero: "DELIB-{date}-{point}"', "EXPORT-NUMERO", Severity.ERROR),
        ('numero: "{date}-{point}"', 'numero: "-{point}"', "EXPORT-NUMERO", Severity.ERROR),
        ("vote: unanimité", "vote:", "EXPORT-ACTE", Severity.ERROR),
        (OBJET, f"objet: {GRAND}", "EXPORT-OBJET", None),
        (OBJET, "objet: ≠ chat", "EXPORT-OBJET", None),
        (OBJET, "objet: ≠", "EXPORT-OBJET", Severity.ERROR),
        ("    signataire:", "    annexes: plan.docx\n    signataire:", "EXPORT-PIECE", Severity.ERROR),
        ("    signataire:", "    annexes: plan.pdf\n    signataire:", "EXPORT-PIECE", Severity.ERROR),
    ],
)
def test_what_the_channel_would_refuse(
    atelier: Atelier, ancien: str, nouveau: str, code: str, gravite: Severity | None
) -> None:
    fichier = "collectivites/dietwiller.yaml" if ancien.startswith("numero") else DIETWILLER
    atelier.changer(fichier, ancien, nouveau)
    signer(atelier.ecrire())
    told = atelier.transmit_session()
    found = [each for each in told.report.findings if each.code == code]
    assert [each.severity for each in found] == [gravite or Severity.WARNING]
    assert bool(told.written) is (gravite is None)


@pytest.mark.slow
def test_a_file_that_the_item_annexes(atelier: Atelier) -> None:
    atelier.changer(DIETWILLER, "    signataire:", "    annexes: plan.PNG\n    signataire:")
    (atelier.espace / "seances/plan.PNG").write_bytes(b"\x89PNG\r\n\x1a\n")
    signer(atelier.ecrire())
    (depot,) = atelier.transmit_session().depots
    assert [each.nom for each in depot.annexes] == [f"99_AU-{ACTE}-1-1_{n}" for n in ("2.pdf", "3.png")]
    atelier.changer(DIETWILLER, "    annexes: plan.PNG\n", "")
    assert [each.code for each in atelier.transmit_session().report.warnings] == [
        "EXPORT-PERIME",
        "EXPORT-RESTE",
    ]
    atelier.changer(DIETWILLER, "    signataire:", "    annexes: plan.PNG\n    signataire:")
    (atelier.espace / "seances/plan.PNG").write_bytes(b"un texte")
    assert "EXPORT-PIECE" in [each.code for each in atelier.transmit_session().report.errors]


def test_acts_written_before_the_session_changed(atelier: Atelier) -> None:
    signer(atelier.ecrire())
    atelier.changer(DIETWILLER, "heure: 20h30", "heure: 20h31")
    assert codes(atelier) == ["EXPORT-PERIME", "EXPORT-SIGNE"]


def test_an_act_that_was_received_says_so(atelier: Atelier) -> None:
    (atelier.espace / "seances" / NOM).write_bytes(accuse())
    signer(atelier.ecrire())
    assert codes(atelier) == ["EXPORT-SIGNE", "EXPORT-DEJA"]


@pytest.mark.parametrize("transmis", [True, False])
def test_the_fields_are_those_of_the_files_that_are_there(atelier: Atelier, transmis: bool) -> None:
    """An act that was sent stays as it was sent, whatever is put down since: so do its fields."""
    if not transmis:  # published all the same
        atelier.changer(DIETWILLER, "  transmise_le: 19/12/2022\n", "")
    folder = atelier.ecrire()
    signer(folder)
    atelier.transmit_session()
    signe = DELIBERATION.replace(".pdf", "-SIGNE.pdf")
    (folder / signe).write_bytes(pdf(21))
    told = atelier.transmit_session()
    decrits(folder / "transmission")
    (depot,) = told.depots
    assert (depot.acte.piece.nom, depot.acte.piece.signe) == (
        (DELIBERATION, False) if transmis else (signe, True)
    )
    dits = [each.message for each in told.report.findings if signe in each.message]
    assert [("n’est pas pris" in each, "est pris" in each) for each in dits] == [(transmis, not transmis)]


def test_the_fields_of_a_file_changed_by_hand(atelier: Atelier) -> None:
    folder = atelier.ecrire()
    signer(folder)
    atelier.transmit_session()
    (folder / f"transmission/99_DE-{ACTE}-1-1_1.pdf").write_bytes(pdf(30))
    atelier.transmit_session()
    decrits(folder / "transmission")
    (folder / "transmission/depot.json").write_text("[", "utf-8")
    assert not atelier.transmit_session().report.errors


def test_an_act_that_was_sent_and_is_gone(atelier: Atelier) -> None:
    folder = atelier.ecrire()
    signer(folder)
    atelier.transmit_session()
    parti = folder / f"transmission/99_DE-{ACTE}-1-1_1.pdf"
    parti.unlink()
    assert not atelier.transmit_session().report.errors, "the same is written again"
    parti.unlink()
    (folder / DELIBERATION.replace(".pdf", "-SIGNE.pdf")).write_bytes(pdf(21))
    (erreur,) = atelier.transmit_session().report.errors
    assert erreur.code == "EXPORT-ABSENT" and "déjà transmis" in erreur.message
    parti.mkdir()
    assert [each.code for each in atelier.transmit_session().report.errors] == ["EXPORT-PIECE"]


def decrits(dossier: Path) -> None:
    """Each file that the fields name is there, as they say."""
    page = (dossier / "a-saisir.txt").read_text("utf-8-sig")
    for acte in json.loads((dossier / "depot.json").read_bytes())["actes"]:
        for ecrit in acte["fichiers"]:
            contenu = (dossier / ecrit["nom"]).read_bytes()
            assert (len(contenu), hashlib.sha256(contenu).hexdigest()) == (ecrit["octets"], ecrit["sha256"])
            assert f"{ecrit['nom']} (type {ecrit['type']}, {french_size(len(contenu))})" in page


@pytest.mark.slow
def test_many_acts_and_some_of_them(atelier: Atelier) -> None:
    atelier.ecrire(NANTES)
    assert codes(atelier, NANTES, 1, 4) == []
    assert [depot.point for depot in atelier.transmit_session(NANTES).depots] == [
        *range(1, 7), *range(8, 12), *range(13, 19)
    ]  # fmt: skip


@pytest.mark.slow
def test_acts_that_are_not_sent(atelier: Atelier) -> None:
    atelier.changer(
        NANTES, '    matiere: "7.1"', '    dispense_de_transmission: taux de promotion\n    matiere: "7.1"'
    )
    atelier.changer(NANTES, '    matiere: "7.3"\n', "")
    atelier.ecrire(NANTES)
    told = atelier.transmit_session(NANTES)
    assert told.dispenses == (1,) and len(told.depots) == 14
    assert not told.written and not list((atelier.espace / "output").rglob("transmission"))
    assert [finding.code for finding in told.report.findings] == ["EXPORT-MATIERE"]


@pytest.mark.parametrize(
    ("point", "dit"),
    [
        (99, "La séance n’a pas de point 99 : elle a le point 9."),
        (10, "Le point 10 ne donne pas de délibération."),
    ],
)
def test_an_item_that_there_is_none_of(atelier: Atelier, point: int, dit: str) -> None:
    if point == 10:
        suivant = "signataire: le maire ou son adjoint délégué\n"
        atelier.changer(DIETWILLER, suivant, f"{suivant}  - numero: 10\n    objet: Questions diverses\n")
    signer(atelier.ecrire())
    told = atelier.transmit_session(DIETWILLER, 9, point)
    (erreur,) = told.report.errors
    assert (erreur.code, erreur.point, told.written) == ("EXPORT-ACTE", point, ())
    assert erreur.message.replace("\u00a0", " ") == dit


def test_a_session_to_come_has_nothing_to_send(atelier: Atelier) -> None:
    atelier.changer(DIETWILLER, "absents:", "donnees_privees:")
    assert [each.code for each in atelier.transmit_session().report.findings] != []
    assert not (atelier.espace / "output").exists()


# what only a list of the prefecture, a rare town or a heavy scan shows


@pytest.mark.slow
def test_a_town_whose_number_is_not_known(atelier: Atelier) -> None:
    signer(atelier.ecrire())
    exported, _ = open_session(atelier.espace / DIETWILLER, atelier.options, atelier.cache)
    assert exported is not None
    seance = exported.figures.seance
    sans = replace(seance, collectivite=replace(seance.collectivite, siren=""))
    preparation = Preparation(
        replace(exported, figures=replace(exported.figures, seance=sans)), Classification()
    )
    assert list(preparation.depots(frozenset())) == []
    assert [each.code for each in preparation.findings] == ["EXPORT-SIREN", "EXPORT-SIGNE"]


@pytest.mark.slow
def test_a_deposit_that_is_too_heavy(atelier: Atelier, monkeypatch: pytest.MonkeyPatch) -> None:
    signer(atelier.ecrire())
    monkeypatch.setattr("actgen.delivery.exports.transmission.TAILLE", 100)
    assert codes(atelier) == ["EXPORT-SIGNE", "EXPORT-TAILLE"]


@pytest.mark.slow
def test_the_types_of_a_prefecture(atelier: Atelier) -> None:
    signer(atelier.ecrire())
    lignes = "pieces:\n  - {pour: acte, nature: DE, code: 99_DE, nom: délibération}\n"
    convention = "  - {pour: convention, code: 22_CO, nom: convention}\n"
    for texte, attendu in ((lignes, []), (lignes + convention, ["99_DE", "22_CO"])):
        classification = read_classification(Source("types.yaml", texte.encode(), ""))
        assert isinstance(classification, Classification)
        told = transmit_session(atelier.espace / DIETWILLER, atelier.options, classification=classification)
        assert [each.type for depot in told.depots for each in depot.fichiers] == attendu
        assert ("EXPORT-TYPE" in [each.code for each in told.report.findings]) is not bool(attendu)
