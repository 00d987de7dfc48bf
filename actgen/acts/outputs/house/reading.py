"""A charter of the model → the `Look` that the outputs follow, and what its files show wrong."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from actgen.acts.outputs.house.fonts import read_typeface
from actgen.acts.outputs.house.images import Fault, read_raster
from actgen.acts.outputs.house.look import DEFAULT, Look, Margins, Picture, Typeface
from actgen.acts.tree.inline import Strong, Text
from actgen.acts.tree.nodes import Document, Paragraph
from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.errors import EnvironmentFault
from actgen.base.rules import Rule, rule
from actgen.base.text.messages import say
from actgen.council.facts.charte import Charte, Marges

CHARTE_COULEUR = rule("CHARTE-COULEUR")
CHARTE_DOUBLE = rule("CHARTE-DOUBLE")
CHARTE_IMAGE = rule("CHARTE-IMAGE")
CHARTE_POLICE = rule("CHARTE-POLICE")
CHARTE_POLICE_GRAISSE = rule("CHARTE-POLICE-GRAISSE")

LEAST_CONTRAST = 4.5  # WCAG 2.1, 1.4.3: ordinary text
_KEPT_LOOKS = 16

Read = tuple[Look, tuple[Diagnostic, ...]]


def read_look(charte: Charte, mender: Mender = Mender.SECRETAIRE) -> Read:
    """The look of a charter; an error among the findings means that nothing may be drawn with it."""
    return _read(charte, tuple(charte.lieux.items()), mender)


@lru_cache(maxsize=_KEPT_LOOKS)
def _read(charte: Charte, _places: tuple[tuple[str, Location], ...], mender: Mender) -> Read:
    reader = _LookReader(charte, mender)
    look = reader.look()
    reader.try_out(look)
    return look, tuple(reader.findings)


class _LookReader:
    def __init__(self, charte: Charte, mender: Mender) -> None:
        self.charte = charte
        self.mender = mender
        self.findings: list[Diagnostic] = []

    def look(self) -> Look:
        charte = self.charte
        paper = self._letterhead()
        return Look(
            arms=None if paper else self._arms(),
            accent=charte.couleur,
            ink=self._ink(),
            typeface=self._typeface(),
            margins=Margins() if paper else _margins(charte.marges),
            letterhead=paper,
        )

    def try_out(self, look: Look) -> None:
        """Draw each piece that reads well once: what the PDF engine refuses is told now."""
        wrong = {finding.code for finding in self.findings if finding.severity is Severity.ERROR}
        fonts = look.typeface is not None and CHARTE_POLICE.name not in wrong
        if fonts and not _drawn(Look(typeface=look.typeface)):
            self._fault(CHARTE_POLICE, _UNPRINTED, self._at("police"))
        paper = look.letterhead and not any(code.startswith("ENTETE-") for code in wrong)
        if paper and not _drawn(Look(letterhead=look.letterhead)):
            self._unreadable_paper()

    def _unreadable_paper(self) -> None:
        from actgen.acts.outputs.docx.check import (
            ENTETE_ILLISIBLE,  # for a house that has a letterhead in Word
        )

        entete = self.charte.entete
        place = Location(entete.fichier) if entete else None
        self._say(ENTETE_ILLISIBLE, *_UNREAD, place, self._at("entete"))

    def _letterhead(self) -> bytes:
        charte = self.charte
        if charte.entete is None:
            return b""
        from actgen.acts.outputs.docx.check import (  # 80 ms that a run without one needn't wait
            ENTETE_ILLISIBLE,
            check_letterhead,
        )
        from actgen.acts.outputs.house.paper_reading import check_paper

        found = check_letterhead(charte.entete.content, charte.entete.fichier)
        self.findings += found
        if not any(finding.code == ENTETE_ILLISIBLE.name for finding in found):
            try:
                entete = charte.entete
                self.findings += check_paper(entete.content, entete.fichier, filled=not found)
            except Exception:  # a stranger's file, made by any program: python-docx raises nearly anything
                if not found:
                    self._unreadable_paper()
        for key, said in (("blason", "Le blason"), ("marges", "Les marges")):
            if getattr(charte, key) is not None:
                self._say(
                    CHARTE_DOUBLE,
                    (
                        say("{sujet} de la charte ne sont pas repris : ", sujet=said)
                        if key == "marges"
                        else say("{sujet} de la charte n'est pas repris : ", sujet=said)
                    )
                    + say("le papier à en-tête « {fichier} » a les siens.", fichier=charte.entete.fichier),
                    say("Gardez « entete » ou « {cle} ».", cle=key),
                    self._at(key),
                    self._at("entete"),
                )
        return charte.entete.content

    def _arms(self) -> Picture | None:
        charte = self.charte
        if charte.blason is None:
            return None
        picture = read_raster(charte.blason.content, charte.texte_du_blason)
        if isinstance(picture, Picture):
            return picture
        self._fault(CHARTE_IMAGE, picture, self._at("blason"), Location(charte.blason.fichier))
        return None

    def _ink(self) -> str:
        colour = self.charte.couleur
        if not colour:
            return ""
        contrast = contrast_on_white(colour)
        if contrast >= LEAST_CONTRAST:
            return colour
        self._say(
            CHARTE_COULEUR,
            say(
                "La couleur #{couleur} se lit mal sur du blanc : son contraste est de {trouve} pour 1, il en "
                "faut {voulu}.",
                couleur=colour,
                trouve=f"{contrast:.1f}".replace(".", ","),
                voulu=f"{LEAST_CONTRAST:g}".replace(".", ","),
            ),
            say("Elle ne colore que les filets, et les titres restent noirs ; choisissez-la plus foncée."),
            self._at("couleur"),
        )
        return ""

    def _typeface(self) -> Typeface | None:
        police = self.charte.police
        if police is None:
            return None
        typeface, faults = read_typeface(police)
        for key, fault in faults.items():
            file = police.fichiers.get(key)
            place = file.lieu if file else self._at("police")
            self._fault(CHARTE_POLICE, fault, place, Location(file.fichier) if file else None)
        lacking = [said for key, said in _WEIGHTS.items() if typeface and key not in police.fichiers]
        if lacking:
            self._say(
                CHARTE_POLICE_GRAISSE,
                say(
                    "La police n'a pas de fichier pour les {graisses} :",
                    graisses=" ni pour les ".join(lacking),
                )
                + say(" ces mots seront imprimés en lettres droites."),
                say("Ajoutez les fichiers « grasse » et « italique » sous « police », avec « normale »."),
                self._at("police"),
            )
        return typeface

    def _at(self, key: str) -> Location | None:
        return self.charte.lieux.get(key)

    def _fault(self, code: Rule, fault: Fault, *places: Location | None) -> None:
        self._say(code, *fault, *places)

    def _say(self, code: Rule, message: str, hint: str, *places: Location | None) -> None:
        self.findings.append(code.finding(message, *places, hint=hint, mender=self.mender))


def _drawn(look: Look) -> bool:
    """Whether a page can be drawn so; true where this machine draws none."""
    from actgen.acts.outputs.pdf import render_pdf  # for a house that has a letterhead in Word

    page = Document("Essai", (Paragraph((Text("Essai"), Strong((Text("Essai"),)))),))
    try:
        render_pdf(page, look)
    except EnvironmentFault:
        return True
    except Exception:  # the engine says what it doesn't understand as RuntimeError, or fails on it
        return False
    return True


_UNREAD = (
    say("Le papier à en-tête ne peut pas être repris dans le PDF."),
    say("Simplifiez-le dans Word : des lignes de texte, un tableau et des images en PNG ou JPEG suffisent."),
)
_UNPRINTED = (
    say("La police ne peut pas être imprimée."),
    say("Donnez le fichier .ttf ou .otf d'une autre police, ou écrivez « police: Spectral »."),
)
_WEIGHTS = {"grasse": "lettres grasses", "italique": "italiques"}


def _margins(marges: Marges | None) -> Margins:
    if marges is None:
        return DEFAULT.margins
    return Margins(*(None if side is None else side / 10 for side in _sides(marges)))


def _sides(marges: Marges) -> Iterator[int | None]:
    yield from (marges.haut, marges.droite, marges.bas, marges.gauche)


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of six hexadecimal digits on white (WCAG 2.1), from 1 to 21."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
