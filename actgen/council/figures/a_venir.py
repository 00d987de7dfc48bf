"""A date that has not come: what a file tells as done on such a day is not believed until then.

The day of the run is named by who asks, and no act says it; where nobody names one, every date is believed.
Days that are planned stay: of the session, of its convocation, of the end of a publication.
"""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from actgen.base.records import replace
from actgen.council.facts.point import Point
from actgen.council.facts.seance import Seance
from actgen.council.facts.suites import FaitAVenir, ListeDeliberations, ProcesVerbal, Suites
from actgen.reading.facts import Fact

_FAITS: dict[type[Fact], tuple[str, ...]] = {
    Suites: (
        "deliberation_signee_le",
        "transmise_le",
        "recue_le",
        "affichee_le",
        "publiee_le",
        "notifiee_le",
        "signee_le",
        "certificat_du",
    ),
    ListeDeliberations: ("affichee_le", "mise_en_ligne_le", "envoyee_aux_conseillers_le"),
    ProcesVerbal: ("arrete_le", "publie_le", "envoye_aux_conseillers_le"),
}
F = TypeVar("F", bound=Fact)


def a_ce_jour(seance: Seance, aujourd_hui: date | None) -> Seance:
    """The session as it can be that day; what followed it on a later one is told apart, in `a_venir`."""
    if aujourd_hui is None:
        return seance
    a_venir: list[FaitAVenir] = []

    def cru(fait: F, rubrique: str, point: int | None = None) -> F:
        jours = {champ: getattr(fait, champ) for champ in _FAITS[type(fait)]}
        futurs = {champ: jour for champ, jour in jours.items() if jour is not None and jour > aujourd_hui}
        a_venir.extend(
            FaitAVenir(rubrique, champ, le, aujourd_hui, fait.lieux.get(champ, fait.lieu), point)
            for champ, le in futurs.items()
        )
        return replace(fait, **dict.fromkeys(futurs)) if futurs else fait

    def point_cru(point: Point) -> Point:
        recu, n = point.accuse, point.numero
        if recu is not None and recu.recue_le > aujourd_hui:
            a_venir.append(FaitAVenir("suites", "recue_le", recu.recue_le, aujourd_hui, recu.lieu, n))
            point = replace(point, accuse=None)
        return point if point.suites is None else replace(point, suites=cru(point.suites, "suites", n))

    crue = replace(
        seance,
        suites=cru(seance.suites, "suites"),
        points=tuple(map(point_cru, seance.points)),
        liste=cru(seance.liste, "liste_des_deliberations"),
        proces_verbal=cru(seance.proces_verbal, "proces_verbal"),
    )
    return replace(crue, a_venir=tuple(a_venir)) if a_venir else seance
