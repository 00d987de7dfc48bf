"""The open-data file: its rows, what it hides or leaves empty, what it refuses; frictionless agrees."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.delivery.exports.opendata.file import OBLIGATOIRES, OpenData, check_rows, csv_of, export_rows
from actgen.delivery.exports.opendata.rows import COLONNES, Ligne, name_of_matiere
from actgen.law.nomenclature import shipped_nomenclature
from tests.council.facts.recus import NOM, accuse
from tests.delivery.exports.atelier import DIETWILLER, NANTES, OBJET, SIRETS, Atelier
from tests.group.m2a import DIETWILLER as DIETWILLER_M2A
from tests.group.m2a import SEANCES as SESSIONS_M2A
from tests.group.m2a import espace_m2a

LOCRONAN = "seances/locronan-2025-06-19-scrutins-demandes.yaml"
VOTANTES = ("Baldersheim", "Bantzenheim", "Battenheim", "Berrwiller", "Bruebach", "Galfingue", "Habsheim")
SCHEMA = Path(__file__).with_name("schema-deliberations.json")
JUSTE = dict(
    zip(
        COLONNES,
        f"Dietwiller;{SIRETS['dietwiller']};2022-12-15-09;2022-12-15;1.7;"
        "commande publique/actes spéciaux et divers;Adhésion;2022;budget principal;"
        "SPREF0684;2022-12-19;13;12;9;1;2;".split(";"),
        strict=True,
    )
)


def export(atelier: Atelier, fichier: str = DIETWILLER, year: int | None = None) -> OpenData:
    return export_rows(atelier.espace / fichier, year, atelier.options)


def lignes(told: OpenData) -> list[Ligne]:
    """The rows as the file that was written gives them."""
    assert told.dossier is not None, told.report.findings
    (written,) = told.written
    content = (told.dossier / written.name).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_a_session(atelier: Atelier) -> None:
    atelier.sirets()
    (atelier.espace / "seances" / NOM).write_bytes(accuse())
    told = export(atelier)
    (ligne,) = lignes(told)
    assert tuple(ligne) == COLONNES
    assert [each.name for each in told.written] == ["20221215_216800722_deliberations.csv"]
    assert (ligne["DELIB_ID"], ligne["DELIB_DATE"]) == ("2022-12-15-09", "2022-12-15")
    assert (ligne["PREF_ID"], ligne["PREF_DATE"]) == ("SPREF0684", "2022-12-20")
    assert [ligne[each] for each in COLONNES[11:]] == ["15", "13", "13", "0", "0", ""]
    assert ligne["DELIB_MATIERE_NOM"] == "commande publique/actes spéciaux et divers"
    assert "\u00a0" not in ligne["DELIB_OBJET"]


def test_a_published_deliberation_is_found_on_line(atelier: Atelier) -> None:
    """By the name of its copy to publish, once it is published."""
    atelier.sirets()
    folder = atelier.ecrire()
    copie = "1-deliberation-09-adhesion-groupement-PUBLICATION.pdf"
    assert (folder / copie).is_file()
    adresse = "https://www.essai.fr/conseil/{annee}/{date}/{numero}-{point}/{fichier}"
    atelier.changer(
        "collectivites/dietwiller.yaml", "publication:\n", f"publication:\n  adresse: {adresse}\n"
    )
    (ligne,) = lignes(export(atelier))
    assert ligne["DELIB_URL"] == f"https://www.essai.fr/conseil/2022/2022-12-15/2022-12-15-09-09/{copie}"
    publiee = next(
        line for line in (atelier.espace / DIETWILLER).read_text("utf-8").splitlines() if "publiee_le" in line
    )
    atelier.changer(DIETWILLER, publiee, "")
    (ligne,) = lignes(export(atelier))
    assert ligne["DELIB_URL"] == ""


def test_an_address_that_is_none_is_told(atelier: Atelier) -> None:
    atelier.sirets()
    atelier.changer(
        "collectivites/dietwiller.yaml", "publication:\n", "publication:\n  adresse: notre site/{fichier}\n"
    )
    told = export(atelier)
    assert [each.code for each in told.report.errors] == ["ADRESSE-WEB"] and not told.written


def test_a_year_and_a_group(atelier: Atelier) -> None:
    atelier.sirets()
    annee = export(atelier, "collectivites/dietwiller.yaml", 2022)
    groupe = export(atelier, "groupements/e_services.yaml")
    assert lignes(annee) == lignes(groupe)
    assert annee.dossier is not None and annee.dossier.name == "opendata-2022"
    assert export(atelier, "collectivites/dietwiller.yaml", 2021).rangees == ()
    assert export(atelier, "groupements/papeterie.yaml").rangees == ()


@pytest.mark.slow
def test_the_sessions_of_a_group_are_found_where_its_follow_up_finds_them(tmp_path: Path) -> None:
    """In a folder inside « seances »; a year of one collectivity holds none of the others."""
    groupe = espace_m2a(tmp_path)
    m2a, commune = Atelier(tmp_path), tmp_path / "collectivites/dietwiller.yaml"
    commune.write_text(commune.read_text("utf-8") + f"siret: {SIRETS['dietwiller']}\n", "utf-8")
    noms = [each.valeurs["COLL_NOM"] for each in export(m2a, str(groupe)).rangees]
    assert sorted(noms) == sorted((*VOTANTES, "Dietwiller"))
    (tmp_path / SESSIONS_M2A / "conseil").mkdir()
    (tmp_path / "seances" / DIETWILLER_M2A).rename(tmp_path / SESSIONS_M2A / "conseil" / DIETWILLER_M2A)
    assert [each["COLL_NOM"] for each in lignes(export(m2a, str(commune), 2022))] == ["Dietwiller"]


@pytest.mark.slow
def test_frictionless_finds_nothing_to_say(atelier: Atelier, tmp_path: Path) -> None:
    from frictionless import Resource, Schema

    schema = Schema.from_descriptor(json.loads(SCHEMA.read_bytes()))
    atelier.sirets()
    adresse = "publication:\n  adresse: https://www.essai.fr/{date}/{fichier}\n"
    atelier.changer("collectivites/dietwiller.yaml", "publication:\n", adresse)
    for fichier, year in ((NANTES, None), (LOCRONAN, None), ("collectivites/dietwiller.yaml", 2022)):
        told = export(atelier, fichier, year)
        assert told.dossier is not None and told.rangees
        place = f"{told.dossier.relative_to(tmp_path)}/{told.written[0].name}"
        ressource = Resource(path=place, basepath=str(tmp_path), schema=schema)
        assert ressource.validate().flatten(["message"]) == []
    faux = tmp_path / "faux.csv"
    faux.write_text(",".join(COLONNES) + "\n" + ",".join([""] * len(COLONNES)) + "\n", "utf-8")
    ressource = Resource(path="faux.csv", basepath=str(tmp_path), schema=schema)
    assert not ressource.validate().valid


def test_what_the_schema_can_not_say_is_left_empty(atelier: Atelier) -> None:
    """Secret ballots with blank ones: no figure is bent, no name is given."""
    atelier.sirets()
    told = export(atelier, LOCRONAN)
    votes = {each["DELIB_ID"]: [each[name] for name in COLONNES[11:16]] for each in lignes(told)}
    tus = [each.point.point.numero for each in told.rangees if each.vote_tu]
    assert tus and [(each.code, each.point) for each in told.report.findings] == [
        ("OUVERT-VOTE", point) for point in tus
    ]
    for rangee in told.rangees:
        assert all(votes[rangee.valeurs["DELIB_ID"]]) is not bool(rangee.vote_tu)
    texte = csv_of([each.valeurs for each in told.rangees]).decode("utf-8")
    assert not any(membre.nom_complet in texte for membre in told.rangees[0].point.presence.au_vote.presents)


@pytest.mark.parametrize(
    ("vote", "figures"),
    [
        ("unanimité", ["14", "12", "12", "0", "0"]),
        ("10 pour, 2 contre", ["14", "12", "10", "2", "0"]),
    ],
)
def test_a_member_who_must_not_vote_is_not_among_those_who_could(
    atelier: Atelier, vote: str, figures: list[str]
) -> None:
    atelier.sirets()
    retrait = "    interesse:\n      - Claude SCHULLER, a quitté la salle\n"
    atelier.changer(DIETWILLER, "    vote: unanimité\n", f"    vote: {vote}\n{retrait}")
    (ligne,) = lignes(export(atelier))
    assert [ligne[each] for each in COLONNES[11:16]] == figures


def test_private_data_are_hidden_behind_the_words_of_the_published_act(atelier: Atelier) -> None:
    atelier.sirets()
    atelier.changer(
        DIETWILLER,
        OBJET,
        "objet: Aide à Mme Unetelle\n    donnees_privees: Mme Unetelle",
    )
    (ligne,) = lignes(export(atelier))
    assert ligne["DELIB_OBJET"] == "Aide à [mention occultée]"


def test_no_cell_is_a_formula(atelier: Atelier) -> None:
    atelier.sirets()
    atelier.changer(DIETWILLER, OBJET, 'objet: "=1+1, « x »"')
    told = export(atelier)
    (ligne,) = lignes(told)
    assert ligne["DELIB_OBJET"] == "1+1, « x »"
    assert not told.report.findings


@pytest.mark.parametrize(
    ("fichier", "ancien", "nouveau", "code"),
    [
        (DIETWILLER, "vote: unanimité", "vote:", "EXPORT-ACTE"),
        (DIETWILLER, "vote: unanimité", "vote: 12 pour, 5 contre", "EXPORT-ACTE"),
        ("collectivites/dietwiller.yaml", "siret:", "# siret:", "OUVERT-SIRET"),
        ("collectivites/dietwiller.yaml", "prefecture: SPREF0684", "prefecture: mairie", "PREFECTURE-FAUSSE"),
        (DIETWILLER, "recue_le:", "recue_le: 14/12/2022", "OUVERT-LIGNE"),
        (NANTES, '    matiere: "7.3"\n', "", "EXPORT-MATIERE"),
        (DIETWILLER, "collectivite: dietwiller", "collectivite: nulle_part", "FICHIER-ABSENT"),
    ],
)
def test_what_keeps_the_file_from_being_written(
    atelier: Atelier, fichier: str, ancien: str, nouveau: str, code: str
) -> None:
    atelier.sirets()
    atelier.changer(fichier, ancien, nouveau)
    told = export(atelier, NANTES if fichier == NANTES else DIETWILLER)
    assert code in [each.code for each in told.report.findings] and not told.written
    assert not (atelier.espace / "output").exists()


def test_a_session_of_the_year_that_can_not_be_read(atelier: Atelier) -> None:
    atelier.sirets()
    atelier.changer(DIETWILLER, "convocation:", "convocations:")
    told = export(atelier, "collectivites/dietwiller.yaml", 2022)
    assert [each.code for each in told.report.findings] == ["EXPORT-SEANCE"]
    assert export(atelier, "collectivites/dietwiller.yaml", 2021).report.findings == ()


def test_a_session_of_another_year(atelier: Atelier) -> None:
    atelier.sirets()
    told = export(atelier, DIETWILLER, 2021)
    (erreur,) = told.report.errors
    assert erreur.code == "EXPORT-SEANCE" and not told.written
    assert "15/12/2022" in erreur.message and "l’année 2021" in erreur.message.replace("\u00a0", " ")
    assert export(atelier, DIETWILLER, 2022).written
    assert export(atelier, "collectivites/dietwiller.yaml", 2021).year == 2021


def test_one_number_for_two_deliberations(atelier: Atelier) -> None:
    atelier.sirets()
    copie = (atelier.espace / DIETWILLER).read_text("utf-8").replace("jeudi 15/12/2022", "16/12/2022")
    (atelier.espace / "seances/copie.yaml").write_text(copie.replace("jeudi ", ""), "utf-8")
    atelier.changer("collectivites/dietwiller.yaml", '"{date}-{point}"', '"{annee}-{point}"')
    told = export(atelier, "collectivites/dietwiller.yaml", 2022)
    assert "OUVERT-DOUBLE" in [each.code for each in told.report.errors]


@given(
    st.lists(st.dictionaries(st.sampled_from(COLONNES), st.text(st.characters(codec="utf-8"))), max_size=5)
)
def test_any_words_come_back_from_the_file(ecrites: list[Ligne]) -> None:
    attendues = [dict.fromkeys(COLONNES, "") | ligne for ligne in ecrites]
    texte = csv_of(attendues).decode("utf-8")
    assert list(csv.DictReader(io.StringIO(texte, newline=""))) == attendues


# the checks of the schema


def test_a_sound_row_has_no_fault() -> None:
    assert list(check_rows(JUSTE)) == []


@pytest.mark.parametrize(
    ("change", "dit"),
    [
        ({"PREF_DATE": "2022-12-14"}, "PREF_DATE précède DELIB_DATE"),
        ({"DELIB_MATIERE_CODE": "17"}, "DELIB_MATIERE_CODE n’a pas la forme attendue"),
        ({"PREF_ID": "mairie"}, "PREF_ID n’a pas la forme attendue"),
        ({"VOTE_POUR": "neuf"}, "VOTE_POUR n’a pas la forme attendue"),
        ({"DELIB_URL": "www.essai.fr/acte.pdf"}, "DELIB_URL n’a pas la forme attendue"),
        ({"DELIB_URL": "https://essai.fr/{rang}.pdf"}, "DELIB_URL n’a pas la forme attendue"),
        ({"DELIB_URL": "https://essai.fr/un acte.pdf"}, "DELIB_URL n’a pas la forme attendue"),
        ({"DELIB_URL": "https:///acte.pdf"}, "DELIB_URL n’a pas la forme attendue"),
        *(({colonne: ""}, f"{colonne} est vide") for colonne in OBLIGATOIRES),
    ],
)
def test_each_check_finds_its_fault(change: Ligne, dit: str) -> None:
    assert any(dit in faute for faute in check_rows(JUSTE | change))


def test_every_matter_has_a_name_that_the_schema_takes() -> None:
    for code in shipped_nomenclature().matieres:
        nom = name_of_matiere(code)
        assert list(check_rows(JUSTE | {"DELIB_MATIERE_CODE": code, "DELIB_MATIERE_NOM": nom})) == []
        assert nom == nom.lower() and not set(nom) & set(",()’") and nom.count("/") == 1
