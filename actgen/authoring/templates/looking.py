"""What an author would see wrong on an act made of a template: rules on the words of a trial, once composed.

They are for templates alone: in a real act a doubled space may come from a text of the user, and be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import TROU
from actgen.diagnostics import Diagnostic, Location
from actgen.document.nodes import Block, Heading, Paragraph, Part, inlines
from actgen.document.words import inline_text
from actgen.records import dataclass
from actgen.rules import Rule, rule
from actgen.text.messages import shorten

RESTE = rule("GABARIT-RESTE")
ESPACES = rule("GABARIT-ESPACES")
VIDE = rule("GABARIT-VIDE")
ELISION = rule("GABARIT-ELISION")

LOOKED_OVER = frozenset(code.name for code in (RESTE, ESPACES, VIDE, ELISION))
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_SPACES = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
_ALONE = re.compile(r" [,.)](?!\.|\d)|[,;:] ?[,;.](?!\.)|(?<!\.)\.\.(?!\.)|\( ?\)|« ?»")
_ELIDED = re.compile(r"(?i:\b(?:de|que|jusque|lorsque|puisque)) (?=[AÀÂEÉÈÊIÎOÔUŒ][a-zà-ÿ'])")
_CONTRACTED = re.compile(
    r"(?i)\b(?:de|à) (?:le|les) (?=maires?\b|adjoints?\b|conseil|bureau\b|président|secrétaire|groupement\b"
    r"|coordonnateur\b|département\b|membres?\b)"
)


Place = Callable[[str, str], Location | None]
"""The place of a fragment of a passage, given as (passage, fragment); None when it can't be told."""


def look_over(acte: ActeCompose, place: Place) -> Iterator[Diagnostic]:
    """Every slip that shows on the act, at the place of the template where it was written."""
    looking = _Looking(acte, place)
    for code, pattern, message, hint in _RULES:
        for passage, match in acte.trouve(pattern):
            if TROU not in match.group():
                quote = passage.autour(*match.span())
                where = looking.place_of(passage.text, match.group())
                yield acte.tell(code, message, where, hint=hint, quote=shorten(quote))
    yield from looking.empty(acte.document.blocks)


_RULES: tuple[tuple[Rule, re.Pattern[str], str, str], ...] = (
    (
        RESTE,
        _BRACES,
        "Il reste un signe de balise dans l'acte : « {quote} ».",
        "Fermez la balise, ou retirez ces accolades.",
    ),
    (
        ESPACES,
        _SPACES,
        "Deux espaces se suivent : « {quote} ».",
        "Retirez-en une ; si une balise les sépare, placez l'espace à l'intérieur de {{% if %}}.",
    ),
    (
        VIDE,
        _ALONE,
        "Une ponctuation est restée seule : « {quote} ».",
        "Si c'est une valeur vide qui la laisse, placez les mots qui l'entourent dans "
        "{{% if … %}} … {{% endif %}}.",
    ),
    (
        ELISION,
        _ELIDED,
        "Le mot n'est pas élidé : « {quote} ».",
        "Employez le filtre elision : {{{{ collectivite.nom | elision('de') }}}}, ou la variable qui porte "
        "déjà le mot.",
    ),
    (
        ELISION,
        _CONTRACTED,
        "L'article n'est pas contracté : « {quote} ».",
        "Employez la variable qui porte déjà l'article, par exemple collectivite.du_chef.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Looking:
    acte: ActeCompose
    place: Place

    def place_of(self, passage: str, fragment: str) -> Location:
        return self.place(passage, fragment) or self.acte.lieu_du_modele

    def empty(self, blocks: tuple[Block, ...]) -> Iterator[Diagnostic]:
        """Paragraphs without a word, and titles that nothing follows."""
        for block, after in pairwise((*blocks, None)):
            match block:
                case Part(blocks=inner):
                    yield from self.empty(inner)
                case Paragraph() if not inline_text(inlines(block)).strip():
                    yield self.acte.tell(VIDE, "L'acte porte un paragraphe vide.", self.acte.lieu_du_modele)
                case Heading(level=level) if level > 1 and _alone(level, after):
                    words = inline_text(inlines(block)).strip()
                    yield self.acte.tell(
                        VIDE,
                        "Rien ne suit le titre « {titre} ».",
                        self.place_of(words, words),
                        hint="Placez ce titre dans la même condition que ce qu'il annonce.",
                        titre=shorten(words),
                    )


def _alone(level: int, after: Block | None) -> bool:
    return after is None or (isinstance(after, Heading) and after.level <= level)
