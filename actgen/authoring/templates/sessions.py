"""Sessions made from the examples of kinds, on a sample commune and at a given stage, to try templates on.

An example gives what its item says in its own right; who sits, who votes and what followed come from here,
so that the figures agree whatever the size of the council.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from actgen.records import dataclass

from .communes import Commune

_OF_THE_NIGHT = frozenset(
    {"numero", "vote", "scrutin", "heure", "demandes", "huis_clos", "vote_huis_clos", "interesse"}
)
"""Keys of an item that depend on who was there that night."""
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PAR_DEFAUT = date(2024, 9, 27)


class Moment(StrEnum):
    """How far a session has come; the values are the words of findings."""

    AVANT = "avant la séance"
    APRES = "après la séance"
    SUITES = "une fois la délibération exécutoire"
    SANS_QUORUM = "faute de quorum"


@dataclass(frozen=True, slots=True)
class Affaire:
    """An item that the example of a kind decides: code of the kind, keys of the item, day of the example."""

    code: str
    point: dict[str, Any]
    jour: date


def affaire(code: str, exemple: dict[str, Any]) -> Affaire | None:
    """The item of that kind in an example's session; None when it has none."""
    points = exemple.get("points")
    for point in points if isinstance(points, list) else ():
        if isinstance(point, dict) and point.get("acte") == code:
            return Affaire(code, point, _jour(exemple))
    return None


def without_fields(exemple: dict[str, Any], code: str, names: frozenset[str]) -> dict[str, Any]:
    """An example whose items of that kind leave these fields out."""
    points = exemple.get("points")
    if not isinstance(points, list):
        return exemple
    return {**exemple, "points": [_left_out(point, code, names) for point in points]}


def _left_out(point: object, code: str, names: frozenset[str]) -> object:
    if not isinstance(point, dict) or point.get("acte") != code:
        return point
    return {key: value for key, value in point.items() if key not in names}


def session(commune: Commune, moment: Moment, affaires: Sequence[Affaire]) -> dict[str, Any]:
    """A session of that commune that decides these affairs, which are of one day."""
    jour = affaires[0].jour if affaires else _PAR_DEFAUT
    points = [_point(rang, affaire, commune, moment) for rang, affaire in enumerate(affaires, start=1)]
    seance: dict[str, Any] = {"date": _ecrite(jour), "heure": "18h30", "lieu": "mairie"}
    written: dict[str, Any] = {"collectivite": commune.fiche, "seance": seance}
    written["convocation"] = {
        "envoyee_le": _ecrite(jour - timedelta(days=10)),
        "affichee_le": _ecrite(jour - timedelta(days=10)),
        "note_de_synthese": "oui",
        "ordre_du_jour": [
            f"{point['numero']}. {point.get('objet', 'Affaire soumise au conseil')}" for point in points
        ],
    }
    if moment is not Moment.AVANT:
        seance |= {"levee": "20h00", "presidence": "Membre 1", "secretaire": "Membre 3"}
        written["absents"] = _absents(commune, moment, jour)
    written["points"] = points if moment is not Moment.SANS_QUORUM else []
    if moment is Moment.SUITES:
        written |= _suites(jour)
    return {key: value for key, value in written.items() if value != []}


def _absents(commune: Commune, moment: Moment, jour: date) -> Any:
    if moment is Moment.SANS_QUORUM:
        return [f"Membre {rang}" for rang in range(4, commune.membres + 1)]
    veille = _ecrite(jour - timedelta(days=1))
    return [
        f"Membre 4, excusé, pouvoir à Membre 2 du {veille}",
        "Membre 5, excusé",
        f"Membre {commune.membres}",
    ]


def _votants(commune: Commune) -> int:
    """Three are absent, one of whom is represented."""
    return commune.membres - 2


def _suites(jour: date) -> dict[str, Any]:
    lendemain = _ecrite(jour + timedelta(days=3))
    return {
        "suites": {
            "transmise_le": lendemain,
            "recue_le": lendemain,
            "publiee_le": lendemain,
            "mode_publication": "électronique",
        },
        "proces_verbal": {"arrete_le": _ecrite(jour + timedelta(days=60))},
    }


def _point(rang: int, affaire: Affaire, commune: Commune, moment: Moment) -> dict[str, Any]:
    left_out = _OF_THE_NIGHT - ({"scrutin"} if isinstance(affaire.point.get("vote"), dict) else set())
    point = {key: deepcopy(value) for key, value in affaire.point.items() if key not in left_out}
    point = {"numero": str(rang), **point}
    if moment in (Moment.APRES, Moment.SUITES) and "vote" in affaire.point:
        point["vote"] = _vote(affaire.point["vote"], _votants(commune))
    return point


def _vote(exemple: object, votants: int) -> Any:
    """The example's election with as many voices as there are voters; any other vote, carried."""
    if not isinstance(exemple, dict):
        return "unanimité"
    if "tours" not in exemple:
        return deepcopy(exemple)
    vote = {key: value for key, value in exemple.items() if key not in ("tours", "noms")}
    tours = exemple["tours"]
    premier = tours[0] if isinstance(tours, list) and tours and isinstance(tours[0], dict) else {}
    vote["tours"] = [{"voix": _voix(premier.get("voix"), int(str(exemple.get("sieges", 1))), votants)}]
    if int(str(exemple.get("sieges", 1))) > 1:
        vote["tours"][0]["exprimes"] = str(votants)
    vote.pop("elus", None)
    return vote


def _voix(lignes: object, sieges: int, votants: int) -> list[str]:
    noms = [str(ligne).rpartition(",")[0] for ligne in lignes] if isinstance(lignes, list) else ["Membre 2"]
    return [f"{nom}, {votants} voix" for nom in noms[:sieges]]


def by_day(affaires: Iterable[Affaire]) -> list[list[Affaire]]:
    """The affairs of one day together: an example is written for the law and the figures of its day."""
    days: dict[date, list[Affaire]] = {}
    for each in affaires:
        days.setdefault(each.jour, []).append(each)
    return list(days.values())


def _jour(exemple: dict[str, Any]) -> date:
    seance = exemple.get("seance")
    found = _DATE.search(str(seance.get("date", ""))) if isinstance(seance, dict) else None
    try:
        return date(*(int(part) for part in reversed(found.groups()))) if found else _PAR_DEFAUT
    except ValueError:
        return _PAR_DEFAUT


def _ecrite(jour: date) -> str:
    return f"{jour:%d/%m/%Y}"
