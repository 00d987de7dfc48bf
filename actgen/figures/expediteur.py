"""Who convened, and by what means, out of the words of a convocation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from actgen.facts.personne import Fonction, Membre
from actgen.text.keys import cle, slug

_CHEFS = frozenset({Fonction.MAIRE, Fonction.PRESIDENT, Fonction.ADJOINT, Fonction.VICE_PRESIDENT})
_AUTORITE = re.compile(
    r"\b(?:maire|presidente?s?|adjointe?s?|prefete?|sous-prefete?|prefecture|suppleante?|remplacante?"
    r"|remplacement|delegation-speciale)\b"
)
_SERVICE = re.compile(
    r"\b(?:secretariat|secretaire|services?|dgs|dga|dgsa|direction|directeur|directrice|cabinet|agente?|"
    r"administration)\b"
)
_AGENT = re.compile(r"\badjointe?-(?:administrati(?:f|ve)|technique)\b")
_POUR = re.compile(r"\b(?:pour|par-delegation-d[eu]|au-nom-de|sur-ordre-de|signee?-par)\b")
_ELECTRONIQUE = re.compile(
    r"\b(?:courriels?|mails?|e-mails?|mels?|electroniques?|electroniquement|dematerialisee?s?|numeriques?"
    r"|plateforme|plate-forme|internet|tablettes?)\b"
)
_PAPIER = re.compile(
    r"\b(?:papier|lettres?|courriers?|postale?s?|poste|plis?|main-propre|mains-propres|domicile|porteur|porte|"
    r"portage|remise?s?|distribuee?s?)\b"
)
_COURRIER_ELECTRONIQUE = re.compile(r"\bcourriers?-electroniques?\b")


class Envoi(StrEnum):
    """The means of a convocation, as far as its words tell."""

    ELECTRONIQUE = "électronique"
    PAPIER = "papier"
    LES_DEUX = "les deux"
    INCONNU = "inconnu"


def envoi(mode: str) -> Envoi:
    """« courriel » is electronic, « courrier » is paper; both may be named."""
    mots = slug(mode, 500)
    electronique = _ELECTRONIQUE.search(mots) is not None
    papier = _PAPIER.search(_COURRIER_ELECTRONIQUE.sub("", mots)) is not None
    if electronique and papier:
        return Envoi.LES_DEUX
    if electronique:
        return Envoi.ELECTRONIQUE
    return Envoi.PAPIER if papier else Envoi.INCONNU


class Auteur(StrEnum):
    """Who convened: someone who may, a member whose quality isn't said, or someone else."""

    COMPETENT = "compétent"
    MEMBRE = "membre"
    AUTRE = "autre"


def membre_nomme(ecrit: str, membres: Iterable[Membre]) -> Membre | None:
    """The member whose name these words are, title aside; None when they say anything else."""
    voulu = cle(re.sub(r"^(?:m\.|mme|monsieur|madame)\s+", "", ecrit.strip(), flags=re.IGNORECASE))
    return next((m for m in membres if voulu in (cle(m.nom_complet), cle(m.nom))), None)


def auteur(ecrit: str, membres: Iterable[Membre]) -> Auteur:
    """Whether these words name the mayor or president, or who replaces them, by name or by office."""
    nomme = membre_nomme(ecrit, membres)
    if nomme is not None:
        return Auteur.COMPETENT if nomme.fonction in _CHEFS else Auteur.MEMBRE
    mots = _AGENT.sub("agent", slug(ecrit, 500))
    autorite, service = _AUTORITE.search(mots), _SERVICE.search(mots)
    if autorite is None:
        return Auteur.AUTRE
    if service is None or autorite.start() < service.start() or _POUR.search(mots):
        return Auteur.COMPETENT
    return Auteur.AUTRE
