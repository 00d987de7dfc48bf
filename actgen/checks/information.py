"""What is proper to an EPCI: whom it tells of its sessions, and the local law that may apply to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.seance import EtatSeance
from actgen.figures.echeance import Devoir, Echeance
from actgen.figures.echeances import echeances
from actgen.figures.seance import FiguresSeance
from actgen.law.articles import Article, article
from actgen.rules import rule
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase
from actgen.text.typography import typeset

from .outils import cgct, renvoi_au_droit_local

EPCI_INFO_COMMUNES = rule("EPCI-INFO-COMMUNES")
EPCI_DROIT_LOCAL = rule("EPCI-DROIT-LOCAL")
_QUOI = {
    Devoir.INFORMATION_LISTE: ("Liste des délibérations", "envoyee_aux_conseillers_le"),
    Devoir.INFORMATION_PROCES_VERBAL: ("Procès-verbal", "envoye_aux_conseillers_le"),
}


def check_information(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Said once the list or the minutes are told of: not sent as far as is known, or sent too late."""
    if figures.seance.collectivite.est_commune or figures.etat is not EtatSeance.TENUE:
        return
    for echeance in echeances(figures):
        if echeance.devoir not in _QUOI or echeance.le is None or not _suivi(figures, echeance):
            continue
        quoi, cle = _QUOI[echeance.devoir]
        lieu = _lieu(figures, cle) or echeance.lieu
        if echeance.fait_le is None:
            yield EPCI_INFO_COMMUNES.finding(
                phrase(
                    "{quoi} à adresser aux conseillers municipaux qui ne siègent pas au conseil, au plus "
                    "tard le {le}.",
                    quoi=quoi,
                    le=date_chiffres(echeance.le),
                ),
                lieu,
                hint=phrase("Une fois l'envoi fait, écrivez sa date à « {cle} ».", cle=cle),
            )
        elif echeance.fait_trop_tard or echeance.fait_le < figures.seance.date:
            yield EPCI_INFO_COMMUNES.finding(_mal_date(figures, echeance, quoi, echeance.fait_le), lieu)


def _suivi(figures: FiguresSeance, echeance: Echeance) -> bool:
    """Whether the file tells of the list (or of the minutes): silence on the whole is not a fault."""
    liste, proces_verbal = figures.seance.liste, figures.seance.proces_verbal
    if echeance.devoir is Devoir.INFORMATION_LISTE:
        return any((liste.affichee_le, liste.mise_en_ligne_le, liste.envoyee_aux_conseillers_le))
    return proces_verbal.arrete_le is not None


def _mal_date(figures: FiguresSeance, echeance: Echeance, quoi: str, fait_le: date) -> str:
    if echeance.le is not None and fait_le > echeance.le:
        return phrase(
            "{quoi} aux conseillers municipaux le {fait} : c'était à faire au plus tard le {le}.",
            quoi=quoi,
            fait=date_chiffres(fait_le),
            le=date_chiffres(echeance.le),
        )
    return phrase(
        "{quoi} aux conseillers municipaux le {fait}, avant la séance du {jour}.",
        quoi=quoi,
        fait=date_chiffres(fait_le),
        jour=date_chiffres(figures.seance.date),
    )


def _lieu(figures: FiguresSeance, cle: str) -> Location | None:
    seance = figures.seance
    return seance.liste.lieux.get(cle) or seance.proces_verbal.lieux.get(cle)


def check_droit_local(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Texts read in 2015 send such an EPCI to the local law: never more than a doubt."""
    seance, numero = figures.seance, renvoi_au_droit_local(figures)
    renvoi = article("CGCT", numero, seance.date) if numero else None
    if isinstance(renvoi, Article):
        yield EPCI_DROIT_LOCAL.finding(
            phrase(
                "{objet} : actgen applique le droit commun, à confirmer.",
                objet=_majuscule(typeset(renvoi.objet)),
            ),
            seance.collectivite.lieu,
            hint=phrase(
                "Comparez, s'il y a lieu, la seconde convocation, le secrétaire et les comptes avec le droit "
                "local (art. L. 2541-1 à L. 2543-10)."
            ),
            article=cgct(numero),
        )


def _majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]


RULES = (check_information, check_droit_local)
