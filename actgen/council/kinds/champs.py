"""What may be written of a field in an acte.yaml."""

from typing import Annotated, Literal

from actgen.council.facts.types_de_champ import TypeChamp
from actgen.reading.facts import Fact, key
from actgen.reading.fields import Choix, DateFr, OneOrMore, OuiNon, Phrase, Texte

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
    formule: Annotated[
        Texte | None, key("D’une colonne, la formule qui la calcule : le point ne l’écrit pas.")
    ] = None
    interesse: Annotated[
        OuiNon,
        key("Nomme-t-il qui tire avantage de la décision ? Un membre du conseil qui y est nommé est dit."),
    ] = False
    unique: Annotated[
        Annotated[Literal["erreur", "avertissement"], Choix()] | None,
        key(
            "D’une colonne\u00a0: deux lignes ne disent pas la même chose dans toutes celles qui l’ont ; "
            "« erreur » refuse la délibération."
        ),
    ] = None


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
    en_pourcentage: Annotated[
        Texte | None,
        key("D’un montant facultatif : le champ « taux » où va ce qui y est écrit en %, « 0,10 % »."),
    ] = None


class CalculDeclare(Fact, frozen=True, kw_only=True):
    """Une valeur qu’actgen calcule d’après les champs ; le gabarit la lit comme un champ."""

    nom: Annotated[Texte, key("Nom que le gabarit et les formules écrivent, comme celui d’un champ.")]
    titre: Annotated[Texte, key("Nom en clair, pour les messages et l’aide.")]
    type: Annotated[
        Annotated[TypeChamp, Choix()], key("Ce que la formule donne ; le type dit comment l’imprimer.")
    ]
    formule: Annotated[Texte, key("La formule, par exemple « total(plan.montant) ».")]


class ControleDeclare(Fact, frozen=True, kw_only=True):
    """Ce que les champs d’un point ne doivent pas dire ensemble."""

    si: Annotated[Texte, key("La formule qui est vraie quand quelque chose ne va pas.")]
    dit: Annotated[
        Texte, key("Ce qui ne va pas, avec ses chiffres : le nom d’un champ ou d’un calcul entre accolades.")
    ]
    conseil: Annotated[Texte, key("Ce qu’il faut faire.")] = ""
    pour_chaque: Annotated[
        Texte | None,
        key("Le tableau dont chaque ligne est contrôlée ; ses colonnes s’écrivent alors par leur nom seul."),
    ] = None
    champ: Annotated[
        Texte | None,
        key("Le champ (ou la colonne) que le constat montre, si ce n’est le premier que lit la formule."),
    ] = None
    gravite: Annotated[
        Annotated[Literal["erreur", "avertissement"], Choix()], key("« erreur » refuse la délibération.")
    ] = "avertissement"
    article: Annotated[
        Texte | None,
        key("L’article dont vient la règle, « CGCT L2241-1 » ; sans lui, c’est une règle de cohérence."),
    ] = None
    source: Annotated[
        Annotated[Literal["lu", "memoire"], Choix()] | None,
        key("« lu » : l’article a été lu. Sinon, la règle de droit n’est qu’un avertissement, à vérifier."),
    ] = None
    du: Annotated[DateFr | None, key("Première date de séance où le contrôle vaut.")] = None
    au: Annotated[DateFr | None, key("Dernière date de séance où le contrôle vaut.")] = None
    nom: Annotated[
        Texte | None, key("Nom du contrôle, pour l’écarter seul par « derogations » (rubrique « controle »).")
    ] = None


def _visa(phrase: str) -> dict[str, object]:
    return {"article": phrase}


class VisaDeclare(Fact, frozen=True, kw_only=True):
    """Un article visé, et la condition où il l’est."""

    article: Annotated[Texte, key("L’article, par exemple « CGCT L2334-42 ».")]
    si: Annotated[Texte | None, key("La formule qui doit être vraie pour que l’acte le vise.")] = None


Visa = Annotated[VisaDeclare, Phrase(_visa, ("CGCT L2121-29",))]
