"""What a group no longer needs: papers go, what communes were sent stays, and both are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.api.report.verify import conclusion
from actgen.cli import main
from actgen.delivery.verify.folders import verify_folder
from actgen.group.batch import prepare_batch
from actgen.session.result import Options
from actgen.session.writing.plan import Outcome, Reason

from .espaces import COMMUNES, contenus, espace, lance, seance

pytestmark = pytest.mark.usefixtures("before_the_launch")

ROOT = Path(__file__).parents[2]
RACINE = "groupement-papier"
LETTRE = Path("conventions/groupement_commandes/lettre.md")
ADOPTEE = (
    "    - {{commune: Hanvec, resultat: {}, deliberation_du: 14/11/2024, transmise_le: 15/11/2024, "
    "publiee_le: 16/11/2024{}}}\n"
)


COUTS = """  couts:
    periode: année 2025
    taxes: hors taxes
    depenses:
      - {rubrique: Papier, membre: Hanvec, montant: 90 €}
"""


def espace_avec(folder: Path, resultat: str, suite: str = "") -> Path:
    file = espace(folder, retours=ADOPTEE.format(resultat, suite))
    with file.open("a", encoding="utf-8") as text:
        text.write("annexe_1: {arretee_au: 30/11/2024}\n")
    return file


def feuilles(folder: Path) -> set[str]:
    return {name for name in contenus(folder / "out") if "/3-signature-" in name}


def restes(folder: Path) -> Path:
    (sheet,) = feuilles(folder)
    return folder / "out" / sheet


def test_the_sheet_of_a_member_that_refuses_after_all_is_removed(tmp_path: Path) -> None:
    lance(espace_avec(tmp_path, "adoptée"), tmp_path / "out")
    assert len(feuilles(tmp_path)) == 1
    batch, issues = lance(espace_avec(tmp_path, "rejetée"), tmp_path / "out")
    assert batch.report.errors == () and feuilles(tmp_path) == set()
    gone = [each for issue in issues for each in issue.written if each.outcome is Outcome.REMOVED]
    assert [each.name for each in gone if "signature" in each.name] and "n’est plus dû" in gone[-1].phrase
    assert gone[-1].reason is Reason.NO_LONGER_DUE
    before = contenus(tmp_path / "out")
    _, issues = lance(espace_avec(tmp_path, "rejetée"), tmp_path / "out")
    assert {each.outcome for issue in issues for each in issue.written} == {Outcome.UNCHANGED}
    assert contenus(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("signed", "told", "verified"),
    [
        (
            "by hand",
            "modifié à la main depuis qu’actgen l’a écrit",
            ("modifié depuis qu’actgen l’a écrit", "1\u00a0différence avec le journal."),
        ),
        (
            "on paper",
            "transmis, publié ou signé",
            (
                "conservé tel que signé ; les données ont changé depuis : « groupements/papier.yaml »",
                "1\u00a0fichier d’un état antérieur des données\u00a0: inchangé, mais les données ne sont "
                "plus les mêmes.",
            ),
        ),
    ],
)
def test_a_sheet_that_was_signed_stays_and_verify_tells_that_it_is_of_an_earlier_state(
    tmp_path: Path, signed: str, told: str, verified: tuple[str, str]
) -> None:
    suite = ", signee_le: 20/11/2024" if signed == "on paper" else ""
    lance(espace_avec(tmp_path, "adoptée", suite), tmp_path / "out")
    sheet = restes(tmp_path)
    if signed == "by hand":
        sheet.write_bytes(b"signed")
    content = sheet.read_bytes()
    _, issues = lance(espace_avec(tmp_path, "rejetée"), tmp_path / "out")
    assert sheet.read_bytes() == content
    kept = [each for issue in issues for each in issue.written if each.outcome is Outcome.KEPT]
    (alone,) = kept
    assert (alone.name, alone.phrase) == (
        sheet.name,
        f"n’est plus dû, mais a été {told}\u00a0: gardé tel quel",
    )
    found = verify_folder(sheet.parent, tmp_path)
    (piece,) = found.differences
    assert piece.nom == sheet.name
    assert (piece.phrase.replace("\u00a0", " ").replace("\u202f", " "), conclusion(found)) == verified


def test_while_something_is_in_error_nothing_is_removed(tmp_path: Path) -> None:
    lance(espace_avec(tmp_path, "adoptée"), tmp_path / "out")
    sheets = feuilles(tmp_path)
    file = espace_avec(tmp_path, "rejetée")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("/11/2024}\n", "/11/2024, inconnue: 3}\n", 1), encoding="utf-8")
    batch, _ = lance(file, tmp_path / "out")
    assert batch.report.errors and feuilles(tmp_path) == sheets


def test_the_sheet_of_an_answer_read_and_found_wrong_is_removed_and_no_other(tmp_path: Path) -> None:
    """A decision of the mayor: an error that says itself that it makes no party."""
    tard = ADOPTEE.replace("Hanvec", "Daoulas")
    file = espace_avec(tmp_path, "adoptée")
    text = file.read_text(encoding="utf-8").replace(ADOPTEE.format("adoptée", ""), "{}")
    deux = ADOPTEE.format("adoptée", "") + tard.format("adoptée", "")
    file.write_text(text.replace("{}", deux, 1), encoding="utf-8")
    lance(file, tmp_path / "out")
    assert len(feuilles(tmp_path)) == 2
    deux = ADOPTEE.format("adoptée", ", organe: maire") + tard.format("adoptée", "")
    file.write_text(text.replace("{}", deux, 1), encoding="utf-8")
    batch, issues = lance(file, tmp_path / "out")
    assert [finding.code for finding in batch.report.errors] == ["GC-DELIB-MEMBRE"]
    assert ["daoulas" in name for name in feuilles(tmp_path)] == [True]
    gone = [each for issue in issues for each in issue.written if each.outcome is Outcome.REMOVED]
    assert [each.name for each in gone if "hanvec" in each.name]


def test_letters_in_error_are_told_once_as_not_written_and_earlier_ones_stay(tmp_path: Path) -> None:
    file = espace(tmp_path)
    lance(file, tmp_path / "out")
    letters = {name for name in contenus(tmp_path / "out") if "/1-lettre" in name}
    place = tmp_path / "templates" / LETTRE
    place.parent.mkdir(parents=True)
    shipped = (ROOT / "templates" / LETTRE).read_text(encoding="utf-8")
    place.write_text(f"{shipped}\n{{{{ inconnue }}}}\n", encoding="utf-8")
    for _ in range(2):
        batch, issues = lance(file, tmp_path / "out")
        (refus,) = batch.refus
        assert "lettres aux communes, non écrites" in refus.nom and refus.findings
        assert len(issues) == 1 + len(COMMUNES)
        assert letters <= contenus(tmp_path / "out").keys()


def test_a_file_changed_by_hand_is_told_by_the_screen_only_where_it_waits_for_a_new_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = espace(tmp_path)
    main(["batch", str(file), "--formats", "html"])
    model = next((tmp_path / "output").rglob("29078-hanvec/*/2-deliberation-MODELE.html"))
    model.write_bytes(b"corrected")
    capsys.readouterr()
    main(["batch", str(file), "--formats", "html"])
    assert "Laissés tels quels" not in capsys.readouterr().out
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("l’achat de papier", "l’achat de ramettes"), encoding="utf-8")
    for _ in range(2):
        main(["batch", str(file), "--formats", "html"])
        assert "la nouvelle version n’est pas écrite" in " ".join(capsys.readouterr().out.split())
    assert model.read_bytes() == b"corrected"


def test_as_many_folders_are_announced_as_there_are_and_a_broken_journal_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    file = espace(tmp_path)
    for commune, vote in (("Hanvec", "unanimité"), ("Daoulas", "12 pour")):  # eleven members
        (tmp_path / f"seances/{commune.lower()}.yaml").write_text(seance(commune, vote), encoding="utf-8")
    batch, issues = lance(file, tmp_path / "output")
    assert {refus.nom for refus in batch.refus} == {"Daoulas, 14/11/2024"}
    announced = prepare_batch(file, Options(out=tmp_path / "output")).expected
    assert announced == len(issues)
    (tmp_path / "seances/daoulas.yaml").unlink()
    journal = next((tmp_path / "output").rglob("29086-irvillac/*/journal.json"))
    journal.write_bytes(b"{")
    assert main(["batch", str(file), "--formats", "html"]) == 1
    assert "illisible" in capsys.readouterr().out


def test_costs_that_are_foreseen_no_more_take_their_papers_away(tmp_path: Path) -> None:
    file, out = espace(tmp_path, communes=("Daoulas", "Hanvec")), tmp_path / "out"
    sans = file.read_text(encoding="utf-8")
    file.write_text(sans + COUTS, encoding="utf-8")
    lance(file, out, ("html", "docx"))
    folder = out / RACINE / "coordonnateur"
    papiers = {place.name for place in folder.iterdir() if "repartition" in place.name}
    assert papiers == {"4-repartition.html", "4-repartition.docx", "repartition.csv"}
    file.write_text(sans, encoding="utf-8")
    batch, issues = lance(file, out)
    assert batch.report.errors == () and batch.refus == []
    gone = {each.name for issue in issues for each in issue.written if each.outcome is Outcome.REMOVED}
    assert gone == papiers and not any((folder / name).exists() for name in papiers)
    assert verify_folder(folder, tmp_path).conforme
    _, issues = lance(file, out)
    assert {each.outcome for issue in issues for each in issue.written} == {Outcome.UNCHANGED}
