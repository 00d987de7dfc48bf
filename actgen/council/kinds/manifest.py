"""What a kind declares in its acte.yaml."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Scope, Severity
from actgen.council.facts.champs import Champ
from actgen.reading.facts import Fact, Unwritten, key
from actgen.reading.fields import Choix, Compte, OuiNon, Texte

from .calculs import Calcul, ColonneCalculee, Controle, ReferenceArticle, with_columns
from .champs import CalculDeclare, ChampDeclare, ControleDeclare, Visa


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
    def traits(self) -> "Traits":
        """What sets the acts of this family apart."""
        return _TRAITS[self]


class Traits(Struct, frozen=True):
    """What the house asks of a family.

    `refusee_par`: which errors refuse its acts; `portee`: what an error found in its own words refuses
    (None: nothing, it is told). `est_votee`: they are what the council decides, item by item; `du_groupe`:
    one text for all the members of a group, which none of them changes; `raconte`: they record what happened,
    be it against the law; `atteste`: they attest that another is in force; `est_acte`: a page that tells the
    office what is left to do is none; `de_l_annee`: of a year and not of a session. `sans_blanc`: its acts
    are final, nothing may be missing in them. `copiee`: a copy of them is published; `occultee`: what is
    private is hidden in what is published of them.
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
    Famille.AVANT_SEANCE: Traits("Avant la séance", frozenset({Scope.RUN, Scope.CONVOCATION}), occultee=True),
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


class Kind(Fact, frozen=True, kw_only=True):
    """Ce qu’une nature d’acte déclare (acte.yaml)."""

    titre: Annotated[Texte, key("Titre de la nature d’acte.")]
    famille: Annotated[Annotated[Famille, Choix()], key("Famille : elle décide des variables.")]
    fichier: Annotated[Texte, key("Nom court des fichiers produits.")]
    version: Annotated[Texte, key("Version du modèle.")]
    rang: Annotated[
        Compte | None, key("Rang des fichiers dans le dossier de la séance, si ce n’est celui de la famille.")
    ] = None
    objet: Annotated[
        Texte,
        key(
            "Objet de l’acte, si la séance n’en écrit pas ; un passage entre crochets n’y est que si les "
            "champs qu’il nomme sont écrits."
        ),
    ] = ""
    demande: Annotated[
        tuple[Texte, ...],
        key("Rubriques que le point doit porter ; « decide ou texte »\u00a0: l’une des deux."),
    ] = ()
    admet: Annotated[
        tuple[Texte, ...], key("Rubriques libres que le modèle imprime : vu, considerant, decide.")
    ] = ()
    declares: Annotated[
        tuple[ChampDeclare, ...], key("Ce que le point doit dire en propre.", name="champs")
    ] = ()
    nature: Annotated[
        Annotated[Literal["nomination", "compte_administratif", "compte_financier_unique"], Choix()] | None,
        key("Nature de tous les points de cet acte, quand la loi lui donne des règles propres."),
    ] = None
    prend_acte: Annotated[OuiNon, key("Le conseil prend-il acte, sans voter ?")] = False
    regles: Annotated[tuple[Texte, ...], key("Codes des règles propres à cette nature d’acte.")] = ()
    annexe: Annotated[Texte, key("Nature de l’acte annexé.")] = ""
    transmissible: Annotated[OuiNon, key("L’acte est-il transmis au représentant de l’État ?")] = True
    notifiee: Annotated[OuiNon, key("L’acte est-il aussi notifié à la personne pour qui il décide ?")] = False
    nature_actes: Annotated[Texte, key("Nature pour la transmission (DE, AR…).")] = ""
    matiere: Annotated[Texte, key("Matière pour la transmission, par exemple 1.7.")] = ""
    autres_matieres: Annotated[
        tuple[Texte, ...], key("Autres matières admises, que le point peut préférer.")
    ] = ()
    dispense_de_transmission: Annotated[
        Texte, key("Ce que fixe l’acte, quand la loi le dispense de transmission.")
    ] = ""
    articles: Annotated[
        tuple[Visa, ...],
        key("Articles visés, « CGCT L2121-29 » ; avec une condition : {article: …, si: …}.", name="visas"),
    ] = ()
    calculs_declares: Annotated[
        tuple[CalculDeclare, ...], key("Ce qui se calcule d’après les champs.", name="calculs")
    ] = ()
    controles_declares: Annotated[
        tuple[ControleDeclare, ...], key("Ce que les champs ne doivent pas dire ensemble.", name="controles")
    ] = ()
    code: Annotated[str, Unwritten()] = ""  # of its folder
    chemin: Annotated[str, Unwritten()] = ""  # of that folder: « deliberations/adhesion_groupement »
    # what is declared well, of each sort
    champs: Annotated[tuple[Champ, ...], Unwritten()] = ()
    colonnes: Annotated[tuple[ColonneCalculee, ...], Unwritten()] = ()
    calculs: Annotated[tuple[Calcul, ...], Unwritten()] = ()
    controles: Annotated[tuple[Controle, ...], Unwritten()] = ()
    visas: Annotated[tuple[ReferenceArticle, ...], Unwritten()] = ()

    @property
    def variables(self) -> tuple[Champ, ...]:
        """What its templates read under `champs`: its fields, then what is computed of them."""
        return (*with_columns(self.champs, self.colonnes), *(calcul.champ for calcul in self.calculs))
