"""`actgen templates copy`: the texts of a kind, or a clause, ready to be worded otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.catalogues import TEMPLATES, catalogue_of
from actgen.cli.line import Argument, Command, Line, Option, not_a_choice, quoted
from actgen.errors import UsageError
from actgen.report.screen import Screen, Style

if TYPE_CHECKING:
    from actgen.authoring.copies.texts import Models
    from actgen.authoring.copies.writing import Copied, Format
    from actgen.kinds.catalogue import Catalogue

COMMAND = Command(
    name="templates copy",
    summary="Copie les textes d’une nature d’acte dans votre dossier «\u00a0templates\u00a0», en Word "
    "ou en Markdown, avec leurs balises\u00a0: vous n’avez plus qu’à en changer les phrases.",
    arguments=(
        Argument(
            "QUOI", "code d’une nature d’acte, par exemple subvention, ou une clause\u00a0: clauses/visas"
        ),
    ),
    options=(
        Option("--word", "en Word (.docx)"),
        Option("--markdown", "en Markdown (.md), tel quel"),
        Option("--commune", "pour cette commune seule\u00a0: code INSEE, ou nom de son fichier", "COMMUNE"),
        Option("--out", "dans ce dossier de modèles, au lieu de «\u00a0templates\u00a0»", "DOSSIER"),
        TEMPLATES,
    ),
    about=(
        "La copie Word donne le même acte que l’original, mot pour mot. Chaque texte de la nature d’acte a "
        "son fichier (corps, expose, dispositif…)\u202f; une clause partagée y reste une balise, et se "
        "copie à part.",
        "Un fichier qui existe n’est jamais remplacé. Vos propres textes Markdown passent eux aussi en Word "
        "avec --word\u00a0: ils sont alors gardés hors des modèles, dans «\u00a0templates-markdown\u00a0».",
        "Une convention est la même pour tous ses signataires\u00a0: elle ne se copie pas pour une commune. "
        "Termine avec le code 1 si un texte n’a pas pu être copié.",
    ),
    examples=(
        "actgen templates copy subvention --word",
        "actgen templates copy clauses/visas --word --commune 68072",
        "actgen templates copy tarifs --markdown --out essais",
    ),
)
_INDENT = 2


def run(line: Line, screen: Screen) -> int:
    """Copy what was asked for, tell what was written and what to do next."""
    from actgen.authoring.copies.texts import Impossible, Unknown
    from actgen.authoring.copies.writing import copy

    wanted = _format(line)
    catalogue, _ = catalogue_of(line, COMMAND.name)
    commune = _commune(line, catalogue)
    try:
        models = _models(line, catalogue, commune)
    except Unknown as unknown:
        raise UsageError(str(unknown), COMMAND.name) from None
    except Impossible as impossible:
        _tell(screen, str(impossible), Style.ERROR)
        return 1
    root = Path(line.one("--out")) if line.has("--out") else _templates_of(catalogue)
    copied = copy(models, wanted, root, commune)
    _show(models, wanted, copied, commune, screen)
    if copied.written:
        _show_next(line, models, wanted, copied, screen)
    return int(bool(copied.refused or copied.opposed) or not copied.written)


def _format(line: Line) -> Format:
    from actgen.authoring.copies.writing import Format

    if line.has("--word") == line.has("--markdown"):
        raise UsageError("Dites en quel format copier\u00a0: --word ou --markdown.", COMMAND.name)
    return Format.WORD if line.has("--word") else Format.MARKDOWN


def _commune(line: Line, catalogue: Catalogue) -> str:
    from actgen.authoring.templates.levels import code_of_commune

    word = line.one("--commune")
    code = code_of_commune(catalogue.sources, word) if word else ""
    if code is None:
        raise UsageError(
            f"{quoted(word)} n’est ni une commune, ni un fichier de «\u00a0collectivites\u00a0».",
            COMMAND.name,
        )
    return code


def _models(line: Line, catalogue: Catalogue, commune: str) -> Models:
    from actgen.authoring.copies.texts import clause_asked, models_of_clause, models_of_kind

    word = line.one("QUOI")
    if clause := clause_asked(word):
        return models_of_clause(catalogue, clause, commune=commune)
    kind = catalogue.get(word)
    if kind is None:
        raise UsageError(not_a_choice("QUOI", word, sorted(catalogue.kinds)), COMMAND.name)
    return models_of_kind(catalogue, kind, commune=commune)


def _templates_of(catalogue: Catalogue) -> Path:
    """The workspace's own folder of templates, as seen from the current folder when it is in it."""
    place = catalogue.sources.workspace / "templates"
    here = Path().absolute()
    return place.absolute().relative_to(here) if place.absolute().is_relative_to(here) else place


def _show(models: Models, wanted: Format, copied: Copied, commune: str, screen: Screen) -> None:
    whom = f", pour la commune {commune}" if commune else ""
    head = f"{models.title} ({models.folder}), en {wanted.words}{whom}"
    screen.line(head, Style.STRONG)
    for place in copied.written:
        screen.line(f"{' ' * _INDENT}{place.as_posix()}\u00a0: écrit")
    for place in copied.kept:
        screen.line(f"{' ' * _INDENT}{place.as_posix()}\u00a0: existe déjà, laissé tel quel")
    for place in copied.aside:
        screen.line(f"{' ' * _INDENT}{place.as_posix()}\u00a0: votre texte d’avant, gardé")
    if copied.opposed:
        _tell(screen, _opposed(copied.opposed, wanted), Style.ERROR)
    for reason in copied.refused:
        _tell(screen, reason, Style.ERROR)


def _opposed(files: tuple[Path, ...], wanted: Format) -> str:
    names = ", ".join(file.name for file in files)
    those = "ce fichier" if len(files) == 1 else "ces fichiers"
    return (
        f"Non copié en {wanted.words}, car déjà écrit en {wanted.other.words}\u00a0: {names}. Dans un même "
        f"dossier, un texte n’a qu’un format. Pour en changer, retirez {those} de "
        f"{quoted(files[0].parent.as_posix())}."
    )


def _show_next(line: Line, models: Models, wanted: Format, copied: Copied, screen: Screen) -> None:
    folder = copied.written[0].parent.as_posix()
    screen.line()
    screen.line("Et maintenant", Style.STRONG)
    if wanted.words == "Word":
        _tell(
            screen,
            "Ouvrez ces fichiers dans Word et changez-en les phrases. En bleu, les balises\u00a0: {{ … }} "
            "donne une valeur, {%p … %} entoure des paragraphes, {%tr … %} des lignes de tableau. "
            "Gardez-les entières.",
        )
        if copied.aside:
            kept = copied.aside[0].parent.as_posix()
            _tell(
                screen,
                "Pour revenir au Markdown, retirez ces fichiers Word et remettez à leur place ceux de "
                f"{quoted(kept)}.",
            )
    else:
        _tell(screen, "Ouvrez ces fichiers dans un éditeur de texte et changez-en les phrases.")
    _tell(screen, f"Contrôlez-les ensuite\u00a0: actgen templates check {folder}")
    if models.kind is not None:
        code = models.kind.code
        _tell(screen, f"Les variables à employer\u00a0: actgen templates vars {code} --html variables.html")
    if line.has("--out"):
        _tell(screen, f"Pour vous en servir\u00a0: actgen render SEANCE --templates {line.one('--out')}")


def _tell(screen: Screen, text: str, style: Style = Style.PLAIN) -> None:
    from actgen.report.screen import paragraph

    for each in paragraph(text, screen.width - _INDENT):
        screen.line(f"{' ' * _INDENT}{each}", style)
