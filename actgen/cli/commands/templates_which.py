"""`actgen templates which`: the file that serves each text of an act, level by level."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.catalogues import TEMPLATES, catalogue_of, kind_named, show_faults
from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.report.screen import Screen, Style

if TYPE_CHECKING:
    from actgen.authoring.templates.levels import Reader
    from actgen.authoring.templates.origins import Piece
    from actgen.kinds.catalogue import Catalogue
    from actgen.kinds.manifest import Kind

COMMAND = Command(
    name="templates which",
    summary="Dit quel fichier donne chaque texte d’une nature d’acte\u00a0: sa fiche (acte.yaml), ses "
    "textes, chaque clause qu’ils emploient, le papier à en-tête (avec --session, celui de la charte).",
    arguments=(Argument("NATURE", "code de la nature d’acte, par exemple adhesion_groupement"),),
    options=(
        Option(
            "--commune", "comme la voit cette commune\u00a0: code INSEE, ou nom de son fichier", "COMMUNE"
        ),
        Option("--group", "comme la voit ce groupement\u00a0: nom de son fichier", "GROUPEMENT"),
        Option("--session", "comme les actes de cette séance\u00a0: sa commune, ses groupements", "FICHIER"),
        TEMPLATES,
        Option("--report", "forme de la réponse", "FORME", choices=("text", "json")),
    ),
    about=(
        "Un texte est cherché, fichier par fichier, dans le dossier de --templates, puis dans "
        "templates/CODE-INSEE pour la commune, templates/GROUPEMENT pour le groupement, templates pour tout "
        "l’espace de travail, et enfin parmi ceux qui sont livrés. Le premier trouvé sert. Une convention "
        "est la même pour tous\u00a0: le dossier d’une commune n’y change rien.",
    ),
    examples=(
        "actgen templates which adhesion_groupement --commune 68072",
        "actgen templates which adhesion_groupement --session seances/dietwiller-2022-12-15.yaml",
    ),
)
_INDENT = 2


def run(line: Line, screen: Screen) -> int:
    """Show the pieces of a kind for each reader asked for."""
    from actgen.authoring.templates.origins import pieces

    catalogue, _ = catalogue_of(line, COMMAND.name)
    if show_faults(catalogue, line.one("NATURE"), screen, as_json=line.one("--report") == "json"):
        return 1
    kind = kind_named(catalogue, line.one("NATURE"), COMMAND.name)
    readers = _readers(line, catalogue, kind)
    told = [
        (each, pieces(catalogue, kind, commune=each.commune, group=each.group, charte=each.charte))
        for each in readers
    ]
    if line.one("--report") == "json":
        _show_json(kind, told, screen)
        return 0
    for rank, (reader, found) in enumerate(told):
        if rank:
            screen.line()
        screen.line(f"{kind.titre} ({kind.chemin}){reader.words}", Style.STRONG)
        _show(found, screen)
    return 0


def _readers(line: Line, catalogue: Catalogue, kind: Kind) -> list[Reader]:
    from actgen.authoring.templates.levels import Reader, code_of_commune, readers_of_session

    if line.has("--session"):
        if line.has("--commune") or line.has("--group"):
            raise UsageError("--session dit déjà la commune et les groupements.", COMMAND.name)
        found = readers_of_session(catalogue, Path(line.one("--session")), kind)
        if isinstance(found, str):
            raise UsageError(found, COMMAND.name)
        return found
    commune = line.one("--commune")
    code = code_of_commune(catalogue.sources, commune) if commune else ""
    if code is None:
        raise UsageError(
            f"{quoted(commune)} n’est ni une commune, ni un fichier de «\u00a0collectivites\u00a0».",
            COMMAND.name,
        )
    return [Reader(code, line.one("--group").removesuffix(".yaml"))]


def _show(found: tuple[Piece, ...], screen: Screen) -> None:
    from actgen.report.screen import grid

    rows = [(_name(each), each.level or "", each.file or "aucun fichier", "") for each in found]
    for text in grid(rows, screen.width, _INDENT):
        screen.line(text)


def _name(piece: Piece) -> str:
    return f"  clause {piece.name}" if piece.of else piece.name


def _show_json(kind: Kind, told: list[tuple[Reader, tuple[Piece, ...]]], screen: Screen) -> None:
    from actgen.report.as_json import show_report

    readers = [
        {
            "commune": reader.commune or None,
            "groupement": reader.group or None,
            "textes": [
                {
                    "nom": each.name,
                    "demande_par": each.of or None,
                    "fichier": each.file or None,
                    "niveau": each.level,
                    "format": each.format or None,
                }
                for each in found
            ],
        }
        for reader, found in told
    ]
    show_report({"nature": kind.code, "lectures": readers}, screen)
