"""Which characters a file may hold: spaces of every width are spaces, invisible marks are refused.

A mark that turns the direction of a line, or that nobody sees, can make an act read otherwise than
what was checked: it is refused at its place, never dropped. So is one that no face of the acts has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.reading.source_text import SourceText
from actgen.rules import rule
from actgen.text.messages import say
from actgen.text.printable import missing_characters

CARACTERE_INTERDIT = rule("CARACTERE-INTERDIT")

CARACTERE_SANS_POLICE = rule("CARACTERE-SANS-POLICE")

_MAX_FOUND = 20

# Every width of space is a space; the three that YAML 1.1 takes for line breaks are not spaces.
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_BREAKS = "\u0085\u2028\u2029"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_NO_CHARACTER = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_FORBIDDEN = re.compile(f"[{_CONTROL}{_BREAKS}{_BIDI}{_UNSEEN}{_NO_CHARACTER}{_PRIVATE}\ufffc\ufffd]")

_KINDS = (
    (re.compile(f"[{_BIDI}]"), "marque invisible qui change le sens d'écriture"),
    (re.compile(f"[{_UNSEEN}]"), "caractère invisible"),
    (re.compile(f"[{_BREAKS}]"), "saut de ligne que les éditeurs ne montrent pas"),
    (re.compile(f"[{_CONTROL}]"), "caractère de commande"),
    (re.compile("\ufffd"), "trace d'un caractère perdu par une conversion"),
)


def plain_spaces(text: str) -> str:
    """`text` with every width of space and every tab as one plain space; same length."""
    return _SPACES.sub(" ", text).replace("\t", " ")


def clean_value(text: str) -> str:
    """A value as it is kept: plain spaces, accents composed (a Mac may write them apart)."""
    if text.isascii():
        return text.replace("\t", " ")
    return unicodedata.normalize("NFC", plain_spaces(text))


def showable(text: str) -> str:
    """`text` for a message: same length, each forbidden character shown as U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text).replace("\t", " ")


def is_forbidden(text: str) -> str | None:
    """The first forbidden character of a value, or None."""
    found = _FORBIDDEN.search(text)
    return found.group() if found else None


def forbidden_character(character: str, *places: Location, mender: Mender) -> Diagnostic:
    """The finding for one kind of character, at each of its places."""
    kind = next(
        (name for pattern, name in _KINDS if pattern.match(character)), "caractère sans signification"
    )
    return CARACTERE_INTERDIT.finding(
        say("Caractère interdit, U+{point} : {kind}.", point=f"{ord(character):04X}", kind=say(kind)),
        *places,
        hint=say(
            "Effacez les caractères autour de cet endroit et tapez-les de nouveau au clavier ; "
            "ce caractère vient en général d'un copier-coller."
        ),
        mender=mender,
    )


def find_forbidden(raw_lines: tuple[str, ...], source: SourceText, mender: Mender) -> tuple[Diagnostic, ...]:
    """One finding for each forbidden character, with its first places."""
    places: dict[str, list[Location]] = {}
    for number, line in enumerate(raw_lines):
        for match in _FORBIDDEN.finditer(line):
            known = places.setdefault(match.group(), [])
            if len(known) < _MAX_FOUND:
                known.append(source.place(number, match.start()))
        if len(places) >= _MAX_FOUND:
            break
    return tuple(forbidden_character(char, *found, mender=mender) for char, found in places.items())


def unprintable(
    text: str, place: Callable[[int, int], Location | None], mender: Mender = Mender.SECRETAIRE
) -> Iterator[Diagnostic]:
    """A finding for each run of characters of a text that can't be printed; `place`: from where to where."""
    if missing := missing_characters(text):
        run = re.compile(f"[{''.join(map(re.escape, sorted(missing)))}]+")
        for match in run.finditer(text):
            yield _finding(match[0], place(match.start(), match.end()), mender)


def _finding(signs: str, place: Location | None, mender: Mender) -> Diagnostic:
    message = (
        say(
            "« {signs} » (U+{code}) ne peut pas être imprimé.",
            signs=showable(signs),
            code=f"{ord(signs):04X}",
        )
        if len(signs) == 1
        else say("« {signs} » ne peut pas être imprimé.", signs=showable(signs))
    )
    return CARACTERE_SANS_POLICE.finding(message, place, hint=_remedy(signs), mender=mender)


def _remedy(signs: str) -> str:
    if is_forbidden(signs):
        return say("Effacez les caractères autour de cet endroit et tapez-les de nouveau au clavier.")
    plain = unicodedata.normalize("NFKC", signs)
    if not missing_characters(plain):
        return say("Écrivez « {plain} » à la place.", plain=plain)
    return say(
        "Remplacez-le par un mot : les actes emploient l'alphabet latin, l'alphabet grec et les signes "
        "courants (☒ ☐ ✔ ✗ ⇒ ► ★)."
    )
