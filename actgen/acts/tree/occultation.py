"""Hides declared words in an act to be published: in its text, its titles, its metadata, its anchors.

A datum is found however it is set (`recherche`), the mark-up that cuts it into several nodes notwithstanding.
What is hidden leaves no trace of its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct, field

from actgen.acts.tree.inline import Inline, Lacune, LineBreak, Link, Place, Span, Text, walk_inlines
from actgen.acts.tree.nodes import Block, Document, Heading, Part, SignaturePlace, Stamp
from actgen.acts.tree.typeset import rewritten
from actgen.acts.tree.words import inline_text
from actgen.base.records import replace
from actgen.base.text.keys import sans_accents, slug

_APOSTROPHES = "'’‘\u02bc`\u00b4"
_QUOTES = '"«»“”„'
_GAPS = frozenset({"Zs", "Zl", "Zp", "Cc", "Pd"})  # spaces, ends of lines, hyphens and dashes
_NOTHING = frozenset({"Mn", "Cf"})  # accents that stand apart, soft hyphens, joiners
_MINUS = "\u2212"
_SHORTEST = 2

Canonical = tuple[str, tuple[int, ...]]
"""The letters that count, and the place of each."""


def too_short(texte: str) -> bool:
    """Whether a datum has a single letter or digit, or none: it would hide half of an act, or nothing."""
    return sum(sign.isalnum() for sign in canonical_of(texte)[0]) < _SHORTEST


def contains(texte: str, donnee: str) -> bool:
    """Whether a text holds a datum, however it is set."""
    return next(occurrences(canonical_of(texte), texte, donnee), None) is not None


@lru_cache(maxsize=4096)
def canonical_of(texte: str) -> Canonical:
    """The letters that count, each with its place; one space where words meet, none between digits."""
    signs: list[str] = []
    offsets: list[int] = []
    gap = -1  # where it is, when there is one
    for offset, sign in enumerate(texte):
        for letter in " " if _is_grouping(texte, offset) else _letters(sign):
            if letter == " ":
                gap = offset
                continue
            if gap >= 0 and signs and _two_words(signs[-1], letter):
                signs.append(" ")
                offsets.append(gap)
            gap = -1
            signs.append(letter)
            offsets.append(offset)
    return "".join(signs), tuple(offsets)


def _is_grouping(texte: str, offset: int) -> bool:
    """Whether it is a dot between two digits: « 03.80.00.00.00 » is the same number as with spaces."""
    return (
        texte[offset] == "."
        and texte[offset - 1 : offset].isdigit()
        and texte[offset + 1 : offset + 2].isdigit()
    )


def _letters(sign: str) -> str:
    if sign.isascii() and sign.isalnum():
        return sign.lower()
    category = unicodedata.category(sign)
    if category in _GAPS or sign == _MINUS:
        return " "
    if category in _NOTHING:
        return ""
    if sign in _APOSTROPHES:
        return "'"
    if sign in _QUOTES:
        return '"'
    return sans_accents(sans_accents(sign).casefold()) or sign


def _two_words(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())


def occurrences(canonical: Canonical, texte: str, donnee: str) -> Iterator[tuple[int, int]]:
    """Every place of a datum, those that overlap included."""
    signs, offsets = canonical
    wanted = canonical_of(donnee)[0]
    at = signs.find(wanted) if wanted else -1
    while at >= 0:
        last = at + len(wanted) - 1
        start, end = offsets[at], _whole_letter(texte, offsets[last] + 1)
        cut = (at > 0 and offsets[at - 1] == start) or (last + 1 < len(signs) and offsets[last + 1] < end)
        if not cut and not _in_word(texte, start, end, wanted):
            yield start, end
        at = signs.find(wanted, at + 1)


def _whole_letter(texte: str, end: int) -> int:
    """Accents that stand apart go with their letter."""
    while end < len(texte) and unicodedata.category(texte[end]) in _NOTHING:
        end += 1
    return end


def _in_word(texte: str, start: int, end: int, wanted: str) -> bool:
    """Whether a word goes on before or after."""
    before = start - 1
    while before >= 0 and unicodedata.category(texte[before]) in _NOTHING:
        before -= 1
    return (wanted[0].isalnum() and before >= 0 and texte[before].isalnum()) or (
        wanted[-1].isalnum() and end < len(texte) and texte[end].isalnum()
    )


_MOTS = re.compile(r"[^\W_]+")
_OPAQUE = "\ufffc"  # a node that is no text: no datum goes through it

_Gap = tuple[int, int, str]
"""Start, end, replacement."""


class Mask(Struct, frozen=True):
    """Words to hide, and what a reader finds in their place."""

    texte: str
    remplacement: str


class Occultation(Struct, frozen=True):
    """An act without the words to hide, and those of them that it held, as they were declared."""

    document: Document
    trouves: frozenset[str]


def hide(document: Document, masques: Sequence[Mask]) -> Occultation:
    """The same act, every occurrence of the words to hide replaced; earlier masks win where two overlap.

    What holds none of them stays the very same object: most lines of most acts are not rebuilt.
    """
    if not masques:
        return Occultation(document, frozenset())
    hiding = _Hiding(tuple(masques))
    occulte = replace(
        document,
        title=hiding.text(document.title),
        blocks=hiding.blocks_of(document.blocks),
        header=hiding.text(document.header),
        subject=hiding.text(document.subject),
        author=hiding.text(document.author),
    )
    return Occultation(occulte, frozenset(hiding.trouves))


def hide_text(texte: str, masques: Sequence[Mask]) -> str:
    """The same for one text of its own: an object, the reason of a postponement."""
    return _Hiding(tuple(masques)).text(texte)


# The tree without what is to be hidden


class _Hiding(Struct):
    """One act being masked: the data that it was found to hold, the anchors given again."""

    masques: tuple[Mask, ...]
    trouves: set[str] = field(default_factory=set)
    ancres: set[str] = field(default_factory=set)

    def text(self, texte: str) -> str:
        return self._pieces([texte], self._gaps(texte))[0]

    def blocks_of(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return rewritten(blocks, self.line, self._signature, self._other)

    def _other(self, block: Block) -> Block:
        match block:
            case Heading():
                return self._heading(block)
            case Stamp(label=label):
                return Stamp(self.text(label))
            case Part(name=name):
                return replace(block, name=self.text(name))
        return block

    def line(self, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A line of text, read whole."""
        feuilles = list(_leaves(children))
        gaps = self._gaps("".join(feuilles))
        if not gaps and _OPAQUE not in feuilles and not any(map(self._leads_to, walk_inlines(children))):
            return children
        repris = self._pieces(feuilles, gaps) if gaps else feuilles
        return self._filled(children, iter(repris))

    def _leads_to(self, node: Inline) -> bool:
        """Whether a node leads to an address that holds a datum to hide."""
        if not isinstance(node, Link):
            return False
        ecrits = (node.target, unquote(node.target))  # « Zo%C3%A9 » is « Zoé »
        return any(self._gaps(" ".join(_MOTS.findall(each))) for each in ecrits)

    def _heading(self, heading: Heading) -> Heading:
        """A heading with another anchor, where its words or its anchor hold a datum."""
        children = self.line(heading.children)
        if children == heading.children and self.text(heading.anchor) == heading.anchor:
            return heading
        ancre = base = slug(inline_text(children)) or "titre"
        rang = 2
        while ancre in self.ancres:
            ancre, rang = f"{base}-occulte-{rang}", rang + 1
        self.ancres.add(ancre)
        return replace(heading, anchor=ancre if heading.anchor else "")

    def _signature(self, place: SignaturePlace) -> SignaturePlace:
        return replace(place, quality=self.text(place.quality), name=self.text(place.name))

    def _gaps(self, texte: str) -> list[_Gap]:
        """What is to be cut out of a text, in order; what overlaps is one hole."""
        if not texte:
            return []
        canonical = canonical_of(texte)
        trouves: list[tuple[int, int, int]] = []
        for rang, masque in enumerate(self.masques):
            places = list(occurrences(canonical, texte, masque.texte))
            if places:
                self.trouves.add(masque.texte)
            trouves += [(start, end, rang) for start, end in places]
        return self._joined(sorted(trouves))

    def _joined(self, trouves: Iterable[tuple[int, int, int]]) -> list[_Gap]:
        reunis: list[tuple[int, int, int]] = []
        for start, end, rang in trouves:
            if reunis and start < reunis[-1][1]:
                debut, fin, premier = reunis[-1]
                reunis[-1] = (debut, max(fin, end), min(premier, rang))
            else:
                reunis.append((start, end, rang))
        return [(start, end, self.masques[rang].remplacement) for start, end, rang in reunis]

    def _pieces(self, pieces: Sequence[str], gaps: list[_Gap]) -> list[str]:
        """The pieces less the holes; what stands in place of a hole goes to the piece where it begins."""
        repris: list[str] = []
        base = 0
        for piece in pieces:
            fin, garde, morceau = base + len(piece), base, ""
            for start, end, remplacement in gaps:
                if end <= base or start >= fin:
                    continue
                if start >= base:
                    morceau += piece[garde - base : start - base] + remplacement
                garde = min(end, fin)
            repris.append(morceau + piece[garde - base :])
            base = fin
        return repris

    def _filled(self, children: tuple[Inline, ...], textes: Iterator[str]) -> tuple[Inline, ...]:
        rempli: list[Inline] = []
        for child in children:
            if isinstance(child, Span):
                inner = self._filled(child.children, textes)
                if isinstance(child, Link) and (inner != child.children or self._leads_to(child)):
                    rempli += inner  # an address may tell what its words hide
                elif inner:
                    rempli.append(replace(child, children=inner))
                continue
            texte = next(textes)
            if isinstance(child, Text):
                if texte:
                    rempli.append(Text(texte))
            elif isinstance(child, Lacune | Place):
                rempli.append(replace(child, label=self.text(child.label)))
            else:
                rempli.append(child)
        return tuple(rempli)


def _leaves(children: tuple[Inline, ...]) -> Iterator[str]:
    """The text of each leaf, in order."""
    for child in children:
        match child:
            case Text(text=text):
                yield text
            case Span(children=inner):
                yield from _leaves(inner)
            case LineBreak():
                yield "\n"
            case Lacune() | Place():
                yield _OPAQUE
