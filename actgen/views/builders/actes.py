"""The acts of a session: deliberation, minutes, certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actgen.document.nodes import Block, Lacune, Place, SignaturePlace, Signatures, Text
from actgen.figures import actes as noms_des_actes
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Resultat
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.law.citations import numero_imprime
from actgen.model.collectivite import ModePublicite
from actgen.model.personne import Fonction, Membre
from actgen.model.seance import EtatSeance, Seance
from actgen.text.dates import heure
from actgen.text.grammar import le
from actgen.text.lists import enumeration
from actgen.text.typography import typeset
from actgen.views.actes import (
    VueCertificat,
    VueDeliberation,
    VueLigneOrdreDuJour,
    VuePoint,
    VuePointDuProcesVerbal,
    VuePointsNonSaisis,
    VueProcesVerbal,
    VueVisa,
)
from actgen.views.commun import VuePersonne

from .commun import (
    a_venir,
    ou_lacune,
    signatures_de_seance,
    vue_acte,
    vue_collectivite,
    vue_seance,
)
from .groupement import Textes, version_de, vue_groupement
from .personnes import capitale, chef_de, decapitale, vue_personne
from .presence import (
    phrase_de_demande,
    places_du_vote,
    vue_mouvement,
    vue_presence_ouverture,
    vue_presence_point,
    vue_retrait,
    vue_vote,
)

MODES = {
    ModePublicite.AFFICHAGE: "affichage",
    ModePublicite.PAPIER: "mise à disposition sur papier",
    ModePublicite.ELECTRONIQUE: "mise en ligne",
}

_CHEFS = (Fonction.MAIRE, Fonction.PRESIDENT)


@dataclass(frozen=True, slots=True)
class Recit:
    """What the kind of an item tells in the minutes, already made into blocks."""

    retraits: tuple[Block, ...] = ()
    expose: tuple[Block, ...] = ()
    debats: tuple[Block, ...] = ()
    dispositif: tuple[Block, ...] = ()
    vote: tuple[Block, ...] = ()


def vue_deliberation(
    figures: FiguresSeance, point: FiguresPoint, kind: Kind, textes: Textes, empreinte: str | None
) -> VueDeliberation:
    """The extract of the register for one item. It never depends on what followed the session."""
    seance = figures.seance
    collectivite = vue_collectivite(seance.collectivite, seance.organe)
    groupement = point.point.groupement
    return VueDeliberation(
        collectivite=collectivite,
        seance=vue_seance(figures),
        presence=vue_presence_point(figures, point),
        point=_vue_point(figures, point, textes),
        numero=noms_des_actes.numero(seance, point.point),
        objet=noms_des_actes.objet(point.point, kind),
        vote=vue_vote(point, seance.collectivite),
        vote_a_porter=places_du_vote(),
        rejete=point.resultat is Resultat.REJETE,
        visas=tuple(
            VueVisa(code, _articles(numeros))
            for code, numeros in noms_des_actes.visas(kind.visas, seance.date, figures.regime)
        ),
        groupement=vue_groupement(groupement, textes) if groupement else None,
        version_convention=version_de(groupement) if groupement else "",
        empreinte_convention=empreinte or "",
        signataire=typeset(point.point.signataire) or collectivite.le_chef,
        acte=vue_acte(figures, signatures_de_seance(figures)),
    )


def _articles(numeros: tuple[str, ...]) -> str:
    imprimes = enumeration(numero_imprime(numero) for numero in numeros)
    return f"ses articles {imprimes}" if len(numeros) > 1 else f"son article {imprimes}"


def _vue_point(figures: FiguresSeance, point: FiguresPoint, textes: Textes) -> VuePoint:
    rapporteur = point.point.rapporteur
    texte = point.point.texte
    return VuePoint(
        numero=point.point.numero,
        rapporteur=_nom_et_qualite(rapporteur, figures) if rapporteur else "",
        presidence=_presidence(figures, point),
        expose=textes.get(texte.fichier, ()) if texte else (),
        retraits=tuple(vue_retrait(retrait) for retrait in point.point.retraits),
        sans_acte=point.point.acte is None,
    )


def _nom_et_qualite(membre: Membre, figures: FiguresSeance) -> str:
    personne = vue_personne(membre, figures.seance.collectivite)
    return f"{personne.nom}, {personne.qualite}"


def _presidence(figures: FiguresSeance, point: FiguresPoint) -> str:
    """Who presides that item, when it is not the session's president."""
    autre = point.point.presidence
    if autre is None or autre == figures.seance.presidence:
        return ""
    return _nom_et_qualite(autre, figures)


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
        non_traite=typeset(point.point.non_traite),
        presidence=_presidence(figures, point),
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


def vue_certificat(figures: FiguresSeance, point: FiguresPoint, kind: Kind) -> VueCertificat:
    """The certificate of an item's act, from the dates that followed it."""
    seance = figures.seance
    suites = seance.suites_de(point.point)
    lieux = suites.lieux
    signataire = _signataire(seance, suites.certificat_signataire)
    mode = suites.mode_publication or seance.collectivite.publicite.mode
    collectivite = vue_collectivite(seance.collectivite, seance.organe)
    designe = suites.certificat_signataire
    par_delegation = designe is not None and designe.fonction not in _CHEFS
    signature_en_tete = signataire.qualite_en_tete
    if par_delegation:
        signature_en_tete = f"Par délégation {collectivite.du_chef}, {decapitale(signature_en_tete)}"
    return VueCertificat(
        collectivite=collectivite,
        numero=noms_des_actes.numero(seance, point.point),
        objet=noms_des_actes.objet(point.point, kind),
        date_seance=seance.date,
        transmise_le=ou_lacune(
            suites.transmise_le or suites.recue_le,
            "suites.transmise_le",
            "date de transmission",
            lieux.get("transmise_le"),
        ),
        recue_le=suites.recue_le if suites.transmise_le else None,
        identifiant=suites.identifiant,
        publiee_le=ou_lacune(
            suites.publiee_le, "suites.publiee_le", "date de publication", lieux.get("publiee_le")
        ),
        mode_publicite=ou_lacune(
            MODES[mode] if mode else None,
            "suites.mode_publication",
            "mode de publication",
            lieux.get("mode_publication"),
        ),
        executoire_le=ou_lacune(point.executoire_le, "suites", "date exécutoire", lieux.get("publiee_le")),
        certifie_le=suites.certificat_du or Place("date de la signature"),
        signataire=signataire,
        par_delegation=par_delegation,
        acte=vue_acte(
            figures, Signatures((SignaturePlace(signature_en_tete, signataire.nom, "certificat"),))
        ),
    )


def _signataire(seance: Seance, designe: Membre | None) -> VuePersonne:
    """The member named, else the head of the executive in office that day."""
    collectivite = seance.collectivite
    membre = designe or next((m for m in collectivite.en_exercice(seance.date) if m.fonction in _CHEFS), None)
    if membre is not None:
        return vue_personne(membre, collectivite)
    mot, genre = chef_de(collectivite)
    return VuePersonne("", mot, capitale(le(mot, genre)))
