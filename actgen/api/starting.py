"""What begins: a workspace, for the commune or EPCI found by its name; a session, after those before it."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import count
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.api import naming
from actgen.authoring.starters.bodies import Body, bodies_named, near_names
from actgen.authoring.starters.collectivite import collectivite_text
from actgen.authoring.starters.files import write_new, write_workspace
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.base.records import replace
from actgen.base.text.dates import date_longue
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.council.facts.collectivite import ModePublicite
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.avant_seance import affaires
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Devoir
from actgen.council.kinds.catalogue import Catalogue
from actgen.reading.scalars.dates import parse_hour
from actgen.reading.sources import SESSIONS, Sources
from actgen.reading.yaml_tree import read_tree
from actgen.session.passees import collectivite_nommee, passees
from actgen.session.recopie import all_recopied, left
from actgen.session.starter import PointStarter, PremiereSeance, SeanceStarter, seance_text

if TYPE_CHECKING:
    from actgen.api.workspace import Workspace

__all__ = [
    "MODES",
    "Body",
    "Copied",
    "Meeting",
    "Second",
    "begin",
    "bodies_named",
    "copies",
    "councils",
    "hour",
    "last_meeting",
    "modes",
    "near_names",
    "second_of",
    "start",
]

MODES = tuple(mode.value for mode in ModePublicite)
"""How a small commune may publish its acts, as its file says it."""


def modes(est_commune: bool) -> tuple[tuple[str, str], ...]:
    """Each with its words, for whoever chooses: a commune posts « à la mairie », a syndicat « au siège »."""
    ou = "à la mairie" if est_commune else "au siège"
    words = (f"Affichage {ou}", f"Registre papier, {ou}", "Sur le site internet")
    return tuple(zip(MODES, words, strict=True))


def start(folder: Path, body: Body, mode: str, head: str, today: date) -> str:
    """Make the folders of a workspace and the file of a commune or EPCI; its name.

    `head`: « Mme Prénom NOM », the mayor or the president; may be empty. Files that are there stay.
    Raises UsageError when it has a file already, EnvironmentFault when nothing can be written.
    """
    place = body.file(folder)
    name = place.relative_to(folder).as_posix()
    if place.exists():
        raise UsageError(f"«\u00a0{name}\u00a0» existe déjà\u00a0: il est laissé tel quel.")
    for _ in write_workspace(folder):
        pass
    write_new(place, collectivite_text(body.starter(mode, head, today)), private=True)
    return name


# a session


class Meeting(Struct, frozen=True):
    """When and where a council meets, as its file writes it; `collectivite`: the name of its file."""

    collectivite: str
    jour: date | None = None
    heure: str = ""
    lieu: str = ""


class Second(Struct, frozen=True):
    """The session that may follow one that lacked its quorum: what it takes of it.

    `delai`: days from the convocation to the first day on which it may be held; None where none is told.
    """

    meeting: Meeting
    premiere: PremiereSeance
    numeros: frozenset[int]
    delai: timedelta | None

    def au_plus_tot(self, envoi: date) -> date | None:
        """The first day on which it may be held, its convocation leaving that day."""
        return envoi + self.delai if self.delai is not None else None


def councils(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """The bodies of a workspace: as sessions name each, and its own name; who met last comes first."""
    told = {PurePath(name).stem: words for name, words in naming.councils(workspace).items()}
    met: dict[str, int] = {}
    for each in passees(_catalogue(workspace)):  # the newest first
        met.setdefault(each.collectivite, each.jour.toordinal())
    return tuple(sorted(told.items(), key=lambda each: (-met.get(cle(each[0]), 0), each[1])))


def last_meeting(workspace: Workspace, collectivite: str) -> Meeting:
    """When and where that council met last; nothing but whose it is where it never did."""
    found = passees(_catalogue(workspace), collectivite)
    if not found:
        return Meeting(collectivite)
    return Meeting(collectivite, found[0].jour, found[0].heure, found[0].lieu)


def _catalogue(workspace: Workspace) -> Catalogue:
    return workspace._cache.catalogue(Sources(workspace.root), ())


def second_of(workspace: Workspace, name: str) -> Second:
    """What follows a session that lacked its quorum. Raises UsageError where nothing does."""
    session = workspace.session(name)
    figures, (tree, _) = session.figures, read_tree(workspace.read(name)[0].encode(), name)
    body = collectivite_nommee(tree) if tree is not None else ""
    if figures is None or not body:
        raise UsageError(say("Cette séance ne se lit pas : corrigez d’abord son fichier."))
    without = figures.etat is EtatSeance.SANS_QUORUM
    numeros = frozenset(
        each.point.numero
        for each in figures.points
        if (without and not each.decide) or (each.point.abandon and each.faute_de_quorum)
    )
    if not numeros:
        raise UsageError(say("Le quorum n’a manqué pour aucun point de cette séance."))
    seance = figures.seance
    agenda = tuple(f"{each.ligne.numero}. {each.ligne.objet}" for each in affaires(figures))
    due = (each.le for each in echeances(figures) if each.devoir is Devoir.SECONDE_SEANCE)
    hour = f"{seance.heure.hour}h{seance.heure.minute:02}" if seance.heure else ""
    return Second(
        Meeting(body, None, hour, seance.lieu_de_reunion),
        PremiereSeance(seance.date, agenda),
        numeros,
        next((jour - seance.date for jour in due if jour is not None), None),
    )


class Copied(Struct, frozen=True):
    """A past session whose items another may begin with: its file, its day, what they are about."""

    fichier: str
    jour: date
    objets: tuple[str, ...]


def copies(workspace: Workspace, collectivite: str) -> tuple[Copied, ...]:
    """The sessions of that council that have items, the newest first."""
    past = passees(_catalogue(workspace), collectivite)
    return tuple(
        Copied(each.fichier, each.jour, tuple(point.objet for point in each.points))
        for each in past
        if each.points
    )


def begin(workspace: Workspace, meeting: Meeting, suite_de: str = "", copie_de: str = "") -> str:
    """Write the file of a session to be held, as `actgen new session` does; its name.

    `suite_de`: the file of the session without quorum that it follows; `copie_de`: of the past one whose
    items it has, their words kept, their figures, days and votes blank. Its agenda is what its items say
    until the convocation is sent. Raises UsageError when there is such a file, or what is said is no hour.
    """
    starter = SeanceStarter(
        meeting.collectivite, meeting.jour, hour(meeting.heure), meeting.lieu, agenda=False
    )
    if suite_de:
        second, (tree, _) = (
            second_of(workspace, suite_de),
            read_tree(workspace.read(suite_de)[0].encode(), suite_de),
        )
        assert tree is not None, "its figures were counted"
        points = left(tree, second.numeros, _catalogue(workspace))
        starter = replace(starter, suite_de=second.premiere, points=points)
    elif copie_de:
        starter = replace(starter, points=_copied(workspace, starter, copie_de))
    name = _name(workspace, starter)
    for _ in write_workspace(workspace.root):
        pass
    if not write_new(workspace.root / name, seance_text(starter), private=True):
        raise UsageError(
            say(
                "La séance du {jour} est déjà préparée : ouvrez-la dans « Mes séances ».",
                jour=date_longue(meeting.jour, jour=False),
            )
            if meeting.jour
            else f"«\u00a0{name}\u00a0» existe déjà\u00a0: il est laissé tel quel."
        )
    workspace.refresh()
    return name


def _copied(workspace: Workspace, starter: SeanceStarter, copie_de: str) -> tuple[PointStarter, ...]:
    past = passees(_catalogue(workspace), starter.collectivite, starter.jour)
    found = next((each for each in past if each.fichier == copie_de), None)
    if found is None:
        raise UsageError(
            say("La séance à refaire n’est pas une séance passée de cette collectivité : choisissez-en une.")
        )
    points = all_recopied(found, starter, _catalogue(workspace))
    if isinstance(points, Diagnostic):
        raise UsageError(f"{points.message} {points.hint}".rstrip())
    return points


def _name(workspace: Workspace, starter: SeanceStarter) -> str:
    """The name of its file: a session that was moved to another day keeps its own, which is that day's."""
    stem = f"{SESSIONS}/{starter.name.removesuffix('.yaml')}"
    names = (f"{stem}{'' if rank == 1 else f'-{rank}'}.yaml" for rank in count(1))
    return next(each for each in names if not _is_of_another_day(workspace, each, starter.jour))


def _is_of_another_day(workspace: Workspace, name: str, jour: date | None) -> bool:
    if jour is None or not (workspace.root / name).is_file():
        return False
    told = workspace.session(name).seance
    return told is not None and told.date != jour


def hour(written: str) -> time | None:
    """An hour as the files write it: « 20h30 »; None where none is. Raises UsageError."""
    read = parse_hour(written) if written.strip() else None
    if read is None or isinstance(read, time):
        return read
    raise UsageError(f"{read.message} {read.hint}".rstrip())
