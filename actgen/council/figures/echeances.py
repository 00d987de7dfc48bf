"""The calendar of a session: each duty with its date, its article, and whether it is done.

Pure: the day of the run is not known here. What is late is told by `en_retard`, at a date that the
caller gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from actgen.base.text.grammar import compte
from actgen.base.text.lists import points_numerotes
from actgen.base.text.messages import phrase
from actgen.council.facts.seance import EtatSeance, Organe
from actgen.law.citations import numero
from actgen.law.regimes import ConditionSeconde
from actgen.law.suites import DelaiDeSuite, SuiteLegale, delai

from .actes import seance_suivante
from .avant_seance import delai_de_convocation, delai_ordinaire, limite_d_envoi, limite_prudente
from .echeances_des_actes import (
    Borne,
    Devoir,
    Echeance,
    Statut,
    chef,
    cite,
    delais_des_actes,
    delais_des_recours,
)
from .seance import FiguresSeance, cgct_du_conseil
from .suites import examinees

_JOUR = timedelta(days=1)


def echeances(figures: FiguresSeance) -> tuple[Echeance, ...]:
    """The calendar of a session in the order in which things are done."""
    lignes = [*_before_session(figures)]
    if figures.etat is EtatSeance.TENUE:
        lignes += [*_liste(figures), *delais_des_actes(figures)]
    if figures.etat is not EtatSeance.A_TENIR:
        lignes += [*_seconde_seance(figures), *_votes_a_reprendre(figures), *_proces_verbal(figures)]
    if figures.etat is EtatSeance.TENUE:
        lignes += delais_des_recours(figures)
    derniers = iter(sorted(filter(_dernier_jour, lignes), key=lambda each: each.le or date.max))
    return tuple(next(derniers) if _dernier_jour(each) else each for each in lignes)


def _dernier_jour(ligne: Echeance) -> bool:
    """Whether it has a last day: in the places of these lines, the first to come is the first told."""
    return ligne.sens is Borne.AU_PLUS_TARD and ligne.le is not None


def restantes(figures: FiguresSeance) -> tuple[Echeance, ...]:
    """The duties of which nothing says that they are done, those with a date first and in their order."""
    lignes = [
        each
        for each in echeances(figures)
        if each.statut in (Statut.A_FAIRE, Statut.SANS_DATE)
        and each.sens in (Borne.AU_PLUS_TARD, Borne.AU_PLUS_TOT)
        and not each.revolu
    ]
    return tuple(sorted(lignes, key=lambda each: each.le or date.max))


def prochaine(figures: FiguresSeance) -> Echeance | None:
    """The first dated duty of which nothing says that it is done, as the list of what is left has it."""
    return next((each for each in restantes(figures) if each.imperatif and each.le is not None), None)


def en_retard(figures: FiguresSeance, au: date) -> tuple[Echeance, ...]:
    """The duties that nothing says to be done, although their date is past on that day."""
    return tuple(each for each in echeances(figures) if each.en_retard(au))


# before the session


def _before_session(figures: FiguresSeance) -> Iterator[Echeance]:
    seance, regime = figures.seance, figures.regime
    convocation, tenue = seance.convocation, figures.etat is not EtatSeance.A_TENIR
    le, jours, article, code = _delai_de_convocation(figures)
    yield Echeance(
        Devoir.CONVOCATION,
        "Envoi de la convocation",
        chef(figures),
        article,
        code,
        le,
        convocation.envoyee_le,
        a_faire="date d’envoi de la convocation à écrire" if tenue else "convocation à envoyer",
        precision=jours,
        lieu=convocation.lieu_envoi,
    )
    if regime.note_de_synthese and not convocation.urgence:
        yield Echeance(
            Devoir.NOTE,
            "Note explicative de synthèse, jointe à la convocation",
            chef(figures),
            cgct_du_conseil(figures, "L2121-12"),
            "CONV-NOTE-SYNTHESE",
            le,
            convocation.envoyee_le if convocation.note_de_synthese else None,
            a_faire="note explicative de synthèse à joindre",
            revolu=tenue,
            lieu=convocation.lieu,
        )
    if (information := _information(figures, SuiteLegale.INFORMATION_LISTE)) is not None:
        yield Echeance(
            Devoir.INFORMATION_CONVOCATION,
            "Copie de la convocation aux conseillers municipaux qui ne siègent pas au conseil",
            chef(figures),
            cite(figures, information),
            "EPCI-INFO-COMMUNES",
            precision="avec la note de synthèse",
            revolu=tenue,
        )


def _delai_de_convocation(figures: FiguresSeance) -> tuple[date, str, str, str]:
    """The last day to send, at how many days, by which article and rule."""
    seance, regime, exige = figures.seance, figures.regime, delai_de_convocation(figures)
    if seance.convocation.urgence:
        ordinaire = delai_ordinaire(figures)
        limite = seance.date - timedelta(days=ordinaire.ecart_urgence)
        return limite, "en urgence", cgct_du_conseil(figures, ordinaire.article), "CONV-URGENCE"
    code = "CONV-DELAI"
    if regime.alsace_moselle:
        code = "CONV-DELAI-LOCAL-3500" if regime.seuil_3500 else "CONV-DELAI-LOCAL"
    jours = compte(exige.jours_francs, "jour franc", "jours francs")
    if not exige.en_francs:
        jours = phrase(
            "{n} au moins ; {prudence}", n=compte(exige.ecart, "jour"), prudence=limite_prudente(figures)
        )
    return limite_d_envoi(figures), jours, cgct_du_conseil(figures, exige.article), code


# the list, the acts


def _liste(figures: FiguresSeance) -> Iterator[Echeance]:
    """The list of deliberations, posted and put online apart, or the "compte rendu" that came before it."""
    seance, liste = figures.seance, figures.seance.liste
    limite = delai(SuiteLegale.LISTE, seance.date)
    if limite is None or not examinees(figures):
        return
    nouvelle = figures.regime.regime_2022
    quoi = "liste des délibérations examinées" if nouvelle else "compte rendu de la séance"
    yield Echeance(
        Devoir.LISTE,
        f"Affichage {'de la' if nouvelle else 'du'} {quoi}",
        chef(figures),
        cite(figures, limite),
        "LISTE-DELIB",
        limite.fin(seance.date),
        liste.affichee_le,
        a_faire=f"{'liste des délibérations' if nouvelle else quoi} à afficher",
        precision=_affichage_seul(figures) if nouvelle else "par extraits, à la porte de la mairie",
        lieu=liste.lieu,
    )
    site, montree = seance.collectivite.site_internet, liste.affichee_le or liste.mise_en_ligne_le
    # who is not known to have a site is told of it with the poster, then apart
    if nouvelle and (site or (site is None and montree)):
        yield Echeance(
            Devoir.LISTE_EN_LIGNE,
            f"Mise en ligne de la {quoi}" + ("" if site else ", s’il existe un site internet"),
            chef(figures),
            cite(figures, limite),
            "LISTE-DELIB",
            limite.fin(seance.date),
            liste.mise_en_ligne_le,
            a_faire="liste des délibérations à mettre en ligne",
            conseille=site is None,
            lieu=liste.lieu,
        )
    information = _information(figures, SuiteLegale.INFORMATION_LISTE)
    if information is not None:
        yield Echeance(
            Devoir.INFORMATION_LISTE,
            "Liste des délibérations adressée aux conseillers municipaux qui ne siègent pas au conseil",
            chef(figures),
            cite(figures, information),
            "EPCI-INFO-COMMUNES",
            information.fin(seance.date),
            liste.envoyee_aux_conseillers_le,
            a_faire="liste des délibérations à adresser aux conseillers municipaux",
            precision="dans le mois",
            lieu=liste.lieu,
        )


def _affichage_seul(figures: FiguresSeance) -> str:
    seul = figures.seance.collectivite.site_internet is False
    return "pas de site internet\u00a0: affichage seul" if seul else ""


# the minutes


def _proces_verbal(figures: FiguresSeance) -> Iterator[Echeance]:
    """Adopted at the next session, then published; no rule before 01/07/2022, a model in 57, 67, 68."""
    suivi, jour = figures.seance.proces_verbal, figures.seance.date
    publication = delai(SuiteLegale.PROCES_VERBAL, jour)
    if publication is None:
        return
    local = figures.regime.alsace_moselle
    conseil = phrase("conseillé : cet article ne s'applique pas ici") if local else ""
    arrete = suivi.arrete_le
    yield Echeance(
        Devoir.ARRET,
        "Procès-verbal arrêté au début de la séance suivante",
        "conseil",
        cgct_du_conseil(figures, "L2121-15"),
        "PV-ARRET",
        seance_suivante(figures.seance),
        arrete,
        precision=conseil,
        conseille=local,
        lieu=suivi.lieu,
    )
    yield Echeance(
        Devoir.PROCES_VERBAL,
        "Publication du procès-verbal",
        chef(figures),
        cite(figures, publication),
        "PV-PUBLICATION",
        publication.fin(arrete) if arrete else None,
        suivi.publie_le,
        a_faire="procès-verbal à publier",
        precision=conseil or "dans la semaine qui suit la séance où il a été arrêté",
        conseille=local,
        lieu=suivi.lieu,
    )
    information = _information(figures, SuiteLegale.INFORMATION_PROCES_VERBAL)
    if information is not None:
        yield Echeance(
            Devoir.INFORMATION_PROCES_VERBAL,
            "Procès-verbal adressé aux conseillers municipaux qui ne siègent pas au conseil",
            chef(figures),
            cite(figures, information),
            "EPCI-INFO-COMMUNES",
            information.fin(arrete) if arrete else None,
            suivi.envoye_aux_conseillers_le,
            a_faire="procès-verbal à adresser aux conseillers municipaux",
            precision="dans le mois de la séance où il a été arrêté",
            lieu=suivi.lieu,
        )


# a second session


def _seconde_seance(figures: FiguresSeance) -> Iterator[Echeance]:
    """From when the council may meet again without quorum, had the new convocation left the same day.

    Another session of the folder that takes up its agenda is that one.
    """
    faute = any("quorum" in point.point.motif_abandon.casefold() for point in figures.points)
    if figures.etat is not EtatSeance.SANS_QUORUM and not faute:
        return
    regle, delai_ordinaire = figures.regime.seconde, figures.regime.delai
    local = regle.condition is ConditionSeconde.RAPPEL
    francs = delai_ordinaire.jours_francs if local else regle.jours_francs
    depuis = phrase(
        "si la nouvelle convocation part le jour même : {jours} entre l'envoi et la séance",
        jours=compte(francs, "jour franc", "jours francs"),
    )
    jour = figures.seance.date
    rappel = phrase(" ; elle rappelle que le conseil délibérera quel que soit le nombre de présents")
    yield Echeance(
        Devoir.SECONDE_SEANCE,
        "Seconde séance, sans condition de quorum, sur le même ordre du jour",
        chef(figures),
        cgct_du_conseil(figures, regle.article),
        "QUORUM-2E-CONV-LOCAL" if local else "QUORUM-2E-CONV",
        jour + (francs + 1) * _JOUR,
        next((each.date for each in figures.seance.annee.proches if each.reprend_du == jour), None),
        sens=Borne.AU_PLUS_TOT,
        precision=depuis + (rappel if local else ""),
        lieu=figures.seance.lieux.get("date"),
    )


def _votes_a_reprendre(figures: FiguresSeance) -> Iterator[Echeance]:
    """What was put to the vote where the council was not in number is still to be decided."""
    points = tuple(each.point.numero for each in figures.points if each.vote_sans_quorum)
    if points:
        dits, s = points_numerotes(points), "s" if len(points) > 1 else ""
        texte = figures.regime.quorum.texte
        yield Echeance(
            Devoir.NOUVEAU_VOTE,
            f"{dits[0].upper()}{dits[1:]}, voté{s} sans quorum, à reprendre sur une nouvelle convocation",
            chef(figures),
            cgct_du_conseil(figures, texte) if numero(texte) else texte,
            "QUORUM-POINT",
            points=points,
            lieu=figures.point(points[0]).point.lieu,
        )


def _information(figures: FiguresSeance, suite: SuiteLegale) -> DelaiDeSuite | None:
    """The time limit to inform municipal councillors: of an EPCI's council, not of its Bureau."""
    seance = figures.seance
    if seance.collectivite.est_commune or seance.organe is Organe.BUREAU:
        return None
    return delai(suite, seance.date)
