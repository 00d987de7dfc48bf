"""All that the author of a kind's texts can write: variables with their types and meanings, filters, tests.

All comes from the typed view, and from nowhere else; annotations, which are texts, are resolved only here.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

from actgen.acts.templating.filters import BLOCK_TYPES, FILTERS, INLINE_TYPES, TESTS, Unprintable, printed
from actgen.acts.tree.inline import Inline, Lacune, Place
from actgen.acts.tree.nodes import Block, Signatures, Stamp, inlines, walk
from actgen.acts.tree.words import inline_text
from actgen.acts.views.families import of_kind, views_of
from actgen.acts.views.views import Sens
from actgen.authoring.templates.texts import Clause, clauses_of
from actgen.authoring.templates.workbench import workbench
from actgen.base.records import field_names, is_record
from actgen.base.text.dates import Millesime
from actgen.base.text.grammar import Genre
from actgen.base.text.lists import enumeration
from actgen.base.text.quantites import Quantite
from actgen.base.text.typography import typeset
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.manifest import Kind


class Field(Struct, frozen=True):
    """A field of a view: its name, its type without the meaning, its meaning ("" when nobody wrote one)."""

    name: str
    hint: Any
    meaning: str


@cache
def fields_of(view: type) -> tuple[Field, ...]:
    """The fields of a view that an author may name, in its order."""
    hints = get_type_hints(view, include_extras=True)
    return tuple(_field(name, hints[name]) for name in field_names(view) if not name.startswith("_"))


def view_in(hint: Any) -> type | None:
    """The view that a type is, or may be, or is a list of; None when there is none."""
    if is_record(hint) and hint.__name__.startswith("Vue"):
        return hint
    return next((found for each in get_args(hint) if (found := view_in(each)) is not None), None)


def meaning_of(view: type) -> str:
    """What a view tells of: its own sentence."""
    return typeset(inspect.cleandoc(view.__doc__ or "").partition("\n")[0])


def _field(name: str, hint: Any) -> Field:
    meaning = ""
    if get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        meaning = next((typeset(note.texte) for note in notes if isinstance(note, Sens)), "")
    view = view_in(hint)
    if not meaning and view is not None and get_origin(hint) is not tuple:
        meaning = meaning_of(view)
    return Field(name, hint, meaning)


_LONGEST = 90
_WORDS: dict[Any, str] = {
    bool: "oui ou non",
    str: "texte",
    int: "nombre",
    Millesime: "année",
    Decimal: "montant",
    date: "date",
    time: "heure",
    Genre: "genre",
    Lacune: "blanc visible",
    Place: "place à remplir",
    Signatures: "places de signature",
    Stamp: "cadre",
}
_INLINE = frozenset(get_args(Inline))
_BLOCK = frozenset(get_args(Block))


def members(hint: Any) -> tuple[Any, ...]:
    """The types that a value may have; a choice of node types counts as one."""
    if get_origin(hint) not in (Union, types.UnionType):
        return (hint,)
    found = get_args(hint)
    if found and set(found) >= _INLINE:
        return (Inline, *(each for each in found if each not in _INLINE))
    return found


def type_word(hint: Any) -> str:
    """« texte », « date ou blanc visible », « liste », « texte mis en forme »."""
    found = members(hint)
    known = [each for each in found if each not in (Lacune, Place, type(None))]
    words = list(dict.fromkeys(_one(each) for each in known))
    if Lacune in found:
        words.append("blanc visible")
    elif Place in found:
        words.append("place à remplir")
    told = enumeration(words, "ou")
    return f"{told}, facultatif" if type(None) in found else told


def _one(kind: Any) -> str:
    if kind is Inline:
        return "texte"
    if get_origin(kind) is tuple:
        element = get_args(kind)[0]
        if set(members(element)) & _BLOCK or element is Block:
            return "texte mis en forme"
        return "texte" if Inline in members(element) else "liste"
    if view_in(kind) is not None:
        return "ensemble de champs"
    if isinstance(kind, type) and issubclass(kind, Quantite):
        return kind.mot.partition(" ")[2]
    return _WORDS.get(kind, "valeur")


def sample(value: object) -> str:
    """A value as the act prints it, cut when it is long; "" when it has no printed form."""
    told = " ".join(_told(value).split(" "))
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1].rstrip() + "…"


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Lacune):
        return typeset(f"[à compléter : {value.label}]")
    if isinstance(value, Place):
        return typeset(f"[à remplir : {value.label}]")
    if isinstance(value, Signatures):
        return typeset(
            " ; ".join(": ".join(filter(None, (each.quality, each.name))) for each in value.places)
        )
    if isinstance(value, Stamp):
        return value.label
    if isinstance(value, INLINE_TYPES):
        return inline_text((value,))
    if isinstance(value, tuple):
        return _told_of_many(value)
    try:
        return printed(value)
    except Unprintable:
        return ""


def _told_of_many(value: tuple[object, ...]) -> str:
    if value and all(isinstance(each, INLINE_TYPES) for each in value):
        return inline_text(value)  # type: ignore[arg-type]
    if value and all(isinstance(each, BLOCK_TYPES) for each in value):
        told = (inline_text(inlines(block)).strip() for block in walk(value))  # type: ignore[arg-type]
        return " ".join(filter(None, told))
    return "\u202f; ".join(filter(None, (_told(each) for each in value if not _is_view(each))))


def _is_view(value: object) -> bool:
    return view_in(type(value)) is not None


_DEEPEST = 6
_SINGULAR = frozenset({"cas"})  # end with an s all the same


class Use(Enum):
    """How a variable is written in a text."""

    VALUE = auto()
    CONDITION = auto()
    LIST = auto()
    BLOCKS = auto()
    GENDER = auto()
    GROUP = auto()


class Variable(Struct, frozen=True):
    """A variable: its dotted path, its type in French, its meaning, what it was in the example ("": nothing).

    `loop` is the name of an element of a list, by which the fields below it are named. `depth` counts the
    sets of fields that it stands in.
    """

    path: str
    use: Use
    type: str
    meaning: str
    sample: str = ""
    loop: str = ""
    depth: int = 0
    optional: bool = False
    blank: bool = False  # a yes or no that may not be known yet

    @property
    def tag(self) -> str:
        """What an author writes."""
        match self.use:
            case Use.CONDITION:
                known = f"{self.path} is connu and " if self.blank else ""
                return f"{{% if {known}{self.path} %}}"
            case Use.LIST if self.loop:
                return f"{{% for {self.loop} in {self.path} %}}"
            case Use.LIST:
                return f"{{{{ {self.path} | liste }}}}"
            case Use.GENDER:
                return f"{{{{ {self.path} | accord('élu', 'élue') }}}}"
            case Use.GROUP:
                return self.path
        return f"{{{{ {self.path} }}}}"


class Vocabulary(Struct, frozen=True):
    """The variables of some texts of a kind, which see the same view."""

    texts: tuple[str, ...]
    meaning: str
    variables: tuple[Variable, ...]


class Tool(Struct, frozen=True):
    """A filter or a test: its name and what it does."""

    name: str
    meaning: str


def vocabularies(kind: Kind, values: Mapping[str, Sequence[object]]) -> tuple[Vocabulary, ...]:
    """What the texts of a kind see; `values`: the views that each text was filled with, by its name."""
    by_view: dict[type, list[str]] = {}
    for name, view in views_of(kind).items():
        if view is not None:
            by_view.setdefault(view, []).append(name)
    return tuple(
        Vocabulary(
            tuple(names),
            meaning_of(view),
            tuple(_FieldWalk(kind).fields(view, [each for name in names for each in values.get(name, ())])),
        )
        for view, names in by_view.items()
    )


def filters() -> tuple[Tool, ...]:
    """The filters, by name."""
    return tuple(Tool(name, _documented(entry.function)) for name, entry in sorted(FILTERS.items()))


def tests() -> tuple[Tool, ...]:
    """The tests, by name."""
    return tuple(Tool(name, _documented(function)) for name, function in sorted(TESTS.items()))


def _documented(function: object) -> str:
    return typeset(function.__doc__ or "")


class _FieldWalk(Struct, frozen=True):
    kind: Kind

    def fields(
        self, view: type, values: Sequence[object], prefix: str = "", depth: int = 0
    ) -> Iterator[Variable]:
        """The fields of a view and of the views in it; `values` are that view as it was, or nothing."""
        for field in fields_of(view):
            hint = of_kind(self.kind, field.hint)
            path = f"{prefix}.{field.name}" if prefix else field.name
            had = [getattr(value, field.name) for value in values if hasattr(value, field.name)]
            yield from self._variable(path, hint, field.meaning, had, depth)

    def _variable(
        self, path: str, hint: Any, meaning: str, had: Sequence[object], depth: int
    ) -> Iterator[Variable]:
        inner = view_in(hint)
        optional = type(None) in members(hint)
        many = any(get_origin(each) is tuple for each in members(hint))
        if inner is None:
            use = _use(hint)
            blank = use is Use.CONDITION and Lacune in members(hint)
            yield Variable(path, use, type_word(hint), meaning, _first(had), "", depth, optional, blank)
            return
        loop = loop_name(path, inner) if many else ""
        use = Use.LIST if many else Use.GROUP
        yield Variable(path, use, type_word(hint), meaning, "", loop, depth, optional)
        if depth < _DEEPEST:
            found = [one for value in had for one in (value if isinstance(value, tuple) else (value,))]
            yield from self.fields(inner, [one for one in found if one is not None], loop or path, depth + 1)


def loop_name(path: str, view: type) -> str:
    """« point » for « points »; for a name that is no plural, that of its elements: « ligne_annexe »."""
    name = path.rpartition(".")[2]
    if name.endswith("s") and name not in _SINGULAR:
        return name[:-1]
    plain = "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in view.__name__[3:]).lstrip("_")
    return plain if plain != name else f"un_{plain}"


def _use(hint: Any) -> Use:
    if bool in members(hint):
        return Use.CONDITION
    if hint is Genre:
        return Use.GENDER
    found = [each for each in members(hint) if get_origin(each) is tuple]
    if found and type_word(found[0]) == "liste" and get_args(found[0])[0] not in (Lacune, Place):
        return Use.LIST
    return Use.BLOCKS if "mis en forme" in type_word(hint) or type_word(hint) in _ALONE else Use.VALUE


_ALONE = frozenset({"places de signature", "cadre"})


def _first(had: Sequence[object]) -> str:
    """The first value that says something, else the first that has a form."""
    told = [sample(value) for value in had]
    known = [
        text for value, text in zip(had, told, strict=True) if text and not isinstance(value, Lacune | Place)
    ]
    return next(iter((*known, *filter(None, told))), "")


class VocabularySheet(Struct, frozen=True):
    """The vocabulary of a kind."""

    kind: Kind
    vocabularies: tuple[Vocabulary, ...]
    clauses: tuple[Clause, ...]
    filters: tuple[Tool, ...]
    tests: tuple[Tool, ...]


def sheet_of(catalogue: Catalogue, kind: Kind) -> VocabularySheet:
    """The sheet of a kind. Values are those that its own example gives; a kind without example shows none."""
    with workbench(catalogue) as bench:
        words = vocabularies(kind, bench.values(kind))
    return VocabularySheet(kind, words, clauses_of(catalogue, kind), filters(), tests())
