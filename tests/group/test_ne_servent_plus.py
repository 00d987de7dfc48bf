"""What is said of the folders of communes that serve no more is true, or is not said."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.api.report.group import told
from actgen.cli import main

from .espaces import espace, lance, seance

pytestmark = pytest.mark.usefixtures("before_the_launch")

ADOPTEE = "    - {{commune: {}, resultat: adoptée, deliberation_du: 14/11/2024{}}}\n"
CASSE = "points: [\n"  # whose session it is can't be told


def seances(folder: Path, *textes: str) -> list[Path]:
    places = [folder / f"seances/s{rang}.yaml" for rang in range(len(textes))]
    for place, texte in zip(places, textes, strict=True):
        place.write_text(texte, encoding="utf-8")
    return places


def relance(folder: Path, file: Path) -> tuple[str, ...]:
    batch, _ = lance(file, folder / "out")
    return batch.old_folders.finis


@pytest.mark.parametrize("slip", ["date: 32/11/2024", "date: [14/11/2024"])
def test_a_session_with_a_slip_and_its_models_are_not_said_to_serve_no_more(
    tmp_path: Path, slip: str
) -> None:
    file = espace(tmp_path)
    lance(file, tmp_path / "out")  # models for all, Hanvec too
    (place,) = seances(tmp_path, seance("Hanvec"))
    assert relance(tmp_path, file) == ("29078-hanvec/avant-le-vote",)
    place.write_text(seance("Hanvec").replace("date: 14/11/2024", slip), encoding="utf-8")
    assert relance(tmp_path, file) == ()


@pytest.mark.parametrize(
    "texte",
    [
        pytest.param(CASSE + "groupement: papier\n", id="broken"),
        pytest.param(seance("Hanvec") + "#" * 1_100_000, id="too big"),
    ],
)
def test_while_nobody_knows_whose_session_cant_be_read_no_session_is_said_to_be_gone(
    tmp_path: Path, texte: str
) -> None:
    file = espace(tmp_path)
    place, autre = seances(tmp_path, seance("Hanvec"), seance("Daoulas"))
    lance(file, tmp_path / "out")
    autre.unlink()
    assert relance(tmp_path, file) == ("29043-daoulas/2024-11-14-conseil",)
    place.write_text(texte, encoding="utf-8")
    assert relance(tmp_path, file) == ()


def test_models_of_a_member_whose_answer_is_to_be_mended_may_still_serve(tmp_path: Path) -> None:
    lance(espace(tmp_path), tmp_path / "out")
    juste = ADOPTEE.format("Hanvec", ", transmise_le: 15/11/2024")
    assert relance(tmp_path, espace(tmp_path, juste)) == ("29078-hanvec/avant-le-vote",)
    inverse = ADOPTEE.format("Hanvec", ", transmise_le: 13/11/2024")
    file = espace(tmp_path, inverse)
    assert relance(tmp_path, file) == ()
    batch, _ = lance(file, tmp_path / "out")
    assert batch.old_folders.douteux == ("29078-hanvec/avant-le-vote",)


def test_a_member_whose_name_is_respelt_is_a_member_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = espace(tmp_path)
    lance(file, tmp_path / "output")
    communes = tmp_path / "output/groupement-papier/communes"
    (communes / "29078-hanvec").rename(communes / "29078-hanvecq")
    (communes / "29294-le-trehou").rename(communes / "99999-ailleurs")
    main(["batch", str(file), "--formats", "html"])
    dit = " ".join(capsys.readouterr().out.split())
    assert (
        "Ne servent plus, et sont gardés : 29078-hanvecq/avant-le-vote et 99999-ailleurs/avant-le-vote."
        in dit
    )


def test_a_journal_that_cant_be_read_among_two_sessions_of_a_day_stops_its_own_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = espace(tmp_path)
    lance(file, tmp_path / "output")
    soir = seance("Hanvec").replace("heure: 20h", "heure: 22h").replace("levee: 21h", "levee: 23h")
    seances(tmp_path, seance("Hanvec"), soir, seance("Daoulas"))
    _, results = lance(file, tmp_path / "output")  # the two have one certificate
    nuits = sorted(result.folder for result in results if result.folder.parent.name == "29078-hanvec")
    assert [nuit.name for nuit in nuits] == ["2024-11-14-conseil", "2024-11-14-conseil-2"]
    (nuits[1] / "journal.json").write_bytes(b"{")
    batch, results = lance(file, tmp_path / "output")
    assert {told(result) for result in results if result.fault is None} >= {
        "Daoulas, 14/11/2024\u00a0: inchangé"
    }
    assert [result.nom for result in batch.results if result.fault] == ["Hanvec, 14/11/2024"] * 2
    assert batch.old_folders.finis == () and batch.wordings.proof.inconnues == 0
    assert main(["batch", str(file), "--formats", "html"]) == 1
    dit = " ".join(capsys.readouterr().out.split())
    assert "Refusés" in dit and "illisible" in dit and "29078-hanvec/2024-11-14-conseil-2" in dit
