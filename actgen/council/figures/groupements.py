"""A purchasing group in figures: the value of its contract, the procedure it needs, who may still be a party.

The value of a contract is prudent: the whole group, all its years, the maximum of the framework agreement.

Who is party to the convention, who is still awaited, and for what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from actgen.base.records import replace
from actgen.base.text.dates import date_chiffres
from actgen.council.facts.groupement import (
    AccordCadre,
    Achat,
    EtatGroupement,
    Groupement,
    LigneAnnexe,
    Lot,
    MembreGroupement,
    Remise,
    Situation,
)
from actgen.council.figures.execution import executoire_le
from actgen.law import groupements as marches
from actgen.law.groupements import Procedure, Sujet, procedures

_MARCHES = {
    Achat.FOURNITURES_ET_SERVICES: marches.Marche.COLLECTIVITES,
    Achat.TRAVAUX: marches.Marche.TRAVAUX,
}
_ACHATS = {
    Achat.FOURNITURES_ET_SERVICES: marches.NatureAchat.FOURNITURES_ET_SERVICES,
    Achat.TRAVAUX: marches.NatureAchat.TRAVAUX,
}


class Consultation(Struct, frozen=True):
    """What thresholds say of a consultation: `seuil` is that of the formalised procedure.

    `jour` is the day of its launch, or that of the session before it is known. `valeur` and `seuil` are
    None when they can't be told; `achat_dit`: whether the file says what is bought (else supplies and
    services are supposed, whose threshold is the lowest).
    """

    jour: date
    achat: Achat
    achat_dit: bool
    valeur: Decimal | None
    seuil: int | None
    procedures: frozenset[Procedure]

    @property
    def au_seuil(self) -> bool:
        """Whether its value reaches the threshold of the formalised procedure."""
        return self.valeur is not None and self.seuil is not None and self.valeur >= self.seuil

    @property
    def formalisee(self) -> bool:
        """Whether it follows a formalised procedure, or must when the file names none."""
        return Procedure.FORMALISEE in self.procedures or (not self.procedures and self.au_seuil)


def consultation(groupement: Groupement, jour: date) -> Consultation:
    """The consultation of a group, by the thresholds of the day of its launch."""
    cadre = groupement.accord_cadre
    lancee = cadre.lancement or jour
    achat = cadre.achat or Achat.FOURNITURES_ET_SERVICES
    marche = _MARCHES.get(achat)
    if cadre.entite_adjudicatrice and marche is marches.Marche.COLLECTIVITES:
        marche = marches.Marche.ENTITES
    return Consultation(
        jour=lancee,
        achat=achat,
        achat_dit=cadre.achat is not None,
        valeur=valeur(cadre),
        seuil=marches.seuil_europeen(lancee, marche) if marche is not None else None,
        procedures=procedures(cadre.procedure),
    )


def valeur(cadre: AccordCadre) -> Decimal | None:
    """What the contract may come to: its maximum, else all its lots, when each has a value."""
    return cadre.maximum_ht if cadre.maximum_ht is not None else somme_des_lots(cadre.lots)


def somme_des_lots(lots: tuple[Lot, ...]) -> Decimal | None:
    """The value of these lots together; None when one has none, or when there is no lot."""
    montants = [lot.montant_ht for lot in lots if lot.montant_ht is not None]
    return sum(montants, Decimal(0)) if lots and len(montants) == len(lots) else None


def lots_adaptes(cadre: AccordCadre) -> tuple[Lot, ...]:
    """The lots that follow an adapted procedure, by their own words or by those of the whole."""
    return tuple(
        lot
        for lot in cadre.lots
        if procedures(lot.procedure or cadre.procedure) == frozenset({Procedure.ADAPTEE})
    )


def limite_de_petit_lot(lot: Lot, cadre: AccordCadre, regle: marches.PetitsLots) -> int | None:
    """The value that a small lot doesn't reach; None for what the rule of small lots is not needed for."""
    achat = _ACHATS.get(lot.achat or cadre.achat or Achat.FOURNITURES_ET_SERVICES)
    return None if achat is None else regle.montants[achat]


def dispense_de_concurrence(consultee: Consultation) -> int | None:
    """Below this value neither advertising nor competition is asked for; None when it is not known."""
    achat = _ACHATS.get(consultee.achat)
    trouvee = marches.dispense(consultee.jour, achat) if achat is not None else None
    return None if trouvee is None else trouvee.montant


def executoire(membre: MembreGroupement) -> date | None:
    """When the decision of a member became executory, as far as the group's file knows."""
    return executoire_le(
        transmise=membre.transmise_le, recue=membre.recue_le, publiee=membre.publiee_le, transmissible=True
    )


def executoire_au(membre: MembreGroupement, au: date | None) -> date | None:
    """The same once that day is reached: by the whole file, so that a receipt to come doesn't bring it back.

    Nothing is executory of what isn't told to have been decided, or is to be verified.
    """
    if membre.a_corriger or membre.deliberation_le is None or (au and membre.deliberation_le > au):
        return None
    depuis = executoire(membre)
    return depuis if depuis is None or au is None or depuis <= au else None


def est_partie(membre: MembreGroupement) -> bool:
    """Whether the file takes it for a party: it has signed, or its adoption is told, without any doubt."""
    if membre.a_corriger:
        return False
    return membre.signee_le is not None or membre.resultat == "adoptée"


def est_rejetee(membre: MembreGroupement) -> bool:
    """Whether its assembly is told to have refused to join."""
    return membre.resultat == "rejetée"


def listes(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """The members whose dates annexe 1 prints: those who decided to join."""
    return tuple(
        membre
        for membre in groupement.membres
        if membre.deliberation_le is not None and not est_rejetee(membre) and not membre.a_corriger
    )


def hors_annexe_1(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """Those who decided to join after the day on which annexe 1 is closed: it leaves them out."""
    arretee = groupement.annexe_1_arretee_au
    decidees = ((membre, membre.deliberation_le) for membre in listes(groupement))
    return tuple(m for m, le in decidees if arretee is not None and le is not None and le > arretee)


def pas_executoires(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """Those who have decided to join by the day of the list, but can't sign: nothing is executory yet."""
    arretee = groupement.annexe_1_arretee_au
    hors = {membre.collectivite.code for membre in hors_annexe_1(groupement)}
    return tuple(
        membre
        for membre in listes(groupement)
        if membre.collectivite.code not in hors and executoire_au(membre, arretee) is None
    )


def sans_signature(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """Those who had decided to join by the launch, and had not signed by then; none while it has no day."""
    lancement = groupement.accord_cadre.lancement
    if lancement is None or groupement.avenant is not None:
        return ()
    decides = (
        m for m in listes(groupement) if m.deliberation_le is not None and m.deliberation_le <= lancement
    )
    return tuple(m for m in decides if m.signee_le is None or m.signee_le > lancement)


class Habitants(Struct, frozen=True):
    """How many people live in the communes of a list. `annee` is None when the counts are of several years.

    An EPCI is left out: its inhabitants are those of its communes. `sans`: communes whose count isn't known.
    """

    nombre: int
    annee: int | None
    sans: tuple[str, ...] = ()


def lancee(groupement: Groupement, au: date | None) -> bool:
    """Whether the consultation of the convention is out: its needs are settled by then (L. 2111-1 CCP)."""
    lancement = groupement.accord_cadre.lancement
    return groupement.avenant is None and au is not None and lancement is not None and au > lancement


def relance(groupement: Groupement, au: date | None) -> bool:
    """Whether the day is past before which the councils were asked to decide: they are reminded of it."""
    limite = groupement.conseils.a_deliberer_avant
    return au is not None and limite is not None and au > limite


def adhere_tard(groupement: Groupement, au: date | None) -> bool:
    """Whether who joins that day is no party to the contract in hand, by the convention's own words."""
    return groupement.clauses.adhesion == "a_tout_moment" and lancee(groupement, au)


def hors_du_marche(ligne: LigneAnnexe, etat: EtatGroupement) -> bool:
    """Whether a member joins, or would, once the consultation is out, and is no party to its contract.

    It joins by signing. Who could sign by the launch and has not is told apart: it is late, it isn't new.
    """
    groupement, lancement = etat.groupement, etat.groupement.accord_cadre.lancement
    if not adhere_tard(groupement, etat.au) or ligne.est_coordonnateur or ligne.membre.a_corriger:
        return False
    le = ligne.membre.signee_le if ligne.situation is Situation.PARTIE else ligne.executoire_le
    return ligne.situation is not Situation.REJETEE and (le is None or lancement is None or le > lancement)


def adhesion_close(groupement: Groupement, au: date | None) -> bool:
    """Whether nobody may join any more that day, by the convention's own words."""
    return groupement.clauses.adhesion in ("avant_lancement", "fermee") and lancee(groupement, au)


def habitants(lignes: Iterable[LigneAnnexe]) -> Habitants:
    """The inhabitants of the communes of these lines."""
    communes = [c for ligne in lignes if (c := ligne.membre.collectivite).est_commune]
    populations = [c.population for c in communes if c.population is not None]
    annees = {population.annee for population in populations}
    return Habitants(
        nombre=sum(population.habitants for population in populations),
        annee=annees.pop() if len(annees) == 1 else None,
        sans=tuple(c.nom for c in communes if c.population is None),
    )


def sujets_regles(groupement: Groupement) -> frozenset[Sujet]:
    """What the group's file settles of the subjects that a convention needs."""
    clauses, cadre = groupement.clauses, groupement.accord_cadre
    regles = {
        Sujet.MEMBRES: len(groupement.membres) > 1,
        Sujet.EXECUTION: bool(clauses.execution),
        Sujet.CAO: bool(groupement.cao),
        Sujet.DUREE: cadre.duree_mois is not None,
        Sujet.FRAIS: bool(clauses.frais),
        Sujet.DEPENSES: bool(groupement.rubriques),
        Sujet.ADHESION: bool(clauses.adhesion),
        Sujet.RETRAIT: bool(clauses.retrait),
    }
    return frozenset(sujet for sujet, regle in regles.items() if regle)


_ADHERENTS = (Situation.PARTIE, Situation.EXECUTOIRE, Situation.ADOPTEE)


def etat(groupement: Groupement, au: date | None = None) -> EtatGroupement:
    """The group as at `au`, else as at the day on which its file closes annexe 1: later facts are left out.

    While that day isn't written, with all that is known.
    """
    return _etat(groupement, au or groupement.annexe_1_arretee_au)


def state_to_sign(groupement: Groupement) -> EtatGroupement:
    """The group as at the day on which annexe 1 is closed; while it isn't, with all that is known."""
    return replace(etat(groupement), a_signer=True)


def as_submitted(groupement: Groupement) -> Groupement:
    """The group as the councils are told of it: only the coordinator may have decided.

    The convention that they approve changes neither with an answer that comes back, nor with the day on which
    annexe 1 is closed, nor with what follows the coordinator's own decision: of that, its file tells the day.
    A member is where the group's file names it, be it told of in a table of returns too.
    """
    coordonnateur, liste = groupement.coordonnateur, groupement.lieux.get("membres")
    membres = tuple(
        MembreGroupement(
            membre.collectivite,
            deliberation_le=coordonnateur.deliberation.date
            if membre.collectivite.code == coordonnateur.collectivite.code
            else None,
            lieu=membre.collectivite.lieu or liste,
        )
        for membre in groupement.membres
    )
    return replace(groupement, membres=membres, annexe_1_arretee_au=None)


def submitted_state(groupement: Groupement) -> EtatGroupement:
    """The state of the group as the councils are told of it."""
    return etat(as_submitted(groupement))


def etat_connu(groupement: Groupement) -> EtatGroupement:
    """The group with all that is known of it, annexe 1 closed or not."""
    return _etat(groupement, None)


def _etat(groupement: Groupement, au: date | None) -> EtatGroupement:
    lignes = [_row(groupement, membre, au) for membre in groupement.membres]
    listes = (_ADHERENTS, (Situation.EN_ATTENTE,), (Situation.REJETEE,))
    rangees = [ligne for liste in listes for ligne in _par_rang(lignes, liste)]

    def de(situation: Situation) -> tuple[LigneAnnexe, ...]:
        return tuple(ligne for ligne in rangees if ligne.situation is situation)

    return EtatGroupement(
        groupement,
        au,
        parties=de(Situation.PARTIE),
        executoires=de(Situation.EXECUTOIRE),
        adoptees=de(Situation.ADOPTEE),
        en_attente=de(Situation.EN_ATTENTE),
        rejetees=de(Situation.REJETEE),
    )


def _par_rang(lignes: list[LigneAnnexe], liste: tuple[Situation, ...]) -> Iterator[LigneAnnexe]:
    """The lines of a list, numbered: the coordinator, then who may sign, in the order of the group's file.

    A signature changes no number: sheets that are signed already bear theirs.
    """
    retenues = (ligne for ligne in lignes if ligne.situation in liste)
    rangees = sorted(
        retenues, key=lambda each: (not each.est_coordonnateur, each.situation is Situation.ADOPTEE)
    )
    return (replace(ligne, rang=rang) for rang, ligne in enumerate(rangees, start=1))


def _row(groupement: Groupement, membre: MembreGroupement, au: date | None) -> LigneAnnexe:
    connu, depuis = a_cette_date(membre, au), executoire_au(membre, au)
    est_coordonnateur = membre.collectivite.code == groupement.coordonnateur.collectivite.code
    return LigneAnnexe(0, connu, est_coordonnateur, depuis, _situation(connu, depuis), _etape(connu, depuis))


def a_cette_date(membre: MembreGroupement, au: date | None) -> MembreGroupement:
    """The member as it was known that day; None: with all that is known."""
    if au is None:
        return membre

    def connu(jour: date | None) -> date | None:
        return jour if jour is not None and jour <= au else None

    deliberation = connu(membre.deliberation_le)
    return replace(
        membre,
        resultat=membre.resultat if deliberation else "",
        deliberation_le=deliberation,
        numero=membre.numero if deliberation else "",
        transmise_le=connu(membre.transmise_le),
        recue_le=connu(membre.recue_le),
        publiee_le=connu(membre.publiee_le),
        notifiee_le=connu(membre.notifiee_le),
        signee_le=connu(membre.signee_le),
        remise=_remise_connue(membre, au),
    )


def _remise_connue(membre: MembreGroupement, au: date) -> Remise | None:
    remise = membre.remise
    return remise if remise is None or remise.le is None or remise.le <= au else None


def _situation(membre: MembreGroupement, depuis: date | None) -> Situation:
    if membre.a_corriger:
        return Situation.EN_ATTENTE
    if est_rejetee(membre):
        return Situation.REJETEE
    if membre.deliberation_le is None:
        return Situation.EN_ATTENTE
    if depuis is None:
        return Situation.ADOPTEE
    signee = membre.signee_le
    return Situation.EXECUTOIRE if signee is None or signee < depuis else Situation.PARTIE


def _etape(membre: MembreGroupement, depuis: date | None) -> str:
    """The first step that is missing before the member is party to the convention."""
    if membre.a_corriger:
        return membre.a_corriger
    if est_rejetee(membre):
        return Situation.REJETEE.value
    if membre.deliberation_le is None:
        return f"délibération ({_remise(membre.remise)})" if membre.remise else "délibération"
    if membre.transmise_le is None and membre.recue_le is None:
        return "transmission"
    if membre.publiee_le is None:
        return "publication"
    if depuis is None:  # sent and published: its receipt, told in the file, is still to come
        return "réception par le représentant de l’État"
    if membre.signee_le is None:
        return "signature"
    return "" if membre.signee_le >= depuis else "signature, à refaire"  # given before it is void


def _remise(remise: Remise) -> str:
    """« ajournée le 14/12/2022 »: a council that met and decided nothing is not a silent one."""
    return f"{remise.motif.value} le {date_chiffres(remise.le)}" if remise.le else remise.motif.value
