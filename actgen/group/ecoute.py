"""Listens to what a call composes, for the wording of a deliberation: its text with its values set aside."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from actgen.acts.deliberation import VueDeliberation
from actgen.facts.groupement import Groupement
from actgen.kinds.manifest import Kind
from actgen.session.cache import Cache
from actgen.session.texts import Texts

from .meme_texte import Texte
from .modeles import ACTE

DU_GROUPE = ("groupement", "version_convention", "empreinte_convention")
"""Variables that say the same thing to all the communes: their values are part of the text."""


@dataclass
class Ecoute:
    """Is told of each text that is filled for a call, besides who is told already."""

    cache: Cache
    _vues: list[tuple[Kind, VueDeliberation]] = field(default_factory=list)
    _textes: dict[Texte, Texte] = field(default_factory=dict)

    def __post_init__(self) -> None:
        dire = self.cache.fills

        def fills(kind: Kind, name: str, view: object) -> None:
            dire(kind, name, view)
            if kind.famille.est_votee and name == "corps" and isinstance(view, VueDeliberation):
                self._vues.append((kind, view))

        self.cache.fills = fills

    def texte(self, texts: Texts, groupement: Groupement, numero: int | None = None) -> Texte | None:
        """The wording of the deliberation on that group, at item `numero`, of those heard since then."""
        vues, self._vues = self._vues, []
        for kind, vue in vues:
            if kind.code == ACTE and numero in (None, vue.point.numero):
                # Who reports the matter is a fact, as who presides: no wording.
                muette = replace(vue, point=replace(vue.point, rapporteur=""))
                texte = Texte.of(texts.of_group(groupement).wording(kind, muette, DU_GROUPE))
                return self._textes.setdefault(texte, texte)  # one for all the communes that share it
        return None
