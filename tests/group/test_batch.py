"""A batch: what is sent to each commune, what is made of what came back, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.errors import EnvironmentFault
from actgen.council.figures.seance import compute
from actgen.group.composition import SESSION_FILE
from actgen.group.dossier import dossier
from actgen.group.folders import FolderResult
from actgen.group.modeles import Mailings
from actgen.group.sent_text import FILE
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.examination import examine
from actgen.session.result import Options
from actgen.session.writing.plan import Outcome
from actgen.session.writing.write import locked
from tests.session.outputs import docx_words, html_words

from .espaces import COMMUNES, contenus, espace, lance, seance

RACINE = "groupement-papier"


def outcomes(results: list[FolderResult]) -> set[Outcome]:
    return {written.outcome for result in results for written in result.written}


def mots(content: bytes) -> str:
    return " ".join(html_words(content))


@pytest.fixture(scope="module")
def envoye(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What is sent to the communes of a group, in Word and HTML, none of which has voted."""
    folder = tmp_path_factory.mktemp("groupe")
    batch, results = lance(espace(folder), folder / "out", ("html", "docx"))
    assert [result.nom for result in results] == ["coordonnateur", *COMMUNES]
    assert batch.refus == [] and batch.report.errors == ()
    assert (batch.wordings.proof.nombre, batch.wordings.proof.ecarts) == (len(COMMUNES), ())
    return contenus(folder / "out")


def test_each_commune_is_sent_its_model_the_convention_a_letter_and_a_session_to_complete(
    envoye: dict[str, bytes],
) -> None:
    files = envoye
    for code, nom in (("29078", "hanvec"), ("29294", "le-trehou")):
        folder = f"{RACINE}/communes/{code}-{nom}/avant-le-vote"
        names = {name.rpartition("/")[2] for name in files if name.startswith(f"{folder}/")}
        assert {"1-lettre.docx", "2-deliberation-MODELE.html", "2-deliberation-MODELE.docx"} <= names
        assert SESSION_FILE in names and any(name.startswith("3-convention") for name in names)
    assert not any("le-faou" in name for name in files)  # its own decision is another text


def test_a_model_is_the_communes_own_and_leaves_places_only_for_what_its_council_fixes(
    envoye: dict[str, bytes],
) -> None:
    files = envoye
    folder = f"{RACINE}/communes/29294-le-trehou/avant-le-vote"
    page = mots(files[f"{folder}/2-deliberation-MODELE.html"])
    assert "commune du Tréhou" in page and "département du Finistère" in page
    assert "tribunal administratif de Rennes" in page
    assert "à compléter" not in page and "PROJET" not in page
    assert "séance du ……" in page and "n° ……" in page
    assert " ".join(docx_words(files[f"{folder}/2-deliberation-MODELE.docx"])) in page
    lettre = mots(files[f"{folder}/1-lettre.html"])
    assert (
        "avant le 31 décembre 2024" in lettre and "À l’attention du maire de la commune du Tréhou" in lettre
    )


def test_all_communes_approve_one_convention_of_the_same_bytes(envoye: dict[str, bytes]) -> None:
    files = envoye
    for form in ("html", "docx"):
        copies = {content for name, content in files.items() if f"3-convention-PROJET.{form}" in name}
        assert copies == {files[f"{RACINE}/coordonnateur/1-convention-a-approuver-PROJET.{form}"]}


def test_the_session_that_is_begun_can_be_completed(envoye: dict[str, bytes], tmp_path: Path) -> None:
    """Put in the workspace with the day and the members, it is a session of that commune on that group."""
    espace(tmp_path)
    started = envoye[f"{RACINE}/communes/29078-hanvec/avant-le-vote/{SESSION_FILE}"].decode("utf-8")
    written = started.replace("  date: ", "  date: 14/11/2024 ").replace(
        "  #  - maire: Mme Prénom NOM", "    - maire: Mme Membre 1"
    )
    (tmp_path / "seances/hanvec.yaml").write_text(written, encoding="utf-8")
    examination = examine(tmp_path / "seances/hanvec.yaml", Options())
    assert examination.seance is not None, examination.report.findings
    (point,) = examination.seance.points
    assert point.groupement is not None and point.groupement.nom == "papier"
    assert examination.seance.collectivite.nom == "Hanvec"


def test_a_commune_that_has_voted_gets_the_acts_of_its_session_and_no_model(tmp_path: Path) -> None:
    file = espace(tmp_path)
    (tmp_path / "seances/hanvec.yaml").write_text(seance("Hanvec"), encoding="utf-8")
    batch, _ = lance(file, tmp_path / "out")
    assert batch.refus == []
    names = [name for name in contenus(tmp_path / "out") if "29078-hanvec" in name]
    acts = {name.rpartition("/")[2] for name in names}
    assert {"1-deliberation-01-adhesion-groupement.html", "4-certificat-01.html"} <= acts
    assert not any("avant-le-vote" in name for name in names)


def test_a_second_run_makes_nothing_and_touches_nothing(tmp_path: Path) -> None:
    file = espace(tmp_path)
    lance(file, tmp_path / "out")
    first = {place: place.stat().st_mtime_ns for place in (tmp_path / "out").rglob("*") if place.is_file()}
    _, results = lance(file, tmp_path / "out")
    assert outcomes(results) == {Outcome.UNCHANGED}
    changed = [place for place, time in first.items() if place.stat().st_mtime_ns != time]
    assert [place for place in changed if not place.name.startswith(".")] == []


def test_an_answer_that_comes_back_changes_no_act_of_another_commune(tmp_path: Path) -> None:
    lance(espace(tmp_path), tmp_path / "out")
    before = contenus(tmp_path / "out")
    line = "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024}\n"
    lance(espace(tmp_path, retours=line), tmp_path / "out")
    after = contenus(tmp_path / "out")
    changed = {name for name in before if before[name] != after.get(name)}
    # Beside the journals, only the file that holds the text: it says that a council has approved it.
    assert {name.rpartition("/")[2] for name in changed} <= {"journal.json", "modeles.zip", FILE}


def test_once_a_council_has_approved_it_the_convention_no_longer_changes(tmp_path: Path) -> None:
    """What was sent stays, and nothing that bears another text is made for anybody."""
    lance(espace(tmp_path), tmp_path / "out")
    line = (
        "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024, transmise_le: 15/11/2024, "
        "publiee_le: 15/11/2024}\n"
    )
    file = espace(tmp_path, retours=line)
    lance(file, tmp_path / "out")
    before = contenus(tmp_path / "out")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("duree: 3 ans", "duree: 4 ans"), encoding="utf-8")
    batch, results = lance(file, tmp_path / "out")
    (finding,) = batch.report.errors
    assert finding.code == "GC-TEXTE-CHANGE" and "par 1\u00a0conseil" in finding.message
    assert results == [] and contenus(tmp_path / "out") == before


@pytest.mark.slow
def test_two_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    file = espace(tmp_path)
    lance(file, tmp_path / "un")
    lance(file, tmp_path / "deux", jobs=2)
    assert contenus(tmp_path / "un") == contenus(tmp_path / "deux")


def test_a_second_batch_on_the_same_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = espace(tmp_path)
    monkeypatch.setattr("actgen.group.batch._PATIENCE", 0.1)
    (tmp_path / "out" / RACINE).mkdir(parents=True)
    with locked(tmp_path / "out" / RACINE), pytest.raises(EnvironmentFault, match="Une autre exécution"):
        lance(file, tmp_path / "out")
    assert contenus(tmp_path / "out") == {}


def test_a_model_counts_nothing_that_only_the_council_knows(tmp_path: Path) -> None:
    lu = dossier(espace(tmp_path))
    assert lu.groupement is not None
    modeles = Mailings(lu.groupement, lu.sources, Cache(), Options())
    envoi = modeles.envoi(lu.groupement.membres[1].collectivite)
    seance_modele = envoi.context.examination.seance
    assert seance_modele is not None and seance_modele.modele and seance_modele.en_exercice == ()
    catalogue = Cache().catalogue(Sources(tmp_path), ())
    assert compute(seance_modele, catalogue).points[0].decompte is None


def test_answers_that_cannot_be_read_keep_the_text_from_changing(tmp_path: Path) -> None:
    lance(espace(tmp_path), tmp_path / "out")
    before = contenus(tmp_path / "out")
    file = espace(
        tmp_path, retours="    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024}\n"
    )
    text = file.read_text(encoding="utf-8").replace("duree: 3 ans", "duree: 4 ans")
    table = (
        text.partition("  retours:\n")[0]
        + "  retours: retours.csv\nconseils:"
        + text.partition("conseils:")[2]
    )
    file.write_text(table, encoding="utf-8")
    (file.parent / "retours.csv").write_text("membre inconnu\nHanvec\n", encoding="utf-8")
    batch, _ = lance(file, tmp_path / "out")
    assert "GC-TEXTE-CHANGE" in {finding.code for finding in batch.report.errors}
    assert contenus(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("reponse", "a_reprendre"),
    [
        ("resultat: rejetée, deliberation_du: 14/11/2024, signee_le: 20/11/2024", ()),
        ("signee_le: 20/11/2024", ()),
        ("resultat: adoptée, deliberation_du: 14/11/2024, organe: maire", ("Hanvec",)),
        ("resultat: adoptée, deliberation_du: 14/11/2024, mandat: passation et exécution", ("Hanvec",)),
    ],
)
def test_an_answer_in_error_keeps_nothing_from_the_others(
    tmp_path: Path, reponse: str, a_reprendre: tuple[str, ...]
) -> None:
    daoulas = (
        "    - {commune: Daoulas, resultat: adoptée, deliberation_du: 12/11/2024, "
        "transmise_le: 14/11/2024, publiee_le: 14/11/2024}\n"
    )
    file = espace(tmp_path, retours=f"    - {{commune: Hanvec, {reponse}}}\n{daoulas}")
    batch, results = lance(file, tmp_path / "out")
    assert batch.refus == [] and len(batch.report.errors) == 1
    others = {"coordonnateur", "Irvillac", "Le Tréhou", "Logonna-Daoulas"}
    assert {result.nom for result in results} == others.union(a_reprendre)
    files = contenus(tmp_path / "out")
    feuilles = [name for name in files if "3-signature" in name]
    assert len(feuilles) == 1 and "daoulas" in feuilles[0]
    (signee,) = (content for name, content in files.items() if "2-convention-a-signer" in name)
    assert "Daoulas" in mots(signee) and "Hanvec" not in mots(signee)


def test_a_text_in_error_is_sent_to_nobody(tmp_path: Path) -> None:
    file = espace(tmp_path)
    lance(file, tmp_path / "avant")
    file.write_text(file.read_text(encoding="utf-8").replace("  preavis: 3 mois\n", ""), encoding="utf-8")
    for _ in range(2):  # a second run remembers nothing of the first
        batch, results = lance(file, tmp_path / "out")
        (refus,) = batch.refus
        assert [finding.code for finding in refus.findings] == ["GC-CLAUSE"]
        assert refus.nom == "coordonnateur et 5\u00a0envois aux communes"
        assert results == [] and contenus(tmp_path / "out") == {}
    before = contenus(tmp_path / "avant")
    batch, results = lance(file, tmp_path / "avant")
    assert len(batch.refus) == 1 and results == [] and contenus(tmp_path / "avant") == before
