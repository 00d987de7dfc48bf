"""What makes an act readable by everybody: title, language, order of headings, heads of tables.

The finished PDF is proved elsewhere; here is what the texts of templates and users decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from actgen.diagnostics import Diagnostic, Location
from actgen.document.nodes import Block, Heading, Paragraph, Table, inlines, walk
from actgen.document.words import inline_text
from actgen.figures.seance import FiguresSeance
from actgen.rules import rule
from actgen.text.messages import phrase, say

from .acte import ActeCompose
from .passages import Sorte

_TEXTS = "loi 2005-102, art.\u00a047, et décret 2019-768"
ACC_RGAA = rule("ACC-RGAA")


def check_accessibilite(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Each point that fails, at its words."""
    document = acte.document
    if not document.title.strip():
        yield _finding(acte, say("L'acte n'a pas de titre."), acte.lieu_du_modele)
    if not document.language.startswith("fr"):
        yield _finding(acte, say("La langue de l'acte n'est pas le français."), acte.lieu_du_modele)
    yield from _titres(acte)
    for block in walk(document.blocks):
        if isinstance(block, Table) and not _a_une_tete(block):
            yield _sans_tete(acte, block)


def _titres(acte: ActeCompose) -> Iterator[Diagnostic]:
    titres = [block for block in walk(acte.document.blocks) if isinstance(block, Heading)]
    premiers = [titre for titre in titres if titre.level == 1]
    if len(premiers) != 1:
        yield _finding(
            acte,
            phrase("L'acte a {n} titres de premier niveau au lieu d'un.", n=len(premiers))
            if premiers
            else say("L'acte n'a pas de titre de premier niveau."),
            acte.lieu_du_modele,
            hint=say(
                "Le titre de l'acte est de premier niveau, et lui seul : « # » en Markdown, « Titre 1 » en "
                "Word."
            ),
        )
    for avant, titre in pairwise(titres):
        if titre.level > avant.level + 1 and not _first_of_a_prose(acte, titre):
            words = inline_text(titre.children)
            yield _finding(
                acte,
                phrase(
                    "Le titre « {titre} » est de niveau {n}, sous un titre de niveau {avant}.",
                    titre=words,
                    n=titre.level,
                    avant=avant.level,
                ),
                *_lieux(acte, words),
                hint=say("Descendez d'un niveau à la fois."),
            )


def _first_of_a_prose(acte: ActeCompose, titre: Heading) -> bool:
    """The headings of a prose start at one level wherever it is put: that is not its author's doing."""
    return any(
        next((block for block in walk(blocks) if isinstance(block, Heading)), None) == titre
        for blocks in acte.proses.values()
    )


def _a_une_tete(table: Table) -> bool:
    return any(cell.header for row in (*table.head, *table.body) for cell in row.cells)


def _sans_tete(acte: ActeCompose, table: Table) -> Diagnostic:
    """A table told by its first words; one without any by the file that it is in."""
    debut = _debut(table)
    message = say("Un tableau n'a aucune cellule d'en-tête.")
    if debut:
        message = say("Un tableau n'a aucune cellule d'en-tête : « {quote} ».", quote=debut)
    prose = next((file for file, blocks in acte.proses.items() if table in tuple(walk(blocks))), "")
    lieux = (Location(prose),) if prose and not debut else _lieux(acte, debut)
    return _finding(acte, message, *lieux, hint=say("Faites de sa première ligne une ligne d'en-tête."))


def _debut(block: Block) -> str:
    """The first words of a table."""
    for inner in walk((block,)):
        if isinstance(inner, Paragraph) and (words := inline_text(inlines(inner)).strip()):
            return words
    return ""


def _lieux(acte: ActeCompose, words: str) -> tuple[Location, ...]:
    for passage in acte.passages:
        if words and passage.text == words and passage.sorte is not Sorte.LEGENDE:
            return acte.lieux(passage, 0, len(words))
    return (acte.lieu_du_modele,)


def _finding(acte: ActeCompose, message: str, *places: Location, hint: str = "") -> Diagnostic:
    return acte.constat(ACC_RGAA, message, *places, hint=hint)


RULES = (check_accessibilite,)
