"""What a kind declares in its acte.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from actgen.diagnostics import Diagnostic, Scope, Severity
from actgen.facts.champs import Champ


class Famille(StrEnum):
    """The family of a kind decides which view its template sees; the values are folder names' singular.

    What sets the acts of a family apart is a trait, and the rest of the house asks for the trait: whether
    all members of a group share the text, whether the council votes it, whether it tells of a whole session.
    """

    AVANT_SEANCE = "avant_seance"
    DELIBERATION = "deliberation"
    PROCES_VERBAL = "proces_verbal"
    CONVENTION = "convention"
    LISTE = "liste"
    CERTIFICAT = "certificat"
    PENSE_BETE = "pense_bete"
    REGISTRE = "registre"

    @property
    def traits(self) -> Traits:
        """What sets the acts of this family apart."""
        return _TRAITS[self]

    @property
    def titre(self) -> str:
        """What the list of kinds calls it."""
        return self.traits.titre

    @property
    def est_votee(self) -> bool:
        """Whether its acts are what the council decides, item by item."""
        return self.traits.est_votee

    @property
    def du_groupe(self) -> bool:
        """Whether its acts are one text for all the members of a group, which none of them changes."""
        return self.traits.du_groupe

    @property
    def raconte(self) -> bool:
        """Whether its acts record what happened, be it against the law."""
        return self.traits.raconte

    @property
    def atteste(self) -> bool:
        """Whether its acts attest that another is in force."""
        return self.traits.atteste

    @property
    def est_acte(self) -> bool:
        """Whether its papers are acts: a page that tells the office what is left to do is none."""
        return self.traits.est_acte

    @property
    def de_l_annee(self) -> bool:
        """Whether its papers are of a year and not of a session."""
        return self.traits.de_l_annee


class Traits(Struct, frozen=True):
    """What the house asks of a family.

    `refusee_par`: which errors refuse its acts; `portee`: what an error found in its own words refuses
    (None: nothing, it is told). `sans_blanc`: its acts are final, nothing may be missing in them. `copiee`:
    a copy of them is published; `occultee`: what is private is hidden in what is published of them.
    """

    titre: str
    refusee_par: frozenset[Scope] = frozenset({Scope.RUN})
    portee: Scope | None = None
    est_votee: bool = False
    du_groupe: bool = False
    raconte: bool = False
    atteste: bool = False
    est_acte: bool = True
    de_l_annee: bool = False
    sans_blanc: bool = False
    copiee: bool = False
    occultee: bool = False


_TRAITS: dict[Famille, Traits] = {
    Famille.AVANT_SEANCE: Traits("Avant la séance", occultee=True),
    Famille.DELIBERATION: Traits(
        "Délibérations",
        frozenset({Scope.RUN, Scope.STATED, Scope.LEGAL}),
        Scope.LEGAL,
        est_votee=True,
        sans_blanc=True,
        copiee=True,
        occultee=True,
    ),
    Famille.CONVENTION: Traits(
        "Conventions",
        frozenset({Scope.RUN, Scope.CONVENTION, Scope.ANSWERS}),
        Scope.CONVENTION,
        du_groupe=True,
        occultee=True,
    ),
    Famille.PROCES_VERBAL: Traits(
        "Procès-verbal",
        frozenset({Scope.RUN, Scope.STATED, Scope.MINUTES}),
        raconte=True,
        copiee=True,
        occultee=True,
    ),
    Famille.LISTE: Traits(
        "Liste des délibérations",
        frozenset({Scope.RUN, Scope.STATED}),
        Scope.STATED,  # of what is found in the list itself, which it alone refuses
        occultee=True,
    ),
    Famille.CERTIFICAT: Traits(
        "Certificats",
        frozenset({Scope.RUN, Scope.STATED, Scope.LEGAL, Scope.CERTIFICATE}),
        Scope.CERTIFICATE,
        atteste=True,
        sans_blanc=True,
    ),
    Famille.PENSE_BETE: Traits("Page « À faire »", est_acte=False),
    Famille.REGISTRE: Traits("Registre", de_l_annee=True),
}


FAMILLES = tuple(_TRAITS)
"""In the order in which they are shown."""


def blocking(famille: Famille, point: int | None, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The errors that refuse an act of this family; minutes are refused by the errors of any item.

    An act that states a contradictory figure is refused; a legal error refuses the deliberation and the
    certificate, not the minutes, which record what happened.
    """
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR
        and finding.scope in famille.traits.refusee_par
        and (finding.point is None or point is None or finding.point == point)
    )


class ReferenceArticle(Struct, frozen=True):
    """An article that the kind's acts cite when it applies: ("CGCT", "L2541-12")."""

    code: str
    numero: str


class Kind(Struct, frozen=True):
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
