"""Thirty-nine communes, in every state that a group meets: each is where its own papers put it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from actgen.acts.tree.nodes import Document, Table, walk
from actgen.acts.tree.words import paragraphs
from actgen.base.text.numbers import nombre
from actgen.council.facts.groupement import Groupement, Situation
from actgen.council.figures.groupements import etat
from actgen.council.figures.suivi import Etape, suivi
from actgen.group.dossier import Dossier, dossier
from actgen.group.modeles import Mailings
from actgen.group.suivi import files_of_suivi
from actgen.session.cache import Cache
from actgen.session.result import Options
from tests.group.m2a import GROUPE, ROOT, SEANCES, SITUATIONS, espace_m2a

RETOURS = "groupements/exemple_m2a-retours.csv"


@pytest.fixture(scope="module")
def lu(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return dossier(espace_m2a(tmp_path_factory.mktemp("m2a")))


def test_each_commune_is_where_its_papers_put_it(lu: Dossier) -> None:
    assert lu.groupement is not None
    lignes = {ligne.membre.collectivite.nom: ligne for ligne in etat(lu.groupement).lignes}
    assert len(lignes) == 40
    trouvees = {nom: (lignes[nom].situation, lignes[nom].etape_manquante) for nom in SITUATIONS}
    assert trouvees == SITUATIONS
    autres = {ligne.situation for nom, ligne in lignes.items() if nom not in SITUATIONS}
    assert autres == {Situation.EN_ATTENTE}


def test_what_keeps_one_pending_is_told_with_its_places_and_nothing_else_is(lu: Dossier) -> None:
    dits = Counter((finding.code, finding.locations[0].file) for finding in lu.findings)
    assert dits == {
        ("GC-RETOUR-LIGNE", RETOURS): 1,
        ("GC-RETOUR-SEANCE", RETOURS): 1,
        ("GC-SEANCE", f"{SEANCES}/brunstatt-didenheim.yaml"): 1,
    }
    (ecart,) = [finding for finding in lu.findings if finding.code == "GC-RETOUR-SEANCE"]
    assert [place.file for place in ecart.locations] == [RETOURS, f"{SEANCES}/galfingue.yaml"]


def test_the_example_tells_the_same_where_it_is_shipped() -> None:
    """In a clone: Dietwiller is then known by its line alone."""
    lu = dossier(ROOT / "data" / GROUPE)
    assert lu.groupement is not None
    lignes = {ligne.membre.collectivite.nom: ligne for ligne in etat(lu.groupement).lignes}
    assert {nom: (lignes[nom].situation, lignes[nom].etape_manquante) for nom in SITUATIONS} == SITUATIONS


def test_what_the_example_makes_up_is_plainly_marked() -> None:
    inventes = [ROOT / "data" / GROUPE, *(ROOT / "data" / SEANCES).iterdir()]
    assert len(inventes) == 11
    for file in inventes:
        texte = file.read_text(encoding="utf-8")
        assert "EXEMPLE" in texte.partition("\n")[2].partition("\n")[0], file
        noms = re.findall(r"(?:M\.|Mme|maire:|conseiller:) +((?!M\.|Mme)\S+ \S+)", texte)
        assert noms and all(re.fullmatch(r"Membre \d+,?", nom) for nom in noms), (file, noms)
    tableau = (ROOT / "data" / RETOURS).read_text(encoding="utf-8")
    assert set(re.findall(r";([^;\n]+), maire", tableau)) == {"Membre 1", "Christian FRANTZ"}


# What is said of each commune of m2A is the same everywhere: annexe 1, sheets to sign, page, workbook, CSV


EPCI = "Mulhouse Alsace Agglomération"
ARRETEE = date(2022, 12, 20)


@dataclass(frozen=True)
class Vu:
    """All that a coordinator has of the group: its convention, its sheets, and the files of the follow-up."""

    groupement: Groupement
    convention: Document
    feuilles: dict[str, Document]
    page: str
    classeur: bytes
    lignes: tuple[dict[str, str], ...]

    @property
    def parties(self) -> list[str]:
        """The names of annexe 1, as its table has them."""
        tables = [block for block in walk(self.convention.blocks) if isinstance(block, Table)]
        (liste,) = (noms for table in tables if (noms := list(_noms(table))))
        return liste


def _noms(table: Table) -> Iterator[str]:
    for row in table.body:
        cells = [" ".join(paragraphs(cell.blocks)) for cell in row.cells]
        if cells[0].isdigit():
            yield cells[1].partition(" (")[0].partition(", coordonnateur")[0]


def vu(folder: Path, arretee: str = "") -> Vu:
    if arretee:
        file = folder / GROUPE
        texte = file.read_text(encoding="utf-8")
        file.write_text(
            texte.replace("arretee_au: 31/01/2023", f"arretee_au: {arretee}", 1), encoding="utf-8"
        )
    lu = dossier(folder / GROUPE)
    assert lu.groupement is not None
    modeles = Mailings(lu.groupement, lu.sources, Cache(), Options())
    papiers = modeles.papiers(modeles.texts())
    faits = {papier.key: papier.document for papier in papiers if papier.document is not None}
    jour = lu.groupement.annexe_1_arretee_au
    page, classeur, table = files_of_suivi(suivi(etat(lu.groupement, jour)), lu.findings)
    lignes = csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";")
    return Vu(
        lu.groupement,
        faits["convention-a-signer"],
        {key: document for key, document in faits.items() if key.startswith("signature-")},
        page.content.decode("utf-8"),
        classeur.content,
        tuple(lignes),
    )


@pytest.fixture(scope="module")
def avant(tmp_path_factory: pytest.TempPathFactory) -> Vu:
    folder = tmp_path_factory.mktemp("m2a")
    espace_m2a(folder)
    return vu(folder)


def plain(texte: str) -> str:
    return " ".join(texte.split())


def attendus(*situations: Situation) -> list[str]:
    return [nom for nom, (situation, _) in SITUATIONS.items() if situation in situations]


def test_annexe_1_has_its_parties_the_coordinator_first_and_no_signature_changes_a_number(avant: Vu) -> None:
    parties = attendus(Situation.PARTIE, Situation.EXECUTOIRE)
    in_order = [each["commune"] for each in avant.lignes if each["commune"] in parties]
    assert avant.parties == [EPCI, *(nom for nom in in_order if nom != EPCI)]
    assert sorted(avant.parties) == sorted(parties)


def test_those_of_annexe_1_have_their_sheet_and_no_one_else(avant: Vu) -> None:
    codes = {each["code"]: each["commune"] for each in avant.lignes}
    ceux = {codes[key.removeprefix("signature-")] for key in avant.feuilles}
    assert ceux == set(avant.parties)
    for key, feuille in avant.feuilles.items():
        assert codes[key.removeprefix("signature-")] in " ".join(paragraphs(feuille.blocks))


def test_the_page_the_workbook_and_the_csv_tell_of_each_what_annexe_1_does(avant: Vu) -> None:
    par_csv = {each["commune"]: each["situation"] for each in avant.lignes}
    assert par_csv == {
        membre.collectivite.nom: SITUATIONS.get(membre.collectivite.nom, (Situation.EN_ATTENTE,))[0].value
        for membre in avant.groupement.membres
    }
    feuille = load_workbook(io.BytesIO(avant.classeur))["Suivi"]
    tete, *lignes = feuille.iter_rows(values_only=True)
    titres = [str(titre) for titre in tete]
    membre, situation = titres.index("Commune"), titres.index("Situation")
    assert {str(ligne[membre]): str(ligne[situation]) for ligne in lignes} == par_csv
    rows = html.document_fromstring(avant.page).xpath("//table[contains(@class, 'membres')]/tbody/tr")
    noms = [row.xpath("string(th)").partition(", coordonnateur")[0] for row in rows]
    assert noms == [each["commune"] for each in avant.lignes]


def test_the_populations_are_counted_once(avant: Vu) -> None:
    """The EPCI's inhabitants are those of its communes."""
    habitants = {each["commune"]: int(each["population"] or 0) for each in avant.lignes}
    noms = [nom for nom in avant.parties if nom != EPCI]
    total = plain(nombre(sum(habitants[nom] for nom in noms)))
    assert f"{total} habitants" in plain(" ".join(paragraphs(avant.convention.blocks)))
    assert total in plain(str(html.document_fromstring(avant.page).text_content()))


def test_a_receipt_flipped_moves_its_commune_alone(tmp_path: Path) -> None:
    espace_m2a(tmp_path)
    avant = vu(tmp_path, "20/12/2022")
    seance = tmp_path / SEANCES / "baldersheim.yaml"
    texte = seance.read_text(encoding="utf-8")
    assert texte.count("transmise_le: 16/12/2022") == 1
    seance.write_text(texte.replace("transmise_le: 16/12/2022", "transmise_le: 22/12/2022"), encoding="utf-8")
    apres = vu(tmp_path)
    changes = [neuve for vieille, neuve in zip(avant.lignes, apres.lignes, strict=True) if vieille != neuve]
    assert [each["commune"] for each in changes] == ["Baldersheim"]
    assert changes[0]["situation"] == Situation.ADOPTEE.value
    assert [nom for nom in avant.parties if nom not in apres.parties] == ["Baldersheim"]
    assert [each for each in avant.feuilles if each not in apres.feuilles] == ["signature-68015"]
    assert all(avant.feuilles[each] == feuille for each, feuille in apres.feuilles.items())
    comptes = [
        Counter({each.etape: each.membres for each in suivi(etat(each_vu.groupement, ARRETEE)).avancement})
        for each_vu in (avant, apres)
    ]
    assert comptes[0] - comptes[1] == {Etape.TRANSMISE: 1, Etape.EXECUTOIRE: 1}
    assert avant.page != apres.page and avant.classeur != apres.classeur
