"""The words of a paragraph: text, bold, italic, line breaks, values and choices in the line (rule 5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from markdown_it.token import Token

from actgen.acts.templating.pairing import control, fold
from actgen.acts.templating.parsing import CLOSED, HOW, MISE_EN_FORME, OPENED, Parsing, crossing, language_of
from actgen.acts.templating.tags import MASK, Tag, TagKind
from actgen.acts.templating.tree import Bold, ForeignNode, InlineNode, Italic, Output
from actgen.acts.tree.inline import LineBreak, Text
from actgen.base.rules import rule
from actgen.base.text.typography import typeset_runs

SI_EN_LIGNE = rule("GABARIT-SI-EN-LIGNE")

CLAUSE = rule("GABARIT-CLAUSE")
VALEUR_SEULE = rule("GABARIT-VALEUR-SEULE")

MAX_DEPTH = 10  # of bold and italic in one another
MAX_PARAGRAPH = 20_000  # characters

_CLAUSE = re.compile(r"\bclause\b")
_PROSE = re.compile(r"\|\s*prose\b")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PIECES = re.compile(f"({MASK.pattern})")
_LINK = re.compile(r"(?<!\\)(?:!\[[^\]\n]*\]\([^)\n]*\)|\[[^\]\n]*\]\([^)\s]*[:/.#][^)\n]*\)|<\w+:[^>\s]+>)")
_ESCAPED_BRACKET = re.compile(r"\\[\]{]")
_ESCAPED_STAR = re.compile(r"\\[*_]")
# a value stands as a name after a civility, as a number elsewhere, while typography looks at its neighbours
_CIVILITY = re.compile(r"(?:^|[\s(])(?:MM?\.|M(?:me|lle)s?|Mgr|Me|Dr)\s*$")


def inline_nodes(parsing: Parsing, token: Token, row: int) -> tuple[InlineNode, ...]:
    """The nodes of an inline token whose first line is `row` of the masked text."""
    children = token.children or []
    _check_leftovers(parsing, token, row)
    _check_languages(parsing, token, row)
    _check_links(parsing, token.content, row)
    _check_alone(parsing, token.content)
    if _too_much(parsing, children, token.content, row):
        return ()
    texts = _typeset(children) if parsing.template else _as_written(children)
    sequence, _ = _nest(parsing, children, texts, 0, row)
    return tuple(sequence)


def text_nodes(parsing: Parsing, text: str, row: int) -> tuple[InlineNode, ...]:
    """The nodes of a piece of text that is Markdown in the line (a cell of a table in HTML)."""
    tokens = parsing.markdown.parseInline(text)
    return inline_nodes(parsing, tokens[0], row) if tokens else ()


def too_deep(children: Sequence[Token]) -> bool:
    """True when bold and italic are in one another beyond what any act needs."""
    return max(accumulate((child.nesting for child in children), initial=0)) > MAX_DEPTH


def _too_much(parsing: Parsing, children: Sequence[Token], text: str, row: int) -> bool:
    """True, after saying so, for a paragraph that no act has: bounds on depth and time."""
    if not too_deep(children) and (len(text) <= MAX_PARAGRAPH or not parsing.template):
        return False
    parsing.report(MISE_EN_FORME, "Ce paragraphe est d’une longueur ou d’une profondeur démesurée.", row)
    return True


def _check_alone(parsing: Parsing, text: str) -> None:
    """Rules 8 and 11: a clause and a prose are alone in their paragraph."""
    if not parsing.template:
        return
    alone = MASK.fullmatch(text.strip()) is not None
    for mask in MASK.findall(text):
        tag = parsing.masked.tags[mask]
        if tag.kind is not TagKind.OUTPUT:
            continue
        if _CLAUSE.match(tag.body):
            parsing.report(
                CLAUSE,
                f"La clause {tag.written} n’est pas seule dans un paragraphe.",
                tag.location,
                "Mettez-la seule sur sa ligne, entre deux lignes vides.",
            )
        elif _PROSE.search(tag.body) and not alone:
            parsing.report(
                VALEUR_SEULE,
                f"Le texte mis en forme {tag.written} n’est pas seul dans son paragraphe.",
                tag.location,
                hint="Mettez-le seul, entre deux lignes vides.",
            )


def _check_leftovers(parsing: Parsing, token: Token, row: int) -> None:
    if not parsing.template or _ESCAPED_STAR.search(token.content):
        return
    texts = [child.content for child in token.children or () if child.type == "text"]
    if any("**" in text or "__" in text for text in texts):
        parsing.report(
            MISE_EN_FORME,
            "Des étoiles « ** » n’ont pas mis de mot en gras et resteraient dans l’acte.",
            row,
            hint="Écrivez **mot**, sans espace entre les étoiles et le mot, et une espace autour.",
        )


def _check_languages(parsing: Parsing, token: Token, row: int) -> None:
    """A language that was said of no words: its signs would be printed."""
    signs = "]{" if parsing.template else "]{lang="
    texts = [child.content for child in token.children or () if child.type == "text"]
    if any(signs in text for text in texts) and not _ESCAPED_BRACKET.search(token.content):
        parsing.report(MISE_EN_FORME, f"« {signs} » resterait écrit tel quel dans l’acte.", row, HOW)


def _check_links(parsing: Parsing, text: str, row: int) -> None:
    """No link and no picture: nothing would be fetched, but the act would show the marks."""
    if parsing.template and (found := _LINK.search(text)):
        what = parsing.masked.unmask(found[0])
        parsing.report(
            MISE_EN_FORME,
            f"« {what} » resterait écrit tel quel dans l’acte : un modèle n’a ni lien ni image.",
            row,
            hint="Écrivez l’adresse en toutes lettres ; un blason se met dans l’en-tête.",
        )


def _pieces(child: Token) -> list[str]:
    if child.type == "softbreak":
        return [" "]
    return [piece for piece in _PIECES.split(child.content) if piece] if child.type == "text" else []


def _as_written(children: Sequence[Token]) -> list[list[str]]:
    return [_pieces(child) for child in children]


def _typeset(children: Sequence[Token]) -> list[list[str]]:
    """The pieces of each child, with the typography that the whole paragraph asks for.

    Masks are kept, and words of another language.
    """
    flat = [piece for child in children for piece in _pieces(child)]
    shown: list[str] = []
    literal = _foreign(children)
    for index, piece in enumerate(flat):
        masked = MASK.fullmatch(piece)
        if masked:
            literal.add(index)
        shown.append(_stand_in(piece, shown) if masked else piece)
    pairs = zip(flat, typeset_runs(shown, literal), strict=True)
    done = iter([old if index in literal else new for index, (old, new) in enumerate(pairs)])
    return [[next(done) for _ in _pieces(child)] for child in children]


def _foreign(children: Sequence[Token]) -> set[int]:
    """The ranks of the pieces that are of another language."""
    found: set[int] = set()
    rank = depth = 0
    for child in children:
        depth += (child.type == OPENED) - (child.type == CLOSED)
        pieces = len(_pieces(child))
        found.update(range(rank, rank + pieces) if depth else ())
        rank += pieces
    return found


def _stand_in(mask: str, before: Sequence[str]) -> str:
    """What typography sees in place of a tag: nothing for a control tag, a name or a number for a value."""
    if ord(mask) < 0x100000:
        return ""
    return "Xx" if _CIVILITY.search("".join(before[-2:])[-20:]) else "0"


def _nest(
    parsing: Parsing, children: Sequence[Token], texts: Sequence[list[str]], index: int, row: int
) -> tuple[list[InlineNode], int]:
    """The nodes from `index` to the end of the open bold or italic, and where that end is."""
    sequence: list[InlineNode | Tag] = []
    while index < len(children):
        child = children[index]
        if child.nesting < 0:
            break
        if child.nesting > 0:
            inner, index = _nest(parsing, children, texts, index + 1, row)
            sequence.extend(_around(parsing, child, tuple(inner), row))
        elif child.type in ("text", "softbreak"):
            for piece in texts[index]:
                _append(parsing, sequence, piece)
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK.fullmatch(child.content)):
            sequence.append(LineBreak())
        elif not child.content.startswith("</"):  # its beginning has been reported
            _refuse(parsing, child, row)
        index += 1

    def make(tags: Sequence[Tag], bodies: list[list[InlineNode]]) -> InlineNode | None:
        return _control(parsing, tags, bodies)

    return fold(sequence, make, crossing(parsing, SI_EN_LIGNE)), index


def _around(
    parsing: Parsing, opening: Token, inner: tuple[InlineNode, ...], row: int
) -> tuple[InlineNode, ...]:
    """What an opening token makes of the words after it."""
    if opening.type != OPENED:
        return (Bold(inner) if opening.type == "strong_open" else Italic(inner),)
    language = language_of(opening.content)
    if language:
        return (ForeignNode(inner, language),)
    braces = "« {" + parsing.masked.unmask(opening.content) + "} »"
    parsing.report(MISE_EN_FORME, f"{braces} ne dit pas une langue.", row + opening.meta["line"], HOW)
    return inner


def _append(parsing: Parsing, sequence: list[InlineNode | Tag], piece: str) -> None:
    tag = parsing.masked.tags.get(piece)
    if tag is None:
        if sequence and isinstance(sequence[-1], Text):
            sequence[-1] = Text(sequence[-1].text + piece)
        else:
            sequence.append(Text(piece))
    elif tag.kind is not TagKind.OUTPUT:
        sequence.append(tag)
    elif tag.expression is not None:
        sequence.append(Output(tag.expression))


def _control(parsing: Parsing, tags: Sequence[Tag], bodies: list[list[InlineNode]]) -> InlineNode | None:
    if not any(bodies):
        parsing.report(MISE_EN_FORME, f"La balise {tags[0].written} n’entoure rien.", tags[0].location)
    return control(tags, bodies)


def _refuse(parsing: Parsing, child: Token, row: int) -> None:
    what = parsing.masked.unmask(child.content)
    parsing.report(
        MISE_EN_FORME,
        f"« {what} » n’est pas admis ici.",
        row,
        hint="Un texte ne porte que du gras (**), de l’italique (*) et des fins de ligne.",
    )
