"""How values are printed, by themselves and through the closed list of filters.

Text is printed as it is; a whole number, a date, an hour and an amount in the one form that acts use. A
yes/no, a missing value or an object has no form: printing it would put « True » or « None » in an act, so it
is a fault of the template.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import wraps

from msgspec import Struct

from actgen.acts.tree.inline import (
    Emphasis,
    Foreign,
    Inline,
    Lacune,
    LineBreak,
    Link,
    Marked,
    Place,
    Strong,
    Text,
)
from actgen.acts.tree.nodes import (
    Block,
    Contents,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Part,
    Signatures,
    Stamp,
    Table,
)
from actgen.base.text import amounts, dates, elision, grammar, keys, lists, numbers
from actgen.base.text.dates import Millesime
from actgen.base.text.grammar import Genre
from actgen.base.text.quantites import Contenance, Heures, Quantite, Taux

INLINE_TYPES = (Text, Strong, Emphasis, Marked, Link, Foreign, LineBreak, Lacune, Place)
BLOCK_TYPES = (Heading, Paragraph, ListBlock, Table, Signatures, Stamp, PageBreak, Part, Contents)
UNKNOWN_TYPES = (Lacune, Place)  # a fact not known yet, a place to fill by hand


class Unprintable(Exception):
    """A value that has no printed form; `args[0]` is a French sentence. Caught where findings are made."""


def printed(value: object) -> str:
    """The text of a value. Raises Unprintable for what has no form of its own."""
    if isinstance(value, Enum):
        raise Unprintable("La valeur est un mot du programme, sans libellé à imprimer.")
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        raise Unprintable("La valeur est oui ou non ; employez {% if %} pour écrire la phrase qui convient.")
    if isinstance(value, Millesime):
        return str(value)
    if isinstance(value, int):
        return numbers.nombre(value)
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return dates.date_longue(value, jour=False)
    if isinstance(value, Quantite):
        return str(value)
    if isinstance(value, time):
        return dates.heure(value)
    raise Unprintable(_why_not(value))


def spread(value: object) -> tuple[Inline, ...] | tuple[Block, ...] | None:
    """The nodes of a value that is made of nodes of the act, or None when it is something else."""
    if isinstance(value, INLINE_TYPES):
        return (value,)
    if isinstance(value, BLOCK_TYPES):
        return (value,)
    if not isinstance(value, tuple):
        return None
    if all(isinstance(node, INLINE_TYPES) for node in value):
        return value
    return value if all(isinstance(node, BLOCK_TYPES) for node in value) else None


def lines(text: str, way: tuple[str | int, ...] = ()) -> tuple[Inline, ...]:
    """A text as nodes: each new line of the value is a line break of the act. `way`: to the value."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    nodes: list[Inline] = []
    for index, part in enumerate(parts):
        if index:
            nodes.append(LineBreak())
        if part:
            nodes.append(Text(part, ((0, len(part), way),) if way else ()))
    return tuple(nodes)


def _amount(value: Decimal) -> str:
    try:
        return amounts.euros(value)
    except ValueError:
        raise Unprintable("Le montant n’est pas un nombre.") from None


def _why_not(value: object) -> str:
    if value is None:
        return "La valeur manque."
    if isinstance(value, tuple | list | frozenset | set):
        return "La valeur est une liste ; employez le filtre « liste » ou une boucle {% for %}."
    if isinstance(value, float):
        return "La valeur est un nombre à virgule approché, qui ne peut pas être imprimé."
    return "La valeur est un ensemble de champs ; nommez le champ à imprimer."


class Filter(Struct, frozen=True):
    """A filter: its function, the types that it takes, and how many arguments it may have."""

    function: Callable[..., object]
    takes: tuple[type, ...]
    arguments: tuple[int, int] = (0, 0)

    @property
    def expected(self) -> str:
        """What it takes, in French: « un nombre entier ou un montant »."""
        return " ou ".join(_TYPES[kind] for kind in self.takes)

    def accepts(self, kind: type) -> bool:
        """Whether values of that type go through it. A year is no number that is counted or grouped."""
        if object in self.takes:
            return True
        if issubclass(kind, bool | datetime):
            return False
        return Millesime in self.takes if kind is Millesime else issubclass(kind, self.takes)


class Misused(Unprintable):
    """A filter on a value of the wrong type; `args[0]` is a French sentence."""


FILTERS: dict[str, Filter] = {}
_TYPES = {
    str: "un texte",
    Millesime: "une année",
    int: "un nombre entier",
    Decimal: "un montant",
    date: "une date",
    time: "une heure",
    Contenance: Contenance.mot,
    Taux: Taux.mot,
    Heures: Heures.mot,
    Quantite: Quantite.mot,
    tuple: "une liste",
    Genre: "un genre",
    object: "un texte mis en forme",
}


def _filter(
    name: str, *takes: type, arguments: tuple[int, int] = (0, 0), unknown: int | None = None
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Register a filter: unknown values go through, wrong types and figures out of range are refused.

    `unknown`: which argument is printed for an unknown value, whose blank stands beside the word.
    """

    def register(function: Callable[..., object]) -> Callable[..., object]:
        @wraps(function)
        def checked(value: object, *args: object) -> object:
            if isinstance(value, UNKNOWN_TYPES):
                return value if unknown is None else args[unknown]
            if not FILTERS[name].accepts(type(value)):
                expected = FILTERS[name].expected
                raise Misused(f"Le filtre « {name} » attend {expected}, et reçoit {_what(value)}.")
            try:
                return function(value, *args)
            except (ValueError, TypeError, AttributeError, ArithmeticError):
                raise Misused(f"Le filtre « {name} » ne peut pas traiter cette valeur.") from None

        FILTERS[name] = Filter(checked, takes, arguments)
        return checked

    return register


def _what(value: object) -> str:
    for kind, words in ((bool, "oui ou non"), (datetime, "une date avec heure"), *_TYPES.items()):
        if kind is not object and isinstance(value, kind):
            return words
    return "une valeur qui manque" if value is None else "un ensemble de champs"


def _flag(argument: object, words: tuple[str, ...], default: str) -> str:
    """An argument that is one of a few words. Raises Misused."""
    if argument is None:
        return default
    if argument not in words:
        raise Misused(f"« {argument} » n’est pas admis ici ; les mots admis sont {', '.join(words)}.")
    return str(argument)


def _feminine(argument: object) -> bool:
    return _flag(argument, ("masculin", "feminin"), "masculin") == "feminin"


@_filter("en_lettres", int, Millesime, Decimal, date, time, arguments=(0, 1))
def en_lettres(value: object, genre: object = None) -> str:
    """En lettres : « vingt et une » avec en_lettres('feminin'), « un million d’euros »."""
    if isinstance(value, Decimal):
        return amounts.euros_lettres(value)
    if isinstance(value, date):
        return dates.date_lettres(value)
    if isinstance(value, time):
        return dates.heure_lettres(value)
    assert isinstance(value, int)
    return numbers.cardinal(value, _feminine(genre))


@_filter("ordinal", int, arguments=(0, 1))
def ordinal(value: int, genre: object = None) -> str:
    """Rang : « 1er », « 2e » ; « 1re » avec ordinal('feminin')."""
    return numbers.ordinal(value, _feminine(genre))


@_filter("ordinal_en_lettres", int, arguments=(0, 1))
def ordinal_en_lettres(value: int, genre: object = None) -> str:
    """Rang en lettres : « premier » ; « première » avec ordinal_en_lettres('feminin')."""
    return numbers.ordinal_lettres(value, _feminine(genre))


@_filter("date", date)
def date_(value: date) -> str:
    """Date : « 15 décembre 2022 »."""
    return dates.date_longue(value, jour=False)


@_filter("date_complete", date)
def date_complete(value: date) -> str:
    """Date avec son jour : « jeudi 15 décembre 2022 »."""
    return dates.date_longue(value)


@_filter("date_chiffres", date)
def date_chiffres(value: date) -> str:
    """Date en chiffres : « 15/12/2022 »."""
    return dates.date_chiffres(value)


@_filter("annee", date, Millesime)
def annee(value: date | Millesime) -> str:
    """Année seule : « 2022 »."""
    return str(value.year if isinstance(value, date) else value)


@_filter("heure", time)
def heure(value: time) -> str:
    """Heure : « 20 h 30 »."""
    return dates.heure(value)


@_filter("montant", Decimal, int)
def montant(value: Decimal | int) -> str:
    """Montant : « 1 600 000 € »."""
    return amounts.euros(value)


@_filter("nombre", int, Decimal)
def nombre(value: int | Decimal) -> str:
    """Nombre : « 1 600 000 », « 12,5 »."""
    return numbers.nombre(value)


@_filter("metres_carres", Contenance)
def metres_carres(value: Contenance) -> str:
    """Contenance d’un terrain en mètres carrés : « 825 m² »."""
    return value.metres_carres


@_filter("deux_decimales", Taux)
def deux_decimales(value: Taux) -> str:
    """Taux à deux décimales au moins, comme celui d’un impôt : « 31,50 % »."""
    return value.deux_decimales


@_filter("sur", Heures, arguments=(1, 1))
def sur(value: Heures, complet: Heures) -> str:
    """Temps de travail rapporté à un temps complet, avec sur(champs.temps_complet) : « 17,5/35 »."""
    return value.sur(complet)


@_filter("chiffres", int, Millesime)
def chiffres(value: int) -> str:
    """Chiffres sans espace, pour un numéro : « 2022 »."""
    return str(value)


@_filter("compte", int, arguments=(1, 2))
def compte(value: int, singulier: str, pluriel: str | None = None) -> str:
    """Nombre suivi de son mot, avec compte('pouvoir') : « 1 pouvoir », « 12 pouvoirs »."""
    return grammar.compte(value, singulier, pluriel)


@_filter("pluriel", int, Decimal, tuple, arguments=(2, 2), unknown=1)
def pluriel(value: int | Decimal | tuple[object, ...], singulier: str, pluriel_: str) -> str:
    """Un mot ou l’autre selon le nombre, avec pluriel('présent', 'présents')."""
    return grammar.pluriel(len(value) if isinstance(value, tuple) else value, singulier, pluriel_)


@_filter("accord", Genre, tuple, arguments=(2, 2), unknown=0)
def accord(value: Genre | tuple[object, ...], masculin: str, feminin: str) -> str:
    """Un mot ou l’autre selon le genre, ou selon des personnes, avec accord('excusé', 'excusée')."""
    if not isinstance(value, tuple):
        return grammar.accord(masculin, feminin, value)
    genres = (getattr(each, "genre", Genre.INCONNU) for each in value)
    return grammar.mot(masculin, feminin).groupe(genres)


@_filter("liste", tuple, arguments=(0, 1))
def liste(value: tuple[object, ...], conjonction: object = "et") -> str | tuple[Inline, ...]:
    """Éléments à la suite : « A, B et C » ; « A, B ou C » avec liste('ou')."""
    if not any(isinstance(item, UNKNOWN_TYPES) for item in value):
        return lists.enumeration((printed(item) for item in value), str(conjonction))
    nodes: list[Inline] = []
    for index, item in enumerate(value):
        if index:
            nodes.append(Text(f" {conjonction} " if index == len(value) - 1 else ", "))
        nodes.append(item if isinstance(item, Lacune | Place) else Text(printed(item)))
    return tuple(nodes)


@_filter("majuscules", str)
def majuscules(value: str) -> str:
    """En majuscules, accents gardés : « DÉCIDE »."""
    return keys.majuscules(value)


@_filter("capitale", str)
def capitale(value: str) -> str:
    """Majuscule au début : « Mise en ligne »."""
    return keys.capitale(value)


@_filter("a_qui", tuple)
def a_qui(value: tuple[object, ...]) -> object:
    """Destinataires à la suite, chacun après « à » : « à M. le directeur et au préfet »."""
    return liste(
        tuple(each if isinstance(each, UNKNOWN_TYPES) else _to_whom(printed(each)) for each in value)
    )


_CONTRACTIONS = {"à": {"le ": "au ", "les ": "aux "}, "de": {"le ": "du ", "les ": "des "}}
_CONTRACTED = {"le": "au", "les": "aux", "la": "à la"}


def _to_whom(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    if first in _CONTRACTED and rest:
        return f"{_CONTRACTED[first]} {rest}"
    named = first[:1].isupper() or first.casefold().startswith(("l’", "l'"))
    return f"à {name.strip()}" if named and first.casefold() not in ("à", "au", "aux") else name


@_filter("elision", str, arguments=(1, 1))
def elision_(value: str, mot: str) -> str:
    """Mot placé devant, élidé s’il le faut : elision('de'), « d’Alain » ; elision('à'), « au préfet »."""
    for article, contracted in _CONTRACTIONS.get(mot, {}).items():
        if value.startswith(article):
            return contracted + value.removeprefix(article)
    return elision.elision(mot, value)


@_filter("devant", str, arguments=(1, 1))
def devant(value: str, nom: object) -> str:
    """Mots placés devant un nom, sans redire celui qui le commence : « à l’Association Les Amis »."""
    lead, _, word = value.rstrip().replace("’", "’ ").rpartition(" ")
    said = isinstance(nom, str) and keys.cle(nom.partition(" ")[0]) == keys.cle(word)
    return value if not said else lead if lead.endswith("’") else f"{lead} "


@_filter("de_lieu", str, arguments=(0, 1))
def de_lieu(value: str, code: str | None = None) -> str:
    """Lieu après « de » : « de Dietwiller », « du Havre »."""
    return elision.de_lieu(value, code)


@_filter("a_lieu", str, arguments=(0, 1))
def a_lieu(value: str, code: str | None = None) -> str:
    """Lieu après « à » : « à Dietwiller », « au Havre »."""
    return elision.a_lieu(value, code)


@_filter("prose", object)
def prose(value: object) -> tuple[Block, ...]:
    """Texte mis en forme, seul dans son paragraphe."""
    if not isinstance(value, tuple) or not all(isinstance(block, BLOCK_TYPES) for block in value):
        raise Misused(f"Le filtre « prose » attend un texte mis en forme, et reçoit {_what(value)}.")
    return value


def connu(value: object) -> bool:
    """Oui si la valeur est connue : {% if seance.lieu is connu %}. Un texte vide ne l’est pas."""
    return value is not None and value != "" and not isinstance(value, UNKNOWN_TYPES)


def vide(value: object) -> bool:
    """Oui si un texte ou une liste est vide, ou si la valeur manque : {% if points is vide %}."""
    blocks = getattr(value, "blocks", value)
    return blocks is None or blocks == "" or blocks == ()


TESTS: dict[str, Callable[[object], bool]] = {"connu": connu, "vide": vide}
