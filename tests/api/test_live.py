"""The act of who is typing: the same page as the saved one would be, with less made for it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import actgen

DATA = Path(__file__).resolve().parent.parent.parent / "data"
SESSION = "seances/le-trehou-2024-11-14.yaml"
SESSIONS = sorted(place.relative_to(DATA).as_posix() for place in DATA.glob("seances/*.yaml"))
OBJET = ("points", 2, "objet")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> actgen.Workspace:
    root = tmp_path_factory.mktemp("mairie")
    for folder in ("collectivites", "groupements", "seances"):
        shutil.copytree(DATA / folder, root / folder)
    return actgen.Workspace(root)


def _value(found: Any, words: str) -> list[tuple[str | int, ...]]:
    """The paths of the values of a page that say these words."""
    marks = [part.partition("</span>")[0] for part in found.html.split('<span data-lieu="')[1:]]
    ranks = [int(mark.partition('"')[0]) for mark in marks if mark.partition(">")[2] == words]
    return [found.spots[rank].path for rank in ranks]


@pytest.mark.parametrize("name", SESSIONS)
def test_the_act_that_is_looked_at_is_the_act_itself(workspace: actgen.Workspace, name: str) -> None:
    session = workspace.session(name)
    for plan in session.acts:
        alone = session.glimpse(plan.key)
        if plan.document is not None:
            assert alone.preview(plan.key) == session.preview(plan.key), plan.key
        elif plan.due == "pas encore":
            assert alone.act(plan.key).document is None
            assert alone.act(plan.key).raisons == plan.raisons


def test_nothing_else_is_composed(workspace: actgen.Workspace) -> None:
    alone = workspace.session(SESSION).glimpse("publication-03")
    made = {plan.key for plan in alone.acts if plan.document is not None}
    assert (
        {"publication-03", "deliberation-03"}
        <= made
        <= {"publication-03", "deliberation-03", "certificat-03"}
    )


def test_what_is_typed_shows_and_leads_back_to_its_value(workspace: actgen.Workspace) -> None:
    before = (workspace.root / SESSION).read_bytes()
    text = actgen.typed(workspace, SESSION, [actgen.Put(OBJET, "Tarifs du gîte")])
    found = actgen.live(workspace, SESSION, text, path=OBJET)
    assert found.act == "deliberation-03"
    assert _value(found, "Tarifs du gîte") == [OBJET]
    assert (workspace.root / SESSION).read_bytes() == before


def test_the_cursor_tells_which_act(workspace: actgen.Workspace) -> None:
    text = workspace.read(SESSION)[0]
    line = text[: text.index("rapporteur: Adjoint 3")].count("\n") + 1
    spot = actgen.Location(SESSION, line, 8)
    assert actgen.live(workspace, SESSION, text, spot=spot, shown="proces-verbal").act == "deliberation-02"


@pytest.mark.parametrize(
    ("path", "asked", "shown", "act"),
    [
        (("points", 1, "vote"), "", "proces-verbal", "deliberation-02"),
        (("points", 0, "vote"), "", "proces-verbal", "proces-verbal"),  # an item without an act of its own
        (("seance", "heure"), "", "liste-des-deliberations", "liste-des-deliberations"),
        (("points", 1, "vote"), "certificat-03", "proces-verbal", "certificat-03"),
        ((), "", "testament", "proces-verbal"),
        ((), "", "", "proces-verbal"),
    ],
)
def test_which_act_is_shown(
    workspace: actgen.Workspace, path: tuple[str | int, ...], asked: str, shown: str, act: str
) -> None:
    assert actgen.live(workspace, SESSION, asked=asked, path=path, shown=shown).act == act


def test_an_act_that_is_refused_says_why(workspace: actgen.Workspace) -> None:
    text = actgen.typed(workspace, SESSION, [actgen.Put(("points", 1, "vote"), "99 pour")])
    found = actgen.live(workspace, SESSION, text, path=("points", 1, "vote"))
    assert (found.act, found.html) == ("deliberation-02", "")
    assert any("99" in reason for reason in found.why)
    assert "ligne" not in " ".join(found.why)


def test_no_other_act_passes_for_one_that_is_refused(workspace: actgen.Workspace) -> None:
    text = actgen.typed(workspace, SESSION, [actgen.Put(("points", 1, "vote"), "99 pour")])
    found = actgen.live(workspace, SESSION, text, path=("points", 1, "vote"), shown="deliberation-03")
    assert (found.act, found.html) == ("deliberation-02", "")
    assert found.why
    elsewhere = actgen.live(workspace, SESSION, text, path=OBJET, shown="deliberation-02")
    assert elsewhere.act == "deliberation-03"


@pytest.mark.parametrize("text", ["", "seance: [", "collectivite: le_trehou\nseance:\n  date: demain\n"])
def test_a_text_that_gives_no_act_says_why(workspace: actgen.Workspace, text: str) -> None:
    found = actgen.live(workspace, SESSION, text, path=OBJET)
    assert (found.act, found.html) == ("", "")
    assert found.why


def test_a_value_of_another_file_leads_to_that_file(workspace: actgen.Workspace) -> None:
    found = actgen.live(workspace, SESSION, asked="deliberation-03")
    others = {spot.place.file for spot in found.spots if not spot.path}
    assert "collectivites/le_trehou.yaml" in others
    assert SESSION not in others
