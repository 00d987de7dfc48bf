"""The letter to a commune, from the group's file."""

from __future__ import annotations

from actgen.document.inline import Place
from actgen.document.nodes import SignaturePlace, Signatures
from actgen.facts.collectivite import Collectivite
from actgen.facts.groupement import Coordonnateur, Groupement
from actgen.facts.seance import Organe
from actgen.text.typography import typeset
from actgen.views.lettre import VueLettre

from .commun import ou_lacune, vue_collectivite
from .groupement import Textes, nom_court, version_de, vue_groupement


def vue_lettre(groupement: Groupement, commune: Collectivite, textes: Textes, empreinte: str) -> VueLettre:
    """The letter to that commune. The date of sending is written by hand when the file has none."""
    vue = vue_groupement(groupement, textes)
    demande = groupement.conseils
    return VueLettre(
        groupement=vue,
        coordonnateur=vue.coordonnateur,
        clauses=vue.clauses,
        collectivite=vue_collectivite(commune, Organe.CONSEIL),
        version=version_de(groupement),
        empreinte=empreinte,
        datee_du=demande.lettre_du or Place("date de la lettre"),
        a_deliberer_avant=ou_lacune(
            demande.a_deliberer_avant,
            "conseils.a_deliberer_avant",
            "date avant laquelle les conseils délibèrent",
            demande.lieux.get("a_deliberer_avant"),
        ),
        contact=typeset(demande.contact).rstrip(" ."),
        signatures=Signatures((_place(groupement.coordonnateur),)),
    )


def _place(coordonnateur: Coordonnateur) -> SignaturePlace:
    """« Pour m2A », with the name and office of who signs for it."""
    signataire = ", ".join(filter(None, (coordonnateur.representant, coordonnateur.qualite)))
    return SignaturePlace(
        f"Pour {nom_court(coordonnateur.collectivite)}", typeset(signataire), "coordonnateur"
    )
