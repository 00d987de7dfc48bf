"""The view of the sheet on which one member signs the convention of a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from actgen.document.inline import Inline
from actgen.document.nodes import Signatures

from .commun import Connu, JourConnu, VueCollectivite
from .groupement import VueCoordonnateur, VueGroupement
from .sens import Sens


@dataclass(frozen=True, slots=True)
class VueFeuille:
    """La feuille sur laquelle un membre du groupement signe la convention."""

    groupement: VueGroupement
    coordonnateur: VueCoordonnateur
    collectivite: Annotated[VueCollectivite, Sens("Le membre qui signe.")]
    code: Annotated[str, Sens("Son code INSEE, ou son numéro SIREN.")]
    est_coordonnateur: Annotated[bool, Sens("Oui quand ce membre est le coordonnateur.")]
    rang: Annotated[int, Sens("Son rang dans l’annexe 1.")]
    version: Annotated[Connu, Sens("Version du texte que les conseils ont approuvée.")]
    empreinte: Annotated[str, Sens("Empreinte de ce texte, par groupes de quatre signes.")]
    signataire: Annotated[Connu, Sens("Nom et qualité de qui signe, ou la place où les porter.")]
    de_l_organe: Annotated[str, Sens("Qui a décidé, après « de » : « du conseil municipal ».")]
    par_l_organe: Annotated[
        str, Sens("Le même, après « par » : « le conseil municipal », « décision du maire ».")
    ]
    numero: Annotated[str, Sens("Numéro de la délibération ; ou vide.")]
    deliberation: Annotated[JourConnu, Sens("Date de la délibération, ou la place où la porter.")]
    fait_le: Annotated[Inline, Sens("Place où porter la date de signature.")]
    signatures: Annotated[Signatures, Sens("Place de la signature du membre.")]
