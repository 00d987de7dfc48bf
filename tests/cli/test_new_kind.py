"""`actgen new kind`: a few answers give a kind of deliberation that checks clean and renders at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.council.facts.types_de_champ import TYPES
from tests.cli.conftest import Actgen

NAME = "deliberations/vente_de_parcelle"
FOLDER = Path("templates") / NAME
FILES = {"acte.yaml", "corps.md", "expose.md", "dispositif.md", "exemple.yaml", "attendu.md"}
DECISION = "Vente d’une parcelle\n\napprouve la vente de la parcelle\n3.2\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "collectivites").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_kind_without_a_field_of_its_own(workspace: Path, actgen: Actgen) -> None:
    run = actgen("new", "kind", NAME, answers=DECISION + "\n")
    assert (run.code, run.err) == (0, "")
    assert {file.name for file in FOLDER.iterdir()} == FILES
    text = (FOLDER / "attendu.md").read_text("utf-8")
    assert "{dispositif} **APPROUVE** la vente de la parcelle ;" in text
    run = actgen("check", str(FOLDER / "exemple.yaml"))
    assert run.code == 0 and "0 erreur, 0 avertissement" in plain(run.out)


FIELDS = [kind for kind, row in TYPES.items() if row.exemples]


@pytest.mark.parametrize("needed", ["oui", "non"])
def test_every_type_of_field_renders_written_or_not(workspace: Path, actgen: Actgen, needed: str) -> None:
    fields = "".join(f"Valeur {kind.value.replace('_', ' ')}\n{kind.value}\n{needed}\n" for kind in FIELDS)
    run = actgen("new", "kind", NAME, answers=DECISION + fields + "\n")
    assert (run.code, run.err) == (0, ""), run.out
    text = plain((FOLDER / "attendu.md").read_text("utf-8"))
    for said in (
        "Valeur montant : ** 1 500 €",
        "Valeur date : ** 1er octobre 2024",
        "Valeur annee : ** 2024",
        "Valeur taux : ** 3,25 %",
        "Valeur duree : ** 6 mois",
        "Valeur heures : ** 17 h 30",
        "Valeur contenance : ** 8 a 25 ca",
    ):
        assert said.replace(" : ** ", " :** ") in text
    example = (FOLDER / "exemple.yaml").read_text("utf-8")
    head, _, _ = example.partition("    acte:")
    head = head.replace("27/09/2024", "27/09/2096").replace("absents: Membre 7\n", "")
    Path("seances").mkdir()
    session = Path("seances/x.yaml")
    session.write_text(
        f"{head}    acte: vente_de_parcelle\n".replace("  secretaire: Membre 3\n", ""), "utf-8"
    )
    run = actgen("check", "--full", str(session))
    assert run.code == 0 and "GABARIT" not in run.out, run.out
    assert ("CHAMP-ABSENT" in run.out) == (needed == "oui")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("conventions/vente", "parmi les délibérations : deliberations/vente"),
        ("deliberations/Vente Été", "par exemple deliberations/vente_ete"),
        ("deliberations/../../x", "parmi les délibérations"),
        ("..", "ne peut pas être le nom"),
        ("deliberations/", "ne peut pas être le nom"),
        ("deliberations/1er", "ne peut pas être le nom"),
        ("subvention", "existe déjà (Subvention). Pour en changer les mots"),
        ("proces_verbal", "existe déjà"),
    ],
)
def test_a_name_that_cannot_be(workspace: Path, actgen: Actgen, name: str, said: str) -> None:
    run = actgen("new", "kind", name, answers="")
    assert run.code == 2 and said in plain(run.err), run.err
    assert not (workspace / "templates").exists()


def test_a_kind_in_word_gives_the_same_act(workspace: Path, actgen: Actgen) -> None:
    answers = DECISION + "Prix\nmontant\noui\nRemarque\n\nnon\n\n"
    other = "deliberations/vente_en_word"
    assert actgen("new", "kind", NAME, answers=answers).code == 0
    run = actgen("new", "kind", other, "--word", answers=answers)
    assert (run.code, run.err) == (0, "") and "corps.docx, expose.docx et dispositif.docx" in plain(run.out)
    folder = Path("templates") / other
    texts = {"corps.docx", "expose.docx", "dispositif.docx"}
    assert {file.name for file in folder.iterdir()} == {"acte.yaml", "exemple.yaml", "attendu.md", *texts}
    same = [(each / "attendu.md").read_text("utf-8") for each in (FOLDER, folder)]
    assert same[0] == same[1] and "**Prix :** 1 500 €" in same[0]
    run = actgen("templates", "check", "vente_en_word")
    assert run.code == 0 and "0 erreur, 0 avertissement" in plain(run.out), run.out


def test_the_type_that_a_title_announces_is_proposed(workspace: Path, actgen: Actgen) -> None:
    fields = "Exercice budgétaire\n\n\nPrix de vente\n\n\nDate de l’acte\n\n\nAcheteur\n\n\n\n"
    run = actgen("new", "kind", NAME, answers=DECISION + fields)
    assert (run.code, run.err) == (0, "")
    manifest = plain((FOLDER / "acte.yaml").read_text("utf-8"))
    for nom, kind in (
        ("exercice_budgetaire", "annee"),
        ("prix_de_vente", "montant"),
        ("date_de_l_acte", "date"),
        ("acheteur", "texte"),
    ):
        assert f"nom: {nom} type: {kind} " in manifest
    assert "**Exercice budgétaire :** 2024" in plain((FOLDER / "attendu.md").read_text("utf-8"))


def test_word_is_for_a_kind(workspace: Path, actgen: Actgen) -> None:
    run = actgen("new", "session", "--word", answers="")
    assert run.code == 2 and "--word sert à new kind seulement" in plain(run.err)


@pytest.mark.slow
def test_a_kind_of_ones_own_goes_to_word(workspace: Path, actgen: Actgen) -> None:
    actgen("new", "kind", NAME, answers=DECISION + "\n")
    run = actgen("templates", "copy", "vente_de_parcelle", "--word")
    assert (run.code, run.err) == (0, "")
    assert not {file.name for file in FOLDER.iterdir()} & {"corps.md", "expose.md", "dispositif.md"}
    run = actgen("templates", "check", "vente_de_parcelle", "--strict")
    assert run.code == 0, run.out


def test_a_kind_needs_a_name(workspace: Path, actgen: Actgen) -> None:
    run = actgen("new", "kind", answers="")
    assert run.code == 2 and "actgen new kind deliberations/vente_de_parcelle" in plain(run.err)


def test_a_folder_that_is_there_is_left_as_it_is(workspace: Path, actgen: Actgen) -> None:
    actgen("new", "kind", NAME, answers=DECISION + "\n")
    before = {file.name: file.read_bytes() for file in FOLDER.iterdir()}
    run = actgen("new", "kind", NAME, answers=DECISION + "\n")
    assert run.code == 2 and "existe déjà" in run.err
    assert {file.name: file.read_bytes() for file in FOLDER.iterdir()} == before


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("Vente {{ x }}\n", "sans le signe « { »"),
        ("Vente\n\napprouve *tout*\napprouve tout\n9.99\n\n", "La matière « 9.99 » n’existe pas"),
        (DECISION + "Objet\n\n", "« objet » est déjà une rubrique"),
        (DECISION + "Prix\n\n\nPrix\n\n", "« prix » est déjà demandé"),
        (DECISION + "12\n\n", "commence par une lettre"),
        (DECISION + "Prix\nargent\nmontant\n\n\n", "Types : texte, texte_long, montant"),
        (DECISION + "Mode\nchoix\ntexte\n\n\n", "un tableau s’ajoutent ensuite dans acte.yaml"),
    ],
)
def test_an_answer_that_is_not_understood_is_asked_again(
    workspace: Path, actgen: Actgen, answers: str, said: str
) -> None:
    run = actgen("new", "kind", NAME, answers=answers)
    assert said in plain(run.out), run.out


def plain(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())
