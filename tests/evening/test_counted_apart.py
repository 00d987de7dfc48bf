"""Evenings drawn at random, counted by the sheet and by a model that knows the law of the quorum alone.

The model holds two facts, who is in the room and whose proxy each member bears. The quorum is that of the
moment when an item comes into discussion, those interested left out (art. L. 2121-17 and L. 2131-11 CGCT);
the voters are those of the moment of the vote. A proxy sleeps while its holder is away and ends when its
giver comes.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actgen.acts.tree.words import plain_words
from actgen.api.evening import Evening
from actgen.api.workspace import Workspace
from actgen.base.diagnostics import Severity
from actgen.evening.gestures import (
    AnyGesture,
    AutresPresents,
    Devenir,
    Dit,
    Etat,
    Interesse,
    Mouvement,
    NonTraites,
    Reponse,
    Rubrique,
    Sort,
    Voix,
)
from tests.evening.gestures import AT, NAME, PREPARED
from tests.session.acts import ROOT

_COUNCIL = ("Membre 1", "Adjointe 2", "Adjoint 3", "Adjointe 4", *(f"Membre {n}" for n in range(5, 16)))
_NEEDED = 8
_ITEMS = range(1, 5)
_ITEM = """\
  - numero: {}
    acte: deliberation_libre
    objet: Tarifs de location de la salle polyvalente
    matiere: "7.10"
    decide: fixe le tarif à 90 € la journée
    vote:
"""
_EFFECTIF = re.compile(
    r"15 membres en exercice, (\d+) présents?, (\d+) représentés?, "
    r"(?:(\d+) membres? ne prenant pas part au vote, )?(\d+) votants?"
)


class Room:
    """Who is there, and who bears whose proxy."""

    def __init__(self, draw: Random, workspace: Workspace) -> None:
        self.draw, self.workspace = draw, workspace
        self.here: set[str] = set()
        self.proxies: dict[str, str] = {}
        self.kept: set[str] = set()  # who presides and who writes do not leave
        self.clock = 0

    def tell(self, *gestures: AnyGesture) -> None:
        for gesture in gestures:
            Evening(self.workspace, NAME).tell(gesture, AT)

    def one(self, among: set[str]) -> str:
        return self.draw.choice(sorted(among))

    @property
    def free(self) -> set[str]:
        return self.here - set(self.proxies.values())

    def roll(self) -> None:
        away = self.draw.sample(_COUNCIL, self.draw.randint(0, 8))
        self.here = set(_COUNCIL) - set(away)
        for absent in away:
            if self.draw.random() < 0.5 and self.free:
                self.proxies[absent] = self.one(self.free)
                self.tell(Reponse(absent, Etat.POUVOIR, self.proxies[absent]))
            else:
                self.tell(Reponse(absent, self.draw.choice([Etat.ABSENT, Etat.EXCUSE])))
        president = min(self.here, key=_COUNCIL.index)
        secretary = self.one(self.here - {president})
        self.kept = {president, secretary}
        told = (Dit(Rubrique.PRESIDENCE, president), Dit(Rubrique.SECRETAIRE, secretary))
        self.tell(AutresPresents(), *told)

    def move(self, item: int, *, during: bool) -> None:
        self.clock += self.draw.randint(0, 4)
        hour, away = f"20h{self.clock:02}", set(_COUNCIL) - self.here
        if away and self.draw.random() < 0.5:
            who = self.one(away)
            self.tell(Mouvement(who, True, hour, item, during))
            self.here.add(who)
            self.proxies.pop(who, None)
        elif self.here > self.kept:
            who = self.one(self.here - self.kept)
            free = self.free - {who}
            holder = self.one(free) if free and self.draw.random() < 0.5 else ""
            self.tell(Mouvement(who, False, hour, item, during, holder))
            self.here.discard(who)
            if holder:
                self.proxies[who] = holder

    def interested(self, item: int) -> set[str]:
        """A few who bear no proxy: what becomes of one that they bear is in doubt."""
        able = sorted(self.free - self.kept)
        found = set(self.draw.sample(able, min(len(able), self.draw.choice([0, 0, 1, 2, 3]))))
        self.tell(*(Interesse(item, each, True) for each in found))
        return found

    @property
    def represented(self) -> int:
        return sum(holder in self.here for holder in self.proxies.values())

    def vote(self, voters: int) -> dict[str, int]:
        against = self.draw.randint(0, voters)
        blank = self.draw.randint(0, voters - against)
        if voters - against - blank == against:  # a tie asks for what the president voted
            against, blank = 0, 0
        return {"pour": voters - against - blank, "contre": against, "abstentions": blank}


@pytest.mark.slow
@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_the_sheet_and_the_acts_count_as_the_law_does(seed: int) -> None:
    with TemporaryDirectory() as folder:
        for name in ("collectivites", "groupements"):
            shutil.copytree(ROOT / "data" / name, Path(folder) / name)
        (Path(folder) / "seances").mkdir()
        head = PREPARED.partition("points:\n")[0]
        text = f"{head}points:\n{''.join(_ITEM.format(each) for each in _ITEMS)}"
        (Path(folder) / NAME).write_text(text, encoding="utf-8")
        room = Room(Random(seed), Workspace(folder))
        room.roll()
        voted = _held(room)
        room.tell(Dit(Rubrique.LEVEE, "21h30"))
        _written(room.workspace, voted)


_Counted = tuple[
    tuple[int, int, int, int], bool
]  # there, represented, taking no part, voting; whether adopted


def _held(room: Room) -> dict[int, _Counted]:
    """The items that were voted, each with what its act must say."""
    voted = {}
    for item in _ITEMS:
        for _ in range(room.draw.choice([0, 0, 1, 2])):
            room.move(item, during=False)
        begun = set(room.here)
        for _ in range(room.draw.choice([0, 0, 0, 1, 2])):
            room.move(item, during=True)
        apart = room.interested(item)
        present, voters = len(begun - apart), len(room.here) + room.represented - len(apart)
        count = Evening(room.workspace, NAME).count(item)
        assert (count.presents, count.pouvoirs) == (len(room.here), room.represented)
        assert (count.comptes, count.requis, count.atteint) == (present, _NEEDED, present >= _NEEDED)
        assert count.votants == f"{voters}\u00a0votants"
        if present >= _NEEDED:
            vote = room.vote(voters)
            room.tell(Voix(item, {**vote}))
            adopted = vote["pour"] > vote["contre"]
            voted[item] = (len(room.here), room.represented, len(apart), voters), adopted
        elif count.pour_ce_point:
            room.tell(Devenir(item, Sort.NON_TRAITE, "faute de quorum"))
        else:
            room.tell(NonTraites(item))
            return voted
    return voted


def _written(workspace: Workspace, voted: dict[int, _Counted]) -> None:
    """Nothing is wrong in the file that came of it, and each act says what was counted."""
    session = workspace.session(NAME)
    assert [each.message for each in session.findings if each.severity is Severity.ERROR] == []
    acts = {plan.key: plan.document for plan in session.acts}
    for item, (figures, adopted) in voted.items():
        document = acts[f"deliberation-{item:02}"]
        assert document is not None
        said = " ".join(plain_words(document)).replace("\u00a0", " ").replace("\u202f", " ")
        told = _EFFECTIF.search(said)
        assert told is not None, said
        assert tuple(int(each or 0) for each in told.groups()) == figures
        assert ("Délibération adoptée" in said) is adopted
