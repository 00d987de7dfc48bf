"""The calendar of the acts themselves: sent, published, kept online; and the time that others have.

Dates of remedies and of the prefect's two months are indications: they are never printed in an act.

One line of the calendar of a session, and what its words are made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from actgen.base.diagnostics import Location, Status
from actgen.base.records import replace
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import accord
from actgen.base.text.lists import points_numerotes
from actgen.base.text.messages import phrase
from actgen.base.text.quantites import DureeCalendaire
from actgen.council.facts.collectivite import ModePublicite
from actgen.council.facts.personne import Fonction
from actgen.council.figures.seance import FiguresPoint, FiguresSeance, cgct_du_conseil
from actgen.council.figures.suites import (
    SuitesDecidees,
    actes_par_juge,
    defere_contre,
    depart_du_recours,
    mode_publication,
    par_reception,
    recours_contre,
    suites_decidees,
)
from actgen.law.calendar import mois_plus_tard, premier_jour_ouvrable
from actgen.law.citations import Citation, Code, citation_courte
from actgen.law.seuils import seuil
from actgen.law.suites import DelaiDeSuite, SuiteLegale, delai

# Which article makes a chapter on communes bind an EPCI: council, president and deputies, executory acts.


class Devoir(StrEnum):
    """What is to be done, or what time runs out; the values name events in an agenda for good."""

    CONVOCATION = "convocation"
    NOTE = "note-de-synthese"
    INFORMATION_CONVOCATION = "information-convocation"
    LISTE = "liste-des-deliberations"
    LISTE_EN_LIGNE = "mise-en-ligne-de-la-liste"
    INFORMATION_LISTE = "information-liste"
    TRANSMISSION = "transmission"
    PUBLICATION = "publication"
    NOTIFICATION = "notification-au-coordonnateur"
    AFFICHAGE_ELECTION = "affichage-de-l-election"
    EN_LIGNE = "maintien-en-ligne"
    ARRET = "arret-du-proces-verbal"
    PROCES_VERBAL = "publication-du-proces-verbal"
    INFORMATION_PROCES_VERBAL = "information-proces-verbal"
    SECONDE_SEANCE = "seconde-seance"
    NOUVEAU_VOTE = "nouveau-vote"
    RECOURS = "recours"
    DEFERE = "defere"


class Borne(StrEnum):
    """What a date is: the last day, the day before which not, the day until which, or an indication."""

    AU_PLUS_TARD = "au plus tard"
    AU_PLUS_TOT = "au plus tôt"
    JUSQU_AU = "jusqu’au"
    INDICATION = "à titre indicatif"


class Statut(StrEnum):
    """Where a duty stands."""

    FAIT = "fait"
    A_FAIRE = "à faire"
    SANS_DATE = "sans date"
    INDICATIF = "indicatif"


class Echeance(Struct, frozen=True):
    """One line of the calendar.

    `le`: its date, None when none can be told. `fait_le`: what the file says. `libelle` words it as a title,
    `a_faire` in a sentence (« liste des délibérations à afficher »). `points`: the items whose acts it
    regards, empty for the whole session. `conseille`: recommended, not imposed. `attend`: something else
    comes first. `revolu`: it came before a session that is held by now. `code`: the rule to look up.
    """

    devoir: Devoir
    libelle: str
    qui: str
    article: str
    code: str
    le: date | None = None
    fait_le: date | None = None
    sens: Borne = Borne.AU_PLUS_TARD
    a_faire: str = ""
    precision: str = ""
    points: tuple[int, ...] = ()
    conseille: bool = False
    attend: bool = False
    revolu: bool = False
    lieu: Location | None = None

    @property
    def statut(self) -> Statut:
        if self.fait_le is not None:
            return Statut.FAIT
        if self.sens is Borne.INDICATION:
            return Statut.INDICATIF
        return Statut.SANS_DATE if self.le is None else Statut.A_FAIRE

    @property
    def imperatif(self) -> bool:
        """Whether something is still to be done by that date."""
        return self.sens is Borne.AU_PLUS_TARD and not self.conseille and not self.revolu

    @property
    def fait_trop_tard(self) -> bool:
        """Whether the file itself says that it was done after its date."""
        if self.le is None or self.fait_le is None:
            return False
        return self.sens is Borne.AU_PLUS_TARD and not self.conseille and self.fait_le > self.le

    def vue_du(self, jour: date | None) -> Echeance:
        """The same seen from a day: what is planned for a later one, as a convocation is, is not done."""
        prevue = jour is not None and self.fait_le is not None and self.fait_le > jour
        return replace(self, fait_le=None) if prevue else self

    def en_retard(self, au: date) -> bool:
        """Whether nothing says that it is done, that day, although its date is past."""
        return self.imperatif and self.fait_le is None and self.le is not None and self.le < au


def chef(figures: FiguresSeance) -> str:
    """The office that answers for what follows a session, under the name that the law gives it."""
    if figures.seance.collectivite.est_commune:
        return "maire"
    tete = next((each for each in figures.en_exercice if each.fonction is Fonction.PRESIDENT), None)
    return accord("président", "présidente", tete.genre) if tete is not None else "président"


def cite(figures: FiguresSeance, regle: DelaiDeSuite) -> str:
    """The article of a time limit, in the same form."""
    if regle.code == "CGCT":
        return cgct_du_conseil(figures, regle.article)
    return citation_courte(Citation(Code(regle.code, ""), regle.article))


_JOUR = timedelta(days=1)


def delais_des_actes(figures: FiguresSeance) -> Iterator[Echeance]:
    """Transmission, publication and two months online, for each set of acts that share their dates.

    Elections that put in office at once come apart: they are posted, and are not made executory.
    """
    for ensemble in suites_decidees(figures):
        elections, groupe = _elections_a_part(ensemble)
        if elections is not None:
            yield from _affichage_de_l_election(figures, elections)
            yield from _transmission(figures, elections)
        if groupe.adoptes:
            yield from _transmission(figures, groupe)
            yield _publication(figures, groupe)
        # no duty is to put elections online, and once they are there they stay as long as the others
        yield from _en_ligne(figures, ensemble if ensemble.suites.publiee_le else groupe)
        if groupe.adoptes:
            yield from _notification(figures, groupe)


def _publication(figures: FiguresSeance, groupe: SuitesDecidees) -> Echeance:
    mode = mode_publication(figures, groupe.suites)
    return Echeance(
        Devoir.PUBLICATION,
        "Publication" + _points(groupe),
        chef(figures),
        cgct_du_conseil(figures, "L2131-1"),
        "PUB-MODE",
        fait_le=groupe.suites.publiee_le,
        precision=phrase("aucun délai ; mode : {mode}", mode=mode) if mode else "aucun délai",
        points=_numeros(groupe),
        lieu=groupe.lieu("publiee_le"),
    )


def _elections_a_part(groupe: SuitesDecidees) -> tuple[SuitesDecidees | None, SuitesDecidees]:
    """Elections that put in office at once, if any, and the rest of a set."""
    elections = tuple(each for each in groupe.adoptes if each.entre_en_fonction)
    if not elections:
        return None, groupe
    autres = tuple(each for each in groupe.points if each not in elections)
    return (
        replace(groupe, points=elections, entier=groupe.entier and not autres),
        replace(groupe, points=autres, entier=False),
    )


def _affichage_de_l_election(figures: FiguresSeance, groupe: SuitesDecidees) -> Iterator[Echeance]:
    """Posted within 24 hours; the day of publication tells it where acts are published by posting."""
    regle = delai(SuiteLegale.AFFICHAGE_ELECTION, figures.seance.date)
    if regle is None:
        return
    suites, modes = groupe.suites, (ModePublicite.AFFICHAGE, None)
    publiee = suites.publiee_le if mode_publication(figures, suites) in modes else None
    yield Echeance(
        Devoir.AFFICHAGE_ELECTION,
        "Affichage de l’élection" + _points(groupe),
        chef(figures),
        cite(figures, regle),
        "ELECTION-FORMES",
        regle.fin(figures.seance.date),
        suites.affichee_le or publiee,
        a_faire="élection à afficher",
        precision="dans les vingt-quatre heures",
        points=_numeros(groupe),
        lieu=groupe.lieu("affichee_le", "publiee_le"),
    )


def _transmission(figures: FiguresSeance, groupe: SuitesDecidees) -> Iterator[Echeance]:
    """Where no day of sending was typed, receipts tell which acts went."""
    envois = (groupe,) if groupe.suites.transmise_le else tuple(par_reception(groupe))
    for envoi in envois:
        if envoi.a_transmettre:
            election = all(each.entre_en_fonction for each in envoi.a_transmettre)
            regle, limite = limite_du_budget(envoi)
            quoi = "Procès-verbal de l’élection transmis" if election else "Transmission"
            yield Echeance(
                Devoir.TRANSMISSION,
                f"{quoi} au représentant de l’État" + _points(envoi),
                chef(figures),
                cite(figures, regle) if regle else cgct_du_conseil(figures, "L2131-2"),
                "TRANS-SOUMIS",
                limite,
                fait_le=envoi.suites.transmise_le or envoi.suites.recue_le,
                conseille=regle is not None and regle.origine.statut in (Status.MEMORY, Status.INFERENCE),
                precision=phrase(
                    "{jours} jours après {depuis}{doute} ; l'acte n'est exécutoire qu'une fois transmis et "
                    "publié",
                    jours=regle.jours,
                    depuis=regle.depuis,
                    doute=phrase(" (à confirmer)") if regle.origine.statut is Status.INFERENCE else "",
                )
                if regle
                else phrase(
                    "sans attendre ; il a quinze jours pour contester, de sa réception"
                    if election
                    else "aucun délai général"
                    if all(each.effet_immediat for each in envoi.a_transmettre)
                    else "aucun délai général ; l'acte n'est exécutoire qu'une fois transmis et publié"
                ),
                points=_numeros(envoi),
                lieu=envoi.lieu("transmise_le"),
            )


_LIMITES = {
    "budget_primitif": (SuiteLegale.TRANSMISSION_DU_BUDGET, (0, 3, 31)),
    "compte_financier_unique": (SuiteLegale.TRANSMISSION_DU_COMPTE, (1, 6, 30)),
}
"""Of a budget and of accounts: how long they may take to be sent after their last day, by their year."""


def limite_du_budget(envoi: SuitesDecidees) -> tuple[DelaiDeSuite | None, date | None]:
    """Until when the budgets and accounts of a sending are sent: the first of their last days."""
    trouves: list[tuple[date, DelaiDeSuite]] = []
    for point in envoi.a_transmettre:
        suite, (ans, mois, jour) = _LIMITES.get(point.point.acte or "", (None, (0, 1, 1)))
        exercice = point.point.champs.get("exercice")
        annee = exercice.valeur if exercice is not None else None
        if suite is None or not isinstance(annee, int) or not 1 < annee < date.max.year:
            continue
        limite = date(annee + ans, mois, jour)
        sursis = seuil("delai_du_budget", limite) if suite is SuiteLegale.TRANSMISSION_DU_BUDGET else None
        if sursis is not None and isinstance(sursis.valeur, DureeCalendaire):
            limite = mois_plus_tard(limite, sursis.valeur.en_mois) + timedelta(days=sursis.valeur.jours)
        regle = delai(suite, limite)
        if regle is not None:
            trouves.append((regle.fin(limite), regle))
    if not trouves:
        return None, None
    fin, premiere = min(trouves, key=lambda each: each[0])
    return premiere, fin


def _notification(figures: FiguresSeance, groupe: SuitesDecidees) -> Iterator[Echeance]:
    """What a member of a group decides is told to its coordinator, as the convention asks."""
    points = tuple(each for each in groupe.points if _au_coordonnateur(figures, each))
    if points:
        yield Echeance(
            Devoir.NOTIFICATION,
            "Notification au coordonnateur du groupement"
            + _points(replace(groupe, points=points, entier=groupe.entier and points == groupe.points)),
            chef(figures),
            "convention constitutive du groupement",
            "EXEC-DATE",
            fait_le=groupe.suites.notifiee_le,
            precision="avec les dates de transmission et de publication, par écrit et à date certaine",
            conseille=True,
            attend=not all(each.executoire_le for each in points),
            points=tuple(each.point.numero for each in points),
            lieu=groupe.lieu("notifiee_le"),
        )


def _au_coordonnateur(figures: FiguresSeance, point: FiguresPoint) -> bool:
    groupement = point.point.groupement
    if groupement is None:
        return False
    coordonnateur = groupement.coordonnateur.collectivite
    return coordonnateur is None or coordonnateur.code != figures.seance.collectivite.code


def _en_ligne(figures: FiguresSeance, groupe: SuitesDecidees) -> Iterator[Echeance]:
    suites = groupe.suites
    maintien = delai(SuiteLegale.EN_LIGNE, suites.publiee_le or figures.seance.date)
    en_ligne = mode_publication(figures, suites) is ModePublicite.ELECTRONIQUE
    if maintien is None or not (en_ligne and groupe.adoptes):
        return
    fin = maintien.fin(suites.publiee_le) if suites.publiee_le else None
    retiree = suites.retiree_le
    trop_tot = retiree is not None and fin is not None and retiree < fin
    yield Echeance(
        Devoir.EN_LIGNE,
        "Maintien en ligne, deux mois au moins" + _points(groupe),
        chef(figures),
        cite(figures, maintien),
        "PUB-ELEC",
        fin,
        None if trop_tot else retiree,
        Borne.JUSQU_AU,
        precision=f"retirée le {date_chiffres(retiree)}, trop tôt" if trop_tot and retiree else "",
        points=_numeros(groupe),
        lieu=groupe.lieu("retiree_le"),
    )


def delais_des_recours(figures: FiguresSeance) -> Iterator[Echeance]:
    """Until when the acts may be brought to court, by anybody concerned and by the prefect."""
    for _, groupe in actes_par_juge(figures):
        yield from _recours(figures, groupe)
        for recu in par_reception(groupe):
            if recu.a_transmettre:
                yield from _defere(figures, recu)


def _recours(figures: FiguresSeance, groupe: SuitesDecidees) -> Iterator[Echeance]:
    seance, publiee = figures.seance, groupe.suites.publiee_le
    regle = recours_contre(groupe.points[0], seance.date)
    if regle is None:
        return
    depart = depart_du_recours(regle, seance.date, publiee)
    tribunal = figures.tribunal or "tribunal administratif"
    yield Echeance(
        Devoir.RECOURS,
        f"Recours devant le {tribunal}" + _points(groupe),
        "toute personne intéressée",
        cite(figures, regle),
        "REC-DELAI",
        regle.fin(depart, seance.collectivite.departement.code) if depart else None,
        sens=Borne.INDICATION,
        precision=_prudence(regle, depart, seance.collectivite.departement.code),
        points=_numeros(groupe),
        lieu=groupe.lieu("publiee_le"),
    )


def _defere(figures: FiguresSeance, groupe: SuitesDecidees) -> Iterator[Echeance]:
    departement = figures.seance.collectivite.departement.code
    regle = defere_contre(groupe.points[0], figures.seance.date)
    if regle is None:
        return
    remise = groupe.suites.recue_le or groupe.suites.transmise_le
    if regle.nom is SuiteLegale.RECOURS_SENATORIAUX:  # of a publication that the State makes
        remise = None
    yield Echeance(
        Devoir.DEFERE,
        "Déféré du représentant de l’État" + _points(groupe),
        "représentant de l’État",
        cite(figures, regle),
        "REC-DELAI",
        regle.fin(remise, departement) if remise else None,
        sens=Borne.INDICATION,
        precision=_prudence(regle, remise, departement),
        points=_numeros(groupe),
        lieu=groupe.lieu("transmise_le"),
    )


def _prudence(regle: DelaiDeSuite, depart: date | None, departement: str) -> str:
    """Why the date is an indication, and what makes this one less sure than another."""
    if not regle.mois:
        return _prudence_en_jours(regle, depart)
    mois = f"{regle.mois} mois"
    if depart is None:
        return f"{mois} à compter de {regle.depuis}"
    dit = [f"{mois} francs, sauf recours gracieux"]
    brut = mois_plus_tard(depart + _JOUR, regle.mois)
    fin = regle.fin(depart, departement)
    if fin != brut:
        dit.append(f"reporté du {date_chiffres(brut)} au premier jour ouvrable")
    return "\u202f; ".join(dit)


def _prudence_en_jours(regle: DelaiDeSuite, depart: date | None) -> str:
    """The same of a time in days: whether one that ends on a day of rest is carried over was not checked."""
    apres = f"{24 * regle.differe} heures après " if regle.differe else ""
    dit = [f"{regle.jours} jours à compter de {apres}{regle.depuis}"]
    if regle.origine.statut in (Status.MEMORY, Status.INFERENCE):
        dit.append("à confirmer")
    fin = regle.fin(depart) if depart else None
    if fin and premier_jour_ouvrable(fin) != fin:
        dit.append("report au premier jour ouvrable non vérifié")
    return "\u202f; ".join(dit)


def _numeros(groupe: SuitesDecidees) -> tuple[int, ...]:
    return tuple(point.point.numero for point in groupe.adoptes)


def _points(groupe: SuitesDecidees) -> str:
    """« , point 2 » where the acts of a session don't share their dates."""
    if groupe.entier and groupe.point is None and len(groupe.adoptes) == len(groupe.points):
        return ""
    return f", {points_numerotes(_numeros(groupe))}"
