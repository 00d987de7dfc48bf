"""The operative part of a deliberation as a clerk writes it: one decision a line, its verb first.

A verb at the head, alone or not, is set in capitals (« FIXE »); an infinitive, « de » before it or not, and
« que » follow « DÉCIDE »; whatever else, a whole sentence (« La commune versera 500 € ») or a noun first of
all, is printed as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .elision import elision
from .keys import cle
from .verbs import debute_par_un_infinitif, tete_verbale

_ARTICLE = re.compile(
    r"(?P<tete>art(?:icle|\.)?\s+(?:1er|\d+|premier|unique))\b\s*[:.–—-]?\s*(?P<suite>.+)", re.I | re.S
)
_PUCE = re.compile(r"[-–—•*]\s+")
_NUMERO = re.compile(r"(\d{1,2}\s?[)°.]|[a-z]\))\s+(?=[^\W\d_]{2})")
_DEUX_FOIS = re.compile(r"^d[eé]cide\s+(?=d[eé]cide\b)", re.I)
_DE_QUE = re.compile(r"(?P<de>de\s|d['’])|que\s|qu['’]", re.I)
_REJET = re.compile(r"\b(?:REJETTE|REFUSE|DÉSAPPROUVE)\b|N’(?:APPROUVE|ADOPTE|ACCEPTE) PAS")
_POINTS = " \t.;,"


def articles(ecrits: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each decision: what stands out, the rest, and the whole as it was written, capitals with their accents.

    Semicolons between them, a full stop at the end.
    """
    textes = [_epure(texte) for texte in ecrits]
    for rang, texte in enumerate(textes, start=1):
        tete, suite = _couper(texte)
        fin = "" if texte.endswith(":") else "." if rang == len(textes) else " ;"
        cite = f"{tete} {suite}".rstrip() if tete and texte.split()[0].isupper() else texte
        yield (tete, suite + fin, cite + fin) if suite else (tete + fin, "", cite + fin)


def _epure(texte: str) -> str:
    """Without the dash of a list, the stop, nor « décide » typed twice."""
    return _DEUX_FOIS.sub("", _PUCE.sub("", texte.strip(), 1)).rstrip(_POINTS)


def _couper(texte: str) -> tuple[str, str]:
    if article := _ARTICLE.fullmatch(texte):
        suite = " ".join(tete_verbale(article["suite"]) or (article["suite"],)).strip()
        return f"{article['tete'][:1].upper()}{article['tete'][1:]}", suite
    if numero := _NUMERO.match(texte):
        tete, suite = _couper(texte[numero.end() :])
        return (f"{numero[1]} {tete}", suite) if tete else ("", texte)
    if verbe := tete_verbale(texte):
        return verbe
    mot = _DE_QUE.match(texte)
    if mot and (not mot["de"] or debute_par_un_infinitif(texte[mot.end() :], apres_de=True)):
        return "DÉCIDE", f"{mot[0].lower()}{texte[mot.end() :]}"
    if debute_par_un_infinitif(texte):
        return "DÉCIDE", elision("de", texte if texte[:2].isupper() else f"{texte[:1].lower()}{texte[1:]}")
    return "", f"{texte[:1].upper()}{texte[1:]}"


def rejettent(ecrits: Iterable[str]) -> bool:
    """Whether the first decision says no to what was asked: « rejette la demande », « n'approuve pas »."""
    tete, _ = next((_couper(_epure(texte)) for texte in ecrits), ("", ""))
    return _REJET.search(tete) is not None


def clause(ecrit: str, mot: str) -> str:
    """A ground or a text cited, without the word that the act puts before it, nor its last semicolon."""
    texte = ecrit.strip().rstrip(_POINTS)
    premier, _, suite = texte.partition(" ")
    return suite.lstrip() if suite and cle(premier) == cle(mot) else texte
