"""What a prefecture takes: the types of joined files, the matters of acts, as its own list tells them.

That list is the message `RetourClassification` of @ctes, which every platform has received and can give back;
the types alone may be written in YAML. Neither is ever guessed: what the list doesn't tell is asked for.

The object of an act as the State's channel keeps it: one line, 499 signs, all of ISO-8859-1.

Returned messages show « ? » where a sign was lost: what the alphabet lacks is written otherwise beforehand.

The fields of a deposit that an act's facts give: its number, its matter, its object, each looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct, field

from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.text.keys import sans_accents
from actgen.base.text.messages import phrase, say, shorten
from actgen.council.facts.seance import Seance
from actgen.council.figures.actes import NATURE, numero_actes
from actgen.council.figures.actes import matiere as matiere_de
from actgen.council.figures.actes import objet as objet_de
from actgen.council.figures.seance import FiguresPoint
from actgen.law.nomenclature import (
    Matiere,
    Role,
    TypeDePiece,
    Typologie,
    read_typologie,
    shipped_nomenclature,
)
from actgen.law.nomenclature import matiere as matiere_connue
from actgen.reading.sources import Source
from actgen.reading.xml_tree import Element, XmlRefused, read_xml

from .codes import EXPORT_MATIERE, EXPORT_NUMERO, EXPORT_OBJET

_NAMESPACE = "http://www.interieur.gouv.fr/ACTES#"
_TYPE = re.compile(r"[0-9A-Z]{2}_[A-Z]{2}")
_NIVEAUX = 5
_AUTRES = {
    "ReponseClassificationSansChangement": phrase(
        "elle dit seulement que rien n'a changé : donnez la classification que la plate-forme a reçue avant"
    ),
    "ARActe": phrase("c'est l'accusé de réception d'un acte : posez-le à côté de la séance"),
}


class Classification(Struct, frozen=True):
    """The types of a list, and its matters (« 1.7 », « 7.5.1 »); no matter: all those of the nation."""

    typologie: Typologie = msgspec.field(default_factory=lambda: shipped_nomenclature().typologie)
    matieres: frozenset[str] = frozenset()

    def admits(self, matiere: str) -> bool:
        """Whether an act of that matter may be sent."""
        return not self.matieres or matiere in self.matieres


def read_classification(source: Source) -> Classification | str:
    """The list that a file tells or, in French after the file's name, where it is wrong and what to do."""
    if source.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _from_message(source.content)
    typologie, findings = read_typologie(source.content, source.path)
    if not findings:
        return Classification(typologie)
    premier = findings[0]
    place = f", {premier.location.within}" if premier.location and premier.location.within else ""
    return f"{place}\u00a0: {premier.message} {premier.hint}".rstrip()


def _from_message(content: bytes) -> Classification | str:
    try:
        racine = read_xml(content)
    except XmlRefused as refus:
        ligne = f", ligne {refus.line}" if refus.line else ""
        return f"{ligne}\u00a0: ce fichier {refus.fault}."
    if racine.name in _AUTRES:
        return f"\u00a0: {_AUTRES[racine.name]}."
    if racine.name != "RetourClassification" or not racine.namespace.startswith(_NAMESPACE):
        return say("\u00a0: ce n'est pas la classification d'une préfecture (élément RetourClassification).")
    matieres, natures = racine.child("Matieres"), racine.child("NaturesActes")
    lues = frozenset(_matieres(matieres, "", 1)) if matieres is not None else frozenset()
    pieces = tuple(_pieces(natures)) if natures is not None else ()
    if not lues or not pieces:
        return say("\u00a0: cette classification ne donne ni matières ni types de pièces ; redemandez-la.")
    return Classification(Typologie(pieces), lues)


def _matieres(sur: Element, prefixe: str, niveau: int) -> Iterator[str]:
    """The codes of two levels and more; a level without a number is left out with those below it."""
    for element in sur.all(f"Matiere{niveau}") if niveau <= _NIVEAUX else ():
        code = element.attributes.get("CodeMatiere", "").strip()
        if not (code.isascii() and code.isdigit()):
            continue
        entier = f"{prefixe}{int(code)}"
        if niveau > 1:
            yield entier
        yield from _matieres(element, f"{entier}.", niveau + 1)


def _pieces(natures: Element) -> Iterator[TypeDePiece]:
    """Those that actgen joins: acts by nature, a convention, any other annex; deliberations tell first."""
    ordre = sorted(natures.all("NatureActe"), key=lambda each: _short_code(each) != NATURE)
    for nature in ordre:
        types = dict(_types(nature))
        code = f"99_{_short_code(nature)}"
        if code in types:
            yield TypeDePiece(Role.ACTE, _short_code(nature), code, types[code])
    for nature in ordre:
        types = dict(_types(nature))
        conventions = [code for code, nom in types.items() if _begins(nom, "convention")]
        if len(conventions) == 1:
            yield TypeDePiece(Role.CONVENTION, "", conventions[0], types[conventions[0]])
        autres = [code for code, nom in types.items() if code == "99_AU" or _begins(nom, "autre")]
        if autres:
            code = "99_AU" if "99_AU" in types else autres[0]
            yield TypeDePiece(Role.ANNEXE, "", code, types[code])


def _short_code(nature: Element) -> str:
    return nature.attributes.get("TypeAbrege", "").strip()


def _types(nature: Element) -> Iterator[tuple[str, str]]:
    for each in nature.all("TypePJNatureActe"):
        code = each.attributes.get("CodeTypePJ", "").strip()
        if _TYPE.fullmatch(code):
            yield code, each.attributes.get("Libelle", "").strip()


def _begins(nom: str, mot: str) -> bool:
    return sans_accents(nom).casefold().startswith(mot)


LONGUEUR = 499
ALPHABET = "iso-8859-1"
_OTHERWISE = str.maketrans(
    {
        "’": "'", "‘": "'", "\u02bc": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-",
        "\u2010": "-", "−": "-", "…": "...", "œ": "oe", "Œ": "OE", "Ÿ": "Y", "•": "-", "≥": ">=", "≤": "<=",
    }
)  # fmt: skip
_UN_EURO = re.compile(r"(?<![\d,.])([01](?:,\d+)?)\s?€")
_EUROS = re.compile(r"\s?€")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


class Objet(Struct, frozen=True):
    """An object ready to be sent; `perdus`: signs left out; `coupe`: whether words were."""

    texte: str
    perdus: tuple[str, ...] = ()
    coupe: bool = False


def object_sent(texte: str) -> Objet:
    """The same words in signs that the channel has."""
    texte = _EUROS.sub(" euros", _UN_EURO.sub(r"\1 euro", texte)).translate(_OTHERWISE)
    perdus: dict[str, None] = {}
    signes = []
    for signe in texte:
        if _is_known(signe):
            signes.append(signe)
            continue
        # a letter has a near one; « ≠ » without its stroke would say the opposite
        proche = sans_accents(signe) if signe.isalpha() else ""
        if signe.isspace():
            signes.append(" ")
        elif proche and all(map(_is_known, proche)):
            signes.append(proche)
        else:
            perdus[signe] = None
    ligne = _BLANKS.sub(" ", "".join(signes)).strip()
    if len(ligne) <= LONGUEUR:
        return Objet(ligne, tuple(perdus))
    entier = ligne[: LONGUEUR - 2].rpartition(" ")[0] or ligne[: LONGUEUR - 3]
    return Objet(entier.rstrip(" ,;:-") + "...", tuple(perdus), coupe=True)


def _is_known(signe: str) -> bool:
    return ord(signe) < 256


_NUMERO = re.compile(r"[A-Z0-9]([A-Z0-9_]{0,13}[A-Z0-9])?")
_NIVEAUX_CHAMPS = 5


class Champs(Struct):
    """Reads the fields of one session's acts; what is found wrong gathers in `findings`."""

    seance: Seance
    classification: Classification
    findings: list[Diagnostic]
    numeros: dict[str, int] = field(default_factory=dict)

    def numero(self, point: FiguresPoint, ecrit: str) -> str:
        """The number as the channel takes it; empty after a finding."""
        transmis = numero_actes(ecrit)
        lieu = self.seance.collectivite.lieux.get("numero") or point.point.lieu
        aide = phrase("Changez la règle « numero » du fichier de la collectivité.")
        if not _NUMERO.fullmatch(transmis):
            message = say(
                "Point {n} : le numéro « {ecrit} » devient « {transmis} », que la plate-forme refuse ; il "
                "lui faut quinze signes au plus, capitales, chiffres et souligné, sans souligné au bord.",
                n=point.point.numero,
                ecrit=ecrit,
                transmis=transmis,
            )
            self.findings.append(EXPORT_NUMERO.finding(message, lieu, hint=aide, point=point.point.numero))
            return ""
        if transmis in self.numeros:
            message = phrase(
                "Points {un} et {autre} : le même numéro {numero}.",
                un=self.numeros[transmis],
                autre=point.point.numero,
                numero=transmis,
            )
            self.findings.append(EXPORT_NUMERO.finding(message, lieu, hint=aide, point=point.point.numero))
            return ""
        self.numeros[transmis] = point.point.numero
        return transmis

    def matiere(self, plan: ActPlan, point: FiguresPoint) -> tuple[str, Matiere | None]:
        """The code of the matter, and what it is; None after a finding."""
        code = matiere_de(point.point, plan.kind)
        connue = matiere_connue(".".join(code.split(".")[:2]))
        niveaux = code.split(".")
        if (
            connue is not None
            and len(niveaux) <= _NIVEAUX_CHAMPS
            and all(n.isascii() and n.isdigit() for n in niveaux)
        ):
            if not self.classification.admits(code):
                self.findings.append(_not_in_classification(point, code))
                return code, None
            return code, connue
        self.findings.append(without_matiere(point))
        return code, None

    def objet(self, plan: ActPlan, point: FiguresPoint) -> str:
        """The object in the alphabet of the channel; empty after a finding."""
        n, lieu = point.point.numero, point.point.lieux.get("objet") or point.point.lieu
        voulu = object_sent(objet_de(point.point, plan.kind))
        if not voulu.texte:
            message = phrase("Point {n} : l'objet n'a aucun mot que la plate-forme puisse prendre.", n=n)
            aide = phrase("Écrivez l'« objet » du point avec les lettres de l'alphabet latin.")
            self.findings.append(
                EXPORT_OBJET.finding(message, lieu, hint=aide, severity=Severity.ERROR, point=n)
            )
            return ""
        if voulu.coupe:
            message = phrase(
                "Point {n} : l'objet passe {limite} signes, il est transmis jusqu'à « {fin} ».",
                n=n,
                limite=LONGUEUR,
                fin=voulu.texte[-30:],
            )
            self.findings.append(
                EXPORT_OBJET.finding(message, lieu, hint=phrase("Écrivez un objet plus court."), point=n)
            )
        if voulu.perdus:
            message = phrase(
                "Point {n} : signes que la plate-forme n'a pas, laissés de côté : {signes}.",
                n=n,
                signes=shorten(" ".join(voulu.perdus)),
            )
            aide = phrase("Écrivez ces mots avec les lettres de l'alphabet latin.")
            self.findings.append(EXPORT_OBJET.finding(message, lieu, hint=aide, point=n))
        return voulu.texte


def without_matiere(point: FiguresPoint) -> Diagnostic:
    """An item whose matter is not known, or is none."""
    return EXPORT_MATIERE.tell(
        "Point {n} : la matière n'est pas connue.",
        point.point.lieux.get("matiere") or point.point.lieu,
        hint='Ajoutez au point la rubrique « matiere », par exemple « matiere: "3.1" » (acquisition).',
        point=point.point.numero,
    )


def _not_in_classification(point: FiguresPoint, code: str) -> Diagnostic:
    """A matter that the prefecture's own list has not."""
    return EXPORT_MATIERE.tell(
        "Point {n} : la matière {code} n'est pas dans la classification de la préfecture.",
        point.point.lieux.get("matiere") or point.point.lieu,
        hint="Écrivez à la rubrique « matiere » du point l'une de celles qu'elle donne.",
        point=point.point.numero,
        code=code,
    )
