"""No answer of a member is lost in silence: a session misspelt, cut short or at fault, a table of returns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import html

from actgen.council.facts.groupement import LigneAnnexe, MembreGroupement
from actgen.council.figures.groupements import etat
from actgen.council.figures.suivi import Suivi, receptions, suivi
from actgen.group.attendus import attendus
from actgen.group.dossier import Dossier, dossier
from actgen.group.starter import seance_du_groupe
from actgen.group.suivi import files_of_suivi
from actgen.group.suivi.tableau import tableau
from actgen.reading.sources import Sources
from tests.group.espaces import SEANCE, espace, seance

RETOURS = "commune;vote;deliberation;transmise;publiee;signee\n"


def groupe(folder: Path, retours: str = "", **seances: str) -> Dossier:
    file = espace(folder, "    retours.csv\n" if retours else "")
    file.write_text(file.read_text(encoding="utf-8").replace("retours:\n    ", "retours: "), encoding="utf-8")
    if retours:
        (folder / "groupements/retours.csv").write_text(retours, encoding="utf-8")
    for nom, texte in seances.items():
        (folder / "seances" / f"{nom}.yaml").write_text(texte, encoding="utf-8")
    return dossier(file)


def ligne(lu: Dossier, nom: str = "Hanvec", au: date | None = None) -> LigneAnnexe:
    assert lu.groupement is not None, lu.findings
    lignes = etat(lu.groupement, au).lignes
    return next(each for each in lignes if each.membre.collectivite.nom == nom)


def a_solliciter(lu: Dossier) -> set[str]:
    assert lu.groupement is not None
    return {membre.collectivite.nom for membre in attendus(lu.groupement)}


def vu(lu: Dossier) -> Suivi:
    assert lu.groupement is not None
    return suivi(etat(lu.groupement))


DU_GROUPE = seance("Hanvec")


@pytest.mark.parametrize(
    "texte",
    [
        DU_GROUPE.replace("groupement: papier", "groupement: papeir"),
        DU_GROUPE.replace("groupement: papier", "groupement: papeir").replace("aucun", "[aucun"),
        DU_GROUPE.replace("    groupement: papier\n", ""),
        DU_GROUPE.encode()[:300].decode(),
        DU_GROUPE[: DU_GROUPE.index("adhesion")],
        DU_GROUPE.replace("absents: aucun", "absents: [aucun"),
        DU_GROUPE.replace("collectivite:\n  commune: Hanvec", "collectivite: {commune: Hanvec").replace(
            "absents: aucun", "absents: [aucun"
        ),
    ],
    ids=["misspelt", "misspelt and no YAML", "no group", "cut", "cut in the item", "no YAML", "inline"],
)
def test_a_session_that_may_have_voted_keeps_its_member_pending(tmp_path: Path, texte: str) -> None:
    lu = groupe(tmp_path, h=texte)
    assert ligne(lu).etape_manquante == "vérification de la séance"
    (finding,) = lu.findings
    assert finding.code == "GC-SEANCE" and "Hanvec" in finding.message
    assert finding.locations[0].file == "seances/h.yaml"
    assert a_solliciter(lu) == {"Daoulas", "Irvillac", "Le Tréhou", "Logonna-Daoulas"}


def test_what_a_session_says_of_other_things_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    autre = DU_GROUPE.replace("groupement: papier", "groupement: scolaire")
    (tmp_path / "groupements").mkdir()
    (tmp_path / "groupements/scolaire.yaml").write_text("objet: x\n", encoding="utf-8")
    libre = DU_GROUPE.replace(
        "    acte: adhesion_groupement\n    groupement: papier\n", "    objet: Tarifs\n"
    )
    faux = DU_GROUPE.replace("Hanvec", "Brest").replace("groupement: papier", "groupement: papeir")
    lus: list[Path] = []

    def note(place: Path, log: Sources, *_: object) -> None:
        lus.append(place)
        raise AssertionError(place)

    monkeypatch.setattr("actgen.group.seances.load_session", note)
    lu = groupe(tmp_path, a=autre, b=libre)
    assert not lus and lu.findings == () and ligne(lu).etape_manquante == "délibération"
    monkeypatch.undo()
    assert groupe(tmp_path, c=faux).findings == ()


def test_a_session_begun_and_left_says_nothing_yet(tmp_path: Path) -> None:
    lu = groupe(tmp_path)
    assert lu.groupement is not None
    hanvec = ligne(lu).membre.collectivite
    lu = groupe(tmp_path, h=seance_du_groupe(hanvec, lu.groupement))
    assert lu.findings == () and ligne(lu).etape_manquante == "délibération"
    assert "Hanvec" in a_solliciter(lu)
    votee = SEANCE.replace("  date: {date}", "  date:").format(
        commune="Hanvec", membres="", absents="aucun", presents=1, vote="unanimité", transmise="", publiee=""
    )
    assert ligne(groupe(tmp_path, h=votee)).etape_manquante == "vérification de la séance"


def test_no_one_is_asked_again_while_the_returns_cant_be_read(tmp_path: Path) -> None:
    lu = groupe(tmp_path, RETOURS.replace("commune", "membr") + "Hanvec;adoptée;14/11/2024;;;\n")
    assert lu.groupement is not None and a_solliciter(lu) == set()
    etapes = {each.etape_manquante for each in etat(lu.groupement).lignes}
    assert etapes == {"vérification des retours"}
    page = files_of_suivi(vu(lu), lu.findings)[0].content.decode()
    assert page.index("Le tableau des retours ne peut pas être lu") < page.index("6\u00a0membres")


def test_a_member_to_verify_is_executory_nowhere(tmp_path: Path) -> None:
    lu = groupe(tmp_path, RETOURS + "Hanvec;adoptée;31/11/2024;18/11/2024;18/11/2024;\n")
    hanvec = ligne(lu)
    assert hanvec.membre.publiee_le is not None and hanvec.executoire_le is None
    page, _, table = files_of_suivi(vu(lu))
    assert "Un membre qui reste à vérifier" in page.content.decode()
    (rang,) = (each for each in table.content.decode("utf-8-sig").splitlines() if ";Hanvec;" in each)
    assert rang.count("18/11/2024") == 2


def test_a_council_that_met_and_decided_nothing_is_no_silent_one(tmp_path: Path) -> None:
    absents = "[" + ", ".join(f"{{nom: Membre {rang}, excuse: oui}}" for rang in range(5, 12)) + "]"
    perdue = seance("Daoulas", "", "", "", absents, 4).replace(
        "    vote: \n", "    non_traite: faute de quorum\n"
    )
    retiree = seance("Irvillac", "", "", "").replace("    vote: \n", "    retire: dossier incomplet\n")
    lignes = "Hanvec;ajournée;14/11/2024;;;\nLe Tréhou;quorum non atteint;15/11/2024;;;\n"
    lu = groupe(tmp_path, RETOURS + lignes, d=perdue, i=retiree)
    assert lu.findings == ()
    attendues = {
        "Daoulas": "délibération (quorum non atteint le 14/11/2024)",
        "Hanvec": "délibération (ajournée le 14/11/2024)",
        "Irvillac": "délibération (retirée de l’ordre du jour le 14/11/2024)",
        "Le Tréhou": "délibération (quorum non atteint le 15/11/2024)",
        "Logonna-Daoulas": "délibération",
    }
    assert {nom: ligne(lu, nom).etape_manquante for nom in attendues} == attendues
    assert ligne(lu, au=date(2024, 11, 13)).etape_manquante == "délibération"
    assert set(attendues) == a_solliciter(lu)
    relu = groupe(tmp_path, tableau(vu(lu)).decode("utf-8-sig"))
    assert {nom: ligne(relu, nom).etape_manquante for nom in attendues} == attendues


def test_the_mayor_of_a_session_is_the_one_who_signs(tmp_path: Path) -> None:
    def signataire(lu: Dossier) -> str:
        membre: MembreGroupement = ligne(lu).membre
        return membre.signataire

    assert signataire(groupe(tmp_path, h=DU_GROUPE)) == "Mme Membre 1, maire"
    retours = "commune;vote;signataire\nHanvec;;Membre 2, premier adjoint\n"
    assert signataire(groupe(tmp_path, retours, h=DU_GROUPE)) == "Membre 2, premier adjoint"


def test_each_date_is_under_its_own_word(tmp_path: Path) -> None:
    tete = "commune;vote;deliberation;transmise;recue_prefecture;publiee\n"
    lignes = (
        "Hanvec;adoptée;14/11/2024;15/11/2024;20/11/2024;16/11/2024\n"
        "Daoulas;adoptée;14/11/2024;;21/11/2024;\n"
        "Irvillac;adoptée;14/11/2024;15/11/2024;15/11/2024;\n"
    )
    lu = groupe(tmp_path, tete + lignes)
    assert lu.groupement is not None and lu.findings == ()
    attendues = {
        "Hanvec": "15/11/2024, reçue le 20/11/2024",
        "Daoulas": "reçue le 21/11/2024",
        "Irvillac": "15/11/2024",
    }
    page = html.document_fromstring(files_of_suivi(vu(lu))[0].content.decode())
    for nom, dite in attendues.items():
        (rang,) = page.xpath("//table[contains(@class, 'membres')]//tr[th = $nom]", nom=nom)
        assert " ".join(str(rang.xpath("string(td[4])")).split()) == dite.replace(",", "")
    assert [(rang.membre.collectivite.nom, jour) for rang, jour in receptions(vu(lu))] == [
        ("Daoulas", date(2024, 11, 21)),
        ("Hanvec", date(2024, 11, 20)),
    ]
