"""The rows of the follow-up, a member a row, and the CSV file that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from actgen.base.text.dates import date_chiffres
from actgen.base.text.tableur import en_csv
from actgen.council.facts.groupement import LigneAnnexe
from actgen.council.facts.parties import MembreGroupement
from actgen.council.facts.retours import Colonne
from actgen.council.figures.suivi import Suivi, etape_manquante, population, situation_dite, vote_dit, vote_le

Cellule = str | int | date | None

COLONNES: dict[str, tuple[str, Callable[[Suivi, LigneAnnexe], Cellule]]] = {
    Colonne.CODE.value: ("Code", lambda _vu, ligne: ligne.membre.collectivite.code),
    Colonne.MEMBRE.value: ("Commune", lambda _vu, ligne: ligne.membre.collectivite.nom),
    "population": ("Population", lambda _vu, ligne: population(ligne)),
    Colonne.VOTE.value: ("Vote", lambda _vu, ligne: vote_dit(ligne)),
    Colonne.DELIBERATION.value: ("Délibération", lambda _vu, ligne: vote_le(ligne)),
    Colonne.NUMERO.value: ("Numéro", lambda _vu, ligne: ligne.membre.numero),
    Colonne.VERSION.value: ("Version", lambda _vu, ligne: ligne.membre.version),
    Colonne.EMPREINTE.value: ("Empreinte", lambda _vu, ligne: ligne.membre.empreinte),
    Colonne.TRANSMISE.value: ("Transmise", lambda _vu, ligne: ligne.membre.transmise_le),
    Colonne.RECUE.value: ("Reçue préfecture", lambda _vu, ligne: ligne.membre.recue_le),
    Colonne.PUBLIEE.value: ("Publiée", lambda _vu, ligne: ligne.membre.publiee_le),
    "executoire": ("Exécutoire", lambda _vu, ligne: ligne.executoire_le),
    Colonne.NOTIFIEE.value: ("Notifiée coordonnateur", lambda _vu, ligne: ligne.membre.notifiee_le),
    Colonne.SIGNEE.value: ("Signée", lambda _vu, ligne: ligne.membre.signee_le),
    Colonne.SIGNATAIRE.value: ("Signataire", lambda _vu, ligne: ligne.membre.signataire),
    "situation": ("Situation", lambda vu, ligne: situation_dite(ligne.situation, vu.etat.groupement)),
    "etape_manquante": ("Étape qui manque", lambda vu, ligne: etape_manquante(vu, ligne)),
}
"""Each column of the files: its title for who reads it in Excel, and what it says of a member."""


def lignes(suivi: Suivi) -> tuple[tuple[Cellule, ...], ...]:
    """A row for each member, in the order of the group's file; None for what is not known."""
    return tuple(
        tuple(None if (said := tell(suivi, ligne)) == "" else said for _, tell in COLONNES.values())
        for ligne in suivi.lignes
    )


def tableau(suivi: Suivi) -> bytes:
    """The follow-up for a spreadsheet."""
    return en_csv((COLONNES, *([_as_text(cellule) for cellule in ligne] for ligne in lignes(suivi))))


A_TENIR = (
    Colonne.CODE,
    Colonne.MEMBRE,
    Colonne.VOTE,
    Colonne.DELIBERATION,
    Colonne.NUMERO,
    Colonne.VERSION,
    Colonne.EMPREINTE,
    Colonne.TRANSMISE,
    Colonne.RECUE,
    Colonne.PUBLIEE,
    Colonne.NOTIFIEE,
    Colonne.SIGNEE,
    Colonne.SIGNATAIRE,
)
"""The columns of a table of returns that is begun, those of the follow-up that are facts."""


def a_tenir(membres: Iterable[MembreGroupement]) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of returns to be kept: the code and the name of each member, all else to come."""
    vides = ("",) * (len(A_TENIR) - 2)
    return tuple((each.collectivite.code, each.collectivite.nom, *vides) for each in membres)


def tableau_a_tenir(membres: Iterable[MembreGroupement]) -> bytes:
    """The same for a spreadsheet."""
    return en_csv((A_TENIR, *a_tenir(membres)))


def _as_text(cellule: Cellule) -> str:
    if isinstance(cellule, date):
        return date_chiffres(cellule)
    return "" if cellule is None else str(cellule)
