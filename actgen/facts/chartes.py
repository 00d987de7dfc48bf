"""A house style as its file tells it → the model, its image, fonts and letterhead as bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.facts.charte import Charte, Marges, Police
from actgen.facts.shapes.collectivite import CharteNommee, CharteShape, PoliceShape
from actgen.facts.texte import Prose
from actgen.reading.typed import read_typed
from actgen.records import dataclass
from actgen.rules import rule
from actgen.sources import SourceFault, Sources
from actgen.text.messages import say

CHARTE_BLASON_TEXTE = rule("CHARTE-BLASON-TEXTE")
CHARTE_MARGES = rule("CHARTE-MARGES")

LIMIT = 5_000_000  # bytes of an image, a font or a letterhead
NARROWEST, WIDEST = 150, 500  # tenths of a millimetre
_COTES = {"haut": "du haut", "bas": "du bas", "gauche": "de gauche", "droite": "de droite"}

Lieu = Callable[..., Location]


@dataclass(frozen=True, slots=True)
class ChartesLoader:
    """Reads the house styles that one file names or holds; `dossier` is that file's folder."""

    sources: Sources
    dossier: PurePosixPath
    findings: list[Diagnostic]
    mender: Mender = Mender.SECRETAIRE

    def load(self, shape: CharteNommee, lieu: Lieu) -> Charte | None:
        """The style written at this place; None when the file that it names can't be read.

        `lieu("couleur")` is the place of one of its keys.
        """
        if shape.fichier is None:
            return _Lecture(self, shape, lieu).load()
        nom = shape.fichier if shape.fichier.endswith((".yaml", ".yml")) else f"{shape.fichier}.yaml"
        source = self.sources.read(nom, base=self.sources.workspace / self.dossier)
        if isinstance(source, SourceFault):
            self._add(source.finding(lieu()))
            return None
        typed = read_typed(source.content, source.path, CharteShape, self.mender, salvage=True)
        self.findings.extend(typed.findings)
        ailleurs = replace(self, dossier=PurePosixPath(source.path).parent)
        # of a file that has a fault, what reads well is looked at all the same: one pass tells everything
        lue = typed.value if typed.value is not None else typed.partial
        return _Lecture(ailleurs, lue, typed.location).load() if lue is not None else None

    def fichier(self, nom: str, lieu: Location) -> Prose | None:
        """A file beside the one that names it; None after a finding."""
        source = self.sources.read(nom, base=self.sources.workspace / self.dossier, limit=LIMIT)
        if isinstance(source, SourceFault):
            self._add(source.finding(lieu))
            return None
        return Prose(source.path, source.content, lieu)

    def _add(self, finding: Diagnostic) -> None:
        self.findings.append(replace(finding, mender=self.mender))


@dataclass(frozen=True, slots=True)
class _Lecture:
    """One style, on its way to the model."""

    loader: ChartesLoader
    shape: CharteShape
    lieu: Lieu

    def load(self) -> Charte:
        shape = self.shape
        self._check()
        return Charte(
            blason=self._fichier(shape.blason, "blason"),
            blason_word=self._fichier(shape.blason_word, "blason_word"),
            texte_du_blason=shape.texte_du_blason or "",
            couleur=shape.couleur or "",
            police=self._police(shape.police),
            marges=self._marges(),
            entete=self._fichier(shape.entete, "entete"),
            lieux=MappingProxyType({nom: self.lieu(nom) for nom in CharteShape.model_fields}),
        )

    def _check(self) -> None:
        shape = self.shape
        if shape.blason and not shape.texte_du_blason:
            self._tell(
                CHARTE_BLASON_TEXTE.finding(
                    say("Le blason « {image} » n'a pas de texte qui le décrive.", image=shape.blason),
                    self.lieu("blason"),
                    hint=say(
                        "Ajoutez « texte_du_blason », par exemple : « Blason de Dietwiller ». Les lecteurs "
                        "d'écran le disent à qui ne voit pas l'image."
                    ),
                )
            )

    def _fichier(self, nom: str | None, cle: str) -> Prose | None:
        return self.loader.fichier(nom, self.lieu(cle)) if nom else None

    def _police(self, shape: PoliceShape | None) -> Police | None:
        if shape is None:
            return None
        noms = {cle: getattr(shape, cle) for cle in ("normale", "grasse", "italique", "grasse_italique")}
        lues = {
            cle: self.loader.fichier(nom, self.lieu("police", cle)) if nom else None
            for cle, nom in noms.items()
        }
        return Police(shape.nom or "", **lues)

    def _marges(self) -> Marges | None:
        shape = self.shape.marges
        if shape is None:
            return None
        valeurs = {cote: getattr(shape, cote) for cote in _COTES}
        fausses = {
            cote: valeur
            for cote, valeur in valeurs.items()
            if valeur is not None and not NARROWEST <= valeur <= WIDEST
        }
        for cotes, valeur in _egales(fausses, len(valeurs)):
            message = (
                say("Les marges sont de {valeur} cm.", valeur=_en_cm(valeur))
                if len(cotes) > 1
                else say("La marge {cote} est de {valeur} cm.", cote=_COTES[cotes[0]], valeur=_en_cm(valeur))
            )
            self._tell(
                CHARTE_MARGES.finding(
                    message,
                    self.lieu("marges", cotes[0]),
                    hint=say(
                        "Donnez une valeur de 1,5 à 5 cm : les lignes restent lisibles, et l'imprimante ne "
                        "coupe rien."
                    ),
                )
            )
        if fausses:
            return None
        return shape

    def _tell(self, finding: Diagnostic) -> None:
        self.loader._add(finding)


def _egales(valeurs: dict[str, int], toutes: int) -> list[tuple[list[str], int]]:
    """The sides that have a value, together when it is that of them all, as one value is written."""
    if len(valeurs) == toutes and len(set(valeurs.values())) == 1:
        return [(list(valeurs), next(iter(valeurs.values())))]
    return [([cote], valeur) for cote, valeur in valeurs.items()]


def _en_cm(dixiemes: int) -> str:
    return f"{dixiemes / 100:g}".replace(".", ",")
