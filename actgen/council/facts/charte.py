"""The house style of a collectivity: what its acts look like, as its file tells it."""

import re
from collections.abc import Container
from typing import Annotated, Any, Self

from actgen.base.diagnostics import Diagnostic
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.messages import say
from actgen.council.facts.beside import Beside
from actgen.council.facts.texte import Prose
from actgen.reading.facts import Fact, FileContext, key
from actgen.reading.fields import As, Named, Phrase, Reads, Texte
from actgen.reading.scalars import Problem
from actgen.reading.sources import SourceFault
from actgen.reading.typed import read_typed

CHARTE_BLASON_TEXTE = rule("CHARTE-BLASON-TEXTE")
CHARTE_FORME = rule("CHARTE-FORME")
CHARTE_MARGES = rule("CHARTE-MARGES")

_COULEUR = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_LONGUEUR = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(mm|cm)", re.IGNORECASE)
_DIXIEMES = {"mm": 10, "cm": 100}
_POLICES = (".ttf", ".otf")
_LETTERHEADS = (".docx", ".docm", ".doc", ".dotx")
_NARROWEST, _WIDEST = 150, 500  # tenths of a millimetre
_COTES = {"haut": "du haut", "bas": "du bas", "gauche": "de gauche", "droite": "de droite"}


def parse_couleur(texte: str) -> str | Problem:
    """« #1f3a5f » or « 1F3A5F » → "1f3a5f"."""
    lue = _COULEUR.fullmatch(texte.strip())
    if lue is None:
        return Problem(
            CHARTE_FORME,
            say("« {texte} » n'est pas une couleur.", texte=texte.strip()[:40]),
            say('Écrivez les six chiffres de la couleur entre guillemets, par exemple : couleur: "#1f3a5f".'),
        )
    chiffres = lue[1].lower()
    return chiffres if len(chiffres) == 6 else "".join(2 * chiffre for chiffre in chiffres)


def parse_longueur(texte: str) -> int | Problem:
    """« 2 cm » → 200 tenths of a millimetre."""
    lue = _LONGUEUR.fullmatch(texte.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if lue is None:
        return Problem(
            CHARTE_FORME,
            say("« {texte} » n'est pas une marge.", texte=texte.strip()[:40]),
            say("Écrivez un nombre et son unité, par exemple « 2 cm » ou « 25 mm »."),
        )
    nombre, unite = float(lue[1].replace(",", ".")), lue[2].lower()
    return round(nombre * _DIXIEMES[unite])


def _parse_marges(phrase: str) -> dict[str, Any] | Problem:
    """« 2 cm »: the same margin on the four sides."""
    lue = parse_longueur(phrase)
    return lue if isinstance(lue, Problem) else dict.fromkeys(_COTES, phrase)


def _parse_police(phrase: str) -> dict[str, Any]:
    """The name of a typeface, or that of a font file."""
    return {"normale" if phrase.lower().endswith(_POLICES) else "nom": phrase}


def _parse_charte(phrase: str) -> dict[str, Any]:
    """The name of a charter's file; that of a Word file is a letterhead, which is a charter in itself."""
    return {"entete" if phrase.lower().endswith(_LETTERHEADS) else "fichier": phrase}


Couleur = Annotated[str, Reads(parse_couleur, ("1f3a5f",))]
Longueur = Annotated[int, Reads(parse_longueur, ("2 cm", "25 mm"))]
Fichier = Annotated[Prose, Named(lambda beside, nom, where: beside.prose(nom, where("")))]


class Marges(Fact, frozen=True):
    """Les marges de la page, entre 1,5 et 5 cm.

    In tenths of a millimetre; None: the ordinary one of that side.
    """

    haut: Annotated[Longueur | None, key("Marge du haut.")] = None
    bas: Annotated[Longueur | None, key("Marge du bas.")] = None
    gauche: Annotated[Longueur | None, key("Marge de gauche.")] = None
    droite: Annotated[Longueur | None, key("Marge de droite.")] = None

    def too_wide(self) -> list[Diagnostic]:
        """The sides that no page can have, told together when one value is written for them all."""
        values = {side: getattr(self, side) for side in _COTES}
        wrong = {
            side: value
            for side, value in values.items()
            if value is not None and not _NARROWEST <= value <= _WIDEST
        }
        one = len(wrong) == len(values) and len(set(wrong.values())) == 1
        told = dict(list(wrong.items())[:1]) if one else wrong
        return [
            CHARTE_MARGES.finding(
                say("Les marges sont de {valeur} cm.", valeur=_in_cm(value))
                if one
                else say("La marge {cote} est de {valeur} cm.", cote=_COTES[side], valeur=_in_cm(value)),
                self.lieux[side],
                hint=say(
                    "Donnez une valeur de 1,5 à 5 cm : les lignes restent lisibles, et l'imprimante ne coupe "
                    "rien."
                ),
            )
            for side, value in told.items()
        ]


def _in_cm(tenths: int) -> str:
    return f"{tenths / 100:g}".replace(".", ",")


class Police(Fact, frozen=True):
    """La police des actes : son nom, ou ses fichiers.

    One of those that ship, by `nom`, or font files, one at least the upright `normale`.
    """

    nom: Annotated[Texte, key("Nom d’une police fournie avec actgen : Spectral.")] = ""
    normale: Annotated[Fichier | None, key("Fichier .ttf ou .otf des lettres droites.")] = None
    grasse: Annotated[Fichier | None, key("Fichier des lettres grasses.")] = None
    italique: Annotated[Fichier | None, key("Fichier des italiques.")] = None
    grasse_italique: Annotated[Fichier | None, key("Fichier des italiques grasses.")] = None

    @property
    def fichiers(self) -> dict[str, Prose]:
        """The font files that are given, by the key that names each."""
        faces = ("normale", "grasse", "italique", "grasse_italique")
        return {face: fichier for face in faces if (fichier := getattr(self, face)) is not None}


class Charte(Fact, frozen=True):
    """La charte graphique : ce à quoi ressemblent les actes.

    Its files are bytes: what they are worth is told when they are read. `couleur` is six hexadecimal digits.
    """

    blason: Annotated[Fichier | None, key("Image du blason ou du logo, à côté du fichier : PNG ou JPEG.")] = (
        None
    )
    texte_du_blason: Annotated[
        Texte, key("Ce que montre l’image, pour qui ne la voit pas ; nécessaire avec « blason ».")
    ] = ""
    couleur: Annotated[
        Couleur, key("Couleur des titres et des filets : six chiffres, sans « # » ou entre guillemets.")
    ] = ""
    police: Annotated[
        Annotated[Police, Phrase(_parse_police, ("Spectral", "mairie.ttf"))] | None,
        key("Police des actes : un nom, un fichier, ou les fichiers de chaque graisse."),
    ] = None
    marges: Annotated[
        Annotated[Marges, Phrase(_parse_marges, ("2 cm",))] | None,
        key("Marges de la page : une pour les quatre côtés, ou une par côté."),
    ] = None
    entete: Annotated[
        Fichier | None, key("Papier à en-tête de la collectivité, un fichier Word (.docx) à côté du fichier.")
    ] = None

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """A picture needs its words; margins that no page can have are set aside."""
        if not isinstance(context.references, Beside):
            return self
        wide = self.marges.too_wide() if self.marges is not None else []
        if "blason" in keys and not self.texte_du_blason:
            context.references.tell(
                CHARTE_BLASON_TEXTE.finding(
                    say(
                        "Le blason « {image} » n'a pas de texte qui le décrive.",
                        image=self.places.text("blason"),
                    ),
                    self.lieux["blason"],
                    hint=say(
                        "Ajoutez « texte_du_blason », par exemple : « Blason de Dietwiller ». Les lecteurs "
                        "d'écran le disent à qui ne voit pas l'image."
                    ),
                )
            )
        for finding in wide:
            context.references.tell(finding)
        return replace(self, marges=None) if wide else self

    @property
    def fichiers(self) -> tuple[Prose, ...]:
        """Every file that the style is made of."""
        images = (self.blason, self.entete)
        polices = self.police.fichiers.values() if self.police else ()
        return tuple(fichier for fichier in (*images, *polices) if fichier is not None)


class _CharteNommee(Charte, frozen=True):
    """Le nom d’un fichier de charte ou d’un papier à en-tête, ou les rubriques d’une charte."""

    fichier: Annotated[Texte, key("Nom du fichier de la charte, à côté de celui-ci.")] = ""

    def found(self, context: FileContext) -> Charte | None:
        """The style itself; None when the file that it names can't be read."""
        beside = context.references
        if not self.fichier or not isinstance(beside, Beside):
            return self
        nom = self.fichier if self.fichier.endswith((".yaml", ".yml")) else f"{self.fichier}.yaml"
        source = beside.read(nom)
        if isinstance(source, SourceFault):
            beside.tell(source.finding(self.lieu))
            return None
        typed = read_typed(
            source.content,
            source.path,
            Charte,
            beside.mender,
            salvage=True,
            refer=lambda _: replace(beside, file=source.path, findings=[]),
        )
        beside.findings.extend((*typed.findings, *typed.references.findings))
        # of a file that has a fault, what reads well is looked at all the same: one pass tells everything
        return typed.value if typed.value is not None else typed.partial


CharteEcrite = Annotated[
    Charte,
    As(Annotated[_CharteNommee, Phrase(_parse_charte, ("charte.yaml", "papier.docx"))], _CharteNommee.found),
]
"""How a file writes its house style, or names it."""
