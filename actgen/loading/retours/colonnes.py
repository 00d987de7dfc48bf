"""What a column of the returns tells, by its heading, however it is worded."""

from __future__ import annotations

import re
from enum import StrEnum

from actgen.text.keys import nearest, sans_accents


class Colonne(StrEnum):
    """A column; the values are its heading as our own files write it."""

    MEMBRE = "commune"
    CODE = "code"
    VOTE = "vote"
    ORGANE = "organe"
    MANDAT = "mandat"
    DELIBERATION = "deliberation"
    NUMERO = "numero"
    TRANSMISE = "transmise"
    RECUE = "recue_prefecture"
    PUBLIEE = "publiee"
    NOTIFIEE = "notifiee_coordonnateur"
    SIGNEE = "signee"
    SIGNATAIRE = "signataire"


class Imprecis(StrEnum):
    """A heading that may tell of the State or of the coordinator: only the first makes an act executory."""

    RECU = "reçue"
    ENVOYE = "envoyée"


IGNOREES = frozenset(
    {"population", "habitants", "executoire", "situation", "etape manquante", "etape qui manque", "rang",
     "departement", "observations", "observation", "remarque", "remarques", "commentaire", "commentaires"}
)  # fmt: skip
"""Headings that are no facts of a return: computed here, or notes of those who keep the file."""

_LE = r"(?: le)?"
_A = r"(?: (?:au|a la|a l|en|par la|par le|par l|par|de la|du))?"
_ACTE = r"(?: (?:de )?(?:la |l )?(?:deliberation|delib|acte))?"
_CONSEIL = r" (?:du conseil(?: municipal| communautaire)?|de l assemblee)"
_DATE = r"(?:date (?:de |d |du |de la |de l )?)?"
_A_L_ETAT = _A + r" (?:prefecture|sous prefecture|prefet|controle de legalite|representant de l etat|etat)"
_AR = r"(?:accuse(?: de reception)?|ar)"
_FORMES: tuple[tuple[Colonne, str], ...] = (
    (Colonne.MEMBRE, r"communes?|membres?|collectivites?|nom|epci|ville"
                     r"|(?:noms?|libelle) (?:de )?(?:la )?(?:commune|collectivite|membre)"),
    (Colonne.CODE, r"(?:(?:code|numero|no) )?(?:insee|siren)(?: ou (?:insee|siren))?|code(?: commune)?"),
    (Colonne.VOTE, r"votes?|resultat(?: du vote)?|sens du vote|(?:avis|decision|vote)(?:" + _CONSEIL + r")?"),
    (Colonne.ORGANE, r"organe(?: (?:competent|deliberant))?"),
    (Colonne.MANDAT, r"mandat"),
    (Colonne.NUMERO, r"(?:numero|no|n|reference)(?:" + _ACTE + r")"),
    (Colonne.DELIBERATION, _DATE + r"(?:deliberation|delib|vote|seance)(?: du)?|deliberee?" + _LE),
    (Colonne.DELIBERATION, r"date du conseil(?: municipal| communautaire)?"),
    (Colonne.TRANSMISE, _DATE + rf"(?:transmise?|transmission|teletransmission){_LE}(?:{_A_L_ETAT})?{_LE}"),
    (Colonne.TRANSMISE, _DATE + rf"(?:envoi|envoyee?){_LE}{_A_L_ETAT}{_LE}"),
    (Colonne.RECUE, _DATE + rf"(?:recue?|reception){_LE}{_A_L_ETAT}{_LE}"),
    (Colonne.RECUE, _DATE + rf"(?:reception (?:de )?(?:l )?)?{_AR}{_LE}(?:{_A_L_ETAT})?{_LE}"),
    (Colonne.PUBLIEE, _DATE + r"(?:publiee?|publication|affichage|affichee?|mise en ligne)" + _LE),
    (Colonne.NOTIFIEE, _DATE + r"(?:notifiee?|notification)" + _LE + _A + r"(?: coordonnateur)?"),
    (Colonne.SIGNEE, r"convention signee" + _LE),
    (Colonne.SIGNEE, _DATE + r"(?:signee?|signature)" + _LE + r"(?: (?:de )?(?:la )?convention)?"),
    (Colonne.SIGNATAIRE, r"signataires?|representants?|representee? par|nom (?:et qualite )?du signataire"),
)  # fmt: skip
_MOTIFS = tuple((colonne, re.compile(forme)) for colonne, forme in _FORMES)
_CLES = {"recue_le": Colonne.RECUE}  # a key of the group's file, which has one meaning there
_SANS_DESTINATAIRE = (
    (re.compile(r"\b(?:recue?s?|reception)\b"), Imprecis.RECU),
    (re.compile(r"\b(?:envois?|envoyee?s?)\b"), Imprecis.ENVOYE),
)


def colonne(titre: str) -> Colonne | None:
    """What a heading announces, whatever its accents, capitals, signs and word order."""
    if cle_ecrite := _CLES.get(titre.strip().casefold()):
        return cle_ecrite
    mots = en_mots(titre)
    return next((colonne for colonne, motif in _MOTIFS if motif.fullmatch(mots)), None)


def imprecis(titre: str) -> Imprecis | None:
    """What a heading that is not taken leaves open: who sent or received that mail."""
    mots = en_mots(titre)
    return next((doute for motif, doute in _SANS_DESTINATAIRE if motif.search(mots)), None)


def ignoree(titre: str) -> bool:
    """Whether a heading is known to be no fact of a return."""
    return en_mots(titre) in IGNOREES


def voisine(titre: str) -> str | None:
    """The heading that this one was probably meant to be."""
    return nearest(en_mots(titre), [each.value for each in Colonne], likeness=0.7)


def en_mots(titre: str) -> str:
    """« Reçue (préfecture) » → « recue prefecture »."""
    simple = sans_accents(titre.replace("°", "o").replace("(e)", "e")).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", simple))
