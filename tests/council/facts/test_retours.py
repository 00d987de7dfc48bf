"""What came back from members in a spreadsheet: each slip at its cell, and the other lines go on."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.council.facts.groupement import Groupement, MembreGroupement
from actgen.council.facts.retours import Colonne, MembersByName, RetoursReader, colonne, find_table
from actgen.council.facts.retours.tableau import ReturnsTable
from actgen.reading.sources import Source, Sources
from actgen.reading.tables import read_sheets
from actgen.session.load import load_groupement

TITRES = (
    "commune;vote;deliberation;numero;transmise;recue_prefecture;publiee;notifiee_coordonnateur;signee;"
    "signataire"
)
DITS_AUTREMENT = (
    "Nom de la commune;Résultat du vote;Date de délibération;N° de délibération;Télétransmission;"
    "Accusé de réception préfecture;Mise en ligne le;Notifiée au coordonnateur;"
    "Date de signature de la convention;Représentant"
)
DAOULAS = "Daoulas;adoptée;14/11/2024;9;18/11/2024;;19/11/2024;;;Membre 1, maire"
GROUPE = """objet: l’achat de papier
coordonnateur:
  commune: Le Faou
membres:
  communes: [Daoulas, Hanvec, Irvillac]
  retours: {retours}
"""


def lu(tmp_path: Path, contenu: bytes, nom: str = "retours.csv") -> tuple[Groupement, tuple[Diagnostic, ...]]:
    (tmp_path / "collectivites").mkdir(exist_ok=True)
    dossier = tmp_path / "groupements"
    dossier.mkdir(exist_ok=True)
    (dossier / nom).write_bytes(contenu)
    (dossier / "g.yaml").write_text(GROUPE.format(retours=nom), encoding="utf-8")
    groupement, findings = load_groupement(dossier / "g.yaml", Sources(tmp_path))
    assert groupement is not None, findings
    return groupement, findings


def membre(groupement: Groupement, nom: str) -> MembreGroupement:
    return next(each for each in groupement.membres if each.collectivite.nom == nom)


def csv(*lignes: str, titres: str = TITRES) -> bytes:
    return "\n".join((titres, *lignes)).encode()


@pytest.mark.parametrize(
    "contenu",
    [
        csv(DAOULAS),
        b"\xef\xbb\xbf" + csv(DAOULAS),
        csv(DAOULAS).decode().replace("\n", "\r\n").encode("cp1252"),
        csv(DAOULAS).decode().encode("utf-16"),
        csv(DAOULAS.replace(", maire", "")).replace(b";", b","),
        csv(DAOULAS, titres=DITS_AUTREMENT),
        csv(";;;;;;;;;", DAOULAS, "", titres="Retours du groupement\n\n" + TITRES),
    ],
)  # fmt: skip
def test_a_file_is_read_as_excel_saves_it(tmp_path: Path, contenu: bytes) -> None:
    groupement, findings = lu(tmp_path, contenu)
    assert findings == ()
    daoulas = membre(groupement, "Daoulas")
    assert (daoulas.resultat, daoulas.deliberation_le, daoulas.numero) == ("adoptée", date(2024, 11, 14), "9")
    assert (daoulas.transmise_le, daoulas.recue_le) == (date(2024, 11, 18), None)
    assert daoulas.publiee_le == date(2024, 11, 19) and daoulas.signataire.startswith("Membre 1")
    assert not daoulas.a_corriger and daoulas.lieux["publiee_le"].file == "groupements/retours.csv"


def test_each_fact_knows_its_line_and_column(tmp_path: Path) -> None:
    groupement, _ = lu(tmp_path, csv("Hanvec;;;;;;;;;", DAOULAS))
    lieu = membre(groupement, "Daoulas").lieux["transmise_le"]
    assert (lieu.line, lieu.column, lieu.length) == (3, 30, 10)


@pytest.mark.parametrize(
    ("ligne", "dit", "colonne_dite"),
    [
        ("Hanvec;adoptée;32/11/2024;;;;;;;", "n’existe pas", 16),
        ("Hanvec;peut-être;14/11/2024;;;;;;;", "ne dit ni", 8),
        ("Hanvec;adoptée;;;;;;;;", "pas sa date", 8),
        ("Hanvec;;14/11/2024;;;;;;;", "pas son résultat", 9),
        ("Hanvec;adoptée;14/11/2024;;11/18/2024;;;;;", "l’année en a douze", 28),
        ("Hanvec;adoptée;14/11/2024;;45000;;;;;", "n’est pas une date", 28),
        ("Hanvec;adoptée;14/11/2024;;;;;;;" + "x" * 300, "plus de 200 signes", 33),
        ("Hanvec;adoptée;14/11/2024;;;;;;;Membre\u202e 2", "caractère invisible", 33),
    ],
)
def test_a_line_in_error_leaves_its_member_pending_alone(
    tmp_path: Path, ligne: str, dit: str, colonne_dite: int
) -> None:
    groupement, findings = lu(tmp_path, csv(ligne, DAOULAS))
    (finding,) = findings
    assert finding.code == "GC-RETOUR-LIGNE" and dit in finding.message, finding.message
    assert finding.severity is Severity.WARNING and "Hanvec reste en attente" in finding.hint
    assert finding.location is not None
    assert (finding.location.line, finding.location.column) == (2, colonne_dite)
    assert membre(groupement, "Hanvec").a_corriger
    assert membre(groupement, "Daoulas").deliberation_le and not membre(groupement, "Daoulas").a_corriger


def test_a_separator_within_a_text_is_told_before_it_moves_a_date(tmp_path: Path) -> None:
    titres = "commune,vote,signataire,deliberation"
    ligne = "Daoulas,adoptée,Membre 1, maire,14/11/2024"
    groupement, (finding,) = lu(tmp_path, csv(ligne, titres=titres))
    assert "plus de cases" in finding.message and finding.location is not None
    assert (finding.location.line, finding.location.column) == (2, 33)
    assert membre(groupement, "Daoulas").a_corriger and not membre(groupement, "Daoulas").deliberation_le
    juste = 'Daoulas,adoptée,"Membre 1, maire",14/11/2024'
    groupement, findings = lu(tmp_path, csv(juste, titres=titres))
    assert findings == () and membre(groupement, "Daoulas").signataire == "Membre 1, maire"


def test_a_member_with_two_lines_is_pending_and_both_are_named(tmp_path: Path) -> None:
    groupement, findings = lu(tmp_path, csv(DAOULAS, "Hanvec;;;;;;;;;", "Daoulas;;;;;;;;;"))
    (finding,) = findings
    assert finding.code == "GC-RETOUR-LIGNE" and [lieu.line for lieu in finding.locations] == [2, 4]
    assert membre(groupement, "Daoulas").a_corriger and membre(groupement, "Daoulas").deliberation_le is None


def test_two_identical_lines_are_one(tmp_path: Path) -> None:
    ligne = "Hanvec;adoptée;14/11/2024;;15/11/2024"
    groupement, findings = lu(tmp_path, csv(ligne, "Daoulas;;", ligne))
    hanvec = membre(groupement, "Hanvec")
    assert (hanvec.a_corriger, hanvec.resultat) == ("", "adoptée")
    (told,) = findings
    assert told.severity is Severity.INFO and "deux lignes identiques" in told.message
    assert [each.line for each in told.locations] == [2, 4]


@pytest.mark.parametrize(
    ("nom", "dit", "conseil"),
    [("Hanvecq", "Aucun membre", "Hanvec"), ("Dijon", "n’est pas membre", "communes"),
     ("Xyzzy", "Aucune commune", "orthographe"), ("", "ne nomme aucun membre", "effacez")],
)  # fmt: skip
def test_a_line_of_nobody_is_left(tmp_path: Path, nom: str, dit: str, conseil: str) -> None:
    groupement, findings = lu(tmp_path, csv(f"{nom};adoptée;14/11/2024;;;;;;;", DAOULAS))
    (finding,) = findings
    assert finding.code == "GC-RETOUR-LIGNE" and dit in finding.message and conseil in finding.hint
    assert membre(groupement, "Daoulas").deliberation_le and not any(m.a_corriger for m in groupement.membres)


REDON = """objet: l’achat de papier
coordonnateur:
  epci: Redon Agglomération
  departement: "35"
membres:
  communes_de: Redon Agglomération
  sauf: [Allaire]
  retours: retours.csv
"""


def redon(tmp_path: Path, nom: str) -> tuple[Groupement, tuple[Diagnostic, ...]]:
    (tmp_path / "collectivites").mkdir()
    (tmp_path / "groupements").mkdir()
    (tmp_path / "groupements/retours.csv").write_bytes(csv(f"{nom};adoptée;14/11/2024;;;;;;;"))
    (tmp_path / "groupements/g.yaml").write_text(REDON, encoding="utf-8")
    groupement, findings = load_groupement(tmp_path / "groupements/g.yaml", Sources(tmp_path))
    assert groupement is not None, findings
    return groupement, findings


@pytest.mark.parametrize(
    ("nom", "dit", "conseil", "lieux"),
    [("Allaire", "Allaire est écartée par «\u00a0sauf\u00a0»", "effacez son nom de «\u00a0sauf", 2),
     ("Dijon", "Dijon n’est pas membre du groupement", "les communes de «\u00a0Redon Agglomération", 1),
     ("Beaulieu", "n’est pas membre du groupement", "ajoutez-la à «\u00a0communes", 1)],
)  # fmt: skip
def test_a_line_of_a_commune_that_the_group_leaves_out_keeps_its_departement(
    tmp_path: Path, nom: str, dit: str, conseil: str, lieux: int
) -> None:
    _, (finding,) = redon(tmp_path, nom)
    assert finding.code == "GC-RETOUR-LIGNE" and dit in finding.message, finding.message
    assert conseil in finding.hint and "departement" not in finding.hint
    assert len(finding.locations) == lieux and finding.locations[0].line == 2


def test_a_code_and_a_name_may_not_differ(tmp_path: Path) -> None:
    titres = "code;commune;vote;deliberation"
    _, findings = lu(tmp_path, csv("29043;Hanvec;adoptée;14/11/2024", titres=titres))
    assert [finding.code for finding in findings] == ["GC-RETOUR-LIGNE"]
    assert "Le code est celui de «\u00a0Daoulas\u00a0»" in findings[0].message
    groupement, findings = lu(tmp_path, csv("29043;;adoptée;14/11/2024", titres=titres))
    assert findings == () and membre(groupement, "Daoulas").resultat == "adoptée"


def test_a_code_that_lost_its_zero_in_a_spreadsheet_is_found(tmp_path: Path) -> None:
    lu(tmp_path, csv("1004;adoptée;14/11/2024", titres="code;vote;deliberation"))
    place = tmp_path / "groupements" / "g.yaml"
    place.write_text(
        place.read_text(encoding="utf-8").replace("[Daoulas", '["01004", Daoulas'), encoding="utf-8"
    )
    groupement, findings = load_groupement(place, Sources(tmp_path))
    assert groupement is not None and findings == ()
    assert membre(groupement, "Ambérieu-en-Bugey").resultat == "adoptée"


def test_the_line_of_the_coordinator_says_no_more_than_it_must(tmp_path: Path) -> None:
    lu(tmp_path, csv("Le Faou;adoptée;;;08/11/2024;;;;;"))
    place = tmp_path / "groupements" / "g.yaml"
    text = place.read_text(encoding="utf-8")
    own = "  commune: Le Faou\n  represente_par: Mme Membre 1, maire\n  deliberation:\n    date: 07/11/2024\n"
    place.write_text(text.replace("  commune: Le Faou\n", own), encoding="utf-8")
    groupement, findings = load_groupement(place, Sources(tmp_path))
    assert groupement is not None
    le_faou = membre(groupement, "Le Faou")
    assert [finding.code for finding in findings] == ["GC-RETOUR-LIGNE"] and le_faou.a_corriger
    (tmp_path / "groupements/retours.csv").write_bytes(csv("Le Faou;;;;08/11/2024;;;;;"))
    groupement, findings = load_groupement(place, Sources(tmp_path))
    assert groupement is not None and findings == ()
    le_faou = membre(groupement, "Le Faou")
    assert (le_faou.deliberation_le, le_faou.transmise_le) == (date(2024, 11, 7), date(2024, 11, 8))
    assert (le_faou.organe, le_faou.signataire) == ("conseil", "Mme Membre 1, maire")


def test_a_heading_that_is_not_known_is_told_with_its_nearest(tmp_path: Path) -> None:
    _, findings = lu(tmp_path, csv(DAOULAS, titres=TITRES.replace("transmise", "transmsie")))
    (finding,) = findings
    assert finding.code == "GC-RETOUR-COLONNE" and "«\u00a0transmise\u00a0»" in finding.hint


@pytest.mark.parametrize(
    ("contenu", "code"),
    [
        (b"", "GC-RETOUR-TABLEAU"),
        (b"Daoulas;oui", "GC-RETOUR-TABLEAU"),
        (csv(DAOULAS, titres=TITRES.replace("numero", "publiee")), "GC-RETOUR-TABLEAU"),
        (b"PK\x03\x04 not a workbook", "TABLEAU-FICHIER"),
        (b"\x00\x01\x02", "TABLEAU-FICHIER"),
        (b"%PDF-1.7", "TABLEAU-FICHIER"),
        (csv(DAOULAS).replace("é".encode(), "Ã©".encode()), "TABLEAU-FICHIER"),
        (csv(*["Hanvec;;;;;;;;;"] * 2_100), "TABLEAU-FICHIER"),
        (b"x" * 2_100_000, "FICHIER-TROP-GROS"),
    ],
)
def test_a_table_that_cant_be_read_keeps_back_the_convention_alone(
    tmp_path: Path, contenu: bytes, code: str
) -> None:
    groupement, findings = lu(tmp_path, contenu)
    (finding,) = findings
    assert (finding.code, finding.severity, finding.scope) == (code, Severity.ERROR, Scope.ANSWERS)
    assert all(each.deliberation_le is None for each in groupement.membres)


def test_a_table_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    lu(tmp_path, csv(DAOULAS))
    (tmp_path / "groupements" / "retours.csv").unlink()
    groupement, (finding,) = load_groupement(tmp_path / "groupements" / "g.yaml", Sources(tmp_path))
    assert groupement is not None and (finding.code, finding.scope) == ("FICHIER-ABSENT", Scope.ANSWERS)
    assert finding.location is not None and finding.location.line == 6


def classeur(*lignes: tuple[Any, ...], masquee: int = 0) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(TITRES.split(";"))
    for ligne in lignes:
        sheet.append(ligne)
    if masquee:
        sheet.row_dimensions[masquee].hidden = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_is_read_with_its_dates(tmp_path: Path) -> None:
    ligne = ("Daoulas", "adoptée", datetime(2024, 11, 14), 9, "18/11/2024", None, date(2024, 11, 19))
    groupement, findings = lu(tmp_path, classeur(ligne), "retours.xlsx")
    daoulas = membre(groupement, "Daoulas")
    assert findings == ()
    assert (daoulas.deliberation_le, daoulas.numero) == (date(2024, 11, 14), "9")
    assert (daoulas.transmise_le, daoulas.publiee_le) == (date(2024, 11, 18), date(2024, 11, 19))
    assert "feuille «\u00a0Sheet\u00a0», cellule C2" in daoulas.lieux["deliberation_du"].file


@pytest.mark.parametrize(
    ("valeur", "dit"), [("=TODAY()", "formule"), (45000, "est un nombre"), (True, "est un nombre")]
)
def test_a_cell_of_a_workbook_that_is_no_date(tmp_path: Path, valeur: Any, dit: str) -> None:
    lignes = [("Hanvec", "adoptée", valeur), ("Daoulas", "adoptée", date(2024, 11, 14))]
    groupement, findings = lu(tmp_path, classeur(*lignes), "retours.xlsx")
    assert dit in findings[0].message and findings[0].location is not None
    assert findings[0].location.file.endswith("cellule C2")
    assert membre(groupement, "Hanvec").a_corriger and membre(groupement, "Daoulas").deliberation_le


def test_a_hidden_row_is_read_and_told(tmp_path: Path) -> None:
    groupement, findings = lu(
        tmp_path, classeur(("Daoulas", "adoptée", date(2024, 11, 14)), masquee=2), "r.xlsx"
    )
    assert [finding.code for finding in findings] == ["GC-RETOUR-COLONNE"]
    assert membre(groupement, "Daoulas").deliberation_le


@pytest.mark.apart
def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bombe = io.BytesIO()
    with zipfile.ZipFile(bombe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a>" + b" " * 30_000_000 + b"</a>")
    groupement, (finding,) = lu(tmp_path, bombe.getvalue(), "retours.xlsx")
    assert finding.code == "TABLEAU-FICHIER" and "trop gros" in finding.message
    assert len(groupement.membres) == 4


def test_two_visible_sheets_of_returns_are_one_too_many(tmp_path: Path) -> None:
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Autre")):
        assert sheet is not None
        sheet.append(TITRES.split(";"))
    content = io.BytesIO()
    book.save(content)
    _, (finding,) = lu(tmp_path, content.getvalue(), "retours.xlsx")
    assert finding.code == "GC-RETOUR-TABLEAU" and len(finding.locations) == 2


def test_the_members_may_be_those_of_the_table_alone(tmp_path: Path) -> None:
    lu(tmp_path, csv(DAOULAS))
    place = tmp_path / "groupements" / "g.yaml"
    place.write_text(
        place.read_text(encoding="utf-8").replace("  communes: [Daoulas, Hanvec, Irvillac]\n", "")
    )
    groupement, findings = load_groupement(place, Sources(tmp_path))
    assert groupement is not None and findings == ()
    assert [each.collectivite.nom for each in groupement.membres] == ["Le Faou", "Daoulas"]


def test_our_own_headings_are_understood() -> None:
    assert [colonne(each.value) for each in Colonne] == list(Colonne)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=40), max_size=8))
def test_any_text_gives_findings(lignes: list[str]) -> None:
    source = Source("r.csv", csv(*lignes), "")
    tableau, findings = find_table(read_sheets(source))
    if isinstance(tableau, ReturnsTable):
        reader = RetoursReader(tableau, MembersByName((), lambda nom, lieu: findings_of(nom)))
        assert reader.read() == {}
    assert all(finding.message for finding in findings)


def findings_of(nom: str) -> Diagnostic:
    return Diagnostic("X", Severity.WARNING, nom or "vide")


@pytest.mark.parametrize(
    "titre", ["Avis du conseil", "Avis du conseil municipal", "Décision du conseil", "Avis"]
)
def test_the_opinion_of_the_council_is_its_vote(tmp_path: Path, titre: str) -> None:
    titres = f"commune;{titre};deliberation"
    groupement, findings = lu(tmp_path, csv("Daoulas;favorable;14/11/2024", titres=titres))
    assert findings == () and membre(groupement, "Daoulas").resultat == "adoptée"


def test_that_no_column_tells_the_vote_is_told_once(tmp_path: Path) -> None:
    lignes = ("Daoulas;14/11/2024", "Hanvec;15/11/2024", "Irvillac;")
    groupement, findings = lu(tmp_path, csv(*lignes, titres="commune;deliberation"))
    (finding,) = findings
    assert finding.code == "GC-RETOUR-COLONNE" and "Aucune colonne ne dit le vote" in finding.message
    assert [bool(membre(groupement, nom).a_corriger) for nom in ("Daoulas", "Hanvec", "Irvillac")] == [
        True,
        True,
        False,
    ]


def test_the_short_years_of_a_row_are_told_once_with_each_of_their_cells(tmp_path: Path) -> None:
    ligne = "Daoulas;adoptée;14/11/85;9;18/11/85;;19/11/85;;31/02/2024;"
    groupement, findings = lu(tmp_path, csv(ligne))
    annees, jour = findings
    assert "n’a que deux chiffres" in annees.message and len(annees.locations) == 3
    assert "n’existe pas" in jour.message and len(jour.locations) == 1
    assert membre(groupement, "Daoulas").a_corriger


# The words of a vote and of a heading: closed ones alone make a party, or a day of receipt by the State


@pytest.mark.parametrize(
    ("dit", "resultat"),
    [("adoptée", "adoptée"), ("ADOPTÉE À L’UNANIMITÉ", "adoptée"), ("favorable", "adoptée"),
     ("rejeté", "rejetée"), ("défavorable", "rejetée"), ("Refus", "rejetée"),
     ("Adopté(e)", "adoptée"), ("approuvée à l’unanimité des membres présents", "adoptée"),
     ("Unanimité", "adoptée"), ("accord", "adoptée"), ("oui", "adoptée"), ("pour", "adoptée"),
     ("adoptée par 12 voix pour et 3 contre", "adoptée"), ("par 12 voix pour et 3 contre", "adoptée"),
     ("adoptée à la majorité (12 pour, 3 contre, 1 abstention)", "adoptée"),
     ("adoptée par 12 voix contre 3", "adoptée"), ("Pour : 12, contre : 3, abstention : 1", "adoptée"),
     ("adoptée à l’unanimité : 15 pour, aucune abstention", "adoptée"),
     ("à l’unanimité moins une abstention", "adoptée"),
     ("adoptée à l’unanimité, 2 abstentions", "adoptée"),
     ("rejetée : 3 pour, 9 contre", "rejetée"), ("rejetée par 9 voix contre 3", "rejetée"),
     ("rejetée par 9 voix contre et 3 pour", "rejetée"), ("Non", "rejetée")],
)  # fmt: skip
def test_a_vote_is_told_in_many_words(tmp_path: Path, dit: str, resultat: str) -> None:
    groupement, findings = lu(tmp_path, csv(f"Daoulas;{dit};14/11/2024;;;;;;;"))
    assert findings == () and membre(groupement, "Daoulas").resultat == resultat


@pytest.mark.parametrize(
    "dit",
    ["unanimité contre", "accord refusé", "accord non donné", "accord de principe", "approuvée puis retirée",
     "adoptée sous réserve de l’avis du comité", "Adopté avec amendement", "favorable avec réserves",
     "adoptée (à confirmer)", "adoptée ?", "≠ adoptée", "adoptée нет", "à l’unanimité moins deux voix",
     "refus de l’article 3, adoptée", "retirée puis adoptée", "adoptée par 9 voix contre", "3 pour, 9 contre",
     "adoptée : 3 pour, 9 contre", "adoptée : 6 pour, 6 contre", "adoptée par 3 voix contre 9",
     "adoptée à l’unanimité par 12 voix pour et 3 contre", "rejetée : 9 pour, 3 contre",
     "rejetée : 9 voix pour contre 3", "pour 3 contre 9", "oui, 9 contre, 3 abstentions"],
)  # fmt: skip
def test_a_vote_in_doubt_makes_no_party(tmp_path: Path, dit: str) -> None:
    groupement, findings = lu(tmp_path, csv(f"Daoulas;{dit};14/11/2024;;18/11/2024;;19/11/2024;;;"))
    (finding,) = findings
    assert finding.code == "GC-RETOUR-LIGNE" and f"«\u00a0{dit}\u00a0»" in finding.message, finding.message
    assert "quorum non atteint" in finding.hint and "Daoulas reste en attente" in finding.hint
    daoulas = membre(groupement, "Daoulas")
    assert daoulas.a_corriger and not daoulas.resultat


@pytest.mark.parametrize(
    "dit", ["ajournée", "ajournée au 12/12/2024", "Reporté à une prochaine séance", "en attente", "à venir",
            "retirée de l’ordre du jour", "quorum non atteint", "faute de quorum"],
)  # fmt: skip
def test_what_was_put_off_is_told_in_many_words(tmp_path: Path, dit: str) -> None:
    groupement, findings = lu(tmp_path, csv(f"Daoulas;{dit};;;;;;;;"))
    assert findings == () and not membre(groupement, "Daoulas").a_corriger


@pytest.mark.parametrize(
    "titre",
    ["recue_le", "Reçue préfecture", "Reçue en préfecture le", "Reçue le (préfecture)",
     "Réception préfecture", "Date de réception par le contrôle de légalité", "Reçue par l’État",
     "AR", "Date de l’AR", "Date de réception de l’accusé de réception",
     "Accusé de réception préfecture", "Accusé réception préfecture", "Date de l’accusé"],
)  # fmt: skip
def test_a_receipt_by_the_state_is_known_by_its_words(titre: str) -> None:
    assert colonne(titre) is Colonne.RECUE


@pytest.mark.parametrize(
    "titre",
    ["transmise_le", "Transmise le", "Transmission", "Date de transmission", "Télétransmission",
     "Transmise à la préfecture le", "Envoi au contrôle de légalité", "Envoyée en préfecture",
     "Date d’envoi au représentant de l’État"],
)  # fmt: skip
def test_a_transmission_is_known_by_its_words(titre: str) -> None:
    assert colonne(titre) is Colonne.TRANSMISE


@pytest.mark.parametrize(
    ("titre", "remplacee", "conseil"),
    [(titre, "recue_prefecture", "notifiee_coordonnateur")
     for titre in ("Reçue le", "Reçu", "Reçue", "recue", "Réception", "Date de réception", "Reçue le (EPCI)",
                   "Accusé de réception du coordonnateur", "recue-le")]
    + [(titre, "transmise", "transmise")
       for titre in ("Date d’envoi", "Envoi", "Envoyée le", "Envoyé à l’EPCI")],
)  # fmt: skip
def test_a_mail_is_no_receipt_by_the_state(tmp_path: Path, titre: str, remplacee: str, conseil: str) -> None:
    ligne = "Daoulas;adoptée;14/11/2024;9;18/11/2024;19/11/2024;19/11/2024;;;Membre 1, maire"
    groupement, (finding,) = lu(tmp_path, csv(ligne, titres=TITRES.replace(remplacee, titre, 1)))
    assert finding.code == "GC-RETOUR-COLONNE" and f"«\u00a0{titre}\u00a0»" in finding.message
    assert f"«\u00a0{conseil}\u00a0»" in finding.hint and "préfecture" in finding.hint
    daoulas = membre(groupement, "Daoulas")
    lue, attendue = (
        (daoulas.recue_le, daoulas.transmise_le)
        if remplacee == "recue_prefecture"
        else (daoulas.transmise_le, daoulas.recue_le)
    )
    assert lue is None and attendue is not None


@pytest.mark.parametrize(
    ("titre", "attendue"),
    [("Date du conseil", Colonne.DELIBERATION), ("Date du conseil municipal", Colonne.DELIBERATION),
     ("Date de la délib", Colonne.DELIBERATION), ("Délib du", Colonne.DELIBERATION),
     ("N° délib", Colonne.NUMERO), ("Numéro de la délib", Colonne.NUMERO),
     ("Convention signée le", Colonne.SIGNEE), ("Convention signée", Colonne.SIGNEE),
     ("Signature de la convention", Colonne.SIGNEE),
     ("Conseil", None), ("Convention", None), ("Convention envoyée le", None),
     ("Conseiller référent", None)],
)  # fmt: skip
def test_a_heading_is_known_by_what_town_halls_call_it(titre: str, attendue: Colonne | None) -> None:
    assert colonne(titre) is attendue


def test_a_heading_that_is_not_known_tells_how_to_name_what_it_may_hold(tmp_path: Path) -> None:
    titres = TITRES.replace("signataire", "Zone")
    _, (finding,) = lu(tmp_path, csv("Daoulas;adoptée;14/11/2024;;;;;;;x", titres=titres))
    conseil = finding.hint.replace("\u00a0", " ").replace("\u202f", " ")
    assert "nommez-la « deliberation », « numero » ou « signee »" in conseil
    assert conseil.endswith("sinon, rien à faire.")


def test_the_line_to_copy_ends_without_a_stop_and_own_headings_are_told_of(tmp_path: Path) -> None:
    _, (finding,) = lu(tmp_path, b"x;y\nDaoulas;oui\n")
    assert finding.hint.endswith(f" : {TITRES}".replace(" :", "\u00a0:"))
    assert "«\u00a0commune\u00a0» et «\u00a0vote\u00a0»" in finding.hint
