"""Facts read from a file: each knows its places, names are found on the way, groups may be flat."""

from __future__ import annotations

import pickle
from collections.abc import Container
from typing import Annotated, Self

from msgspec import Struct, field

from actgen.base.records import replace
from actgen.reading.facts import Fact, FileContext, Under, Unwritten, key, keys_of
from actgen.reading.fields import Compte, DateFr, Named, Texte, Where
from actgen.reading.typed import Typed, read_typed

ANNEXE = Under("annexe", "Ce qui est joint.")


class Roster(Struct):
    """Who may be named."""

    noms: tuple[str, ...]
    places: list[int] = field(default_factory=list)

    def find(self, nom: str, where: Where) -> str | None:
        """The name in capitals, None for nobody's; where it was written is noted."""
        self.places.append(where(nom).line)
        return nom.upper() if nom in self.noms else None


class Vote(Fact, frozen=True):
    """Un vote."""

    of = "qui"

    qui: Annotated[str, Named(Roster.find), key("Qui vote.", name="nom")]
    pour: Annotated[Compte, key("Voix pour.")] = 0
    double: Annotated[int, Unwritten()] = 0

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """Twice the votes, where some were written."""
        return replace(self, double=2 * self.pour) if "pour" in keys else self


class Suivi(Fact, frozen=True):
    """Une suite."""

    le: Annotated[DateFr | None, key("Le jour.")] = None


class Dossier(Fact, frozen=True):
    """Un dossier."""

    titre: Annotated[Texte, key("Titre.")]
    pages: Annotated[Compte | None, key("Nombre de pages."), ANNEXE] = None
    votes: Annotated[tuple[Vote, ...], key("Votes.")] = ()
    suite: Annotated[Suivi, key("La suite.")] = field(default_factory=Suivi)


TEXT = """\
titre: Budget
annexe:
  pages: 12
votes:
  - nom: A
    pour: 3
  - nom: Z
  - nom: B
"""


def read(text: str, roster: Roster | None = None) -> Typed[Dossier]:
    return read_typed(text.encode(), "f.yaml", Dossier, refer=lambda _places: roster or Roster(("A", "B")))


def test_a_fact_is_flat_where_its_file_is_not() -> None:
    dossier = read(TEXT).value
    assert dossier is not None and (dossier.titre, dossier.pages) == ("Budget", 12)
    assert keys_of(Dossier) == ("titre", "annexe", "votes", "suite")
    (finding,) = read(TEXT.replace("pages", "page")).findings
    assert finding.code == "CLE-INCONNUE" and finding.location is not None and finding.location.line == 3


def test_each_key_knows_its_place_written_or_not() -> None:
    dossier = read(TEXT).value
    assert dossier is not None and dossier.lieux["pages"].line == 3
    premier, second = dossier.votes
    assert premier.lieu is not None and premier.lieu.line == 5
    assert (premier.lieux["pour"].line, second.lieux["pour"].line) == (6, 8)
    assert dossier.places.at("votes", 1, "nom").line == 7
    assert (premier.places.said("pour"), second.places.said("pour")) == (True, False)
    # what nobody wrote has the place of what should hold it
    assert dossier.suite.lieux["le"].file == "f.yaml" and dossier.suite.lieux["le"].line == 0


def test_a_name_that_is_nobodys_leaves_its_fact_out() -> None:
    roster = Roster(("A", "B"))
    dossier = read(TEXT, roster).value
    assert dossier is not None and [vote.qui for vote in dossier.votes] == ["A", "B"]
    assert roster.places == [5, 7, 8]
    assert [vote.double for vote in dossier.votes] == [6, 0]


def test_facts_made_by_hand_equal_those_that_were_read_and_travel_with_their_places() -> None:
    dossier = read(TEXT).value
    assert dossier is not None and dossier.votes[0] == Vote("A", 3, 6)
    sent = pickle.loads(pickle.dumps(dossier))
    assert sent == dossier and sent.votes[0].lieux == dict(dossier.votes[0].lieux)
