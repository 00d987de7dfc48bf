"""What the cell of a vote tells: closed wordings alone, whole, with figures that agree with the outcome.

An adoption makes a party of a commune: « adoptée sous réserve » or « accord refusé » must never be one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from actgen.facts.groupement import MotifDeRemise, Remise, Voix
from actgen.text.keys import cle, sans_accents

from .colonnes import en_mots


class Vote(StrEnum):
    """An outcome, in the words of the group's file; the last two are no outcome."""

    ADOPTEE = "adoptée"
    REJETEE = "rejetée"
    REMISE = ""
    CONTREDIT = "contredit"


_N = r"(?:\d{1,3}|une?|aucune?)"
_NOMBRES = {"un": 1, "une": 1, "aucun": 0, "aucune": 0}
_VOTANTS = (
    rf" des(?: {_N})? (?:membres|voix|votants|suffrages|conseillers|presents|exprimes)"
    r"(?:(?: et)? (?:municipaux|communautaires|presents|representes|votants|exprimes))*"
)
_UNANIMITE = (
    rf"(?:a )?(?:l )?unanimite(?:{_VOTANTS})?"
    rf"(?:(?: moins| avec| et)? (?:{_N} abstentions?|abstentions? {_N}))?"  # it is reached all the same
)
_MAJORITE = rf"a la majorite(?: absolue| simple)?(?:{_VOTANTS})?"
_ABSTENUES = re.compile(rf"(?P<avant>{_N}) abstentions?|abstentions? (?P<apres>{_N})")
_ABSTENTIONS = rf"(?:(?: et)? (?:(?P<avant>{_N}) abstentions?|abstentions? (?P<apres>{_N})))?"
_POUR_D_ABORD = (
    rf"(?P<pour>{_N})(?: voix)? pour"
    rf"(?:(?: et)? (?:(?P<contre>{_N})(?: voix)? contre|contre (?P<c_contre>{_N})(?: voix)?))?"
)
_TITRES = rf"pour (?P<a_pour>{_N})(?: voix)?(?: contre (?P<a_contre>{_N})(?: voix)?)?"
_CONTRE_D_ABORD = rf"(?P<b_contre>{_N})(?: voix)? contre(?:(?: et)? (?P<b_pour>{_N})(?: voix)? pour)?"
_DU_GAGNANT = rf"(?P<gagne>{_N}) voix(?: contre (?P<perd>{_N})(?: voix)?)?"  # « 12 voix contre 3 »
_VOIX = rf"(?:par )?(?:{_POUR_D_ABORD}|{_TITRES}|{_CONTRE_D_ABORD}|{_DU_GAGNANT}){_ABSTENTIONS}"
_SUITE = rf"(?: (?:{_UNANIMITE}|{_MAJORITE}))?(?: {_VOIX})?"
_ISSUES = (
    (
        Vote.ADOPTEE,
        re.compile(
            r"(?:(?:adopt|approuv)ee?s?|(?:avis )?favorable|oui|pour|accord(?: donne)?|accordee?"
            rf"|{_UNANIMITE}){_SUITE}"
        ),
    ),
    (Vote.REJETEE, re.compile(rf"(?:(?:rejet|refus)ee?s?|refus|(?:avis )?defavorable|non|contre){_SUITE}")),
    (Vote.ADOPTEE, re.compile(rf"(?:par )?(?:{_POUR_D_ABORD}|{_TITRES}){_ABSTENTIONS}")),
)
_SIGNES_DITS = re.compile(r"[a-z0-9\s\-\u2010-\u2014'’(),.:;]*")  # « adoptée ? » asks, « ≠ adoptée » denies
_REMISE = re.compile(
    r"(?:(?:ajourn|report|retir)ee?s?|(?:en )?attente|a venir|(?:sans|faute de) quorum|quorum non atteint)\b"
)
_DECIDE = re.compile(r"\b(?:adopt|approuv|rejet|refus|favorable|defavorable|unanim|accord)")
_REMISES = (
    (MotifDeRemise.SANS_QUORUM, re.compile(r".*quorum")),
    (MotifDeRemise.AJOURNEE, re.compile(r"(?:ajourne|reporte)")),
    (MotifDeRemise.RETIREE, re.compile(r"retire")),
)


def lire_vote(dit: str) -> Vote | None:
    """What these words tell; None when they are none that can be read without doubt."""
    return lire(dit)[0]


def lire(dit: str) -> tuple[Vote | None, Voix]:
    """The same with the votes that they tell in figures, where an outcome was read."""
    mots = en_mots(dit)
    if _REMISE.match(mots) and not _DECIDE.search(mots):
        return Vote.REMISE, Voix()
    if not _SIGNES_DITS.fullmatch(sans_accents(dit).casefold()):
        return None, Voix()
    for issue, motif in _ISSUES:
        if trouve := motif.fullmatch(mots):
            voix = {nom: _nombre(ecrit) for nom, ecrit in trouve.groupdict().items() if ecrit}
            if not _s_accordent(issue, voix, mots):
                return Vote.CONTREDIT, Voix()
            return issue, _voix(issue, voix, mots)
    return None, Voix()


def _voix(issue: Vote, voix: Mapping[str, int], mots: str) -> Voix:
    """The figures of a wording; « 12 voix contre 3 » are those of the side that has won."""
    abstentions = voix.get("avant", voix.get("apres"))
    if abstentions is None and (seules := _ABSTENUES.search(mots)):
        abstentions = _nombre(seules["avant"] or seules["apres"])
    pour = next((voix[nom] for nom in ("pour", "a_pour", "b_pour") if nom in voix), None)
    contre = next((voix[nom] for nom in ("contre", "a_contre", "b_contre", "c_contre") if nom in voix), None)
    if "gagne" in voix:
        pour, contre = voix["gagne"], voix.get("perd")
    if "gagne" in voix and issue is Vote.REJETEE:
        pour, contre = contre, pour
    if "unanimite" in mots and issue is Vote.ADOPTEE:
        contre = contre or 0
    elif "unanimite" in mots:
        pour = pour or 0
    return Voix(pour, contre, abstentions)


def _nombre(ecrit: str) -> int:
    return _NOMBRES[ecrit] if ecrit in _NOMBRES else int(ecrit)


def _s_accordent(issue: Vote, voix: Mapping[str, int], mots: str) -> bool:
    """Whether the votes that are written give that outcome; a tie adopts nothing."""
    if not voix:
        return True
    pour = max(voix.get(nom, 0) for nom in ("pour", "a_pour", "b_pour"))
    contre = max(voix.get(nom, 0) for nom in ("contre", "a_contre", "b_contre", "c_contre"))
    gagne, perd = voix.get("gagne", 0), voix.get("perd", 0)  # « rejetée par 9 voix contre 3 »
    if "unanimite" in mots and ((pour and contre) or perd):
        return False
    if "gagne" in voix:
        return gagne > perd
    return pour > contre if issue is Vote.ADOPTEE else contre >= pour


def remise(dit: str, le: date | None) -> Remise | None:
    """What « ajournée » or « quorum non atteint » tells; a decision to come tells nothing."""
    motif = next((motif for motif, dite in _REMISES if dite.match(cle(dit))), None)
    return Remise(motif, le) if motif else None
