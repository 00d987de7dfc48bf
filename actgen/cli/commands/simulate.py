"""`actgen simulate`: the share of each member in the forecast costs of annexe 2, key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actgen.cli.files import named_group
from actgen.cli.line import Argument, Command, Line, Option
from actgen.report.screen import Screen

if TYPE_CHECKING:
    from actgen.facts.groupement import CleDeRepartition

_CLES = ("population-services", "population", "services", "parts-egales")

COMMAND = Command(
    name="simulate",
    summary="Compare les clés de répartition d’un groupement\u00a0: ce que chaque membre paierait des coûts "
    "prévus à l’annexe 2.",
    arguments=(Argument("GROUPEMENT", "le dossier du groupement, avec ses coûts prévus"),),
    options=(
        Option(
            "--cle",
            "clés à comparer avec celles de l’annexe 2 (par défaut\u00a0: toutes)",
            "CLE",
            _CLES,
            True,
        ),
        Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
    ),
    about=(
        "Une clé comparée prend la place de celles des rubriques payées par tous les membres (population, "
        "services, parts égales). Ce que paient un membre seul, le coordonnateur ou les membres demandeurs "
        "d’un service ne change pas.",
        "Les parts sont exactes au centime, par la méthode du plus fort reste. Rien n’est écrit. Une erreur "
        "du fichier qui ne touche ni aux membres ni à l’annexe 2 n’empêche pas de les voir\u00a0: elle est "
        "dite ensuite, et le code est 1.",
    ),
    examples=(
        "actgen simulate data/groupements/e_services-exemple_de_couts.yaml",
        "actgen simulate groupements/papier.yaml --cle population,parts-egales",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Show the shares by each key; 1 when the file is at fault, or foresees no cost."""
    # Imported here, so that `actgen simulate --help` doesn't wait for what only a real run needs.
    from actgen.loading.session import load_couts
    from actgen.report.as_json import show_report
    from actgen.report.simulate import Simulation, show_simulation, simulation_report
    from actgen.sources import Sources, workspace_of

    file = named_group(line.one("GROUPEMENT"), COMMAND.name)
    groupement, findings = load_couts(file.absolute(), Sources(workspace_of(file.absolute())))
    simulation = Simulation.of(groupement, findings, _asked(line))
    if line.one("--report") == "json":
        show_report({"simulation": simulation_report(file, simulation)}, screen)
    else:
        show_simulation(file, simulation, screen)
    return int(simulation.fautive or not simulation.colonnes)


def _asked(line: Line) -> tuple[CleDeRepartition, ...]:
    """The keys of the line, each once; all of them when it names none."""
    from actgen.figures.parts import ENTRE_TOUS

    cles = dict(zip(_CLES, ENTRE_TOUS, strict=True))
    return tuple(cles[name] for name in dict.fromkeys(line.all("--cle") or _CLES))
