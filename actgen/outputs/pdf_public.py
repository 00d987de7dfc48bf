"""What programs are told of an act: all that it states, words declared private masked wherever they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actgen.document.nodes import Document
from actgen.document.occultation import Masque, occulter, occulter_texte
from actgen.document.recherche import contient
from actgen.outputs.enonces import liens
from actgen.outputs.house.paper import Paper
from actgen.outputs.marges import read_words, running_words
from actgen.records import dataclass

CACHE = "█████"  # private words, whatever they are and however long
_SITE = re.compile(r"[a-z][a-z0-9+.-]*:(?://[^/?#@]*(?=[/?#]|\Z))?", re.IGNORECASE)

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Public:
    """An act without its private words: its tree, what runs on its pages, its paper, where it leads.

    `papier`: the lines that are read above the act, and below it.
    """

    document: Document
    courants: Lines
    papier: tuple[Lines, Lines]
    liens: Lines


def public(document: Document, paper: Paper | None, prives: Sequence[str]) -> Public:
    """An act as programs are given it; `prives` are the words that they are not."""
    masks = [Masque(words, CACHE) for words in prives]

    def told(lines: Lines) -> Lines:
        return tuple(occulter_texte(line, masks) for line in lines)

    shown = occulter(document, masks).document
    above, below = read_words(paper)
    return Public(
        shown,
        told(running_words(document, paper)),
        (told(above), told(below)),
        tuple(_addresses(document, shown, prives)),
    )


def leads_there(told: str, address: str) -> bool:
    """Whether an address is one that is told masked."""
    site = told.removesuffix(CACHE).removesuffix("/")
    if not site:
        return _SITE.match(address) is None
    rest = address.removeprefix(site)
    return address.startswith(site) and (site.endswith(":") or rest[:1] in ("", "/", "?", "#"))


def _addresses(document: Document, shown: Document, prives: Sequence[str]) -> Iterator[str]:
    """The addresses; of one that is private, or whose words are, the site and no more."""
    public_ones = set(liens(shown))
    for address in liens(document):
        if address in public_ones:
            yield address
            continue
        found = _SITE.match(address)
        site = found[0] if found else ""
        if any(contient(re.sub(r"[\W_]+", " ", site), words) for words in prives):
            site = site.partition(":")[0] + ":"
        yield f"{site}{'' if site.endswith(':') or not site else '/'}{CACHE}"
