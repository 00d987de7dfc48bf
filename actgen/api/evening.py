"""The evening of a session through the door: gestures told one by one, and what a page shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeGuard

from msgspec import UNSET, Struct, UnsetType

from actgen.acts.views.elections import elus_en_phrase, genres_des_membres
from actgen.base.errors import UsageError
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import say
from actgen.council.facts.seance import NatureSeance
from actgen.council.facts.vote import Candidatures
from actgen.council.figures.presence import Presence
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.votes import demande_comptee, vote_vide
from actgen.council.kinds.manifest import Kind
from actgen.evening import gestures
from actgen.evening.changes import (
    Change,
    Room,
    called,
    changes,
    item_told,
    refuse_before_roll,
    told_movement,
    told_suspension,
    undone,
    unsaid,
)
from actgen.evening.debates import debates_content, debates_file, own_debates
from actgen.evening.gestures import (
    JSON,
    Aborde,
    AnyGesture,
    Debats,
    Devenir,
    Dit,
    Etat,
    HuisClos,
    Mouvement,
    MouvementCorrige,
    Renonciation,
    Reponse,
    Reprend,
    Sort,
    Suspend,
    Voix,
)
from actgen.evening.hours import hours_in_doubt, refuse_hours
from actgen.evening.log import SUFFIX, Key, Line, Log, goes_on
from actgen.evening.sums import doubt, refuse_sum, votants_dits
from actgen.evening.votes import line_of_list
from actgen.reading.decoding import text_of
from actgen.reading.edits import Change as Edit
from actgen.reading.edits import Drop, Insert, Put, edited
from actgen.reading.yaml_tree import read_tree
from actgen.session.result import Options
from actgen.session.writing.replace import file_state
from actgen.session.writing.write import save

if TYPE_CHECKING:
    from actgen.api.session import Session
    from actgen.api.workspace import Workspace

__all__ = ["SUFFIX", "Candidatures", "Count", "Etat", "Evening", "FiguresPoint", "Line", "Moved", "Seat"]
__all__ += ["gestures", "line_of_list"]


_SHOWN = 5
_DECIDES = say(
    "Ce point porte une délibération, que seul un vote prend. S’il n’a pas été mis aux voix, dites-le "
    "reporté, retiré ou non traité, et pourquoi."
)

_ELSEWHERE = say(
    "Ce point a changé de place ou d’objet depuis ce geste, qui ne s’annule plus : corrigez-le là où il est."
)


class Count(Struct, frozen=True):
    """Who is there at a moment: `marge` may leave before the quorum is lost; below zero, it is.

    `votants` in words, for the texts may leave a doubt: « 8 ou 9 votants ». `comptes` of those present count.
    """

    presents: int
    pouvoirs: int
    votants: str
    requis: int
    comptes: int
    atteint: bool

    @property
    def marge(self) -> int:
        return self.comptes - self.requis

    @property
    def pour_ce_point(self) -> bool:
        """Whether it lacks for one item alone: enough are there, of whom some don't count for it."""
        return not self.atteint and self.presents >= self.requis


class Seat(Struct, frozen=True):
    """A member in office: the answer given, whose proxies are held, where the member is now.

    `suppleant`: who may sit instead, in the council of an EPCI.
    """

    nom: str
    fonction: str
    reponse: Reponse
    porte: tuple[str, ...]
    present: bool
    suppleant: str


class Moved(Struct, frozen=True):
    """A movement as the file has it, by its rank there: `nom` is empty where no phrase tells it."""

    rang: int
    phrase: str
    nom: str = ""
    heure: time | None = None


class Evening:
    """The evening of one session; what is told is on the disk when `tell` returns.

    It reads the file again at each gesture: what another program wrote meanwhile is kept.
    """

    def __init__(self, workspace: Workspace, name: str) -> None:
        self.workspace, self.name = workspace, name
        self._place = workspace._place(name)
        self.log = Log(self._place.with_name(self._place.stem + SUFFIX))
        self._recover()

    # telling

    def tell(self, gesture: AnyGesture, at: datetime, *, mesure: bool = False) -> None:
        """Note a gesture, then change the file. Raises UsageError for one that can't be: nothing is noted.

        One told twice in a row is noted once: a form is sent as it is left, then by its button. `mesure`: it
        is still being typed, and what comes next of it takes its place, so that a text is one gesture; of
        debates that go on, the text alone is kept, for the log would hold it as often as it grew.
        """
        told = list(changes(gesture, self.room))
        if isinstance(gesture, Devenir) and gesture.sort is Sort.SANS_VOTE and self.decides(gesture.point):
            raise UsageError(_DECIDES)
        last = self.last
        keys = [key for key, _ in told]
        begun = last if last is not None and goes_on(last, gesture, keys) and self._same_item(last) else None
        there = all(self.room.raw(key) == value for key, value in told)
        if there and self._is_told(gesture) and (mesure or last is None or not last.mesure):
            return
        if mesure and there and begun is not None and _says(gesture):
            return self._write_debates(gesture)
        line = Line(
            self.log.next,
            at.isoformat(timespec="seconds"),
            gesture,
            sur=self._revision,
            avant=begun.avant if begun is not None else tuple(self._before(told)),
            annule=begun.n if begun is not None else 0,
            mesure=mesure,
        )
        self._try(told, gesture)
        self.log.add(line)
        self._apply(line, told)

    def _is_told(self, gesture: AnyGesture) -> bool:
        """Whether it is the last gesture again, and its text is there."""
        if self.last is None or self.last.geste != gesture:
            return False
        return not _says(gesture) or self.debates(gesture.point) == (gesture.texte or "").strip()

    def _same_item(self, line: Line) -> bool:
        """Whether what a gesture changed is still of the item that it was told of."""
        done = self.log.done(line)
        told = item_told((key for key, _, _ in line.avant), self.room.tree)
        return done.fait in ("", self._revision) or not done.objet or done.objet == told

    @property
    def last(self) -> Line | None:
        """The last gesture that was not taken back."""
        return next(self._standing(), None)

    def _standing(self) -> Iterator[Line]:
        gone = {line.annule for line in self.log.lines}
        return (each for each in reversed(self.log.lines) if each.geste is not None and each.n not in gone)

    def undo(self, at: datetime) -> None:
        """Take back the last gesture. Raises UsageError when there is none."""
        last = self.last
        if last is None:
            raise UsageError(say("Il n’y a rien à annuler."))
        if not self._same_item(last):
            raise UsageError(_ELSEWHERE)
        line = Line(self.log.next, at.isoformat(timespec="seconds"), annule=last.n, sur=self._revision)
        told = list(undone(last.avant))
        self._try(told)
        self.log.add(line)
        self._apply(line, told)

    # what is shown

    @property
    def session(self) -> Session:
        """The session as its file now tells it."""
        return self._state[1]

    @property
    def figures(self) -> FiguresSeance:
        """What the law counts, those who have not answered being absent. Raises UsageError."""
        return self._state[2]

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Every member in office, in the order of the table."""
        room, now = self.room, self._now
        present = {each.siege for each in now.presents}
        held: dict[str, list[str]] = {}
        for each in now.representes:
            held.setdefault(each.mandataire.nom_complet, []).append(each.mandant.nom_complet)
        return tuple(
            Seat(
                each.nom_complet,
                each.fonction,
                room.answer(each.nom_complet),
                tuple(held.get(each.nom_complet, ())),
                each.siege in present,
                each.suppleant.nom_complet if each.suppleant else "",
            )
            for each in room.seance.en_exercice
        )

    def count(self, numero: int | None = None) -> Count:
        """Who is there when an item is put to discussion; at the opening without a number."""
        figures = self.figures
        if numero is None:
            presence, quorum = figures.ouverture, figures.quorum
            voters = votants_dits([len(presence.presents) + len(presence.representes)])
        else:
            item = figures.point(numero)
            presence, quorum, (voters, _) = item.presence.au_vote, item.quorum, self.able(numero)
        return Count(
            len(presence.presents),
            len(presence.representes),
            voters,
            quorum.requis,
            quorum.comptes,
            quorum.atteint,
        )

    def early(self, au: date) -> bool:
        """Whether the day of the session has not come: the sheet may be tried, and says so."""
        return self.figures.seance.date > au

    @property
    def movements(self) -> tuple[Moved, ...]:
        """Who came and left, in the order of the file."""
        return tuple(_moved(*each) for each in enumerate(self.room.several(("mouvements",))))

    @property
    def suspensions(self) -> tuple[Moved, ...]:
        """When the session was suspended, in the order of the file: `heure` is that at which it went on."""
        return tuple(_suspended(*each) for each in enumerate(self.room.several(("suspensions",))))

    @property
    def speakers(self) -> tuple[str, ...]:
        """« Mme Membre 5 »: who is in the room now, as minutes name who speaks."""
        return tuple(f"{each.civilite} {each.nom_complet}".strip() for each in self._now.presents)

    def in_doubt(self, numero: int) -> tuple[str, ...]:
        """What the hours of an item's movements and suspensions say that the others contradict."""
        salle = self.figures.point(numero).presence
        own = {each.lieu for each in (*salle.mouvements, *salle.interrompu, *salle.suspendu)}
        return tuple(told for place, told in hours_in_doubt(self.figures) if place in own)

    def due(self, numero: int) -> str:
        """The ballot that enough members have asked for: « secret », « public », or none."""
        item, regime = self.figures.point(numero), self.figures.regime
        asked = ((each, demande_comptee(each, item.presence, regime)) for each in ("secret", "public"))
        return next((each for each, demande in asked if demande is not None and demande.suffit), "")

    def unannounced(self, numero: int) -> bool:
        """Whether the convocation that left has no line for an item: then nothing may be decided of it."""
        return self.figures.point(numero).hors_de_la_convocation

    @property
    def without_effect(self) -> tuple[str, ...]:
        """Who gave a proxy whose holder is no longer there: they are to be asked."""
        return tuple(each.mandant.nom_complet for each in self._now.sans_effet)

    @property
    def current(self) -> FiguresPoint | None:
        """The first item of which nothing is known yet: of one without vote, what was said of it."""
        return next((each for each in self.figures.points if not self._known(each)), None)

    def _known(self, item: FiguresPoint) -> bool:
        point = item.point
        if point.vote or point.abandon:
            return True
        return not self.voted(point.numero) and (point.sans_debats or bool(point.discussion))

    @property
    def last_lines(self) -> tuple[Line, ...]:
        """The last five gestures that were not taken back, the last first."""
        return tuple(islice(self._standing(), _SHOWN))

    def voted(self, numero: int) -> bool:
        """Whether an item is put to the vote: an information isn't, nor what the council takes note of."""
        point = self.figures.point(numero).point
        return bool(point.vote) or vote_vide(point) or self.decides(numero)

    def decides(self, numero: int) -> bool:
        """Whether it makes an act that only a vote makes: without one it is put off, or taken back."""
        kind = self._kind(numero)
        return kind is not None and not kind.prend_acte

    def information(self, numero: int) -> bool:
        """Whether the file says of an item that it is told and never voted."""
        return self.room.information(numero)

    def able(self, numero: int) -> tuple[str, str]:
        """« 7 ou 8 votants » of an item, and why the texts leave a doubt; that is empty for one count."""
        item = self.figures.point(numero)
        return votants_dits(sorted(item.votants.defendables)), doubt(item).strip()

    def voters(self, numero: int) -> tuple[tuple[str, str], ...]:
        """Who may be told to have voted on an item, in the order of the table, with who votes instead."""
        item = self.figures.point(numero)
        salle = item.presence.au_vote
        held = {each.mandant.nom_complet: each.mandataire.nom_complet for each in salle.representes}
        here = dict.fromkeys((each.nom_complet for each in salle.presents), "") | held
        for each in item.votants.retires:
            here.pop(each.nom_complet, None)
        rank = {each.nom_complet: at for at, each in enumerate(self.figures.en_exercice)}
        return tuple(sorted(here.items(), key=lambda each: rank.get(each[0], -1)))

    def elected(self, numero: int) -> str:
        """« Membre 5 est élue », « Membre 5 et Membre 8 sont élus »; empty while nobody is."""
        item = self.figures.point(numero)
        if item.point.vote is None:
            return ""
        genres = genres_des_membres(self.figures.seance.collectivite)
        return " ".join(filter(None, elus_en_phrase(item.point.vote, item.election, genres)))

    def tied(self, numero: int) -> str:
        """« Membre 5 et Membre 8 », whom age alone parts for a seat; empty where nobody is to be parted."""
        election = self.figures.point(numero).election
        return enumeration(election.a_departager) if election is not None else ""

    def outcome(self, numero: int) -> str:
        """What the file says became of an item: other words once another window has told it."""
        item = self.room.item(numero)[1]
        told = ((key, self.room.raw((*item, key))) for key in ("vote", "reporte", "retire", "non_traite"))
        return repr([(key, value) for key, value in told if value not in (UNSET, None)])

    def subject(self, numero: int) -> str:
        """What an item is about, as its act words it where the file leaves that to it."""
        return self.figures.point(numero).objet

    def _kind(self, numero: int) -> Kind | None:
        """The kind of act of an item; be its session in fault, it has no act and is still to be voted."""
        acte = self.figures.point(numero).point.acte
        return self.session.catalogue.get(acte) if acte else None

    @property
    def installation(self) -> bool:
        """Whether the council is being installed: its oldest member presides the election of the mayor."""
        return self.figures.seance.nature is NatureSeance.INSTALLATION

    def remarks(self, numero: int) -> str | None:
        """What was said of the minutes that an item approves; None for an item that approves none."""
        kind = self._kind(numero)
        if kind is None or not any(each.nom == "remarques" for each in kind.champs):
            return None
        written = self.room.raw((*self.room.item(numero)[1], "remarques"))
        return written if isinstance(written, str) else ""

    def debates(self, numero: int) -> str:
        """What was noted here of what was said of an item."""
        own = own_debates(self.room, numero)
        try:
            return self._place.with_name(own).read_text("utf-8").strip() if own else ""
        except (OSError, UnicodeDecodeError):
            return ""

    def debates_elsewhere(self, numero: int) -> bool:
        """Whether what was said is told in a text that is not of this sheet, which it would not replace."""
        point = self.figures.point(numero).point
        return bool(point.discussion) and not point.sans_debats and not own_debates(self.room, numero)

    @property
    def _now(self) -> Presence:
        """The room now: at the item that comes, else when the last one was over."""
        figures, current = self.figures, self.current
        if current is not None:
            return current.presence.au_vote
        if figures.fin is not None:
            return figures.fin.presence
        return figures.points[-1].presence.au_vote if figures.points else figures.ouverture

    # inside

    @cached_property
    def _state(self) -> tuple[str, Session, FiguresSeance, Room]:
        _, revision = self.workspace.read(self.name)
        content = self._place.read_bytes()
        return revision, *self._counted(content, self.workspace.session(self.name))

    def _counted(self, content: bytes, session: Session) -> tuple[Session, FiguresSeance, Room]:
        """What a file says of the evening. Raises UsageError when it can't be counted."""
        seance, (tree, _) = session.seance, read_tree(content, self.name)
        if seance is None or tree is None:
            raise session.uncountable
        room = Room(seance, tree, self._answers(), self._place.parent)
        if seance.absents is None:
            calling = [*unsaid(room), (("absents",), called(room, room.answers))]
            session_held = self._tried(edited(content, self._edits(calling)))
            figures = session_held.figures
        else:
            session_held, figures = session, session.figures
        if figures is None:
            raise session_held.uncountable
        return session, figures, room

    @property
    def room(self) -> Room:
        """What gestures are told of."""
        return self._state[3]

    @property
    def _revision(self) -> str:
        return self._state[0]

    def _answers(self) -> dict[str, Reponse]:
        gone = {line.annule for line in self.log.lines}
        told = [line.geste for line in self.log.lines if line.n not in gone]
        return {each.membre: each for each in told if isinstance(each, Reponse)}

    def _before(self, told: Iterable[Change]) -> Iterable[tuple[Any, bool, Any]]:
        for key, _ in told:
            held = self.room.raw(key)
            yield key, held is not UNSET, None if held is UNSET else held

    def _edits(self, told: Iterable[Change]) -> list[Edit]:
        return [self._edit(key, value) for key, value in told]

    def _edit(self, key: Key, value: JSON | UnsetType) -> Edit:
        if value is UNSET:
            return Drop(key)
        last = key[-1]
        if isinstance(last, int) and self.room.raw(key) is UNSET:  # an item more of a list
            return Insert(key[:-1], last, value)
        return Put(key, value)

    def _tried(self, content: bytes, beside: Mapping[Path, bytes] = MappingProxyType({})) -> Session:
        """The session if its file, and those beside it, said this: for its figures alone."""
        return self.workspace.session(self.name, text_of(content), Options(overlay=dict(beside)))

    def _try(self, told: Iterable[Change], gesture: AnyGesture | None = None) -> None:
        """Raise for what the file can't hold, or what could no longer be counted: then nothing is noted."""
        content = edited(self._place.read_bytes(), self._edits(told))
        beside = {self._debates(gesture): b""} if _says(gesture) else {}
        if not told:
            return
        tried = self._tried(content, beside)
        _, figures, _ = self._counted(content, tried)
        if tried.counted.figures is None:  # be it for what was wrong before, and is elsewhere
            refuse_before_roll(self._state[3])
            known = {each.message for each in self._state[1].stopping}
            if any(each.message not in known for each in tried.stopping):
                raise tried.uncountable
        if isinstance(gesture, (Voix, HuisClos, Renonciation)):
            refuse_sum(figures, gesture)
        elif isinstance(gesture, (Dit, Mouvement, MouvementCorrige, Aborde, Suspend, Reprend)):
            refuse_hours(self.figures, figures)

    def _apply(self, line: Line, told: list[Change]) -> None:
        revision, objet = self._revision, ""
        if _says(line.geste):
            self._write_debates(line.geste)
        if told:
            saved = self.workspace.edit(self.name, self._edits(told), revision)
            tree, _ = read_tree(saved.text.encode(), self.name)
            revision, objet = saved.revision, item_told((key for key, _ in told), tree) if tree else ""
        self.log.add(Line(line.n, fait=revision, objet=objet))
        self.__dict__.pop("_state", None)

    def _write_debates(self, gesture: Debats) -> None:
        place = self._debates(gesture)
        save(place, debates_content(gesture.texte or ""), file_state(place), place.name)

    def _debates(self, gesture: Debats) -> Path:
        return self._place.with_name(debates_file(self.room, gesture.point, gesture.texte or ""))

    def _recover(self) -> None:
        """Finish the gesture that a power cut left noted and not yet written."""
        done = {line.n for line in self.log.lines if line.fait}
        open_ = [line for line in self.log.lines if not line.fait and line.n not in done]
        if not open_ or open_[-1].sur != self._revision:
            return
        line = open_[-1]
        if line.geste is not None:
            told = list(changes(line.geste, self.room))
        else:
            taken = next((each for each in self.log.lines if each.n == line.annule and each.geste), None)
            told = list(undone(taken.avant)) if taken is not None else []
        self._apply(line, told)


def _says(gesture: AnyGesture | None) -> TypeGuard[Debats]:
    """Whether a gesture tells something of the debates, which a text beside then holds."""
    return isinstance(gesture, Debats) and bool((gesture.texte or "").strip())


def _moved(rang: int, written: JSON) -> Moved:
    told = told_movement(written)
    if told is None:
        plain = written.values() if isinstance(written, dict) else ()
        return Moved(rang, ", ".join(each for each in plain if isinstance(each, str)))
    return Moved(rang, str(written), told["nom"], told.get("heure"))


def _suspended(rang: int, written: JSON) -> Moved:
    told = told_suspension(written)
    if told is None:
        return _moved(rang, written)
    until = told.get("reprise")
    return Moved(rang, f"Suspension {written}", "séance", until)
