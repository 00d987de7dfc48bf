"""Who was there, as sentences and lists need them."""

from __future__ import annotations

from dataclasses import replace

from actgen.document.inline import Place
from actgen.facts.personne import Membre
from actgen.facts.seance import EtatSeance, MotifRetrait, Retrait
from actgen.figures.presence import Presence, Representation, Suppleance
from actgen.figures.presidence import au_moment
from actgen.figures.quorum import Quorum
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.text.dates import date_longue
from actgen.text.grammar import compte, pluriel
from actgen.text.lists import enumeration
from actgen.text.numbers import cardinal
from actgen.text.offices import INTERESSE, RETIRE, SUPPLEE
from actgen.views.commun import VuePresence, VueRetrait

from .colonnes import mandant_excuse, presents_en_colonnes, representes_en_colonnes
from .personnes import nom_insecable, noms, noms_par_fonction, qualite

NEANT = "néant"
_EN_EXERCICE = Place("nombre de membres en exercice", 4)


def vue_presence_ouverture(figures: FiguresSeance) -> VuePresence:
    """The room at the opening of the session."""
    votants = len(figures.ouverture.presents) + len(figures.ouverture.representes)
    presents = au_moment(figures.ouverture.presents, figures)
    return _vue(figures, replace(figures.ouverture, presents=presents), figures.quorum, votants)


def vue_presence_point(figures: FiguresSeance, point: FiguresPoint) -> VuePresence:
    """The room when that item was voted; the quorum is that of its start."""
    salle = point.presence.au_vote
    presents = au_moment(salle.presents, figures, point)
    return _vue(figures, replace(salle, presents=presents), point.quorum, point.votants_reels)


def _vue(figures: FiguresSeance, presence: Presence, quorum: Quorum, nombre_de_votants: int) -> VuePresence:
    if figures.etat is EtatSeance.A_TENIR:
        return _a_constater(figures)
    collectivite = figures.seance.collectivite
    return VuePresence(
        presents_en_ligne=noms_par_fonction(presence.presents, collectivite) or NEANT,
        representes_en_ligne=_representes(presence.representes),
        excuses_en_ligne=noms(presence.excuses) or NEANT,
        absents_en_ligne=noms(presence.absents) or NEANT,
        supplees_en_ligne="\u202f; ".join(_supplee(each) for each in presence.suppleances),
        nombre_supplees=len(presence.suppleances),
        nombre_en_exercice=presence.effectif,
        nombre_presents=len(presence.presents),
        nombre_representes=len(presence.representes),
        nombre_excuses=len(presence.excuses),
        nombre_absents=len(presence.absents),
        nombre_votants=nombre_de_votants,
        presents_en_colonnes=presents_en_colonnes(presence.presents, collectivite),
        representes_en_colonnes=representes_en_colonnes(presence.representes, len(presence.presents)),
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
    membres = pluriel(ecartes, "membre intéressé", "membres intéressés")
    exclus = [f"{cardinal(ecartes)} {membres}"] if ecartes else []
    exclus += ["l’ordonnateur des comptes"] if quorum.sans_l_ordonnateur else []
    comptes = pluriel(ecartes + quorum.sans_l_ordonnateur, "compté", "comptés")
    return f"{phrase}, {enumeration(exclus)} n’étant pas {comptes}" if exclus else phrase


def _a_constater(figures: FiguresSeance) -> VuePresence:
    quorum = figures.quorum
    inconnus = figures.seance.modele and not figures.en_exercice
    return VuePresence(
        presents_en_ligne=Place("noms des membres présents", 60),
        representes_en_ligne=Place("noms des membres représentés et de leurs mandataires", 60),
        excuses_en_ligne=Place("noms des membres excusés", 60),
        absents_en_ligne=Place("noms des membres absents", 60),
        supplees_en_ligne="",
        nombre_supplees=0,
        nombre_en_exercice=_EN_EXERCICE if inconnus else len(figures.en_exercice),
        nombre_presents=Place("nombre de présents", 4),
        nombre_representes=Place("nombre de représentés", 4),
        nombre_excuses=Place("nombre d’excusés", 4),
        nombre_absents=Place("nombre d’absents", 4),
        nombre_votants=Place("nombre de votants", 4),
        presents_en_colonnes=(),
        representes_en_colonnes=(),
        voix_ecartees=0,
        quorum=Place("quorum", 4) if inconnus else quorum.requis,
        base_quorum=_EN_EXERCICE if inconnus else quorum.base,
        compte_quorum=Place("nombre de présents", 4),
        quorum_atteint=False,
        quorum_dispense="",
        a_constater=True,
    )


def _supplee(suppleance: Suppleance) -> str:
    """« Membre 3, suppléé par Membre 30 »."""
    titulaire, suppleant = suppleance.titulaire, suppleance.suppleant
    mot = SUPPLEE.accord(titulaire.genre)
    return f"{nom_insecable(titulaire)}, {mot} par {nom_insecable(suppleant)}"


def _representes(representations: tuple[Representation, ...]) -> str:
    return "\u202f; ".join(_represente(r) for r in representations) or NEANT


def _represente(representation: Representation) -> str:
    mandant, mandataire = mandant_excuse(representation), nom_insecable(representation.mandataire)
    du = representation.pouvoir.date
    date = f"pouvoir du {date_longue(du, jour=False)}" if du else ""
    if representation.excuse is not None:
        return f"{mandant}, {date or 'pouvoir'} à {mandataire}"
    return f"{mandant}, par {mandataire} ({date})" if date else f"{mandant}, par {mandataire}"


def chef_retire(figures: FiguresSeance, point: FiguresPoint) -> str:
    """« Membre 1, maire, s’est retirée », when accounts were voted without whoever managed that year, there.

    Empty when the vote counts a vote that must be theirs, or when the file tells of the withdrawal itself.
    """
    dits = [retrait.membre.nom_complet for retrait in point.point.retraits]
    presents = point.presence.au_vote.presents
    eux = [m for m in presents if point.votants.ecarte(m) and m.nom_complet not in dits]
    if not eux or not _votes_sans_eux(point):
        return ""
    verbe = pluriel(len(eux), "s’est", "se sont")
    nommes = enumeration(f"{nom_insecable(lui)}, {_titre(lui, figures, point)}" for lui in eux)
    return f"{nommes}, {verbe} {RETIRE.groupe(lui.genre for lui in eux)}"


def _titre(membre: Membre, figures: FiguresSeance, point: FiguresPoint) -> str:
    """« maire », or of someone who is not the head any more « ordonnateur de l’exercice 2025 »."""
    juge = point.ordonnateur
    if juge is not None and juge.chef and membre.nom_complet == juge.nom:
        return f"ordonnateur de l’exercice {juge.exercice}"
    return qualite(membre, figures.seance.collectivite)


def _votes_sans_eux(point: FiguresPoint) -> bool:
    """Whether accounts were voted, and without those whom their law keeps out."""
    return point.decompte is not None and point.decompte.total in point.votants.defendables


def pouvoirs_inutilises(point: FiguresPoint) -> tuple[str, ...]:
    """« donné par Membre 15 à Membre 1 »: the proxies that the law of the accounts leaves without effect."""
    if not _votes_sans_eux(point):
        return ()
    ecarte = point.votants.ecarte
    return tuple(
        f"donné par {nom_insecable(each.mandant)} à {nom_insecable(each.mandataire)}"
        for each in point.presence.au_vote.representes
        if ecarte(each.mandant) or ecarte(each.mandataire)
    )


def vue_retrait(retrait: Retrait) -> VueRetrait:
    """A member who didn't take part, in agreement."""
    return VueRetrait(
        nom=retrait.membre.nom_complet,
        interesse=INTERESSE.accord(retrait.membre.genre),
        representant=retrait.motif is MotifRetrait.REPRESENTANT,
        a_quitte_la_salle=retrait.a_quitte_la_salle is True,
    )
