"""Any value of a session file may be wrong: what is left is counted, to be shown, and gives no act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import actgen
from actgen.base.diagnostics import Severity
from actgen.reading.nodes import scalars
from actgen.reading.yaml_tree import read_tree
from actgen.session.result import Options
from tests.session.acts import ROOT

SESSIONS = sorted((ROOT / "data/seances").glob("*.yaml"))
QUICK = "dietwiller-2022-12-15"
WRONG = ("25h le 15/13/2019 §", "Zorglub ZED")
NEEDED = {"date", "collectivite", "nature", "organe"}  # without them nobody knows what session it is


def spoiled(place: Path) -> Iterator[tuple[str, str]]:
    """The file with one of its values wrong, each in turn; with the key that it stands under."""
    text = place.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    tree, _ = read_tree(text.encode(), f"seances/{place.name}")
    for scalar in scalars(tree):
        at, line = scalar.location.line - 1, lines[scalar.location.line - 1]
        start = line.find(scalar.text, scalar.location.column - 1) if scalar.text.strip() else -1
        for wrong in WRONG if start >= 0 else ():
            changed = f"{line[:start]}{wrong}{line[start + len(scalar.text) :]}"
            yield line.strip(" -").partition(":")[0], "".join((*lines[:at], changed, *lines[at + 1 :]))


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(each, marks=() if each.stem == QUICK else pytest.mark.slow, id=each.stem)
        for each in SESSIONS
    ],
)
def test_one_wrong_value_leaves_the_others_in_sight(place: Path) -> None:
    workspace, shown = actgen.Workspace(ROOT / "data"), 0
    in_place = "collectivite:\n" in place.read_text(encoding="utf-8")  # its council stands in the file
    for key, text in spoiled(place):
        session = workspace.session(f"seances/{place.name}", text=text).outline()
        if session.examination.figures is not None:  # the value is a word that nobody reads
            continue
        assert any(each.severity is Severity.ERROR for each in session.findings)
        assert session.acts == () and session.examination.seance is None
        if key not in NEEDED and not in_place:
            assert session.stage is not None, text
            shown += 1
    assert shown > 10 or in_place


OWN = "  - {numero: 7, acte: subvention, beneficiaire: Amicale, montant: beaucoup, vote: unanimité}\n"


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("montnt: 500 €", True),
        ("zorglub: 500 €", True),
        ("heur: 20h45", False),  # who was there at other items depends on it
    ],
)
def test_a_key_that_does_not_exist_stops_its_own_item(typed: str, alone: bool) -> None:
    place = ROOT / "data/seances/le-trehou-2024-11-14.yaml"
    own = OWN.replace("montant: beaucoup", f"forme: association, {typed}")
    text = place.read_text("utf-8").replace("\nsuites:", f"\n{own}\nsuites:", 1)
    session = actgen.Workspace(ROOT / "data").session(f"seances/{place.name}", text=text)
    (wrong,) = (each for each in session.findings if each.code == "CLE-INCONNUE")
    refused = {each.key.replace("_", "-") for each in session.acts if wrong in each.refus}
    if not alone:
        assert session.acts == ()
        return
    assert wrong.point == 7 and {"deliberation-07", "proces-verbal"} <= refused
    assert "deliberation-03" not in refused and "90" in session.html("deliberation-03")


def of_item_7(written: str, options: Options | None = None) -> actgen.Session:
    """A session with an item more, that says that."""
    place = ROOT / "data/seances/le-trehou-2024-11-14.yaml"
    item = f"  - {{numero: 7, {written}}}"
    text = place.read_text("utf-8").replace("\nsuites:", f"\n{item}\n\nsuites:", 1)
    return actgen.Workspace(ROOT / "data").session(f"seances/{place.name}", text=text, options=options)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("montant: beaucoup, vote: unanimité", "MONTANT-ILLISIBLE"),
        ("montant: 500 €, vote: oui", "PHRASE-INCOMPRISE"),
        ("montant: 500 €, vote: [a, b]", "VALEUR-FORME"),
        ("montant: 500 €, vote: unanimité, debats: 3", "FICHIER-ABSENT"),
        ("montant: 500 €, vote: unanimité, rapporteur: Zorglub", "MEMBRE-INCONNU"),
    ],
)
def test_a_value_that_nobody_reads_stops_its_own_item_and_what_tells_of_it(written: str, told: str) -> None:
    """« 0,10 % » in the fee of a loan greyed the preview of every item; « vote: oui », the forty acts."""
    session = of_item_7(f"acte: subvention, beneficiaire: Amicale, forme: association, {written}")
    (wrong,) = (each for each in session.findings if each.code == told)
    assert (wrong.severity, wrong.point) == (Severity.ERROR, 7)
    refused = {each.key.replace("_", "-") for each in session.acts if wrong in each.refus}
    assert {"deliberation-07", "proces-verbal"} <= refused
    assert "deliberation-03" not in refused and "90" in session.html("deliberation-03")


def test_a_note_that_explains_each_item_waits_for_what_is_unread_in_one() -> None:
    text = "montant: 500 €, vote: unanimité, texte: absent.md"
    papers = Options(only=("note-de-synthese", "convocation"))
    session = of_item_7(f"acte: subvention, beneficiaire: Amicale, forme: association, {text}", papers)
    assert [each.key for each in session.acts if each.refus] == ["note-de-synthese"]


@pytest.mark.parametrize("written", ["heure: tard", "groupement: zorglub", "objet: [a]"])
def test_a_value_on_which_other_acts_rest_stops_them_all(written: str) -> None:
    assert of_item_7(f"acte: subvention, beneficiaire: Amicale, vote: unanimité, {written}").acts == ()


@pytest.mark.parametrize(
    ("acte", "written", "rubrique"),
    [
        ("subvention", "montant: mille", "montant"),
        ("subvention", "exercice: l’an prochain", "exercice"),
        ("subvention", "forme: zorglub", "forme"),
        ("tarifs", "applicables_le: demain", "applicables_le"),
        ("tarifs", "tarifs: [{prestation: Journée, montant: mille}]", "montant"),
    ],
)
def test_what_is_written_and_not_read_does_not_lack_too(acte: str, written: str, rubrique: str) -> None:
    session = of_item_7(f"vote: unanimité, acte: {acte}, {written}")
    absent = [each.message for each in session.findings if each.code == "CHAMP-ABSENT"]
    assert not any(f"rubrique «\u00a0{rubrique}\u00a0»" in each for each in absent), absent
