"""What the answer of one member contradicts: it keeps that member pending, and never stops the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum, auto

from actgen.base.records import replace
from actgen.base.text.keys import sans_accents
from actgen.council.facts.groupement import Groupement, MembreGroupement, Remise
from actgen.council.figures.groupements import est_partie, est_rejetee
from actgen.reading.scalars.dates import parse_date

DATES_A_VERIFIER = "vérification des dates"
EN_ERREUR = "correction de sa réponse, en erreur"
AUTRE_TEXTE = "nouvelle délibération, sur le bon texte"
EXECUTE = {"passation": "membres", "passation et exécution": "coordonnateur"}
"""Who carries out the contract, by the mandate that a decision gives."""
_ORDRE = (
    ("deliberation_le", "transmise_le"),
    ("deliberation_le", "recue_le"),
    ("deliberation_le", "publiee_le"),
    ("deliberation_le", "notifiee_le"),
    ("deliberation_le", "signee_le"),
    ("transmise_le", "recue_le"),
)
_DU = re.compile(
    r"\bdu\s+([0-9]{1,2}\s?(?:er)?\s+[^\W\d_]{3,}\s+[0-9]{4}|[0-9]{1,2}([/.-])[0-9]{1,2}\2[0-9]{4})"
)

_JOUR = re.compile(r"\b[0-9]{1,2}(?:\s?(?:er)?\s+[^\W\d_]{3,}\s+|([/.-])[0-9]{1,2}\1)[0-9]{4}\b")
_MOT = re.compile(r"[0-9]+(?:\.[0-9]+)*|[a-z]+")
_VIDES = frozenset({"version", "texte", "convention", "v", "n", "no", "du", "de", "la", "le"})
_IMPRIMES = 16
"""How many signs of a fingerprint are printed on letters and deliberations."""


class Faute(Enum):
    """What an answer shows wrong, in the order in which it is told."""

    SANS_DATE = auto()  # a party whose decision has no day
    REMISE_SIGNEE = auto()  # signed, though its council has put the decision off
    REJET_SIGNE = auto()  # signed, though its council said no
    PAS_L_ASSEMBLEE = auto()  # the mayor has decided, or a Bureau that a commune doesn't have
    MANDAT = auto()  # it entrusts what the convention doesn't
    DEUX_DATES = auto()  # the coordinator's decision has another day in the head of the file
    AUTRE_TEXTE = auto()  # given on another text than the one that councils were sent


_A_SA_LIGNE = {Faute.PAS_L_ASSEMBLEE: "organe", Faute.MANDAT: "mandat", Faute.DEUX_DATES: "deliberation_du"}
"""What the coordinator may have told of its own decision apart from its line."""


def fautes(groupement: Groupement, membre: MembreGroupement) -> Iterator[Faute]:
    """All that the answer of a member contradicts; nothing of one that is pending already."""
    if membre.a_corriger:
        return
    remise, signee = decision_remise(membre), membre.signee_le is not None
    if est_partie(membre) and membre.deliberation_le is None and remise is None:
        yield Faute.SANS_DATE
    if remise is not None and signee:
        yield Faute.REMISE_SIGNEE
    if est_rejetee(membre) and signee:
        yield Faute.REJET_SIGNE
    commune = membre.collectivite.est_commune
    if membre.organe == "maire" or (commune and membre.organe in ("président", "bureau")):
        yield Faute.PAS_L_ASSEMBLEE
    execution = groupement.clauses.execution
    if execution and membre.mandat and EXECUTE[membre.mandat] != execution:
        yield Faute.MANDAT
    coordonnateur, le = groupement.coordonnateur, membre.deliberation_le
    meme = membre.collectivite.code == coordonnateur.collectivite.code
    if meme and le is not None and coordonnateur.deliberation.date not in (None, le):
        yield Faute.DEUX_DATES


def decision_remise(membre: MembreGroupement) -> Remise | None:
    """Why nothing is decided, unless a decision is told besides."""
    return None if membre.resultat or membre.deliberation_le else membre.remise


def fautes_de_la_ligne(groupement: Groupement, membre: MembreGroupement) -> tuple[Faute, ...]:
    """Those that keep it pending.

    A day that lacks may still come while the text is a draft. What the coordinator tells of its own decision
    apart from its line is no answer: the text that councils are sent rests on it.
    """
    a_venir = membre.signee_le is None and groupement.approuvee_le is None
    meme = membre.collectivite.code == groupement.coordonnateur.collectivite.code
    return tuple(
        each
        for each in fautes(groupement, membre)
        if not (each is Faute.SANS_DATE and a_venir)
        and not (meme and each in _A_SA_LIGNE and not membre.lieux.get(_A_SA_LIGNE[each]))
    )


def a_reprendre(groupement: Groupement, membre: MembreGroupement) -> Faute | None:
    """Why the council of a member that is kept pending has to decide again; None where it has not.

    What the coordinator may have noted wrong (a day, a signature) asks nothing of it, nor does a refusal.
    """
    if est_rejetee(membre):
        return None
    if membre.a_corriger == AUTRE_TEXTE:
        return Faute.AUTRE_TEXTE
    if membre.a_corriger != EN_ERREUR:
        return None
    trouvees = fautes_de_la_ligne(groupement, replace(membre, a_corriger=""))
    return next((each for each in trouvees if each in (Faute.PAS_L_ASSEMBLEE, Faute.MANDAT)), None)


def dates_inversees(membre: MembreGroupement) -> tuple[str, str] | None:
    """The first two dates of a member that are not in the order of its procedure."""
    for avant, apres in _ORDRE:
        premier, second = getattr(membre, avant), getattr(membre, apres)
        if premier is not None and second is not None and second < premier:
            return avant, apres
    return None


def texte_du(groupement: Groupement) -> date | None:
    """The day of the text that councils approve, by the words of its version: « texte du 6 janvier 2025 »."""
    ecrits = (parse_date(ecrit) for ecrit, _ in _DU.findall(groupement.version))
    return min((jour for jour in ecrits if isinstance(jour, date)), default=None)


def a_repondu(membre: MembreGroupement) -> bool:
    """Whether a decision or a signature came back: something that was given on one text or another."""
    return bool(membre.resultat or membre.deliberation_le or membre.signee_le)


def autre_version(groupement: Groupement, membre: MembreGroupement) -> bool:
    """Whether an answer tells another version of the text than the one that councils were sent."""
    dite, notre = membre.version, groupement.version
    return bool(dite and notre) and a_repondu(membre) and not _meme_version(dite, notre)


def autre_empreinte(membre: MembreGroupement, empreinte: str) -> bool:
    """Whether an answer bears another fingerprint than that of the text; what is printed of it is enough."""
    dite = "".join(membre.empreinte.split()).casefold()
    return bool(dite and empreinte) and a_repondu(membre) and dite[:_IMPRIMES] != empreinte[:_IMPRIMES]


def _meme_version(dite: str, notre: str) -> bool:
    """« V1 » is « version 1 du 7 septembre 2026 », « version 0 » is not: what both tell is the same."""
    paires = [paire for paire in zip(_en_parties(dite), _en_parties(notre), strict=True) if all(paire)]
    return bool(paires) and all(un == autre for un, autre in paires)


def _en_parties(version: str) -> tuple[tuple[str, ...], frozenset[date]]:
    """Its number and other words, then its days."""
    lus = ((ecrit.group(), parse_date(ecrit.group())) for ecrit in _JOUR.finditer(version))
    jours = {ecrit: jour for ecrit, jour in lus if isinstance(jour, date)}
    reste = sans_accents(_JOUR.sub(lambda ecrit: " " if ecrit.group() in jours else ecrit.group(), version))
    mots = (mot for mot in _MOT.findall(reste.casefold()) if mot not in _VIDES)
    return tuple(mots), frozenset(jours.values())


def sans_les_fautives(groupement: Groupement) -> Groupement:
    """The group with each member whose answer is in error kept pending: annexe 1 takes nothing of it."""
    return replace(groupement, membres=tuple(_retenue(groupement, membre) for membre in groupement.membres))


def _retenue(groupement: Groupement, membre: MembreGroupement) -> MembreGroupement:
    if membre.a_corriger:
        return membre
    if dates_inversees(membre):
        return replace(membre, a_corriger=DATES_A_VERIFIER)
    if autre_version(groupement, membre):
        return replace(membre, a_corriger=AUTRE_TEXTE)
    return replace(membre, a_corriger=EN_ERREUR) if fautes_de_la_ligne(groupement, membre) else membre
