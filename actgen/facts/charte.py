"""The house style of a collectivity: what its acts look like, as its file tells it."""

from __future__ import annotations

from dataclasses import field
from types import MappingProxyType
from typing import Annotated

from actgen.diagnostics import Location
from actgen.facts.phrases.charte import parse_longueur
from actgen.facts.texte import Prose
from actgen.reading.facts import Fact, key
from actgen.reading.fields import Reads
from actgen.records import dataclass

Longueur = Annotated[int, Reads(parse_longueur, ("2 cm", "25 mm"))]


@dataclass(frozen=True)
class Marges(Fact):
    """Les marges de la page, entre 1,5 et 5 cm.

    In tenths of a millimetre; None: the ordinary one of that side.
    """

    haut: Annotated[Longueur | None, key("Marge du haut.")] = None
    bas: Annotated[Longueur | None, key("Marge du bas.")] = None
    gauche: Annotated[Longueur | None, key("Marge de gauche.")] = None
    droite: Annotated[Longueur | None, key("Marge de droite.")] = None


@dataclass(frozen=True, slots=True)
class Police:
    """The typeface: one of those that ship, by `nom`, or font files, one at least the upright `normale`."""

    nom: str = ""
    normale: Prose | None = None
    grasse: Prose | None = None
    italique: Prose | None = None
    grasse_italique: Prose | None = None

    @property
    def fichiers(self) -> dict[str, Prose]:
        """The font files that are given, by the key that names each."""
        tous = {
            "normale": self.normale,
            "grasse": self.grasse,
            "italique": self.italique,
            "grasse_italique": self.grasse_italique,
        }
        return {cle: fichier for cle, fichier in tous.items() if fichier is not None}


@dataclass(frozen=True, slots=True)
class Charte:
    """A house style as written, its files as bytes: what they are worth is told when they are read.

    `couleur` is six hexadecimal digits. `blason_word` is the picture that an old Word shows in place of a
    drawing (SVG). `lieux` gives the place of each key; two charters of the same facts are equal.
    """

    blason: Prose | None = None
    blason_word: Prose | None = None
    texte_du_blason: str = ""
    couleur: str = ""
    police: Police | None = None
    marges: Marges | None = None
    entete: Prose | None = None
    lieux: MappingProxyType[str, Location] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )

    @property
    def fichiers(self) -> tuple[Prose, ...]:
        """Every file that the style is made of."""
        images = (self.blason, self.blason_word, self.entete)
        polices = self.police.fichiers.values() if self.police else ()
        return tuple(fichier for fichier in (*images, *polices) if fichier is not None)
