"""Who was there, as sentences and lists need them."""

from __future__ import annotations

from actgen.document.inline import Place
from actgen.figures.presence import Presence, Representation, Suppleance
from actgen.figures.quorum import Quorum
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import ecarte_des_comptes
from actgen.model.seance import EtatSeance, MotifRetrait, Retrait
from actgen.text.dates import date_longue
from actgen.text.grammar import compte, pluriel
from actgen.text.numbers import cardinal
from actgen.text.offices import INTERESSE, RETIRE, SUPPLEE
from actgen.views.commun import VuePresence, VueRetrait

from .colonnes import presents_en_colonnes, representes_en_colonnes
from .personnes import nom_insecable, noms, noms_par_fonction, qualite

NEANT = "néant"
_EN_EXERCICE = Place("nombre de membres en exercice", 4)


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
    if not ecartes:
        return phrase
    membres = pluriel(ecartes, "membre intéressé", "membres intéressés")
    comptes = pluriel(ecartes, "compté", "comptés")
    return f"{phrase}, {cardinal(ecartes)} {membres} n’étant pas {comptes}"


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
    du = representation.pouvoir.date
    date = f" (pouvoir du {date_longue(du, jour=False)})" if du else ""
    mandant, mandataire = map(nom_insecable, (representation.mandant, representation.mandataire))
    return f"{mandant}, par {mandataire}{date}"


def chef_retire(figures: FiguresSeance, point: FiguresPoint) -> str:
    """« Membre 1, maire, s’est retirée », when the accounts were voted without the mayor who was there.

    Empty when the vote counts a vote that must be his, or when the file tells of his withdrawal itself.
    """
    retires = [retrait.membre.nom_complet for retrait in point.point.retraits]
    chiffres = point.decompte
    lui = next((m for m in point.presence.au_vote.presents if ecarte_des_comptes(m, point.point)), None)
    if lui is None or lui.nom_complet in retires or chiffres is None:
        return ""
    if chiffres.total not in point.votants.defendables:
        return ""
    collectivite = figures.seance.collectivite
    return f"{nom_insecable(lui)}, {qualite(lui, collectivite)}, s’est {RETIRE.accord(lui.genre)}"


def vue_retrait(retrait: Retrait) -> VueRetrait:
    """A member who didn't take part, in agreement."""
    return VueRetrait(
        nom=retrait.membre.nom_complet,
        interesse=INTERESSE.accord(retrait.membre.genre),
        representant=retrait.motif is MotifRetrait.REPRESENTANT,
        a_quitte_la_salle=retrait.a_quitte_la_salle is True,
    )
