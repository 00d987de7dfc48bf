"""What the rarer gestures of an evening write, and that none of them leaves a sheet that can't be opened."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actgen.api.evening import Candidatures, Evening
from actgen.api.workspace import Workspace
from actgen.base.errors import ActgenError, UsageError
from actgen.evening.gestures import (
    Aborde,
    AnyGesture,
    AutresPresents,
    Candidats,
    Debats,
    Demande,
    Devenir,
    Dit,
    Etat,
    HuisClos,
    Interesse,
    Mouvement,
    MouvementCorrige,
    NonTraites,
    Preside,
    Remarques,
    Renonciation,
    Reponse,
    Rubrique,
    Sort,
    Voix,
)
from actgen.reading.yaml_page import plain
from actgen.reading.yaml_tree import read_tree
from tests.evening.gestures import AT, CALLED, NAME, PREPARED, Tell
from tests.session.acts import ROOT

DUTIES = "  presidence: Membre 1\n  secretaire: Membre 6   # comme d’habitude\n"
MINUTES = "acte: approbation_proces_verbal\n    seance_du: 10/10/2024"
EPCI = "seances/forets-seine-et-suzon-2025-09-25.yaml"


def text(workspace: Workspace) -> str:
    return (workspace.root / NAME).read_text(encoding="utf-8")


def plain_of(written: str) -> object:
    tree, _ = read_tree(written.encode(), NAME)
    assert tree is not None
    return plain(tree)


def write(workspace: Workspace, words: str) -> None:
    (workspace.root / NAME).write_text(words, encoding="utf-8")
    workspace.refresh()


def with_duties() -> str:
    return PREPARED.replace("  heure: 20h00\n", f"  heure: 20h00\n{DUTIES}")


def test_who_was_to_preside_may_be_written_before_the_roll(workspace: Workspace, tell: Tell) -> None:
    write(workspace, with_duties())
    assert tell().count().presents == 0
    evening = tell(AutresPresents())
    assert evening.count().presents == 15
    assert DUTIES in text(workspace)


@pytest.mark.parametrize("called", [False, True])
def test_an_absent_mayor_presides_no_more(workspace: Workspace, tell: Tell, called: bool) -> None:
    write(workspace, with_duties())
    tell(*([AutresPresents()] if called else []))
    evening = tell(Reponse("Membre 1", Etat.ABSENT), Reponse("Membre 6", Etat.EXCUSE))
    assert re.search(r"\n  presidence:\n  secretaire: +# comme d’habitude\n", text(workspace))
    evening.undo(AT)
    Evening(workspace, NAME).undo(AT)
    assert DUTIES in text(workspace)


def test_what_could_no_longer_be_counted_is_not_noted(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED)
    before, lines = text(workspace), len(Evening(workspace, NAME).log.lines)
    with pytest.raises(UsageError, match="Membre 12 préside la séance et est parmi les absents"):
        tell(Dit(Rubrique.PRESIDENCE, "Membre 12"))
    assert text(workspace) == before
    assert len(Evening(workspace, NAME).log.lines) == lines


def test_a_ballot_is_asked_for(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED, Demande(3, "secret", nombre=5), Demande(3, "huis_clos", ("Membre 5", "Membre 8")))
    assert (
        "    demandes:\n      - scrutin secret demandé par 5 membres\n"
        "      - huis clos demandé par Membre 5 et Membre 8\n"
    ) in text(workspace)
    tell(Demande(3, retire=True))
    assert "demandes" not in text(workspace)
    with pytest.raises(UsageError, match="qui l’a demandé"):
        tell(Demande(3, "public"))


def test_the_doors_are_closed_by_a_vote_and_opened_again(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED, HuisClos(3, {"pour": 11, "contre": 2}))
    assert "    huis_clos: oui\n    vote_huis_clos: 11 pour, 2 contre\n" in text(workspace)
    tell(HuisClos(3, None))
    assert "huis_clos" not in text(workspace)


def test_somebody_else_presides_an_item(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED, Preside(2, "Adjointe 2"))
    assert "    presidence: Adjointe 2\n" in text(workspace)
    tell(Preside(2, ""))
    assert "presidence" not in text(workspace)
    with pytest.raises(UsageError, match="n’est pas un membre en exercice"):
        tell(Preside(2, "Membre 99"))


def test_the_secret_of_a_nomination_is_given_up(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED, Renonciation(3, {"unanimite": True}), Candidats(3, Candidatures.LISTE_UNIQUE))
    told = "    renonciation_au_secret: unanimité\n", "    candidatures: liste unique\n"
    assert all(each in text(workspace) for each in told)
    with pytest.raises(UsageError, match=r"12.pour font 12.voix pour 13"):
        tell(Renonciation(3, {"pour": 12}))
    assert told[0] in text(workspace)
    tell(Renonciation(3, None), Candidats(3, None))
    assert "renonciation" not in text(workspace)
    assert "candidatures" not in text(workspace)


def test_a_movement_is_told_at_another_hour_or_taken_back(workspace: Workspace, tell: Tell) -> None:
    gone = Mouvement("Membre 5", arrive=False, heure="20h30", point=3)
    come = Mouvement("Membre 12", arrive=True, point=2)
    tell(*CALLED, come, gone, MouvementCorrige(0, "Membre 12", "20h15"))
    both = "mouvements:\n  - Membre 12 arrive à 20h15, avant le point 2\n  - Membre 5 part à 20h30"
    assert both in text(workspace)
    with pytest.raises(UsageError, match="rechargez-la"):
        tell(MouvementCorrige(0, "Membre 5", "20h16"))
    with pytest.raises(UsageError, match="heure"):
        tell(MouvementCorrige(0, "Membre 12", "tard"))
    evening = tell(MouvementCorrige(0, "Membre 12", retire=True))
    assert [each.nom for each in evening.movements] == ["Membre 5"]
    evening.undo(AT)
    assert both in text(workspace)
    tell(MouvementCorrige(1, "Membre 5", retire=True), MouvementCorrige(0, "Membre 12", retire=True))
    assert "mouvements" not in text(workspace)


def test_who_comes_before_the_roll_is_over_asks_for_its_end(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED[:3])
    with pytest.raises(UsageError, match=r"d’abord l’appel.: 12.membres n’ont pas répondu"):
        tell(Mouvement("Membre 12", arrive=True, heure="20h15", point=2))
    assert "mouvements" not in text(workspace)


def test_an_hour_alone_says_when_somebody_left(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED, Mouvement("Membre 5", arrive=False, heure="22h00"))
    with pytest.raises(UsageError, match="elle seule dit quand"):
        tell(MouvementCorrige(0, "Membre 5"))


def test_a_movement_that_no_phrase_says_is_shown_as_it_is(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED)
    long = "mouvements:\n  - nom: Membre 12\n    sens: arrivee\n    point: 2   # en retard\n"
    write(workspace, text(workspace) + long)
    assert [(each.phrase, each.nom) for each in tell().movements] == [("Membre 12, arrivee, 2", "")]
    with pytest.raises(UsageError, match="rechargez-la"):
        tell(MouvementCorrige(0, "Membre 12", "20h15"))
    assert long in text(workspace)


def test_a_gesture_told_twice_in_a_row_is_noted_once(workspace: Workspace, tell: Tell) -> None:
    said, vote = Debats(1, "Le maire présente le dossier."), Voix(1, {"unanimite": True})
    before = len(tell(*CALLED).last_lines)
    assert len(tell(said, said, vote, vote).last_lines) == min(before + 2, 5)
    assert [line.geste for line in Evening(workspace, NAME).last_lines[:3]] == [vote, said, CALLED[-1]]
    beside = workspace.root / "seances" / "le-trehou-2024-11-14-point-1-debats.md"
    tell(said)
    beside.write_text("Autre chose.\n", encoding="utf-8")
    tell(said)
    assert beside.read_text(encoding="utf-8") == "Le maire présente le dossier.\n", "it was no more there"
    tell(Dit(Rubrique.LEVEE, "22h"))
    write(workspace, text(workspace).replace("levee: 22h", "levee: 21h"))
    tell(Dit(Rubrique.LEVEE, "22h"))
    assert "levee: 22h" in text(workspace)


def test_an_item_is_taken_up_at_an_hour(workspace: Workspace, tell: Tell) -> None:
    tell(*CALLED, Aborde(2, "20h10"))
    assert "    heure: 20h10\n" in text(workspace)
    with pytest.raises(UsageError, match="heure"):
        tell(Aborde(2, "vingt"))
    tell(Aborde(2, ""))
    assert "heure: 20h10" not in text(workspace)


def test_remarks_on_the_minutes_are_told_or_are_none(workspace: Workspace, tell: Tell) -> None:
    write(
        workspace, PREPARED.replace("objet: Arrêt du procès-verbal de la séance du 10 octobre 2024", MINUTES)
    )
    evening = tell(*CALLED)
    assert [evening.remarks(numero) for numero in (1, 2, 3)] == ["", None, None]
    assert tell(Remarques(1, None)).remarks(1) == "aucune"
    assert tell(Remarques(1, "Membre 5 fait corriger un nom.")).remarks(1) == "Membre 5 fait corriger un nom."
    tell(Remarques(1, ""))
    assert "    remarques:\n" in text(workspace)


def test_a_substitute_sits_for_a_member_of_an_epci(workspace: Workspace) -> None:
    for place in (ROOT / "data").glob(EPCI.replace(".yaml", "*")):
        shutil.copyfile(place, workspace.root / "seances" / place.name)
    evening = Evening(workspace, EPCI)
    seat = next(each for each in evening.seats if each.nom == "Membre 9")
    assert (seat.reponse.etat, seat.suppleant, seat.present) == (Etat.SUPPLEE, "Membre 29", True)
    before = evening.count().presents
    evening.tell(Reponse("Membre 9", Etat.EXCUSE), AT)
    assert Evening(workspace, EPCI).count().presents == before - 1
    Evening(workspace, EPCI).tell(Reponse("Membre 9", Etat.SUPPLEE, "Membre 29"), AT)
    assert Evening(workspace, EPCI).count().presents == before
    assert "  - Membre 9, suppléé par Membre 29\n" in (workspace.root / EPCI).read_text(encoding="utf-8")


# any evening at all

_NAMES = st.sampled_from([f"Membre {n}" for n in (1, 5, 6, 7, 8, 12)] + ["Adjointe 2", "Adjoint 3"])
_ITEMS = st.integers(1, 3)
_HOURS = st.sampled_from(["20h05", "20h30", "21h"])
_ANY = st.one_of(
    st.builds(Reponse, _NAMES, st.sampled_from([Etat.PRESENT, Etat.ABSENT, Etat.EXCUSE, Etat.SANS_REPONSE])),
    st.builds(Reponse, _NAMES, st.just(Etat.POUVOIR), _NAMES),
    st.just(AutresPresents()),
    st.builds(Dit, st.sampled_from([Rubrique.PRESIDENCE, Rubrique.SECRETAIRE]), _NAMES),
    st.builds(Dit, st.sampled_from([Rubrique.HEURE, Rubrique.LEVEE]), _HOURS),
    st.builds(Mouvement, _NAMES, st.booleans(), _HOURS, _ITEMS, st.booleans()),
    st.builds(Mouvement, _NAMES, st.just(False), _HOURS, _ITEMS, st.booleans(), _NAMES),
    st.builds(Interesse, _ITEMS, _NAMES, st.booleans(), st.booleans()),
    st.builds(Devenir, _ITEMS, st.sampled_from(list(Sort)), st.just("à la prochaine séance")),
    st.builds(NonTraites, _ITEMS),
    st.builds(Voix, _ITEMS, st.sampled_from([None, {"unanimite": True}, {"pour": 9, "contre": 2}])),
    st.builds(Demande, _ITEMS, st.sampled_from(["secret", "public", "huis_clos"]), nombre=st.integers(1, 9)),
    st.builds(HuisClos, _ITEMS, st.sampled_from([None, {"unanimite": True}])),
    st.builds(Preside, _ITEMS, _NAMES),
)


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(_ANY, max_size=12))
def test_no_evening_ends_in_a_sheet_that_cannot_be_opened(gestures: list[AnyGesture]) -> None:
    with TemporaryDirectory() as folder:
        for name in ("collectivites", "groupements"):
            shutil.copytree(ROOT / "data" / name, Path(folder) / name)
        (Path(folder) / "seances").mkdir()
        (Path(folder) / NAME).write_text(PREPARED, encoding="utf-8")
        workspace, noted = Workspace(folder), 0
        for gesture in gestures:
            before = text(workspace)
            evening = Evening(workspace, NAME)
            first = evening.log.next
            try:
                evening.tell(gesture, AT)  # told twice in a row, it is noted once
                noted += evening.log.next - first
            except ActgenError:  # it is refused, and said
                assert text(workspace) == before
            assert len(Evening(workspace, NAME).seats) == 15
        for _ in range(noted):
            Evening(workspace, NAME).undo(AT)
        assert plain_of(text(workspace)) == plain_of(PREPARED)
        assert Evening(workspace, NAME).last is None
