"""The attendu.md of one's own kind: a change of wording shows, and one command keeps the new text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actgen.authoring.templates.checking import check_templates
from actgen.authoring.templates.expected import differing, write_expected
from actgen.authoring.templates.selection import select
from actgen.authoring.templates.workbench import workbench
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import EnvironmentFault

ROOT = Path(__file__).parents[2]
KIND = Path("templates/deliberations/voirie")
KEPT = KIND / "attendu.md"
FORMULE = "Après en avoir délibéré, le {{ collectivite.assemblee }} :\n{: .formule }\n"


@pytest.fixture(autouse=True)
def voirie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workspace with a kind of its own, its expected text among its files."""
    monkeypatch.chdir(tmp_path)
    Path("collectivites").mkdir()
    shutil.copytree(ROOT / "templates" / "deliberations" / "deliberation_libre", KIND)
    example = KIND / "exemple.yaml"
    example.write_text(
        example.read_text("utf-8").replace("acte: deliberation_libre", "acte: voirie"), "utf-8"
    )
    KEPT.unlink()


def keep() -> list[tuple[str, bool, bool]]:
    return [(each.place.name, each.written, each.made) for each in write_expected(select(("voirie",)))]


def found() -> Diagnostic | None:
    selection = select(("voirie",))
    with workbench(selection.catalogue) as bench:
        example = bench.example(selection.kinds[0])
        assert example is not None
        return differing(selection.catalogue, selection.kinds[0], example)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_without_such_a_file_nothing_is_compared() -> None:
    assert found() is None


def test_what_is_kept_is_what_the_example_gives() -> None:
    assert keep() == [("attendu.md", True, True)]
    assert KEPT.read_text("utf-8").startswith("titre : Délibération n° ")
    assert found() is None
    assert keep() == [("attendu.md", False, True)]


def test_the_first_paragraph_that_differs_is_told_at_its_line() -> None:
    keep()
    change(KEPT, "L’an deux mille vingt-quatre", "L’an mil neuf cent")
    finding = found()
    assert finding is not None and finding.code == "GABARIT-ATTENDU" and finding.location is not None
    lines = KEPT.read_text("utf-8").splitlines()
    assert lines[finding.location.line - 1].startswith("L’an mil neuf cent")
    message = plain(finding.message)
    assert "donne « L’an deux mille vingt-quatre," in message and "plus « L’an mil neuf cent," in message
    assert "relancez la même commande avec --write-expected" in plain(finding.hint)


def test_the_words_around_what_differs_are_shown_when_it_is_far_in_a_long_paragraph() -> None:
    keep()
    change(KEPT, "présidence de Membre 1, maire.", "direction de Membre 1, maire.")
    finding = found()
    assert finding is not None
    told = "… publique sous la {} de Membre 1, maire."
    new, old = told.format("présidence"), told.format("direction")
    assert f"donne « {new} », et non plus « {old} »." in plain(finding.message)


def test_a_paragraph_more_or_less_is_told() -> None:
    keep()
    change(KIND / "dispositif.md", FORMULE, f"{FORMULE}\nUne phrase de plus.\n")
    finding = found()
    assert finding is not None and "donne un paragraphe de plus : « Une phrase de plus. »." in plain(
        finding.message
    )
    keep()
    change(KIND / "dispositif.md", f"{FORMULE}\nUne phrase de plus.\n", FORMULE)
    finding = found()
    assert finding is not None and "ne donne plus ce paragraphe : « Une phrase de plus. »." in plain(
        finding.message
    )


def test_only_the_words_are_compared() -> None:
    keep()
    text = KEPT.read_text("utf-8")
    assert "**" in text and "{fait} " in text
    KEPT.write_text(text.replace("**", "").replace("{fait} ", "").replace(",\n", ", "), "utf-8")
    assert found() is None


def test_the_check_of_a_kind_tells_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    keep()
    change(KEPT, "République française", "République")
    report = check_templates(select(("voirie",))).report
    assert [each.code for each in report.findings] == ["GABARIT-ATTENDU"] and not report.errors


def test_the_text_of_a_shipped_kind_is_not_held_to_a_workspace() -> None:
    own = Path("templates/deliberations/subvention/dispositif.md")
    own.parent.mkdir()
    own.write_text("**ATTRIBUE** {{ champs.montant }}.\n{: .dispositif }\n", "utf-8")
    selection = select(("subvention",))
    with workbench(selection.catalogue) as bench:
        example = bench.example(selection.kinds[0])
        assert example is not None
        assert differing(selection.catalogue, selection.kinds[0], example) is None
    assert [each.place.name for each in write_expected(selection)] == ["attendu.md"]
    assert list(write_expected(select(("tarifs",)))) == []


def test_an_example_without_act_keeps_nothing() -> None:
    change(KIND / "exemple.yaml", "acte: voirie", "acte: deliberation_libre")
    assert keep() == [("attendu.md", False, False)] and not KEPT.exists()


def test_a_link_is_never_written_through(tmp_path: Path) -> None:
    elsewhere = tmp_path / "ailleurs.txt"
    elsewhere.write_text("à moi", "utf-8")
    KEPT.symlink_to(elsewhere)
    with pytest.raises(EnvironmentFault, match="lien"):
        keep()
    assert elsewhere.read_text("utf-8") == "à moi"
