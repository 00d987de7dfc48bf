"""`actgen explain`: what a code watches, on what authority, an example, and how to set it aside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.report.screen import Screen, Style, paragraph, table

if TYPE_CHECKING:
    from actgen.authoring.fiches import Fiche, TexteCite
    from actgen.rules import Code


COMMAND = Command(
    name="explain",
    summary="Explique un code de contrôle\u00a0: ce qu’il surveille, sur quel texte, qui peut corriger, avec "
    "un exemple faux et un juste.",
    arguments=(
        Argument(
            "CODE",
            "par exemple PUB-MODE\u202f; un début (QUORUM) ou un mot (pouvoir) donne ceux qui le portent"
            "\u202f; sans code, tous",
            optional=True,
        ),
    ),
    options=(Option("--report", "forme de la réponse", "FORME", choices=("text", "json")),),
    examples=("actgen explain PUB-MODE", "actgen explain QUORUM", "actgen explain"),
)
_INDENT = 2
_SHORTEST_WORD = 4
_EXAMPLE = 4


def run(line: Line, screen: Screen) -> int:
    """Show one code whole, or the list of several by topic."""
    from actgen.rules import every_code

    codes = dict(every_code())
    asked = line.one("CODE").upper()
    if asked and asked not in codes:
        named = {name: code for name, code in codes.items() if name.startswith(f"{asked}-")}
        codes = named or _about(asked, codes)
        if not codes:
            raise UsageError(unknown_code(asked), COMMAND.name)
    elif asked:
        codes = {asked: codes[asked]}
    if line.one("--report") == "json":
        _show_json(codes, screen)
    elif asked in codes:
        _show(codes[asked], screen)
    else:
        _list(codes, screen)
    return 0


def _about(word: str, codes: dict[str, Code]) -> dict[str, Code]:
    """The codes whose sentence holds a word that no code bears: « pouvoir » is looked for as it is said."""
    from actgen.text.keys import cle

    sought = cle(word)
    if len(sought) < _SHORTEST_WORD:
        return {}
    return {name: code for name, code in codes.items() if sought in cle(code.watches)}


def unknown_code(asked: str) -> str:
    """What to say of a code that doesn't exist: the nearest one, where all are listed."""
    from actgen.rules import nearest_code

    near = nearest_code(asked)
    advice = f" Le plus proche\u00a0: {near}." if near else ""
    return f"Aucun contrôle ne porte le code {quoted(asked)}.{advice} La liste\u00a0: actgen explain"


def _show_json(codes: dict[str, Code], screen: Screen) -> None:
    from actgen.authoring.fiches import fiche
    from actgen.report.as_json import show_report
    from actgen.report.explain import as_json

    show_report({"codes": [as_json(fiche(code)) for code in codes.values()]}, screen)


def _list(codes: dict[str, Code], screen: Screen) -> None:
    """Each topic with its codes, in the order of data/regles."""
    from actgen.authoring.fiches import par_sujet

    for rank, (title, found) in enumerate(par_sujet(codes)):
        if rank:
            screen.line()
        screen.line(title, Style.STRONG)
        for text in table([(code.name, code.watches) for code in found], screen.width, _INDENT):
            screen.line(text)
    screen.line()
    screen.line("Le détail d’un code\u00a0: actgen explain CODE")


def _show(code: Code, screen: Screen) -> None:
    from actgen.authoring.fiches import fiche

    told = fiche(code)
    screen.line(code.name, Style.STRONG)
    for text in paragraph(code.watches, screen.width):
        screen.line(text)
    if told.exemple:
        screen.line()
        for text in paragraph(told.exemple.explication, screen.width):
            screen.line(text)
    screen.line()
    for text in table(list(_rows(told)), screen.width, _INDENT):
        screen.line(text)
    _show_examples(told, screen)
    screen.line()
    screen.line("Écarter ce constat", Style.STRONG)
    for text in paragraph(told.ecarter, screen.width, indent=_INDENT):
        screen.line(text)
    _show_lines(told.derogation, screen)


def _rows(told: Fiche) -> Iterator[tuple[str, str | list[str]]]:
    yield "Gravité", told.gravite
    if told.empeche:
        yield "Empêche", told.empeche
    for text in told.textes:
        yield text.citation, list(_wordings(text))
    if told.reference:
        yield "Texte", told.reference
    if told.donnees:
        yield told.donnees.titre, list(told.donnees.lignes)
    if told.depuis:
        yield "Depuis", told.depuis
    if told.territoire:
        yield "Territoire", told.territoire
    yield "Source", told.statut
    yield "À voir par", told.corrige


def _wordings(text: TexteCite) -> Iterator[str]:
    for each in text.redactions:
        yield f"{each.objet}\u202f; {each.periode}"
        if each.territoire:
            yield each.territoire
        sources = "\u202f; ".join(each.sources)
        yield f"{each.lecture}\u00a0: {sources}" if sources else each.lecture


def _show_examples(told: Fiche, screen: Screen) -> None:
    if told.exemple is None:
        return
    where = f", {told.lieu}" if told.lieu else ""
    for label, text in (("Faux", told.exemple.faux), ("Juste", told.exemple.juste)):
        screen.line()
        screen.line(f"{label}{where}", Style.STRONG)
        if told.exemple.en_mots:
            for each in paragraph(text, screen.width, indent=_EXAMPLE):
                screen.line(each)
        else:
            _show_lines(text, screen)


def _show_lines(text: str, screen: Screen) -> None:
    """Lines of a file, never cut: they are to be copied."""
    for each in text.splitlines():
        screen.line((" " * _EXAMPLE + each).rstrip())
