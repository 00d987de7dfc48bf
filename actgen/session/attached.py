"""What items annex: each file is to be beside the session when its act is, no text of a group a PROJET."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from actgen.acts.views.convention import convention_key
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.rules import rule
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import say
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.reading.sources import Sources

ANNEXE_ABSENTE = rule("ANNEXE-ABSENTE")
_LISTE = "annexe_1.arretee_au"


def unattached(figures: FiguresSeance, sources: Sources) -> Iterator[Diagnostic]:
    """What an item annexes and is no file there: an error once its act is adopted.

    What left for the State already had its annexes: then it is a file that the folder lacks.
    """
    folder = (sources.workspace / figures.seance.fichier).parent
    for item in figures.points:
        if item.point.abandon is None and item.point.annexes:
            sources.depend_on_everything()  # a file that is looked for and not read
            for nom in item.point.annexes:
                if not _is_there(folder / nom, sources.workspace):
                    yield _absent(figures, item, nom)


def drafts_approved(figures: FiguresSeance, plans: Iterable[ActPlan]) -> Iterator[Diagnostic]:
    """The text of a group that an adopted deliberation approves, « annexed », and that is a PROJET here.

    Who else has joined, and by what day, is settled after councils have voted: it may lack.
    """
    manques = {plan.key: [each.label for each in plan.manques if each.key != _LISTE] for plan in plans}
    for item in figures.points:
        groupe = item.point.groupement
        if groupe is None or not item.adopte or figures.suites_de(item).transmise_le:
            continue
        d_un_autre = groupe.coordonnateur.collectivite.code != figures.seance.collectivite.code
        if d_un_autre and (dits := manques.get(convention_key(groupe))):
            yield ANNEXE_ABSENTE.tell(
                "Point {n} : la délibération approuve un texte qui n'est ici qu'un projet ({titre}) ; il y "
                "manque : {manques}.",
                item.point.lieu,
                hint="Annexez-lui le texte que le coordonnateur vous a envoyé (« 3-convention » à "
                "l'adhésion), non ce projet ; s'il ne l'a pas fait, demandez-le-lui.",
                severity=Severity.WARNING,
                point=item.point.numero,
                titre=groupe.nom_du_texte,
                manques=enumeration(dict.fromkeys(dits)),
            )


def _is_there(place: Path, workspace: Path) -> bool:
    try:
        return place.is_file() and place.resolve().is_relative_to(workspace)
    except (OSError, ValueError):  # a name too long, or with a null character
        return False


def _absent(figures: FiguresSeance, item: FiguresPoint, nom: str) -> Diagnostic:
    point, left = item.point, figures.suites_de(item).transmise_le is not None
    due = item.adopte and not left
    return ANNEXE_ABSENTE.finding(
        say("Point {n} : la pièce jointe « {nom} » n’est pas à côté de la séance.", n=point.numero, nom=nom),
        point.lieux.get("annexes") or point.lieu,
        hint=say("Joignez le fichier, ou corrigez son nom."),
        point=point.numero,
        severity=Severity.ERROR if due else Severity.WARNING,
    )
