"""What an act that was signed, sent, posted states, held against what its session would make it say now.

Such an act is never written anew; the minutes and the register, which tell of it, are. They must not
tell another story. The journal keeps a mark of each sentence, not the sentences: it tells which one is new.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from operator import itemgetter
from pathlib import Path

from msgspec import Struct

from actgen.acts.outputs.carried import enonces
from actgen.acts.tree.nodes import Document, Style
from actgen.base.errors import EnvironmentFault
from actgen.base.version import __version__
from actgen.council.facts.seance import Seance
from actgen.session.files import folder_of
from actgen.session.writing.journal import JOURNAL, Journal, Said, read_journal

_SIGNS = 12  # hexadecimal digits of a hash: sentences of one act are told apart, nothing is proved
_SHORT = 4  # the same, of each amount, day and name in a sentence
_FIGURE = re.compile(r"\S*\d\S*|\b[^\W\d_]*[A-ZÀ-ÖØ-Þ]{2,}[^\W\d_]*\b")  # amounts, dates, NAMES
_DECISIVE = frozenset((Style.VOTE.value, Style.OPERATIVE.value))
_BARE = re.compile(r"\w(?:.*\w)?")  # without the comma that follows it


class Otherwise(Struct, frozen=True):
    """The first words that the act did not state (none: some are no more); `figures`: facts changed.

    What is decided, and by which vote, comes before all the rest.

    `changed`: where those among these words that took the place of others begin and end, as far as is known.
    They are the facts' when an amount, a date or a name in capitals is another, and the same actgen worded
    both: a later one may have other words for the same facts.
    """

    words: str
    figures: bool
    changed: tuple[tuple[int, int], ...] = ()


def said(document: Document) -> Said:
    """The marks of what an act states."""
    return Said(__version__, tuple(_mark(mots) for _, mots in _stated(document)))


def sent_acts(seance: Seance, out: Path) -> Journal:
    """The journal that tells what the acts of a session stated; one that can't be read tells nothing."""
    try:
        return read_journal(folder_of(seance, out))
    except EnvironmentFault:  # who writes there is told so
        return Journal()


def sent_on_another_day(seance: Seance, out: Path) -> Mapping[str, Said]:
    """The same, in the folder that its acts had before its day was changed: nobody writes there any more."""
    own = folder_of(seance, out)
    found: dict[str, Said] = {}
    for place in sorted(own.parent.glob(f"*/{JOURNAL}")):
        with suppress(EnvironmentFault):
            journal = read_journal(place.parent)
            if place.parent != own and journal.session == seance.fichier:
                found |= journal.said
    return found


def compare(then: Said, document: Document) -> Otherwise | None:
    """What the act would state otherwise now; None when nothing."""
    known = frozenset(map(_key, then.marks))
    stated = [(sorte in _DECISIVE, _mark(mots), mots) for sorte, mots in _stated(document, known)]
    now, before = Counter(_key(mark) for _, mark, _ in stated), Counter(map(_key, then.marks))
    added, gone = now - before, before - now
    if not (added or gone):
        return None
    figures = _figures(added) != _figures(gone)
    others = [(decides, words) for decides, mark, words in stated if _key(mark) in added]
    first = max(others, key=itemgetter(0), default=(False, ""))[1]
    of_gone = {each for mark in then.marks if _key(mark) in gone for each in _each_figure(mark)}
    figured = (found for found in _FIGURE.finditer(first) if _hash(found[0])[:_SHORT] not in of_gone)
    places = (_BARE.search(first, *found.span()) for found in figured)
    return Otherwise(
        first,
        figures and then.version == __version__,
        tuple(each.span() for each in places if each) if of_gone else (),
    )


def _figures(marks: Counter[str]) -> Counter[str]:
    return Counter(mark[_SIGNS:] for mark in marks.elements())


def _stated(document: Document, known: Container[str] = ()) -> Iterator[tuple[str, str]]:
    """The sentences of an act, the rows of its tables one by one: the words of the one that changed are told.

    With the sort of each.

    A table that an earlier journal marked as a whole is left so.
    """
    for each in enonces(document):
        if each.lignes and _key(_mark(each.mots)) not in known:
            head = [" ".join((each.texte, *(cell for row in each.tete for cell in row)))]
            rows = filter(None, (*head, *(" ".join(row) for row in each.lignes)))
            yield from ((each.sorte, row) for row in rows)
        else:
            yield each.sorte, each.mots


def _mark(mots: str) -> str:
    found = _FIGURE.findall(mots)
    return _hash(mots) + _hash(" ".join(found)) + "".join(_hash(word)[:_SHORT] for word in found)


def _key(mark: str) -> str:
    """What tells a sentence from another: journals of earlier days have no more of it."""
    return mark[: 2 * _SIGNS]


def _each_figure(mark: str) -> Iterator[str]:
    told = mark[2 * _SIGNS :]
    return (told[at : at + _SHORT] for at in range(0, len(told), _SHORT))


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_SIGNS]
