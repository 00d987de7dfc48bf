"""The types a shape is declared with: text in, typed value out, refusals in French at their place.

Their JSON Schema accepts string, number and boolean, since an editor may guess a type where actgen
reads text. `Choix` reads an enumeration or a Literal, `Phrase` a short French phrase or its long form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import (
    BaseModel,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from actgen.diagnostics import Location
from actgen.reading import scalars
from actgen.reading.facts import NOBODY, Context, Fact, Placed, keys_of, place_of, placed_like
from actgen.reading.quote_advice import LONG_DASHES
from actgen.reading.scalars import VALEUR_A_COMPLETER, DureeCalendaire, Problem
from actgen.reading.shapes import refuse
from actgen.records import dataclass
from actgen.rules import rule
from actgen.text.dates import Millesime
from actgen.text.keys import cle
from actgen.text.messages import say

VALEUR_FORME = rule("VALEUR-FORME")

SCALAR_TYPES = ["string", "number", "boolean"]


def to_fill() -> Problem:
    """An empty value where one is needed."""
    return Problem(
        VALEUR_A_COMPLETER,
        say("Cette rubrique est vide, et elle est nécessaire."),
        say("Écrivez sa valeur après le deux-points ou le tiret."),
    )


def wrong_form(value: object, expected: str) -> Problem:
    """A list or a mapping where something else is `expected` (« une seule valeur »)."""
    found = "une liste" if isinstance(value, list | tuple) else "un groupe de rubriques"
    if isinstance(value, str):
        found = "une seule valeur"
    message = say("On attend ici {expected} ; le fichier donne {found}.", expected=expected, found=found)
    hint = ""
    if isinstance(value, dict) and expected == ONE_VALUE:
        hint = say("Si la valeur contient « : », mettez-la entre guillemets.")
    elif isinstance(value, str) and expected == A_LIST:
        hint = say("Écrivez chaque élément sur sa ligne, précédé d'un tiret : « - élément ».")
    elif isinstance(value, str):
        hint = say("Écrivez chaque rubrique sur sa ligne, avec deux espaces de plus.")
    return Problem(VALEUR_FORME, message, hint)


def long_dash(value: str) -> Problem:
    """A list whose every hyphen a word processor lengthened: YAML reads one text of all its lines."""
    sign = value.lstrip()[0]
    return Problem(
        VALEUR_FORME,
        say("Cette valeur commence par « {sign} », qui n'est pas le tiret d'une liste.", sign=sign),
        say("Au début de chaque ligne, écrivez le trait d'union du clavier : « - »."),
        value.index(sign),
        1,
    )


ONE_VALUE = "une seule valeur"
A_LIST = "une liste"
A_MAPPING = "un groupe de rubriques"


@dataclass(frozen=True)
class Reads:
    """Marks a type with the function that reads it from text; to be put in `Annotated`.

    A value that already has the type (given by the parser of a phrase) passes as it is.
    """

    parse: Callable[[str], Any]
    examples: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        kind = get_origin(source) or source
        return core_schema.no_info_plain_validator_function(
            partial(self._read, kind), serialization=core_schema.to_string_ser_schema()
        )

    def _read(self, kind: type, value: Any) -> Any:
        if kind is not str and isinstance(value, kind):
            return value
        return read_scalar(value, self.parse)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        written: JsonSchemaValue = {"type": SCALAR_TYPES}
        return written | ({"examples": list(self.examples)} if self.examples else {})


def read_scalar(value: Any, parse: Callable[[str], Any]) -> Any:
    """What `parse` makes of one value of the tree, for pydantic: refuses what isn't one, and problems."""
    if value is None:
        refuse(to_fill())
    if not isinstance(value, str):
        refuse(wrong_form(value, ONE_VALUE))
    result = parse(str(value))
    if isinstance(result, Problem):
        refuse(result)
    return result


Texte = Annotated[str, Reads(scalars.parse_text)]
Prose = Annotated[str, Reads(scalars.parse_prose)]
Raison = Annotated[str, Reads(scalars.parse_reason)]
DateFr = Annotated[date, Reads(scalars.parse_date, ("15/12/2022", "jeudi 15 décembre 2022"))]
Heure = Annotated[time, Reads(scalars.parse_hour, ("20h30",))]
Montant = Annotated[Decimal, Reads(scalars.parse_amount, ("1 600 000 €", "12,50"))]
MontantSigne = Annotated[
    Decimal, Reads(partial(scalars.parse_amount, negative=True), ("1 600 000 €", "12,50", "-1 500 €"))
]
Compte = Annotated[int, Reads(scalars.parse_count, ("11",))]
AnneeCivile = Annotated[Millesime, Reads(scalars.parse_year, ("2024",))]
Plage = Annotated[tuple[int, ...], Reads(scalars.parse_range, ("1 à 8", "1, 3 et 5 à 7"))]
Duree = Annotated[DureeCalendaire, Reads(scalars.parse_duration, ("4 ans", "18 mois"))]
Siren = Annotated[str, Reads(scalars.parse_siren, ("123 456 782",))]
Siret = Annotated[str, Reads(scalars.parse_siret)]
Prefecture = Annotated[str, Reads(scalars.parse_prefecture, ("PREF068", "SPREF0684"))]
CodeInsee = Annotated[str, Reads(scalars.parse_insee, ("68072", "01004"))]
AdresseWeb = Annotated[str, Reads(scalars.parse_web, ("https://www.exemple.fr/{date}/{fichier}",))]
CodePostal = Annotated[str, Reads(scalars.parse_postcode, ("68440",))]


@dataclass(frozen=True)
class _YesNo(Reads):
    """Yes or no, whose schema proposes the words."""

    parse: Callable[[str], Any] = scalars.parse_yes_no

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"enum": ["oui", "non", "vrai", "faux", "yes", "no", "true", "false", True, False]}


OuiNon = Annotated[bool, _YesNo()]


@dataclass(frozen=True)
class Choix:
    """A closed list: `Annotated[Mode, Choix()]`, where Mode is an Enum of strings or a Literal.

    Accents, capitals, hyphens, underscores and spaces don't count in what is written. `mots`: other words
    for a value, each with it ("subvention", "aide"); one that is its name with accents is how it is shown.
    `parmi`: the words of a field that is plain text, empty when nobody has said; `codes`: those words, each
    with what the fact holds for it.
    """

    mots: tuple[tuple[str, str], ...] = ()
    parmi: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            partial(self._read, source),
            serialization=core_schema.to_string_ser_schema(),
            metadata={"pydantic_js_functions": [lambda _schema, _handler: self._schema(source)]},
        )

    def _schema(self, source: Any) -> JsonSchemaValue:
        """Every word that is read: an editor underlines those that a schema doesn't have."""
        return {"enum": list(dict.fromkeys((*self._choices(source), *(word for word, _ in self.mots))))}

    def _read(self, source: Any, value: Any) -> Any:
        choices = self._choices(source)
        if isinstance(value, Enum) and value in choices.values():
            return value
        return choices[read_scalar(value, partial(scalars.parse_choice, choices=choices, words=self.mots))]

    def _choices(self, source: Any) -> dict[str, Any]:
        return dict(self.codes) or {word: word for word in self.parmi} or _choices(source)


def _choices(source: Any) -> dict[str, Any]:
    if get_origin(source) is Literal:
        return {str(value): value for value in get_args(source)}
    return {str(member.value): member for member in source}


@dataclass(frozen=True)
class Phrase:
    """A short French phrase or its long form: `Annotated[Vote, Phrase(parse_vote, ("unanimité",))]`.

    `parse` turns the phrase into the keys of the long form, a `Shape`, or into a `Problem` that marks
    the part it doesn't understand. What the long form refuses in turn is shown inside the phrase.
    """

    parse: Callable[[str], dict[str, Any] | Problem]
    examples: tuple[str, ...] = field(default=())

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(partial(self._read, source), handler(source))

    def _read(self, source: Any, value: Any) -> Any:
        if isinstance(value, str) and value.lstrip()[:1] in LONG_DASHES:
            refuse(long_dash(value))
        if value is None or isinstance(value, str):
            return placed_like(read_scalar(value, self.parse), value)
        if isinstance(value, list):
            refuse(wrong_form(value, ONE_VALUE))
        groups = isinstance(source, type) and issubclass(source, BaseModel | Fact)
        if isinstance(value, dict) and groups and not value.keys() & set(keys_of(source)):
            refuse(wrong_form(value, ONE_VALUE))
        return value

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        short: JsonSchemaValue = {"type": SCALAR_TYPES}
        if self.examples:
            short["examples"] = list(self.examples)
        return {"anyOf": [short, handler(schema)]}


def une_ou_plusieurs(valeur: Any) -> Any:
    """A list as it is; one value as a list of one; « aucun » as an empty list."""
    if isinstance(valeur, str):
        return [] if cle(valeur) in NOBODY else [valeur]
    if isinstance(valeur, Placed):
        return [Placed.at(valeur, valeur.places, (*valeur.path, 0))]
    return [valeur] if isinstance(valeur, dict) else valeur


Where = Callable[[str], Location]
"""Where a name was written, or these words of it."""


@dataclass(frozen=True)
class Named:
    """Marks what a file calls by a name: `Annotated[Membre, Named(References.membre)]`.

    `find` is given the references of the file, the name and its place; what it doesn't find is None, after a
    finding. `last`: in a phrase, the name is the last of those that are written so.
    """

    find: Callable[[Any, str, Where], Any]
    last: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            self._read, serialization=core_schema.to_string_ser_schema()
        )

    def _read(self, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, Fact):
            return value
        name = read_scalar(value, scalars.parse_text)
        references = info.context.references if isinstance(info.context, Context) else None
        return None if references is None else self.find(references, name, partial(self._place, value))

    def _place(self, value: Any, part: str) -> Location:
        place = place_of(value, part)
        if not self.last:
            return place
        phrase = place_of(value)
        start = phrase.column - 1
        last = phrase.excerpt.rfind(part, start, start + phrase.length)
        same_line = (place.file, place.line) == (phrase.file, phrase.line)
        return replace(place, column=last + 1) if same_line and last >= 0 else place

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": SCALAR_TYPES}


def found(values: tuple[Any, ...], _context: Context | None = None) -> tuple[Any, ...]:
    """The names of a list that were found; the others have their finding."""
    return tuple(value for value in values if value is not None)


@dataclass(frozen=True)
class As:
    """Marks what a file writes in another form: it is read as that form, then made into the fact.

    `known`: the fact where it was read before, so that what it says wrong isn't told twice.
    """

    form: Any
    then: Callable[[Any, Context], Any]
    known: Callable[[Context], Any] = lambda context: None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_wrap_validator_function(self._read, handler.generate_schema(self.form))

    def _read(self, value: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        context = info.context or Context()
        known = self.known(context)
        return self.then(read(value), context) if known is None else known
