"""What the words of an act say of its vote, against the figures of that vote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actgen.diagnostics import Diagnostic
from actgen.document.nodes import Style
from actgen.figures.elections import Election
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Decompte, Resultat
from actgen.rules import rule
from actgen.text.grammar import compte
from actgen.text.keys import cle
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say

from ..decomptes import pour_contre
from .acte import ActeCompose
from .dits import REJET, Dit, dits
from .lectures import ABSTENTION, CIVILITE, CONTRE, MOINS, POUR, Noms, Span, Voix, voix

VOTE_TEXTE = rule("VOTE-TEXTE")
_UNANIMITE = re.compile(
    r"\b(?:a l' ?unanimite|unanimement)\b(?P<exprimes> des suffrages exprimes)?(?P<moins> moins\b)?"
)
_MAJORITE = re.compile(
    r"\ba la majorite\b(?! (?:qualifiee|renforcee|legale|de (?!ses|\d)|d'|des (?:enfants|habitants|usagers)))"
    r"(?: (?P<sorte>absolue|relative)"
    r"| des (?P<n>deux|trois|quatre|[234])[ /-](?P<d>tiers|quarts|cinquiemes|[345]))?"
)
_RESULTAT = re.compile(
    r"\b(?:proposition|deliberation|motion|vœu|voeu) (?P<verbe>est|n'est pas) "
    r"(?P<mot>adopt|approuv|rejet)ee?\b(?! (?:par|le|en|lors)\b)"
)
_FRACTION = {"deux": 2, "trois": 3, "quatre": 4, "tiers": 3, "quarts": 4, "cinquiemes": 5}
_A_VOTE = re.compile(r",? (?:votant|votent?|ayant vote|a vote|ont vote) (?P<sens>pour|contre)\b")
_ABSTENU = re.compile(r",? (?:s'abstenant|s'abstien(?:nen)?t|s'(?:est|etant)|se sont)(?: abstenue?s?)?\b")
_PAR_TITRE = re.compile(
    rf"\b(?:(?P<sens>pour|contre|abstention)s?(?: \(\d+\))? ?(?:: ?|\()|abstentions? de ){CIVILITE}$"
)


@dataclass(frozen=True, slots=True)
class _Ecart:
    """Words that the count belies. `sur`: both aren't true; `net`: told only if they are of this vote."""

    span: Span
    fait: str
    sur: bool = True
    net: bool = False
    at: int | None = None


def check_vote(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """« à l'unanimité », « à la majorité », a result or voices that the vote of the item belies."""
    membres = Noms({m.nom_complet: cle(m.nom_complet) for m in figures.seance.collectivite.membres})
    tous = tuple(dits(acte, figures))
    for dit in tous:
        chiffres = dit.point.decompte
        for ecart in () if chiffres is None else _ecarts(dit, chiffres, membres):
            certain = dit.certain(ecart.span[0] if ecart.at is None else ecart.at, figures, ecart.span[1])
            if certain or (certain is False and not ecart.net):
                aide = say("Retirez ces mots : actgen écrit lui-même le vote et son résultat.")
                sur = ecart.sur and certain and not _plusieurs_votes(dit, tous)
                yield dit.constat(acte, VOTE_TEXTE, ecart.span, ecart.fait, aide, sur=sur)


def _plusieurs_votes(dit: Dit, tous: tuple[Dit, ...]) -> bool:
    """Whether the sentence, or the operative part, tells two votes: by chapters, of which one was counted."""
    autres = [autre for autre in tous if autre.operatif and autre.passage.style is not Style.VOTE]
    textes = [dit.texte, *(autre.texte for autre in autres if dit.operatif and autre.point is dit.point)]
    pour, contre = (
        {each.nombre for texte in textes for each in voix(texte) if each.sens == sens}
        for sens in (POUR, CONTRE)
    )
    unanime = any(not match["moins"] for texte in textes for match in _UNANIMITE.finditer(texte))
    return (
        len(pour) > 1 or len(contre) > 1 or (unanime and (any(contre) or any(map(_MAJORITE.search, textes))))
    )


def _ecarts(dit: Dit, chiffres: Decompte, membres: Noms) -> Iterator[_Ecart]:
    if (election := dit.point.election) is not None:
        for match in _UNANIMITE.finditer(dit.texte):
            yield from _unanimite_de_l_election(match, election)
        for match in _MAJORITE.finditer(dit.texte):
            yield from _majorite_de_l_election(match, election)
        return
    rejette, lues = REJET.search(dit.texte) is not None, voix(dit.texte)
    for match in _UNANIMITE.finditer(dit.texte):
        if not (rejette and chiffres.pour == 0):
            dites = {each.sens for each in lues} | ({ABSTENTION} if "absten" in dit.texte else set())
            yield from _unanimite(match, chiffres, dites)
    for match in _MAJORITE.finditer(dit.texte):
        if not (chiffres.unanime and chiffres.abstentions and "absten" in dit.texte):
            yield from _majorite(match, dit.point, chiffres, rejette=rejette)
    for match in _RESULTAT.finditer(dit.texte):
        yield from _resultat(match, dit.point)
    if dit.passage.style is not Style.VOTE:
        yield from _voix(lues, chiffres, rejette=rejette)
        yield from _nommes(dit, chiffres, membres)


def _unanimite(match: re.Match[str], chiffres: Decompte, comptees: set[str]) -> Iterator[_Ecart]:
    """What the sentence counts itself is left to its figures: « à l'unanimité moins une voix »."""
    contre = 0 if match["moins"] and comptees & {MOINS, CONTRE} else chiffres.contre
    abstentions = 0 if match["exprimes"] or comptees & {MOINS, ABSTENTION} else chiffres.abstentions
    told = [f"{contre}\u00a0contre"] if contre else []
    told += [compte(abstentions, "abstention")] if abstentions else []
    if told:
        yield _Ecart(match.span(), phrase("le vote compte {told}", told=enumeration(told)), contre > 0)


def _unanimite_de_l_election(match: re.Match[str], election: Election) -> Iterator[_Ecart]:
    for tour in election.tours:
        recues = dict(tour.tour.voix)
        divises = [nom for nom in tour.elus if recues[nom] < tour.exprimes]
        if divises:
            fait = phrase(
                "{nom} a {voix} voix sur {n}", nom=divises[0], voix=recues[divises[0]], n=tour.exprimes
            )
            yield _Ecart(match.span(), fait, len(divises) == len(tour.elus))
            return


def _majorite(
    match: re.Match[str], point: FiguresPoint, chiffres: Decompte, *, rejette: bool
) -> Iterator[_Ecart]:
    comptees = pour_contre(chiffres)
    if match["d"]:
        n, sur = (_FRACTION.get(mot) or int(mot) for mot in (match["n"], match["d"]))
        if chiffres.pour * sur < chiffres.exprimes * n and not rejette:
            yield _Ecart(match.span(), phrase("le vote compte {voix}", voix=comptees))
    elif chiffres.unanime:
        fait = phrase("le vote est unanime ({voix})", voix=comptees)
        yield _Ecart(match.span(), fait, chiffres.abstentions == 0)
    elif chiffres.partage:
        fait = phrase("les voix sont également partagées ({voix})", voix=comptees)
        yield _Ecart(match.span(), fait, sur=False)
    elif point.resultat is Resultat.REJETE and not rejette:
        yield _Ecart(match.span(), phrase("la proposition est rejetée ({voix})", voix=comptees))


def _majorite_de_l_election(match: re.Match[str], election: Election) -> Iterator[_Ecart]:
    """Which majority elected, when all were elected by the same."""
    relatives = {tour.majorite is None for tour in election.tours if tour.elus}
    sorte = match["sorte"]
    if sorte and len(relatives) == 1 and relatives != {sorte == "relative"}:
        vraie = "relative" if True in relatives else "absolue"
        yield _Ecart(match.span(), phrase("l'élection est acquise à la majorité {vraie}", vraie=vraie))


def _resultat(match: re.Match[str], point: FiguresPoint) -> Iterator[_Ecart]:
    adopte = (match["verbe"] == "est") is (match["mot"] != "rejet")
    if point.resultat is not None and adopte is not point.adopte and point.decompte is not None:
        fait = phrase(
            "le vote donne « {sort} » ({voix})", sort=point.resultat.value, voix=pour_contre(point.decompte)
        )
        yield _Ecart(match.span(), fait, net=True, at=match.end("verbe"))


def _voix(lues: list[Voix], chiffres: Decompte, *, rejette: bool) -> Iterator[_Ecart]:
    """Against the figures; of a rejection, « par 8 voix contre 5 » tells those against first."""
    pour, contre, abstentions = chiffres.pour, chiffres.contre, chiffres.abstentions
    comptes = {
        POUR: {pour, contre} if rejette else {pour},
        CONTRE: {pour, contre} if rejette else {contre},
        ABSTENTION: {abstentions},
        MOINS: {contre, abstentions, contre + abstentions, chiffres.total - pour} - {0},
    }
    if faux := [lue for lue in lues if lue.nombre not in comptes[lue.sens]]:
        vrais = dict.fromkeys(_comptees(chiffres, lue.sens) for lue in faux)
        fait = phrase("le vote compte {voix}", voix=enumeration(vrais))
        yield _Ecart((faux[0].span[0], faux[-1].span[1]), fait)


def _nombre(chiffres: Decompte, sens: str) -> int:
    return {POUR: chiffres.pour, CONTRE: chiffres.contre, ABSTENTION: chiffres.abstentions}[sens]


def _comptees(chiffres: Decompte, sens: str) -> str:
    if sens == MOINS:
        return f"{pour_contre(chiffres)}, {compte(chiffres.abstentions, 'abstention')}"
    nombre = _nombre(chiffres, sens)
    return compte(nombre, sens) if sens == ABSTENTION else f"{nombre}\u00a0{sens}"


def _nommes(dit: Dit, chiffres: Decompte, membres: Noms) -> Iterator[_Ecart]:
    """« Membre 5 votant contre », « abstention : Membre 6 », whom the vote counts or names otherwise."""
    vote = dit.point.point.vote
    noms = vote.noms if vote is not None else ()
    for suite in membres.ensemble(dit.texte):
        debut, fin = suite[0][1][0], suite[-1][1][1]
        avant = _PAR_TITRE.search(dit.texte, 0, debut)
        apres = _A_VOTE.match(dit.texte, fin) or _ABSTENU.match(dit.texte, fin)
        if (trouve := avant or apres) is None:
            continue
        sens = trouve.groupdict().get("sens") or ABSTENTION
        nommes, nombre = {nom for nom, _ in suite}, _nombre(chiffres, sens)
        ainsi = {cle(v.membre.nom_complet): v.membre.nom_complet for v in noms if v.sens.value == sens}
        autrement = {cle(v.membre.nom_complet) for v in noms if v.sens.value != sens}
        absents = nommes - ainsi.keys() if len(ainsi) == nombre else nommes & autrement
        if absents or len(nommes) > nombre:
            qui = f" ({enumeration(ainsi.values())})" if ainsi else ""
            fait = phrase("le vote compte {voix}", voix=_comptees(chiffres, sens) + qui)
            yield _Ecart((min(debut, trouve.start()), max(fin, trouve.end())), fait)


RULES = (check_vote,)
