"""The minutes: the session as it happened, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actgen.document.nodes import Block, Lacune, Place, Text
from actgen.figures import actes as noms_des_actes
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.catalogue import Catalogue
from actgen.model.seance import EtatSeance, Seance
from actgen.text.dates import heure
from actgen.text.lists import enumeration
from actgen.text.typography import typeset
from actgen.views.proces_verbal import (
    VueLigneOrdreDuJour,
    VuePointDuProcesVerbal,
    VuePointsNonSaisis,
    VueProcesVerbal,
)

from .actes import presidence_du_point
from .commun import a_venir, signatures_de_seance, vue_acte, vue_collectivite, vue_seance
from .presence import phrase_de_demande, vue_mouvement, vue_presence_ouverture


@dataclass(frozen=True, slots=True)
class Recit:
    """What the kind of an item tells in the minutes, already made into blocks."""

    retraits: tuple[Block, ...] = ()
    expose: tuple[Block, ...] = ()
    debats: tuple[Block, ...] = ()
    dispositif: tuple[Block, ...] = ()
    vote: tuple[Block, ...] = ()


def vue_proces_verbal(
    figures: FiguresSeance, catalogue: Catalogue, recits: Mapping[int, Recit]
) -> VueProcesVerbal:
    """The minutes: the session as it happened, item by item."""
    seance = figures.seance
    return VueProcesVerbal(
        collectivite=vue_collectivite(seance.collectivite, seance.organe),
        seance=vue_seance(figures),
        presence=vue_presence_ouverture(figures),
        sans_quorum=figures.etat is EtatSeance.SANS_QUORUM,
        ordre_du_jour=tuple(
            VueLigneOrdreDuJour(ligne.numero, typeset(ligne.objet))
            for ligne in seance.convocation.ordre_du_jour or ()
        ),
        ordre_du_jour_manquant=Lacune(
            "convocation.ordre_du_jour", "ordre du jour", seance.lieux.get("ordre_du_jour")
        ),
        points=tuple(
            _point_du_proces_verbal(figures, point, catalogue, recits.get(point.point.numero, Recit()))
            for point in figures.points
        ),
        points_non_saisis=_points_non_saisis(seance),
        levee=(
            Text(heure(seance.levee))
            if seance.levee
            else a_venir(seance, "seance.levee", "heure de la levée", seance.lieux.get("levee"))
        ),
        arrete_le=seance.proces_verbal.arrete_le or Place("date de la séance qui arrête le procès-verbal"),
        remarques=typeset(seance.proces_verbal.remarques),
        acte=vue_acte(figures, signatures_de_seance(figures)),
    )


def _point_du_proces_verbal(
    figures: FiguresSeance, point: FiguresPoint, catalogue: Catalogue, recit: Recit
) -> VuePointDuProcesVerbal:
    kind = catalogue.get(point.point.acte) if point.point.acte else None
    return VuePointDuProcesVerbal(
        numero=point.point.numero,
        objet=noms_des_actes.objet(point.point, kind),
        non_traite=typeset(point.point.motif_abandon),
        presidence=presidence_du_point(figures, point),
        mouvements=tuple(
            vue_mouvement(mouvement, point.presence.au_vote) for mouvement in point.presence.mouvements
        ),
        demandes=tuple(phrase_de_demande(demande) for demande in point.point.demandes),
        huis_clos=point.point.huis_clos,
        retraits_en_clair=recit.retraits,
        expose=recit.expose,
        debats=recit.debats,
        dispositif=recit.dispositif,
        vote_en_clair=recit.vote,
        numero_acte=noms_des_actes.numero(figures.seance, point.point) if kind else "",
    )


def _points_non_saisis(seance: Seance) -> VuePointsNonSaisis | None:
    numeros = seance.points_non_saisis
    if not numeros:
        return None
    ecrits = etendue(numeros)
    return VuePointsNonSaisis(
        numeros=ecrits,
        lacune=Lacune("points_non_saisis", f"points {ecrits}", seance.lieux.get("points_non_saisis")),
    )


def etendue(numeros: tuple[int, ...]) -> str:
    """« 1 à 8 », « 1, 3 et 5 »."""
    if len(numeros) > 2 and numeros == tuple(range(numeros[0], numeros[-1] + 1)):
        return f"{numeros[0]} à {numeros[-1]}"
    return enumeration(str(numero) for numero in numeros)
