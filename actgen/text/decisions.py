"""The operative part of a deliberation as a clerk writes it: one decision a line, its verb first.

A verb at the head, alone or not, is set in capitals (« FIXE »); what a council decides without one follows
« DÉCIDE »; whatever else, a whole sentence (« La commune versera 500 € ») first of all, is printed as it
was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .elision import elision
from .keys import cle
from .verbs import tete_verbale

_ARTICLE = re.compile(
    r"(?P<tete>art(?:icle|\.)\s+(?:1er|\d+|premier|unique))\b\s*[:.–—-]?\s*(?P<suite>.+)", re.I | re.S
)
_NOM = re.compile(r"(?:le|la|les|un|une|des)\s|l['’]", re.I)
_DE_QUE = re.compile(r"(?:de|que)\s|(?:d|qu)['’]", re.I)
_INFINITIF = re.compile(r"(?:ne pas )?[^\W\d_]{2,}(?:er|ir|re)\b")
_PHRASE = re.compile(
    r"(?:(?!\b(?:qui|que|dont|où|lequel|laquelle)\b|\bqu['’]).)*?(?:"
    r"\b(?:est|sont|a|ont|doit|doivent|peut|peuvent|se(?:ra|ront)|au(?:ra|ront)|[^\W\d_]+[eidtvu](?:ra|ront))\b"
    r"|\b(?:conseil|assemblée|comité|commune|maire|présidente?|bureau)(?: \w+al| communautaire)? "
    r"(?!contre|entre|de\b)[^\W\d_]+(?:e|t|d|ent) (?:(?:les?|la|une?|des|aux?|que|à|de)\b|\d))",
    re.IGNORECASE,
)
"""What a subject and its verb begin: no object of « DÉCIDE »."""
_REJET = re.compile(r"\b(?:REJETTE|REFUSE|DÉSAPPROUVE)\b|N’(?:APPROUVE|ADOPTE|ACCEPTE) PAS")
_POINTS = " \t.;,"


def articles(ecrits: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each decision: what stands out, the rest, and the whole as it was written, capitals with their accents.

    Semicolons between them, a full stop at the end.
    """
    textes = [texte.strip().rstrip(_POINTS) for texte in ecrits]
    for rang, texte in enumerate(textes, start=1):
        tete, suite = _couper(texte)
        fin = "." if rang == len(textes) else " ;"
        cite = f"{tete} {suite}".rstrip() if tete and texte.split()[0].isupper() else texte
        yield (tete, suite + fin, cite + fin) if suite else (tete + fin, "", cite + fin)


def _couper(texte: str) -> tuple[str, str]:
    if article := _ARTICLE.fullmatch(texte):
        suite = " ".join(tete_verbale(article["suite"]) or (article["suite"],)).strip()
        return f"{article['tete'][:1].upper()}{article['tete'][1:]}", suite
    if verbe := tete_verbale(texte):
        return verbe
    if _DE_QUE.match(texte) or (_NOM.match(texte) and not _PHRASE.match(texte)):
        return "DÉCIDE", f"{texte[:1].lower()}{texte[1:]}"
    if texte[:1].islower() and _INFINITIF.match(texte):
        return "DÉCIDE", elision("de", texte)
    return "", texte


def rejettent(ecrits: Iterable[str]) -> bool:
    """Whether the first decision says no to what was asked: « rejette la demande », « n'approuve pas »."""
    tete, _ = next((_couper(texte.strip()) for texte in ecrits), ("", ""))
    return _REJET.search(tete) is not None


def clause(ecrit: str, mot: str) -> str:
    """A ground or a text cited, without the word that the act puts before it, nor its last semicolon."""
    texte = ecrit.strip().rstrip(_POINTS)
    premier, _, suite = texte.partition(" ")
    return suite.lstrip() if suite and cle(premier) == cle(mot) else texte
