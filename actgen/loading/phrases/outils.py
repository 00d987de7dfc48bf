"""What the grammars share: parts of a phrase with their place in it, and the refusal that marks one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actgen.diagnostics import Scope, Severity, declare
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date
from actgen.reading.wording import say
from actgen.text.keys import sans_accents

PHRASE_INCOMPRISE = declare(
    "PHRASE-INCOMPRISE",
    Severity.ERROR,
    "Une phrase courte (absence, mouvement, vote…) suit la forme prévue.",
    scope=Scope.RUN,
)


@dataclass(frozen=True, slots=True)
class Morceau:
    """A part of a phrase, trimmed, with its offset in the phrase."""

    texte: str
    debut: int

    @property
    def cle(self) -> str:
        """As the grammar compares it: no accent, no capital, single spaces."""
        return " ".join(sans_accents(self.texte).casefold().replace("’", "'").split())

    def suite(self, combien: int) -> Morceau:
        """What follows the first `combien` characters."""
        reste = self.texte[combien:]
        propre = reste.lstrip()
        return Morceau(propre.rstrip(), self.debut + combien + len(reste) - len(propre))

    def incompris(self, message: str, hint: str = "") -> Problem:
        """The refusal of this part, to be marked with a caret."""
        return Problem(PHRASE_INCOMPRISE, message, hint, self.debut, max(len(self.texte), 1))


def morceaux(phrase: str, separateur: str = ",") -> Iterator[Morceau]:
    """The parts between separators, those between brackets left whole."""
    debut = profondeur = 0
    for rang, caractere in enumerate(phrase + separateur):
        profondeur += (caractere == "(") - (caractere == ")")
        if rang == len(phrase) or (caractere == separateur and profondeur <= 0):
            yield _rogner(phrase[debut:rang], debut)
            debut = rang + 1
        if rang == len(phrase):
            return


def _rogner(texte: str, debut: int) -> Morceau:
    propre = texte.lstrip()
    return Morceau(propre.rstrip(), debut + len(texte) - len(propre))


def jour(morceau: Morceau) -> date | Problem:
    """The date that a part holds; the refusal keeps its place in the phrase."""
    lu = parse_date(morceau.texte)
    if isinstance(lu, Problem):
        debut = morceau.debut + lu.offset
        return Problem(lu.code, lu.message, lu.hint, debut, lu.length or len(morceau.texte))
    return lu


_POUVOIR = re.compile(r"(?:pouvoir|procuration)\s+(?:à|a)\s+", re.IGNORECASE)
_DU = re.compile(r"\s+du\s+(?=(?:[a-zA-Z]+\s+)?\d)")


def pouvoir(morceau: Morceau) -> dict[str, object] | Problem | None:
    """`pouvoir à NOM[ du DATE]`; None when the part is something else."""
    trouve = _POUVOIR.match(morceau.texte)
    if trouve is None:
        return None
    reste = morceau.suite(trouve.end())
    coupure = _DU.search(reste.texte)
    if coupure is None:
        return {"a": reste.texte} if reste.texte else _sans_mandataire(morceau)
    du = jour(reste.suite(coupure.end()))
    if isinstance(du, Problem):
        return du
    return {"a": reste.texte[: coupure.start()], "du": du}


def _sans_mandataire(morceau: Morceau) -> Problem:
    return morceau.incompris(
        say("Le pouvoir ne dit pas à qui il est donné."),
        say("Écrivez par exemple : « pouvoir à Prénom NOM du 14/12/2022 »."),
    )


def noms(texte: str) -> tuple[str, ...]:
    """Names of a list: « A, B et C »."""
    return tuple(nom.strip() for nom in re.split(r",|\bet\b", texte) if nom.strip())
