"""Which view each text of a kind is filled with: for the check of templates and for their authors.

A name that isn't here is filled by nobody on its own: it is a clause, which sees what the text that holds it
sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

from actgen.acts import convention
from actgen.acts.a_faire import VueAFaire
from actgen.acts.avant_seance import VueConvocation, VueFeuilleDePresence, VueNoteDeSynthese, VuePouvoir
from actgen.acts.certificat import VueCertificat
from actgen.acts.champs import VueChamps, type_des_champs
from actgen.acts.commun import VueProjet
from actgen.acts.deliberation import VueDeliberation
from actgen.acts.liste import VueListe
from actgen.acts.plan import GroupText
from actgen.acts.proces_verbal import VueProcesVerbal
from actgen.acts.publication import VuePublication
from actgen.acts.registre import VueCloture, VueOuverture, VueTables
from actgen.kinds.manifest import Famille, Kind

_OF_KINDS: dict[str, dict[str, type | None]] = {
    "convocation": {"corps": VueConvocation},
    "pouvoir": {"corps": VuePouvoir},
    "note_de_synthese": {"corps": VueNoteDeSynthese},
    "feuille_de_presence": {"corps": VueFeuilleDePresence},
}
"""Kinds that have a view of their own; the others have that of their family."""

_OF_FAMILIES: dict[Famille, dict[str, type | None]] = {
    Famille.DELIBERATION: {
        "corps": VueDeliberation,
        "expose": VueDeliberation,
        "dispositif": VueDeliberation,
    },
    Famille.PROCES_VERBAL: {"corps": VueProcesVerbal, "retraits": VueDeliberation, "vote": VueDeliberation},
    Famille.CONVENTION: dict(convention.TEXT.views),
    Famille.LISTE: {"corps": VueListe},
    Famille.CERTIFICAT: {"corps": VueCertificat},
    Famille.PENSE_BETE: {"corps": VueAFaire},
    Famille.REGISTRE: {"ouverture": VueOuverture, "cloture": VueCloture, "tables": VueTables, "verso": None},
}


def group_text(kind: Kind) -> GroupText:
    """The text of a group that a kind of their family writes."""
    return convention.TEXT


def views_of(kind: Kind) -> Mapping[str, type | None]:
    """The texts that are filled for a kind, the main one first, each with its view; None: it sees nothing."""
    traits = kind.famille.traits
    found = dict(_OF_KINDS.get(kind.code) or _OF_FAMILIES.get(kind.famille, {}))
    if not traits.de_l_annee:
        found["projet"] = VueProjet
    if traits.copiee:
        found |= {"copie_publication": VuePublication, "signe": VuePublication}
    if traits.occultee:
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
