"""Whom an act proclaims elected or designated, against whom the rounds elect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actgen.diagnostics import Diagnostic, Scope, Severity, declare
from actgen.document.nodes import Style
from actgen.figures.elections import proclames
from actgen.figures.listes import est_une_liste
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.text.keys import cle
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say, shorten

from .acte import ActeCompose
from .dits import Dit, dits
from .passages import simple

ELU_TEXTE = declare(
    "ELU-TEXTE",
    Severity.ERROR,
    "Ceux qu’un acte proclame élus ou désignés sont ceux que le scrutin élit.",
    scope=Scope.STATED,
)
_VERBE = re.compile(
    r"(?i)\b(?P<verbe>proclame|élit|désigne|nomme|installe)(?:nt)?\b"
    r"|\b(?:est|sont) (?:ainsi |donc )?(?P<passe>proclamé|élu|désigné|nommé|installé)e?s?\b"
)
_FIN = re.compile(
    r"(?i)\b(?:en remplacement|à la place|au lieu|succéd\w+|démissionnaires?|sortante?s?|face à|contre|qui|"
    r"dont|supplé\w+|ayant|avec|par (?=\d|le |la |l')|candidate?s?|proposition|"
    r"et (?:charge|autorise|dit|donne|prend|désigne|nomme)|pour (?:signer|représenter|présider|exécuter))\b"
)
_AUTRE_CHARGE = re.compile(
    r"(?i)\b(?:secrétaire|scrutat|assesse|rapporteu|doyen|référent|régisseu|correspondant|"
    r"président\w* de (?:la )?séance)"
)


@dataclass(frozen=True, slots=True)
class _Nom:
    """A person named among those who are proclaimed: the words, from the verb to the name."""

    cle: str
    span: tuple[int, int]
    proclame: bool


def check_elus(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Someone proclaimed whom the vote doesn't elect; someone elected whom nothing proclaims."""
    dits_par_point: dict[int, list[tuple[Dit, _Nom]]] = {}
    for dit in dits(acte, figures):
        if dit.point.election is None and not dit.point.nomme:
            continue
        noms = _connus(dit.point, figures)
        for match in _VERBE.finditer(dit.texte):
            if _du_texte(dit) and dit.certain(match.start(), figures) is True:
                nommes = [(dit, nom) for nom in _nommes(dit, match, noms)]
                dits_par_point.setdefault(dit.point.point.numero, []).extend(nommes)
    for nommes in dits_par_point.values():
        yield from _ecarts(acte, nommes)


def _du_texte(dit: Dit) -> bool:
    """Whether somebody wrote it: what the act prints of the vote itself comes from the rounds."""
    return dit.operatif and dit.passage.style is not Style.VOTE


def _connus(point: FiguresPoint, figures: FiguresSeance) -> dict[str, str]:
    """Every name that may be proclaimed, as a text writes it, by its key: members and candidates."""
    membres = figures.seance.collectivite.membres
    connus = {simple(membre.nom_complet): cle(membre.nom_complet) for membre in membres}
    seuls = [membre.nom for membre in membres]
    connus |= {
        simple(membre.nom): cle(membre.nom_complet)
        for membre in membres
        if membre.nom[:1].isalpha() and len(membre.nom) > 2 and seuls.count(membre.nom) == 1
    }
    tours = point.election.tours if point.election is not None else ()
    for nom in {nom: None for tour in tours for nom, _ in tour.tour.voix}:
        connus[simple(nom)] = cle(nom)
        if est_une_liste(nom) and (tete := re.sub(r"(?i)^liste (?:de |d'|conduite par )?", "", simple(nom))):
            connus |= {f"liste {mots} {tete}": cle(nom) for mots in ("de", "conduite par", "menée par")}
    return connus


def _nommes(dit: Dit, match: re.Match[str], connus: dict[str, str]) -> Iterator[_Nom]:
    """The names after « proclame », or before « est élu », up to what speaks of someone else."""
    apres = match["verbe"] is not None
    debut, fin = (match.end(), len(dit.texte)) if apres else (0, match.start())
    if autre := _VERBE.search(dit.texte, debut, fin):
        debut, fin = (debut, autre.start()) if apres else (autre.end(), fin)
    if arret := _FIN.search(dit.texte, debut, fin):
        fin = arret.start()
    verbe = (match["verbe"] or match["passe"]).casefold()
    if _AUTRE_CHARGE.search(dit.texte, debut) and verbe.startswith(("désign", "nomm")):
        return
    longs = "|".join(re.escape(nom) for nom in sorted(connus, key=len, reverse=True))
    motif = re.compile(
        rf"(?<!\w)(?:{longs})(?!\w)(?!,? (?:n'|ne |absente?|excusée?|empêchée?)\b)", re.IGNORECASE
    )
    cles = {nom.casefold(): sa_cle for nom, sa_cle in connus.items()}
    for nom in motif.finditer(dit.texte, debut, fin):
        span = (match.start(), nom.end()) if apres else (nom.start(), match.end())
        yield _Nom(cles[nom[0].casefold()], span, verbe.startswith(("proclam", "él")))


def _ecarts(acte: ActeCompose, nommes: list[tuple[Dit, _Nom]]) -> Iterator[Diagnostic]:
    if not nommes:
        return
    point = nommes[0][0].point
    vote, election = point.point.vote, point.election
    assert vote is not None, "an item has an election, or names whom it appoints, by its vote"
    elus = vote.elus if election is None else proclames(vote, election)
    cles = {cle(nom) for nom in elus}
    tours = election.tours if election is not None else ()
    candidats = {cle(nom) for tour in tours for nom, _ in tour.tour.voix}
    egaux = {cle(nom) for tour in tours for nom in tour.ex_aequo} if not cles else set[str]()
    if not cles and (election is None or election.listes or election.sieges is None):
        return
    suppleants = {cle(nom) for each in (election.compositions if election else ()) for nom in each.suppleants}
    par_listes = any(map(est_une_liste, elus))
    fait = phrase("le scrutin élit {elus}", elus=enumeration(map(shorten, elus)) or "personne")
    for dit, nom in nommes:
        if nom.cle in cles | egaux | suppleants or (par_listes and nom.cle not in candidats):
            continue
        sur = nom.cle in candidats or (nom.proclame and election is not None and election.complete)
        yield dit.constat(acte, ELU_TEXTE, nom.span, fait, _AIDE, sur=sur or not cles)
    oublies = [nom for nom in elus if cle(nom) not in {nomme.cle for _, nomme in nommes}]
    if oublies and not par_listes and all(nomme.cle in cles for _, nomme in nommes):
        dit, nom = nommes[-1]
        fait = phrase("le scrutin élit aussi {noms}", noms=enumeration(map(shorten, oublies)))
        yield dit.constat(acte, ELU_TEXTE, nom.span, fait, _AIDE, sur=False)


_AIDE = say("Corrigez le nom dans le texte, ou les voix : l'acte ne peut pas dire deux élus.")

RULES = (check_elus,)
