"""The words for persons that acts need, in all their forms.

An office that one person holds (maire, président) has the law's generic name as its neutral form; for
a member without an office it is « membre du conseil municipal ».
"""

from __future__ import annotations

from actgen.text.grammar import Genre, accord, mot
from actgen.text.numbers import ordinal_lettres

MAIRE = mot("maire", "maire")
MAIRE_DELEGUE = mot(
    "maire délégué", "maire déléguée", masculin_pluriel="maires délégués", feminin_pluriel="maires déléguées"
)
PRESIDENT = mot("président", neutre="président")
VICE_PRESIDENT = mot("vice-président")
ADJOINT = mot("adjoint")
ADJOINT_AU_MAIRE = mot(
    "adjoint au maire",
    "adjointe au maire",
    masculin_pluriel="adjoints au maire",
    feminin_pluriel="adjointes au maire",
    neutre="adjoint(e) au maire",
    neutre_pluriel="adjoint(e)s au maire",
)
CONSEILLER = mot("conseiller", "conseillère", neutre="membre du conseil", neutre_pluriel="membres du conseil")
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
SECRETAIRE = mot("secrétaire", "secrétaire")
SECRETAIRE_DE_SEANCE = mot(
    "secrétaire de séance",
    "secrétaire de séance",
    masculin_pluriel="secrétaires de séance",
    feminin_pluriel="secrétaires de séance",
)
RAPPORTEUR = mot("rapporteur", "rapporteure", neutre="rapporteur")
MANDATAIRE = mot("mandataire", "mandataire")
TITULAIRE = mot("titulaire", "titulaire")
SUPPLEANT = mot("suppléant")

PRESENT = mot("présent")
REPRESENTE = mot("représenté")
EXCUSE = mot("excusé")
ABSENT = mot("absent")
ARRIVE = mot("arrivé")
PARTI = mot("parti")
SORTI = mot("sorti")
ELU = mot("élu")
DESIGNE = mot("désigné")
DELEGUE = mot("délégué")
HABILITE = mot("habilité")
AUTORISE = mot("autorisé")
INTERESSE = mot("intéressé")
CONVOQUE = mot("convoqué")


def rang_adjoint(rang: int, genre: Genre) -> str:
    """« premier adjoint », « première adjointe », « deuxième adjoint(e) ». Raises ValueError below 1."""
    return _ranked(rang, genre, "adjoint", "adjointe")


def rang_vice_president(rang: int, genre: Genre) -> str:
    """« premier vice-président », « deuxième vice-présidente ». Raises ValueError below 1."""
    return _ranked(rang, genre, "vice-président", "vice-présidente")


def civilite(genre: Genre) -> str:
    """« M. », « Mme », or nothing when the gender is unknown: a civility is never guessed."""
    return {Genre.MASCULIN: "M.", Genre.FEMININ: "Mme"}.get(genre, "")


def _ranked(rank: int, genre: Genre, masculine: str, feminine: str) -> str:
    title = accord(masculine, feminine, genre)
    if rank == 1:
        return f"{accord('premier', 'première', genre, neutre='premier(ère)')} {title}"
    return f"{ordinal_lettres(rank)} {title}"
