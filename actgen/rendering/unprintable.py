"""What is said of a character that no face of the acts has, at the place where it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from actgen.diagnostics import Diagnostic, Location, Mender, Scope, Severity, declare
from actgen.reading.characters import is_forbidden, showable
from actgen.rendering.fonts import missing_characters
from actgen.text.messages import say

CARACTERE_SANS_POLICE = declare(
    "CARACTERE-SANS-POLICE",
    Severity.ERROR,
    "Chaque caractère d’un fichier peut être imprimé par les polices des actes.",
    scope=Scope.RUN,
)


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
