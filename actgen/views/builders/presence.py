"""Who was there and how the vote went, as sentences need them."""

from __future__ import annotations

from actgen.document.nodes import Place
from actgen.figures.presence import Presence, Representation
from actgen.figures.quorum import Quorum
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Decompte, Resultat
from actgen.model.collectivite import Collectivite
from actgen.model.personne import Membre
from actgen.model.seance import EtatSeance, MotifRetrait, Mouvement, Retrait, SensMouvement
from actgen.model.vote import Demande, Scrutin, Sens, Vote
from actgen.text.dates import date_longue, heure
from actgen.text.elision import elision
from actgen.text.grammar import compte, pluriel
from actgen.text.lists import enumeration
from actgen.text.numbers import cardinal
from actgen.text.offices import INTERESSE
from actgen.views.commun import (
    VueCandidat,
    VueMouvement,
    VuePresence,
    VueRetrait,
    VueTour,
    VueVote,
    VueVoteAPorter,
)

from .personnes import capitale, nom_insecable, noms, noms_par_fonction

NEANT = "néant"


def vue_presence_ouverture(figures: FiguresSeance) -> VuePresence:
    """The room at the opening of the session."""
    votants = len(figures.ouverture.presents) + len(figures.ouverture.representes)
    return _vue(figures, figures.ouverture, figures.quorum, votants)


def vue_presence_point(figures: FiguresSeance, point: FiguresPoint) -> VuePresence:
    """The room when that item was voted; the quorum is that of its start."""
    return _vue(figures, point.presence.au_vote, point.quorum, point.votants.nombre)


def _vue(figures: FiguresSeance, presence: Presence, quorum: Quorum, nombre_de_votants: int) -> VuePresence:
    if figures.etat is EtatSeance.A_TENIR:
        return _a_constater(figures)
    collectivite = figures.seance.collectivite
    return VuePresence(
        presents_en_ligne=noms_par_fonction(presence.presents, collectivite) or NEANT,
        representes_en_ligne=_representes(presence.representes),
        excuses_en_ligne=noms(presence.excuses) or NEANT,
        absents_en_ligne=noms(presence.absents) or NEANT,
        nombre_en_exercice=presence.effectif,
        nombre_presents=len(presence.presents),
        nombre_representes=len(presence.representes),
        nombre_excuses=len(presence.excuses),
        nombre_absents=len(presence.absents),
        nombre_votants=nombre_de_votants,
        voix_ecartees=len(presence.presents) + len(presence.representes) - nombre_de_votants,
        quorum=quorum.requis,
        base_quorum=quorum.base,
        compte_quorum=_compte_quorum(quorum),
        quorum_atteint=quorum.atteint,
        quorum_dispense=quorum.dispense,
        a_constater=False,
    )


def _compte_quorum(quorum: Quorum) -> str:
    """« 12 membres étant présents, un membre intéressé n’étant pas compté », lest the list disagree."""
    combien = quorum.comptes
    mot = pluriel(combien, "présent", "présents")
    if quorum.representes_comptent:
        mot = pluriel(combien, "présent ou représenté", "présents ou représentés")
    phrase = f"{compte(combien, 'membre')} étant {mot}"
    ecartes = quorum.interesses
    if not ecartes:
        return phrase
    membres = pluriel(ecartes, "membre intéressé", "membres intéressés")
    comptes = pluriel(ecartes, "compté", "comptés")
    return f"{phrase}, {cardinal(ecartes)} {membres} n’étant pas {comptes}"


def _a_constater(figures: FiguresSeance) -> VuePresence:
    quorum = figures.quorum
    return VuePresence(
        presents_en_ligne=Place("noms des membres présents", 60),
        representes_en_ligne=Place("noms des membres représentés et de leurs mandataires", 60),
        excuses_en_ligne=Place("noms des membres excusés", 60),
        absents_en_ligne=Place("noms des membres absents", 60),
        nombre_en_exercice=len(figures.en_exercice),
        nombre_presents=Place("nombre de présents", 4),
        nombre_representes=Place("nombre de représentés", 4),
        nombre_excuses=Place("nombre d’excusés", 4),
        nombre_absents=Place("nombre d’absents", 4),
        nombre_votants=Place("nombre de votants", 4),
        voix_ecartees=0,
        quorum=quorum.requis,
        base_quorum=quorum.base,
        compte_quorum=Place("nombre de présents", 4),
        quorum_atteint=False,
        quorum_dispense="",
        a_constater=True,
    )


def _representes(representations: tuple[Representation, ...]) -> str:
    return "\u202f; ".join(_represente(r) for r in representations) or NEANT


def _represente(representation: Representation) -> str:
    du = representation.pouvoir.date
    date = f" (pouvoir du {date_longue(du, jour=False)})" if du else ""
    mandant, mandataire = map(nom_insecable, (representation.mandant, representation.mandataire))
    return f"{mandant}, par {mandataire}{date}"


def vue_retrait(retrait: Retrait) -> VueRetrait:
    """A member who didn't take part, in agreement."""
    return VueRetrait(
        nom=retrait.membre.nom_complet,
        interesse=INTERESSE.accord(retrait.membre.genre),
        representant=retrait.motif is MotifRetrait.REPRESENTANT,
        a_quitte_la_salle=retrait.a_quitte_la_salle is True,
    )


def vue_mouvement(mouvement: Mouvement, presence: Presence) -> VueMouvement:
    """An arrival or a departure in one sentence of fact, with the room after it."""
    return VueMouvement(
        phrase=_phrase(mouvement),
        nombre_presents=len(presence.presents),
        nombre_representes=len(presence.representes),
    )


def _phrase(mouvement: Mouvement) -> str:
    nom = mouvement.membre.nom_complet
    verbe = "rejoint la séance" if mouvement.sens is SensMouvement.ARRIVEE else "quitte la séance"
    suite = ""
    if mouvement.pouvoir is not None:
        suite = f" et donne pouvoir {elision('à', mouvement.pouvoir.mandataire.nom_complet)}"
    a = f"À {heure(mouvement.heure)}, " if mouvement.heure else ""
    return f"{a}{nom} {verbe}{suite}."


def vue_vote(point: FiguresPoint, collectivite: Collectivite) -> VueVote | None:
    """The vote of an item in figures; None before there was one. Names only for a public ballot."""
    vote, chiffres = point.point.vote, point.decompte
    if vote is None or chiffres is None:
        return None
    return VueVote(
        votants=_votants(point, chiffres),
        exprimes=chiffres.exprimes,
        majorite=chiffres.majorite_absolue,
        pour=chiffres.pour,
        contre=chiffres.contre,
        abstentions=chiffres.abstentions,
        blancs=chiffres.blancs,
        nuls=chiffres.nuls,
        ne_prennent_pas_part=chiffres.ne_prennent_pas_part,
        adopte=point.resultat is Resultat.ADOPTE,
        rejete=point.resultat is Resultat.REJETE,
        unanime=chiffres.unanime,
        partage=chiffres.partage,
        secret=chiffres.scrutin is Scrutin.SECRET,
        public=chiffres.scrutin is Scrutin.PUBLIC,
        blancs_en_lettres=_bulletins(chiffres.blancs, "blanc"),
        nuls_en_lettres=_bulletins(chiffres.nuls, "nul"),
        noms_en_ligne=_voix_nommees(vote) if chiffres.scrutin is not Scrutin.SECRET else "",
        tours=tuple(
            VueTour(rang, tuple(VueCandidat(*v) for v in tour.voix), tour.blancs, tour.nuls)
            for rang, tour in enumerate(vote.tours, start=1)
        ),
    )


def _votants(point: FiguresPoint, chiffres: Decompte) -> int:
    """The count that the vote itself follows, when a serious reading allows it."""
    total = chiffres.total
    return total if total in point.votants.defendables else point.votants.nombre


def _bulletins(nombre: int, sorte: str) -> str:
    if nombre == 0:
        return f"aucun bulletin {sorte}"
    return f"{cardinal(nombre)} {pluriel(nombre, f'bulletin {sorte}', f'bulletins {sorte}s')}"


def _voix_nommees(vote: Vote) -> str:
    libelles = {
        Sens.POUR: "pour",
        Sens.CONTRE: "contre",
        Sens.ABSTENTION: "abstention",
        Sens.NE_PREND_PAS_PART: "ne prend pas part au vote",
    }
    parts = []
    for sens, libelle in libelles.items():
        membres: list[Membre] = [voix.membre for voix in vote.noms if voix.sens is sens]
        if membres:
            parts.append(f"{capitale(libelle)}\u00a0: {enumeration(m.nom_complet for m in membres)}.")
    return " ".join(parts)


_DEMANDES = {"public": "scrutin public", "secret": "scrutin secret", "huis_clos": "huis clos"}


def phrase_de_demande(demande: Demande) -> str:
    """« Le scrutin secret est demandé par A, B et C. »: requests belong to the minutes (art. L. 2121-15)."""
    auteurs = enumeration(nom_insecable(membre) for membre in demande.auteurs)
    par = auteurs or compte(demande.nombre or 0, "membre")
    return f"Le {_DEMANDES[demande.scrutin]} est demandé par {par}."


def places_du_vote() -> VueVoteAPorter:
    """The places where the figures of a vote to come are written by hand."""
    return VueVoteAPorter(
        pour=Place("nombre de voix pour", 6),
        contre=Place("nombre de voix contre", 6),
        abstentions=Place("nombre d’abstentions", 6),
        ne_prennent_pas_part=Place("nombre de membres qui ne prennent pas part au vote", 6),
    )
