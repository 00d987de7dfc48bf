"""What an act that was sent states, held against what its session would make it say now.

An act that was sent is never written anew; the minutes and the register, which tell of it, are. They must not
tell another story. The journal keeps a mark of each sentence, not the sentences: it tells which one is new.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from actgen import __version__
from actgen.document.nodes import Document
from actgen.errors import EnvironmentFault
from actgen.facts.seance import Seance
from actgen.outputs.carried import Enonce, enonces
from actgen.session.files import folder_of
from actgen.writing.journal import Said, read_journal

_SIGNS = 12  # hexadecimal digits of a hash: sentences of one act are told apart, nothing is proved
_FIGURE = re.compile(r"\S*\d\S*|\b[^\W\d_]*[A-ZÀ-ÖØ-Þ]{2,}[^\W\d_]*\b")  # amounts, dates, NAMES


class Otherwise(Struct, frozen=True):
    """The first words that the act did not state (none: some are no more); `figures`: facts changed.

    They are the facts' when an amount, a date or a name in capitals is another, and the same actgen worded
    both: a later one may have other words for the same facts.
    """

    words: str
    figures: bool


def said(document: Document) -> Said:
    """The marks of what an act states."""
    return Said(__version__, tuple(map(_mark, enonces(document))))


def sent_acts(seance: Seance, out: Path) -> Mapping[str, Said]:
    """What the acts in the folder of a session stated; a journal that can't be read tells nothing."""
    try:
        return read_journal(folder_of(seance, out)).said
    except EnvironmentFault:  # who writes there is told so
        return {}


def compare(then: Said, document: Document) -> Otherwise | None:
    """What the act would state otherwise now; None when nothing."""
    stated = [(_mark(each), each.mots) for each in enonces(document)]
    now, before = Counter(mark for mark, _ in stated), Counter(then.marks)
    added, gone = now - before, before - now
    if not (added or gone):
        return None
    figures = _figures(added) != _figures(gone)
    first = next((words for mark, words in stated if mark in added), "")
    return Otherwise(first, figures and then.version == __version__)


def _figures(marks: Counter[str]) -> Counter[str]:
    return Counter(mark[_SIGNS:] for mark in marks.elements())


def _mark(each: Enonce) -> str:
    return _hash(each.mots) + _hash(" ".join(_FIGURE.findall(each.mots)))


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_SIGNS]
