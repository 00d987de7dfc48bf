"""A small council to compute on: Membre 1 is the mayor; no file is read."""

from __future__ import annotations

from datetime import date
from typing import Any

from actgen.council.facts.collectivite import Collectivite, Territoire
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.facts.seance import Absence, Moment, Mouvement, Point, Pouvoir, Seance, SensMouvement
from actgen.council.figures.presence import Presence, PresencePoint, follow_to_the_end
from actgen.law.natures import GenreCollectivite
from actgen.law.regimes import Regime, regime

JOUR = date(2023, 6, 15)


def membres(nombre: int) -> tuple[Membre, ...]:
    """Membre 1 (mayor) to Membre `nombre`, in the order of the table."""
    return tuple(
        Membre("Membre", str(rang), Fonction.MAIRE if rang == 1 else Fonction.CONSEILLER, rang)
        for rang in range(1, nombre + 1)
    )


def seance(nombre: int = 15, **faits: Any) -> Seance:
    """A session of a commune of Côte-d’Or; `faits` are fields of Seance."""
    collectivite = Collectivite(
        genre=GenreCollectivite.COMMUNE,
        code="21271",
        nom="Flavigny-sur-Ozerain",
        type_liaison="0",
        departement=Territoire("21", "Côte-d’Or", "3"),
        membres=membres(nombre),
    )
    return Seance(**{"collectivite": collectivite, "date": JOUR, "fichier": "seance.yaml", **faits})


def droit(jour: date = JOUR, departement: str = "21") -> Regime:
    """The law of a commune of 1 200 inhabitants."""
    return regime(jour, "commune", departement, 1200)


def membre(rang: int) -> Membre:
    return membres(rang)[-1]


def absence(rang: int, *, a: int | None = None, excuse: bool | None = None) -> Absence:
    """An absentee, with a proxy to the member of rank `a` if one is given."""
    pouvoir = Pouvoir(membre(rang), membre(a)) if a is not None else None
    return Absence(membre(rang), excuse, pouvoir)


def part(rang: int, point: int, moment: Moment = Moment.AVANT, a: int | None = None) -> Mouvement:
    pouvoir = Pouvoir(membre(rang), membre(a)) if a is not None else None
    return Mouvement(membre(rang), SensMouvement.DEPART, point=point, moment=moment, pouvoir=pouvoir)


def arrive(rang: int, point: int, moment: Moment = Moment.AVANT) -> Mouvement:
    return Mouvement(membre(rang), SensMouvement.ARRIVEE, point=point, moment=moment)


def points(*numeros: int) -> tuple[Point, ...]:
    return tuple(Point(numero, objet=f"Point {numero}") for numero in numeros)


def suivre_la_seance(seance: Seance) -> tuple[Presence, tuple[PresencePoint, ...]]:
    """The presence at the opening, then at each item in the order they were dealt with."""
    ouverture, suivis, _ = follow_to_the_end(seance)
    return ouverture, suivis
