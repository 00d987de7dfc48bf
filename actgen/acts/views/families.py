"""Each family of acts: which view each of its texts is filled with, and when its acts are due.

A name that isn't here is filled by nobody on its own: it is a clause, which sees what the text that holds it
sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_type_hints

from msgspec import Struct

from actgen.acts.views import avenant, convention
from actgen.acts.views.a_faire import VueAFaire
from actgen.acts.views.avant_seance import (
    VueConvocation,
    VueFeuilleDePresence,
    VueNoteDeSynthese,
    VuePouvoir,
    plan_before,
)
from actgen.acts.views.certificat import VueCertificat, plan_certificates
from actgen.acts.views.champs import VueChamps, type_des_champs
from actgen.acts.views.deliberation import VueDeliberation, plan_deliberations
from actgen.acts.views.extrait import VueExtrait
from actgen.acts.views.liste import VueListe, plan_lists
from actgen.acts.views.plan import ActPlan, GroupText, Planning
from actgen.acts.views.proces_verbal import VueProcesVerbal, plan_minutes
from actgen.acts.views.publication import VuePublication
from actgen.acts.views.registre import VueCloture, VueOuverture, VueTables
from actgen.acts.views.views import VueProjet
from actgen.council.facts.groupement import Groupement
from actgen.council.kinds.manifest import Famille, Kind

Plan = Callable[[Planning], Iterator[ActPlan]]


class Family(Struct, frozen=True):
    """What its texts see, when its acts are due; `of_a_model`: they are sent to councils before they meet."""

    views: Mapping[str, type | None]
    plan: Plan | None = None
    of_a_model: bool = False


_VIEWS_BEFORE: dict[str, type] = {
    "convocation": VueConvocation,
    "pouvoir": VuePouvoir,
    "note_de_synthese": VueNoteDeSynthese,
    "feuille_de_presence": VueFeuilleDePresence,
}
"""By kind: papers of before the session have a view each."""

FAMILIES: dict[Famille, Family] = {
    Famille.AVANT_SEANCE: Family({}, plan_before),
    Famille.DELIBERATION: Family(
        {"corps": VueDeliberation, "expose": VueDeliberation, "dispositif": VueDeliberation},
        plan_deliberations,
        of_a_model=True,
    ),
    Famille.CONVENTION: Family(convention.TEXT.views, convention.plan_conventions, of_a_model=True),
    Famille.LISTE: Family({"corps": VueListe}, plan_lists),
    Famille.PROCES_VERBAL: Family(
        {"corps": VueProcesVerbal, "retraits": VueDeliberation, "vote": VueDeliberation}, plan_minutes
    ),
    Famille.CERTIFICAT: Family({"corps": VueCertificat}, plan_certificates),
    Famille.PENSE_BETE: Family({"corps": VueAFaire}),
    Famille.REGISTRE: Family(
        {"ouverture": VueOuverture, "cloture": VueCloture, "tables": VueTables, "verso": None}
    ),
}
"""In the order in which a clerk uses their acts."""


GROUP_TEXTS: dict[str, GroupText] = {"avenant": avenant.TEXT}
"""By kind; any other of their family is a convention."""


def text_of(groupement: Groupement) -> GroupText:
    """The text that this version of a group is: its convention, or an amendment."""
    return convention.TEXT if groupement.avenant is None else avenant.TEXT


def group_text(kind: Kind) -> GroupText:
    """The text of a group that a kind of their family writes."""
    return GROUP_TEXTS.get(kind.code, convention.TEXT)


def views_of(kind: Kind) -> Mapping[str, type | None]:
    """The texts that are filled for a kind, the main one first, each with its view; None: it sees nothing."""
    traits = kind.famille.traits
    found = dict(FAMILIES[kind.famille].views)
    if kind.famille.traits.du_groupe:
        found = dict(group_text(kind).views)
    if kind.code in _VIEWS_BEFORE:
        found = {"corps": _VIEWS_BEFORE[kind.code]}
    if not traits.de_l_annee:
        found["projet"] = VueProjet
    if traits.copiee:
        found |= {"copie_publication": VuePublication, "signe": VuePublication}
    if traits.est_votee:
        found |= {"debut_extrait": VueExtrait, "fin_extrait": VueExtrait}
    if traits.occultee:
        found |= {"occultation": None, "mention_occultee": None}
    return found


def types_of(kind: Kind, view: type | None) -> dict[str, Any]:
    """The variables of a view by name with their types, the fields that the kind declares among them."""
    if view is None:
        return {}
    return {name: of_kind(kind, hint) for name, hint in get_type_hints(view).items()}


def of_kind(kind: Kind, hint: Any) -> Any:
    """A type of a view as this kind has it: its own declared fields and computed values."""
    return type_des_champs(kind.variables) if hint is VueChamps else hint
