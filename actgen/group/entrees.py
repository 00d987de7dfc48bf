"""What each folder of a batch is composed from, as one hash: equal hashes, the same acts, the same findings.

Wider than need be, never narrower: values of the model whole, with their places; every text of a template
within reach of the folder; all of the installation. An empty hash is equal to none: what is composed then
can't be told beforehand.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from actgen.facts.collectivite import Collectivite
from actgen.facts.groupement import Groupement
from actgen.kinds.catalogue import MAX_WORD
from actgen.pipeline.canonical import canonical
from actgen.pipeline.options import Options
from actgen.pipeline.surroundings import surroundings
from actgen.sources import SHIPPED_LABEL, Source, Sources, shipped

from .attendus import approuve, jour_du_droit, soumis, tel_que_soumis
from .seances import SeanceDuGroupe

_TEMPLATES = "templates"
_SHIPPED = f"{SHIPPED_LABEL}/{_TEMPLATES}/"
_MOST = 2_000  # files, or folders of templates: beyond, every folder of the batch is composed


@dataclass
class Entrees:
    """The inputs of one batch; `groupement` is complete, `starter` begins the session file of a commune.

    `deja`: an earlier run has seen a council approve the text.
    """

    groupement: Groupement
    sources: Sources
    options: Options
    starter: Callable[..., str]
    deja: bool = False
    _trouvees: dict[str, Source | None] = field(default_factory=dict)

    def coordonnateur(self) -> str:
        """The hash of the coordinator's folder, which follows from every answer."""
        membre = self.groupement.membres[-1].collectivite  # the convention is examined as it receives it
        return self._hash(membre.code, (self.groupement.nom,), "coordonnateur", self.groupement, self._vote)

    def envoi(self, commune: Collectivite) -> str:
        """The hash of what a commune is sent, which no answer of another changes."""
        return self._hash(commune.code, (self.groupement.nom,), "envoi", self._soumis, commune)

    def seance(self, seance: SeanceDuGroupe) -> str:
        """The hash of the acts of a commune's own session."""
        tenue = seance.completee(seance.figures.seance)
        groupes = (point.groupement.nom for point in tenue.points if point.groupement is not None)
        lus = [(source.path, source.sha256) for source in seance.lus.read_by_user()]
        numero = seance.point.point.numero
        return self._hash(seance.code, groupes, "seance", numero, tenue, seance.constats, lus)

    def source(self, name: str) -> Source | None:
        """A file by the name that journals give it, as it is now; None when it can't be told."""
        if name not in self._trouvees:
            self._trouvees[name] = self._source(name)
        return self._trouvees[name]

    def _source(self, name: str) -> Source | None:
        if self._textes is not None and name in self._textes:
            return self._textes[name]
        if name.startswith(_SHIPPED):
            place = shipped(_TEMPLATES, *name.removeprefix(_SHIPPED).split("/"))
            read = self._log.read(place, limit=MAX_WORD)
            return read if isinstance(read, Source) and read.path == name else None
        return self._connues.get(name)

    def _hash(self, code: str, groupes: Iterable[str], *values: object) -> str:
        if self._commun is None or self._textes is None:
            return ""
        digest = hashlib.sha256(self._commun)
        for textes in self._textes_de(code, frozenset(map(str.casefold, groupes))):
            digest.update(canonical(textes))
        digest.update(canonical(values))
        return digest.hexdigest()

    @property
    def _vote(self) -> bool:
        return self.deja or approuve(self.groupement)

    @cached_property
    def _soumis(self) -> str:
        """The hash of what all the communes are told of the group, whoever has answered."""
        groupement = self.groupement
        told = tel_que_soumis(groupement), jour_du_droit(groupement), soumis(groupement) or self.deja
        return hashlib.sha256(canonical(told)).hexdigest()

    @cached_property
    def _commun(self) -> bytes | None:
        """What all the folders share. Templates from elsewhere and a starter without a name keep nothing."""
        starter = f"{self.starter.__module__}.{getattr(self.starter, '__qualname__', '<>')}"
        if self.options.templates or "<" in starter:
            return None
        options = self.options
        asked = (
            options.formats,
            options.draft,
            options.strict,
            sorted(options.overrides),
            options.full,
            options.as_of,
        )
        return hashlib.sha256(canonical((surroundings(), starter, asked))).digest()

    @cached_property
    def _log(self) -> Sources:
        return self.sources.apart()

    @cached_property
    def _connues(self) -> Mapping[str, Source]:
        return {source.path: source for source in self.sources.read_by_user()}

    @cached_property
    def _textes(self) -> Mapping[str, Source] | None:
        """The workspace's own templates by name; None when there are too many, or one can't be read."""
        found: dict[str, Source] = {}
        places = _files(self.sources.workspace / _TEMPLATES)
        for place in places or ():
            read = self._log.read(place, limit=MAX_WORD)
            if not isinstance(read, Source):
                return None
            found[read.path] = read
        return None if places is None else found

    def _textes_de(self, code: str, groupes: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Name and hash of each template that a commune may see: all but those of the other members."""
        own = {code.casefold(), *groupes}
        others = {membre.collectivite.code.casefold() for membre in self.groupement.membres} - own
        for name, source in (self._textes or {}).items():
            folder = name.removeprefix(f"{_TEMPLATES}/").partition("/")[0].casefold()
            if folder not in others:
                yield name, source.sha256


def _files(folder: Path) -> list[Path] | None:
    """Every file of a folder, links followed as the catalogue does; None when there are too many."""
    found: list[Path] = []
    for seen, (root, folders, names) in enumerate(os.walk(folder, followlinks=True)):
        folders.sort()
        found += (Path(root, name) for name in sorted(names))
        if max(seen, len(found)) >= _MOST:
            return None
    return found
