"""What a list of sessions tells of each, and what is always in sight of one."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from actgen.api.session import Session
from actgen.diagnostics import Mender, Severity
from actgen.figures.avancement import Avancement
from actgen.figures.echeances import echeances
from actgen.figures.echeances_des_actes import Echeance
from actgen.report.reading_back import heading


class Overview(Struct, frozen=True):
    """A session in a few words, be it one that can't be read: then it has no day and no stage.

    `a_corriger`: errors, but for those `ailleurs`, that a coordinator alone can mend. `echeances`: its
    calendar. `premiere_seance`: the day of the session without quorum that this one takes up.
    """

    name: str
    titre: str
    jour: date | None
    collectivite: str
    stage: Avancement | None
    a_corriger: int
    ailleurs: int
    manques: tuple[str, ...]
    prochaine: Echeance | None
    echeances: tuple[Echeance, ...]
    premiere_seance: date | None


def overview_of(session: Session) -> Overview:
    """The same of one session, with the findings that its options ask for."""
    figures = session.figures
    errors = [each for each in session.findings if each.severity is Severity.ERROR]
    elsewhere = sum(each.mender is Mender.COORDONNATEUR for each in errors)
    seconde = figures.seance.convocation.seconde if figures is not None else None
    return Overview(
        name=session.name,
        titre=heading(figures)[0] if figures is not None else session.name.rpartition("/")[2],
        jour=figures.seance.date if figures is not None else None,
        collectivite=figures.seance.collectivite.nom if figures is not None else "",
        stage=session.stage,
        a_corriger=len(errors) - elsewhere,
        ailleurs=elsewhere,
        manques=session.missing,
        prochaine=session.next_duty,
        echeances=echeances(figures) if figures is not None else (),
        premiere_seance=seconde.premiere_seance if seconde is not None else None,
    )
