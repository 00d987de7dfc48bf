"""Every variable that the texts of a kind may name: all comes from the typed view, and from nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import Any, get_args, get_origin

from actgen.acts.commun import VueCourante
from actgen.acts.families import of_kind, views_of
from actgen.document.inline import Lacune, Place
from actgen.document.nodes import Document
from actgen.kinds.manifest import Kind
from actgen.outputs.running import PARTS, running_view
from actgen.records import dataclass
from actgen.templating.filters import FILTERS, TESTS
from actgen.text.typography import typeset

from .meanings import fields_of, meaning_of, view_in
from .words import members, sample, type_word

_MAIN = "corps"
_DEEPEST = 6
_SINGULAR = frozenset({"cas"})  # end with an s all the same


class Use(Enum):
    """How a variable is written in a text."""

    VALUE = auto()
    CONDITION = auto()
    LIST = auto()
    BLOCKS = auto()
    GROUP = auto()


@dataclass(frozen=True, slots=True)
class Variable:
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

    @property
    def tag(self) -> str:
        """What an author writes."""
        match self.use:
            case Use.CONDITION:
                return f"{{% if {self.path} %}}"
            case Use.LIST if self.loop:
                return f"{{% for {self.loop} in {self.path} %}}"
            case Use.LIST:
                return f"{{{{ {self.path} | liste }}}}"
            case Use.GROUP:
                return self.path
        return f"{{{{ {self.path} }}}}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The variables of some texts of a kind, which see the same view."""

    texts: tuple[str, ...]
    meaning: str
    variables: tuple[Variable, ...]


@dataclass(frozen=True, slots=True)
class Tool:
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
            tuple(_Walk(kind).fields(view, [each for name in names for each in values.get(name, ())])),
        )
        for view, names in by_view.items()
    )


def running_vocabulary(kind: Kind, acts: Iterable[Document]) -> tuple[Vocabulary, ...]:
    """What the head and foot of a Word template may name too; `acts` are those that the example gives."""
    if _MAIN not in views_of(kind):
        return ()
    walk = _Walk(kind).fields(VueCourante, [running_view(act) for act in acts])
    return (Vocabulary(PARTS, meaning_of(VueCourante), tuple(walk)),)


def filters() -> tuple[Tool, ...]:
    """The filters, by name."""
    return tuple(Tool(name, _told(entry.function)) for name, entry in sorted(FILTERS.items()))


def tests() -> tuple[Tool, ...]:
    """The tests, by name."""
    return tuple(Tool(name, _told(function)) for name, function in sorted(TESTS.items()))


def _told(function: object) -> str:
    return typeset(function.__doc__ or "")


@dataclass(frozen=True, slots=True)
class _Walk:
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
            yield Variable(path, use, type_word(hint), meaning, _first(had), "", depth, optional)
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
    if hint is bool:
        return Use.CONDITION
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
