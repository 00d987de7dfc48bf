"""What must be alone in its paragraph: a clause, a prose, a `set` at the top."""

from __future__ import annotations

from collections.abc import Sequence

from actgen.rendering.templates.inlines import CLAUSE, VALEUR_SEULE
from actgen.rendering.templates.tags import SET, Kind
from actgen.rendering.word.beside import Page, quoted
from actgen.rendering.word.lines import Line
from actgen.rendering.word.tags import ALONE, TEXTE_PERDU, Findings, Found, Level, Sort


def check_settings(tags: Sequence[Found], lines: Sequence[Line], findings: Findings) -> list[Found]:
    """The `set` of a file, which are in paragraphs of their own before its first text."""
    page = Page(tags, lines)
    kept: list[Found] = []
    begun = False
    for line in lines:
        here = page.on(line)
        settings = [tag for tag in here if tag.sort is Sort.TAG and tag.kind is Kind.SET]
        alone = bool(settings) and len(settings) == 1 and not page.rest(settings[0])
        if alone and not begun and line.story.is_body and line.cell is None:
            kept.extend(settings)
            continue
        for tag in settings:
            findings.add(
                SET,
                f"La balise {tag.written} n’est pas au début du modèle, seule dans son paragraphe.",
                tag.location,
                hint="Placez les {% set %} avant le premier texte, un par paragraphe.",
            )
        begun = begun or bool(page.plain(line)) or any(tag.sort is not Sort.NOTE for tag in here)
    return kept


def check_output(page: Page, tag: Found, findings: Findings) -> None:
    """Tell a clause or a prose that shares its paragraph, or stands where none may."""
    rest = page.rest(tag)
    if tag.sort is Sort.CLAUSE:
        if rest:
            findings.add(
                CLAUSE,
                f"La clause {tag.written} n’est pas seule dans son paragraphe : {quoted(rest)}.",
                tag.location,
                hint=ALONE,
            )
        elif tag.line.cell is not None or not tag.line.story.is_body:
            findings.add(
                CLAUSE,
                f"La clause {tag.written} est dans un tableau, un en-tête, un pied de page ou une note.",
                tag.location,
                hint="Une clause est dans le corps du document, hors de tout tableau.",
            )
    elif tag.level is Level.PARAGRAPHS and rest:
        findings.add(
            TEXTE_PERDU,
            f"La balise {{{{p {tag.body} }}}} partage son paragraphe avec un texte qui serait perdu : "
            f"{quoted(rest)}.",
            tag.location,
            hint="Mettez-la seule dans son paragraphe, ou écrivez {{ … }} sans « p ».",
        )
    elif tag.body.replace(" ", "").endswith("|prose") and rest:
        findings.add(
            VALEUR_SEULE,
            f"Le texte mis en forme {tag.written} n’est pas seul dans son paragraphe.",
            tag.location,
            hint=ALONE,
        )
