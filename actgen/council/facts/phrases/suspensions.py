"""Phrases about a session that was suspended: from, to, at what item, at whose request."""

from __future__ import annotations

import re

from actgen.base.text.messages import say
from actgen.base.text.patterns import pattern
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_hour

from .presence import NOMBRE, Fragment, fragments

_HEURE = "([0-9]{1,2}\\s*(?:h|:|heures?)\\s*[0-9]{0,2})"
_TETE = pattern(
    rf"(?:(?:la\s+)?(?:séance\s+)?(?:est\s+)?suspen(?:due|sion)\s+)?(?:de|d['’]|à|a)?\s*{_HEURE}",
    re.IGNORECASE,
)
_REPRISE = pattern(rf"(?:(?:et\s+)?(?:est\s+)?reprise\s+)?(?:à|a|jusqu['’]à)\s*{_HEURE}", re.IGNORECASE)
_PLACE = pattern(rf"(avant|pendant)\s+le\s+point\s+({NOMBRE})", re.IGNORECASE)
_PAR = pattern(
    r"(?:demandée\s+par|à\s+la\s+demande\s+(?:(?P<article>du|des)|d['’]|de))\s*(?=\S)", re.IGNORECASE
)
_ARTICLES = {"du": "le ", "des": "les "}


def parse_suspension(phrase: str) -> dict[str, object] | Problem:
    """`de HEURE[ à HEURE][, avant|pendant le point N][, demandée par QUI]`, `à HEURE` while it lasts."""
    if refus := Fragment(phrase, 0).too_long():
        return refus
    lu: dict[str, object] = {}
    for fragment in fragments(phrase):
        if par := _PAR.match(fragment.texte):  # who asked may be several, told with commas
            qui = phrase[fragment.debut + par.end() :].strip()
            return lu | {"demandee_par": f"{_ARTICLES.get((par['article'] or '').casefold(), '')}{qui}"}
        if refus := _read(fragment, lu):
            return refus
    return lu


def _read(fragment: Fragment, lu: dict[str, object]) -> Problem | None:
    if place := _PLACE.fullmatch(fragment.texte):
        if "point" in lu:
            return fragment.told_twice()
        lu |= {"point": int(place[2]), "moment": place[1].casefold()}
        return None
    reste = fragment
    for cle, motif in (("heure", _TETE), ("reprise", _REPRISE)):
        if cle in lu or not (dite := motif.match(reste.texte)):
            continue
        lue = parse_hour(dite[1].strip())
        if isinstance(lue, Problem):
            return Problem(lue.code, lue.message, lue.hint, reste.debut + dite.start(1), len(dite[1]))
        lu[cle], reste = lue, reste.rest(dite.end())
    if not reste.texte and reste is not fragment:
        return None
    return reste.not_understood(
        say("« {texte} » n'est pas compris pour une suspension de séance.", texte=reste.texte),
        say("On peut écrire : « de 20h30 à 20h45, avant le point 3, demandée par Membre 5 »."),
    )
