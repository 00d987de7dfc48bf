"""What a prefecture takes: the types of joined files, the matters of acts, as its own list tells them.

That list is the message `RetourClassification` of @ctes, which every platform has received and can give back;
the types alone may be written in YAML. Neither is ever guessed: what the list doesn't tell is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from actgen.figures.actes import NATURE
from actgen.law.nomenclature import Piece, Role, Typologie, read_typologie, shipped_nomenclature
from actgen.reading.xml_tree import Element, XmlRefused, read_xml
from actgen.sources import Source
from actgen.text.keys import sans_accents
from actgen.text.messages import phrase, say

_NAMESPACE = "http://www.interieur.gouv.fr/ACTES#"
_TYPE = re.compile(r"[0-9A-Z]{2}_[A-Z]{2}")
_NIVEAUX = 5
_AUTRES = {
    "ReponseClassificationSansChangement": phrase(
        "elle dit seulement que rien n'a changé : donnez la classification que la plate-forme a reçue avant"
    ),
    "ARActe": phrase("c'est l'accusé de réception d'un acte : posez-le à côté de la séance"),
}


@dataclass(frozen=True, slots=True)
class Classification:
    """The types of a list, and its matters (« 1.7 », « 7.5.1 »); no matter: all those of the nation."""

    typologie: Typologie = field(default_factory=lambda: shipped_nomenclature().typologie)
    matieres: frozenset[str] = frozenset()

    def prend(self, matiere: str) -> bool:
        """Whether an act of that matter may be sent."""
        return not self.matieres or matiere in self.matieres


def lire_classification(source: Source) -> Classification | str:
    """The list that a file tells or, in French after the file's name, where it is wrong and what to do."""
    if source.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _du_message(source.content)
    typologie, findings = read_typologie(source.content, source.path)
    if not findings:
        return Classification(typologie)
    premier = findings[0]
    place = f", {premier.location.within}" if premier.location and premier.location.within else ""
    return f"{place}\u00a0: {premier.message} {premier.hint}".rstrip()


def _du_message(content: bytes) -> Classification | str:
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


def _pieces(natures: Element) -> Iterator[Piece]:
    """Those that actgen joins: acts by nature, a convention, any other annex; deliberations tell first."""
    ordre = sorted(natures.all("NatureActe"), key=lambda each: _abrege(each) != NATURE)
    for nature in ordre:
        types = dict(_types(nature))
        if f"99_{_abrege(nature)}" in types:
            yield Piece(Role.ACTE, _abrege(nature), f"99_{_abrege(nature)}", types[f"99_{_abrege(nature)}"])
    for nature in ordre:
        types = dict(_types(nature))
        conventions = [code for code, nom in types.items() if _commence(nom, "convention")]
        if len(conventions) == 1:
            yield Piece(Role.CONVENTION, "", conventions[0], types[conventions[0]])
        autres = [code for code, nom in types.items() if code == "99_AU" or _commence(nom, "autre")]
        if autres:
            code = "99_AU" if "99_AU" in types else autres[0]
            yield Piece(Role.ANNEXE, "", code, types[code])


def _abrege(nature: Element) -> str:
    return nature.attributes.get("TypeAbrege", "").strip()


def _types(nature: Element) -> Iterator[tuple[str, str]]:
    for each in nature.all("TypePJNatureActe"):
        code = each.attributes.get("CodeTypePJ", "").strip()
        if _TYPE.fullmatch(code):
            yield code, each.attributes.get("Libelle", "").strip()


def _commence(nom: str, mot: str) -> bool:
    return sans_accents(nom).casefold().startswith(mot)
