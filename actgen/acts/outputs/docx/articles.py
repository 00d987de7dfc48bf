"""Numbered articles as Word numbers them, and references that follow their numbers.

A convention says « Article 4. Coordonnateur » and « selon l’article 4 ». In Word the number is that of a list
and the reference a field: who puts an article in between has the others renumbered.

The field is the name of a bookmark without « REF », which Word allows. LibreOffice, which does not know it,
keeps its words; of a REF it would make the whole label of the heading, « l’article Article 4 », for it has
no switch that leaves the number alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from actgen.acts.outputs.docx.contents import ENTRY
from actgen.acts.outputs.docx.lists import NumberingWriter
from actgen.acts.outputs.docx.markup import (
    XML_SPACE,
    Element,
    local,
    make,
    name,
    paragraphs,
    plain_text,
    text,
)
from actgen.acts.tree.layout import ARTICLE

_FIRST_MARK = 9000  # identifiers of bookmarks, beyond those of anchors
_LEAST = 2  # an article alone is no list
# « l’article 4 », not « l’article 4 du code… » nor « l’article 4-1 », which are of another text
_REFERENCE = re.compile(
    r"(?<=[Aa]rticle[ \u00a0])\d{1,3}\b(?![-.,]?\d)"
    r"(?![ \u00a0](?:du|de la|de l’|des) "
    r"(?:code|loi|décret|ordonnance|arrêté|règlement|cahier|marché|statut))"
)


def number_articles(body: Sequence[Element], styles: Mapping[str, str], lists: NumberingWriter) -> None:
    """Give the headings of articles, numbered from 1 without a gap, the numbers of a list."""
    heads = [node for node in body if _is_heading(node, styles) and ARTICLE.match(plain_text(node))]
    numbers = [int(found[1]) for head in heads if (found := ARTICLE.match(plain_text(head)))]
    if len(heads) < _LEAST or numbers != list(range(1, len(heads) + 1)) or not all(map(_first_text, heads)):
        return
    identity = lists.begin_articles()
    bookmarks = {number: _number(head, identity) for number, head in zip(numbers, heads, strict=True)}
    for line in body:
        if _style_of(line) == styles[ENTRY]:
            continue  # a line of the contents, which Word makes itself
        for each in paragraphs(line):
            _refer(each, bookmarks)


def _is_heading(node: Element, styles: Mapping[str, str]) -> bool:
    return _style_of(node) == styles["Titre2"]


def _style_of(node: Element) -> str:
    style = node.find(f"{name('pPr')}/{name('pStyle')}")
    return "" if style is None else str(style.get(name("val")))


def _first_text(head: Element) -> bool:
    """Whether the number stands whole in the first text of the heading."""
    first = next(head.iter(name("t")), None)
    return first is not None and bool(ARTICLE.match(first.text or ""))


def _number(head: Element, identity: int) -> str:
    """The number of a heading as that of a list; gives its bookmark."""
    settings = head.find(name("pPr"))
    place = 1 + sum(local(child) in ("keepNext", "keepLines", "pageBreakBefore") for child in settings)
    settings.insert(place, make("numPr", make("ilvl", val=0), make("numId", val=identity)))
    first = next(head.iter(name("t")))
    number = ARTICLE.match(first.text or "")
    assert number is not None, "it was looked at"
    first.text = (first.text or "")[number.end() :]
    bookmark = f"_Article_{number[1]}"  # Word hides a name that begins so
    mark = _FIRST_MARK + int(number[1])
    head.insert(1, make("bookmarkStart", id=mark, name=bookmark))
    head.append(make("bookmarkEnd", id=mark))
    return bookmark


def _refer(line: Element, bookmarks: Mapping[int, str]) -> None:
    for run in line.findall(name("r")):
        words = run.find(name("t"))
        if words is None or len(run.findall(name("t"))) != 1 or not _REFERENCE.search(words.text or ""):
            continue
        made = list(_with_fields(run, words.text or "", bookmarks))
        place = line.index(run)
        line[place : place + 1] = made


def _with_fields(run: Element, said: str, bookmarks: Mapping[int, str]) -> Iterator[Element]:
    """The run cut at its references, each in a field that asks for the number of its article."""
    done = 0
    for found in _REFERENCE.finditer(said):
        bookmark = bookmarks.get(int(found[0]))
        if not bookmark:
            continue
        yield _like(run, text(said[done : found.start()]))
        code = make("instrText")
        code.text = f" {bookmark} \\r \\t \\h "
        code.set(XML_SPACE, "preserve")
        yield _like(run, make("fldChar", fldCharType="begin"))
        yield _like(run, code)
        yield _like(run, make("fldChar", fldCharType="separate"))
        yield _like(run, text(found[0]))
        yield _like(run, make("fldChar", fldCharType="end"))
        done = found.end()
    yield _like(run, text(said[done:]))


def _like(run: Element, content: Element) -> Element:
    """A run of that look."""
    settings = run.find(name("rPr"))
    return make("r", *([] if settings is None else [deepcopy(settings)]), content)
