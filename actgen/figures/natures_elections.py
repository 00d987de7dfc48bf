"""What an item elects: by its own key, else by the words of its object; and whether that takes a ballot."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actgen.facts.seance import Point
from actgen.facts.vote import Candidatures
from actgen.law.natures import NatureElection
from actgen.text.keys import slug

_LONGUEUR = 200
_NOMINATION = "nomination"
# In order: the first that matches. An executive is elected, not « désigné », and is the object itself.
_MOTS = (
    (NatureElection.AUTRE, r"\bmaires?-deleguee?s?\b"),  # of a former commune: the mayor presides
    (NatureElection.DELEGUES_SENATORIAUX, r"\bsenatoria(?:l|le|ux|les)\b|\bsenateurs\b"),
    (NatureElection.COMMISSION_APPEL_OFFRES, r"\bcommission-(?:permanente-)?d-appels?-d-offres?\b|\bcao\b"),
    (
        NatureElection.DELEGATION_SERVICE_PUBLIC,
        r"\bcommission-(?:de-|pour-les-|des-)?(?:la-)?delegations?-de-services?-publics?\b|\bcommission-dsp\b",
    ),
    (NatureElection.CCAS, r"\bc(?:c|i)as\b|\bcentre-(?:inter)?communal-d-action-sociale\b"),
    (NatureElection.CONSEILLERS_COMMUNAUTAIRES, r"\bconseiller(?:e?s)?-communautaires?\b"),
    (
        NatureElection.DELEGUES_SYNDICAT,
        r"\bsi(?:v|vo)[um]s?\b|\bsyndicats?\b(?!-(?:d-initiative|d-exploitants|de-copropri|de-salarie))",
    ),
    (NatureElection.COMMISSION, r"\bcommissions?\b(?!-(?:de-controle|locale|departementale|nationale))"),
    (
        NatureElection.ADJOINTS,
        r"^(?:elections?-(?:et-\w+-)?d(?:es|-un|-une|e|u)?(?:-l)?-(?:\w+-){0,2})?adjointe?s?\b",
    ),
    (NatureElection.MAIRE, r"^(?:elections?-(?:du|de-la|d-un|d-une)-(?:nouveau-|nouvelle-)?)?maire\b"),
    (
        NatureElection.EXECUTIF_EPCI,
        r"^elections?-.*\b(?:presidente?|bureau)s?\b|^(?:vice-)?presidente?s?\b",
    ),
)
_EXECUTIF = re.compile(r"\b(maire|adjointe?|presidente?|bureau)s?\b")
_EXECUTIFS = {
    "maire": NatureElection.MAIRE,
    "adjoint": NatureElection.ADJOINTS,
    "adjointe": NatureElection.ADJOINTS,
}


def nature_election(point: Point, objets: Iterable[str]) -> NatureElection | None:
    """What a nomination elects; None for any other item, AUTRE where no word tells."""
    if point.election is not None:
        return point.election
    if point.nature != _NOMINATION:
        return None
    mots = [slug(objet, _LONGUEUR) for objet in objets if objet]
    for nature, motif in _MOTS:
        if any(re.search(motif, each) for each in mots):
            return nature
    # A text imposes the secret: an executive, by any word of its object.
    dit = next((found for each in mots if point.secret_impose and (found := _EXECUTIF.search(each))), None)
    return _EXECUTIFS.get(dit[1], NatureElection.EXECUTIF_EPCI) if dit else NatureElection.AUTRE


def nomination_immediate(point: Point) -> bool:
    """Whether nominations take effect without a ballot: as many candidates as seats, or one list.

    Never where a text imposes the secret ballot (mayor and deputies).
    """
    seules = (Candidatures.UNE_PAR_SIEGE, Candidatures.LISTE_UNIQUE)
    return point.candidatures in seules and not point.secret_impose


def sans_scrutin(point: Point) -> bool:
    """Whether a nomination took effect without a ballot: the file names at most who was elected."""
    vote = point.vote
    if vote is None or not nomination_immediate(point):
        return False
    chiffres = (vote.pour, vote.contre, vote.abstentions, vote.blancs or None, vote.nuls or None)
    ecrits = (*chiffres, vote.ne_prennent_pas_part or None, vote.voix_du_president)
    return not (vote.unanimite or vote.noms or vote.tours or vote.resultat) and not any(
        each is not None for each in ecrits
    )
