"""Which view each text of a kind is filled with: for the check of templates and for their authors.

A name that isn't here is filled by nobody on its own: it is a clause, which sees what the text that holds it
sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

from actgen.acts.a_faire import VueAFaire
from actgen.acts.avant_seance import VueConvocation, VueFeuilleDePresence, VueNoteDeSynthese, VuePouvoir
from actgen.acts.champs import VueChamps, type_des_champs
from actgen.acts.commun import VueProjet
from actgen.acts.deliberation import VueCertificat, VueDeliberation
from actgen.acts.groupement import VueConvention, VueRegle
from actgen.acts.liste import VueListe
from actgen.acts.papiers_du_groupe import VueFeuille, VueLettre, VueRepartition
from actgen.acts.proces_verbal import VueProcesVerbal
from actgen.acts.publication import VuePublication
from actgen.acts.registre import VueCloture, VueOuverture, VueTables
from actgen.kinds.manifest import Famille, Kind

_CORPS: dict[Famille, type] = {
    Famille.DELIBERATION: VueDeliberation,
    Famille.PROCES_VERBAL: VueProcesVerbal,
    Famille.CONVENTION: VueConvention,
    Famille.LISTE: VueListe,
    Famille.CERTIFICAT: VueCertificat,
    Famille.PENSE_BETE: VueAFaire,
}
_AVANT: dict[str, type] = {
    "convocation": VueConvocation,
    "pouvoir": VuePouvoir,
    "note_de_synthese": VueNoteDeSynthese,
    "feuille_de_presence": VueFeuilleDePresence,
}
_PROPRES: dict[Famille, dict[str, type]] = {
    Famille.DELIBERATION: {"expose": VueDeliberation, "dispositif": VueDeliberation},
    Famille.PROCES_VERBAL: {"retraits": VueDeliberation, "vote": VueDeliberation},
    Famille.CONVENTION: {
        "regle": VueRegle,
        "lettre": VueLettre,
        "repartition": VueRepartition,
        "feuille_de_signature": VueFeuille,
    },
    Famille.REGISTRE: {"ouverture": VueOuverture, "cloture": VueCloture, "tables": VueTables},
}
_COPIEES = frozenset({Famille.DELIBERATION, Famille.PROCES_VERBAL})
_OCCULTEES = _COPIEES | {Famille.LISTE, Famille.CONVENTION, Famille.AVANT_SEANCE}
_SANS_VARIABLE = {"verso": Famille.REGISTRE}


def views_of(kind: Kind) -> Mapping[str, type | None]:
    """The texts that are filled for a kind, the main one first, each with its view; None: it sees nothing."""
    corps = _AVANT.get(kind.code) if kind.famille is Famille.AVANT_SEANCE else _CORPS.get(kind.famille)
    found: dict[str, type | None] = {"corps": corps} if corps is not None else {}
    found |= _PROPRES.get(kind.famille, {})
    found |= {name: None for name, famille in _SANS_VARIABLE.items() if famille is kind.famille}
    if kind.famille is not Famille.REGISTRE:
        found["projet"] = VueProjet
    if kind.famille in _COPIEES:
        found |= {"copie_publication": VuePublication, "signe": VuePublication}
    if kind.famille in _OCCULTEES:
        found |= {"occultation": None, "mention_occultee": None}
    return found


def types_of(kind: Kind, view: type | None) -> dict[str, Any]:
    """The variables of a view by name with their types, the fields that the kind declares among them."""
    if view is None:
        return {}
    return {name: of_kind(kind, hint) for name, hint in get_type_hints(view).items()}


def of_kind(kind: Kind, hint: Any) -> Any:
    """A type of a view as this kind has it: its own declared fields."""
    return type_des_champs(kind.champs) if hint is VueChamps else hint
