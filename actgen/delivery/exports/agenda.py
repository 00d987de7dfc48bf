"""The calendar of sessions as an iCalendar file (RFC 5545), to be opened by the usual agendas.

Equal facts give equal bytes: identifiers and stamps come from the session, never from the day of the
run. The identifier of an event stays the same when its facts change, and its sequence number grows with
them, so that an agenda that reads the file again replaces the event instead of adding one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from actgen.base.errors import EnvironmentFault, NotOurs
from actgen.base.text.dates import date_chiffres
from actgen.base.text.messages import phrase
from actgen.council.facts.seance import Organe
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Borne, Devoir, Echeance, Statut
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.law.suites import SuiteLegale
from actgen.session.writing.replace import file_state, replace_file

MARK = "-//actgen//echeances du conseil//FR"
"""The PRODID: by it a file is known to be ours."""

_ENTETE = {
    Borne.AU_PLUS_TARD: "Dernier jour",
    Borne.AU_PLUS_TOT: "À partir de ce jour",
    Borne.JUSQU_AU: "Jusqu’à ce jour",
    Borne.INDICATION: "Fin indicative",
}


def agenda(seances: Sequence[FiguresSeance], rappel: int | None = None) -> bytes:
    """The dated lines of the calendars of these sessions, each an event of one whole day.

    `rappel`: an alarm that many days before what is still to be done; None: no alarm. Lines end with CRLF
    and are folded at 75 bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", MARK)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Échéances du conseil")
    for figures in seances:
        lignes = echeances(figures)
        faits = sum(ligne.fait_le is not None for ligne in lignes)
        for ligne in lignes:
            if ligne.le is not None:
                calendar.add_component(_event(figures, ligne, ligne.le, faits, rappel))
    return bytes(calendar.to_ical(sorted=True))


def _event(figures: FiguresSeance, ligne: Echeance, le: date, faits: int, rappel: int | None) -> Event:
    seance = figures.seance
    event = Event()
    event.add("uid", _uid(figures, ligne))
    event.add("dtstamp", datetime.combine(seance.date, time(), tzinfo=UTC))
    event.add("sequence", faits)
    event.add("dtstart", le)
    event.add("dtend", le + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", _title(figures, ligne))
    event.add("description", _description(ligne))
    event.add("categories", ["Conseil"])
    if rappel is not None and ligne.imperatif and ligne.statut is Statut.A_FAIRE:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", timedelta(days=-rappel))
        alarm.add("description", ligne.libelle)
        event.add_component(alarm)
    return event


def _uid(figures: FiguresSeance, ligne: Echeance) -> str:
    seance = figures.seance
    points = "".join(f"-{numero}" for numero in ligne.points) if _set_apart(figures, ligne) else ""
    code = seance.collectivite.code
    return f"{ligne.devoir.value}{points}-{code}-{seance.date:%Y%m%d}-{seance.organe.value}@actgen"


def _set_apart(figures: FiguresSeance, ligne: Echeance) -> bool:
    """Whether the line regards an item that has its own dates or judge: the others share one identifier."""
    points = {each.point.numero: each for each in figures.points}
    contestes = ligne.devoir in (Devoir.RECOURS, Devoir.DEFERE)
    partie = _by_receipt(figures, ligne)
    return any(
        points[numero].point.suites is not None
        or (partie and points[numero].point.accuse is not None)
        or (contestes and _other_judge(points[numero]))
        for numero in ligne.points
    )


def _other_judge(point: FiguresPoint) -> bool:
    """Whether its act is contested otherwise than a deliberation."""
    return point.regle_election is not None and point.regle_election.recours is not SuiteLegale.RECOURS


def _by_receipt(figures: FiguresSeance, ligne: Echeance) -> bool:
    """Whether acts that share the rest of their dates are told apart here by those of their receipts."""
    if ligne.devoir not in (Devoir.TRANSMISSION, Devoir.DEFERE):
        return False
    communs = [each for each in figures.points if each.delibere and each.point.suites is None]
    return any(each.point.numero not in ligne.points for each in communs if each.transmissible)


def _title(figures: FiguresSeance, ligne: Echeance) -> str:
    seance = figures.seance
    tete = "Fait" if ligne.statut is Statut.FAIT else _ENTETE[ligne.sens]
    organe = "bureau" if seance.organe is Organe.BUREAU else "conseil"
    return phrase(
        "{tete} : {quoi} ({nom}, {organe} du {jour})",
        tete=tete,
        quoi=ligne.libelle[0].lower() + ligne.libelle[1:],
        nom=seance.collectivite.nom,
        organe=organe,
        jour=date_chiffres(seance.date),
    )


def _description(ligne: Echeance) -> str:
    lines = [phrase("À faire par : {qui}", qui=ligne.qui)]
    if ligne.sens is Borne.INDICATION:
        lines = [
            phrase("Ouvert à : {qui}", qui=ligne.qui),
            phrase("Date indicative : elle ne s'imprime dans aucun acte, et rien ne doit en dépendre."),
        ]
    if ligne.fait_le is not None:
        lines.append(phrase("Fait le {le}", le=date_chiffres(ligne.fait_le)))
    if ligne.precision:
        lines.append(ligne.precision[0].upper() + ligne.precision[1:])
    return "\n".join([*lines, ligne.article])


def write_agenda(place: Path, content: bytes) -> bool:
    """Put the file in its place, whole or not at all; whether it was written (False: already so).

    Raises NotOurs for a file that is something else, EnvironmentFault when the disk refuses.
    """
    try:
        if place.exists():
            present = place.read_bytes() if place.is_file() else b""
            if present == content:
                return False
            if MARK.encode() not in present[:1_000].replace(b"\r\n ", b""):
                raise NotOurs(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        if not replace_file(place, content, file_state(place)):
            raise NotOurs(place)
    except OSError as error:
        raise EnvironmentFault(
            f"Le fichier «\u00a0{place.as_posix()}\u00a0» ne peut pas être écrit. Rien n’a changé. "
            "Choisissez un autre nom ou un autre dossier\u00a0: --ics FICHIER"
        ) from error
    return True
