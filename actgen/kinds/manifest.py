"""What a kind declares in its acte.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from actgen.facts.champs import Champ


class Famille(StrEnum):
    """The family of a kind decides which view its template sees; the values are folder names' singular."""

    AVANT_SEANCE = "avant_seance"
    DELIBERATION = "deliberation"
    PROCES_VERBAL = "proces_verbal"
    CONVENTION = "convention"
    LISTE = "liste"
    CERTIFICAT = "certificat"
    PENSE_BETE = "pense_bete"
    REGISTRE = "registre"


@dataclass(frozen=True, slots=True)
class ReferenceArticle:
    """An article that the kind's acts cite when it applies: ("CGCT", "L2541-12")."""

    code: str
    numero: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of act. `chemin` is its folder under templates/ ("deliberations/adhesion_groupement").

    `rang` is the place of its files among those of the session; None: that of its family's folder.
    `objet` words the object when the session does not; "{groupement.objet}" and the names of its fields
    ("{beneficiaire}") are its places. `demande` lists the keys that an item of this kind must hold ("decide
    ou texte": one of them), `admet` those of a free text (vu, considerant, decide) that it may hold and that
    are printed. `annexe` is the kind of the act that is annexed to it. `dispense_de_transmission` names the
    exception of the law by which a deliberation is not `transmissible`. `champs` are what an item must tell
    in its own right. `nature` is that of every item of the kind ("nomination"); with `prend_acte` the council
    takes note and doesn't vote. `regles` names the rules that are about this kind alone. `autres_matieres`:
    matters of @ctes that an item may prefer to `matiere`.
    """

    code: str
    chemin: str
    famille: Famille
    titre: str
    fichier: str
    version: str
    rang: int | None = None
    objet: str = ""
    demande: tuple[str, ...] = ()
    admet: tuple[str, ...] = ()
    champs: tuple[Champ, ...] = ()
    nature: str = ""
    prend_acte: bool = False
    regles: tuple[str, ...] = ()
    annexe: str = ""
    transmissible: bool = True
    dispense_de_transmission: str = ""
    nature_actes: str = ""
    matiere: str = ""
    autres_matieres: tuple[str, ...] = ()
    visas: tuple[ReferenceArticle, ...] = ()
