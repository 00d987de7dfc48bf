"""Days as the law counts them: clear days before a session, holidays, months of recourse.

Clear days are calendar days: no working-day library here. The time for recourse is the opposite: it
is carried over to the next working day. `local`: whether the holidays of local law are kept there
(`regimes.de_droit_local`).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

_DAY = timedelta(days=1)
_SATURDAY = 5
_MONTHS = 12
_MOIS_DU_RECOURS = 2


class Ferie(Struct, frozen=True):
    """A public holiday. `certain`: not so of Good Friday, kept only where there is a Protestant church."""

    jour: date
    nom: str
    certain: bool = True


def jours_francs(envoi: date, seance: date) -> int:
    """Whole days strictly between dispatch and session; negative when the order of the dates is wrong.

    Saturdays, Sundays and holidays count, nothing extends the period (CE 13/10/1993, d'André, n° 141677).
    """
    return (seance - envoi).days - 1


def paques(annee: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature, 20 April 1876)."""
    golden, (century, year) = annee % 19, divmod(annee, 100)
    leaps, rest = divmod(century, 4)
    proemptosis = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - proemptosis + 15) % 30
    weekday = (32 + 2 * rest + 2 * (year // 4) - epact - year % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(annee, month, day + 1)


def feries(annee: int, local: bool = False) -> tuple[Ferie, ...]:
    """The holidays of a year in order: 11 national ones; by local law 26 December and Good Friday too."""
    easter = paques(annee)
    days = [
        Ferie(date(annee, 1, 1), "jour de l’An"),
        Ferie(easter + _DAY, "lundi de Pâques"),
        Ferie(date(annee, 5, 1), "fête du Travail"),
        Ferie(date(annee, 5, 8), "8 mai 1945"),
        Ferie(easter + 39 * _DAY, "Ascension"),
        Ferie(easter + 50 * _DAY, "lundi de Pentecôte"),
        Ferie(date(annee, 7, 14), "fête nationale"),
        Ferie(date(annee, 8, 15), "Assomption"),
        Ferie(date(annee, 11, 1), "Toussaint"),
        Ferie(date(annee, 11, 11), "11 novembre 1918"),
        Ferie(date(annee, 12, 25), "Noël"),
    ]
    if local:
        days.append(Ferie(easter - 2 * _DAY, "Vendredi saint", certain=False))
        days.append(Ferie(date(annee, 12, 26), "Saint-Étienne"))
    return tuple(sorted(days, key=lambda ferie: (ferie.jour, ferie.nom)))


def est_ferie(jour: date, local: bool = False) -> bool:
    """Whether a day is a holiday for certain (Good Friday is never so)."""
    return any(ferie.jour == jour and ferie.certain for ferie in feries(jour.year, local))


def feries_entre(envoi: date, seance: date, local: bool = False) -> tuple[Ferie, ...]:
    """The certain holidays strictly between two dates: those thanks to which a notice may be long enough."""
    return tuple(
        ferie
        for annee in range(envoi.year, seance.year + 1)
        for ferie in feries(annee, local)
        if ferie.certain and envoi < ferie.jour < seance
    )


def mois_plus_tard(jour: date, mois: int) -> date:
    """The day of the same number that many months later; the last day of the month if it has none."""
    years, month = divmod(jour.month - 1 + mois, _MONTHS)
    year = jour.year + years
    return date(year, month + 1, min(jour.day, monthrange(year, month + 1)[1]))


def premier_jour_ouvrable(jour: date, local: bool = False) -> date:
    """This day, or the next one that is neither Saturday, Sunday nor a holiday."""
    while jour.weekday() >= _SATURDAY or est_ferie(jour, local):
        jour += _DAY
    return jour


def fin_du_recours(publication: date, local: bool = False, mois: int = _MOIS_DU_RECOURS) -> date:
    """The last day for recourse, two months counted as a clear period. Indicative: never printed in an act.

    CJA R. 421-1. Authors differ for the ends of months; the effect of 26 December under local
    law was not verified.
    """
    return premier_jour_ouvrable(mois_plus_tard(publication + _DAY, mois), local)
