"""What an EPCI alone knows: its Bureau, and what its communes are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.keys import capitale, slug
from actgen.base.text.messages import phrase, shorten
from actgen.base.text.patterns import pattern
from actgen.base.text.typography import typeset
from actgen.checks.citations import renvoi_au_droit_local
from actgen.checks.deliberations import DELEGATION_ETEINTE, pourquoi_eteinte
from actgen.council.facts.seance import EtatSeance, Organe
from actgen.council.figures.actes import objet
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Devoir, Echeance
from actgen.council.figures.mandats import delegation_eteinte
from actgen.council.figures.seance import FiguresSeance
from actgen.council.kinds.catalogue import Catalogue
from actgen.law.articles import Article, article
from actgen.law.citations import cgct
from actgen.law.nomenclature import exclusions

# what is proper to an EPCI: whom it tells of its sessions, and the local law that may apply to it

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
        if echeance.devoir not in _QUOI or echeance.le is None or not _is_followed(figures, echeance):
            continue
        quoi, cle = _QUOI[echeance.devoir]
        lieu = _place(figures, cle) or echeance.lieu
        if echeance.fait_le is None:
            yield EPCI_INFO_COMMUNES.tell(
                "{quoi} à adresser aux conseillers municipaux qui ne siègent pas au conseil, au plus tard "
                "le {le}.",
                lieu,
                hint="Une fois l'envoi fait, écrivez sa date à « {cle} ».",
                quoi=quoi,
                le=echeance.le,
                cle=cle,
            )
        elif echeance.fait_trop_tard or echeance.fait_le < figures.seance.date:
            yield EPCI_INFO_COMMUNES.finding(_mal_date(figures, echeance, quoi, echeance.fait_le), lieu)


def _is_followed(figures: FiguresSeance, echeance: Echeance) -> bool:
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


def _place(figures: FiguresSeance, cle: str) -> Location | None:
    seance = figures.seance
    return seance.liste.lieux.get(cle) or seance.proces_verbal.lieux.get(cle)


def check_droit_local(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Texts read in 2015 send such an EPCI to the local law: never more than a doubt."""
    seance, numero = figures.seance, renvoi_au_droit_local(figures)
    renvoi = article("CGCT", numero, seance.date) if numero else None
    if isinstance(renvoi, Article):
        yield EPCI_DROIT_LOCAL.tell(
            "{objet} : actgen applique le droit commun, à confirmer.",
            seance.collectivite.lieu,
            hint="Comparez, s'il y a lieu, la seconde convocation, le secrétaire et les comptes avec le "
            "droit local (art. L. 2541-1 à L. 2543-10).",
            article=cgct(numero),
            objet=capitale(typeset(renvoi.objet)),
        )


# the Bureau of an EPCI: it decides by delegation of the council, and not on everything

EPCI_BUREAU = rule("EPCI-BUREAU")
_LONG = 1_000  # signs of what is decided
_DELEGUE = pattern(r"-(?:delegu\w+|delegation)-(?:\w+-)*(?:president\w*|vice-president\w*|bureau)-")


def check_commune(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Only an EPCI has a Bureau that decides."""
    seance = figures.seance
    if seance.organe is Organe.BUREAU and seance.collectivite.est_commune:
        yield EPCI_BUREAU.tell(
            "Une commune n'a pas de bureau qui délibère.",
            seance.lieux.get("organe"),
            hint="Effacez la ligne « organe: bureau » : c'est le conseil municipal qui décide.",
        )


def check_delegation(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The council's delegation is told, and older than what the Bureau decided by it."""
    if not _au_bureau(figures):
        return
    seance = figures.seance
    delegation = seance.delegation_du_conseil
    if delegation is not None and delegation > seance.date:
        yield EPCI_BUREAU.tell(
            "Le bureau s'est réuni le {jour} ; le conseil ne lui a donné délégation que le {delegation}.",
            seance.lieux.get("delegation_du_conseil"),
            seance.lieux.get("date"),
            hint="Relevez les deux dates ; si elles sont justes, le conseil doit délibérer lui-même.",
            jour=seance.date,
            delegation=delegation,
        )
    elif delegation is None and (figures.votes or figures.etat is EtatSeance.A_TENIR):
        yield EPCI_BUREAU.tell(
            "Délibération du bureau sans la délibération du conseil qui lui a donné délégation.",
            seance.lieux.get("delegation_du_conseil"),
            seance.lieux.get("organe"),
            hint="Écrivez sa date à la rubrique « delegation_du_conseil » de la séance.",
            severity=Severity.WARNING if figures.etat is EtatSeance.A_TENIR else None,
        )
    elif delegation is not None and (
        fin := delegation_eteinte(seance.collectivite, delegation, seance.date, au_chef=False)
    ):
        yield DELEGATION_ETEINTE.finding(
            phrase(
                "Réunion du bureau du {jour}, sous une délégation du {delegation} : ",
                jour=date_chiffres(seance.date),
                delegation=date_chiffres(delegation),
            )
            + pourquoi_eteinte(fin),
            seance.lieux.get("delegation_du_conseil"),
            seance.lieux.get("date"),
            hint=phrase(
                "Écrivez la date de la délégation donnée par le nouveau conseil ; s'il n'en a pas donné, "
                "c'est à lui de décider."
            ),
            severity=None if fin.sure else Severity.WARNING,
            article=cgct("L5211-10"),
            selon=[fin.renouvellement] if fin.renouvellement else (),
        )


def check_exclusions(figures: FiguresSeance, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """What the council can't delegate: sure by the nature of an item, to be verified by its words."""
    if not _au_bureau(figures):
        return
    gardees = exclusions(figures.seance.date)
    for point in figures.points:
        if point.point.abandon:
            continue
        kind = catalogue.get(point.point.acte) if point.point.acte else None
        dit = objet(point.point, kind)
        matiere = point.point.matiere or (kind.matiere if kind else "")
        certaine = next((each for each in gardees if each.certaine(point.point.nature)), None)
        probable = next((each for each in gardees if each.probable(matiere, dit)), None)
        if certaine is not None:
            yield EPCI_BUREAU.tell(
                "Point {n} : le conseil ne peut pas déléguer au bureau {objet}.",
                point.point.lieux.get("nature"),
                point.point.lieu,
                hint="Ce point relève du conseil : inscrivez-le à sa prochaine séance.",
                point=point.point.numero,
                selon=[certaine],
                objet=certaine.objet,
            )
        elif probable is not None:
            yield EPCI_BUREAU.tell(
                "Point {n} : « {dit} » paraît relever de ce que le conseil ne peut pas déléguer ({objet}).",
                point.point.lieu,
                hint="Vérifiez la délégation ; dans le doute, le conseil délibère lui-même.",
                severity=Severity.WARNING,
                point=point.point.numero,
                dit=shorten(dit),
                objet=probable.objet,
            )


def check_delegue(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The council that delegates what it must keep: by the words of what it decides, to be verified."""
    seance = figures.seance
    if seance.organe is Organe.BUREAU or seance.collectivite.est_commune:
        return
    for point in figures.points:
        for decision in point.point.decisions if point.point.abandon is None else ():
            if not _DELEGUE.search(f"-{slug(decision, _LONG)}-"):
                continue
            for gardee in exclusions(seance.date):
                if gardee.probable("", decision):
                    yield EPCI_BUREAU.tell(
                        "Point {n} : « {dit} » paraît déléguer ce que le conseil ne peut pas déléguer "
                        "({objet}).",
                        point.point.lieux.get("decide") or point.point.lieu,
                        hint="Retirez-le de la délégation : le conseil en décide lui-même.",
                        severity=Severity.WARNING,
                        point=point.point.numero,
                        selon=[gardee],
                        dit=shorten(decision),
                        objet=gardee.objet,
                    )


def _au_bureau(figures: FiguresSeance) -> bool:
    return figures.seance.organe is Organe.BUREAU and not figures.seance.collectivite.est_commune
