"""Representatives in other bodies: whom the law of the day takes out of a decision.

Source: art. L. 1111-6 II CGCT, by period (data/droit/interets.yaml).
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from actgen.council.facts.personne import Membre
from actgen.council.facts.point import Organisme
from actgen.council.facts.seance import MotifRetrait, Point, Retrait
from actgen.law.scrutins import Condition, Representants, excepte, representants


class RepresentantAuPoint(Struct, frozen=True):
    """A representative at an item. `protege` None: the file doesn't say whether the condition is met.

    `protege`: not interested by the fact of the representation alone. `doit_se_retirer`: the decision is
    one of those that the law names. `incertain`: by its name the body may be one that III sets aside.
    """

    membre: Membre
    organisme: Organisme
    regle: Representants | None
    protege: bool | None
    doit_se_retirer: bool
    retrait: Retrait | None
    incertain: bool = False


def representants_du_point(point: Point, jour: date) -> tuple[RepresentantAuPoint, ...]:
    """The members who represent the collectivity in the body that an item regards."""
    organisme, regle = point.organisme, representants(jour)
    if organisme is None:
        return ()
    protege = None if regle is None else _protege(organisme, regle)
    hors_du_ii = excepte(organisme.nature, organisme.nom, jour)
    vise = regle is not None and organisme.recoit in regle.retrait and hors_du_ii is not True
    retraits = {retrait.membre.nom_complet: retrait for retrait in point.retraits}
    return tuple(
        RepresentantAuPoint(
            membre,
            organisme,
            regle,
            protege,
            vise and protege is not False,
            retraits.get(membre.nom_complet),
            hors_du_ii is None,
        )
        for membre in organisme.representants
    )


def _protege(organisme: Organisme, regle: Representants) -> bool | None:
    if regle.condition is Condition.DESIGNES_PAR_LA_LOI:
        return organisme.designes_par_la_loi
    return None if organisme.remuneres is None else not organisme.remuneres


def representants_retires(point: Point, jour: date) -> int:
    """How many withdraw as representatives under L. 1111-6 II: they leave the base of the quorum.

    What the item tells of its body prevails over the ground written for the withdrawal; without it the
    ground is trusted.
    """
    if representants(jour) is None:
        return 0
    connus = {each.membre.nom_complet: each for each in representants_du_point(point, jour)}
    return sum(
        _au_titre_de_la_loi(retrait, connus.get(retrait.membre.nom_complet)) for retrait in point.retraits
    )


def _au_titre_de_la_loi(retrait: Retrait, connu: RepresentantAuPoint | None) -> bool:
    if connu is None or connu.organisme.recoit is None:
        return retrait.motif is MotifRetrait.REPRESENTANT
    return connu.doit_se_retirer
