"""What the grammars share: parts of a phrase with their place in it, and the refusal that marks one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date
from actgen.rules import rule
from actgen.text.keys import sans_accents
from actgen.text.messages import say

PHRASE_INCOMPRISE = rule("PHRASE-INCOMPRISE")


LONGUEUR_MAXIMALE = 10_000
"""Characters of a phrase: the names of the largest council fit, a pasted document doesn't."""

NOMBRE = "[0-9]{1,6}"
"""Figures of a phrase: no count of a council is longer, and `int` refuses none of them."""


@dataclass(frozen=True, slots=True)
class Morceau:
    """A part of a phrase, trimmed, with its offset in the phrase."""

    texte: str
    debut: int

    @property
    def cle(self) -> str:
        """As the grammar compares it: no accent, no capital, single spaces."""
        return " ".join(sans_accents(self.texte).casefold().replace("’", "'").split())

    def bornee(self) -> Problem | None:
        """The refusal of a phrase that no one would write: bounds the work that it can ask for."""
        if len(self.texte) <= LONGUEUR_MAXIMALE:
            return None
        return Problem(
            PHRASE_INCOMPRISE,
            say(
                "Cette phrase a {nombre} caractères ; la limite est de {limite}.",
                nombre=len(self.texte),
                limite=LONGUEUR_MAXIMALE,
            ),
            say("Vérifiez les guillemets et les retraits."),
        )

    def en_double(self) -> Problem:
        """The refusal of a part that says again, or otherwise, what the phrase has already said."""
        return self.incompris(
            say("« {texte} » : la phrase le dit déjà, ou dit le contraire.", texte=self.texte),
            say("Gardez une seule des deux indications."),
        )

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


def entier(phrase: str) -> Morceau:
    """The whole phrase as one part."""
    return _rogner(phrase, 0)


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


DONNE = r"(?:(?:a|ayant)\s+donné\s+|donn(?:e|ant)\s+)?(?:pouvoir|procuration)(?:\s+donnée?)?"
REPRESENTE = r"repr[ée]sent[ée]e?(?:\(e\))?"
_POUVOIR = re.compile(
    rf"(?:{DONNE}(?:\s+(?:à|a|au)(?=\s|$)|(?=\s+du\b)|$)|{REPRESENTE}(?:\s+par(?=\s|$)|$))\s*",
    re.IGNORECASE,
)
# A holder may be called DU: before the date, it is the last « du » that leads to it.
_DU = re.compile(r"(?<!\S)(?:(?:en\s+date|datée?)\s+)?du\s+(?=(?:(?!du\b)[a-zA-Z]+\s+)?[0-9])", re.IGNORECASE)


def pouvoir(morceau: Morceau) -> dict[str, object] | Problem | None:
    """`pouvoir à NOM[ du DATE]`, `représenté par NOM`, without the name too; None for something else."""
    trouve = _POUVOIR.match(morceau.texte)
    if trouve is None:
        return None
    reste = morceau.suite(trouve.end())
    coupure = _DU.search(reste.texte)
    a = reste.texte[: coupure.start()].rstrip() if coupure else reste.texte
    lu: dict[str, object] = {"a": a} if a else {}
    if coupure is not None:
        du = jour(reste.suite(coupure.end()))
        if isinstance(du, Problem):
            return du
        lu["du"] = du
    return lu


def noms(texte: str) -> tuple[str, ...]:
    """Names of a list: « A, B et C »."""
    return tuple(nom.strip() for nom in re.split(r",|\bet\b", texte) if nom.strip())
