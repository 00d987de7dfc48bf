"""The words for persons that acts need, in all their forms.

An office that one person holds (maire, président) has the law's generic name as its neutral form; for
a member without an office it is « membre du conseil municipal ».
"""

from __future__ import annotations

from actgen.text.grammar import Genre, accord, mot
from actgen.text.numbers import ordinal_lettres

MAIRE = mot("maire", "maire")
PRESIDENT = mot("président", neutre="président")
VICE_PRESIDENT = mot("vice-président")
ADJOINT_AU_MAIRE = mot(
    "adjoint au maire",
    "adjointe au maire",
    masculin_pluriel="adjoints au maire",
    feminin_pluriel="adjointes au maire",
    neutre="adjoint(e) au maire",
    neutre_pluriel="adjoint(e)s au maire",
)
CONSEILLER_MUNICIPAL = mot(
    "conseiller municipal",
    "conseillère municipale",
    masculin_pluriel="conseillers municipaux",
    feminin_pluriel="conseillères municipales",
    neutre="membre du conseil municipal",
    neutre_pluriel="membres du conseil municipal",
)
CONSEILLER_MUNICIPAL_DELEGUE = mot(
    "conseiller municipal délégué",
    "conseillère municipale déléguée",
    masculin_pluriel="conseillers municipaux délégués",
    feminin_pluriel="conseillères municipales déléguées",
    neutre="membre du conseil municipal ayant reçu délégation",
    neutre_pluriel="membres du conseil municipal ayant reçu délégation",
)
CONSEILLER_COMMUNAUTAIRE = mot(
    "conseiller communautaire",
    "conseillère communautaire",
    masculin_pluriel="conseillers communautaires",
    feminin_pluriel="conseillères communautaires",
    neutre="membre du conseil communautaire",
    neutre_pluriel="membres du conseil communautaire",
)
DELEGUE = mot("délégué", neutre="membre du comité syndical", neutre_pluriel="membres du comité syndical")
DELEGUE_SUPPLEANT = mot(
    "délégué suppléant",
    "déléguée suppléante",
    masculin_pluriel="délégués suppléants",
    feminin_pluriel="déléguées suppléantes",
    neutre="membre suppléant du comité syndical",
    neutre_pluriel="membres suppléants du comité syndical",
)
SUPPLEANT = mot(
    "conseiller communautaire suppléant",
    "conseillère communautaire suppléante",
    masculin_pluriel="conseillers communautaires suppléants",
    feminin_pluriel="conseillères communautaires suppléantes",
    neutre="membre suppléant du conseil communautaire",
    neutre_pluriel="membres suppléants du conseil communautaire",
)
PRESIDENT_DE_SEANCE = mot("président de séance", "présidente de séance", neutre="président de séance")
SECRETAIRE_DE_SEANCE = mot(
    "secrétaire de séance",
    "secrétaire de séance",
    masculin_pluriel="secrétaires de séance",
    feminin_pluriel="secrétaires de séance",
)

DOYEN = mot("doyen d’âge", "doyenne d’âge", neutre="doyen(ne) d’âge")
INTERESSE = mot("intéressé")
SUPPLEE = mot("suppléé")
ELU = mot("élu")
NOMME = mot("nommé")
RETIRE = mot("retiré")
EXCUSE = mot("excusé", neutre="absence excusée")
NON_EXCUSE = mot("non excusé", "non excusée", neutre="absence non excusée")


def rang_adjoint(rang: int, genre: Genre) -> str:
    """« premier adjoint », « première adjointe », « deuxième adjoint(e) ». Raises ValueError below 1."""
    return _ranked(rang, genre, "adjoint", "adjointe")


def rang_vice_president(rang: int, genre: Genre) -> str:
    """« premier vice-président », « deuxième vice-présidente ». Raises ValueError below 1."""
    return _ranked(rang, genre, "vice-président", "vice-présidente")


def _ranked(rank: int, genre: Genre, masculine: str, feminine: str) -> str:
    title = accord(masculine, feminine, genre)
    if rank == 1:
        return f"{accord('premier', 'première', genre, neutre='premier(ère)')} {title}"
    return f"{ordinal_lettres(rank)} {title}"
