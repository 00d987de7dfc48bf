"""What is left to do after every session of a workspace, and which of it can be told to be done.

One home for what a duty of the calendar is in the file: a date of some acts, one of the session, or nothing
that this duty's name alone could write.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.api.aftermath import Aftermath, Fait, Suite
from actgen.base.errors import UsageError
from actgen.base.text.lists import enumeration
from actgen.council.figures.echeances_des_actes import Borne, Devoir, Echeance, Statut
from actgen.reading.edits import Change

if TYPE_CHECKING:
    from actgen.api.overview import Overview

__all__ = ["Duty", "Echeance", "Moment", "due", "duties", "is_told_here", "key_of", "senders", "settle"]

_WEEK = timedelta(days=7)

_OF_ACTS = {
    Devoir.TRANSMISSION: Fait.TRANSMISE,
    Devoir.PUBLICATION: Fait.PUBLIEE,
    Devoir.NOTIFICATION: Fait.NOTIFIEE,
    Devoir.AFFICHAGE_ELECTION: Fait.ELECTION,
}
_OF_SESSION = {
    Devoir.CONVOCATION: Suite.CONVOCATION,
    Devoir.LISTE: Suite.LISTE,
    Devoir.LISTE_EN_LIGNE: Suite.LISTE_EN_LIGNE,
    Devoir.INFORMATION_LISTE: Suite.LISTE_ENVOYEE,
    Devoir.PROCES_VERBAL: Suite.PROCES_VERBAL,
    Devoir.INFORMATION_PROCES_VERBAL: Suite.PROCES_VERBAL_ENVOYE,
}
_OF_MINUTES = frozenset((Devoir.PROCES_VERBAL, Devoir.INFORMATION_PROCES_VERBAL))


class Moment(StrEnum):
    """When a duty comes, seen from a day."""

    EN_RETARD = "en retard"
    SEMAINE = "cette semaine"
    SANS_DELAI = "sans délai imposé"
    PLUS_TARD = "plus tard"
    FAIT = "fait"


class Duty(Struct, frozen=True):
    """A line of the calendar of one session, seen from a day; `fait_le` once it is done."""

    session: Overview
    echeance: Echeance
    moment: Moment
    fait_le: date | None

    @property
    def en_retard(self) -> bool:
        return self.moment is Moment.EN_RETARD

    @property
    def told_here(self) -> bool:
        """Whether its day can be written; any other is told where it happens."""
        return self.moment is not Moment.FAIT and is_told_here(self.echeance)

    @property
    def key(self) -> str:
        """What tells it from the others of its session."""
        return key_of(self.echeance)


def duties(sessions: Iterable[Overview], au: date) -> tuple[Duty, ...]:
    """The duties of these sessions, seen from that day: those with a date first, in their order."""
    found = [
        Duty(each, echeance, _moment(echeance, au), echeance.fait_le)
        for each in sessions
        for echeance in (written.vue_du(au) for written in each.echeances)
        if _is_to_tell(echeance, each.echeances)
    ]
    return tuple(
        sorted(found, key=lambda each: (each.echeance.le or date.max, each.session.jour or date.max))
    )


def senders(sessions: Iterable[Overview]) -> str:
    """The members of groups whose sessions are here: what follows these is theirs to do."""
    return enumeration(dict.fromkeys(each.collectivite for each in sessions if each.recue))


def is_told_here(echeance: Echeance) -> bool:
    """Whether a day is enough to say that it is done."""
    return echeance.devoir in _OF_ACTS or echeance.devoir in _OF_SESSION


def settle(followed: Aftermath, duty: str, written: str) -> list[Change]:
    """The changes that say that a duty, named by its key, was done that day. Raises UsageError."""
    found = next((each for each in followed.duties if key_of(each) == duty and each.fait_le is None), None)
    if found is not None and found.devoir in _OF_SESSION:
        if not written.strip():
            raise UsageError("Écrivez d’abord la date.")
        followed.refuse_undone(written, before=found.devoir is Devoir.CONVOCATION)
        return followed.tell(_OF_SESSION[found.devoir], written)
    if found is not None and found.devoir in _OF_ACTS:
        followed.refuse_undone(written)
        return followed.tell_all(_OF_ACTS[found.devoir], written, found.points)
    raise UsageError("Cette échéance n’est plus à noter : rechargez la page.")


def due(followed: Aftermath, told: Suite | Fait) -> Echeance | None:
    """The first duty of the calendar that this day would settle, one that is not done before any other."""
    told_by = _OF_SESSION | _OF_ACTS
    found = [each for each in followed.duties if told_by.get(each.devoir) == told]
    return next((each for each in found if each.fait_le is None), next(iter(found), None))


def key_of(echeance: Echeance) -> str:
    """What tells a duty from the others of its session: « transmission-1-3 »."""
    return "-".join((echeance.devoir.value, *map(str, echeance.points)))


def _is_to_tell(echeance: Echeance, calendar: Iterable[Echeance]) -> bool:
    """Not the time that others have, nor what came before a session that is held and was not told.

    Minutes that are not adopted are one thing to do, with what follows. A list goes online
    where there is a site.
    """
    if echeance.devoir is Devoir.LISTE_EN_LIGNE and echeance.conseille and echeance.fait_le is None:
        return False
    if echeance.sens is Borne.INDICATION or (echeance.sens is Borne.JUSQU_AU and echeance.le is None):
        return False
    if echeance.fait_le is None and echeance.devoir in _OF_MINUTES:
        return any(each.devoir is Devoir.ARRET and each.fait_le is not None for each in calendar)
    return echeance.fait_le is not None or not echeance.revolu


def _moment(echeance: Echeance, au: date) -> Moment:
    if echeance.fait_le is not None:
        return Moment.FAIT
    if echeance.sens is Borne.JUSQU_AU:  # kept, with nothing to do until then
        return Moment.PLUS_TARD if echeance.le and echeance.le >= au else Moment.FAIT
    if echeance.en_retard(au):
        return Moment.EN_RETARD
    if echeance.statut is Statut.SANS_DATE:
        later = echeance.attend or echeance.devoir is Devoir.ARRET  # it comes after something else
        return Moment.PLUS_TARD if later else Moment.SEMAINE
    assert echeance.le is not None, "only what has no date is without one"
    if echeance.le < au:  # advised by then, or possible since
        return Moment.SANS_DELAI
    return Moment.SEMAINE if echeance.le < au + _WEEK else Moment.PLUS_TARD
