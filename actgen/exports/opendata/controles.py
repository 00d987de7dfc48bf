"""The schema's own checks on a row, types and the eleven that general validators leave aside.

Read in the description of the schema 2.1.3, whose fields and patterns those of 2.1.5 repeat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from actgen.law.nomenclature import shipped_nomenclature
from actgen.reading.scalars import parse_siret
from actgen.text.keys import sans_accents
from actgen.text.messages import phrase

from .lignes import COLONNES, VOTES, Ligne

OBLIGATOIRES = COLONNES[:7]
_FORMES = {
    "COLL_SIRET": r"\d{14}",
    "DELIB_MATIERE_CODE": r"\d\.\d{1,2}",
    "BUDGET_ANNEE": r"\d{4}(/\d{4})?",
    "PREF_ID": r"PREF[0-9AB]{3}|SPREF[0-9AB]{3}[0-9]|SGAR[0-9AB]{3}",
    **dict.fromkeys(VOTES, r"\d+"),
    "DELIB_URL": r"https?://[^\s/?#\"<>{}|\\^`]+(?:[/?#][^\s\"<>{}|\\^`]*)?",
}
_DATES = ("DELIB_DATE", "PREF_DATE")
Controle = Callable[[Ligne], str]


def controler(ligne: Ligne) -> Iterator[str]:
    """Each fault of a row, in French, without the row's name; those of form first, and alone."""
    formes = list(_formes(ligne))
    yield from formes
    if not formes:
        yield from filter(None, (controle(ligne) for controle in CONTROLES))


def _formes(ligne: Ligne) -> Iterator[str]:
    for colonne in OBLIGATOIRES:
        if not ligne[colonne]:
            yield phrase("{colonne} est vide", colonne=colonne)
    for colonne, forme in _FORMES.items():
        if ligne[colonne] and not re.fullmatch(forme, ligne[colonne], re.ASCII):
            yield phrase("{colonne} n'a pas la forme attendue", colonne=colonne)
    for colonne in _DATES:
        if ligne[colonne] and _jour(ligne[colonne]) is None:
            yield phrase("{colonne} n'est pas une date AAAA-MM-JJ", colonne=colonne)


def siret(ligne: Ligne) -> str:
    """1. The key of the SIRET."""
    sound = isinstance(parse_siret(ligne["COLL_SIRET"]), str)
    return "" if sound else phrase("la clé de COLL_SIRET est fausse")


def annees(ligne: Ligne) -> str:
    """2. Two years of a budget are in their order."""
    premiere, _, seconde = ligne["BUDGET_ANNEE"].partition("/")
    return phrase("BUDGET_ANNEE va à rebours") if seconde and seconde <= premiere else ""


def budget(ligne: Ligne) -> str:
    """3. The year and the name of a budget: both or none."""
    deux = bool(ligne["BUDGET_ANNEE"]) == bool(ligne["BUDGET_NOM"])
    return "" if deux else phrase("BUDGET_ANNEE et BUDGET_NOM vont ensemble")


def votes(ligne: Ligne) -> str:
    """4. The five figures of a vote: all or none."""
    ecrits = [bool(ligne[colonne]) for colonne in VOTES]
    return "" if all(ecrits) or not any(ecrits) else phrase("les cinq colonnes VOTE vont ensemble")


def reception(ligne: Ligne) -> str:
    """5. Received on the day of the deliberation or later."""
    avant = ligne["PREF_DATE"] and ligne["PREF_DATE"] < ligne["DELIB_DATE"]
    return phrase("PREF_DATE précède DELIB_DATE") if avant else ""


def effectif(ligne: Ligne) -> str:
    """6. No more voted than might have."""
    nombres = _nombres(ligne)
    trop = nombres and nombres["VOTE_REEL"] > nombres["VOTE_EFFECTIF"]
    return phrase("VOTE_REEL dépasse VOTE_EFFECTIF") if trop else ""


def pour(ligne: Ligne) -> str:
    """7. No more in favour than votes."""
    return _au_plus(ligne, "VOTE_POUR")


def contre(ligne: Ligne) -> str:
    """8. No more against than votes."""
    return _au_plus(ligne, "VOTE_CONTRE")


def abstentions(ligne: Ligne) -> str:
    """9. No more abstentions than votes."""
    return _au_plus(ligne, "VOTE_ABSTENTION")


def somme(ligne: Ligne) -> str:
    """10. In favour, against and abstentions make the votes."""
    nombres = _nombres(ligne)
    if not nombres:
        return ""
    total = nombres["VOTE_POUR"] + nombres["VOTE_CONTRE"] + nombres["VOTE_ABSTENTION"]
    juste = total == nombres["VOTE_REEL"]
    return "" if juste else phrase("pour, contre et abstentions ne font pas VOTE_REEL")


def nomenclature(ligne: Ligne) -> str:
    """11. The name of the matter begins with one of the nine domains."""
    debut, barre, _ = ligne["DELIB_MATIERE_NOM"].partition("/")
    domaines = {each.domaine for each in shipped_nomenclature().matieres.values()}
    connus = {sans_accents(domaine).casefold() for domaine in domaines}
    juste = barre and sans_accents(debut).casefold() in connus
    return "" if juste else phrase("DELIB_MATIERE_NOM ne commence pas par un domaine connu")


CONTROLES: tuple[Controle, ...] = (
    siret,
    annees,
    budget,
    votes,
    reception,
    effectif,
    pour,
    contre,
    abstentions,
    somme,
    nomenclature,
)
"""The eleven, in the order of the schema's description."""


def _nombres(ligne: Ligne) -> dict[str, int]:
    """The five figures; none when one lacks, which another check says."""
    ecrits = {colonne: ligne[colonne] for colonne in VOTES}
    return {colonne: int(ecrit) for colonne, ecrit in ecrits.items()} if all(ecrits.values()) else {}


def _au_plus(ligne: Ligne, colonne: str) -> str:
    nombres = _nombres(ligne)
    trop = nombres and nombres[colonne] > nombres["VOTE_REEL"]
    return phrase("{colonne} dépasse VOTE_REEL", colonne=colonne) if trop else ""


def _jour(ecrit: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", ecrit, re.ASCII):
        return None
    try:
        return date.fromisoformat(ecrit)
    except ValueError:
        return None
