"""The types that a fact is declared with: text in, typed value out, refusals in French at their place.

Their JSON Schema accepts string, number and boolean, since an editor may guess a type where actgen
reads text. `Choix` reads an enumeration or a Literal, `Phrase` a short French phrase or its long form.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import partial
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import Struct, field

from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.base.text.dates import Millesime
from actgen.base.text.keys import cle
from actgen.base.text.messages import say
from actgen.base.text.quantites import Contenance, DureeCalendaire, Heures, Taux
from actgen.reading import scalars
from actgen.reading.facts import Fact, FileContext, keys_of
from actgen.reading.nodes import Path
from actgen.reading.placed import NOBODY, Placed, place_of, placed_like
from actgen.reading.readers import (
    ONE_VALUE,
    REFUSED,
    VALEUR_FORME,
    Reader,
    Reading,
    Schema,
    Schemas,
    reader_of,
    refuse,
    wrong_form,
)
from actgen.reading.scalars import Problem
from actgen.reading.syntax_advice import LONG_DASHES

SCALAR: Schema = {"type": ["string", "number", "boolean"]}
Inner = Callable[[], Reader]
"""The reader of what a mark is put on, made only if the mark needs it."""


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


def read_scalar(value: Any, parse: Callable[[str], Any]) -> Any:
    """What `parse` makes of one value of the tree: refuses what isn't one, and problems."""
    if not isinstance(value, str):
        refuse(wrong_form(value, ONE_VALUE))
    result = parse(str(value))
    if isinstance(result, Problem):
        refuse(result)
    return result


def _guarded(read: Callable[..., Any], schema: Schema, *, spared: bool = False) -> Reader:
    """A reader of one value, which may refuse it, by its value and its context."""
    way = Reading.spare if spared else Reading.guarded
    return Reader(
        lambda value, path, reading: way(reading, path, value, read, reading.context), lambda schemas: schema
    )


class Reads(Struct, frozen=True):
    """Marks a type with the function that reads it from text; to be put in `Annotated`.

    A value that already has the type (given by the parser of a phrase) passes as it is. `words`: what may be
    written, when it isn't any value. `spared`: no act is made of it; a wrong one is told and set aside, and
    only what needs it waits.
    """

    parse: Callable[[str], Any]
    examples: tuple[str, ...] = ()
    words: tuple[Any, ...] = ()
    spared: bool = False

    def reader(self, kind: Any, inner: Inner) -> Reader:
        """What `parse` makes of the text."""
        plain = get_origin(kind) or kind

        def read(value: Any, context: FileContext) -> Any:
            made = plain is not str and isinstance(value, plain)
            return value if made else read_scalar(value, self.parse)

        schema = {"enum": list(self.words)} if self.words else SCALAR
        examples = {"examples": list(self.examples)} if self.examples else {}
        return _guarded(read, schema | examples, spared=self.spared)


Texte = Annotated[str, Reads(scalars.parse_text)]
Prose = Annotated[str, Reads(scalars.parse_prose)]
Raison = Annotated[str, Reads(scalars.parse_reason)]
DateFr = Annotated[date, Reads(scalars.parse_date, ("15/12/2022", "jeudi 15 décembre 2022"))]
Heure = Annotated[time, Reads(scalars.parse_hour, ("20h30",))]
Montant = Annotated[Decimal, Reads(scalars.parse_amount, ("1 600 000 €", "12,50"))]
MontantSigne = Annotated[Decimal, Reads(scalars.parse_price, ("1 600 000 €", "12,50", "-1 500 €"))]
Compte = Annotated[int, Reads(scalars.parse_count, ("11",))]
AnneeCivile = Annotated[Millesime, Reads(scalars.parse_year, ("2024",))]
Plage = Annotated[tuple[int, ...], Reads(scalars.parse_range, ("1 à 8", "1, 3 et 5 à 7"))]
Duree = Annotated[DureeCalendaire, Reads(scalars.parse_duration, ("4 ans", "18 mois"))]
Pourcentage = Annotated[Taux, Reads(scalars.parse_rate, ("3,25 %",))]
Surface = Annotated[Contenance, Reads(scalars.parse_area, ("8 a 25 ca", "825 m²"))]
HeuresDeTravail = Annotated[Heures, Reads(scalars.parse_hours_of_work, ("35 h", "17 h 30"))]
Siren = Annotated[str, Reads(scalars.parse_siren, ("123 456 782",))]
Siret = Annotated[str, Reads(scalars.parse_siret, spared=True)]
Prefecture = Annotated[str, Reads(scalars.parse_prefecture, ("PREF068", "SPREF0684"))]
AdresseWeb = Annotated[str, Reads(scalars.parse_web, ("https://www.exemple.fr/{date}/{fichier}",))]
_YES_OR_NO = ("oui", "non", "vrai", "faux", "yes", "no", "true", "false", True, False)
OuiNon = Annotated[bool, Reads(scalars.parse_yes_no, words=_YES_OR_NO)]


class Choix(Struct, frozen=True):
    """A closed list: `Annotated[Mode, Choix()]`, where Mode is an Enum of strings or a Literal.

    Accents, capitals, hyphens, underscores and spaces don't count in what is written. `mots`: other words
    for a value, each with it ("subvention", "aide"); one that is its name with accents is how it is shown.
    `parmi`: the words of a field that is plain text, empty when nobody has said; `codes`: those words, each
    with what the fact holds for it.
    """

    mots: tuple[tuple[str, str], ...] = ()
    parmi: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()

    def reader(self, kind: Any, inner: Inner) -> Reader:
        """The value of the word; an editor underlines those that the schema doesn't have."""
        choices = dict(self.codes) or {word: word for word in self.parmi} or _choices(kind)
        parse = partial(scalars.parse_choice, choices=choices, words=self.mots)

        def read(value: Any, context: FileContext) -> Any:
            made = isinstance(value, Enum) and value in choices.values()
            return value if made else choices[read_scalar(value, parse)]

        return _guarded(read, {"enum": list(dict.fromkeys((*choices, *(word for word, _ in self.mots))))})


def _choices(kind: Any) -> dict[str, Any]:
    if get_origin(kind) is Literal:
        return {str(value): value for value in get_args(kind)}
    return {str(member.value): member for member in kind}


class Phrase(Struct, frozen=True):
    """A short French phrase or its long form: `Annotated[Vote, Phrase(parse_vote, ("unanimité",))]`.

    `parse` turns the phrase into the keys of the long form, a fact, or into a `Problem` that marks the part
    it doesn't understand. What the long form refuses in turn is shown inside the phrase.
    """

    parse: Callable[[str], dict[str, Any] | Problem]
    examples: tuple[str, ...] = field(default=())

    def reader(self, kind: Any, inner: Inner) -> Reader:
        """The long form of the phrase."""
        long = inner()
        known = frozenset(keys_of(kind)) if isinstance(kind, type) and issubclass(kind, Fact) else None

        def unfold(value: Any) -> Any:
            if isinstance(value, str) and value.lstrip()[:1] in LONG_DASHES:
                refuse(long_dash(value))
            if isinstance(value, str):
                return placed_like(read_scalar(value, self.parse), value)
            group = isinstance(value, dict) and (known is None or bool(value.keys() & known))
            if not group and not isinstance(value, Fact):
                refuse(wrong_form(value, ONE_VALUE))
            return value

        short = SCALAR | ({"examples": list(self.examples)} if self.examples else {})
        return Reader(_then(unfold, long.read), lambda schemas: {"anyOf": [short, long.schema(schemas)]})


def _then(first: Callable[[Any], Any], read: Callable[[Any, Path, Reading], Any]) -> Any:
    """A reading of what `first` makes of a value."""

    def both(value: Any, path: Path, reading: Reading) -> Any:
        made = reading.guarded(path, value, first)
        return REFUSED if made is REFUSED else read(made, path, reading)

    return both


class Before(Struct, frozen=True):
    """Marks a type with what is done with a value before it is read."""

    first: Callable[[Any], Any]

    def reader(self, kind: Any, inner: Inner) -> Reader:
        """What `first` makes of it, then read."""
        after = inner()
        return Reader(_then(self.first, after.read), after.schema)


class After(Struct, frozen=True):
    """Marks a type with what is made of its value once it was read."""

    then: Callable[[Any], Any]

    def reader(self, kind: Any, inner: Inner) -> Reader:
        """What was read, then `then`."""
        before = inner()

        def read(value: Any, path: Path, reading: Reading) -> Any:
            made = before.read(value, path, reading)
            return made if made is REFUSED else reading.guarded(path, value, lambda _: self.then(made))

        return Reader(read, before.schema)


class OneOrMore(Struct, frozen=True):
    """Marks a list: one value is a list of one; with `none`, « aucun » is an empty list."""

    none: bool = True

    def reader(self, kind: Any, inner: Inner) -> Reader:
        """A list of one may be written without its dash."""
        several = inner()

        def schema(schemas: Schemas) -> Schema:
            made = several.schema(schemas)
            item = made["items"]
            # the word for none (« aucun ») is no object
            return {"anyOf": [{"anyOf": [item, {"type": "string"}]} if "$ref" in item else item, made]}

        return Reader(_then(self._as_list, several.read), schema)

    def _as_list(self, value: Any) -> Any:
        if isinstance(value, str):
            return [] if self.none and cle(value) in NOBODY else [value]
        if isinstance(value, Placed):
            return [Placed.at(value, value.places, (*value.path, 0))]
        return [value] if isinstance(value, dict) else value


ONE_OR_MORE = OneOrMore()


Where = Callable[[str], Location]
"""Where a name was written, or these words of it."""


class Named(Struct, frozen=True):
    """Marks what a file calls by a name: `Annotated[Membre, Named(References.membre)]`.

    `find` is given the references of the file, the name and its place; what it doesn't find is None, after a
    finding. `last`: in a phrase, the name is the last of those that are written so.
    """

    find: Callable[[Any, str, Where], Any]
    last: bool = False

    def reader(self, kind: Any, inner: Inner) -> Reader:
        """What the name stands for; None when nobody can tell, which was told."""
        return _guarded(self._read, SCALAR)

    def _read(self, value: Any, context: FileContext) -> Any:
        if isinstance(value, Fact):
            return value
        name = read_scalar(value, scalars.parse_text)
        if context.references is None:
            return None
        return self.find(context.references, name, partial(self._place, value))

    def _place(self, value: Any, part: str) -> Location:
        place = place_of(value, part)
        if not self.last:
            return place
        phrase = place_of(value)
        start = phrase.column - 1
        last = phrase.excerpt.rfind(part, start, start + phrase.length)
        same_line = (place.file, place.line) == (phrase.file, phrase.line)
        return replace(place, column=last + 1) if same_line and last >= 0 else place


def found(values: tuple[Any, ...], _context: FileContext | None = None) -> tuple[Any, ...]:
    """The names of a list that were found; the others have their finding."""
    return tuple(value for value in values if value is not None)


FOUND = After(found)


class As(Struct, frozen=True):
    """Marks what a file writes in another form: it is read as that form, then made into the fact.

    `known`: the fact where it was read before, so that what it says wrong isn't told twice.
    """

    form: Any
    then: Callable[[Any, FileContext], Any]
    known: Callable[[FileContext], Any] = lambda context: None

    def reader(self, kind: Any, inner: Inner) -> Reader:
        """What is written as that form, then made into the fact."""
        form = reader_of(self.form)

        def read(value: Any, path: Path, reading: Reading) -> Any:
            known = self.known(reading.context)
            if known is not None:
                return known
            made = form.read(value, path, reading)
            return made if made is REFUSED else self.then(made, reading.context)

        return Reader(read, form.schema)


class Refined(Struct, frozen=True):
    """Marks a fact whose keys depend on what the mapping says: `Annotated[Point, Refined()]`.

    The reader of the file gives the narrower fact, a subclass of the one that is marked.
    """

    def reader(self, kind: Any, inner: Inner) -> Reader:
        """As the narrower fact, where there is one."""
        plain = inner()

        def read(value: Any, path: Path, reading: Reading) -> Any:
            refine = reading.context.refine
            narrower = refine(kind, value) if refine is not None and isinstance(value, dict) else None
            return (plain if narrower is None else reader_of(narrower)).read(value, path, reading)

        return Reader(read, plain.schema)
