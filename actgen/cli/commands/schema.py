"""`actgen schema`: the JSON Schema of the input files, for editors."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.line import Argument, Command, Line, quoted
from actgen.errors import EnvironmentFault, UsageError
from actgen.report.screen import Screen

COMMAND = Command(
    name="schema",
    summary="Écrit la description des fichiers (JSON Schema)\u00a0: un éditeur qui la connaît "
    "propose les rubriques, "
    "les explique et souligne les fautes pendant la saisie.",
    arguments=(
        Argument(
            "DOSSIER",
            "où écrire seance.json, collectivite.json, groupement.json et acte.json (schema)",
            optional=True,
        ),
    ),
    about=(
        "Les champs des natures d’actes y sont, celles de l’espace de travail comprises\u00a0: relancez "
        "la commande quand l’une d’elles change.",
    ),
    examples=("actgen schema", "actgen schema data/schema"),
)


def run(line: Line, screen: Screen) -> int:
    """Write the three files; files that are there and equal are left alone."""
    from actgen.authoring.schema import schemas
    from actgen.kinds.catalogue import Catalogue, search_path
    from actgen.sources import Sources, workspace_of

    folder = Path(line.one("DOSSIER", "schema"))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{quoted(str(folder))} n’est pas un dossier.", COMMAND.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workspace = workspace_of(folder)
        catalogue = Catalogue(Sources(workspace), search_path(workspace))
        for name, content in schemas(catalogue.kinds.values()).items():
            place = folder / name
            same = place.is_file() and place.read_bytes() == content
            if not same:
                place.write_bytes(content)
            screen.line(f"{place.as_posix()}\u00a0: {'déjà à jour' if same else 'écrit'}")
    except OSError as error:
        raise EnvironmentFault(
            f"Le dossier {quoted(str(folder))} ne peut pas être écrit. Choisissez un autre dossier."
        ) from error
    return 0
