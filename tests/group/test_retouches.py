"""Words corrected by hand in the Word files of a group: told, and nothing else says the old ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import actgen
from actgen.base.diagnostics import Severity
from actgen.council.facts.groupement import Situation
from actgen.council.figures.groupements import etat_connu
from actgen.group.batch import prepare_batch
from actgen.group.dossier import dossier
from actgen.session.result import Options
from tests.session.test_retouches import correct, words

from .espaces import espace, lance, seance

CODE = "ACTE-RETOUCHE"
FORMATS = ("docx", "html")
RACINE = "output/groupement-papier"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A group one member of which has decided, its papers written."""
    root = tmp_path_factory.mktemp("groupe")
    file = espace(root, communes=("Hanvec", "Irvillac"))
    (root / "seances/hanvec.yaml").write_text(seance("Hanvec"), "utf-8")
    lance(file, root / "output", FORMATS)
    return root


@pytest.fixture
def root(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "mairie"))


def word(root: Path, name: str) -> Path:
    (place,) = (root / RACINE).rglob(name)
    return place


def refused(root: Path) -> dict[str, str]:
    """What a batch refuses for it, by what users call it; the first difference."""
    batch, _ = lance(root / "groupements/papier.yaml", root / "output", FORMATS)
    return {each.nom: each.findings[0].message for each in batch.refus if each.findings[0].code == CODE}


def pages(root: Path) -> dict[str, bytes]:
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*.html")}


def test_a_member_whose_deliberation_was_corrected_in_word_is_pending_and_told(root: Path) -> None:
    correct(word(root, "1-deliberation-01-adhesion-groupement.docx"), words("unanimité", "majorité"))
    file, before = root / "groupements/papier.yaml", pages(root)
    assert next(iter(refused(root).values())).startswith("Délibération 1\u00a0: le Word dit «\u00a0")
    acts = {name for name in before if "29078-hanvec/2024" in name}
    assert acts
    assert {name: before[name] for name in acts} == {name: pages(root)[name] for name in acts}
    lu = dossier(file, options=Options(out=root / "output"))
    assert lu.groupement is not None
    lines = {each.membre.collectivite.nom: each for each in etat_connu(lu.groupement).lignes}
    assert lines["Hanvec"].situation is Situation.EN_ATTENTE
    told = actgen.Workspace(root).group("groupements/papier.yaml", options=Options(out=root / "output"))
    messages = [each.message for each in told.findings]
    assert any("Hanvec" in each and "reste en attente" in each for each in messages)
    assert any("majorité" in each for each in messages)


@pytest.mark.parametrize(
    ("name", "avant", "apres", "nom"),
    [
        ("1-lettre.docx", "Madame", "Chère Madame", "Irvillac, 1-lettre"),
        ("2-deliberation-MODELE.docx", "APPROUVE", "REJETTE", "Irvillac"),
    ],
)
def test_what_is_sent_to_a_commune(root: Path, name: str, avant: str, apres: str, nom: str) -> None:
    place = root / RACINE / "communes/29086-irvillac/avant-le-vote" / name
    assert place.exists(), sorted(each.name for each in place.parent.parent.parent.rglob("*.docx"))
    correct(place, words(avant, apres))
    kept = place.read_bytes()
    assert set(refused(root)) == {nom}
    assert place.read_bytes() == kept


def test_nothing_is_composed_where_no_word_file_has_changed(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actgen.group.batch.Composition", None)
    batch = prepare_batch(written / "groupements/papier.yaml", Options(out=written / "output"))
    assert batch.by_hand == ()


def test_the_convention_or_a_sheet_that_is_still_a_draft_is_told_and_keeps_nothing_back(root: Path) -> None:
    for name, old in (
        ("3-convention-PROJET", "l’accord-cadre"),
        ("3-signature-29078-hanvec-PROJET", "constitutive"),
    ):
        correct(word(root, f"{name}.docx"), words(old, f"{old} rectifié"))
    batch, _ = lance(root / "groupements/papier.yaml", root / "output", FORMATS)
    told = [each for each in batch.report.findings if each.code == CODE]
    assert {(each.severity, each.message.partition("\u00a0:")[0]) for each in told} == {
        (Severity.WARNING, "Irvillac, 3-convention-PROJET"),
        (Severity.WARNING, "Coordonnateur, 3-signature-29078-hanvec-PROJET"),
    }
    assert [each for each in batch.refus if each.findings[0].code == CODE] == []
    told_without_writing = actgen.Workspace(root).group(
        "groupements/papier.yaml", options=Options(out=root / "output")
    )
    assert {each.message for each in told} <= {each.message for each in told_without_writing.findings}
