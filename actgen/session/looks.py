"""The house style of each act of a session: the collectivity's, the coordinator's for its convention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from actgen.acts.outputs.house.look import DEFAULT, Look
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Diagnostic, Mender
from actgen.council.facts.charte import Charte
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.seance import Seance
from actgen.reading.sources import Source, Sources


class Looks(Struct, frozen=True):
    """The looks of one session's acts, by group for conventions, and what the files of styles show wrong."""

    own: Look = DEFAULT
    of_groups: dict[str, Look] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()

    def of(self, plan: ActPlan) -> Look:
        """The look of an act. A desk paper that leaves the town hall for nobody has no head."""
        if plan.kind.famille.traits.du_groupe:
            key = (plan.copie_de or plan.key).removeprefix("convention-")
            return self.of_groups.get(key, DEFAULT)
        return self.own.without_head if not plan.kind.famille.traits.est_acte else self.own


def looks_of(seance: Seance) -> Looks:
    """The looks that a session's acts need; each charter is read once a process."""
    own, findings = look_of(seance.collectivite.charte)
    of_groups: dict[str, Look] = {}
    for groupement in _groups(seance):
        charte = charter_of_group(groupement, seance)
        own_charte = charte is seance.collectivite.charte
        of_groups[groupement.cle], found = (own, ()) if own_charte else look_of(charte, Mender.COORDONNATEUR)
        findings += found
    return Looks(own, of_groups, findings)


def look_of(charte: Charte | None, mender: Mender = Mender.SECRETAIRE) -> tuple[Look, tuple[Diagnostic, ...]]:
    """The look of a charter; the ordinary one without any."""
    if charte is None:
        return DEFAULT, ()
    from actgen.acts.outputs.house.reading import read_look  # images and fonts, that most runs have none of

    return read_look(charte, mender)


def files_of(seance: Seance, sources: Sources) -> tuple[Source, ...]:
    """The images, fonts and letterheads that made the acts, for the journal to keep."""
    chartes = [seance.collectivite.charte, *(g.coordonnateur.collectivite.charte for g in _groups(seance))]
    return charter_files(chartes, sources)


def charter_files(chartes: Iterable[Charte | None], sources: Sources) -> tuple[Source, ...]:
    """The files of these charters, as they were read, each once."""
    wanted = {file.fichier for charte in chartes if charte is not None for file in charte.fichiers}
    return tuple(source for source in sources.read_by_user() if source.path in wanted)


def _groups(seance: Seance) -> Iterator[Groupement]:
    known = {id(point.groupement): point.groupement for point in seance.points if point.groupement}
    yield from known.values()


def charter_of_group(groupement: Groupement, seance: Seance) -> Charte | None:
    """The coordinator's charter, from the group's file, or from its own when the session is its own."""
    coordinator = groupement.coordonnateur.collectivite
    if coordinator.charte is None and coordinator.code == seance.collectivite.code:
        return seance.collectivite.charte
    return coordinator.charte
