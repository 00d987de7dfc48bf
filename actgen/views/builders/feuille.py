"""The sheet of a member, from its line of annexe 1: what isn't known is a place to fill by hand."""

from __future__ import annotations

from actgen.document.inline import Place
from actgen.document.nodes import SignaturePlace, Signatures
from actgen.facts.groupement import Groupement, LigneAnnexe
from actgen.facts.seance import Organe
from actgen.text.grammar import le
from actgen.text.typography import typeset
from actgen.views.feuille import VueFeuille

from .commun import vue_collectivite
from .groupement import Textes, nom_court, version_de, vue_groupement

_UN_HOMME_SEUL = {"maire": "du maire", "président": "du président"}  # who decides by delegation
_NOM = 48  # characters of a name and an office, written by hand


def vue_feuille(groupement: Groupement, ligne: LigneAnnexe, textes: Textes, empreinte: str) -> VueFeuille:
    """The sheet on which that member signs."""
    membre = ligne.membre
    vue, seul = vue_groupement(groupement, textes), _UN_HOMME_SEUL.get(membre.organe, "")
    organe = Organe.BUREAU if membre.organe == Organe.BUREAU.value else Organe.CONSEIL
    collectivite = vue_collectivite(membre.collectivite, organe)
    return VueFeuille(
        groupement=vue,
        coordonnateur=vue.coordonnateur,
        collectivite=collectivite,
        code=membre.collectivite.code,
        est_coordonnateur=ligne.est_coordonnateur,
        rang=ligne.rang,
        version=version_de(groupement),
        empreinte=empreinte,
        signataire=typeset(membre.signataire) or Place("nom et qualité du signataire", _NOM),
        de_l_organe=seul or collectivite.de_l_assemblee,
        par_l_organe=f"décision {seul}" if seul else le(collectivite.assemblee),
        numero=membre.numero,
        deliberation=membre.deliberation_le or Place("date de la délibération"),
        fait_le=Place("date de signature"),
        signatures=Signatures(
            (
                SignaturePlace(
                    f"Pour {nom_court(membre.collectivite)}",
                    typeset(membre.signataire),
                    f"membre_{membre.collectivite.code}",
                ),
            )
        ),
    )
