"""For whom a text is looked for: a commune, a group, or those of a session."""

from __future__ import annotations

from pathlib import Path

from actgen.facts.charte import Charte
from actgen.facts.groupement import Groupement
from actgen.facts.seance import Seance
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.law.reference import Commune, commune
from actgen.records import dataclass
from actgen.session.load import load_session
from actgen.session.looks import charter_of_group
from actgen.sources import Source, Sources
from actgen.text.messages import say

from .plain import plain_file

_SIREN = 9  # digits


@dataclass(frozen=True, slots=True)
class Reader:
    """A commune by its code and a group by the name of its file; "" for what isn't looked at.

    `charte` is the house style that its acts of the kind wear, None for the ordinary one.
    """

    commune: str = ""
    group: str = ""
    charte: Charte | None = None

    @property
    def words(self) -> str:
        """« , commune 68072, groupement e_services »."""
        commune = f", commune {self.commune}" if self.commune else ""
        return commune + (f", groupement {self.group}" if self.group else "")


def readers_of_session(catalogue: Catalogue, file: Path, kind: Kind) -> list[Reader] | str:
    """The commune of a session, with each group that an item of that kind joins; or why it can't be read."""
    loaded = load_session(file.absolute(), catalogue.sources, catalogue)
    if loaded.seance is None:
        message = "La séance « {file} » ne peut pas être lue : actgen check dit pourquoi."
        return say(message, file=file.as_posix())
    seance = loaded.seance
    groups = _groups(seance, kind, catalogue)
    if not groups:
        return [Reader(seance.collectivite.code, charte=seance.collectivite.charte)]
    return [Reader(seance.collectivite.code, g.nom, _charte(seance, g, kind)) for g in groups.values()]


def _charte(seance: Seance, groupement: Groupement, kind: Kind) -> Charte | None:
    if kind.famille.du_groupe:
        return charter_of_group(groupement, seance)
    return seance.collectivite.charte


def _groups(seance: Seance, kind: Kind, catalogue: Catalogue) -> dict[str, Groupement]:
    """The groups that items of the kind join, or items whose act it certifies or annexes; each once."""
    found = {}
    for point in seance.points:
        of_kind = catalogue.get(point.acte) if point.acte else None
        named = of_kind is not None and (of_kind.code == kind.code or of_kind.annexe == kind.chemin)
        whole = kind.famille.atteste and of_kind is not None
        if point.groupement is not None and (named or whole):
            found[point.groupement.nom] = point.groupement
    return found


def code_of_commune(sources: Sources, word: str) -> str | None:
    """The code of a commune by its code, its name or its file in `collectivites/`; a SIREN as it is."""
    if word.isascii() and word.isdigit() and len(word) == _SIREN:
        return word
    if code := _code(word):
        return code
    source = sources.read(f"collectivites/{word.removesuffix('.yaml')}.yaml")
    if not isinstance(source, Source):
        return None
    told = plain_file(source.content, source.path).get("commune")
    return _code(told) if isinstance(told, str) else None


def _code(designation: str) -> str | None:
    found = commune(designation)
    return found.code if isinstance(found, Commune) else None
