"""What may be written of a field in an acte.yaml."""

from typing import Annotated

from actgen.facts.types_de_champ import TypeChamp
from actgen.reading.facts import Fact, key
from actgen.reading.fields import Choix, OneOrMore, OuiNon, Texte

Exemples = Annotated[tuple[Texte, ...], OneOrMore(none=False)]


class ColonneDeclaree(Fact, frozen=True, kw_only=True):
    """Une colonne d’un champ « lignes »."""

    nom: Annotated[
        Texte, key("Nom que les séances et le gabarit écrivent : minuscules sans accent, soulignés.")
    ]
    type: Annotated[
        Annotated[TypeChamp, Choix()],
        key("Ce qu’on y écrit ; une colonne n’est ni un texte long, ni une liste, ni des lignes."),
    ]
    titre: Annotated[Texte, key("Nom en clair, pour les messages et l’aide.")]
    obligatoire: Annotated[OuiNon, key("Faut-il l’écrire ? Tant qu’il manque, l’acte reste un projet.")] = (
        False
    )
    minimum: Annotated[
        Texte | None, key("Le moins qu’on puisse y écrire : montant, nombre, date, longueur d’un texte.")
    ] = None
    maximum: Annotated[Texte | None, key("Le plus qu’on puisse y écrire.")] = None
    choix: Annotated[tuple[Texte, ...], key("Les valeurs admises, pour le type « choix ».")] = ()


class EquilibreDeclare(Fact, frozen=True, kw_only=True):
    """Deux colonnes de montants dont les totaux doivent être égaux."""

    gauche: Annotated[Texte, key("Première colonne, « depenses » par exemple.")]
    droite: Annotated[Texte, key("Seconde colonne, « recettes » par exemple.")]
    par: Annotated[Texte | None, key("Colonne dont chaque valeur doit être en équilibre.")] = None
    excedent: Annotated[
        Texte | None,
        key("Celle des deux dont le total peut dépasser l’autre : c’est signalé, sans rien empêcher."),
    ] = None


class ChampDeclare(ColonneDeclaree, frozen=True, kw_only=True):
    """Un champ qu’une nature d’acte demande en propre au point."""

    question: Annotated[Texte | None, key("Question posée à qui prépare la séance.")] = None
    exemple: Annotated[Exemples, key("Un exemple de valeur, tel qu’on l’écrirait.")] = ()
    aide: Annotated[Texte | None, key("Ce qu’il faut savoir pour le remplir.")] = None
    de: Annotated[
        Annotated[TypeChamp, Choix()], key("Type des éléments d’une liste : texte, personne, montant…")
    ] = TypeChamp.TEXTE
    colonnes: Annotated[tuple[ColonneDeclaree, ...], key("Colonnes d’un champ « lignes ».")] = ()
    par: Annotated[
        Texte | None, key("Colonne par laquelle les lignes sont regroupées, avec leurs sous-totaux.")
    ] = None
    equilibre: Annotated[EquilibreDeclare | None, key("Les totaux qui doivent être égaux.")] = None
