"""Input that can't be trusted: said once, at its line and column, and nothing is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from actgen.base.diagnostics import Mender
from actgen.reading.decoding import plain_spaces
from tests.french import typing_faults
from tests.hostile.workspace import COLLECTIVITE, GROUPEMENT, SEANCE, Workspace, errors, marked

BOMB = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


@dataclass(frozen=True)
class Slip:
    """`old` becomes `new` in `file`: one finding, at `place`, with `words` under its caret."""

    old: str
    new: str
    code: str
    place: tuple[int, int]
    words: str = ""
    says: str = ""
    file: str = SEANCE
    where: str = ""  # the file of the finding, when it isn't the one that was changed
    refused: str = ""  # the acts that it stops, where it is that of one item alone; else it stops all


def _slips() -> dict[str, Slip]:
    cases = yaml.load(
        Path(__file__).with_name("slips.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return {case.pop("case"): Slip(**case | {"place": tuple(case["place"])}) for case in cases}


_OF_ITEM_9 = "deliberation-09 proces-verbal"
SLIPS = _slips() | {
    "number without end": Slip("9\n    objet", f"{'9' * 5000}\n    objet", "VALEUR-TROP-LONGUE", (33, 13)),
    "vote without end": Slip(
        "vote: unanimité", f"vote: {'9' * 5000} pour", "PHRASE-INCOMPRISE", (37, 11), refused=_OF_ITEM_9
    ),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_one_slip_is_one_finding_at_its_place(slip: Slip, workspace: Workspace) -> None:
    workspace.change(slip.old, slip.new, slip.file)
    examination = workspace.examine()
    (finding,) = errors(examination)
    place = finding.location
    assert place is not None
    assert (finding.code, place.file) == (slip.code, slip.where or slip.file)
    assert (place.line, place.column) == slip.place
    if slip.words:
        assert marked(finding) == slip.words
    assert slip.says in plain_spaces(finding.message + finding.hint)
    refused = {plan.key for plan in examination.plans if finding in plan.refus}
    assert refused >= set(slip.refused.split()) if slip.refused else examination.plans == ()
    owner = Mender.COORDONNATEUR if slip.file == GROUPEMENT else Mender.SECRETAIRE
    assert finding.mender is owner


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "YAML-VIDE"),
        ("# rien\n\n", "YAML-VIDE"),
        ("Bonjour,\nvoici la séance.\n", "YAML-FORME"),
        ("- a\n- b\n", "YAML-FORME"),
        ("collectivite: {dietwiller\nseance: ]\n", "YAML-GUILLEMETS"),
        (BOMB, "YAML-SIGNE"),
        ("\n".join(" " * n + f"k{n}:" for n in range(60)), "YAML-PROFONDEUR"),
        ("a: " + "[" * 100_000, "YAML-PROFONDEUR"),
        (b"a: x\n" * 2_000_000, "FICHIER-TROP-GROS"),
        (b"PK\x03\x04" + bytes(range(256)), "YAML-BINAIRE"),
        (b"%PDF-1.7\n\x00", "YAML-BINAIRE"),
        (b"seance:\n  lieu: \x81\x8d\x8f\n", "YAML-ENCODAGE"),
    ],
    ids=[
        "empty", "comments", "prose", "list", "not YAML", "bomb", "deep", "deep in brackets", "10 MB",
        "Word", "PDF", "no encoding",
    ],
)  # fmt: skip
def test_what_is_no_session_file_at_all(content: str | bytes, code: str, workspace: Workspace) -> None:
    workspace.write(SEANCE, content)
    examination = workspace.examine()
    found = errors(examination)
    assert {finding.code for finding in found} == {code}
    assert all(place.file == SEANCE for finding in found for place in finding.locations)
    assert examination.plans == ()


def test_a_session_that_is_not_there(workspace: Workspace) -> None:
    workspace.session.rename(workspace.session.with_name("autre-2022-12-15.yaml"))
    (finding,) = errors(workspace.examine())
    assert finding.code == "FICHIER-ABSENT"
    assert finding.location is not None
    assert finding.location.file == SEANCE


def test_a_text_behind_a_link_that_leaves_the_workspace(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (workspace.folder / "seances/lien.md").symlink_to(tmp_path / "secret.md")
    workspace.change("    vote: un", "    texte: lien.md\n    vote: un")
    (finding,) = errors(workspace.examine())
    assert (finding.code, marked(finding)) == ("FICHIER-HORS-ESPACE", "lien.md")
    assert "secret" not in finding.message


def test_a_loop_of_links(workspace: Workspace) -> None:
    (workspace.folder / "seances/a.md").symlink_to("b.md")
    (workspace.folder / "seances/b.md").symlink_to("a.md")
    workspace.change("    vote: un", "    texte: a.md\n    vote: un")
    (finding,) = errors(workspace.examine())
    assert (finding.code, marked(finding)) == ("FICHIER-ILLISIBLE", "a.md")


def test_an_ambiguous_surname(workspace: Workspace) -> None:
    workspace.change("membre: Claude SCHULLER", "membre: Claude FRANTZ", COLLECTIVITE)
    workspace.change(
        "- Elodie DEMARE, excusée, pouvoir à Christian FRANTZ", "- Claude FRANTZ, pouvoir à FRANTZ"
    )
    (finding,) = errors(workspace.examine())
    place = finding.location
    assert place is not None
    assert (finding.code, place.line, place.column, marked(finding)) == ("MEMBRE-AMBIGU", 21, 30, "FRANTZ")
    assert "Christian FRANTZ" in finding.message
    assert "Claude FRANTZ" in finding.message


def test_a_member_both_present_and_absent(workspace: Workspace) -> None:
    workspace.change("compte: ", "presents: [Christian FRANTZ, Elodie DEMARE]\ncompte: ")
    both, forgotten = errors(workspace.examine())
    assert {both.code, forgotten.code} == {"PRESENCE-CONTRADICTOIRE"}
    assert marked(both) == "Elodie DEMARE"
    assert [place.line for place in both.locations] == [26, 21]
    assert "Pierrette KEMPF, Alain MORILLON" in forgotten.message


def test_a_roster_of_nobody(workspace: Workspace) -> None:
    before, _, _ = workspace.read(COLLECTIVITE).partition("membres:")
    workspace.write(COLLECTIVITE, f"{before}membres:\n")
    (finding,) = errors(workspace.examine())
    assert (finding.code, finding.location and finding.location.line) == ("COLLECTIVITE-INCOMPLETE", 11)


def test_characters_of_a_text_at_their_line(workspace: Workspace) -> None:
    workspace.write("groupements/e_services-socle.md", "Un\n\nlong \x1b[31m mot 😀😀 perdu 😀\n")
    found = errors(workspace.examine())
    assert {finding.code for finding in found} == {"CARACTERE-SANS-POLICE"}
    assert {finding.mender for finding in found} == {Mender.COORDONNATEUR}
    assert [(place.line, place.column, place.length) for f in found for place in f.locations] == [
        (3, 6, 1),
        (3, 16, 2),
        (3, 25, 1),
    ]
    assert not any("\x1b" in f.message + f.locations[0].excerpt for f in found)


def test_a_text_all_of_it_unprintable_gives_a_bounded_list(workspace: Workspace) -> None:
    workspace.write("groupements/e_services-socle.md", "😀 x\n" * 50_000)
    assert len(errors(workspace.examine())) == 20


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("- Elodie DEMARE,", "- Elodie DEMARRE,", SEANCE),
        ("jeudi 15/12/2022", "31/02/2022", SEANCE),
        ("salle du", "salle 😀 du", SEANCE),
        ("- adjoint: M. Alain", "- maire: M. Alain", COLLECTIVITE),
        ("100 000 €", "-100 000 €", GROUPEMENT),
    ],
)
def test_nothing_is_written_and_old_files_are_untouched(
    old: str, new: str, name: str, workspace: Workspace
) -> None:
    workspace.render("html", "docx")
    before = workspace.outputs()
    assert len(before) > 8
    workspace.change(old, new, name)
    rendering = workspace.render("html", "docx")
    assert rendering.written == ()
    assert workspace.outputs() == before


def test_nothing_is_created_for_a_first_run_that_is_refused(workspace: Workspace) -> None:
    workspace.change("jeudi 15/12/2022", "31/02/2022")
    workspace.render("html")
    assert not workspace.out.exists()


QUOTED = re.compile(r"«[^»]*»|\".*\"")  # what the user wrote, or is told to type, is shown as it is typed


@pytest.mark.slow
def test_messages_are_french_sentences(tmp_path: Path) -> None:
    """Every message of the table at once: a capital, a full stop, French apostrophes and spaces."""
    wrong = []
    for number, (name, slip) in enumerate(SLIPS.items()):
        workspace = Workspace.copy(tmp_path / str(number))
        workspace.change(slip.old, slip.new, slip.file)
        for finding in errors(workspace.examine()):
            for text in filter(None, (finding.message, finding.hint)):
                bare = QUOTED.sub("«»", text)
                begins = bare[0].isupper() or bare[0] == "«"
                ends = bare.endswith((".", "«»"))
                if not begins or not ends or "None" in bare or typing_faults(text):
                    wrong.append((name, text))
    assert wrong == []
