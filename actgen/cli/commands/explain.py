"""`actgen explain`: what a code watches, on what authority, and who can mend it."""

from __future__ import annotations

from actgen.cli.layout import paragraph, table
from actgen.cli.line import Argument, Command, Line, UsageError, quoted
from actgen.cli.screen import Screen, Style
from actgen.diagnostics import Code, Mender, Scope, Severity, Status

COMMAND = Command(
    name="explain",
    summary="Explique un code de contrôle\u00a0: ce qu’il surveille, sur quel texte, et qui peut corriger.",
    arguments=(Argument("CODE", "par exemple PUB-MODE\u202f; sans code, la liste de tous", optional=True),),
    examples=("actgen explain PUB-MODE", "actgen explain"),
)

_GRAVITY = {
    Severity.ERROR: "erreur",
    Severity.WARNING: "avertissement\u00a0: signalé, sans rien empêcher",
    Severity.INFO: "information",
}
_BLOCKS = {
    Scope.RUN: "tous les actes\u00a0: le fichier lui-même est à corriger",
    Scope.STATED: "tous les actes qui portent le chiffre contradictoire, procès-verbal compris",
    Scope.LEGAL: "la délibération et le certificat\u202f; le procès-verbal relate ce qui s’est passé",
    Scope.CERTIFICATE: "le certificat",
    Scope.CONVENTION: "la convention",
    Scope.NOTHING: "rien",
}
_SOURCES = {
    Status.COHERENCE: "cohérence du fichier avec lui-même",
    Status.VERIFIED: "texte vérifié",
    Status.PARTLY: "texte vérifié en partie",
    Status.MEMORY: "cité de mémoire, à confirmer\u00a0: avertit, n’empêche jamais",
    Status.INFERENCE: "déduit de textes voisins, à confirmer\u00a0: avertit, n’empêche jamais",
}
_MENDERS = {
    Mender.SECRETAIRE: "le secrétariat, dans ses fichiers",
    Mender.COORDONNATEUR: "le coordonnateur du groupement",
    Mender.SERVICE_JURIDIQUE: "le service juridique, dans les modèles",
}


def run(line: Line, screen: Screen) -> int:
    """Show one code, or the list of all."""
    from actgen.pipeline.codes import every_code  # with all that it imports: not for `--help`

    codes = every_code()
    asked = line.one("CODE").upper()
    if not asked:
        rows = [(code.name, code.watches) for code in codes.values()]
        for text in table(rows, screen.width):
            screen.line(text)
        return 0
    if asked not in codes:
        raise UsageError(unknown_code(asked), COMMAND.name)
    _show(codes[asked], screen)
    return 0


def unknown_code(asked: str) -> str:
    """What to say of a code that doesn't exist: the nearest one, where all are listed."""
    from actgen.pipeline.codes import nearest_code

    near = nearest_code(asked)
    advice = f" Le plus proche\u00a0: {near}." if near else ""
    return f"Aucun contrôle ne porte le code {quoted(asked)}.{advice} La liste\u00a0: actgen explain"


def _show(code: Code, screen: Screen) -> None:
    screen.line(code.name, Style.STRONG)
    for text in paragraph(code.watches, screen.width):
        screen.line(text)
    rows = [("Gravité", _GRAVITY[code.severity])]
    if code.severity is Severity.ERROR:
        rows.append(("Empêche", _BLOCKS[code.scope]))
    if code.article:
        rows.append(("Texte", code.article))
    rows += [("Source", _SOURCES[code.status]), ("À voir par", _MENDERS[code.mender])]
    for text in table(rows, screen.width, 2):
        screen.line(text)
