"""The rows of the follow-up, a member a row, and the CSV file that they make."""

from __future__ import annotations

from datetime import date

from actgen.facts.groupement import LigneAnnexe
from actgen.facts.retours import Colonne
from actgen.figures.suivi import Suivi, etape_manquante, population, situation_dite, vote_dit, vote_le
from actgen.text.dates import date_chiffres
from actgen.text.tableur import en_csv

Cellule = str | int | date | None

COLONNES = (
    Colonne.CODE.value,
    Colonne.MEMBRE.value,
    "population",
    Colonne.VOTE.value,
    Colonne.DELIBERATION.value,
    Colonne.NUMERO.value,
    Colonne.TRANSMISE.value,
    Colonne.RECUE.value,
    Colonne.PUBLIEE.value,
    "executoire",
    Colonne.NOTIFIEE.value,
    Colonne.SIGNEE.value,
    Colonne.SIGNATAIRE.value,
    "situation",
    "etape_manquante",
)


def lignes(suivi: Suivi) -> tuple[tuple[Cellule, ...], ...]:
    """A row for each member, in the order of the group's file; None for what is not known."""
    return tuple(_row(suivi, ligne) for ligne in suivi.lignes)


def _row(suivi: Suivi, ligne: LigneAnnexe) -> tuple[Cellule, ...]:
    membre = ligne.membre
    return (
        membre.collectivite.code,
        membre.collectivite.nom,
        population(ligne),
        vote_dit(ligne) or None,
        vote_le(ligne),
        membre.numero or None,
        membre.transmise_le,
        membre.recue_le,
        membre.publiee_le,
        ligne.executoire_le,
        membre.notifiee_le,
        membre.signee_le,
        membre.signataire or None,
        situation_dite(ligne.situation, suivi.etat.groupement),
        etape_manquante(suivi, ligne) or None,
    )


def tableau(suivi: Suivi) -> bytes:
    """The follow-up for a spreadsheet."""
    return en_csv((COLONNES, *([_as_text(cellule) for cellule in ligne] for ligne in lignes(suivi))))


def _as_text(cellule: Cellule) -> str:
    if isinstance(cellule, date):
        return date_chiffres(cellule)
    return "" if cellule is None else str(cellule)
