"""A page of an act in which each value that a file gave leads back to it: what a preview is clicked for.

The act itself carries nothing of it. Values are looked for in the page as acts print them: names and texts as
they are typed, dates and hours in the words of acts. In the act of one item, its own lines come first, and
those of other items never; then the session's file, then the files that it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from html import escape

from actgen.diagnostics import Location
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.scalars.dates import parse_date, parse_hour
from actgen.reading.yaml_tree import read_tree
from actgen.records import dataclass
from actgen.sources import YAML, Source
from actgen.text.dates import date_chiffres, date_longue, heure, heure_lettres
from actgen.text.typography import typeset

_SHORTEST = 4  # letters of a value that is looked for: shorter ones are everywhere
_PHRASE = 200  # letters up to which a text may be a phrase that holds names
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?:à|par|pour)\s+")
_MAIN = re.compile(r"(<main\b[^>]*>)(.*)(</main>)", re.DOTALL)
_WORDS = re.compile(r"(?<=>)[^<>]+(?=<)")


@dataclass(frozen=True, slots=True)
class Preview:
    """The page of an act; the value in `<span data-lieu="3">` was written at `places[3]`."""

    html: str
    places: tuple[Location, ...]


def preview(html: str, sources: Iterable[Source], session: str, point: int | None) -> Preview:
    """The page with its values marked; `session` is the name of the session's file among the sources."""
    forms: dict[str, Location] = {}
    for scalar in _scalars_of(sources, session, point):
        for form, place in _forms(scalar):
            if place.file == session or _is_telling(form):
                forms.setdefault(_plain(escape(form, quote=False)), place)
    main = _MAIN.search(html)
    if not forms or main is None:
        return Preview(html, ())
    order = sorted(forms, key=lambda form: (forms[form].file != session, -len(form), form))
    words = "|".join(re.escape(form).replace(r"\ ", "[ \u00a0\u202f]") for form in order)
    wanted = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    places: dict[Location, int] = {}

    def marked(found: re.Match[str]) -> str:
        rank = places.setdefault(forms[_plain(found[0])], len(places))
        return f'<span data-lieu="{rank}">{found[0]}</span>'

    body = _WORDS.sub(lambda words: wanted.sub(marked, words[0]), main[0])
    return Preview(html[: main.start()] + body + html[main.end() :], tuple(places))


def _plain(text: str) -> str:
    """With plain spaces: a page keeps some words together."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _is_telling(form: str) -> bool:
    """Whether a value of a file that all acts share is more than one of the words of any act."""
    return " " in _plain(form) or not form[:1].islower()


def _scalars_of(sources: Iterable[Source], session: str, point: int | None) -> Iterator[Scalar]:
    """What the user's files say, the likeliest origin first."""
    files = sorted(sources, key=lambda source: (source.path != session, source.path))
    for source in files:
        if source.path.endswith(YAML):
            tree, _ = read_tree(source.content, source.path)
            yield from _of_session(tree, point) if source.path == session else _scalars(tree)


def _of_session(tree: Node | None, point: int | None) -> Iterator[Scalar]:
    points = tree.get("points") if isinstance(tree, Mapping) else None
    if not isinstance(tree, Mapping) or not isinstance(points, Sequence) or point is None:
        yield from _scalars(tree)
        return
    yield from (scalar for item in points.items if _number(item) == str(point) for scalar in _scalars(item))
    yield from (scalar for _, value in tree if value is not points for scalar in _scalars(value))


def _number(item: Node) -> str:
    number = item.get("numero") if isinstance(item, Mapping) else None
    return number.text if isinstance(number, Scalar) else ""


def _scalars(node: Node | None) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence(items=items):
            for item in items:
                yield from _scalars(item)
        case Mapping():
            for _, value in node:
                yield from _scalars(value)


def _forms(scalar: Scalar) -> Iterator[tuple[str, Location]]:
    """How acts may print a value, each with the place of what it comes from."""
    text = scalar.text.strip()
    day, hour = parse_date(text), parse_hour(text)
    if isinstance(day, date):
        forms = (date_longue(day), date_longue(day, jour=False), date_chiffres(day))
        yield from ((form, scalar.location) for form in forms)
    elif isinstance(hour, time):
        yield from ((form, scalar.location) for form in (heure(hour), heure_lettres(hour)))
    else:
        for line in filter(None, map(str.strip, text.split("\n"))):
            if len(line) >= _SHORTEST:
                yield typeset(line), scalar.find(line)
        yield from _names(scalar)


def _names(scalar: Scalar) -> Iterator[tuple[str, Location]]:
    """The names in a phrase: « Elodie DEMARE, excusée, pouvoir à Christian FRANTZ »."""
    if len(scalar.text) > _PHRASE or "\n" in scalar.text:
        return
    start = 0
    for between in (*_BETWEEN.finditer(scalar.text), None):
        end = between.start() if between else len(scalar.text)
        part = scalar.text[start:end]
        if len(part) >= _SHORTEST and part[:1].isupper():
            yield typeset(part), scalar.within(start, len(part))
        start = between.end() if between else end
