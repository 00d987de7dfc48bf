"""What the words of an act say of its vote, against the figures of that vote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Scope, Severity, declare
from actgen.document.nodes import Style
from actgen.figures.elections import Election
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Decompte, Resultat
from actgen.text.grammar import compte
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say
from actgen.text.numbers import nombre_lu

from ..decomptes import pour_contre
from .acte import ActeCompose
from .dits import REJET, Dit, dits

VOTE_TEXTE = declare(
    "VOTE-TEXTE",
    Severity.ERROR,
    "Ce qu’un acte dit de son vote, unanimité, majorité, résultat ou voix, est ce qui a été compté.",
    scope=Scope.STATED,
)
_UNANIMITE = re.compile(
    r"(?i)\b(?:à l' ?unanimité|unanimement)\b"
    r"(?P<suite>(?: des (?:suffrages exprimés|voix|votants|membres \w+))?)"
)
_MAJORITE = re.compile(
    r"(?i)\bà la majorité\b(?! (?:des (?:deux|trois)|qualifiée|renforcée))(?: (?P<sorte>absolue|relative))?"
)
_RESULTAT = re.compile(
    r"(?i)\b(?:proposition|délibération|motion|vœu) (?P<verbe>est|n'est pas) "
    r"(?P<mot>adopt|approuv|rejet)ée?\b(?! (?:par|le|en|lors)\b)"
)
_VOIX = re.compile(
    r"(?i)\b(?:(?P<n>\d{1,3}|[a-zéè]+(?:[ -]et[ -]une?)?) (?:voix |votes? )?(?P<mot>pour|contre|abstention)s?"
    r"|(?P<titre>pour|contre|abstention)s? ?: (?P<compte>\d{1,3}))(?=\s*(?:$|[,;.)(|]|et\b))"
)


def check_vote(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """« à l'unanimité », « à la majorité », a result or voices that the vote of the item belies."""
    for dit in dits(acte, figures):
        chiffres = dit.point.decompte
        if chiffres is None:
            continue
        for match, ecart, sur in _ecarts(dit, chiffres):
            resultat = match.re is _RESULTAT
            certain = dit.certain(match.end("verbe") if resultat else match.start(), figures)
            if certain is not None and (certain or not resultat):
                yield dit.constat(
                    acte,
                    VOTE_TEXTE,
                    match.span(),
                    ecart,
                    say("Retirez ces mots : actgen écrit lui-même le vote et son résultat."),
                    sur=sur and certain,
                )


_Ecart = tuple[re.Match[str], str, bool]
"""The words, what was counted instead, and whether the two can't both be true."""


def _ecarts(dit: Dit, chiffres: Decompte) -> Iterator[_Ecart]:
    election, rejette = dit.point.election, REJET.search(dit.texte) is not None
    for match in _UNANIMITE.finditer(dit.texte):
        if election is not None:
            yield from _unanimite_de_l_election(match, election)
        elif not (rejette and chiffres.pour == 0):
            yield from _unanimite(match, chiffres)
    for match in _MAJORITE.finditer(dit.texte):
        if election is not None:
            yield from _majorite_de_l_election(match, election)
        else:
            yield from _majorite(match, dit.point, chiffres, rejette=rejette)
    if election is None:
        for match in _RESULTAT.finditer(dit.texte):
            yield from _resultat(match, dit.point)
        if dit.passage.style is not Style.VOTE:
            yield from _voix(list(_VOIX.finditer(dit.texte)), chiffres)


def _unanimite(match: re.Match[str], chiffres: Decompte) -> Iterator[_Ecart]:
    abstentions = 0 if "exprimés" in match["suite"] else chiffres.abstentions
    told = [f"{chiffres.contre}\u00a0contre"] if chiffres.contre else []
    told += [compte(abstentions, "abstention")] if abstentions else []
    if told:
        yield match, phrase("le vote compte {told}", told=enumeration(told)), chiffres.contre > 0


def _unanimite_de_l_election(match: re.Match[str], election: Election) -> Iterator[_Ecart]:
    for tour in election.tours:
        voix = dict(tour.tour.voix)
        divises = [nom for nom in tour.elus if voix[nom] < tour.exprimes]
        if divises:
            fait = phrase(
                "{nom} a {voix} voix sur {n}", nom=divises[0], voix=voix[divises[0]], n=tour.exprimes
            )
            yield match, fait, len(divises) == len(tour.elus)
            return


def _majorite(
    match: re.Match[str], point: FiguresPoint, chiffres: Decompte, *, rejette: bool
) -> Iterator[_Ecart]:
    compte_ainsi = pour_contre(chiffres)
    if chiffres.unanime:
        yield match, phrase("le vote est unanime ({voix})", voix=compte_ainsi), chiffres.abstentions == 0
    elif chiffres.partage:
        yield match, phrase("les voix sont également partagées ({voix})", voix=compte_ainsi), False
    elif point.resultat is Resultat.REJETE and not rejette:
        yield match, phrase("la proposition est rejetée ({voix})", voix=compte_ainsi), True


def _majorite_de_l_election(match: re.Match[str], election: Election) -> Iterator[_Ecart]:
    """Which majority elected, when all were elected by the same."""
    relatives = {tour.majorite is None for tour in election.tours if tour.elus}
    sorte = match["sorte"]
    if sorte and len(relatives) == 1 and relatives != {sorte.casefold() == "relative"}:
        vraie = "relative" if True in relatives else "absolue"
        yield match, phrase("l'élection est acquise à la majorité {vraie}", vraie=vraie), True


def _resultat(match: re.Match[str], point: FiguresPoint) -> Iterator[_Ecart]:
    adopte = (match["verbe"].casefold() == "est") is (match["mot"].casefold() != "rejet")
    if point.resultat is not None and adopte is not point.adopte and point.decompte is not None:
        voix = pour_contre(point.decompte)
        yield match, phrase("le vote donne « {sort} » ({voix})", sort=point.resultat.value, voix=voix), True


def _voix(matches: list[re.Match[str]], chiffres: Decompte) -> Iterator[_Ecart]:
    """Votes told in figures or in words; « 3 pour » alone may be of anything."""
    comptes = {"pour": chiffres.pour, "contre": chiffres.contre, "abstention": chiffres.abstentions}
    for match in matches:
        dit = match["compte"] or match["n"]
        nombre = int(dit) if dit.isdecimal() else nombre_lu(dit)
        mot = (match["mot"] or match["titre"]).casefold()
        parle_du_vote = len(matches) > 1 or "voix" in match[0] or match["titre"] or mot == "abstention"
        if nombre is not None and nombre != comptes[mot] and parle_du_vote:
            yield match, phrase("le vote compte {n} {mot}", n=comptes[mot], mot=mot), True


RULES = (check_vote,)
