"""The screen of `doctor`: what works on this machine, and the exact line to type for what doesn't.

A trial imports the engine that it tries: one that is missing is what it tells.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile

from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.memos import KNOWN, PLAIN, reason_not_to
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Paragraph
from actgen.api.report.screen import Screen, Tone, paragraph
from actgen.base.diagnostics import Report
from actgen.base.errors import EnvironmentFault
from actgen.base.text.characters import FAMILY, SIGNS
from actgen.base.text.dates import date_longue
from actgen.base.text.lists import enumeration
from actgen.base.text.typography import typeset
from actgen.base.version import __version__
from actgen.law.files import read_until
from actgen.law.reformes import reformes_a_lire
from actgen.law.tables import told_with_place
from actgen.law.verification import verify
from actgen.law.workspace import law_of
from actgen.reading.events import best_parser
from actgen.reading.sources import Sources, french_size, shipped

_LEAST_PYTHON = (3, 11)
_LABEL = 12
_REPAIR = "python -m pip install --force-reinstall actgen"


class Lacking(Exception):
    """What a check found missing; `args[0]` says what, and what to do."""


def show_machine(out: Path, screen: Screen) -> int:
    """Try each thing for real, `out` as the folder to write into; 4 when something needed lacks."""
    checks: tuple[tuple[str, bool, Callable[[], str]], ...] = (
        ("Python", True, _python),
        ("Modèles", True, _data),
        ("Droit", True, _law),
        ("Lecture", False, _libyaml),
        ("Police", True, _font),
        ("PDF", True, _pdf),
        ("Moteur PDF", False, _engine),
        ("Word", True, _word),
        ("HTML", True, _html),
        ("Sortie", True, lambda: _folder(out)),
    )
    screen.line(f"actgen {__version__}, {platform.system() or 'système inconnu'} {platform.release()}")
    lacking = 0
    for label, needed, check in checks:
        try:
            mark, style, told = "oui", Tone.GOOD, check()
        except (Lacking, EnvironmentFault) as fault:
            mark, style = ("NON", Tone.ERROR) if needed else ("lent", Tone.WARNING)
            told, lacking = str(fault), lacking + needed
        _show(label, mark, style, told, screen)
    _show_reforms(screen)
    screen.line()
    screen.line(
        "Tout ce qu’il faut est là." if not lacking else f"Il manque {lacking} élément(s) nécessaire(s)."
    )
    return EnvironmentFault.exit_code if lacking else 0


def _show(label: str, mark: str, style: Tone, told: str, screen: Screen) -> None:
    head = f"  {label.ljust(_LABEL)}"
    first, *rest = paragraph(told, screen.width, indent=len(head) + 6, first=head + mark.ljust(6))
    screen.line(first.replace(f" {mark} ", f" {screen.styled(mark, style)} ", 1))
    for text in rest:
        screen.line(text)


def _show_reforms(screen: Screen) -> None:
    """What has come into the law, or may have, and was not read: nothing fails for it, nothing hides it."""
    try:
        non_lues = reformes_a_lire()
    except EnvironmentFault:
        return  # the line of the law has told it
    if non_lues:
        screen.line()
        screen.line("Réformes connues dont nous n’avons pas lu tout le texte\u00a0:")
    for each in non_lues:
        for text in paragraph(
            typeset(f"{each.titre} : {each.touche}."), screen.width, indent=4, first="  – "
        ):
            screen.line(text)


def _python() -> str:
    if sys.version_info < _LEAST_PYTHON:
        raise Lacking("Python est trop ancien\u00a0: il faut la version 3.11 ou une plus récente.")
    return platform.python_version()


def _data() -> str:
    for parts in (("templates", "socle"), ("data", "droit"), ("data", "reference")):
        if not shipped(*parts).is_dir():
            raise Lacking(f"Le dossier {'/'.join(parts)} de l’installation manque. Tapez\u00a0: {_REPAIR}")
    return "modèles, données de droit et de référence présents"


def _law() -> str:
    """What ships alone, then with the rows that the workspace of this folder adds."""
    if faults := [told_with_place(fault) for fault in verify()]:
        raise Lacking(f"{' '.join(faults)} Si vous n’avez rien changé à data/droit, tapez\u00a0: {_REPAIR}")
    sources = Sources.of(Path())
    found = law_of(sources, date.today())
    if faults := [told_with_place(fault) for fault in found]:
        kept = "" if Report(found).errors else " Ces lignes servent\u00a0: relisez-les."
        raise Lacking(
            f"{' '.join(faults)}{kept or ' Sans ces lignes, le droit fourni avec actgen est juste.'}"
        )
    told = f"relu jusqu’au {date_longue(read_until(), jour=False)}"
    return ", complété par ".join([told, *filter(None, [enumeration(name for name, _ in sources.log)])])


def _libyaml() -> str:
    if not best_parser().__name__.startswith("C"):
        raise Lacking(
            "les fichiers sont lus sans libyaml, dix fois plus lentement, avec le même résultat. "
            "Pour l’ajouter\u00a0: python -m pip install --force-reinstall PyYAML"
        )
    return "les fichiers YAML sont lus par libyaml"


def _font() -> str:
    from actgen.acts.outputs.fonts import (  # what is tried: one that is missing is told
        font_folder,
        need_signs,
    )

    font_folder()
    need_signs("☒")
    return f"{FAMILY}, quatre fontes, et {SIGNS} pour les signes, fournies avec actgen"


def _pdf() -> str:
    from actgen.acts.outputs.pdf import render_pdf  # what is tried: one that is missing is told

    size = french_size(len(render_pdf(_sample())))
    return f"WeasyPrint et Pango font les PDF ({size} pour la page d’essai)"


def _engine() -> str:
    """Whether PDFs are drawn by the versions that they were proved with, one act helping the next."""
    if not (why := reason_not_to()):
        return "ce qui sert à plusieurs PDF n’est composé qu’une fois"
    slow = f"chaque PDF est composé comme si c’était le premier\u00a0: {why}."
    if why.startswith(PLAIN):
        raise Lacking(f"{slow} Les actes sont les mêmes.")
    known = " ".join(f"{name}=={number}" for name, number in KNOWN.items())
    raise Lacking(
        f"{slow} La conformité des PDF (PDF/A, PDF/UA) a été vérifiée avec cette version-là. "
        f"Pour y revenir, tapez\u00a0: python -m pip install {known}"
    )


def _word() -> str:
    try:
        from actgen.acts.outputs.docx.render import render_docx  # what is tried: one that is missing is told
    except ImportError as error:
        raise Lacking(f"python-docx est introuvable. Tapez\u00a0: {_REPAIR}") from error
    render_docx(_sample())
    return "python-docx remplit le papier à en-tête"


def _html() -> str:
    render_html(_sample())
    return "pages autonomes, sans autre logiciel"


def _folder(out: Path) -> str:
    place = out
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        with TemporaryFile(dir=place):
            pass
    except OSError as error:
        raise Lacking(
            f"on ne peut pas écrire dans «\u00a0{place.absolute()}\u00a0». "
            "Choisissez un autre dossier\u00a0: actgen render FICHIER --out DOSSIER"
        ) from error
    return f"on peut écrire dans «\u00a0{out.as_posix()}\u00a0»"


def _sample() -> Document:
    return Document("Page d’essai", (Paragraph((Text("Œuvre à l’essai\u00a0: 1\u202f234\u00a0€."),)),))
